const INTERVALS = 256;
const HALF = Math.SQRT1_2;

/**
 * A smooth function of the information share, tabulated once and interpolated by cubics: correlation is the root of the
 * share, and bounds are smooth in it up to a half, and in the root of what is left above.
 *
 * Error in a bound below 4e-7, for shares up to 0.99 below 2e-8 (measured on 4,000 shares for the bounds of this room).
 *
 * @param f of the share in [0, 1]; called 514 times here
 * @returns f to the error above; NaN outside [0, 1]
 */
export function shareTable(f: (informationShare: number) => number): (informationShare: number) => number {
  const node = (i: number) => (i * HALF) / INTERVALS;
  const low = Float64Array.from({ length: INTERVALS + 1 }, (_, i) => f(node(i) ** 2));
  const high = Float64Array.from({ length: INTERVALS + 1 }, (_, i) => f(1 - node(i) ** 2));
  return (share) => (share <= 0.5 ? cubic(low, Math.sqrt(share)) : cubic(high, Math.sqrt(1 - share)));
}

/** Lagrange's cubic through the four nodes around x. */
function cubic(table: Float64Array, x: number): number {
  const place = (x * INTERVALS) / HALF;
  const first = Math.max(0, Math.min(INTERVALS - 3, Math.floor(place) - 1));
  const t = place - first;
  const [a, b, c] = [t - 1, t - 2, t - 3];
  return (
    (-table[first] * a * b * c) / 6 +
    (table[first + 1] * t * b * c) / 2 -
    (table[first + 2] * t * a * c) / 2 +
    (table[first + 3] * t * a * b) / 6
  );
}
