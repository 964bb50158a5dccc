import { binomialSampler } from '../distributions/binomial.ts';
import { streamsOf } from '../rng/streams.ts';
import { basketPosteriors } from './basketAnalysis.ts';
import { type BasketCharacteristics, BasketTally } from './characteristics.ts';
import { type BasketPlan, cutoffs } from './enumerateBaskets.ts';

export interface SimulationOptions {
  /** Of each truth; 10,000 where not given. */
  readonly trials?: number;
  /** Any text; the same seed gives the same trials. */
  readonly seed: string;
}

/**
 * Responders of trials of one stage: trial r of a truth is the same whatever is analysed, and rises with the rates.
 *
 * @returns draw(r, x), which writes the responders of trial r
 */
export function responderDraws(
  sizes: readonly number[],
  rates: readonly number[],
  seed: string,
): (trial: number, x: Int32Array) => void {
  const { stream, start } = streamsOf(seed)('responders');
  const samplers = sizes.map((n, j) => binomialSampler(n, rates[j]));
  return (trial, x) => {
    start(trial);
    for (let j = 0; j < samplers.length; j++) x[j] = samplers[j](stream.next());
  };
}

/**
 * Operating characteristics of a trial of one stage by simulation, each with its Monte Carlo standard error: for trials
 * that are too large to enumerate. Truths see the same random words, so their differences are paired.
 *
 * @param truths true rates by basket
 * @example
 * simulateBaskets(plan, [[0.2, 0.2, 0.5]], { seed: 'three baskets' })[0].anyFalse // { value: 0.165, mcse: 0.0037 }
 */
export function simulateBaskets(
  plan: BasketPlan,
  truths: readonly (readonly number[])[],
  { trials = 10_000, seed }: SimulationOptions,
): BasketCharacteristics[] {
  const { analysis, sizes, nullRates } = plan;
  const bounds = cutoffs(plan);
  const out = basketPosteriors(sizes.length);
  const x = new Int32Array(sizes.length);
  const claimed = new Uint8Array(sizes.length);
  return truths.map((rates) => {
    const draw = responderDraws(sizes, rates, seed);
    const tally = new BasketTally({ rates, nullRates });
    for (let trial = 0; trial < trials; trial++) {
      draw(trial, x);
      analysis.analyse(sizes, x, out);
      for (let j = 0; j < sizes.length; j++) claimed[j] = out.above[j] >= bounds[j] ? 1 : 0;
      tally.add(1, claimed, out);
    }
    return tally.read(true);
  });
}
