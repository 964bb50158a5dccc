import type { Scenario, ScenarioPoint } from '../scenario/model.ts';
import { calibrationsOf } from '../trial/planDesigns.ts';
import { mergeSums } from './accumulator.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import {
  type CheckpointStore,
  type EngineOptions,
  InterruptedError,
  type PointRun,
  SimulationError,
} from './engineOptions.ts';
import type { Slots } from './slots.ts';
import { type BatchTask, type CompiledPoint, compilePoint, failureOf } from './task.ts';

/** Replicates in a batch where the scenario does not say: some tens of milliseconds of work. */
const DEFAULT_BATCH = 500;

/** What the run of a point is told. */
export interface PointJob {
  scenario: Scenario;
  point: ScenarioPoint;
  options: EngineOptions;
  slots: Slots;
  fewest: number;
  most: number;
  toPrecision: boolean;
  failure: AbortController;
  saved: Uint8Array | undefined;
  allIssued: () => void;
  /** @param finished the replicates of the point once it is done, else null */
  report(done: number, finished: number | null): void;
}

/**
 * Runs the batches of a point and merges them in their order. (One function, because what is issued, waits, is merged and is saved is one
 * state.)
 */
export async function runPoint(job: PointJob): Promise<PointRun> {
  const { scenario, point, options, slots, fewest, most, toPrecision } = job;
  const { seed, streams } = scenario.simulation;
  const batch = scenario.simulation.batch ?? DEFAULT_BATCH;
  const compiled = compile(job);
  const key = `${options.key}/${point.index}`;
  const task = { key, point, seed, streams, calibrations: calibrationsOf(compiled.point.designs) };
  const whole = Math.floor(most / batch);
  let total: Float64Array = new Float64Array(compiled.layout.length);
  let merged = 0;
  const enough = () =>
    toPrecision &&
    merged * batch >= fewest &&
    merged > 0 &&
    (options.preciseEnough?.(compiled, total) ?? false);

  const resumed = readCheckpoint(job.saved, total.length);
  if (resumed !== null && resumed.batches <= whole) {
    total = resumed.sums;
    merged = resumed.batches;
    job.report(merged * batch, null);
  }

  const waiting = new Map<number, Float64Array>();
  const open = new Set<Promise<void>>();
  let saving: Promise<void> | null = null;
  let saved = merged;
  let finished = enough();
  let error: unknown = null;

  /** Puts what is merged; and again, if more was merged meanwhile: a slow disk gets fewer checkpoints, not a queue of them. */
  async function save(store: CheckpointStore): Promise<void> {
    try {
      while (saved < merged) {
        saved = merged;
        await store.put(options.key, String(point.index), writeCheckpoint(merged, total));
      }
    } catch (reason) {
      error ??= reason;
    } finally {
      saving = null;
    }
  }

  function mergeInOrder(): void {
    for (let sums = waiting.get(merged); sums !== undefined && !finished; sums = waiting.get(merged)) {
      waiting.delete(merged);
      mergeSums(total, sums);
      merged++;
      finished = enough();
      job.report(batch, null);
    }
    if (options.checkpoint && saved < merged) saving ??= save(options.checkpoint);
  }

  async function issue(index: number): Promise<void> {
    const sums = await runTask({ ...task, first: index * batch, count: batch }, job);
    waiting.set(index, sums);
    mergeInOrder();
  }

  for (let index = merged; index < whole && !finished && error === null && !stopped(job); index++) {
    await slots.take();
    if (finished || error !== null || stopped(job)) {
      slots.give();
      break;
    }
    const task = issue(index)
      .catch((reason) => {
        error ??= reason;
      })
      .finally(() => {
        slots.give();
        open.delete(task);
      });
    open.add(task);
  }
  job.allIssued();
  await Promise.all(open);
  await saving;
  if (error !== null) throw error;
  if (stopped(job))
    throw new InterruptedError(`interrupted at point ${point.index}, ${merged * batch} replicates merged`);
  let count = merged * batch;
  if (!finished && most > count) {
    const rest = await runTask({ ...task, first: count, count: most - count }, job);
    mergeSums(total, rest);
    job.report(most - count, null);
    count = most;
  }
  job.report(0, count);
  return { point, compiled, replicates: count, batch, sums: total };
}

function stopped(job: PointJob): boolean {
  return job.failure.signal.aborted || (job.options.signal?.aborted ?? false);
}

async function runTask(task: BatchTask, job: PointJob): Promise<Float64Array> {
  const reply = await job.options.workers.run(task);
  if (reply.ok) return reply.sums;
  const replicates = `replicates ${task.first} to ${task.first + task.count - 1}`;
  throw simulationError(reply.replicate === null ? replicates : `replicate ${reply.replicate}`, reply, task);
}

/** Compiling plays the first replicates: one of them may be the first to fail. */
function compile({ point, scenario }: PointJob): CompiledPoint {
  const { seed, streams } = scenario.simulation;
  try {
    return compilePoint({ point, seed, streams });
  } catch (error) {
    const failure = failureOf(error);
    if (failure.replicate === null) throw error;
    throw simulationError(`replicate ${failure.replicate}`, failure, { point, seed });
  }
}

function simulationError(
  where: string,
  { message, stack }: { message: string; stack: string },
  { point, seed }: Pick<BatchTask, 'point' | 'seed'>,
): SimulationError {
  const error = new SimulationError(`point ${point.index}, ${where}, seed "${seed}": ${message}`);
  error.stack = stack;
  return error;
}
