import { resolveByCell } from '../scenario/cells.ts';
import { cutOf } from '../scenario/cuts.ts';
import type { Status, Truth } from '../scenario/model.ts';
import { scoreNodesBy } from './scores.ts';
import type { ScreenedLevels } from './screenedLevels.ts';

const RESULTS: Status[] = ['+', '-', '?'];

/** A patient as far as he has been drawn. */
export type Drawn = {
  levels: Record<string, string>;
  truth: Record<string, boolean>;
  assay: Record<string, Status>;
  scores?: Record<string, number>;
  measured?: Record<string, number>;
};

/** One characteristic: its levels' probabilities given what was drawn before, and how a level is written down. */
export interface Characteristic {
  purpose: string;
  levels: number;
  /** Among those screened in a period. */
  probabilities(before: Drawn, period: number): number[];
  /** In the population. */
  shares(before: Drawn): number[];
  extend(before: Drawn, level: number): Drawn;
}

/** Every characteristic of a patient, in the order in which they are drawn. */
export function characteristics(truth: Truth, screened: ScreenedLevels): Characteristic[] {
  const factors = Object.entries(truth.strata).map(([factor, shares]): Characteristic => {
    const names = Object.keys(shares);
    return {
      purpose: `stratum:${factor}`,
      levels: names.length,
      probabilities: (before, period) => screened.levels(factor, before, period),
      shares: (before) => Object.values(shares).map((share) => resolveByCell(share, before)),
      extend: (before, level) => ({ ...before, levels: { ...before.levels, [factor]: names[level] } }),
    };
  });
  const scoreOf = (score: string): Characteristic => {
    const nodesOf = scoreNodesBy(truth, score);
    const shares = (before: Drawn) => nodesOf(before).map(({ share }) => share);
    const first = Object.keys(truth.markers).map((marker) => [marker, true] as const);
    const anybody = {
      levels: Object.fromEntries(Object.entries(truth.strata).map(([f, own]) => [f, Object.keys(own)[0]])),
      truth: Object.fromEntries(first),
    };
    return {
      purpose: `score:${score}`,
      levels: nodesOf(anybody).length,
      probabilities: shares,
      shares,
      extend: (before, level) => {
        const { value, measured, statuses, seen } = nodesOf(before)[level];
        const results = Object.entries(seen).map(([cut, above]) => [cut, above ? '+' : '-'] as const);
        return {
          levels: before.levels,
          truth: { ...before.truth, ...statuses },
          assay: { ...before.assay, ...Object.fromEntries(results) },
          scores: { ...before.scores, [score]: value },
          ...(measured === undefined && before.measured === undefined
            ? {}
            : { measured: { ...before.measured, ...(measured === undefined ? {} : { [score]: measured }) } }),
        };
      },
    };
  };
  const declared = Object.entries(truth.markers).filter(([marker]) => cutOf(marker) === null);
  const markers = declared.map(([marker, { prevalence }]): Characteristic => {
    const probabilities = (before: Drawn) => {
      const p = resolveByCell(prevalence, before);
      return [p, 1 - p];
    };
    return {
      purpose: `marker:${marker}`,
      levels: 2,
      probabilities,
      shares: probabilities,
      extend: (before, level) => ({ ...before, truth: { ...before.truth, [marker]: level === 0 } }),
    };
  });
  const assays = declared.map(([marker, { assay }]): Characteristic => {
    const probabilities = (before: Drawn) => {
      const sensitivity = resolveByCell(assay.sensitivity, before);
      const specificity = resolveByCell(assay.specificity, before);
      const evaluable = 1 - resolveByCell(assay.unevaluable, before);
      const positive = before.truth[marker] ? sensitivity : 1 - specificity;
      return [evaluable * positive, evaluable * (1 - positive), 1 - evaluable];
    };
    return {
      purpose: `assay:${marker}`,
      levels: 3,
      probabilities,
      shares: probabilities,
      extend: (before, level) => ({ ...before, assay: { ...before.assay, [marker]: RESULTS[level] } }),
    };
  });
  // A score whose mean depends on markers comes after them.
  const later = (score: string) => truth.scores?.[score].mean !== undefined;
  const names = Object.keys(truth.scores ?? {});
  const scores = names.filter((score) => !later(score)).map(scoreOf);
  return [...factors, ...scores, ...markers, ...names.filter(later).map(scoreOf), ...assays];
}
