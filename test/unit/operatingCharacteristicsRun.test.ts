import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../src/operating-characteristics/result.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { scenarioFrom } from '../fixtures/kernel/points.ts';
import { fakePool, memoryStore } from '../fixtures/kernel/pools.ts';

const scenario = (simulation: string) =>
  scenarioFrom(`truth:
  markers: {M: {prevalence: 0.3}}
  enrolment: {screened per month: 20}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: {M+: 0.4, M-: 1}}}
    ORR: {binary: {control: {rate: 0.2}, odds ratio: {M+: 4, M-: 1}}}
designs:
  times: {enrol: all, size: {randomised: 16}, analyse at: {follow-up: 5}, tests: {all: {of: PFS}}, claims: {yes: reject all, no: otherwise}}
  rates: {enrol: M+, size: {randomised: 40}, tests: {all: {of: ORR}}}
sweep: {truth.markers.M.prevalence: [0.3, 0.9]}
simulation: {seed: here, batch: 100, ${simulation}}`);

const text = (result: ScenarioResult) => JSON.stringify(result);

describe('a scenario', () => {
  it('gives the same result, to the last letter, for any pool, resumed or not', async () => {
    const asked = scenario('replicates: 750');
    const alone = text(await runScenario(asked, { workers: fakePool(1) }));
    expect(text(await runScenario(asked, { workers: fakePool(3, 5) }))).toBe(alone);
    const checkpoint = memoryStore();
    const abort = new AbortController();
    const onProgress = ({ replicatesDone }: { replicatesDone: number }) => {
      if (replicatesDone >= 900) abort.abort();
    };
    const cut = runScenario(asked, { workers: fakePool(2, 3), checkpoint, signal: abort.signal, onProgress });
    await expect(cut).rejects.toThrow(/^interrupted/);
    expect(text(await runScenario(asked, { workers: fakePool(2, 9), checkpoint }))).toBe(alone);
  });

  it('of other replicates or another seed on the command line is as if the file said so', async () => {
    const workers = fakePool(1);
    const asked = await runScenario(scenario('replicates: 300'), { workers, replicates: 200, seed: 'there' });
    const written = await runScenario(scenario('replicates: 200'), { workers, seed: 'there' });
    expect(asked.rows).toEqual(written.rows);
    expect(asked.simulation.seed).toBe('there');
    expect(asked.points.map(({ replicates }) => replicates)).toEqual([200, 200]);
    const other = await runScenario(scenario('replicates: 300'), { workers, replicates: 200 });
    expect(other.rows).not.toEqual(asked.rows);
  });
});

describe('a precision', () => {
  const run = (simulation: string, pool = fakePool(1)) =>
    runScenario(scenario(simulation), { workers: pool });
  /** The greatest error of a metric at a point; a proportion is judged with 2 successes and 2 failures added. */
  const worst = ({ rows }: ScenarioResult, point: number, metric: string) =>
    Math.max(
      ...rows
        .filter((row) => row.point === point && row.metric === metric)
        .map(({ estimate, mcse, n }) => {
          const p = ((estimate as number) * n + 2) / (n + 4);
          return metric === 'bias' ? (mcse as number) : Math.sqrt((p * (1 - p)) / n);
        }),
    );

  it.each([
    ['power', 0.015],
    ['claim probability', 0.012],
    ['bias', 0.01],
    ['coverage', 0.01],
  ])(
    'of %s is reached at a batch border by every test and point, and not one before',
    async (metric, wanted) => {
      const precision = `precision: {${metric}: ${wanted}}, max replicates: 20000`;
      const result = await run(precision);
      expect(text(await run(precision, fakePool(3, 8)))).toBe(text(result));
      for (const { index, replicates } of result.points) {
        expect(replicates % 100).toBe(0);
        expect(replicates).toBeLessThan(20_000);
        expect(worst(result, index, metric)).toBeLessThanOrEqual(wanted);
        const before = await runScenario(scenario(precision), {
          workers: fakePool(1),
          replicates: replicates - 100,
        });
        expect(worst(before, index, metric)).toBeGreaterThan(wanted);
      }
    },
  );

  it('does not take a point without a single rejection for precise', async () => {
    const none = scenarioFrom(`truth:
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.9}, experimental: {rate: 0.1}}}}
designs: {d: {size: {randomised: 40}, tests: {all: {of: ORR}}}}
simulation: {seed: never, batch: 100, precision: {power: 0.003}, max replicates: 20000}`);
    const result = await runScenario(none, { workers: fakePool(1) });
    expect(result.rows.find(({ metric }) => metric === 'power')?.estimate).toBe(0);
    // sqrt(2 (n + 2) / (n + 4)^2 / n) <= 0.003 from n = 470 on.
    expect(result.points[0].replicates).toBe(500);
  });
});
