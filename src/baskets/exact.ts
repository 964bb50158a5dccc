import { betaQuantile } from '../numeric/beta.ts';
import { binomialCdf } from '../numeric/binomial.ts';
import type { BasketMethod } from './basketAnalysis.ts';
import { countTable } from './countTable.ts';

/**
 * Each basket alone, by the exact binomial test: `above` is 1 - P(X >= x) at the null rate, so that a cut-off of 1 -
 * alpha is a test at level alpha. The estimate is the observed rate, the interval that of Clopper and Pearson.
 *
 * Source: Clopper & Pearson, Biometrika 1934;26:404-413.
 *
 * @example x = 10 of 25 against 0.2: mean 0.4, above 0.9827
 */
export const exact: BasketMethod<object> = {
  filled: (options) => options,
  check: () => [],
  build: (_, { nullRates, mostPatients, level }) => {
    const above = nullRates.map((rate) => countTable(mostPatients, (n, x) => binomialCdf(x - 1, n, rate)));
    const tail = level === null ? Number.NaN : (1 - level) / 2;
    const lower = countTable(mostPatients, (n, x) => (x === 0 ? 0 : betaQuantile(tail, x, n - x + 1)));
    const upper = countTable(mostPatients, (n, x) => (x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x)));
    return {
      baskets: nullRates.length,
      analyse: (n, x, out) => {
        for (let j = 0; j < nullRates.length; j++) {
          out.mean[j] = x[j] / n[j];
          out.above[j] = above[j](n[j], x[j]);
          if (level === null) continue;
          out.lower[j] = lower(n[j], x[j]);
          out.upper[j] = upper(n[j], x[j]);
        }
      },
    };
  },
};
