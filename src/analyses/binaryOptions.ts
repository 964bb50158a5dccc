import type { Better } from './direction.ts';

/**
 * How to test no effect. `score`: variance under the null (pooled rates, for a margin the restricted rates of
 * Farrington and Manning); `miettinen-nurminen`: the same with the factor N / (N - 1); `wald`: estimate over its
 * standard error.
 */
export type BinaryTest = 'score' | 'miettinen-nurminen' | 'wald';

/** Interval of a binary effect; `newcombe` (hybrid score) is for the risk difference only. */
export type BinaryInterval = 'wald' | 'newcombe' | 'score' | 'miettinen-nurminen';

/**
 * What to do where an arm without responders (for the odds ratio: any zero cell) leaves a log ratio infinite.
 * `fail`: estimate, standard error and Wald limits are NaN and the replicate counts as failed. `half`: 0.5 is added
 * to every cell of every stratum, in such replicates only (Haldane-Anscombe).
 */
type ZeroCells = 'fail' | 'half';

export interface BinaryOptions {
  /** Default `score`: it has a value in every table with patients in both arms. */
  test?: BinaryTest;
  /** Default `wald`. */
  confidence?: BinaryInterval;
  /** Confidence level, in (0,1). Default 0.95. */
  level?: number;
  /** Flips z only; default `higher`. */
  better?: Better;
  /** Effect under the null, on the scale of the estimate (a difference, a log ratio). Default 0. */
  margin?: number;
  /** Ratios only. Default `fail`. */
  zeroCells?: ZeroCells;
}
