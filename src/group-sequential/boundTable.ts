import { chebyshevSum } from './chebyshev.ts';
import { informationBox, type Range } from './informationBox.ts';

/** The bound of one look for any information so far, without quadrature. */
export interface BoundTable {
  /**
   * @param information of the looks up to the one tabulated; further entries are not read
   * @returns the bound, interpolated without allocation; outside the ranges the exact one, by quadrature
   */
  bound(information: ArrayLike<number>): number;
  /** Greatest error at the points where the table was checked. */
  readonly error: number;
}

export interface BoundTableOptions {
  /** Wanted error of z, 1e-4 by default. */
  readonly error?: number;
  /** Fractions where spending has a kink, such as those of a user table; 1 by default, and always put 1. */
  readonly breaks?: readonly number[];
  /** Give up where a table would need more evaluations of the exact bound, 20,000 by default. */
  readonly most?: number;
}

const FIRST_POINTS = 4;
const MOST_EVALUATIONS = 20_000;
const CHECKS = 64;
/** The checks miss the worst place: they must do better than wanted by this factor. */
const SAFETY = 4;

/**
 * Tabulates the bound of a look as a function of the information of the looks so far, so that a simulated trial with
 * random information asks no quadrature.
 *
 * The bound is smooth in the information of every look, so Chebyshev interpolation converges geometrically; a look
 * whose range is one value costs no dimension. Points are added where the cut-off coefficients are greatest, until the
 * errors at 64 points between are within a quarter of the wanted one. Measured at 1e-4, for one, two, three, four and
 * five random looks: about 100, 100 to 700, 800 to 1500, 1500 to 3000 and 5000 to 12,000 evaluations of the exact bound
 * (up to 0.1, 0.3, 0.5, 1 and 10 s), and 0.1, 0.3, 1, 3 and 4 to 30 microseconds a look-up.
 *
 * @param exact bound of the last of the given looks; finite between two breaks, or infinite throughout
 * @param ranges least and greatest information fraction by look up to the one tabulated; the least > 0 and ascending
 * @throws RangeError where `most` evaluations do not reach the error, as at a kink that `breaks` does not name
 * @example
 * const spend = { alpha: 0.025, spending: lanDeMetsOBrienFleming };
 * const final = boundTable((t) => spendingBounds(t, spend).upper[1], [[0.3, 0.8], [1, 1]]);
 * final.bound([0.5, 1]); // 1.9686
 */
export function boundTable(
  exact: (information: number[]) => number,
  ranges: readonly Range[],
  { error = 1e-4, breaks = [1], most = MOST_EVALUATIONS }: BoundTableOptions = {},
): BoundTable {
  const looks = ranges.length;
  const pieces = ranges.map((range) => split(range, breaks));
  const cells = product(pieces).map((cell) => tabulate(exact, cell, error, most));
  const bound = (information: ArrayLike<number>) => {
    let index = 0;
    for (let k = 0; k < looks; k++) {
      let piece = 0;
      while (piece < pieces[k].length - 1 && information[k] > pieces[k][piece][1]) piece++;
      index = index * pieces[k].length + piece;
    }
    const value = cells[index].value(information);
    return Number.isNaN(value) ? exact(Array.from({ length: looks }, (_, k) => information[k])) : value;
  };
  return { bound, error: Math.max(...cells.map((cell) => cell.error)) };
}

/** The range cut at the breaks inside it. */
function split([low, high]: Range, breaks: readonly number[]): Range[] {
  const inside = breaks.filter((x) => x > low && x < high).sort((a, b) => a - b);
  const ends = [low, ...inside, high];
  return ends.slice(1).map((end, i) => [ends[i], end]);
}

/** Every choice of one piece a look, the last look's fastest. */
function product(pieces: readonly Range[][]): Range[][] {
  return pieces.reduce<Range[][]>(
    (cells, own) => cells.flatMap((cell) => own.map((r) => [...cell, r])),
    [[]],
  );
}

interface Cell {
  /** NaN outside. */
  readonly value: (information: ArrayLike<number>) => number;
  readonly error: number;
}

/** Interpolation on the ranges, with points added until it is as good as wanted. */
function tabulate(
  exact: (information: number[]) => number,
  ranges: readonly Range[],
  error: number,
  most: number,
): Cell {
  const box = informationBox(ranges);
  const f = (x: readonly number[]) => exact(box.information(x));
  const checks = Array.from({ length: CHECKS }, (_, i) => spread(i + 1, ranges.length));
  const values = checks.map(f);
  const x = new Float64Array(ranges.length);
  // A look that cannot stop the trial.
  if (values.every((v) => v === values[0] && !Number.isFinite(v))) {
    return { value: (information) => (box.locate(information, x) ? values[0] : Number.NaN), error: 0 };
  }
  let points = ranges.map(([low, high]): number => (high > low ? FIRST_POINTS : 1));
  while (points.reduce((total, n) => total * n, 1) <= most) {
    const sum = chebyshevSum(f, points);
    const worst = checks.reduce((most, at, i) => Math.max(most, Math.abs(sum.value(at) - values[i])), 0);
    const greatest = Math.max(...sum.tail);
    if (worst <= error / SAFETY && greatest <= SAFETY * error) {
      const value = (information: ArrayLike<number>) =>
        box.locate(information, x) ? sum.value(x) : Number.NaN;
      return { value, error: worst };
    }
    points = points.map((n, d) => (n > 1 && !(sum.tail[d] < greatest / 4) ? Math.ceil(1.25 * n) : n));
  }
  throw new RangeError(`the bound cannot be tabulated to ${error}: an unnamed kink, or ranges too wide`);
}

/** Point i of a sequence that fills [-1, 1]^d evenly: multiples of powers of the root of x^(d + 1) = x + 1. */
function spread(i: number, dimensions: number): number[] {
  let root = 1.5;
  for (let round = 0; round < 50; round++) root = (1 + root) ** (1 / (dimensions + 1));
  return Array.from({ length: dimensions }, (_, d) => 2 * ((0.5 + i * root ** -(d + 1)) % 1) - 1);
}
