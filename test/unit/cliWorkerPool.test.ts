import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { threadPool } from '../../src/cli/workerPool.ts';
import type { WorkerPool } from '../../src/engine/engineOptions.ts';
import type { BatchTask } from '../../src/engine/task.ts';

const CRASHING = new URL('./fixtures/crashingWorker.mjs', import.meta.url).href;

let scratch: string;
let pool: WorkerPool;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'markersim-'));
  pool = threadPool(2, CRASHING);
});
afterEach(async () => {
  await pool.close();
  rmSync(scratch, { recursive: true });
});

/** A task for the fixture: dies `crashes` times in the manner of `how`, counted in a file of its own. */
const task = (name: string, how: string, crashes: number) =>
  ({ key: join(scratch, name), seed: how, first: crashes, count: 7 }) as unknown as BatchTask;

const attempts = async (asked: BatchTask) => {
  const reply = await pool.run(asked);
  return reply.ok ? [...reply.sums.subarray(0, 2)] : reply;
};

describe('the thread pool', () => {
  it.each(['exit', 'throw'])(
    'replaces a worker that ends by %s, and runs its batch once more',
    async (how) => {
      const [crashed, ...others] = await Promise.all([
        attempts(task('a', how, 1)),
        attempts(task('b', how, 0)),
        attempts(task('c', how, 0)),
      ]);
      expect(crashed).toEqual([2, 7]);
      expect(others).toEqual([
        [1, 7],
        [1, 7],
      ]);
      expect(await attempts(task('d', how, 0))).toEqual([1, 7]);
    },
  );

  it('reports a batch that crashes its worker twice, and goes on with the others', async () => {
    const twice = await pool.run(task('a', 'exit', 2));
    expect(twice).toMatchObject({ ok: false, replicate: null });
    expect(!twice.ok && twice.message).toMatch(/^the worker thread crashed twice: .*code: 3/);
    expect(await attempts(task('b', 'exit', 0))).toEqual([1, 7]);
  });

  it('settles what is under way when it is closed', async () => {
    const underWay = pool.run(task('a', 'hang', 1));
    await pool.run(task('b', '', 0));
    await pool.close();
    expect(await underWay).toMatchObject({ ok: false });
  });

  it('uses its threads at the same time', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, (_, i) => pool.run(task(`${i}`, '', 0))));
    expect(new Set(replies.map((reply) => reply.ok && reply.sums[2])).size).toBe(2);
  });
});
