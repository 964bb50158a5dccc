import { bracketRoot, findRoot } from '../numeric/roots.ts';
import type { Bounds } from './bounds.ts';
import { exitProbabilities } from './exitProbabilities.ts';

/** Of the effect, in steps of z. */
const TOLERANCE = 1e-10;

/** Where a trial stopped. */
export interface StoppedTrial {
  /** From 0. */
  readonly look: number;
  /** There: the ordinary z, or the inverse-normal combination. */
  readonly z: number;
  /**
   * Mean of z for one unit of effect, by look: the square root of the information unless given. After an adaptation
   * `inverseNormalShift`, with the planned bounds; exact where only the last of these stages was adapted, as in every
   * two-stage trial.
   */
  readonly shift?: readonly number[];
}

/**
 * P-value of the hypothesis that the effect is at most `effect`, by the stage-wise ordering: an earlier stop above is more extreme than
 * any later result, an earlier stop below less than any.
 *
 * Uniform under the hypothesis where the bounds were obeyed; with futility bounds that were not, put -Infinity.
 * Looks after the stop do not matter.
 *
 * Source: Tsiatis, Rosner & Mehta, Biometrics 1984;40:797-803; Jennison & Turnbull 2000, section 8.4; adapted trials:
 * Brannath, Mehta & Posch, Biometrics 2009;65:539-546, and Brannath, Posch & Bauer, JASA 2002;97:236-244.
 *
 * @example stagewisePValue(pocock([0.5, 1], 0.025), { look: 1, z: 2.5 }) // 0.018418
 */
export function stagewisePValue(bounds: Bounds, stopped: StoppedTrial, effect = 0): number {
  const { look, z } = stopped;
  const moved = (k: number) => effect * (stopped.shift?.[k] ?? Math.sqrt(bounds.information[k]));
  const below = z <= bounds.lower[look] && z < bounds.upper[look];
  const at = z - moved(look);
  const until = (side: readonly number[], here: number) =>
    side.slice(0, look + 1).map((b, k) => (k === look ? here : b - moved(k)));
  const exits = exitProbabilities(
    {
      information: bounds.information.slice(0, look + 1),
      upper: until(bounds.upper, below ? Number.POSITIVE_INFINITY : at),
      lower: until(bounds.lower, below ? at : Number.NEGATIVE_INFINITY),
    },
    0,
  );
  const tail = (below ? exits.lower : exits.upper).reduce((sum, p) => sum + p, 0);
  return below ? 1 - tail : tail;
}

/**
 * Effect at which the stage-wise p-value is `probability`: 1/2 gives the median-unbiased estimate, alpha and 1 - alpha
 * the limits of a confidence interval of level 1 - 2 alpha.
 *
 * In the unit of the drift; divided by the root of the maximum information, or with information in 1 / variance, it is
 * an effect.
 *
 * @example stagewiseEffect(pocock([0.5, 1], 0.025), { look: 1, z: 2.5 }, 0.5) // 2.346083
 */
export function stagewiseEffect(bounds: Bounds, stopped: StoppedTrial, probability: number): number {
  const { look, z } = stopped;
  const shift = stopped.shift?.[look] ?? Math.sqrt(bounds.information[look]);
  const excess = (steps: number) => stagewisePValue(bounds, stopped, steps / shift) - probability;
  return findRoot(excess, ...bracketRoot(excess, z - 2, z + 2), TOLERANCE) / shift;
}
