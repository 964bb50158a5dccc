import { betaTail } from '../numeric/betaTail.ts';

/** Halvings of (0, 1): limits to 1e-9. */
const HALVINGS = 30;

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

/** Quantile of a lower tail p. */
export function mixtureQuantile(p: number, { count, weight, a, b }: BetaMixture): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < HALVINGS; i++) {
    const x = (low + high) / 2;
    let tail = 0;
    for (let c = 0; c < count; c++) tail += weight[c] * betaTail(x, a[c], b[c]);
    if (tail > 1 - p) low = x;
    else high = x;
  }
  return (low + high) / 2;
}
