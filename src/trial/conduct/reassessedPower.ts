import type { StageIntersection } from '../../adaptive/stageIntersection.ts';
import { inverseNormalWeights } from '../../group-sequential/inverseNormal.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import type { Monitoring, Multiplicity, Selection } from '../../scenario/conductModel.ts';
import { boundsFor } from './boundsFor.ts';

/** How much more a trial needs; keeps what the stages of the replicate have shown. */
export interface ReassessedPower {
  readonly most: number;
  start(): void;
  /** Takes in a stage. */
  add(stage: number, z: Float64Array, information: Float64Array, present: number, correlation: number): void;
  /** Information that the last stage needs, of the widest population that goes on; Infinity without a trend. */
  further(present: number): number;
}

/**
 * The last stage's information at which conditional power is as wanted: under the trend of the widest population that goes
 * on, theta = z / root(i) over the stages so far, its z has mean theta root(i) in the last stage, and must reach what the
 * bound of the inverse-normal combination leaves, for its own hypothesis and for the intersection of all.
 *
 * i = ((b - sum w_k z_k) / w_K + q)^2 / theta^2, b the bound of the sum of w_k z_k and q the normal quantile of the power.
 *
 * Source: Wassmer & Brannath, "Group sequential and confirmatory adaptive designs in clinical trials", 2016, section 7.4.
 *
 * @param information planned share by look
 * @param intersection test of the intersection of all
 */
export function reassessedPower(
  { of, alpha }: Multiplicity,
  { power, most }: NonNullable<Selection['reassess']>,
  bounds: Monitoring['bounds'],
  information: readonly number[],
  intersection: StageIntersection,
): ReassessedPower {
  const size = of.length;
  const everyone = 2 ** size - 1;
  const last = information.length - 1;
  const weights = inverseNormalWeights(information);
  const bound = boundsFor(bounds, information, { level: alpha, alpha, other: undefined }, true).upper[last];
  const quantile = normalQuantile(power);
  const own = new Float64Array(size);
  const score = new Float64Array(size);
  const amount = new Float64Array(size);
  let all = 0;
  return {
    most,
    start() {
      own.fill(0);
      score.fill(0);
      amount.fill(0);
      all = 0;
    },
    add(stage, z, stageInformation, present, correlation) {
      for (let j = 0; j < size; j++) {
        if (((present >> j) & 1) === 0) continue;
        own[j] += weights[stage] * z[j];
        score[j] += z[j] * Math.sqrt(stageInformation[j]);
        amount[j] += stageInformation[j];
      }
      all += weights[stage] * intersection(z, everyone & present, correlation);
    },
    further(present) {
      let widest = -1;
      for (let j = 0; j < size; j++) {
        if (((present >> j) & 1) === 1 && (widest < 0 || amount[j] > amount[widest])) widest = j;
      }
      // The weights' squares sum to 1, the planned information.
      const needed = (bound - Math.min(own[widest], all)) / weights[last] + quantile;
      const theta = score[widest] / amount[widest];
      if (needed <= 0) return 0;
      return theta > 0 ? (needed / theta) ** 2 : Number.POSITIVE_INFINITY;
    },
  };
}
