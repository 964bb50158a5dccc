import { describe, expect, it } from 'vitest';
import { inProcessPool } from '../../src/cli/inProcessPool.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { createPoint } from '../../src/trial/point.ts';
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

describe('adjusted estimates given a rejection', () => {
  it('are those of the replicates that reject, replayed one by one', async () => {
    const text = scenario(`looks: {${at}, spending: lan-demets-pocock, futility: {z below: 1.5}}`);
    const { rows } = await runScenario(text, { workers: inProcessPool() });
    const value = (metric: string) => rows.find((row) => row.metric === metric)!;
    const point = createPoint(text.points[0], text.simulation.seed, text.simulation.streams);
    const [rejects, adjusted, truth] = ['rejects', 'adjusted estimate', 'covers'].map((quantity) =>
      point.columns.findIndex(
        (column) => column.quantity === quantity && column.look === 0 && column.given === undefined,
      ),
    );
    const estimates = Array.from({ length: 40 }, (_, replicate) => {
      point.run(replicate);
      return point.row[rejects] === 1 ? [point.row[adjusted]] : [];
    }).flat();
    const mean = estimates.reduce((sum, x) => sum + x, 0) / estimates.length;
    const given = value('mean estimate given rejection (median-unbiased)');
    expect(given.n).toBe(estimates.length);
    expect(given.estimate).toBeCloseTo(mean, 12);
    const against = point.columns[truth].estimand!.value;
    expect(value('bias given rejection (median-unbiased)').estimate).toBeCloseTo(mean - against, 12);
    expect(estimates.length).toBeGreaterThan(20);
    expect(estimates.length).toBeLessThan(38);
  });
});

describe('computed probabilities of looks', () => {
  const computed = async (design: string) => {
    const { rows } = await runScenario(
      scenarioFrom(`truth:
  enrolment: {screened per month: 20}
  markers: {M: {prevalence: 0.1}}
  endpoints: {PFS: {time-to-event: {control: {median: 9}, hazard ratio: 0.8}}, ORR: {binary: {control: {rate: 0.2}, experimental: {rate: 0.4}}}}
designs: {d: {single arm: experimental, size: {treated: 80}, ${design}}}
simulation: {replicates: 40, seed: looks}`),
      { workers: inProcessPool() },
    );
    return rows.filter(({ metric }) => metric === 'rejected at look 1').map(({ reference }) => reference);
  };
  const looks = (first: string, last: string) => `looks: {at: [${first}, ${last}], bounds: pocock}`;

  it('are none of tests of curves, whose information is no share of events', async () => {
    const tests =
      'tests: {S: {of: PFS, by: milestone, horizon: 6, against: {survival: {at: 6, value: 0.5}}}}';
    // Before anybody has been followed to the milestone, and after.
    for (const first of ['{months: 5}', '{months: 9}'])
      expect(await computed(`${looks(first, '{months: 12}')}, ${tests}`)).toEqual([null]);
  });

  it('are none of looks at next to nobody', async () => {
    const tests = (population: string) =>
      `tests: {R: {of: ORR, in: ${population}, by: posterior, against: {rate: 0.2}}}`;
    const [few] = await computed(`${looks('{patients: 40}', '{patients: 80}')}, ${tests('M+')}`);
    const [many] = await computed(`${looks('{patients: 40}', '{patients: 80}')}, ${tests('all')}`);
    expect(few).toBeNull();
    expect(many).toBeGreaterThan(0);
  });
});
