/**
 * The parts of Loader's saddle-point form of binomial, Poisson and gamma probabilities, which loses no digits where
 * differences of log-gamma functions lose those of log(n!).
 *
 * Source: Loader, "Fast and accurate computation of binomial probabilities", 2000.
 */

/** From here on five terms of the Stirling series are exact to 2e-16. */
const SERIES_FROM = 15;

/**
 * Error of Stirling's formula, log Gamma(x + 1) - (x + 1/2) log x + x - log(2 pi) / 2, for x > 0, whole or not.
 *
 * @example stirlingError(1) // 0.0810614668
 */
export function stirlingError(x: number): number {
  let shifted = x;
  let error = 0;
  for (; shifted < SERIES_FROM; shifted++) error += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
  const s = 1 / (shifted * shifted);
  return error + (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / shifted;
}

/**
 * Deviance term x log(x / mean) + mean - x, for x >= 0 and mean > 0; 0 where x = mean.
 *
 * Near the mean it is summed as a series in v = (x - mean) / (x + mean), from x log(x / mean) = 2 x artanh(v).
 */
export function deviance(x: number, mean: number): number {
  if (x === 0) return mean;
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
  const v = difference / (x + mean);
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    // Not "next === sum": a NaN must end the loop too.
    if (!(Math.abs(next - sum) > 0)) return next;
    sum = next;
  }
}
