import { evaluatePopulation } from '../scenario/cells.ts';
import type { Cell, Periods, PopulationExpression, Status, Truth } from '../scenario/model.ts';
import { characteristics, type Drawn } from './characteristics.ts';
import { screenedLevels } from './screenedLevels.ts';
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

/**
 * Enumerates the groups of a truth. A characteristic that is certain given the ones before it (a perfect assay, a factor
 * with one level) costs no draw.
 *
 * @example one marker, prevalence 0.4, perfect assay: two groups, one pass
 */
export function createPopulation(truth: Truth): Population {
  const screened = screenedLevels(truth);
  let states: State[] = screened.untils.map((_, period) => ({
    drawn: { levels: {}, truth: {}, assay: {} },
    period,
    probability: 1,
    incidence: 1,
  }));
  const passes: StatusPass[] = [];
  for (const { purpose, levels, probabilities, shares, extend } of characteristics(truth, screened)) {
    const rows = states.map(({ drawn, period }) => probabilities(drawn, period));
    const own = states.map(({ drawn }) => shares(drawn));
    if (rows.every((row, s) => row.includes(1) && own[s][row.indexOf(1)] === 1)) {
      states = states.map((state, s) => ({ ...state, drawn: extend(state.drawn, rows[s].indexOf(1)) }));
      continue;
    }
    passes.push(createStatusPass(purpose, rows));
    states = states.flatMap(({ drawn, period, probability, incidence }, s) =>
      Array.from({ length: levels }, (_, level) => ({
        drawn: extend(drawn, level),
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
  drawn: Drawn;
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
    const key = JSON.stringify(state.drawn);
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
    ...kind[0].drawn,
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
