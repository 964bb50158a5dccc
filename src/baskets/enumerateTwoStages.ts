import { binomialPmf } from '../numeric/binomial.ts';
import { basketPosteriors } from './basketAnalysis.ts';
import { type BasketCharacteristics, BasketTally, type Estimated } from './characteristics.ts';
import { type BasketPlan, cutoffs, forEachTable } from './enumerateBaskets.ts';
import { BASKET, decideInterim, type InterimRules } from './interimRules.ts';
import { predictiveProbabilities } from './predictiveProbability.ts';
import { BasketRefused, basketRefusal } from './refusals.ts';

/** Pairs of first and last tables that are enumerated at most. */
const MOST_PAIRS = 2e7;

export interface TwoStagePlan extends BasketPlan, InterimRules {
  /** Patients assessed at the interim analysis, by basket; `sizes` are those at the end of a basket that goes on. */
  readonly firstSizes: readonly number[];
}

export interface TwoStageCharacteristics extends BasketCharacteristics {
  /** Expected patients, by basket. */
  readonly patients: readonly Estimated[];
  /** Probability that a basket is closed without a claim, and with one, at the interim analysis, by basket. */
  readonly stopped: readonly Estimated[];
  readonly claimedEarly: readonly Estimated[];
}

/**
 * Exact operating characteristics of a trial whose baskets may each be closed at one interim analysis. The data of
 * closed baskets stay, so the others borrow from them at the end; a basket claimed early stays claimed.
 *
 * @throws BasketRefused where first and last tables make more than 20 million pairs
 * @example
 * const needed = respondersNeeded(createBasketAnalysis({ by: 'beta-binomial' }, setting), [24, 24, 24], 0.99); // 10
 * const interim = { firstSizes: [15, 15, 15], needed, futility: 0.1, efficacy: 0.9 };
 * enumerateTwoStages({ ...plan, ...interim }, [[0.2, 0.2, 0.2]])
 * // Fujikawa of 3 x 24 at 0.99: false claim 0.017 in each basket, 16.07 patients
 */
export function enumerateTwoStages(
  plan: TwoStagePlan,
  truths: readonly (readonly number[])[],
): TwoStageCharacteristics[] {
  const { analysis, firstSizes, sizes, nullRates } = plan;
  const k = sizes.length;
  checkStages(plan);
  const bounds = cutoffs(plan);
  const out = basketPosteriors(k);
  const left = sizes.map((m, j) => m - firstSizes[j]);
  const predicted = new Float64Array(k);
  const state = new Uint8Array(k);
  const n = new Int32Array(k);
  const total = new Int32Array(k);
  const claimed = new Uint8Array(k);
  const tallies = truths.map((rates) => new BasketTally({ rates, nullRates }));
  const sums = truths.map(() => ({
    patients: new Float64Array(k),
    stopped: new Float64Array(k),
    early: new Float64Array(k),
  }));
  const laws = truths.map((rates) =>
    rates.map((p, j) => [firstSizes[j], sizes[j] - firstSizes[j]].map((m) => lawOf(m, p))),
  );
  const before = new Float64Array(truths.length);
  forEachTable(firstSizes, (first) => {
    analysis.analyse(firstSizes, first, out);
    state.fill(BASKET.open);
    if (plan.needed !== undefined) predictiveProbabilities(out, first, left, plan.needed, predicted);
    decideInterim(plan.needed === undefined ? out.above : predicted, plan, state);
    for (let j = 0; j < k; j++) n[j] = state[j] === BASKET.open ? sizes[j] : firstSizes[j];
    for (let t = 0; t < truths.length; t++) {
      before[t] = laws[t].reduce((product, [law], j) => product * law[first[j]], 1);
      for (let j = 0; j < k; j++) {
        sums[t].patients[j] += before[t] * n[j];
        if (state[j] === BASKET.stopped) sums[t].stopped[j] += before[t];
        if (state[j] === BASKET.claimed) sums[t].early[j] += before[t];
      }
    }
    const later = Array.from(state, (s, j) => (s === BASKET.open ? sizes[j] - firstSizes[j] : 0));
    forEachTable(later, (second) => {
      for (let j = 0; j < k; j++) total[j] = first[j] + second[j];
      analysis.analyse(n, total, out);
      for (let j = 0; j < k; j++) {
        const reached = state[j] === BASKET.open && out.above[j] >= bounds[j];
        claimed[j] = reached || state[j] === BASKET.claimed ? 1 : 0;
      }
      for (let t = 0; t < truths.length; t++) {
        let probability = before[t];
        for (let j = 0; j < k; j++) if (state[j] === BASKET.open) probability *= laws[t][j][1][second[j]];
        tallies[t].add(probability, claimed, out);
      }
    });
  });
  const exact = (values: Float64Array) => Array.from(values, (value) => ({ value, mcse: 0 }));
  return tallies.map((tally, t) => ({
    ...tally.read(false),
    patients: exact(sums[t].patients),
    stopped: exact(sums[t].stopped),
    claimedEarly: exact(sums[t].early),
  }));
}

function lawOf(n: number, p: number): Float64Array {
  return Float64Array.from({ length: n + 1 }, (_, x) => binomialPmf(x, n, p));
}

function checkStages({ firstSizes, sizes }: TwoStagePlan): void {
  const faults = sizes.flatMap((n, j) =>
    firstSizes[j] >= 0 && firstSizes[j] <= n
      ? []
      : [basketRefusal('first-size', `firstSizes[${j}]`, firstSizes[j], { n })],
  );
  const tables = sizes.reduce((count, n, j) => count * (firstSizes[j] + 1) * (n - firstSizes[j] + 1), 1);
  if (tables > MOST_PAIRS)
    faults.push(basketRefusal('too-many-tables', 'sizes', sizes, { tables, most: MOST_PAIRS }));
  if (faults.length > 0) throw new BasketRefused(faults);
}
