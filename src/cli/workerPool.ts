import { Piscina } from 'piscina';
import type { WorkerPool } from '../engine/engineOptions.ts';
import type { BatchReply, BatchTask } from '../engine/task.ts';
import { loadTypeScript, threadFile } from './threadFile.ts';

/**
 * `size` worker threads. A thread that ends for another reason than its reply (out of memory, a fault in a native part) is
 * replaced and its batch run once more: a batch gives the same bytes whoever runs it. A second crash is reported.
 *
 * @param entry module that a thread runs, its default export called with each task
 */
export function threadPool(size: number, entry = threadFile('worker')): WorkerPool {
  const piscina = new Piscina({
    filename: entry,
    minThreads: size,
    maxThreads: size,
    execArgv: loadTypeScript,
    recordTiming: false,
  });
  // A crash is told to the task that suffers it; an idle thread that dies is replaced, and needs no word.
  piscina.on('error', () => {});
  const attempt = (task: BatchTask): Promise<BatchReply> => piscina.run(task);
  return {
    size,
    run: (task) => attempt(task).catch(() => attempt(task).catch(crashed)),
    close: () => piscina.destroy(),
  };
}

function crashed(cause: Error): BatchReply {
  const message = `the worker thread crashed twice: ${cause.message}`;
  return { ok: false, replicate: null, message, stack: cause.stack ?? '' };
}
