/**
 * Bounds of a group-sequential test on the scale of z, one entry a look.
 *
 * The statistics of the looks have the canonical joint law (Jennison & Turnbull, "Group Sequential Methods", 2000,
 * section 3.1): Z_k ~ N(drift sqrt(t_k), 1), with cov(Z_j, Z_k) = sqrt(t_j / t_k) for t_j <= t_k.
 *
 * Information may have any unit. As a fraction of the planned maximum (spending functions need it so) the drift is the
 * mean of z at the planned end; in units of 1 / variance of the estimate the drift is the effect itself.
 *
 * A look with no more information than the look before it cannot stop the trial and spends nothing.
 */
export interface Bounds {
  /** t_k, ascending. */
  readonly information: readonly number[];
  /** Reject for efficacy at z >= upper; Infinity where the look cannot reject. */
  readonly upper: readonly number[];
  /**
   * Stop without rejection (futility) at z <= lower, -Infinity where the look cannot; in a two-sided test rejection
   * for the other side, at -upper.
   */
  readonly lower: readonly number[];
}

/** `symmetric`: a two-sided test, alpha on each side. Numbers: futility bounds that must be obeyed (binding). */
export type OtherSide = 'symmetric' | readonly number[];

/** Lower bound of a look whose upper bound is known. */
export function otherBound(other: OtherSide | undefined, look: number, upper: number): number {
  if (other === 'symmetric') return -upper;
  return other?.[look] ?? Number.NEGATIVE_INFINITY;
}
