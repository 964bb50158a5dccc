import { normalCdf } from '../../numeric/normal.ts';
import { studentTQuantile } from '../../numeric/studentT.ts';

/** Two arms with a normal endpoint of one standard deviation. */
export interface TwoMeans {
  n1: number;
  n0: number;
  /** True difference of means, positive favours experimental. */
  difference: number;
  sd: number;
  /** One-sided. */
  alpha: number;
}

/**
 * Exact power of the one-sided pooled t test: the noncentral t tail beyond the t quantile.
 *
 * @example tTestPower({ n1: 64, n0: 64, difference: 0.5, sd: 1, alpha: 0.025 }) // 0.8014586
 */
export function tTestPower({ n1, n0, difference, sd, alpha }: TwoMeans): number {
  const df = n1 + n0 - 2;
  const noncentrality = difference / (sd * Math.sqrt(1 / n1 + 1 / n0));
  return noncentralTUpperTail(studentTQuantile(1 - alpha, df), df, noncentrality);
}

/**
 * P(T > t), T = (Z + noncentrality) / sqrt(V / df), V chi-square: the normal tail averaged over s = sqrt(V / df).
 *
 * The trapezoidal rule on log s, where the density dies off at both ends, converges faster than any power of the step;
 * the same sum over the density alone is the constant, so that no gamma function is needed.
 */
function noncentralTUpperTail(t: number, df: number, noncentrality: number): number {
  const reach = Math.min(40 / df + 9 / Math.sqrt(df), 40);
  const step = Math.min(0.1, 0.4 / Math.sqrt(2 * df));
  let sum = 0;
  let total = 0;
  for (let u = -reach; u <= reach; u += step) {
    // Log density of u = log s, up to a constant that makes it 0 at s = 1.
    const density = Math.exp(df * (u - Math.expm1(2 * u) / 2));
    sum += density * normalCdf(noncentrality - t * Math.exp(u));
    total += density;
  }
  return sum / total;
}
