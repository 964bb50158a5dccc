import type { ScenarioPoint } from '../scenario/model.ts';
import type { BatchReply, BatchTask, CompiledPoint } from './task.ts';

/** Threads that run tasks; the engine is told them, it starts none. */
export interface WorkerPool {
  readonly size: number;
  run(task: BatchTask): Promise<BatchReply>;
  close(): Promise<void>;
}

/** Keeps named bytes under a key, so that a run can go on after it was cut off, or grow. */
export interface CheckpointStore {
  load(key: string): Promise<Map<string, Uint8Array>>;
  put(key: string, name: string, bytes: Uint8Array): Promise<void>;
  clear(): Promise<void>;
}

export interface Progress {
  /** Points finished, and all. */
  readonly point: number;
  readonly points: number;
  readonly replicatesDone: number;
  readonly replicatesTotal: number;
}

export interface EngineOptions {
  readonly workers: WorkerPool;
  /** What the run is a run of: same key, same bytes. Identifies the checkpoint. */
  readonly key: string;
  readonly checkpoint?: CheckpointStore;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /**
   * For runs to a precision: whether the sums of a point are precise enough. Looked at on batch borders only, so that
   * the number of replicates does not depend on who computed them.
   */
  readonly preciseEnough?: (compiled: CompiledPoint, sums: Float64Array) => boolean;
}

/** The sums of one point. */
export interface PointRun {
  readonly point: ScenarioPoint;
  readonly compiled: CompiledPoint;
  readonly replicates: number;
  /** Replicates in a batch. */
  readonly batch: number;
  readonly sums: Float64Array;
}

/** A replicate failed: which, and how to see it again. */
export class SimulationError extends Error {}

/** The run was interrupted; what was merged is in the checkpoint. */
export class InterruptedError extends Error {}
