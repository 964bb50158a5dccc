import { describe, expect, it } from 'vitest';
import {
  type EngineOptions,
  InterruptedError,
  type PointRun,
  SimulationError,
} from '../../src/engine/engineOptions.ts';
import { simulate } from '../../src/engine/run.ts';
import { type CompiledPoint, compilePoint, executeBatch } from '../../src/engine/task.ts';
import type { Scenario, Simulation } from '../../src/scenario/model.ts';
import { scenarioFrom } from '../fixtures/kernel/points.ts';
import { fakePool, memoryStore } from '../fixtures/kernel/pools.ts';

/** Two points; patients, counts and a test that sometimes fails. */
const BASE = scenarioFrom(`truth:
  markers: {M: {prevalence: 0.3}}
  enrolment: {screened per month: 20}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: {M+: 0.4, M-: 1}}}
    ORR: {binary: {control: {rate: 0.2}, odds ratio: {M+: 4, M-: 1}}}
designs:
  times: {enrol: all, size: {randomised: 16}, analyse at: {months: 5}, tests: {all: {of: PFS}, M+: {of: PFS, in: M+, by: cox}}}
  rates: {enrol: all, size: {randomised: 20}, tests: {all: {of: ORR}, M+: {of: ORR, in: M+, by: odds-ratio}}}
sweep: {truth.markers.M.prevalence: [0.3, 0.6]}`);

let keys = 0;
/** A key that no other run has: threads keep what they compiled by it. */
const fresh = () => `run ${keys++}`;

const scenario = (simulation: Partial<Simulation>): Scenario => ({
  ...BASE,
  simulation: { ...BASE.simulation, replicates: 1000, batch: 100, ...simulation },
});

const run = (simulation: Partial<Simulation>, options: Partial<EngineOptions> = {}) =>
  simulate(scenario(simulation), { workers: fakePool(1), key: fresh(), ...options });

/** Replicates and bytes of the sums of every point: NaN and -0 count. */
const bytesOf = (runs: readonly PointRun[]) =>
  runs.map(({ replicates, sums }) => `${replicates}: ${Buffer.from(sums.buffer).toString('base64')}`);

/** The sums of replicates 0 to n - 1 in batches of 100, without the engine. */
function naive(replicates: number, index: number): Float64Array {
  const compiled = compilePoint({ point: BASE.points[index], seed: BASE.simulation.seed, streams: 'common' });
  const total = new Float64Array(compiled.layout.length);
  for (let first = 0; first < replicates; first += 100) {
    const sums = compiled.sum(first, Math.min(100, replicates - first));
    sums.forEach((value, i) => {
      total[i] += value;
    });
  }
  return total;
}

describe('a run', () => {
  it('sums the replicates of fixed batches, the last one as long as is left', async () => {
    for (const replicates of [1000, 250, 100, 99, 1]) {
      const runs = await run({ replicates });
      expect(runs.map(({ point }) => point.index)).toEqual([0, 1]);
      runs.forEach(({ sums, replicates: done }, index) => {
        expect(done).toBe(replicates);
        expect(sums).toEqual(naive(replicates, index));
      });
    }
  });

  it('gives the same bytes for any number of workers and any order of their answers', async () => {
    const alone = bytesOf(await run({}));
    for (const [size, order] of [
      [1, 1],
      [2, 2],
      [3, 3],
      [3, 4],
      [7, 5],
      [40, 6],
    ]) {
      const workers = fakePool(size, order);
      expect(bytesOf(await run({}, { workers }))).toEqual(alone);
      // Every replicate once, however it was shared out.
      expect(workers.tasks.map((task) => `${task.point.index}/${task.first}`).sort()).toEqual(
        [0, 1].flatMap((point) => [...Array(10).keys()].map((b) => `${point}/${b * 100}`)).sort(),
      );
      expect(workers.most()).toBeLessThanOrEqual(2 * size);
      if (size > 1) expect(workers.most()).toBeGreaterThan(1);
    }
  });

  it('does not depend on what a worker ran before', async () => {
    // A worker keeps the points that it compiled: here it has played other replicates of them.
    const key = fresh();
    for (const point of BASE.points)
      executeBatch({
        key: `${key}/${point.index}`,
        point,
        seed: 'test',
        streams: 'common',
        first: 90_000,
        count: 77,
      });
    expect(bytesOf(await run({}, { key }))).toEqual(bytesOf(await run({})));
  });

  it('of another seed or batch length is another run; the length moves only the last bits', async () => {
    const [one] = await run({});
    const [other] = await run({ seed: 'other' });
    expect(other.sums).not.toEqual(one.sums);
    const [longer] = await run({ batch: 500 });
    longer.sums.forEach((value, i) => {
      // 1000 terms of size up to some hundreds, summed in another order.
      expect(Math.abs(value - one.sums[i])).toBeLessThan(1e-8 * (1 + Math.abs(value)));
    });
  });

  it('tells how far it is', async () => {
    const seen: [number, number, number, number][] = [];
    await run(
      { replicates: 250 },
      {
        workers: fakePool(3, 9),
        onProgress: ({ point, points, replicatesDone, replicatesTotal }) =>
          seen.push([point, points, replicatesDone, replicatesTotal]),
      },
    );
    const done = seen.map(([, , replicates]) => replicates);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(seen.at(-1)).toEqual([2, 2, 500, 500]);
    expect(seen.every(([, points, , total]) => points === 2 && total === 500)).toBe(true);
  });
});

