import { betaTail } from '../numeric/betaTail.ts';
import type { BasketPosteriors } from './basketAnalysis.ts';
import type { BetaShapes } from './betaShapes.ts';

/** Logits where tails are tabulated: FINEST apart at 0 in units of the standard error at a rate of 1/2, then opening out. */
const FINEST = 0.3;
const OPENING = 1.1;
const MOST_LOGIT = 25;
/** Points of the polynomial between two of them. */
const POINTS = 6;
const ROUNDS = 30;
/** Pools with less weight than this are left out. */
const NEGLIGIBLE = 1e-8;
/** Tables kept, in bytes; when they are full they begin anew. */
const MOST_BYTES = 1e8;

/** Intervals of mixtures of posteriors of whole counts under one beta prior. */
export interface MixtureIntervals {
  /** Begins a mixture with nothing in it. */
  readonly clear: () => void;
  /** Adds the posterior from x responders of n. */
  readonly add: (n: number, x: number, weight: number) => void;
  /** Writes the limits at place j. */
  readonly write: (j: number, out: BasketPosteriors) => void;
}

/**
 * The tail of every pool is tabulated at some hundred rates when the pool is first seen; the log-odds of the mixture's
 * tail is smooth between them and interpolated by the polynomial through six. Limits are within 1e-6 of the exact
 * quantiles.
 *
 * @param most greatest n
 * @param level in (0, 1)
 */
export function mixtureIntervals([a, b]: BetaShapes, most: number, level: number): MixtureIntervals {
  const stride = (FINEST * 2) / Math.sqrt(most + a + b) / OPENING;
  const half = Math.ceil(Math.asinh(MOST_LOGIT / OPENING) / stride);
  const count = 2 * half + 1;
  const logit = (place: number) => OPENING * Math.sinh((place - half) * stride);
  const rates = Float64Array.from({ length: count }, (_, i) => 1 / (1 + Math.exp(-logit(i))));
  const kept = new Map<number, Float64Array>();
  const mostKept = Math.ceil(MOST_BYTES / (8 * count));
  const pools: Float64Array[] = [];
  const weights: number[] = [];
  const odds = new Float64Array(POINTS);
  let pooled = 0;
  let whole = 0;

  const tailsOf = (n: number, x: number): Float64Array => {
    const at = (n * (n + 1)) / 2 + x;
    const known = kept.get(at);
    if (known !== undefined) return known;
    if (kept.size >= mostKept) kept.clear();
    const made = rates.map((rate) => betaTail(rate, a + x, b + n - x));
    kept.set(at, made);
    return made;
  };

  /** P(rate > the i-th) of the mixture. */
  const tail = (i: number): number => {
    let sum = 0;
    for (let c = 0; c < pooled; c++) sum += weights[c] * pools[c][i];
    return sum / whole;
  };

  /** The rate that is exceeded with probability p. */
  const limit = (p: number): number => {
    let low = 0;
    let high = count - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (tail(middle) > p) low = middle;
      else high = middle;
    }
    const first = Math.min(count - POINTS, Math.max(0, low - POINTS / 2 + 1));
    for (let i = 0; i < POINTS; i++) {
      const above = tail(first + i);
      odds[i] = Math.log(above) - Math.log1p(-above);
    }
    const wanted = Math.log(p) - Math.log1p(-p);
    let from = low - first;
    let to = from + 1;
    for (let round = 0; round < ROUNDS; round++) {
      const place = (from + to) / 2;
      if (polynomial(odds, place) > wanted) from = place;
      else to = place;
    }
    return 1 / (1 + Math.exp(-logit(first + from)));
  };

  return {
    clear: () => {
      pooled = 0;
      whole = 0;
    },
    add: (n, x, weight) => {
      if (weight < NEGLIGIBLE) return;
      pools[pooled] = tailsOf(n, x);
      weights[pooled++] = weight;
      whole += weight;
    },
    write: (j, out) => {
      out.lower[j] = limit((1 + level) / 2);
      out.upper[j] = limit((1 - level) / 2);
    },
  };
}

/** The polynomial through six values at 0, 1, ..., 5 (Newton's forward differences would need them anew; this is Lagrange's form). */
function polynomial(value: Float64Array, at: number): number {
  const a = at;
  const b = at - 1;
  const c = at - 2;
  const d = at - 3;
  const e = at - 4;
  const f = at - 5;
  const ab = a * b;
  const ef = e * f;
  return (
    (-b * c * d * ef * value[0]) / 120 +
    (a * c * d * ef * value[1]) / 24 -
    (ab * d * ef * value[2]) / 12 +
    (ab * c * ef * value[3]) / 12 -
    (ab * c * d * f * value[4]) / 24 +
    (ab * c * d * e * value[5]) / 120
  );
}
