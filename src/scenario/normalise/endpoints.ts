import { mostSpecific } from '../cells.ts';
import type { BinaryEndpoint, ContinuousEndpoint, Endpoint, Periods, TimeToEventEndpoint } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import {
  BINARY_EFFECT_KEYS,
  DROPOUT_KEYS,
  type EndpointInput,
  KINDS,
  MEAN_EFFECT_KEYS,
  RATE_KEYS,
  TIME_EFFECT_KEYS,
} from '../schema/endpoints.ts';
import { type Context, exactlyOne } from './context.ts';
import { readCurve } from './curve.ts';
import { constant, readPeriods } from './periods.ts';
import { cellsToldApart, cellText, readByCell, readNumbers } from './tables.ts';

/** What a standard deviation of each score does: the part `prognostic ... per sd`, and that of the effect. */
function readPerSd(
  input: Record<string, unknown>,
  path: Path,
  way: string,
  given: string | null,
  { checker, names }: Context,
): { prognosticPerSd?: Record<string, number>; effectPerSd?: Record<string, number> } {
  const prognostic = `prognostic ${way === 'mean difference' ? 'shift' : way} per sd`;
  const effect = `${way} per sd`;
  for (const key of [prognostic, effect]) {
    if (!checker.sound([...path, key])) continue;
    for (const score of Object.keys(input[key] ?? {})) {
      if (names.scores.includes(score)) continue;
      const suggestion = nearest(score, names.scores);
      const parameters = { what: 'score', name: score, suggestion, known: names.scores };
      checker.add('unknown-name', [...path, key, score], parameters, 'key');
    }
  }
  if (input[effect] !== undefined && given !== null && given !== way)
    checker.add('score-effect', [...path, effect], { way: effect, needs: way }, 'key');
  const part = (key: string) => (input[key] === undefined ? null : (input[key] as Record<string, number>));
  return {
    ...(part(prognostic) === null ? {} : { prognosticPerSd: part(prognostic)! }),
    ...(part(effect) === null ? {} : { effectPerSd: part(effect)! }),
  };
}

/** Reads an endpoint of whichever kind. */
export function readEndpoint(input: EndpointInput, path: Path, context: Context): Endpoint | null {
  if (!context.checker.readable(path)) return null;
  const kind = exactlyOne(context.checker, input, KINDS, path);
  if (kind === null) return null;
  const here = [...path, kind];
  if (!context.checker.readable(here)) return null;
  if (kind === 'time-to-event') return readTimeToEvent(input['time-to-event']!, here, context);
  return kind === 'binary'
    ? readBinary(input.binary!, here, context)
    : readContinuous(input.continuous!, here, context);
}

type TimeToEventInput = NonNullable<EndpointInput['time-to-event']>;

function readTimeToEvent(input: TimeToEventInput, path: Path, context: Context): TimeToEventEndpoint | null {
  const after = readAfter(input.after, [...path, 'after'], context);
  // Nobody on control is looked at in a single arm: a duration may leave it out.
  const own = input.control ?? (input.after === undefined ? undefined : input.experimental);
  if (own === undefined) {
    const hint = 'the times under control, for instance `control: {median: 6}`';
    context.checker.add('missing', [...path, 'control'], { name: 'control', hint });
    return null;
  }
  const at = input.control === undefined ? 'experimental' : 'control';
  const control = readCurve(own, [...path, at], context);
  const prognosticHazardRatio = readNumbers(
    input['prognostic hazard ratio'],
    [...path, 'prognostic hazard ratio'],
    context,
    1,
  );
  const dropout = readDropout(input.dropout, [...path, 'dropout'], context);
  const effect = readTimeEffect(input, path, context);
  if (control === null || effect === null) return null;
  const perSd = readPerSd(input, path, 'hazard ratio', effect.kind, context);
  return { kind: 'time-to-event', ...after, control, effect, prognosticHazardRatio, ...perSd, dropout };
}

/** The binary endpoint that a duration begins with. */
function readAfter(
  name: string | undefined,
  path: Path,
  { checker, names }: Context,
): Pick<TimeToEventEndpoint, 'after'> {
  if (name === undefined || !checker.sound(path)) return {};
  const known = Object.keys(names.endpoints).filter((one) => names.endpoints[one] === 'binary');
  if (known.includes(name)) return { after: name };
  const suggestion = nearest(name, known);
  checker.add('unknown-name', path, { what: 'binary endpoint', name, suggestion, known });
  return {};
}

function readTimeEffect(
  input: TimeToEventInput,
  path: Path,
  context: Context,
): TimeToEventEndpoint['effect'] | null {
  const way = exactlyOne(context.checker, input, TIME_EFFECT_KEYS, path);
  if (way === null) return null;
  const here = [...path, way];
  if (way === 'experimental') {
    const curve = readCurve(input.experimental!, here, context);
    return curve === null ? null : { kind: 'experimental', curve };
  }
  const value = readByCell(input['hazard ratio']!, here, context, (ratio, at) =>
    readPeriods(ratio, at, context.checker),
  );
  return { kind: 'hazard ratio', value };
}

