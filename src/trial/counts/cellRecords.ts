import type { Population } from '../../population/groups.ts';
import { groupRow, type TableRow } from '../patientRows.ts';
import { FACT, type Tally } from '../trial.ts';

/** Counts the patients of the tallies in the cells: set up once, called in every replicate. */
export function tallyRecorder(tallies: readonly Tally[]): (cells: Int32Array, facts: Float64Array) => void {
  const counted = tallies.map(({ classes }) => [...classes.keys()].filter((c) => classes[c] === 1));
  const listed = Int32Array.from(counted.flat());
  const end = Int32Array.from(counted, (_, t) => counted.slice(0, t + 1).flat().length);
  return (cells, facts) => {
    let i = 0;
    for (let t = 0; t < end.length; t++) {
      let count = 0;
      for (; i < end[t]; i++) count += cells[listed[i]];
      facts[FACT.tallies + t] = count;
    }
  };
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
