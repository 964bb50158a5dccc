import type { TruthSummary } from '../../operating-characteristics/result.ts';

type Cell = TruthSummary['cells'][number];

/** Patients with one truth, drawn once: `row` is that of the first of their cells in the table of the truth, from 1. */
export interface TruthGroup {
  cell: Cell;
  row: number;
}

const and = ' & ';

/** What a picture tells of a cell: the rounding of a sum is no difference. */
const told = ({ measure, control, experimental, effectMeasure, effect }: Cell): string =>
  [measure, effectMeasure, ...[control, experimental, effect].map((value) => value?.toPrecision(8))].join();

const without = (population: string, place: number): string =>
  population
    .split(and)
    .filter((_, i) => i !== place)
    .join(and);

/**
 * The truth with the patients put together whom it treats alike: what changes neither outcome nor effect is dropped from the names,
 * `M+ & lot A` and `M+ & lot B` are `M+`. Curves go with their cells, that of everybody stays.
 */
export function truthGroups(truth: TruthSummary): { groups: TruthGroup[]; curves: TruthSummary['curves'] } {
  let groups = truth.cells.map((cell, i): TruthGroup => ({ cell, row: i + 1 }));
  let { curves } = truth;
  const sizes = new Set(truth.cells.map(({ population }) => population.split(and).length));
  // Names of another form are no grid with a factor at each place.
  let parts = sizes.size === 1 ? [...sizes][0]! : 0;
  for (let place = parts - 1; place >= 0 && parts > 1; place--) {
    const merged = new Map<string, TruthGroup>();
    const alike = groups.every(({ cell, row }) => {
      const population = without(cell.population, place);
      const key = `${population}\n${cell.endpoint}`;
      const known = merged.get(key)?.cell;
      const probability = cell.probability + (known?.probability ?? 0);
      merged.set(key, {
        cell: { ...cell, population, probability },
        row: merged.get(key)?.row ?? row,
      });
      return known === undefined || told(known) === told(cell);
    });
    if (!alike) continue;
    groups = [...merged.values()];
    const kept = new Map<string, TruthSummary['curves'][number]>();
    for (const curve of curves) {
      const ofCell = curve.population.split(and).length === parts;
      const population = ofCell ? without(curve.population, place) : curve.population;
      const key = `${population}\n${curve.endpoint}\n${curve.arm}`;
      if (!kept.has(key)) kept.set(key, { ...curve, population });
    }
    curves = [...kept.values()];
    parts--;
  }
  return { groups, curves };
}
