import type { ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';
import type { Messages } from './messages/messages.ts';
import { estimandName } from './messages/text.ts';

/** Patients on the experimental arm who truly lack a marker, as a metric and as a paired difference. */
const EXPOSED = /^marker-negative exposed( difference)?$/;

/** Whether somewhere in the sweep the effect differs between kinds of patients, or is not one number. */
const effectDiffers = ({ truth }: ScenarioResult): boolean =>
  truth.some(({ cells }) =>
    cells.some((cell) => {
      const first = cells.find(({ endpoint }) => endpoint === cell.endpoint)!;
      return cell.effect === null || Math.abs(cell.effect - (first.effect ?? Number.NaN)) > 1e-9;
    }),
  );

/**
 * The rows of a result as a report shows them: of several markers or cut-offs the negatives exposed are called by which they lack,
 * `Marker-negative exposed (true risk < q50)`. Where the effect is the same in everybody all over the sweep it is no worse to be exposed
 * without a marker, and the number is left to the files of data.
 */
export function exposureRows<R extends ResultRow>(result: ScenarioResult, rows: R[], words: Messages): R[] {
  const exposed = rows.filter(({ metric }) => EXPOSED.test(metric));
  if (exposed.length === 0) return rows;
  if (!effectDiffers(result)) return rows.filter(({ metric }) => !EXPOSED.test(metric));
  const lacked = new Set(exposed.map(({ population }) => population));
  if (lacked.size === 1 || exposed.some(({ analysis }) => analysis !== '')) return rows;
  return rows.map((row) =>
    EXPOSED.test(row.metric) ? { ...row, analysis: estimandName(row.population, words) } : row,
  );
}
