import { binomialPmf } from '../numeric/binomial.ts';
import { normalUpperQuantile } from '../numeric/normal.ts';
import { basketPosteriors } from './basketAnalysis.ts';
import type { Estimated } from './characteristics.ts';
import { type BasketPlan, forEachTable } from './enumerateBaskets.ts';
import { BasketRefused, basketRefusal } from './refusals.ts';
import { responderDraws, type SimulationOptions } from './simulateBaskets.ts';

export interface CalibrationOptions {
  /** What is held: the probability of a false claim in each basket, or of any false claim. */
  readonly error: 'basket-wise' | 'family-wise';
  /** At most this, in (0, 1), under every truth, or on average over them. */
  readonly at: number;
  /**
   * `worst` (default): the error of every truth is kept. `average`: its mean over the truths that have a null basket, basket-wise that of each
   * basket over the truths in which it is null; all truths count alike, so that a truth may stand several times.
   */
  readonly hold?: 'worst' | 'average';
  /** Trials to simulate; without, every table is enumerated and the errors are exact. */
  readonly simulation?: SimulationOptions;
  /**
   * With simulation: the confidence, in [0.5, 1), that a truth's error is held, on top of the best guess (0.5 where not
   * given). 0.975 shifts the cut-off up by 1.96 Monte Carlo standard errors of the error; of an average by as many, which is more than its own.
   */
  readonly confidence?: number;
}

export interface CalibratedCutoff {
  /** Smallest cut-off, common to all baskets, at which no error exceeds what is wanted. */
  readonly cutoff: number;
  /** By truth: the error at that cut-off (basket-wise: the greatest of any null basket); null without a null basket. */
  readonly errors: readonly (Estimated | null)[];
}

/**
 * The cut-off of P(rate > null rate) that holds an error over a set of truths, such as all null, one active, ... .
 *
 * By enumeration the errors are exact. By simulation the cut-off is an order statistic of the trials' greatest false
 * evidence, and the errors are judged in other trials than it was found in (seed with ` again`), so that they are not
 * flattered by the search.
 *
 * @param truths true rates by basket
 * @throws BasketRefused where no truth has a null basket, or the tables are too many to enumerate
 * @example
 * calibrateCutoff(plan, [[0.2, 0.2, 0.2]], { error: 'family-wise', at: 0.05 }) // Fujikawa of 3 x 24: 0.9853, error 0.0471
 */
export function calibrateCutoff(
  plan: Omit<BasketPlan, 'cutoff'>,
  truths: readonly (readonly number[])[],
  options: CalibrationOptions,
): CalibratedCutoff {
  const faults = checkCalibration(plan, truths, options);
  if (faults.length > 0) throw new BasketRefused(faults);
  const gather = (suffix: string) =>
    options.simulation === undefined
      ? enumerated(plan, truths, options)
      : simulated(plan, truths, options, { ...options.simulation, seed: options.simulation.seed + suffix });
  const found = gather('');
  const allowed = options.simulation === undefined ? options.at : guarded(options);
  const laws = options.hold === 'average' ? averaged(found, plan, truths, options) : found.flat();
  const cutoff = Math.max(...laws.map((evidence) => smallestCutoff(evidence, allowed)));
  const judged = options.simulation === undefined ? found : gather(' again');
  return { cutoff, errors: judged.map((law) => worstError(law, cutoff, options)) };
}

/** A law of evidence for what is false: values of `above`, descending once sorted, and their probabilities. */
interface Evidence {
  readonly value: Float64Array;
  readonly probability: Float64Array;
}

/** What a false claim needs: the evidence of one null basket, or the greatest of all. */
function statistics(
  { nullRates }: Pick<BasketPlan, 'nullRates'>,
  rates: readonly number[],
  { error }: CalibrationOptions,
) {
  const nulls = [...rates.keys()].filter((j) => rates[j] <= nullRates[j]);
  if (error === 'basket-wise') return nulls.map((j) => [j]);
  return nulls.length === 0 ? [] : [nulls];
}

function greatest(above: Float64Array, baskets: readonly number[]): number {
  let most = 0;
  for (const j of baskets) if (above[j] > most) most = above[j];
  return most;
}

/** By truth, by statistic: its law over every table. */
function enumerated(
  { analysis, sizes, nullRates }: Omit<BasketPlan, 'cutoff'>,
  truths: readonly (readonly number[])[],
  options: CalibrationOptions,
): Evidence[][] {
  const out = basketPosteriors(sizes.length);
  const values: number[][][] = truths.map((rates) => statistics({ nullRates }, rates, options).map(() => []));
  const masses: number[][] = truths.map(() => []);
  const laws = truths.map((rates) =>
    rates.map((p, j) => Float64Array.from({ length: sizes[j] + 1 }, (_, x) => binomialPmf(x, sizes[j], p))),
  );
  const watched = truths.map((rates) => statistics({ nullRates }, rates, options));
  forEachTable(sizes, (x) => {
    analysis.analyse(sizes, x, out);
    for (let t = 0; t < truths.length; t++) {
      masses[t].push(laws[t].reduce((product, law, j) => product * law[x[j]], 1));
      watched[t].forEach((baskets, i) => void values[t][i].push(greatest(out.above, baskets)));
    }
  });
  return values.map((lists, t) => lists.map((list) => descending(list, masses[t])));
}

