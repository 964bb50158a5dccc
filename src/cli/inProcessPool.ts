import type { WorkerPool } from '../engine/engineOptions.ts';
import { executeBatch } from '../engine/task.ts';

/** The caller's own thread, for tests and small runs of the library: the same batches, the same bytes. */
export function inProcessPool(): WorkerPool {
  return { size: 1, run: async (task) => executeBatch(task), close: async () => {} };
}
