import type { Contribution } from './allocation.ts';
import { type CohortSides, cohortPatients, sidesProcess } from './cohortLimit.ts';
import type { RiskRow } from './coxLimit.ts';
import type { TimeGrid } from './timeGrid.ts';

const sumOf = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0);

/** Risk sets of the treated and of the cohort's patients who are read, a row a side: patients of a side are alike in law, their number is fixed. */
export function cohortScore({ test, against, cut, cohort, own, arm }: CohortSides): {
  merged: (RiskRow & { cell: number })[];
  grid: TimeGrid;
  /** Variance of the sum of the patients' contributions. */
  centred(contributions: readonly Contribution[]): number;
} {
  const shift = cohort.shifts[test.of];
  const patients = cohortPatients(test, against, cohort, own, cut);
  const { grid, rows } = sidesProcess(
    test,
    cut,
    { weights: own, arm },
    { weights: patients, arm: 0, cohort: { shift, followUp: cohort.followUp } },
  );
  const merged = [0, 1].map((side) => {
    const members = rows.filter(({ z }) => z[0] === side);
    const total = (column: 'atRisk' | 'events') =>
      Float64Array.from(grid.time, (_, i) => members.reduce((sum, row) => sum + row[column][i], 0));
    return { stratum: 0, cell: 0, z: [side], atRisk: total('atRisk'), events: total('events') };
  });
  const sizes = [sumOf(patients), sumOf(own)];
  return {
    merged,
    grid,
    centred: (contributions) =>
      contributions.reduce(
        (sum, { arm: side, sum: own1, squares }) => sum + squares - own1 ** 2 / sizes[side],
        0,
      ),
  };
}