/** By truth, by statistic: its law in simulated trials. */
function simulated(
  { analysis, sizes, nullRates }: Omit<BasketPlan, 'cutoff'>,
  truths: readonly (readonly number[])[],
  options: CalibrationOptions,
  { trials = 10_000, seed }: SimulationOptions,
): Evidence[][] {
  const out = basketPosteriors(sizes.length);
  const x = new Int32Array(sizes.length);
  const each = Array<number>(trials).fill(1 / trials);
  return truths.map((rates) => {
    const watched = statistics({ nullRates }, rates, options);
    const values = watched.map(() => new Array<number>(trials));
    const draw = responderDraws(sizes, rates, seed);
    for (let trial = 0; trial < trials && watched.length > 0; trial++) {
      draw(trial, x);
      analysis.analyse(sizes, x, out);
      watched.forEach((baskets, i) => {
        values[i][trial] = greatest(out.above, baskets);
      });
    }
    return values.map((list) => descending(list, each));
  });
}

/** The laws of each null basket, or of any, mixed over the truths that have them, each of which has the same share. */
function averaged(
  found: readonly (readonly Evidence[])[],
  plan: Omit<BasketPlan, 'cutoff'>,
  truths: readonly (readonly number[])[],
  options: CalibrationOptions,
): Evidence[] {
  const parts = new Map<string, Evidence[]>();
  found.forEach((laws, t) => {
    statistics(plan, truths[t], options).forEach((baskets, i) => {
      const whose = options.error === 'basket-wise' ? baskets.join() : 'any';
      parts.set(whose, [...(parts.get(whose) ?? []), laws[i]]);
    });
  });
  return [...parts.values()].map((laws) =>
    descending(
      laws.flatMap(({ value }) => [...value]),
      laws.flatMap(({ probability }) => Array.from(probability, (mass) => mass / laws.length)),
    ),
  );
}

function descending(values: readonly number[], masses: readonly number[]): Evidence {
  const order = Uint32Array.from(values.keys()).sort((i, j) => values[j] - values[i]);
  return {
    value: Float64Array.from(order, (i) => values[i]),
    probability: Float64Array.from(order, (i) => masses[i]),
  };
}

/** Values so near are one, apart by rounding alone. */
const SAME = 1e-12;

/** Smallest cut-off that the evidence reaches with at most the allowed probability: between two values that differ. */
function smallestCutoff({ value, probability }: Evidence, allowed: number): number {
  let mass = 0;
  let lowest = 1;
  for (let i = 0; i < value.length; ) {
    let end = i;
    let tied = 0;
    for (; end < value.length && value[end] > value[i] - SAME; end++) tied += probability[end];
    mass += tied;
    if (mass > allowed * (1 + 1e-12)) return Math.min(1, i === 0 ? 1 : (lowest + value[i]) / 2);
    lowest = value[end - 1];
    i = end;
  }
  return 0;
}

/** The error that may be seen in simulated trials, so that the true one is held with the wanted confidence. */
function guarded({ at, simulation, confidence = 0.5 }: CalibrationOptions): number {
  const trials = simulation?.trials ?? 10_000;
  return Math.max(0, at - normalUpperQuantile(1 - confidence) * Math.sqrt((at * (1 - at)) / trials));
}

function worstError(
  laws: readonly Evidence[],
  cutoff: number,
  { simulation }: CalibrationOptions,
): Estimated | null {
  const errors = laws.map(({ value, probability }) => {
    let mass = 0;
    for (let i = 0; i < value.length && value[i] >= cutoff; i++) mass += probability[i];
    return mass;
  });
  if (errors.length === 0) return null;
  const value = Math.max(...errors);
  const trials = simulation?.trials ?? 10_000;
  return { value, mcse: simulation === undefined ? 0 : Math.sqrt((value * (1 - value)) / trials) };
}

function checkCalibration(
  { nullRates }: Omit<BasketPlan, 'cutoff'>,
  truths: readonly (readonly number[])[],
  { at, confidence = 0.5, ...options }: CalibrationOptions,
) {
  const anyNull = truths.some((rates) => statistics({ nullRates }, rates, { at, ...options }).length > 0);
  return [
    ...(at > 0 && at < 1 ? [] : [basketRefusal('error-level', 'at', at, {})]),
    ...(confidence >= 0.5 && confidence < 1
      ? []
      : [basketRefusal('confidence', 'confidence', confidence, {})]),
    ...(anyNull ? [] : [basketRefusal('no-null', 'truths', truths, {})]),
  ];
}
