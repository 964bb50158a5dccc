import { normalUpperQuantile } from '../numeric/normal.ts';
import { proportion } from './monteCarlo.ts';
import type { ResultRow, WorstRow } from './result.ts';

/** Errors whose largest value over the sweep is told. */
const ERRORS: readonly string[] = [
  'familywise error',
  'false claim probability',
  'false pan-tumour claim',
  'false predictive claim',
  'false effect claim',
];

/**
 * The largest error of each design over the truths of the sweep, where it is an error at several of them: the row of the point at which
 * it is largest, with how many points were looked at.
 *
 * The largest of several estimates is too high on average, by up to about one MCSE x root(2 log points), and its own interval does not say
 * so: `lower` and `upper` are those of a simultaneous 95 % interval for the largest true error, Wilson's at level 1 - 0.05 / points at
 * each of them (Bonferroni), the largest of the lower and of the upper limits.
 *
 * @param rows of all points
 */
export function worstRows(rows: readonly ResultRow[]): WorstRow[] {
  const families = new Map<string, ResultRow[]>();
  for (const row of rows) {
    if (!ERRORS.includes(row.metric) || row.estimate === null) continue;
    const key = JSON.stringify([row.design, row.analysis, row.metric]);
    families.set(key, [...(families.get(key) ?? []), row]);
  }
  return [...families.values()].flatMap((family) => {
    const points = family.length;
    if (points < 2) return [];
    const z = normalUpperQuantile(0.025 / points);
    const limits = family.map(({ estimate, n }) => proportion(estimate as number, n, z));
    const [worst] = [...family].sort((a, b) => (b.estimate as number) - (a.estimate as number));
    return [
      {
        ...worst,
        lower: Math.max(...limits.map(({ lower }) => lower as number)),
        upper: Math.max(...limits.map(({ upper }) => upper as number)),
        points,
      },
    ];
  });
}
