import { betaTail, logBeta } from '../numeric/betaTail.ts';

const MOST_STEPS = 60;

/** A mixture of beta laws: weights that sum to 1, and shapes. The first `count` of the arrays are used. */
export interface BetaMixture {
  count: number;
  readonly weight: Float64Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
}

export function betaMixture(most: number): BetaMixture {
  return { count: 0, weight: new Float64Array(most), a: new Float64Array(most), b: new Float64Array(most) };
}

/**
 * Quantile of a lower tail p, to 1e-9: Newton's method within a bracket, from the mean of the mixture.
 */
export function mixtureQuantile(p: number, { count, weight, a, b }: BetaMixture): number {
  let low = 0;
  let high = 1;
  let x = 0;
  for (let c = 0; c < count; c++) x += (weight[c] * a[c]) / (a[c] + b[c]);
  for (let i = 0; i < MOST_STEPS; i++) {
    const logX = Math.log(x);
    const logY = Math.log1p(-x);
    let tail = 0;
    let density = 0;
    for (let c = 0; c < count; c++) {
      tail += weight[c] * betaTail(x, a[c], b[c]);
      density += weight[c] * Math.exp((a[c] - 1) * logX + (b[c] - 1) * logY - logBeta(a[c], b[c]));
    }
    if (tail > 1 - p) low = x;
    else high = x;
    const next = x + (tail - 1 + p) / density;
    if (Math.abs(next - x) < 1e-10 && next > low && next < high) return next;
    x = next > low && next < high ? next : (low + high) / 2;
  }
  return x;
}
