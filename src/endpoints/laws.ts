import { binormalDistance } from '../distributions/binormal.ts';
import { multiplyHazard, type SurvivalLaw } from '../distributions/survivalLaw.ts';
import { evaluatePopulation, resolveByCell } from '../scenario/cells.ts';
import type {
  BinaryEndpoint,
  Cell,
  ContinuousEndpoint,
  Curve,
  Endpoint,
  TimeToEventEndpoint,
} from '../scenario/model.ts';

const ALWAYS = Number.POSITIVE_INFINITY;

/** Treatment of a kind of patient on an arm (1 = experimental): that of the arm, or what a strategy gives him. */
export function experimentalGiven({ strategy }: Pick<Endpoint, 'strategy'>, cell: Cell, arm: 0 | 1): 0 | 1 {
  if (strategy === undefined) return arm;
  const given = arm === 1 ? strategy.guided : strategy.unguided;
  return given !== null && evaluatePopulation(given, cell) ? 1 : 0;
}

/** What the scores of a patient multiply together, ratios being given for each standard deviation. */
function ratioAt(ratios: Readonly<Record<string, number>> | undefined, cell: Cell): number {
  return Math.exp(shiftAt(ratios, cell, Math.log));
}

/** What the scores of a patient add together. */
function shiftAt(
  slopes: Readonly<Record<string, number>> | undefined,
  cell: Cell,
  scale: (slope: number) => number = (slope) => slope,
): number {
  let sum = 0;
  for (const [score, slope] of Object.entries(slopes ?? {}))
    sum += scale(slope) * (cell.scores?.[score] ?? 0);
  return sum;
}

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

/** Law of the time to the event of a kind of patient on an arm (1 = experimental). */
export function timeLaw(endpoint: TimeToEventEndpoint, cell: Cell, on: 0 | 1): SurvivalLaw {
  const arm = experimentalGiven(endpoint, cell, on);
  const { effect } = endpoint;
  if (arm === 1 && effect.kind === 'experimental') return curveLaw(effect.curve, cell);
  const prognostic =
    resolveByCell(endpoint.prognosticHazardRatio, cell) * ratioAt(endpoint.prognosticPerSd, cell);
  const control = multiplyHazard(curveLaw(endpoint.control, cell), [{ until: ALWAYS, value: prognostic }]);
  if (arm === 0 || effect.kind !== 'hazard ratio') return control;
  const own = ratioAt(endpoint.effectPerSd, cell);
  const ratios = resolveByCell(effect.value, cell);
  return multiplyHazard(
    control,
    own === 1 ? ratios : ratios.map(({ until, value }) => ({ until, value: value * own })),
  );
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

/** A probability with its odds multiplied. */
export const withOdds = (rate: number, ratio: number) => (rate * ratio) / (1 - rate + rate * ratio);

/** Odds of the outcome on control, over those at score 0, of a patient with a binormal score. */
function riskAt({ binormal }: BinaryEndpoint, cell: Cell): number {
  if (binormal === undefined) return 1;
  return Math.exp(binormalDistance(binormal.auc) * (cell.scores?.[binormal.score] ?? 0));
}

/** Probability of the outcome. */
export function responseRate(endpoint: BinaryEndpoint, cell: Cell, on: 0 | 1): number {
  const arm = experimentalGiven(endpoint, cell, on);
  const value = resolveByCell(endpoint.effect.value, cell);
  if (arm === 1 && endpoint.effect.kind === 'experimental') return value;
  const control = withOdds(
    resolveByCell(endpoint.control, cell),
    resolveByCell(endpoint.prognosticOddsRatio, cell) *
      ratioAt(endpoint.prognosticPerSd, cell) *
      riskAt(endpoint, cell),
  );
  if (arm === 0) return control;
  switch (endpoint.effect.kind) {
    case 'risk difference':
      return control + value;
    case 'risk ratio':
      return control * value;
    default:
      return withOdds(control, value * ratioAt(endpoint.effectPerSd, cell));
  }
}

/** Mean and standard deviation of the outcome. */
export function normalLaw(endpoint: ContinuousEndpoint, cell: Cell, on: 0 | 1): { mean: number; sd: number } {
  const arm = experimentalGiven(endpoint, cell, on);
  const { control, effect } = endpoint;
  if (arm === 1 && effect.kind === 'experimental') {
    return { mean: resolveByCell(effect.mean, cell), sd: resolveByCell(effect.sd, cell) };
  }
  const mean =
    resolveByCell(control.mean, cell) +
    resolveByCell(endpoint.prognosticShift, cell) +
    shiftAt(endpoint.prognosticPerSd, cell);
  const sd = resolveByCell(control.sd, cell);
  return arm === 1 && effect.kind === 'mean difference'
    ? { mean: mean + resolveByCell(effect.value, cell) + shiftAt(endpoint.effectPerSd, cell), sd }
    : { mean, sd };
}
