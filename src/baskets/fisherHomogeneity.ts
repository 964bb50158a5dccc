import { binomialPmf } from '../numeric/binomial.ts';

/** Tables as likely as the observed count, up to rounding. */
const ROUNDING = 1 + 1e-9;

/**
 * p-value of the exact conditional test that all baskets have one rate (Fisher, Freeman & Halton): the probability,
 * given all responders, of tables no likelier than the observed. Empty baskets do not count.
 *
 * Every table is visited: up to product of (n + 1) over all baskets but one.
 *
 * Source: Freeman & Halton, Biometrika 1951;38:141-149.
 *
 * @example fisherHomogeneity([7, 7, 7], [1, 0, 4], 3) // 0.0753
 */
export function fisherHomogeneity(n: ArrayLike<number>, x: ArrayLike<number>, baskets: number): number {
  let patients = 0;
  let responders = 0;
  for (let j = 0; j < baskets; j++) {
    patients += n[j];
    responders += x[j];
  }
  // Binomials of any one rate, given their sum, are the hypergeometric law of the test.
  const rate = Math.min(0.9, Math.max(0.1, responders / Math.max(1, patients)));
  let observed = 1;
  for (let j = 0; j < baskets; j++) observed *= binomialPmf(x[j], n[j], rate);
  const laws = Array.from({ length: baskets }, (_, j) =>
    Float64Array.from({ length: n[j] + 1 }, (_, y) => binomialPmf(y, n[j], rate)),
  );
  /** Room for responders in the baskets from j on. */
  const room = Array.from({ length: baskets + 1 }, (_, j) => {
    let sum = 0;
    for (let i = j; i < baskets; i++) sum += n[i];
    return sum;
  });
  let all = 0;
  let extreme = 0;
  const visit = (j: number, left: number, probability: number): void => {
    if (j === baskets) {
      all += probability;
      if (probability <= observed * ROUNDING) extreme += probability;
      return;
    }
    for (let y = Math.max(0, left - room[j + 1]); y <= Math.min(n[j], left); y++)
      visit(j + 1, left - y, probability * laws[j][y]);
  };
  visit(0, responders, 1);
  return extreme / all;
}
