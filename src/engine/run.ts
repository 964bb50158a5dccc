import type { Scenario } from '../scenario/model.ts';
import { type EngineOptions, InterruptedError, type PointRun } from './engineOptions.ts';
import { runPoint } from './runPoint.ts';
import { createSlots } from './slots.ts';

/**
 * Runs every point of a scenario.
 *
 * Batches are fixed (replicates 0 to B - 1, B to 2 B - 1, ...) and merged in their order, so the sums are the same bytes for
 * any number of workers, resumed or not, and 100,000 replicates begin with the first 10,000.
 */
export async function simulate(scenario: Scenario, options: EngineOptions): Promise<PointRun[]> {
  const saved = (await options.checkpoint?.load(options.key)) ?? new Map<string, Uint8Array>();
  const slots = createSlots(options.workers.size * 2);
  const { replicates, precision, maxReplicates } = scenario.simulation;
  const toPrecision = Object.keys(precision).length > 0;
  const fewest = replicates ?? 0;
  const most = toPrecision ? Math.max(maxReplicates, fewest) : fewest;
  const progress = {
    point: 0,
    points: scenario.points.length,
    replicatesDone: 0,
    replicatesTotal: most * scenario.points.length,
  };
  const failure = new AbortController();
  const runs: Promise<PointRun>[] = [];
  for (const point of scenario.points) {
    let allIssued: () => void = () => {};
    const issued = new Promise<void>((resolve) => {
      allIssued = resolve;
    });
    const run = runPoint({
      scenario,
      point,
      options,
      slots,
      fewest,
      most,
      toPrecision,
      failure,
      allIssued,
      saved: saved.get(String(point.index)),
      report(done, finished) {
        progress.replicatesDone += done;
        if (finished !== null) {
          progress.point++;
          progress.replicatesTotal += finished - most;
        }
        options.onProgress?.({ ...progress });
      },
    });
    run.catch(() => {
      failure.abort();
      allIssued();
    });
    runs.push(run);
    await issued;
    if (failure.signal.aborted) break;
  }
  const settled = await Promise.allSettled(runs);
  const rejected = settled.filter((result) => result.status === 'rejected').map((result) => result.reason);
  if (rejected.length > 0)
    throw rejected.find((reason) => !(reason instanceof InterruptedError)) ?? rejected[0];
  return settled.map((result) => (result as PromiseFulfilledResult<PointRun>).value);
}
