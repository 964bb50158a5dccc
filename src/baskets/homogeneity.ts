/**
 * Chi-square statistic of homogeneity of the rates, sum of (observed - expected)^2 / expected over responders and
 * non-responders; 0 without responders or non-responders. Empty baskets do not count.
 *
 * @example homogeneity([10, 10], [2, 6], 2) // 3.3333
 */
export function homogeneity(n: ArrayLike<number>, x: ArrayLike<number>, baskets: number): number {
  let patients = 0;
  let responders = 0;
  for (let j = 0; j < baskets; j++) {
    patients += n[j];
    responders += x[j];
  }
  if (responders === 0 || responders === patients) return 0;
  const rate = responders / patients;
  let sum = 0;
  for (let j = 0; j < baskets; j++) {
    if (n[j] > 0) sum += (x[j] - n[j] * rate) ** 2 / n[j];
  }
  // Rounding may leave 1e-33 where all rates are equal.
  return sum < 1e-20 ? 0 : sum / (rate * (1 - rate));
}
