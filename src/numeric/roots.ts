const EPSILON = 2 ** -52;
const GROWTH = 1.6;
const MOST_GROWTHS = 100;

type RealFunction = (x: number) => number;

/** A root that cannot be found, with the interval where the search stood. */
export class RootError extends Error {
  override readonly name = 'RootError';
  readonly lower: number;
  readonly upper: number;

  constructor(reason: string, lower: number, upper: number, atLower: number, atUpper: number) {
    super(`${reason}: f(${lower}) = ${atLower}, f(${upper}) = ${atUpper}`);
    this.lower = lower;
    this.upper = upper;
  }
}

/**
 * Root of a continuous function between two points where its signs differ, by bisection, secant and inverse quadratic
 * steps.
 *
 * Source: Brent, "Algorithms for Minimization without Derivatives", 1973, chapter 4.
 *
 * @param tolerance greatest distance from a change of sign, on top of rounding (4.4e-16 of the root)
 * @throws RootError where the signs do not differ or f is NaN
 * @example findRoot((x) => x * x - 2, 0, 2) // 1.414213562373095
 */
export function findRoot(f: RealFunction, lower: number, upper: number, tolerance = 0): number {
  // `best` and `other` hold the root between them, `before` was best; then the last step and the one before.
  let before = lower;
  let best = upper;
  let atBefore = f(before);
  let atBest = f(best);
  if (atBefore === 0) return before;
  if (!changesSign(atBefore, atBest)) {
    throw new RootError('no change of sign', lower, upper, atBefore, atBest);
  }
  let other = before;
  let atOther = atBefore;
  let step = best - before;
  let lastStep = step;
  for (;;) {
    if (Math.abs(atOther) < Math.abs(atBest)) {
      [before, best, other] = [best, other, best];
      [atBefore, atBest, atOther] = [atBest, atOther, atBest];
    }
    const near = 2 * EPSILON * Math.abs(best) + tolerance / 2;
    const half = (other - best) / 2;
    if (Math.abs(half) <= near || atBest === 0) return best;
    if (Math.abs(lastStep) < near || Math.abs(atBefore) <= Math.abs(atBest)) {
      step = half;
      lastStep = half;
    } else {
      const [p, q] = interpolation(before, best, other, atBefore, atBest, atOther);
      const useful = 2 * p < 3 * half * q - Math.abs(near * q) && p < Math.abs((lastStep * q) / 2);
      lastStep = useful ? step : half;
      step = useful ? p / q : half;
    }
    before = best;
    atBefore = atBest;
    best += Math.abs(step) > near ? step : Math.sign(half) * near;
    atBest = f(best);
    if (Number.isNaN(atBest)) throw new RootError('not a number', before, best, atBefore, atBest);
    if (atBest > 0 === atOther > 0) {
      other = before;
      atOther = atBefore;
      step = best - before;
      lastStep = step;
    }
  }
}

/** Not by the product, which may underflow; false for NaN. */
function changesSign(a: number, b: number): boolean {
  return (a <= 0 && b >= 0) || (a >= 0 && b <= 0);
}

/** Step p / q with p >= 0 from `best`: secant where only two points differ, else inverse quadratic. */
function interpolation(
  before: number,
  best: number,
  other: number,
  atBefore: number,
  atBest: number,
  atOther: number,
): [number, number] {
  const s = atBest / atBefore;
  let p = (other - best) * s;
  let q = 1 - s;
  if (before !== other) {
    const t = atBefore / atOther;
    const r = atBest / atOther;
    p = s * ((other - best) * t * (t - r) - (best - before) * (r - 1));
    q = (t - 1) * (r - 1) * (s - 1);
  }
  return p > 0 ? [p, -q] : [-p, q];
}

/**
 * Two points with a change of sign, by growing a first guess towards the smaller |f|, within least..most.
 *
 * @throws RootError where there is none within the limits or 100 steps
 * @example findRoot(f, ...bracketRoot(f, 0, 1))
 */
export function bracketRoot(
  f: RealFunction,
  lower: number,
  upper: number,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): [number, number] {
  let a = Math.max(lower, least);
  let b = Math.min(upper, most);
  let fa = f(a);
  let fb = f(b);
  for (let i = 0; i < MOST_GROWTHS && !changesSign(fa, fb); i++) {
    if (a === least && b === most) break;
    if (b === most || (a > least && Math.abs(fa) < Math.abs(fb))) {
      a = Math.max(least, a - GROWTH * (b - a));
      fa = f(a);
    } else {
      b = Math.min(most, b + GROWTH * (b - a));
      fb = f(b);
    }
  }
  if (changesSign(fa, fb)) return [a, b];
  throw new RootError('no change of sign within the limits', a, b, fa, fb);
}
