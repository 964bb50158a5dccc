import { evaluatePopulation, resolveByCell } from '../scenario/cells.ts';
import { cutOf } from '../scenario/cuts.ts';
import type { Cell, Periods, PopulationExpression, Status, Truth } from '../scenario/model.ts';
import { scoreNodesBy } from './scores.ts';
import { type ScreenedLevels, screenedLevels } from './screenedLevels.ts';
import { createStatusPass, type StatusPass } from './statusPass.ts';

/**
 * A kind of screened patient that a design could tell apart or the truth treats apart: stratum levels, true status and
 * assay result of every marker.
 */
export interface Group extends Cell {
  assay: Record<string, Status>;
  /** Share of the screened; in the long run (the last period), where it changes in time. */
  probability: number;
  /** Share of the population, which is not that of the screened where some come more readily than others. */
  incidence: number;
}

/** The screened population: its groups and how a patient's group is drawn. */
export interface Population {
  readonly groups: readonly Group[];
  readonly passes: readonly StatusPass[];
  /** Final state of the passes -> index in `groups`. */
  readonly groupOfState: Uint16Array;
  /** Patients screened per month. */
  readonly screening: Periods;
  /** Shares of the groups among those screened in each period; one period where the mix is constant. */
  readonly mixes: readonly { readonly until: number; readonly shares: Float64Array }[];
  /** The pass whose probabilities vary between trials, with the expected ones; null without variation. */
  readonly variation: MixVariation | null;
}

/** Shares of a factor's levels that a trial draws anew: Dirichlet with parameters concentration x expected share. */
export interface MixVariation {
  readonly purpose: string;
  readonly factor: string;
  readonly levels: readonly string[];
  readonly concentration: number;
  /** Expected shares among the screened, by level. */
  readonly shares: readonly number[];
}

const RESULTS: Status[] = ['+', '-', '?'];

type Partial = {
  levels: Record<string, string>;
  truth: Record<string, boolean>;
  assay: Record<string, Status>;
  scores?: Record<string, number>;
  measured?: Record<string, number>;
};

/** One characteristic: its levels' probabilities given what was drawn before, and how a level is written down. */
interface Characteristic {
  purpose: string;
  levels: number;
  /** Among those screened in a period. */
  probabilities(before: Partial, period: number): number[];
  /** In the population. */
  shares(before: Partial): number[];
  extend(before: Partial, level: number): Partial;
}

function characteristics(truth: Truth, screened: ScreenedLevels): Characteristic[] {
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
    const shares = (before: Partial) => nodesOf(before).map(({ share }) => share);
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
    const probabilities = (before: Partial) => {
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
    const probabilities = (before: Partial) => {
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

/**
 * Enumerates the groups of a truth. A characteristic that is certain given the ones before it (a perfect assay, a factor
 * with one level) costs no draw.
 *
 * @example one marker, prevalence 0.4, perfect assay: two groups, one pass
 */
export function createPopulation(truth: Truth): Population {
  const screened = screenedLevels(truth);
  let states: State[] = screened.untils.map((_, period) => ({
    partial: { levels: {}, truth: {}, assay: {} },
    period,
    probability: 1,
    incidence: 1,
  }));
  const passes: StatusPass[] = [];
  for (const { purpose, levels, probabilities, shares, extend } of characteristics(truth, screened)) {
    const rows = states.map(({ partial, period }) => probabilities(partial, period));
    const own = states.map(({ partial }) => shares(partial));
    if (rows.every((row, s) => row.includes(1) && own[s][row.indexOf(1)] === 1)) {
      states = states.map((state, s) => ({ ...state, partial: extend(state.partial, rows[s].indexOf(1)) }));
      continue;
    }
    passes.push(createStatusPass(purpose, rows));
    states = states.flatMap(({ partial, period, probability, incidence }, s) =>
      Array.from({ length: levels }, (_, level) => ({
        partial: extend(partial, level),
        period,
        probability: probability * rows[s][level],
        incidence: incidence * own[s][level],
      })),
    );
  }
  const { groups, groupOfState, mixes } = gather(states, screened.untils);
  return {
    groups,
    passes,
    groupOfState,
    screening: screened.screening,
    mixes,
    variation: variationOf(truth, groups, passes),
  };
}

/** What the passes have drawn so far. */
interface State {
  partial: Partial;
  period: number;
  probability: number;
  incidence: number;
}

/** A patient's code, group * 4 + arm * 2 + event, has 16 bits. */
const MOST_GROUPS = 16384;

/** A group for every kind of patient that exists, whenever he comes. */
function gather(
  states: readonly State[],
  untils: readonly number[],
): Pick<Population, 'groups' | 'groupOfState' | 'mixes'> {
  const known = new Map<string, number>();
  const kinds: State[][] = [];
  const groupOfState = new Uint16Array(states.length);
  states.forEach((state, s) => {
    if (state.probability === 0 && state.incidence === 0) return;
    const key = JSON.stringify(state.partial);
    const g = known.get(key) ?? kinds.push([]) - 1;
    known.set(key, g);
    kinds[g].push(state);
    groupOfState[s] = g;
  });
  if (kinds.length > MOST_GROUPS)
    throw new RangeError(
      `the truth tells ${kinds.length} kinds of patients apart, and a trial holds at most ${MOST_GROUPS}: give fewer markers, strata, errors of assays or cuts of scores`,
    );
  const shareIn = (kind: State[], period: number) =>
    kind.find((state) => state.period === period)?.probability ?? 0;
  const groups = kinds.map((kind) => ({
    ...kind[0].partial,
    probability: shareIn(kind, untils.length - 1),
    incidence: kind[0].incidence,
  }));
  const mixes = untils.map((until, p) => ({
    until,
    shares: Float64Array.from(kinds, (kind) => shareIn(kind, p)),
  }));
  return { groups, groupOfState, mixes };
}

function variationOf(
  truth: Truth,
  groups: readonly Group[],
  passes: readonly StatusPass[],
): MixVariation | null {
  const { mixVariation } = truth.enrolment;
  if (mixVariation === null) return null;
  const { factor, concentration } = mixVariation;
  const purpose = `stratum:${factor}`;
  if (!passes.some((pass) => pass.purpose === purpose)) return null;
  const levels = Object.keys(truth.strata[factor]);
  const shares = levels.map((level) =>
    groups.reduce((sum, group) => sum + (group.levels[factor] === level ? group.probability : 0), 0),
  );
  return { purpose, factor, levels, concentration, shares };
}

/** 1 for every group that belongs to the population, indexed by group. */
export function membersOf(population: Population, expression: PopulationExpression): Uint8Array {
  return Uint8Array.from(population.groups, (group) => (evaluatePopulation(expression, group) ? 1 : 0));
}

/** Share of the screened population that belongs to it. */
export function shareOf(population: Population, members: Uint8Array): number {
  return population.groups.reduce((sum, group, g) => sum + members[g] * group.probability, 0);
}
