import { gaussLegendre } from './gaussLegendre.ts';
import { normalDensity } from './normal.ts';

/** Beyond it a standard normal adds 2e-9. */
const REACH = 6;
/** Across: one rule a panel of this width. */
const OUTER = { width: 1, rule: gaussLegendre(5) };
const INNER = { width: 1.5, rule: gaussLegendre(8) };
/** Steps in which a line is searched for changes of region. */
const STEP = 1 / 16;
const BISECTIONS = 36;

/**
 * Integral over two independent standard normals of a function that is smooth within regions and may jump between them: lines are
 * searched for the borders, and each piece has Gauss-Legendre rules of its own.
 *
 * Lines run across the borders that are likely: their angle is the one of 36 that is farthest from being parallel to any that is given.
 * A region that is narrower than 1/16 along a line is missed where it lies within another; between two it is found. Error about 1e-6 where borders are straight (measured on the published
 * probabilities of two stages).
 *
 * @param region whole number at (x, y); where it stays the same the function is smooth
 * @param add takes a point and its weight, which add up to 1
 * @param borders angles of likely straight borders
 *
 * @example
 * let p = 0;
 * normalPlane((x) => Number(x > 1.96), (x, _, weight) => { p += x > 1.96 ? weight : 0; }, [Math.PI / 2]); // 0.0250
 */
export function normalPlane(
  region: (x: number, y: number) => number,
  add: (x: number, y: number, weight: number) => void,
  borders: readonly number[],
): void {
  const angle = acrossAll(borders);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  /** Place on the line at distance `a` from the middle, `t` along it. */
  const x = (a: number, t: number) => t * cos - a * sin;
  const y = (a: number, t: number) => t * sin + a * cos;
  panels(-REACH, REACH, OUTER, (a, outer) => {
    const at = (t: number) => region(x(a, t), y(a, t));
    let from = -REACH;
    let here = at(from);
    const piece = (to: number) => panels(from, to, INNER, (t, inner) => add(x(a, t), y(a, t), outer * inner));
    for (let t = -REACH + STEP; t <= REACH; t += STEP) {
      const next = at(t);
      // A strip between two regions is narrower than a step, but a border of each.
      for (let low = t - STEP; here !== next; low = from) {
        const border = change(at, low, t, here);
        piece(border);
        from = border;
        here = at(border);
      }
    }
    piece(REACH);
  });
}

/** Where the region that holds at `low` ends. */
function change(at: (t: number) => number, low: number, high: number, region: number): number {
  let [a, b] = [low, high];
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (a + b) / 2;
    if (at(middle) === region) a = middle;
    else b = middle;
  }
  return b;
}

function panels(
  from: number,
  to: number,
  { width, rule: { node, weight } }: typeof OUTER,
  use: (t: number, weight: number) => void,
): void {
  const count = Math.ceil((to - from) / width);
  const half = (to - from) / (2 * count);
  for (let p = 0; p < count; p++) {
    const middle = from + (2 * p + 1) * half;
    for (let i = 0; i < node.length; i++) {
      const t = middle + half * node[i];
      use(t, weight[i] * half * normalDensity(t));
    }
  }
}

/** The angle whose nearest border is farthest. */
function acrossAll(borders: readonly number[]): number {
  let [best, farthest] = [0, -1];
  for (let k = 0; k < 36; k++) {
    const angle = (k * Math.PI) / 36;
    const nearest = Math.min(...borders.map((border) => Math.abs(Math.sin(angle - border))));
    if (nearest > farthest) [best, farthest] = [angle, nearest];
  }
  return best;
}
