import { remembered } from '../numeric/remembered.ts';
import type { ScenarioPoint } from '../scenario/model.ts';
import type { Calibrations } from '../trial/calibratedCutoff.ts';
import { createPoint, type Point } from '../trial/point.ts';
import { createBlock, createRecorder } from '../trial/recorder.ts';
import { type Layout, layoutOf } from './accumulator.ts';
import { createAdder } from './adder.ts';

/** A run of replicates of one point: all that a worker needs, and nothing that cannot be cloned. */
export interface BatchTask {
  /** Same key, same point, seed and streams: lets a worker keep what it compiled. */
  readonly key: string;
  readonly point: ScenarioPoint;
  readonly seed: string;
  readonly streams: 'common' | 'independent';
  /** Cut-offs that were found when the point was first compiled: no thread finds them again. */
  readonly calibrations?: Calibrations;
  /** First replicate, from 0, and how many. */
  readonly first: number;
  readonly count: number;
}

/** What comes back: the sums, or where and why it failed (an Error would lose its fields on the way). */
export type BatchReply =
  | { readonly ok: true; readonly sums: Float64Array }
  | {
      readonly ok: false;
      readonly replicate: number | null;
      readonly message: string;
      readonly stack: string;
    };

/** A point ready to be run and summed. */
export interface CompiledPoint {
  readonly point: Point;
  readonly layout: Layout;
  /** Sums over the replicates `first .. first + count - 1`. */
  sum(first: number, count: number): Float64Array;
}

/**
 * Replicates that are recorded and summed together: enough for short loops, few enough to stay in the nearest cache. The
 * first ones, whatever is run, are the pilot that sets anchors and histogram ranges; with all designs, also those that few replicates reach.
 */
const BLOCK = 64;

/** Thrown out of a replicate, with its number. */
class ReplicateError extends Error {
  constructor(
    readonly replicate: number,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

export function compilePoint(
  task: Pick<BatchTask, 'point' | 'seed' | 'streams' | 'calibrations'>,
): CompiledPoint {
  const point = createPoint(task.point, task.seed, task.streams, task.calibrations);
  const { columns, raw } = point;
  const block = createBlock(BLOCK, raw.length, columns);
  const record = createRecorder(columns, block);
  const keep = (play: (replicate: number) => void, replicate: number, place: number) => {
    try {
      play(replicate);
    } catch (error) {
      throw new ReplicateError(replicate, error);
    }
    block.numbers.set(raw, place * raw.length);
  };
  for (let replicate = 0; replicate < BLOCK; replicate++) keep(point.playEverything, replicate, replicate);
  record(BLOCK);
  const layout = layoutOf(columns, block);
  const sums = new Float64Array(layout.length);
  const add = createAdder(layout, block, sums);
  return {
    point,
    layout,
    sum(first, count) {
      sums.fill(0);
      for (let from = 0; from < count; from += BLOCK) {
        const played = Math.min(BLOCK, count - from);
        for (let r = 0; r < played; r++) keep(point.play, first + from + r, r);
        record(played);
        add(played);
      }
      return sums.slice();
    },
  };
}

/** Compiled points that a worker keeps: a run works at one or two points at a time. */
const compiled = remembered<CompiledPoint>(3);

/** Runs a task in this thread. */
export function executeBatch(task: BatchTask): BatchReply {
  try {
    const ready = compiled(task.key, () => compilePoint(task));
    return { ok: true, sums: ready.sum(task.first, task.count) };
  } catch (error) {
    return { ok: false, ...failureOf(error) };
  }
}

/** Where and why it failed; the replicate is null if nothing of one replicate alone did. */
export function failureOf(error: unknown): { replicate: number | null; message: string; stack: string } {
  const replicate = error instanceof ReplicateError ? error.replicate : null;
  const cause = error instanceof ReplicateError ? error.cause : error;
  const message = cause instanceof Error ? cause.message : String(cause);
  return { replicate, message, stack: cause instanceof Error ? (cause.stack ?? '') : '' };
}
