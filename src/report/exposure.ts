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
 * Whether it matters somewhere in the sweep to lack a marker: kinds of patients are named by it (what no kind is named by changes
 * nothing), and the effect in one without it is another than in the same with it, or is not one number.
 */
function matters({ truth }: ScenarioResult, lacked: string): boolean {
  const present = lacked.replace(/-$/, '+');
  return truth.some(({ cells }) =>
    cells.some(({ population, endpoint, effect }) => {
      const parts = population.split(AND);
      if (!parts.includes(lacked)) return false;
      const name = parts.map((part) => (part === lacked ? present : part)).join(AND);
      const other = cells.find((cell) => cell.endpoint === endpoint && cell.population === name)?.effect;
      // Of a cut-off, `risk < q50`, the kinds on its two sides are named by more than itself.
      if (present === lacked || effect === null || other === undefined || other === null) return true;
      return Math.abs(effect - other) > 1e-9;
    }),
  );
}

const AND = ' & ';

/** Whether a choice among the designs changes, somewhere in the sweep, how many patients without this marker are exposed. */
function depends(exposed: ResultRow[], lacked: string): boolean {
  const counts = exposed.filter(
    ({ metric, population }) => metric === 'marker-negative exposed' && population === lacked,
  );
  const first = new Map<number, ResultRow>();
  for (const row of counts) if (!first.has(row.point)) first.set(row.point, row);
  const alone = counts.every(({ design }) => design === counts[0]!.design);
  return alone || counts.some(({ point, estimate }) => estimate !== first.get(point)!.estimate);
}

/**
 * The rows of a result as a report shows them: of several markers or cut-offs the negatives exposed are called by which they lack,
 * `Marker-negative exposed (true risk < q50)`. Where the effect is the same in everybody all over the sweep it is no worse to be exposed
 * without a marker, and the number is left to the files of data; so is that of a marker that changes nothing beside one that does, and of several cut-offs that of those
 * whose negatives all designs expose alike: it tells nothing of the choice.
 */
export function exposureRows<R extends ResultRow>(result: ScenarioResult, rows: R[], words: Messages): R[] {
  const exposed = rows.filter(({ metric }) => EXPOSED.test(metric));
  if (exposed.length === 0) return rows;
  if (!effectDiffers(result)) return rows.filter(({ metric }) => !EXPOSED.test(metric));
  if (exposed.some(({ analysis }) => analysis !== '')) return rows;
  const all = [...new Set(exposed.map(({ population }) => population))];
  const mattering = all.filter((population) => matters(result, population.replace(/^true /, '')));
  const named = mattering.length === 0 ? all : mattering;
  const lacked = named.length === 1 ? named : named.filter((population) => depends(exposed, population));
  const told = rows.filter(({ metric, population }) => !EXPOSED.test(metric) || lacked.includes(population));
  if (lacked.length === 1) return told.length === rows.length ? rows : told;
  return told.map((row) =>
    EXPOSED.test(row.metric) ? { ...row, analysis: estimandName(row.population, words) } : row,
  );
}
