import normal from '@stdlib/stats-base-dists-normal';

/** Standard normal density. */
export function normalDensity(x: number): number {
  return 0.3989422804014327 * Math.exp(-0.5 * x * x);
}

/**
 * Standard normal lower tail P(Z <= x), computed as a tail for x < 0.
 *
 * Relative error against R below 4e-13 down to x = -37.5 (5e-308), below 4e-15 for |x| <= 5.
 *
 * @example normalCdf(1.959964) // 0.975
 */
export function normalCdf(x: number): number {
  return normal.cdf(x, 0, 1);
}

/** Standard normal upper tail P(Z > x), computed as a tail. @example normalUpperTail(10) // 7.6e-24 */
export function normalUpperTail(x: number): number {
  return normal.cdf(-x, 0, 1);
}

/**
 * Coefficients of Wichura's PPND16, constant term first: numerator and denominator of the three rational functions.
 */
const CENTRE = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
];
const NEAR_TAIL = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
];
const FAR_TAIL = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
];

function rational([numerator, denominator]: number[][], x: number): number {
  let top = 0;
  let bottom = 0;
  for (let i = 7; i >= 0; i--) {
    top = top * x + numerator[i];
    bottom = bottom * x + denominator[i];
  }
  return top / bottom;
}

/**
 * Standard normal quantile of a lower tail: P(Z <= x) = p. Relative error against R below 3e-16.
 *
 * Source: Wichura, Algorithm AS 241, Applied Statistics 1988;37:477-484 (PPND16).
 *
 * @param p in [0, 1]; 0 and 1 give -Infinity and Infinity, anything else NaN
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * rational(CENTRE, 0.180625 - q * q);
  return q < 0 ? -tailQuantile(p) : tailQuantile(1 - p);
}

/** Standard normal quantile of an upper tail: P(Z > x) = p, for p far below what 1 - p can hold. */
export function normalUpperQuantile(p: number): number {
  return -normalQuantile(p);
}

function tailQuantile(tail: number): number {
  if (!(tail > 0)) return tail === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  const r = Math.sqrt(-Math.log(tail));
  return r <= 5 ? rational(NEAR_TAIL, r - 1.6) : rational(FAR_TAIL, r - 5);
}
