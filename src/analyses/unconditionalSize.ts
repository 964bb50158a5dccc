/** Most patients of both arms together: beyond it the probability of a whole arm would underflow. */
const LARGEST_TRIAL = 4096;
/** Steps of the search over the common rate in one standard deviation of the arcsine scale. */
const STEPS_IN_SD = 3;
/** Local maxima this close to the best one on the grid are refined: a peak between two steps stands at most 1.4 % above them. */
const REFINE_FROM = 0.97;

/**
 * The size of a rejection region of two-by-two tables: its largest probability over all common rates.
 *
 * The region is given margin by margin: for every total m of responders the tables with the most experimental
 * responders, down to some number. Given m the probability of such a tail does not depend on the rate, so the size at
 * rate p is the sum over m of Binomial(m; N, p) times the tail: a sum over N + 1 numbers instead of over all tables.
 */
export interface UnconditionalSize {
  /** Starts the region of a trial of this size, empty. */
  reset(n1: number, n0: number): void;
  /** At margin m: the largest tail with a conditional probability of at most `limit`. */
  addUpTo(m: number, limit: number): void;
  /** At margin m: all tables with at least `x` experimental responders. */
  addFrom(m: number, x: number): void;
  /** Largest probability over the common rate in [0,1]. */
  largest(): number;
}

export function createUnconditionalSize(): UnconditionalSize {
  const logFactorial = logFactorials(LARGEST_TRIAL);
  const tail = new Float64Array(LARGEST_TRIAL + 1);
  let n1 = 0;
  let n0 = 0;

  const logChoose = (n: number, k: number) => logFactorial[n]! - logFactorial[k]! - logFactorial[n - k]!;

  /** Sums the upper tail at margin m as long as it stays within `limit` and at or above `x`. */
  const add = (m: number, limit: number, x: number) => {
    const lowest = m > n0 ? m - n0 : 0;
    const highest = Math.min(m, n1);
    let term = Math.exp(logChoose(n1, highest) + logChoose(n0, m - highest) - logChoose(n1 + n0, m));
    let sum = 0;
    for (let k = highest; k >= lowest && k >= x; k--) {
      if (sum + term > limit) break;
      sum += term;
      term *= (k * (n0 - m + k)) / ((m - k + 1) * (n1 - k + 1));
    }
    tail[m] = sum;
  };

  /** Probability of the region at the common rate sin^2(angle). */
  const at = (angle: number) => {
    const n = n1 + n0;
    const rate = Math.sin(angle) ** 2;
    const other = Math.cos(angle) ** 2;
    const mode = Math.min(n, Math.floor((n + 1) * rate));
    const logTop = (mode && mode * Math.log(rate)) + (n - mode && (n - mode) * Math.log(other));
    const top = Math.exp(logChoose(n, mode) + logTop);
    let sum = top * tail[mode]!;
    let term = top;
    for (let m = mode; m < n && term > 1e-18; m++) {
      term *= ((n - m) * rate) / ((m + 1) * other);
      sum += term * tail[m + 1]!;
    }
    term = top;
    for (let m = mode; m > 0 && term > 1e-18; m--) {
      term *= (m * other) / ((n - m + 1) * rate);
      sum += term * tail[m - 1]!;
    }
    return sum;
  };

  return {
    reset(experimental, control) {
      if (experimental + control > LARGEST_TRIAL)
        throw new RangeError(
          `n1 + n0: got ${experimental + control} patients; an exact unconditional test takes at most ${LARGEST_TRIAL}. Use the score test.`,
        );
      n1 = experimental;
      n0 = control;
    },
    addUpTo: (m, limit) => add(m, limit, 0),
    addFrom: (m, x) => add(m, 2, x),
    largest() {
      // The standard deviation of the arcsine of a rate is 1 / (2 sqrt N) whatever the rate.
      const steps = Math.ceil(Math.PI * Math.sqrt(n1 + n0) * STEPS_IN_SD);
      const width = Math.PI / 2 / steps;
      let best = 0;
      for (let i = 0; i <= steps; i++) best = Math.max(best, at(i * width));
      const refineFrom = REFINE_FROM * best;
      let previous = -1;
      let current = at(0);
      for (let i = 0; i <= steps; i++) {
        const next = i < steps ? at((i + 1) * width) : -1;
        if (current >= refineFrom && current >= previous && current >= next)
          best = Math.max(
            best,
            highestBetween(at, Math.max(0, i - 1) * width, Math.min(steps, i + 1) * width),
          );
        previous = current;
        current = next;
      }
      return Math.min(1, best);
    },
  };
}

/** Largest value of a function with one peak, by golden section; the peak is flat, so 24 cuts give 1e-10 of its height. */
function highestBetween(f: (x: number) => number, from: number, to: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = from;
  let high = to;
  let a = high - golden * (high - low);
  let b = low + golden * (high - low);
  let fa = f(a);
  let fb = f(b);
  for (let cut = 0; cut < 24; cut++) {
    if (fa > fb) {
      high = b;
      b = a;
      fb = fa;
      a = high - golden * (high - low);
      fa = f(a);
    } else {
      low = a;
      a = b;
      fa = fb;
      b = low + golden * (high - low);
      fb = f(b);
    }
  }
  return Math.max(fa, fb);
}

/** log k! for k = 0 .. n. */
function logFactorials(n: number): Float64Array {
  const table = new Float64Array(n + 1);
  for (let k = 1; k <= n; k++) table[k] = table[k - 1]! + Math.log(k);
  return table;
}
