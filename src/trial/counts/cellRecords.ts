import type { Population } from '../../population/groups.ts';
import { groupRow, type TableRow } from '../patientRows.ts';
import { FACT, type Tally } from '../trial.ts';

/** Counts the patients of the tallies in the cells. */
export function recordTallies(tallies: readonly Tally[], cells: Int32Array, facts: Float64Array): void {
  for (let t = 0; t < tallies.length; t++) {
    const { classes } = tallies[t];
    let count = 0;
    for (let c = 0; c < cells.length; c++) count += classes[c] * cells[c];
    facts[FACT.tallies + t] = count;
  }
}

/** The cells of the replicate last run, one a row. */
export function cellRows(
  { groups }: Population,
  cells: Int32Array,
  endpoints: readonly string[],
  counts: readonly Int32Array[],
): TableRow[] {
  return groups.flatMap((group, g) =>
    [1, 0].map((arm) => ({
      arm: arm === 1 ? 'experimental' : 'control',
      ...groupRow(group),
      patients: cells[2 * g + arm],
      ...Object.fromEntries(
        endpoints.map((name, e) => [`${name} responses`, counts[e][4 * g + 2 * arm + 1]]),
      ),
    })),
  );
}
