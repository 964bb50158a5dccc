/**
 * Half the distance from a rate to its Wilson score limits, the piece that the hybrid intervals are built of.
 *
 * Wilson limits (JASA 1927;22:209-212): the rates whose score z is +-c.
 *
 * @param x responders
 * @param n patients, n > 0
 * @param c normal quantile: positive for the distance to the upper limit, negative for that to the lower one
 * @returns distance from x / n to the limit, >= 0
 *
 * @example 0.8 - wilsonDistance(56, 70, -1.959964) // 0.6918..., the lower 95 % limit of 56/70
 */
export function wilsonDistance(x: number, n: number, c: number): number {
  const p = x / n;
  const square = c * c;
  const limit = (x + square / 2 + c * Math.sqrt(square / 4 + x * (1 - p))) / (n + square);
  return Math.abs(limit - p);
}
