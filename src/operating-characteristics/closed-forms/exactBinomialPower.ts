import { createUnconditionalScore } from '../../analyses/boschloo.ts';
import type { ExactScore } from '../../analyses/exactAnalysis.ts';
import { createFisherScore } from '../../analyses/fisherExact.ts';
import { riskDifference } from '../../analyses/riskDifference.ts';
import { createTwoByTwo } from '../../analyses/twoByTwo.ts';
import { binomialPmf } from '../../numeric/binomial.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import type { TwoRates } from './normalTheoryPower.ts';

/** Tests of two rates with an enumerable rejection region; `boschloo` orders tables by Fisher's p-value. */
export type EnumeratedTest = 'score' | 'fisher' | 'boschloo';

/**
 * Smallest number of experimental responders that rejects at each number of control responders, n1 + 1 where none does.
 *
 * Walks the border of the region: it falls nowhere as control responders grow, for all three tests, so about n1 + n0
 * tables are looked at. Each is judged by the very kernel that judges simulated trials.
 *
 * @example rejectionRegion('fisher', 5, 5, 0.025) // Int32Array [4, 5, 6, 6, 6, 6]
 */
export function rejectionRegion(test: EnumeratedTest, n1: number, n0: number, alpha: number): Int32Array {
  const z = scoreOf(test);
  const bound = normalQuantile(1 - alpha);
  const border = new Int32Array(n0 + 1);
  let x1 = 0;
  for (let x0 = 0; x0 <= n0; x0++) {
    while (x1 <= n1 && !(z(n1, x1, n0, x0) >= bound)) x1++;
    border[x0] = x1;
  }
  return border;
}

/**
 * Exact power of a one-sided test that the experimental rate is higher, for fixed arm sizes: the probability of
 * the rejection region.
 *
 * @example exactBinomialPower('fisher', { n1: 50, n0: 50, p1: 0.5, p0: 0.2, alpha: 0.025 }) // 0.8527
 */
export function exactBinomialPower(test: EnumeratedTest, { n1, n0, p1, p0, alpha }: TwoRates): number {
  const border = rejectionRegion(test, n1, n0, alpha);
  // P(X1 >= x) for every x, summed from the far end.
  const tail = new Float64Array(n1 + 2);
  for (let x = n1; x >= 0; x--) tail[x] = tail[x + 1]! + binomialPmf(x, n1, p1);
  let power = 0;
  for (let x0 = 0; x0 <= n0; x0++) power += binomialPmf(x0, n0, p0) * tail[border[x0]!]!;
  return power;
}

function scoreOf(test: EnumeratedTest): ExactScore {
  if (test === 'fisher') return createFisherScore();
  if (test === 'boschloo') return createUnconditionalScore('fisher');
  const table = createTwoByTwo();
  const analysis = riskDifference([table]);
  const out = new Float64Array(5);
  return (n1, x1, n0, x0) => {
    Object.assign(table, { n1, x1, n0, x0 });
    analysis(out, 0);
    return out[0]!;
  };
}
