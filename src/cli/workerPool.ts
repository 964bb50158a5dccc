import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { WorkerPool } from '../engine/run.ts';
import { type BatchReply, type BatchTask, executeBatch } from '../engine/task.ts';

/** Worker threads that this machine can keep busy. */
export const defaultWorkers = (): number => availableParallelism();

/** A worker that ended for another reason than its own reply: out of memory, killed, a fault in a native part. */
class WorkerCrash extends Error {
  constructor(task: BatchTask, cause: unknown) {
    super(
      `a worker thread crashed twice on the same batch: ${cause instanceof Error ? cause.message : cause}`,
      {
        cause,
      },
    );
    this.name = 'WorkerCrash';
    this.task = task;
  }
  readonly task: BatchTask;
}

/**
 * `size` worker threads. A crashed thread is replaced and its batch run once more (a batch gives the same bytes
 * whoever runs it); a second crash rejects the run. A failing replicate is no crash: its reply says so.
 */
export function threadPool(size: number): WorkerPool {
  // From TypeScript in a checkout and under test, compiled in a package: the worker is in the same form as this file.
  const typescript = import.meta.url.endsWith('.ts');
  const piscina = new Piscina({
    filename: new URL(typescript ? './worker.ts' : './worker.js', import.meta.url).href,
    minThreads: size,
    maxThreads: size,
    execArgv: typescript ? ['--import', import.meta.resolve('tsx')] : [],
    recordTiming: false,
  });
  // A crash is told to the task that suffers it; an idle thread that dies is replaced, and needs no word.
  piscina.on('error', () => {});
  let closed = false;
  const attempt = (task: BatchTask): Promise<BatchReply> => piscina.run(task);
  return {
    size,
    async run(task) {
      try {
        return await attempt(task);
      } catch (crash) {
        if (closed) throw crash;
        return attempt(task).catch((cause: unknown) => {
          throw closed ? cause : new WorkerCrash(task, cause);
        });
      }
    },
    async close() {
      closed = true;
      await piscina.destroy();
    },
  };
}

/** The caller's own thread, for tests and small runs of the library: same batches, same bytes. */
export function inProcessPool(): WorkerPool {
  return { size: 1, run: async (task) => executeBatch(task), close: async () => {} };
}
