/**
 * log(sum of exp(values[i])) for i < n, without overflow; -Infinity for none.
 *
 * @example logSumExp([1000, 1000], 2) // 1000 + log 2
 */
export function logSumExp(values: ArrayLike<number>, n: number): number {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) greatest = Math.max(greatest, values[i]);
  if (!Number.isFinite(greatest)) return greatest;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.exp(values[i] - greatest);
  return greatest + Math.log(sum);
}

/**
 * log(1 - exp(-x)) for x > 0: the logarithm of a complement, where x is minus the logarithm of a probability.
 *
 * Source: Mächler, "Accurately computing log(1 - exp(-|a|))", 2012, equation 7.
 *
 * @example log1mexp(1e-20) // -46.05, where log(1 - exp(-1e-20)) would be -Infinity
 */
export function log1mexp(x: number): number {
  return x <= Math.LN2 ? Math.log(-Math.expm1(-x)) : Math.log1p(-Math.exp(-x));
}
