import type { CbhmOptions } from './cbhm.ts';
import { homogeneity } from './homogeneity.ts';
import { BasketRefused, basketRefusal } from './refusals.ts';
import { responderDraws, type SimulationOptions } from './simulateBaskets.ts';

export interface ChuYuanOptions extends SimulationOptions {
  /** Patients assessed, by basket. */
  readonly sizes: readonly number[];
  /** Rates without and with an effect, by basket. */
  readonly nullRates: readonly number[];
  readonly activeRates: readonly number[];
  /** Variance between baskets to be used where all are active; 1 where not given. */
  readonly alike?: number;
  /** Variance where some are active and some are not, > alike; 80 where not given. */
  readonly different?: number;
}

/**
 * The line of the calibrated hierarchical model: tau^2 = exp(a + b log T) is `alike` at the median T of trials in which
 * every basket is active, and `different` at the least median T of trials in which the first 1, 2, ... of them are.
 *
 * Source: Chu & Yuan, Clinical Trials 2018;15:149-158.
 *
 * @throws BasketRefused where heterogeneity does not raise T, so that no line with b > 0 exists
 * @example
 * const four = { sizes: [20, 20, 20, 20], nullRates: [0.2, 0.2, 0.2, 0.2], activeRates: [0.4, 0.4, 0.4, 0.4] };
 * calibrateChuYuan({ ...four, seed: 'line' }) // a = -5.22, b = 6.12
 */
export function calibrateChuYuan(options: ChuYuanOptions): Pick<CbhmOptions, 'a' | 'b'> {
  const { sizes, nullRates, activeRates, alike = 1, different = 80 } = options;
  const medianOf = (rates: readonly number[]) => medianHomogeneity(sizes, rates, options);
  const low = medianOf(activeRates);
  const high = Math.min(
    ...sizes
      .slice(1)
      .map((_, last) => medianOf(activeRates.map((rate, j) => (j <= last ? rate : nullRates[j])))),
  );
  if (!(low > 0 && high > low && alike > 0 && different > alike))
    throw new BasketRefused([basketRefusal('chu-yuan', 'activeRates', activeRates, { low, high })]);
  const b = Math.log(different / alike) / Math.log(high / low);
  return { a: Math.log(alike) - b * Math.log(low), b };
}

function medianHomogeneity(
  sizes: readonly number[],
  rates: readonly number[],
  { trials = 10_000, seed }: SimulationOptions,
): number {
  const draw = responderDraws(sizes, rates, seed);
  const x = new Int32Array(sizes.length);
  const values = Float64Array.from({ length: trials }, (_, trial) => {
    draw(trial, x);
    return homogeneity(sizes, x, sizes.length);
  }).sort();
  return (values[(trials - 1) >> 1] + values[trials >> 1]) / 2;
}