describe('a checkpoint', () => {
  it('resumes from any state that a killed run can leave, to the same bytes', async () => {
    const store = memoryStore();
    const key = fresh();
    const whole = bytesOf(await run({ replicates: 750 }, { checkpoint: store, key }));
    expect(store.history.length).toBe(14);
    for (const state of [new Map<string, Uint8Array>(), ...store.history]) {
      const left = memoryStore();
      left.bytes = new Map(state);
      const workers = fakePool(3, 8);
      const resumed = await run({ replicates: 750 }, { checkpoint: left, key, workers });
      expect(bytesOf(resumed)).toEqual(whole);
      const kept = [...state.values()].reduce((sum, bytes) => sum + new Float64Array(bytes.buffer)[0], 0);
      // 7 whole batches a point and a rest of 50 that is never kept.
      expect(workers.tasks.length).toBe(16 - kept);
    }
  });

  it('keeps what was merged when the run is aborted', async () => {
    const whole = bytesOf(await run({}));
    for (const after of [1, 4, 9, 10, 15]) {
      const store = memoryStore();
      const key = fresh();
      const abort = new AbortController();
      let batches = 0;
      const options = {
        checkpoint: store,
        key,
        signal: abort.signal,
        onProgress: () => {
          if (++batches === after) abort.abort();
        },
      };
      await expect(run({}, { ...options, workers: fakePool(2, 5) })).rejects.toThrow(InterruptedError);
      const kept = [...store.bytes.values()].reduce(
        (sum, bytes) => sum + new Float64Array(bytes.buffer)[0],
        0,
      );
      expect(kept).toBeGreaterThanOrEqual(after === 1 ? 1 : after - 1);
      const workers = fakePool(2, 6);
      expect(bytesOf(await run({}, { checkpoint: store, key, workers }))).toEqual(whole);
      expect(workers.tasks.length).toBe(20 - kept);
    }
  });

  it('grows a run: 3000 after 1000 begin with the 1000, and equal 3000 at once', async () => {
    const store = memoryStore();
    const key = fresh();
    await run({ replicates: 1000 }, { checkpoint: store, key });
    const workers = fakePool(3, 7);
    const grown = await run({ replicates: 3000 }, { checkpoint: store, key, workers });
    expect(workers.tasks.every(({ first }) => first >= 1000)).toBe(true);
    expect(bytesOf(grown)).toEqual(bytesOf(await run({ replicates: 3000 })));
  });

  it('grows over a last batch that was not whole, and back: a smaller run is the beginning of it', async () => {
    const store = memoryStore();
    const key = fresh();
    for (const replicates of [250, 370, 1000, 120, 1000]) {
      const grown = await run({ replicates }, { checkpoint: store, key });
      expect(bytesOf(grown)).toEqual(bytesOf(await run({ replicates })));
    }
  });

  it('of another layout is not read', async () => {
    const store = memoryStore();
    const key = fresh();
    store.bytes.set(`${key}:0`, new Uint8Array(new Float64Array([3, 1, 2]).buffer));
    store.bytes.set(`${key}:1`, new Uint8Array(7));
    expect(bytesOf(await run({}, { checkpoint: store, key }))).toEqual(bytesOf(await run({})));
  });

  it('that cannot be written ends the run with the reason', async () => {
    const store = { ...memoryStore(), put: async () => Promise.reject(new Error('disk full')) };
    await expect(run({}, { checkpoint: store, workers: fakePool(2, 4) })).rejects.toThrow('disk full');
  });

  it('of a slow disk is written less often, and last of all', async () => {
    const store = memoryStore();
    const quick = store.put;
    let puts = 0;
    store.put = async (...what) => {
      puts++;
      await new Promise((resolve) => setTimeout(resolve, 20));
      await quick(...what);
    };
    await run({}, { checkpoint: store });
    expect(puts).toBeLessThan(20);
    expect([...store.bytes.values()].map((bytes) => new Float64Array(bytes.buffer)[0])).toEqual([10, 10]);
  });
});

