import type { ByCell, Curve, Periods } from '../model.ts';
import type { Path } from '../path.ts';
import { CURVE_KEYS, type CurveInput, SPREAD_KEYS } from '../schema/endpoints.ts';
import { type Context, exactlyOne } from './context.ts';
import { constant, readPeriods } from './periods.ts';
import { cellText, combine, readByCell, readNumbers } from './tables.ts';

interface Point {
  at: number;
  value: number;
}

/** Reads a curve in any of its ways and converts it to hazards, or shape and scale. */
export function readCurve(input: CurveInput, path: Path, context: Context): Curve | null {
  const { checker } = context;
  if (!checker.readable(path)) return null;
  const cured = readNumbers(input.cured, [...path, 'cured'], context, 0);
  const way = exactlyOne(checker, input, CURVE_KEYS, path);
  if (way === null) return null;
  const here = [...path, way];
  switch (way) {
    case 'median': {
      const hazard = readByCell(input.median!, here, context, (median) => constant(Math.LN2 / median));
      return { kind: 'piecewise', hazard, cured };
    }
    case 'hazard': {
      const hazard = readByCell(input.hazard!, here, context, (value, at) => readPeriods(value, at, checker));
      return { kind: 'piecewise', hazard, cured };
    }
    case 'survival':
      return { kind: 'piecewise', hazard: readSurvival(input.survival!, here, cured, context), cured };
    case 'weibull':
      return readWeibull(input.weibull!, here, cured, context);
  }
}

function readSurvival(
  input: NonNullable<CurveInput['survival']>,
  path: Path,
  cured: ByCell<number>,
  context: Context,
): ByCell<Periods> {
  const { checker, names } = context;
  const points = readByCell(
    input as Point | Point[] | Record<string, Point | Point[]>,
    path,
    context,
    (value, at) => readPoints(Array.isArray(value) ? value : [value], at, context),
  );
  return combine(points, cured, names, (some, share, cell) => {
    if (share > 0 && some.some((point) => point.value <= share)) {
      checker.add('survival-cured', path, { cured: share, cell: cellText(cell) });
    }
    return hazardsThrough(some, share);
  });
}

/** Survival points in order, as written. */
export function readPoints(points: Point[], path: Path, { checker }: Context): Point[] {
  let previous: Point = { at: 0, value: 1 };
  points.forEach((point, i) => {
    const here = [...path, i];
    if (point.at <= previous.at && i > 0) {
      checker.add('survival-order', [...here, 'at'], { problem: 'time', previous: previous.at });
    }
    if (point.value > previous.value && i > 0) {
      checker.add('survival-order', [...here, 'value'], { problem: 'value', previous: previous.value });
    }
    previous = point;
  });
  return points;
}

/**
 * Piecewise constant hazard of the patients not cured that passes through survival points; the last hazard goes on.
 *
 * @example hazardsThrough([{at: 12, value: 0.5}], 0) // ln 2 / 12 for ever
 */
export function hazardsThrough(points: Point[], cured: number): Periods {
  let time = 0;
  let logSurvival = 0;
  return points.map(({ at, value }, i) => {
    const next = Math.log((value - cured) / (1 - cured));
    const hazard = (logSurvival - next) / (at - time);
    time = at;
    logSurvival = next;
    // A flat stretch is -0 / width.
    return { until: i === points.length - 1 ? Number.POSITIVE_INFINITY : at, value: hazard + 0 };
  });
}

function readWeibull(
  input: NonNullable<CurveInput['weibull']>,
  path: Path,
  cured: ByCell<number>,
  context: Context,
): Curve | null {
  if (!context.checker.readable(path)) return null;
  const shape = readNumbers(input.shape, [...path, 'shape'], context, 1);
  const spread = exactlyOne(context.checker, input, SPREAD_KEYS, path);
  if (spread === null) return null;
  const values = readNumbers(input[spread], [...path, spread], context, 1);
  const scale =
    spread === 'scale'
      ? values
      : combine(values, shape, context.names, (median, k) => median / Math.LN2 ** (1 / k));
  return { kind: 'weibull', shape, scale, cured };
}
