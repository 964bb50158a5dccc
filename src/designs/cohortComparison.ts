import type { EndpointData } from '../analyses/endpointData.ts';
import { createMoments } from '../analyses/moments.ts';
import { membersOf, type Population } from '../population/groups.ts';
import type { Adjustment, Comparator, PopulationExpression, TestSpec } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import { createSurvivalData, type SurvivalData } from '../subjects/survivalData.ts';
import type { ContrastView } from './contrastView.ts';
import { mergeSurvival } from './mergeSurvival.ts';

export type CohortComparator = Extract<Comparator, { kind: 'cohort' }>;

/** Name of an external cohort's data among the sources of a trial's tests. */
export const externalName = (cohort: string, endpoint: string): string => `cohort ${cohort}: ${endpoint}`;

/** Whether only the cohort's patients of the test's population are read. */
export const isMatched = (adjustment: Adjustment): boolean =>
  adjustment.kind === 'matched' || ('matched' in adjustment && adjustment.matched);

/** Name of the data of a comparison with a cohort. */
export const comparisonName = ({ of, in: own }: TestSpec, { cohort, adjustment }: CohortComparator): string =>
  `${of}: ${populationText(own)} against ${cohort}${isMatched(adjustment) ? ', matched' : ''}`;

/** Patients of the cohort who are compared: those of the test's population where they are matched, else all. */
export function cohortRead({ in: own }: TestSpec, adjustment: Adjustment): PopulationExpression {
  return isMatched(adjustment) ? own : { kind: 'all' };
}

/** The treated of the test's population on the experimental side, the cohort's patients on the control side. */
export function cohortView(
  trial: EndpointData,
  external: EndpointData | undefined,
  test: TestSpec,
  against: CohortComparator,
  population: Population,
): ContrastView {
  const treated = membersOf(population, test.in);
  const others = membersOf(population, cohortRead(test, against.adjustment));
  if (trial.kind === 'binary' && external?.kind === 'binary') {
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
  if (trial.kind === 'continuous' && external?.kind === 'continuous') {
    const moments = createMoments(trial.moments.groups, trial.moments.covariates);
    const columns = (['n', 'y', 'yy', 'x', 'xy', 'xx'] as const).map((column) => ({
      to: moments[column],
      own: trial.moments[column],
      other: external.moments[column],
      width: moments[column].length / (2 * moments.groups),
    }));
    return {
      data: { kind: 'continuous', moments },
      refresh() {
        for (let c = 0; c < columns.length; c++) {
          const { to, own, other, width } = columns[c];
          for (let g = 0; g < treated.length; g++) {
            for (let i = 0; i < width; i++) {
              const control = 2 * g * width + i;
              to[control] = others[g] * other[control];
              to[control + width] = treated[g] * (own[control] + own[control + width]);
            }
          }
        }
      },
    };
  }
  if (trial.kind === 'time-to-event' && external?.kind === 'time-to-event') {
    const data = mergedData(trial.data, external.data);
    const own = { data: trial.data, include: treated, side: 2 as const, from: 0 };
    const other = { data: external.data, include: others, side: 0 as const, from: 0 };
    return {
      data: { kind: 'time-to-event', data },
      refresh: () => mergeSurvival(own, other, data),
    };
  }
  throw new TypeError(`${test.of} is not in ${against.cohort}`);
}

/** Room for the patients of both. */
export function mergedData(one: SurvivalData, other: SurvivalData): SurvivalData {
  return createSurvivalData(one.time.length + other.time.length);
}
