import { describe, expect, it } from 'vitest';
import { inProcessPool } from '../../src/cli/inProcessPool.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { scenarioFrom } from '../fixtures/kernel/points.ts';

const scenario = (design: string) =>
  scenarioFrom(`truth:
  enrolment: {screened per month: 30}
  endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.6}}}
designs:
  d:
    size: {randomised: 200}
    ${design}
    tests: {overall: {of: PFS}}
simulation: {replicates: 40, seed: looks}`);

const at = 'at: [{events: 50}, {events: 100}, {events: 150}]';

describe('pictures of looks', () => {
  it('have the bounds of the plan and paths that end where the trial stops', async () => {
    const { looks } = await runScenario(
      scenario(`looks: {${at}, spending: lan-demets-obrien-fleming, futility: {z below: 0.5}}`),
      { workers: inProcessPool() },
    );
    const [picture] = looks!;
    expect(picture.information).toEqual([1 / 3, 2 / 3, 1]);
    // Lan & DeMets, one-sided 0.025 at thirds: values of R's gsDesign and rpact; the table's error is 1e-4.
    [3.7103, 2.5114, 1.993].forEach((z, k) => {
      expect(Math.abs((picture.upper[k] as number) - z)).toBeLessThan(1e-3);
    });
    expect(picture.futility).toEqual([0.5, 0.5]);
    expect(picture.paths).toHaveLength(15);
    for (const path of picture.paths) {
      const stop = path.findIndex(
        (z, k) => z !== null && k < 2 && (z >= (picture.upper[k] as number) || z <= 0.5),
      );
      const seen = stop < 0 ? 3 : stop + 1;
      expect(path.map((z) => z !== null)).toEqual([0, 1, 2].map((k) => k < seen));
    }
    expect(picture.paths.some((path) => path[2] === null)).toBe(true);
  });

  it('are none where looks stop nothing', async () => {
    const { looks } = await runScenario(scenario(`looks: {${at}}`), { workers: inProcessPool() });
    expect(looks).toBeUndefined();
  });
});
