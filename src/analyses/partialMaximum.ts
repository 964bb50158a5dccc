import { newtonStep } from './newtonStep.ts';
import type { PartialLikelihood } from './partialLikelihood.ts';

const MOST_EVALUATIONS = 60;
/**
 * Twice the gain in log likelihood that the last step may promise: the square of its length in standard
 * errors.
 */
const LAST_GAIN = 1e-19;
/**
 * Only a coefficient on its way to infinity takes more evaluations; the risks it leaves behind round off
 * more.
 */
const MOST_REGULAR = 12;
const LAST_GAIN_SLOW = 1e-15;

/** Where a partial likelihood is greatest; buffers allocated once. */
export interface PartialMaximum {
  /** The coefficients, after a climb that arrived. */
  readonly beta: Float64Array;
  /**
   * Newton's method with step halving, from 0, on the data as the likelihood has arranged them. The likelihood's information is then the
   * Cholesky factor at the maximum.
   *
   * @param floor by column: information that a column must leave, see `newtonStep`
   * @returns false where one of the needed columns is aliased, or the climb does not end
   */
  climb(floor: Float64Array): boolean;
}

/** @param needed columns, counted from the last, that must not be dropped */
export function createPartialMaximum(likelihood: PartialLikelihood, needed: number): PartialMaximum {
  const { score, information } = likelihood;
  const p = score.length;
  const beta = new Float64Array(p);
  const accepted = new Float64Array(p);
  const step = new Float64Array(p);
  return {
    beta,
    climb(floor) {
      beta.fill(0);
      accepted.fill(0);
      let best = Number.NEGATIVE_INFINITY;
      for (let evaluations = 0; evaluations < MOST_EVALUATIONS; evaluations++) {
        const value = likelihood.evaluate(beta);
        if (!(value >= best - 1e-11 * Math.abs(best))) {
          for (let j = 0; j < p; j++) {
            step[j] *= 0.5;
            beta[j] = accepted[j] + step[j];
          }
          continue;
        }
        best = value;
        accepted.set(beta);
        const gain = newtonStep(information, score, floor, step);
        for (let j = p - needed; j < p; j++) {
          if (!(information[(j * (j + 1)) / 2 + j] > 0)) return false;
        }
        for (let j = 0; j < p; j++) beta[j] += step[j];
        if (gain < (evaluations < MOST_REGULAR ? LAST_GAIN : LAST_GAIN_SLOW)) return true;
      }
      return false;
    },
  };
}
