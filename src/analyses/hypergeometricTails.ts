/**
 * Both tails of the responders of the experimental arm, given both margins of a two-by-two table.
 *
 * The whole support is summed outward from the mode with ratios of neighbouring terms: only + - * /, so the same bits in
 * every engine, and no cancellation in either tail. Cost: one division for each value of the support.
 *
 * @param tails receives P(X >= x1) at 0 and P(X < x1) at 1
 */
export function hypergeometricTails(
  n1: number,
  x1: number,
  n0: number,
  x0: number,
  tails: Float64Array,
): void {
  const m = x1 + x0;
  const lowest = m > n0 ? m - n0 : 0;
  const highest = Math.min(m, n1);
  const mode = Math.min(highest, Math.floor(((m + 1) * (n1 + 1)) / (n1 + n0 + 2)));
  let upper = 0;
  let lower = 0;
  let term = 1;
  for (let k = mode; k <= highest && term > 0; k++) {
    if (k >= x1) upper += term;
    else lower += term;
    term *= ((m - k) * (n1 - k)) / ((k + 1) * (n0 - m + k + 1));
  }
  term = 1;
  for (let k = mode; k > lowest && term > 0; k--) {
    term *= (k * (n0 - m + k)) / ((m - k + 1) * (n1 - k + 1));
    if (k > x1) upper += term;
    else lower += term;
  }
  const total = upper + lower;
  tails[0] = upper / total;
  tails[1] = lower / total;
}
