import { gaussLegendre } from '../numeric/gaussLegendre.ts';
import { gaussRule } from '../numeric/gaussRule.ts';
import { normalCdf, normalDensity } from '../numeric/normal.ts';
import { findRoot } from '../numeric/roots.ts';
import type { Band } from '../scenario/cuts.ts';

/** A part of the screened whose true scores are normal with SD 1. */
export interface ScorePart {
  readonly weight: number;
  readonly mean: number;
}

/** Patients who have about the same true and the same measured score. */
export interface NoisyNode {
  /** True score, in its own standard deviations. */
  readonly value: number;
  /** What was measured: the true score and an error. */
  readonly measured: number;
  readonly share: number;
  /** Of the markers that the score's cuts make: true, by the quantiles of the true score; and seen, by those of the measured one. */
  readonly statuses: Readonly<Record<string, boolean>>;
  readonly seen: Readonly<Record<string, boolean>>;
}

/** Values of the true score in a piece of a band, and of the measured one beside each. */
const TRUE = 4;
const MEASURED = 2;

/** Where pieces end, in standard deviations; as of a score without error. */
const PIECES = [-2.25, -0.75, 0.75, 2.25];
const NEAR = 0.5;
const REACH = 10;
const FINE = gaussLegendre(24);
/** Below this there is nobody. */
const NOBODY = 1e-15;

/**
 * A score that is measured with error, X = T + e with e normal and independent of all else, as the patients of a few pairs of values: pieces of the
 * bands of T, each split by the bands of X. Shares of the pairs of bands are those of the continuous law to 1e-9; within them T has the Gauss rule
 * of its law there (the same moments up to degree 7), and X beside each value the Gauss rule of its law given T. Rates and survival of a band
 * of X are as near to those of the continuous scores as without error (`scoreNodes`), to 2e-5.
 *
 * @param parts of the law of T in the population, weights summing to 1
 * @param bands between the cuts, the same quantiles of T and of X
 * @param error standard deviation of e, in those of T; with 0 X is T
 * @param own of the law among the patients wanted, where it is not that of all: shares are then among them
 */
export function noisyNodes(
  parts: readonly ScorePart[],
  bands: readonly Band[],
  error: number,
  own: readonly ScorePart[] = parts,
): NoisyNode[] {
  const sd = Math.hypot(1, error);
  const measured = bands.map(({ low, high, statuses }) => ({
    low: endOf(parts, sd, low, Number.POSITIVE_INFINITY),
    high: endOf(parts, sd, high, Number.POSITIVE_INFINITY),
    seen: statuses,
  }));
  const nodes = bands.flatMap(({ low, high, statuses }) => {
    const [from, to] = [endOf(parts, 1, low, REACH), endOf(parts, 1, high, REACH)];
    const ends = [from, ...PIECES.filter((end) => end > from + NEAR && end < to - NEAR), to];
    return ends.slice(1).flatMap((end, i) =>
      measured.flatMap(({ seen, ...band }) =>
        (error === 0 && seen !== statuses
          ? []
          : pairsIn({ from: ends[i], to: end, ...band }, own, error)
        ).map((pair) => ({
          ...pair,
          statuses,
          seen,
        })),
      ),
    );
  });
  const all = nodes.reduce((sum, { share }) => sum + share, 0);
  return nodes.map((node) => ({ ...node, share: node.share / all }));
}

/** A piece of a band of T with a band of X, whose ends may be infinite. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

type Pair = Pick<NoisyNode, 'value' | 'measured' | 'share'>;

function pairsIn({ from, to, low, high }: Piece, parts: readonly ScorePart[], error: number): Pair[] {
  const density = (t: number) =>
    parts.reduce((sum, { weight, mean }) => sum + weight * normalDensity(t - mean), 0);
  // Near an end of the band of X the share that it sees changes fast.
  const breaks = [low, high].flatMap((end) => [-4, -1.5, 0, 1.5, 4].map((k) => end + k * error));
  const beside = error === 0 ? 1 : MEASURED;
  const { points, weights } = fine(
    from,
    to,
    breaks,
    (t) => density(t) * (error === 0 ? 1 : between((low - t) / error, (high - t) / error)),
  );
  if (!(sumOf(weights) > NOBODY)) return empty((from + to) / 2, TRUE * beside);
  const rule = gaussRule(points, weights, TRUE);
  return Array.from(rule.node, (t, i) => ({ t, weight: rule.weight[i] })).flatMap(({ t, weight }) =>
    seenBeside(t, low, high, error).map(({ measured, share }) => ({
      value: t,
      measured,
      share: weight * share,
    })),
  );
}

/** Values of X in a band beside a value of T; shares sum to 1. */
function seenBeside(t: number, low: number, high: number, error: number): Omit<Pair, 'value'>[] {
  if (error === 0) return [{ measured: t, share: 1 }];
  const from = Math.max(low, t - 9 * error);
  const to = Math.min(high, t + 9 * error);
  const end = t > high ? high : low;
  // A tail falls off within a fraction of the spread beside its end.
  const tails = [0.1, 0.4, 1, 3].flatMap((k) => [end - k * error, end + k * error]);
  const law = from < to ? fine(from, to, tails, (x) => normalDensity((x - t) / error)) : null;
  const sum = law === null ? 0 : sumOf(law.weights);
  if (law === null || !(sum > 1e-250))
    return Array.from({ length: MEASURED }, () => ({ measured: end, share: 1 / MEASURED }));
  const rule = gaussRule(law.points, law.weights, MEASURED);
  return Array.from(rule.node, (measured, j) => ({ measured, share: rule.weight[j] / sum }));
}

const sumOf = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0);

const empty = (x: number, length: number): Pair[] =>
  Array.from({ length }, () => ({ value: x, measured: x, share: 0 }));

/** P(a < Z < b), from the tail that it is in. */
function between(a: number, b: number): number {
  return a > 0 ? normalCdf(-a) - normalCdf(-b) : normalCdf(b) - normalCdf(a);
}

/** Points and weights of an integral over [from, to] in pieces that end at the breaks. */
function fine(
  from: number,
  to: number,
  breaks: readonly number[],
  value: (x: number) => number,
): { points: Float64Array; weights: Float64Array } {
  const inside = [...new Set(breaks)].filter((end) => end > from && end < to).sort((a, b) => a - b);
  const ends = [from, ...inside, to];
  const points: number[] = [];
  const weights: number[] = [];
  for (let i = 1; i < ends.length; i++) {
    const half = 0.5 * (ends[i] - ends[i - 1]);
    FINE.node.forEach((node, j) => {
      const x = ends[i - 1] + half * (node + 1);
      points.push(x);
      weights.push(half * FINE.weight[j] * value(x));
    });
  }
  return { points: Float64Array.from(points), weights: Float64Array.from(weights) };
}

/** Quantile of a mixture of normal laws of one SD; of everybody and nobody an end of its own. */
function endOf(parts: readonly ScorePart[], sd: number, rank: number, outside: number): number {
  if (rank === 0) return -outside;
  if (rank === 1) return outside;
  const reach = REACH * sd;
  const below = (x: number) =>
    parts.reduce((sum, { weight, mean }) => sum + weight * normalCdf((x - mean) / sd), 0) - rank;
  return findRoot(below, -reach, reach, 1e-12);
}
