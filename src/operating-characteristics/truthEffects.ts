import {
  cumulativeHazard,
  inverseCumulativeHazard,
  medianOf,
  type SurvivalLaw,
} from '../distributions/survivalLaw.ts';
import { normalLaw, responseRate, timeLaw } from '../endpoints/laws.ts';
import { findRoot } from '../numeric/roots.ts';
import type { Part } from '../population/parts.ts';
import type { Cell, Endpoint, TimeToEventEndpoint } from '../scenario/model.ts';
import { effectInTime, effectTimes } from './effectInTime.ts';
import type { TruthSummary } from './result.ts';

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const mean = (parts: readonly Part[], value: (cell: Cell) => number) =>
  parts.reduce((sum, { cell, share }) => sum + share * value(cell), 0);

type Effect = Pick<
  TruthSummary['cells'][number],
  'measure' | 'control' | 'experimental' | 'effectMeasure' | 'effect'
>;

/** What patients of a kind can expect under either arm, and the effect of treatment in them. */
export function effectOf(endpoint: Endpoint, parts: readonly Part[]): Effect {
  switch (endpoint.kind) {
    case 'time-to-event': {
      if (endpoint.after !== undefined)
        return {
          measure: 'median (months)',
          control: null,
          experimental: finite(medianOfMix(endpoint, parts, 1)),
          effectMeasure: 'hazard ratio',
          effect: null,
        };
      const medians = ([0, 1] as const).map((arm) => medianOfMix(endpoint, parts, arm));
      const ratios = parts.map(({ cell }) =>
        constantHazardRatio(timeLaw(endpoint, cell, 0), timeLaw(endpoint, cell, 1)),
      );
      const [first] = ratios;
      const constant = ratios.every(
        (ratio) => ratio !== null && Math.abs(ratio / (first as number) - 1) < 1e-9,
      );
      return {
        measure: 'median (months)',
        control: finite(medians[0]),
        experimental: finite(medians[1]),
        effectMeasure: 'hazard ratio',
        effect: constant ? first : null,
      };
    }
    case 'binary': {
      const control = mean(parts, (cell) => responseRate(endpoint, cell, 0));
      const experimental = mean(parts, (cell) => responseRate(endpoint, cell, 1));
      return {
        measure: 'rate',
        control,
        experimental,
        effectMeasure: 'risk difference',
        effect: experimental - control,
      };
    }
    case 'continuous': {
      const control = mean(parts, (cell) => normalLaw(endpoint, cell, 0).mean);
      const experimental = mean(parts, (cell) => normalLaw(endpoint, cell, 1).mean);
      return {
        measure: 'mean',
        control,
        experimental,
        effectMeasure: 'mean difference',
        effect: experimental - control,
      };
    }
  }
}

/** The cells of an endpoint, with their effect in time where it is no one number in one of them. */
export function withTimes(
  endpoint: Endpoint,
  seen: readonly { parts: readonly Part[]; cell: TruthSummary['cells'][number] }[],
): TruthSummary['cells'] {
  if (endpoint.kind !== 'time-to-event' || endpoint.after !== undefined) return seen.map(({ cell }) => cell);
  if (seen.every(({ cell }) => cell.effect !== null)) return seen.map(({ cell }) => cell);
  const times = effectTimes(
    endpoint,
    seen.flatMap(({ parts }) => parts),
  );
  return seen.map(({ parts, cell }) => ({ ...cell, inTime: effectInTime(endpoint, parts, times) }));
}

/** Median of the patients of a kind together; Infinity where half of them never have the event. */
function medianOfMix(endpoint: TimeToEventEndpoint, parts: readonly Part[], arm: 0 | 1): number {
  const laws = parts.map(({ cell }) => timeLaw(endpoint, cell, arm));
  const medians = laws.map(medianOf);
  const [low, high] = [Math.min(...medians), Math.max(...medians)];
  if (low === high) return low;
  const above = (time: number) =>
    parts.reduce((sum, { share }, i) => sum + share * Math.exp(-cumulativeHazard(laws[i], time)), 0) - 0.5;
  let late = Math.max(low, 1);
  while (above(late) > 0 && late < 1e6) late *= 2;
  return above(late) > 0 ? Number.POSITIVE_INFINITY : findRoot(above, low, late, 1e-9 * late);
}

/** The hazard ratio where it is one number for all time, else null. */
function constantHazardRatio(control: SurvivalLaw, experimental: SurvivalLaw): number | null {
  const times = [0.1, 0.5, 1, 2, 3]
    .map((hazard) => inverseCumulativeHazard(control, hazard))
    .filter(Number.isFinite);
  const ratios = times.map((time) => cumulativeHazard(experimental, time) / cumulativeHazard(control, time));
  const [first] = ratios;
  return first !== undefined && ratios.every((ratio) => Math.abs(ratio / first - 1) < 1e-9) ? first : null;
}
