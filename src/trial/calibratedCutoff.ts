import { normalCdf, normalUpperQuantile } from '../numeric/normal.ts';
import type { Calibration } from '../scenario/model.ts';

/** The cut-off of one test, found from trials in which levels do not respond. */
export interface CalibratedCutoff {
  /** Level that the test has by it, as sided. */
  readonly level: number;
  /** Smallest posterior probability that rejects; limits of its 95 % Monte Carlo interval. */
  readonly cutoff: number;
  readonly lower: number;
  readonly upper: number;
  /** Error that was asked for: of the level, or of any of the levels. */
  readonly wanted: number;
  /** What was kept at it: the largest error of the truths, or their average. */
  readonly hold: Calibration['hold'];
  /** By truth under which the error can be made: share of errors at the cut-off in trials that it was not found from. */
  readonly errors: readonly number[];
  /** Trials of each kind under each truth. */
  readonly trials: number;
}

/** Cut-offs by design, trial and test: plain numbers, which may be sent to a thread. */
export type Calibrations = Readonly<Record<string, CalibratedCutoff>>;

/**
 * The smallest cut-off that scores reach with a frequency of no more than wanted under the worst of the truths, or on average over them,
 * from the first half of the scores of each. Its interval is that of the order statistic (of the worst truth Bonferroni's, of the average
 * as wide as if the errors were alike, which is the widest); its errors those in the other half.
 *
 * @param scores z by truth: the first `trials` of each find the cut-off, as many judge it
 */
export function cutoffOver(
  scores: readonly Float64Array[],
  { at, hold }: Pick<Calibration, 'at' | 'hold'>,
  sided: 1 | 2,
): CalibratedCutoff {
  const trials = scores[0].length / 2;
  const halves = scores.map((own) => own.subarray(0, trials));
  const found =
    hold === 'worst'
      ? halves.map((half) => boundOf(half, at, normalUpperQuantile(0.025 / scores.length)))
      : [boundOf(joined(halves), at, normalUpperQuantile(0.025))];
  const most = (side: keyof Bound) => Math.max(...found.map((bound) => bound[side]));
  const bound = most('bound');
  return {
    level: sided * normalCdf(-bound),
    cutoff: normalCdf(bound),
    lower: normalCdf(most('lower')),
    upper: normalCdf(most('upper')),
    wanted: at,
    hold,
    errors: scores.map((own) => shareAbove(own.subarray(trials), bound)),
    trials,
  };
}

/** A bound of z with the limits of its interval. */
interface Bound {
  readonly bound: number;
  readonly lower: number;
  readonly upper: number;
}

/** The smallest bound that scores reach with a frequency of no more than wanted; between two scores, so that ties are one. */
function boundOf(scores: Float64Array, wanted: number, wide: number): Bound {
  const sorted = scores.slice().sort().reverse();
  const allowed = Math.floor(wanted * sorted.length);
  const spread = Math.ceil(wide * Math.sqrt(sorted.length * wanted * (1 - wanted)));
  const place = (rank: number) => sorted[Math.min(sorted.length - 1, Math.max(0, rank))];
  const beyond = sorted[allowed];
  const above = sorted.findLast((score) => score > beyond);
  const reached =
    above === undefined || above === Number.POSITIVE_INFINITY ? beyond + 1 : (above + beyond) / 2;
  const bound = beyond === Number.NEGATIVE_INFINITY ? 0 : reached;
  return {
    bound,
    lower: Math.min(place(allowed + spread), bound),
    upper: Math.max(place(allowed - spread), bound),
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const shareAbove = (scores: Float64Array, bound: number): number =>
  scores.reduce((count, score) => count + Number(score >= bound), 0) / scores.length;
