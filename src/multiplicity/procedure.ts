import { normalUpperQuantile } from '../numeric/normal.ts';
import type { Refusal } from './refusals.ts';

/**
 * The one form of every multiple testing procedure: set up once (weights, graph, alpha, correlation), then called in
 * every replicate.
 *
 * A procedure decides on z-values, because the analyses give z and a comparison with a bound made at set-up is the
 * whole cost: a hypothesis is rejected at level a where z >= z(a), at equality too. `byPValues` takes one-sided p-values
 * instead. A z that is NaN (an analysis that failed) is never rejected and counts as p = 1 for the others.
 *
 * Two-sided: procedures that only compare p-values with multiples of alpha take |z| and half of alpha. Those that use the
 * joint law say so (`sides`). MaST and interaction-gated testing are one-sided.
 */
export interface Procedure {
  /** Number of hypotheses. */
  readonly size: number;
  /** Reads z[0..size), writes 0 or 1 to rejected[0..size). Nothing is allocated. */
  readonly reject: (z: Float64Array, rejected: Uint8Array) => void;
  /**
   * Writes adjusted p-values: the smallest alpha at which the procedure rejects, its weights held. One-sided p-values in
   * p[0..size). Not for the replicate loop. Null where the procedure has no such family in alpha.
   */
  readonly adjust: ((p: Float64Array, adjusted: Float64Array) => void) | null;
}

/** What a file of this room gives: the reasons to refuse, and the procedure for options without an `input` refusal. */
export interface ProcedureKind<Options> {
  readonly check: (options: Options) => Refusal[];
  readonly build: (options: Options) => Procedure;
}

/** A procedure whose bounds follow the information of the subgroup that each replicate happens to have. */
interface ObservedProcedure {
  readonly size: number;
  /** As `reject`, with information in the subgroup over information in all, in [0, 1]. Nothing is solved in the call. */
  readonly reject: (z: Float64Array, informationShare: number, rejected: Uint8Array) => void;
}

/** A kind for overall and subgroup, with the planned (`build`) or the observed information share. */
export interface SubgroupKind<Options> extends ProcedureKind<Options> {
  /** `informationShare` of the options is not read. */
  readonly buildObserved: (options: Options) => ObservedProcedure;
}

/**
 * The same decisions from one-sided p-values.
 *
 * @example byPValues(hochberg.build({ alpha: 0.025, size: 2 }))(Float64Array.of(0.02, 0.024), rejected) // 1, 1
 */
export function byPValues({ size, reject }: Procedure): (p: Float64Array, rejected: Uint8Array) => void {
  const z = new Float64Array(size);
  return (p, rejected) => {
    for (let j = 0; j < size; j++) z[j] = normalUpperQuantile(p[j]);
    reject(z, rejected);
  };
}

/** The z that a level asks for; NaN, which no z reaches, for level 0. @example boundOf(0.025) // 1.959964 */
export function boundOf(level: number): number {
  return level > 0 ? normalUpperQuantile(Math.min(level, 1)) : Number.NaN;
}

/** A p-value that could not be had counts as 1. */
export function orOne(p: number): number {
  return p <= 1 ? p : 1;
}
