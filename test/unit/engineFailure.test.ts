import { beforeEach, describe, expect, it, vi } from 'vitest';
import { inProcessPool } from '../../src/cli/inProcessPool.ts';
import { SimulationError } from '../../src/engine/engineOptions.ts';
import { simulate } from '../../src/engine/run.ts';
import { scenarioFrom } from '../fixtures/kernel/points.ts';

/** The replicate that fails, whatever the trial. */
const failing = vi.hoisted(() => ({ replicate: -1 }));
vi.mock('../../src/trial/point.ts', async (original) => {
  const { createPoint } = await original<typeof import('../../src/trial/point.ts')>();
  return {
    createPoint: (...of: Parameters<typeof createPoint>) => {
      const point = createPoint(...of);
      return {
        ...point,
        play(replicate: number) {
          if (replicate === failing.replicate) throw new RangeError('the patients ran out');
          point.play(replicate);
        },
      };
    },
  };
});

const scenario = scenarioFrom(`truth:
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, odds ratio: 2}}}
designs: {d: {size: {randomised: 20}, tests: {t: {of: ORR}}}}
simulation: {replicates: 1000, batch: 100, seed: unlucky}`);

let key = 0;
beforeEach(() => {
  failing.replicate = -1;
  key++;
});

describe('a replicate that throws', () => {
  // The first 64 are played when the point is compiled, before any batch.
  it.each([0, 63, 64, 742])('is named with the seed: replicate %s', async (replicate) => {
    failing.replicate = replicate;
    const failed = await simulate(scenario, { workers: inProcessPool(), key: `${key}` }).catch(
      (error) => error,
    );
    expect(failed).toBeInstanceOf(SimulationError);
    expect(failed.message).toBe(`point 0, replicate ${replicate}, seed "unlucky": the patients ran out`);
    expect(failed.stack).toMatch(/^RangeError: the patients ran out\n +at /);
  });

  it('is not noticed where it is not asked for', async () => {
    failing.replicate = 1000;
    const [run] = await simulate(scenario, { workers: inProcessPool(), key: `${key}` });
    expect(run.replicates).toBe(1000);
  });
});