describe('a run to a precision', () => {
  const POWER = { precision: { power: 0.01 }, replicates: null, maxReplicates: 3000 };
  /** MCSE of the first power at or below a bound. */
  const rule =
    (wanted: number) =>
    ({ layout }: CompiledPoint, sums: Float64Array): boolean => {
      const p = layout.anchors[0] + sums[1] / sums[0];
      return Math.sqrt((p * (1 - p)) / sums[0]) <= wanted;
    };

  it('stops at the first batch border that is precise, whoever computed it', async () => {
    const asked = rule(0.01);
    const alone = await run(POWER, { preciseEnough: asked });
    const counts = alone.map(({ replicates }) => replicates);
    for (const [size, order] of [
      [1, 2],
      [3, 3],
      [5, 4],
    ])
      expect(bytesOf(await run(POWER, { preciseEnough: asked, workers: fakePool(size, order) }))).toEqual(
        bytesOf(alone),
      );
    alone.forEach(({ sums, replicates, compiled }, index) => {
      expect(replicates).toBeLessThan(3000);
      expect(sums).toEqual(naive(replicates, index));
      expect(asked(compiled, sums)).toBe(true);
      expect(asked(compiled, naive(replicates - 100, index))).toBe(false);
    });
    expect(new Set(counts).size).toBe(2);
  });

  it('does not stop below the fewest replicates, and stops at the most', async () => {
    const never = await run({ ...POWER, maxReplicates: 350 }, { preciseEnough: () => false });
    expect(never.map(({ replicates }) => replicates)).toEqual([350, 350]);
    expect(never[0].sums).toEqual(naive(350, 0));
    const fewest = await run({ ...POWER, replicates: 250 }, { preciseEnough: () => true });
    expect(fewest.map(({ replicates }) => replicates)).toEqual([300, 300]);
  });

  it('resumes to the same number of replicates', async () => {
    const store = memoryStore();
    const key = fresh();
    const options = { preciseEnough: rule(0.01), key };
    const whole = bytesOf(await run(POWER, { ...options, checkpoint: store, workers: fakePool(2, 3) }));
    for (const state of store.history) {
      const left = memoryStore();
      left.bytes = new Map(state);
      expect(bytesOf(await run(POWER, { ...options, checkpoint: left, workers: fakePool(3, 1) }))).toEqual(
        whole,
      );
    }
  });

  it('tells the true total once a point is done', async () => {
    const totals: number[] = [];
    const runs = await run(POWER, {
      preciseEnough: rule(0.01),
      onProgress: ({ replicatesTotal }) => totals.push(replicatesTotal),
    });
    expect(totals[0]).toBe(6000);
    expect(totals.at(-1)).toBe(runs.reduce((sum, { replicates }) => sum + replicates, 0));
  });
});

describe('a failure', () => {
  it('of a replicate is reported with its point, number and seed', async () => {
    const workers = fakePool(3, 2, (task) =>
      task.point.index === 1 && task.first === 300
        ? { ok: false, replicate: 342, message: 'no such thing', stack: 'Error: there' }
        : executeBatch(task),
    );
    const failed = await run({ seed: 'a b' }, { workers }).catch((error) => error);
    expect(failed).toBeInstanceOf(SimulationError);
    expect(failed.message).toBe('point 1, replicate 342, seed "a b": no such thing');
    expect(failed.stack).toBe('Error: there');
  });

  it('of a whole batch is reported with its replicates', async () => {
    const workers = fakePool(1, 0, () => ({
      ok: false,
      replicate: null,
      message: 'crashed twice',
      stack: '',
    }));
    await expect(run({}, { workers })).rejects.toThrow(
      'point 0, replicates 0 to 99, seed "test": crashed twice',
    );
  });

  it('of a worker ends the run, without the tasks that were not begun', async () => {
    const workers = fakePool(2, 3, (task) => {
      if (task.first === 200) throw new Error('worker gone');
      return executeBatch(task);
    });
    await expect(run({ replicates: 100_000 }, { workers })).rejects.toThrow('worker gone');
    expect(workers.tasks.length).toBeLessThan(20);
  });

  it('of the last batch, which is not whole, is reported too', async () => {
    const workers = fakePool(1, 0, (task) =>
      task.count < 100 ? { ok: false, replicate: 240, message: 'late', stack: '' } : executeBatch(task),
    );
    await expect(run({ replicates: 250 }, { workers })).rejects.toThrow(
      'point 0, replicate 240, seed "test": late',
    );
  });

  it('leaves a checkpoint from which the run can go on', async () => {
    const store = memoryStore();
    const key = fresh();
    const workers = fakePool(1, 0, (task) => {
      if (task.first === 400) throw new Error('worker gone');
      return executeBatch(task);
    });
    await expect(run({}, { workers, key, checkpoint: store })).rejects.toThrow('worker gone');
    const again = fakePool(1);
    expect(bytesOf(await run({}, { workers: again, key, checkpoint: store }))).toEqual(
      bytesOf(await run({})),
    );
    expect(again.tasks[0].first).toBe(400);
  });
});
