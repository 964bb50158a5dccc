import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inProcessPool } from '../../src/cli/inProcessPool.ts';
import { SimulationError } from '../../src/engine/engineOptions.ts';
import { simulate } from '../../src/engine/run.ts';
import { Stream } from '../../src/rng/stream.ts';
import { createPoint } from '../../src/trial/point.ts';
import { scenarioFrom } from '../fixtures/kernel/points.ts';

const scenario = scenarioFrom(`truth:
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, odds ratio: 2}}}
designs: {d: {size: {randomised: 20}, tests: {t: {of: ORR}}}}
simulation: {replicates: 1000, batch: 100, seed: unlucky}`);

/** The state of the stream that a replicate's screening draws from: it tells the replicate from any other, whoever plays it. */
function stateOf(replicate: number): string {
  const { points, simulation } = scenario;
  const point = createPoint(points[0]!, simulation.seed, simulation.streams);
  const set = vi.spyOn(Stream.prototype, 'set');
  point.play(replicate);
  const last = String(set.mock.lastCall);
  set.mockRestore();
  return last;
}

/** Lets a replicate throw. */
function fail(replicate: number): void {
  const failing = stateOf(replicate);
  const { set } = Stream.prototype;
  vi.spyOn(Stream.prototype, 'set').mockImplementation(function (this: Stream, ...state) {
    if (String(state) === failing) throw new RangeError('the patients ran out');
    set.apply(this, state);
  });
}

let runs = 0;
let key = '';
beforeEach(() => {
  key = `fails ${runs++}`;
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a replicate that throws', () => {
  // The first 64 are played when the point is compiled, before any batch.
  it.each([0, 63, 64, 742])('is named with the seed: replicate %s', async (replicate) => {
    fail(replicate);
    const failed = await simulate(scenario, { workers: inProcessPool(), key }).catch((error) => error);
    expect(failed).toBeInstanceOf(SimulationError);
    expect(failed.message).toBe(`point 0, replicate ${replicate}, seed "unlucky": the patients ran out`);
    expect(failed.stack).toMatch(/^RangeError: the patients ran out\n +at /);
  });

  it('is not noticed where it is not asked for', async () => {
    fail(1000);
    const [run] = await simulate(scenario, { workers: inProcessPool(), key });
    expect(run.replicates).toBe(1000);
  });
});
