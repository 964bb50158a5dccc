import type { Axis, ScenarioResult } from '../../operating-characteristics/result.ts';
import type { Quantity } from './drawing.ts';
import { drawable } from './scales.ts';

/**
 * Axes of the sweep along which nothing that is drawn changes, such as the imbalance of the arms over hazard ratios: panels over them
 * would be one picture many times. A quantity that is not there at some value of an axis changes along it.
 */
export function unchangedAxes(result: ScenarioResult, quantities: Quantity[]): Axis[] {
  return result.axes.filter((axis, place) => {
    const seen = new Map<string, { shown: string; times: number }>();
    const same = quantities.every(({ panel, row, spread }) => {
      const { values } = result.points[row.point]!;
      const elsewhere = result.axes.map(({ name }, a) => (a === place ? '' : values[name]));
      const key = JSON.stringify([
        panel,
        row.design,
        row.analysis,
        row.population,
        row.reference_kind,
        elsewhere,
      ]);
      const numbers = [
        row.estimate,
        row.lower,
        row.upper,
        row.reference,
        spread?.low.estimate,
        spread?.high.estimate,
      ];
      const shown = numbers.map((value) => drawable(value ?? null)).join();
      const known = seen.get(key);
      if (known === undefined) seen.set(key, { shown, times: 1 });
      else known.times++;
      return known === undefined || known.shown === shown;
    });
    return same && [...seen.values()].every(({ times }) => times === axis.values.length);
  });
}
