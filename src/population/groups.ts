import { evaluatePopulation, resolveByCell } from '../scenario/cells.ts';
import type { Cell, PopulationExpression, Status, Truth } from '../scenario/model.ts';
import { createStatusPass, type StatusPass } from './statusPass.ts';

/**
 * A kind of screened patient that a design could tell apart or the truth treats apart: stratum levels, true status and
 * assay result of every marker.
 */
export interface Group extends Cell {
  assay: Record<string, Status>;
  /** Share of the screened population. */
  probability: number;
}

/** The screened population: its groups and how a patient's group is drawn. */
export interface Population {
  readonly groups: readonly Group[];
  readonly passes: readonly StatusPass[];
  /** Final state of the passes -> index in `groups`. */
  readonly groupOfState: Uint16Array;
}

const RESULTS: Status[] = ['+', '-', '?'];

type Partial = {
  levels: Record<string, string>;
  truth: Record<string, boolean>;
  assay: Record<string, Status>;
};

/** One characteristic: its levels' probabilities given what was drawn before, and how a level is written down. */
interface Characteristic {
  purpose: string;
  levels: number;
  probabilities(before: Partial): number[];
  extend(before: Partial, level: number): Partial;
}

function characteristics(truth: Truth): Characteristic[] {
  const factors = Object.entries(truth.strata).map(([factor, shares]): Characteristic => {
    const names = Object.keys(shares);
    return {
      purpose: `stratum:${factor}`,
      levels: names.length,
      probabilities: () => Object.values(shares),
      extend: (before, level) => ({ ...before, levels: { ...before.levels, [factor]: names[level] } }),
    };
  });
  const markers = Object.entries(truth.markers).map(
    ([marker, { prevalence }]): Characteristic => ({
      purpose: `marker:${marker}`,
      levels: 2,
      probabilities: (before) => {
        const p = resolveByCell(prevalence, before);
        return [p, 1 - p];
      },
      extend: (before, level) => ({ ...before, truth: { ...before.truth, [marker]: level === 0 } }),
    }),
  );
  const assays = Object.entries(truth.markers).map(
    ([marker, { assay }]): Characteristic => ({
      purpose: `assay:${marker}`,
      levels: 3,
      probabilities: (before) => {
        const sensitivity = resolveByCell(assay.sensitivity, before);
        const specificity = resolveByCell(assay.specificity, before);
        const evaluable = 1 - resolveByCell(assay.unevaluable, before);
        const positive = before.truth[marker] ? sensitivity : 1 - specificity;
        return [evaluable * positive, evaluable * (1 - positive), 1 - evaluable];
      },
      extend: (before, level) => ({ ...before, assay: { ...before.assay, [marker]: RESULTS[level] } }),
    }),
  );
  return [...factors, ...markers, ...assays];
}

/**
 * Enumerates the groups of a truth. A characteristic that is certain given the ones before it (a perfect assay, a factor
 * with one level) costs no draw.
 *
 * @example one marker, prevalence 0.4, perfect assay: two groups, one pass
 */
export function createPopulation(truth: Truth): Population {
  let states: { partial: Partial; probability: number }[] = [
    { partial: { levels: {}, truth: {}, assay: {} }, probability: 1 },
  ];
  const passes: StatusPass[] = [];
  for (const { purpose, levels, probabilities, extend } of characteristics(truth)) {
    const rows = states.map(({ partial }) => probabilities(partial));
    if (rows.every((row) => row.includes(1))) {
      states = states.map(({ partial, probability }, s) => ({
        partial: extend(partial, rows[s].indexOf(1)),
        probability,
      }));
      continue;
    }
    passes.push(createStatusPass(purpose, rows));
    states = states.flatMap(({ partial, probability }, s) =>
      Array.from({ length: levels }, (_, level) => ({
        partial: extend(partial, level),
        probability: probability * rows[s][level],
      })),
    );
  }
  const groups: Group[] = [];
  const groupOfState = Uint16Array.from(states, ({ partial, probability }) =>
    probability > 0 ? groups.push({ ...partial, probability }) - 1 : 0,
  );
  return { groups, passes, groupOfState };
}

/** 1 for every group that belongs to the population, indexed by group. */
export function membersOf(population: Population, expression: PopulationExpression): Uint8Array {
  return Uint8Array.from(population.groups, (group) => (evaluatePopulation(expression, group) ? 1 : 0));
}

/** Share of the screened population that belongs to it. */
export function shareOf(population: Population, members: Uint8Array): number {
  return population.groups.reduce((sum, group, g) => sum + members[g] * group.probability, 0);
}
