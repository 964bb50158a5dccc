import type { ScenarioPoint, Simulation } from '../scenario/model.ts';
import type { TableRow } from '../trial/patientRows.ts';
import { createPoint } from '../trial/point.ts';

/** One replicate of one design, laid open. */
export interface Replay {
  /** Randomised patients of each trial of the design; on cell counts, the cells. */
  readonly tables: readonly { trial: string; rows: TableRow[] }[];
  /** Every number recorded of the design in this replicate. */
  readonly analyses: readonly TableRow[];
}

/**
 * Plays one replicate again: the same patients, results and decisions as in the run, whatever was run before.
 *
 * @param replicate from 0
 * @throws RangeError if the point has no such design
 */
export function replay(
  point: ScenarioPoint,
  { seed, streams }: Pick<Simulation, 'seed' | 'streams'>,
  design: string,
  replicate: number,
): Replay {
  if (!(design in point.designs))
    throw new RangeError(`design: got ${design}, one of ${Object.keys(point.designs).join(', ')}`);
  const compiled = createPoint(point, seed, streams);
  compiled.run(replicate);
  return {
    tables: compiled.tables(design),
    analyses: compiled.columns.flatMap((column, j) =>
      column.design === design && column.reference === ''
        ? [
            {
              analysis: column.analysis,
              look: column.look === 0 ? 'final' : column.look,
              quantity: column.quantity,
              estimand: column.estimand?.name ?? '',
              value: compiled.row[j],
            },
          ]
        : [],
    ),
  };
}
