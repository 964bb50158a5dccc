import { binomialPmf } from '../numeric/binomial.ts';
import { exactSingleStage } from './exactSingleStage.ts';
import { checkRates, type RatesToTell } from './ratesToTell.ts';
import { type Stage, stagedCharacteristics } from './stages.ts';

/** Simon's two-stage design: on with more than r1 responders of n1, the claim with more than r of n. */
export interface TwoStageDesign {
  r1: number;
  n1: number;
  r: number;
  n: number;
}

/** A searched design with its exact operating characteristics. */
export interface SearchedTwoStageDesign extends TwoStageDesign {
  /** Expected patients and probability to end at the first stage, at p0. */
  expectedPatients: number;
  earlyStop: number;
  /** Exact probability of the claim at p0 and at p1. */
  alpha: number;
  power: number;
}

/**
 * As stages, for `stagedCharacteristics`.
 *
 * @example twoStages({ r1: 1, n1: 10, r: 5, n: 29 }) // 10 patients, end at 1 responder; 19 more, claim from 6 in all
 */
export function twoStages({ r1, n1, r, n }: TwoStageDesign): Stage[] {
  return [
    { n: n1, stop: r1, claim: Number.POSITIVE_INFINITY },
    { n: n - n1, stop: r, claim: r + 1 },
  ];
}

/**
 * Two-stage designs with an early end for futility, found by search over all of them:
 *
 * - `optimal`: fewest expected patients at p0;
 * - `minimax`: fewest patients in all, among those fewest expected;
 * - `admissible`: those that for some weight q in [0,1] minimise q n + (1 - q) E[n | p0], from minimax to optimal.
 *
 * Sizes up to one and a half times the smallest single-stage design and 20 more are looked at (designs of the published tables stay below).
 *
 * Source: Simon, Control Clin Trials 1989;10:1-10; Jung, Lee, Kim & George, Stat Med 2004;23:561-569.
 *
 * @throws RangeError for rates out of range
 * @example
 * simonDesigns({ p0: 0.1, p1: 0.3, alpha: 0.05, power: 0.8 }).optimal
 * // r1 1, n1 10, r 5, n 29, expected patients 15.01, early stop 0.736, alpha 0.0471, power 0.8051
 */
export function simonDesigns(rates: RatesToTell): {
  optimal: SearchedTwoStageDesign;
  minimax: SearchedTwoStageDesign;
  admissible: SearchedTwoStageDesign[];
} {
  checkRates(rates);
  const most = Math.ceil(1.5 * exactSingleStage(rates).n) + 20;
  const laws = [rates.p0, rates.p1].map((p) => allLaws(most, p)) as [Laws, Laws];
  const bySize: (TwoStageDesign & { expectedPatients: number })[] = [];
  for (let n = 2; n <= most; n++) {
    const found = bestOfSize(n, rates, laws);
    if (found !== null) bySize.push(found);
  }
  const full = ({ r1, n1, r, n }: TwoStageDesign) => characterised({ r1, n1, r, n }, rates);
  const best = bySize.reduce((a, b) => (b.expectedPatients < a.expectedPatients - 1e-12 ? b : a));
  return {
    optimal: full(best),
    minimax: full(bySize[0]),
    admissible: lowerHull(bySize.filter(({ n }) => n <= best.n)).map(full),
  };
}

function characterised(design: TwoStageDesign, { p0, p1 }: RatesToTell): SearchedTwoStageDesign {
  const stages = twoStages(design);
  const none = stagedCharacteristics(stages, p0);
  return {
    ...design,
    expectedPatients: none.expectedPatients,
    earlyStop: none.stopped[0],
    alpha: none.claim,
    power: stagedCharacteristics(stages, p1).claim,
  };
}

/** By n: probabilities of 0..n responders, and of x or more for x = 0..n + 1. */
interface Laws {
  pmf: Float64Array[];
  tail: Float64Array[];
}

function allLaws(most: number, p: number): Laws {
  const pmf = Array.from({ length: most + 1 }, (_, n) =>
    Float64Array.from({ length: n + 1 }, (_, x) => binomialPmf(x, n, p)),
  );
  const tail = pmf.map((law) => {
    const sums = new Float64Array(law.length + 1);
    for (let x = law.length - 1; x >= 0; x--) sums[x] = sums[x + 1] + law[x];
    return sums;
  });
  return { pmf, tail };
}

/**
 * The design of n patients with the fewest expected at p0, null where none has level and power.
 *
 * For a first stage and a final limit, the probabilities of the claim for all r1 are sums from the largest first-stage count down:
 * the first r1 on the way that has the power is the one that ends most trials early.
 */
function bestOfSize(
  n: number,
  { alpha, power }: RatesToTell,
  [none, some]: [Laws, Laws],
): (TwoStageDesign & { expectedPatients: number }) | null {
  let best: (TwoStageDesign & { expectedPatients: number }) | null = null;
  // The claim needs more than r of n whatever the first stage: beyond this there is not power enough.
  let highest = n - 1;
  while (highest >= 0 && some.tail[n][highest + 1] < power) highest--;
  for (let n1 = 1; n1 < n && n1 < (best?.expectedPatients ?? Number.POSITIVE_INFINITY); n1++) {
    const second = n - n1;
    for (let r = highest; r >= 0; r--) {
      const x = mostEarlyStops(n1, second, r, alpha, power, none, some);
      const expectedPatients = n1 + none.tail[n1][x] * second;
      if (x > 0 && (best === null || expectedPatients < best.expectedPatients - 1e-12))
        best = { r1: x - 1, n1, r, n, expectedPatients };
    }
  }
  return best;
}

/** First-stage responders that must be reached to go on, as many as level and power allow; 0 where none does. */
function mostEarlyStops(
  n1: number,
  second: number,
  r: number,
  alpha: number,
  power: number,
  none: Laws,
  some: Laws,
): number {
  let claim0 = 0;
  let claim1 = 0;
  for (let x = n1; x > 0; x--) {
    const needed = Math.min(second + 1, Math.max(0, r + 1 - x));
    claim0 += none.pmf[n1][x] * none.tail[second][needed];
    claim1 += some.pmf[n1][x] * some.tail[second][needed];
    if (claim0 > alpha) return 0;
    if (claim1 >= power) return x - 1 <= r ? x : 0;
  }
  return 0;
}

/** Corners of the lower convex hull of (n, expected patients), in order of n: every weighted best is one of them. */
function lowerHull<T extends { n: number; expectedPatients: number }>(designs: readonly T[]): T[] {
  const hull: T[] = [];
  for (const design of designs) {
    while (hull.length > 0 && !below(hull, design)) hull.pop();
    hull.push(design);
  }
  return hull;
}

/** Whether the last corner lies below the line from the one before it to a new point. */
function below(
  hull: readonly { n: number; expectedPatients: number }[],
  next: { n: number; expectedPatients: number },
) {
  const last = hull[hull.length - 1];
  if (hull.length === 1) return true;
  const before = hull[hull.length - 2];
  const slope = (next.expectedPatients - before.expectedPatients) / (next.n - before.n);
  return last.expectedPatients < before.expectedPatients + slope * (last.n - before.n) - 1e-12;
}
