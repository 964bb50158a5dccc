import type { Analysis } from '../analyses/analysis.ts';
import { borrowedDifference } from '../analyses/borrowedDifference.ts';
import type { EndpointData } from '../analyses/endpointData.ts';
import { standardisedDifference } from '../analyses/standardisedDifference.ts';
import type { TwoByTwo } from '../analyses/twoByTwo.ts';
import { weightedDifference } from '../analyses/weightedDifference.ts';
import { responseRate, withOdds } from '../endpoints/laws.ts';
import { membersOf, type Population } from '../population/groups.ts';
import { evaluatePopulation } from '../scenario/cells.ts';
import type {
  Adjustment,
  BinaryEndpoint,
  Comparator,
  ExternalCohort,
  PopulationExpression,
  TestSpec,
} from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import type { ContrastView } from './contrastView.ts';

export type CohortComparator = Extract<Comparator, { kind: 'cohort' }>;

/** Name of an external cohort's data among the sources of a trial's tests. */
export const externalName = (cohort: string, endpoint: string): string => `cohort ${cohort}: ${endpoint}`;

/** Name of the data of a comparison with a cohort. */
export const comparisonName = ({ of, in: own }: TestSpec, { cohort, adjustment }: CohortComparator): string =>
  `${of}: ${populationText(own)} against ${cohort}${adjustment.kind === 'matched' ? ', matched' : ''}`;

/** Patients of the cohort who are compared: those of the test's population where they are matched, else all. */
export function cohortRead({ in: own }: TestSpec, { kind }: Adjustment): PopulationExpression {
  return kind === 'matched' ? own : { kind: 'all' };
}

/** Shares of the groups in the cohort. */
export function cohortShares({ mix }: ExternalCohort, { groups }: Population): Float64Array {
  const entryOf = groups.map((group) =>
    mix === null ? undefined : mix.find((entry) => evaluatePopulation(entry.population, group)),
  );
  const share = (g: number) => {
    if (mix === null) return groups[g].incidence;
    const entry = entryOf[g];
    if (entry === undefined) return 0;
    const all = groups.reduce((sum, group, h) => sum + (entryOf[h] === entry ? group.incidence : 0), 0);
    return (entry.value * groups[g].incidence) / all;
  };
  const shares = Float64Array.from(groups, (_, g) => share(g));
  const total = shares.reduce((sum, one) => sum + one, 0);
  return shares.map((one) => one / total);
}

/** Rate of a group in the cohort: that of control, with the drift. */
export function cohortRate(
  endpoint: BinaryEndpoint,
  population: Population,
  g: number,
  { driftOddsRatio }: Pick<ExternalCohort, 'driftOddsRatio'>,
): number {
  return withOdds(responseRate(endpoint, population.groups[g], 0), driftOddsRatio);
}

/** The treated of the test's population on the experimental side, the cohort's patients on the control side. */
export function cohortView(
  trial: EndpointData,
  external: EndpointData | undefined,
  test: TestSpec,
  against: CohortComparator,
  population: Population,
): ContrastView {
  if (trial.kind !== 'binary' || external?.kind !== 'binary')
    throw new TypeError(`${test.of} has no responses in ${against.cohort}`);
  const treated = membersOf(population, test.in);
  const others = membersOf(population, cohortRead(test, against.adjustment));
  const counts = new Int32Array(trial.counts.length);
  return {
    data: { kind: 'binary', counts },
    refresh() {
      for (let g = 0; g < treated.length; g++) {
        const at = 4 * g;
        counts[at] = others[g] * external.counts[at];
        counts[at + 1] = others[g] * external.counts[at + 1];
        counts[at + 2] = treated[g] * (trial.counts[at] + trial.counts[at + 2]);
        counts[at + 3] = treated[g] * (trial.counts[at + 1] + trial.counts[at + 3]);
      }
    },
  };
}

/**
 * The analysis of an adjustment that has one of its own; null where the method's own reads the two groups as they are.
 *
 * @param strata tables of treated and cohort, one for each stratum of the adjustment
 * @param levels by covariate the level of each stratum
 * @param trial the trial's own arms in the test's population
 */
export function cohortAnalysis(
  { adjustment }: CohortComparator,
  better: 'higher' | 'lower',
  strata: readonly TwoByTwo[],
  levels: readonly ArrayLike<number>[],
  trial: TwoByTwo,
): Analysis | null {
  switch (adjustment.kind) {
    case 'standardised':
      return standardisedDifference(strata, better);
    case 'weighted':
      return weightedDifference(strata, levels, better);
    case 'power prior':
    case 'robust map':
      return borrowedDifference(trial, strata[0], adjustment, better);
    default:
      return null;
  }
}
