import {
  type BinormalLaw,
  binormalDensity,
  binormalDistance,
  binormalQuantile,
} from '../distributions/binormal.ts';
import { gaussLegendre, type QuadratureRule } from '../numeric/gaussLegendre.ts';
import { gaussRule } from '../numeric/gaussRule.ts';
import { combinations, resolveByCell, shareOfCell } from '../scenario/cells.ts';
import { bandsOf, cutOf } from '../scenario/cuts.ts';
import type { Cell, ScoreLaw, Truth } from '../scenario/model.ts';
import { noisyNodes } from './noisyScores.ts';

/** Patients of one band of a score who are treated as alike. */
export interface ScoreNode {
  /** In standard deviations. */
  readonly value: number;
  /** Of a score that is measured with error, what was measured. */
  readonly measured?: number;
  /** Share of the screened. */
  readonly share: number;
  /** Of the markers that the score's cuts make. */
  readonly statuses: Readonly<Record<string, boolean>>;
  /** The same as measured. */
  readonly seen: Readonly<Record<string, boolean>>;
}

/** A band is taken in pieces, each as this many values. */
const NODES = 4;

/** Where pieces end, in standard deviations; an end of the band that is nearer than half a piece moves it there. */
const PIECES = [-2.25, -0.75, 0.75, 2.25];
const NEAR = 0.5;

/** Points of the fine rule that a piece is condensed from; beyond the reach no moment of the rule has anything left. */
const FINE = gaussLegendre(40);
const REACH = 12;

/**
 * A score as the patients of a few values in each band between its cuts, lowest first: pieces of the band, each with the Gauss rule of
 * the law in it (the same moments up to degree 7). Rates, survival curves and means of a band are those of the continuous score to
 * 3e-6 for an AUC of up to 0.9, or a hazard ratio of up to 2 for each standard deviation, and to 2e-5 for one of 3.
 *
 * @example a normal score cut at q50: twelve values in each half
 */
export function scoreNodes(truth: Truth, score: string): ScoreNode[] {
  const written = (truth.scores as Record<string, ScoreLaw>)[score];
  const law = lawOf(written);
  const bands = bandsOf(score, Object.keys(truth.markers));
  if (written.errorSd !== undefined) {
    const { cases, distance } = law;
    const parts =
      distance === 0
        ? [{ weight: 1, mean: 0 }]
        : [
            { weight: cases, mean: distance / 2 },
            { weight: 1 - cases, mean: -distance / 2 },
          ];
    return noisyNodes(parts, bands, written.errorSd);
  }
  return bands.flatMap(({ low, high, statuses }) => {
    const from = low === 0 ? -REACH : binormalQuantile(law, low);
    const to = high === 1 ? REACH : binormalQuantile(law, high);
    const ends = [from, ...PIECES.filter((end) => end > from + NEAR && end < to - NEAR), to];
    const rules = ends.slice(1).map((end, i) => pieceRule(law, ends[i], end));
    const mass = rules.reduce((sum, { weight }) => sum + weight.reduce((all, w) => all + w, 0), 0);
    return rules.flatMap(({ node, weight }) =>
      Array.from(node, (value, i) => ({
        value,
        share: ((high - low) * weight[i]) / mass,
        statuses,
        seen: statuses,
      })),
    );
  });
}

/**
 * The values of a score for patients of given levels and statuses; as many for all of them. Where its mean depends on these, cuts are at
 * quantiles of the population.
 */
export function scoreNodesBy(truth: Truth, score: string): (cell: Cell) => readonly ScoreNode[] {
  const { mean, errorSd = 0 } = (truth.scores as Record<string, ScoreLaw>)[score];
  if (mean === undefined) {
    const nodes = scoreNodes(truth, score);
    return () => nodes;
  }
  const factors = Object.fromEntries(
    Object.entries(truth.strata).map(([factor, shares]) => [factor, Object.keys(shares)]),
  );
  const markers = Object.keys(truth.markers);
  const declared = markers.filter((marker) => cutOf(marker) === null);
  const parts = combinations(factors, declared).map((cell) => ({
    weight: shareOfCell(cell, truth),
    mean: resolveByCell(mean, cell),
  }));
  const known = new Map<number, readonly ScoreNode[]>();
  return (cell) => {
    const own = resolveByCell(mean, cell);
    const nodes =
      known.get(own) ?? noisyNodes(parts, bandsOf(score, markers), errorSd, [{ weight: 1, mean: own }]);
    known.set(own, nodes);
    return nodes;
  };
}

function pieceRule(law: BinormalLaw, from: number, to: number): QuadratureRule {
  const points = FINE.node.map((x) => from + ((x + 1) / 2) * (to - from));
  const weights = FINE.weight.map((w, i) => 0.5 * (to - from) * w * binormalDensity(law, points[i]));
  return gaussRule(points, weights, NODES);
}

function lawOf(law: ScoreLaw): BinormalLaw {
  return law.kind === 'normal'
    ? { cases: 0.5, distance: 0 }
    : { cases: law.cases, distance: binormalDistance(law.auc) };
}