function readDropout(input: TimeToEventInput['dropout'], path: Path, { checker }: Context): Periods {
  if (input === undefined || !checker.sound(path)) return constant(0);
  const way = exactlyOne(checker, input, DROPOUT_KEYS, path);
  if (way === 'rate') {
    if (input.by !== undefined) checker.add('several-of', [...path, 'by'], { keys: ['rate', 'by'] }, 'key');
    return readPeriods(input.rate!, [...path, 'rate'], checker);
  }
  if (way === 'probability' && input.by === undefined) {
    checker.add('missing', [...path, 'by'], {
      name: 'by',
      hint: 'the months after entry that the probability speaks of',
    });
  }
  return constant(-Math.log1p(-(input.probability ?? 0)) / (input.by ?? 1));
}

type BinaryInput = NonNullable<EndpointInput['binary']>;

function readBinary(input: BinaryInput, path: Path, context: Context): BinaryEndpoint | null {
  const given = input.control;
  const sound = context.checker.readable([...path, 'control']);
  const way = sound && given ? exactlyOne(context.checker, given, RATE_KEYS, [...path, 'control']) : null;
  // An overall rate is settled when markers and strata are known; see `settleOverallRates`.
  const control = readNumbers(given?.rate, [...path, 'control', 'rate'], context, 0);
  const prognosticOddsRatio = readNumbers(
    input['prognostic odds ratio'],
    [...path, 'prognostic odds ratio'],
    context,
    1,
  );
  const kind = exactlyOne(context.checker, input, BINARY_EFFECT_KEYS, path);
  if (kind === null) return null;
  const at = kind === 'experimental' ? [...path, kind, 'rate'] : [...path, kind];
  const value = readNumbers(kind === 'experimental' ? input.experimental?.rate : input[kind], at, context, 0);
  const endpoint: BinaryEndpoint = {
    kind: 'binary',
    control,
    effect: { kind, value },
    prognosticOddsRatio,
    ...readPerSd(input, path, 'odds ratio', kind, context),
    assessedAt: input['assessed at'] ?? 0,
    better: input.better ?? 'higher',
  };
  if (way === 'rate') checkImpliedRates(endpoint, at, context);
  if (endpoint.prognosticPerSd !== undefined) checkScoreRates(endpoint, at, context);
  return endpoint;
}

/** With a score, control rates come near 0 and 1: no risk difference, and no risk ratio above 1, holds for all of them. */
export function checkScoreRates({ effect }: BinaryEndpoint, path: Path, { checker }: Context): void {
  const holds =
    effect.kind === 'risk difference'
      ? effect.value.every(({ value }) => value === 0)
      : effect.kind !== 'risk ratio' || effect.value.every(({ value }) => value <= 1);
  if (!holds) checker.add('score-rates', path, { kind: effect.kind });
}

/** A risk difference or ratio may push the experimental probability out of [0, 1]. */
export function checkImpliedRates(endpoint: BinaryEndpoint, path: Path, { checker, names }: Context): void {
  const { control, prognosticOddsRatio, effect } = endpoint;
  if (effect.kind !== 'risk difference' && effect.kind !== 'risk ratio') return;
  const tables = [...control, ...prognosticOddsRatio, ...effect.value];
  const cells = cellsToldApart(
    tables.map((entry) => entry.population),
    names,
  );
  for (const cell of cells) {
    const [rate] = mostSpecific(control, cell);
    const [odds] = mostSpecific(prognosticOddsRatio, cell);
    const [change] = mostSpecific(effect.value, cell);
    if (rate === undefined || odds === undefined || change === undefined) continue;
    const p = (rate.value * odds.value) / (1 - rate.value + rate.value * odds.value);
    const implied = effect.kind === 'risk difference' ? p + change.value : p * change.value;
    // Rounding of 0.3 + 0.7 and the like is no fault.
    if (p >= 0 && p <= 1 && (implied < -1e-12 || implied > 1 + 1e-12)) {
      const probability = Number(implied.toPrecision(6));
      checker.add('probability-implied', path, { cell: cellText(cell), probability });
    }
  }
}

type ContinuousInput = NonNullable<EndpointInput['continuous']>;

function readContinuous(input: ContinuousInput, path: Path, context: Context): ContinuousEndpoint | null {
  const read = (table: Parameters<typeof readNumbers>[0], at: Path, fallback = 0) =>
    readNumbers(table, [...path, ...at], context, fallback);
  const control = {
    mean: read(input.control?.mean, ['control', 'mean']),
    sd: read(input.control?.sd, ['control', 'sd']),
  };
  const prognosticShift = read(input['prognostic shift'], ['prognostic shift']);
  const kind = exactlyOne(context.checker, input, MEAN_EFFECT_KEYS, path);
  if (kind === null) return null;
  const own = input.experimental;
  const effect: ContinuousEndpoint['effect'] =
    kind === 'mean difference'
      ? { kind, value: read(input[kind], [kind]) }
      : {
          kind,
          mean: read(own?.mean, [kind, 'mean']),
          sd: own?.sd === undefined ? control.sd : read(own.sd, [kind, 'sd']),
        };
  return {
    kind: 'continuous',
    control,
    effect,
    prognosticShift,
    ...readPerSd(input, path, 'mean difference', kind, context),
    baselineCorrelation: input.baseline?.correlation ?? null,
    assessedAt: input['assessed at'] ?? 0,
    better: input.better ?? 'higher',
  };
}
