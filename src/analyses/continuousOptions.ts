import type { Better } from './direction.ts';

/** Options of every comparison of means. */
export interface MeanOptions {
  /** Confidence level, in (0,1). Default 0.95. */
  level?: number;
  /** Flips z only; default `higher`. */
  better?: Better;
  /** Mean difference under the null. Default 0. */
  margin?: number;
}
