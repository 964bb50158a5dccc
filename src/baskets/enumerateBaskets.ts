import { binomialPmf } from '../numeric/binomial.ts';
import { type BasketAnalysis, basketPosteriors } from './basketAnalysis.ts';
import { type BasketCharacteristics, BasketTally } from './characteristics.ts';
import { BasketRefused, basketRefusal } from './refusals.ts';

/** Tables that are enumerated at most: four baskets of 25. */
const MOST_TABLES = 26 ** 4;

export interface BasketPlan {
  readonly analysis: BasketAnalysis;
  /** Patients assessed, by basket. */
  readonly sizes: readonly number[];
  /** Of the analysis. */
  readonly nullRates: readonly number[];
  /** A basket is claimed where `above` is at least this: one for all, or by basket. */
  readonly cutoff: number | readonly number[];
}

/** Number of tables of responders that a trial of these sizes can have. @example tableCount([24, 24]) // 625 */
function tableCount(sizes: readonly number[]): number {
  return sizes.reduce((count, n) => count * (n + 1), 1);
}

/**
 * Every table of responders, once, in the order of an odometer.
 *
 * @throws BasketRefused where there are more than 456,976 (four baskets of 25)
 */
export function forEachTable(sizes: readonly number[], visit: (x: Int32Array) => void): void {
  const tables = tableCount(sizes);
  if (tables > MOST_TABLES)
    throw new BasketRefused([
      basketRefusal('too-many-tables', 'sizes', sizes, { tables, most: MOST_TABLES }),
    ]);
  const x = new Int32Array(sizes.length);
  for (let table = 0; table < tables; table++) {
    visit(x);
    for (let j = 0; j < sizes.length && ++x[j] > sizes[j]; j++) x[j] = 0;
  }
}

/** By basket, the cut-off. */
export function cutoffs({ cutoff, nullRates }: Pick<BasketPlan, 'cutoff' | 'nullRates'>): readonly number[] {
  return typeof cutoff === 'number' ? nullRates.map(() => cutoff) : cutoff;
}

/**
 * Exact operating characteristics of a trial of one stage, under several truths at once: every table of responders is
 * analysed once, and weighted with its probability under each truth.
 *
 * @param truths true rates by basket
 * @throws BasketRefused where there are more than 456,976 tables
 * @example
 * const nullRates = [0.2, 0.2, 0.2];
 * const analysis = createBasketAnalysis({ by: 'fujikawa' }, { nullRates, mostPatients: 24, level: null });
 * enumerateBaskets({ analysis, sizes: [24, 24, 24], nullRates, cutoff: 0.99 }, [[0.2, 0.2, 0.5]])[0].claim[2] // 0.794
 */
export function enumerateBaskets(
  plan: BasketPlan,
  truths: readonly (readonly number[])[],
): BasketCharacteristics[] {
  const { analysis, sizes, nullRates } = plan;
  const bounds = cutoffs(plan);
  const out = basketPosteriors(sizes.length);
  const claimed = new Uint8Array(sizes.length);
  const tallies = truths.map((rates) => new BasketTally({ rates, nullRates }));
  const laws = truths.map((rates) =>
    rates.map((p, j) => Float64Array.from({ length: sizes[j] + 1 }, (_, x) => binomialPmf(x, sizes[j], p))),
  );
  forEachTable(sizes, (x) => {
    analysis.analyse(sizes, x, out);
    for (let j = 0; j < sizes.length; j++) claimed[j] = out.above[j] >= bounds[j] ? 1 : 0;
    for (let t = 0; t < truths.length; t++) {
      let probability = 1;
      for (let j = 0; j < sizes.length; j++) probability *= laws[t][j][x[j]];
      tallies[t].add(probability, claimed, out);
    }
  });
  return tallies.map((tally) => tally.read(false));
}
