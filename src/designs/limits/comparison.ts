import type { Group, Population } from '../../population/groups.ts';
import { evaluatePopulation, levelOf } from '../../scenario/cells.ts';
import type { PopulationExpression, TestSpec } from '../../scenario/model.ts';
import type { DataCutLimit } from './dataCutLimit.ts';
import { entryProbability } from './entryLaw.ts';

/** Whose word on the markers counts when a test tells patients apart. */
export type Voice = 'assay' | 'truth';

/** Patients of one arm that a test cannot tell apart. */
export interface ComparisonRow {
  /** Stratum of the test, from 0. */
  readonly stratum: number;
  /** Arm, or side of a contrast; the arm that a patient is on is that of his class. */
  readonly arm: 0 | 1;
  /** The test's covariates: a score's value, of others the indicators of all levels but the first. */
  readonly covariates: readonly number[];
  /** Cell of the randomisation. */
  readonly cell: number;
  /** Expected patients by class = group * 2 + arm, 0 for classes that are not in the row. */
  readonly patients: Float64Array;
}

/** Levels of factors and statuses of markers, joined. */
export function labelOf(group: Group, names: readonly string[], voice: Voice): string {
  return names
    .map((name) => levelOf(voice === 'truth' && name in group.truth ? `true ${name}` : name, group))
    .join('|');
}

/** Whether a group is in a population as the voice tells: by the assay, or its markers read as true statuses. */
function belongs(of: PopulationExpression, group: Group, voice: Voice): boolean {
  if (voice === 'assay') return evaluatePopulation(of, group);
  const assay = Object.fromEntries(
    Object.entries(group.truth).map(([marker, positive]) => [marker, positive ? '+' : '-'] as const),
  );
  return evaluatePopulation(of, { ...group, assay });
}

/**
 * Sorts expected patients into the rows that a test compares: strata x arms x covariate patterns. A contrast of two populations of one
 * arm has its sides where the arms are.
 *
 * @param weights expected patients by group, 0 for those outside the test's population
 * @param experimental share of the experimental arm
 * @param cellOf by group: rows are kept apart by it, though the test does not tell them apart
 */
export function comparisonRows(
  test: Pick<TestSpec, 'stratifyBy' | 'covariates' | 'in' | 'against'>,
  { groups }: Population,
  weights: Float64Array,
  experimental: number,
  voice: Voice,
  cellOf: ArrayLike<number> | null = null,
): ComparisonRow[] {
  const contrast = test.against?.kind === 'population';
  const present = groups.map((group, g) => ({ group, g })).filter(({ g }) => weights[g] > 0);
  const labels = (names: readonly string[]) => present.map(({ group }) => labelOf(group, names, voice));
  const strata = [...new Set(labels(test.stratifyBy))];
  const levels = test.covariates
    .filter((name) => name !== 'baseline')
    .map((name) => ({
      name,
      score: present.some(({ group }) => group.scores?.[name] !== undefined),
      levels: [...new Set(labels([name]))].slice(1),
    }));
  const rows = new Map<string, ComparisonRow>();
  for (const { group, g } of present) {
    const stratum = strata.indexOf(labelOf(group, test.stratifyBy, voice));
    const cell = cellOf === null ? 0 : cellOf[g];
    const covariates = levels.flatMap(({ name, score, levels: others }) =>
      score
        ? [group.measured?.[name] ?? (group.scores?.[name] as number)]
        : others.map((level) => (labelOf(group, [name], voice) === level ? 1 : 0)),
    );
    for (const arm of [0, 1] as const) {
      const side = contrast ? (belongs(test.in, group, voice) ? 1 : 0) : arm;
      const key = `${stratum} ${side} ${cell} ${covariates.join(' ')}`;
      const patients = rows.get(key)?.patients ?? new Float64Array(groups.length * 2);
      rows.set(key, { stratum, arm: side, covariates, cell, patients });
      patients[g * 2 + arm] = weights[g] * (arm === 1 ? experimental : 1 - experimental);
    }
  }
  return [...rows.values()];
}

/** Patients of each class who by the cut have been followed for some months. */
export function followed(row: ComparisonRow, months: number, { mix, month }: DataCutLimit): Float64Array {
  return row.patients.map((n, c) => (n === 0 ? 0 : n * entryProbability(mix.entry[c >> 1], month - months)));
}
