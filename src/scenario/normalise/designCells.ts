import { combinations, evaluatePopulation, resolveByCell, shareOfCell } from '../cells.ts';
import { bandsOf, cutOf } from '../cuts.ts';
import type { Cell, PopulationExpression, Status, Truth } from '../model.ts';
import type { PopulationNames } from '../populationExpression.ts';
import { populationText } from '../populationText.ts';
import { cellsToldApart } from './tables.ts';

const RESULTS: Status[] = ['+', '-', '?'];

/** The kinds of patients that some populations tell apart, by true status and result of the assay. */
export function designCells(populations: readonly PopulationExpression[], names: PopulationNames): Cell[] {
  return withAssays(cellsToldApart(populations, names), names.noisy ?? []);
}

/** The words for such a cell: markers as the assay calls them, the design's own voice. */
export function designCellText({ levels, assay = {} }: Cell): string {
  const atoms: PopulationExpression[] = [
    ...Object.entries(assay).map(
      ([marker, status]): PopulationExpression => ({ kind: 'marker', marker, status, by: 'assay' }),
    ),
    ...Object.entries(levels).map(
      ([factor, level]): PopulationExpression => ({ kind: 'level', factor, level }),
    ),
  ];
  return populationText(atoms.length === 0 ? { kind: 'all' } : { kind: 'and', of: atoms });
}

/** @param noisy scores whose measured bands need not be the true ones */
function withAssays<C extends Cell>(cells: C[], noisy: readonly string[]): C[] {
  return cells.flatMap((cell) => {
    let results: C[] = [cell];
    for (const possible of resultsOf(cell, noisy)) {
      results = results.flatMap((one) =>
        possible.map((result) => ({ ...one, assay: { ...one.assay, ...result } })),
      );
    }
    return results;
  });
}

/** What may be seen of each marker; of the cuts of a score together, since nobody is below the lower and above the higher. */
function resultsOf({ truth }: Cell, noisy: readonly string[]): Record<string, Status>[][] {
  const markers = Object.keys(truth);
  const sign = (positive: boolean): Status => (positive ? '+' : '-');
  const scoreOf = (marker: string) => cutOf(marker)?.score ?? '';
  const own = markers.filter((marker) => !noisy.includes(scoreOf(marker)));
  const scores = [...new Set(markers.map(scoreOf))].filter((score) => noisy.includes(score));
  return [
    ...own.map((marker) =>
      (cutOf(marker) === null ? RESULTS : [sign(truth[marker])]).map((result) => ({ [marker]: result })),
    ),
    ...scores.map((score) =>
      bandsOf(score, markers).map(({ statuses }) =>
        Object.fromEntries(Object.entries(statuses).map(([cut, above]) => [cut, sign(above)])),
      ),
    ),
  ];
}

/** Whether some patient belongs to all of the populations. */
export function overlap(populations: readonly PopulationExpression[], names: PopulationNames): boolean {
  return designCells(populations, names).some((cell) =>
    populations.every((one) => evaluatePopulation(one, cell)),
  );
}

/** Share of the screened patients of `among` who belong to `population`, in the long run; NaN where there are none. */
export function shareAmong(
  population: PopulationExpression,
  among: PopulationExpression,
  truth: Truth,
): number {
  const levels = Object.fromEntries(
    Object.entries(truth.strata).map(([f, shares]) => [f, Object.keys(shares)]),
  );
  const names = { markers: Object.keys(truth.markers), factors: levels };
  const markers = Object.keys(cellsToldApart([population, among], names)[0].truth);
  let base = 0;
  let part = 0;
  for (const cell of withAssays<Cell>(combinations(levels, markers), [])) {
    if (!evaluatePopulation(among, cell)) continue;
    const p = probability(cell, truth);
    base += p;
    if (evaluatePopulation(population, cell)) part += p;
  }
  return part / base;
}

function probability(cell: Cell, truth: Truth): number {
  const { relativeRate } = truth.enrolment;
  let p = shareOfCell(cell, truth) * (resolveByCell(relativeRate, cell).at(-1)?.value ?? 1);
  for (const [marker, positive] of Object.entries(cell.truth)) {
    const { assay } = truth.markers[marker];
    const unevaluable = resolveByCell(assay.unevaluable, cell);
    const seenPositive = positive
      ? resolveByCell(assay.sensitivity, cell)
      : 1 - resolveByCell(assay.specificity, cell);
    const result = cell.assay![marker];
    const evaluable = result === '+' ? seenPositive : 1 - seenPositive;
    p *= result === '?' ? unevaluable : (1 - unevaluable) * evaluable;
  }
  return p;
}
