import { multiplyHazard, type SurvivalLaw } from '../distributions/survivalLaw.ts';
import { resolveByCell } from '../scenario/cells.ts';
import type {
  BinaryEndpoint,
  Cell,
  ContinuousEndpoint,
  Curve,
  TimeToEventEndpoint,
} from '../scenario/model.ts';

const ALWAYS = Number.POSITIVE_INFINITY;

function curveLaw(curve: Curve, cell: Cell): SurvivalLaw {
  const cured = resolveByCell(curve.cured, cell);
  if (curve.kind === 'weibull') {
    const shape = resolveByCell(curve.shape, cell);
    return { shape, scale: resolveByCell(curve.scale, cell), cured, until: [ALWAYS], multiplier: [1] };
  }
  const periods = resolveByCell(curve.hazard, cell);
  return {
    shape: 1,
    scale: 1,
    cured,
    until: periods.map((p) => p.until),
    multiplier: periods.map((p) => p.value),
  };
}

/** Law of the time to the event of a kind of patient under an arm (1 = experimental). */
export function timeLaw(endpoint: TimeToEventEndpoint, cell: Cell, arm: 0 | 1): SurvivalLaw {
  const { effect } = endpoint;
  if (arm === 1 && effect.kind === 'experimental') return curveLaw(effect.curve, cell);
  const prognostic = resolveByCell(endpoint.prognosticHazardRatio, cell);
  const control = multiplyHazard(curveLaw(endpoint.control, cell), [{ until: ALWAYS, value: prognostic }]);
  return arm === 1 && effect.kind === 'hazard ratio'
    ? multiplyHazard(control, resolveByCell(effect.value, cell))
    : control;
}

/** Law of the time to dropout; null if nobody drops out. */
export function dropoutLaw(endpoint: TimeToEventEndpoint): SurvivalLaw | null {
  const { dropout } = endpoint;
  if (dropout.every((p) => p.value === 0)) return null;
  return {
    shape: 1,
    scale: 1,
    cured: 0,
    until: dropout.map((p) => p.until),
    multiplier: dropout.map((p) => p.value),
  };
}

const withOdds = (rate: number, ratio: number) => (rate * ratio) / (1 - rate + rate * ratio);

/** Probability of the outcome. */
export function responseRate(endpoint: BinaryEndpoint, cell: Cell, arm: 0 | 1): number {
  const value = resolveByCell(endpoint.effect.value, cell);
  if (arm === 1 && endpoint.effect.kind === 'experimental') return value;
  const control = withOdds(
    resolveByCell(endpoint.control, cell),
    resolveByCell(endpoint.prognosticOddsRatio, cell),
  );
  if (arm === 0) return control;
  switch (endpoint.effect.kind) {
    case 'risk difference':
      return control + value;
    case 'risk ratio':
      return control * value;
    default:
      return withOdds(control, value);
  }
}

/** Mean and standard deviation of the outcome. */
export function normalLaw(
  endpoint: ContinuousEndpoint,
  cell: Cell,
  arm: 0 | 1,
): { mean: number; sd: number } {
  const { control, effect } = endpoint;
  if (arm === 1 && effect.kind === 'experimental') {
    return { mean: resolveByCell(effect.mean, cell), sd: resolveByCell(effect.sd, cell) };
  }
  const mean = resolveByCell(control.mean, cell) + resolveByCell(endpoint.prognosticShift, cell);
  const sd = resolveByCell(control.sd, cell);
  return arm === 1 && effect.kind === 'mean difference'
    ? { mean: mean + resolveByCell(effect.value, cell), sd }
    : { mean, sd };
}
