import { combinations, evaluatePopulation } from '../cells.ts';
import type { ByCell, Endpoint, Truth } from '../model.ts';
import { nearest } from '../nearest.ts';
import { parsePopulation } from '../populationExpression.ts';
import { populationText } from '../populationText.ts';
import type { TruthInput } from '../schema/truth.ts';
import { type Context, checkName } from './context.ts';
import { readEndpoint } from './endpoints.ts';
import { NO_ENROLMENT, readEnrolment } from './enrolment.ts';
import { readExternalCohorts } from './externalCohorts.ts';
import { readCuts, readMarkers } from './markers.ts';
import { settleOverallRates } from './overallRate.ts';
import { readScores } from './scores.ts';
import { readStrata } from './strata.ts';
import { cellsToldApart, cellText, readNumbers } from './tables.ts';

const CELLS = 4096;

/** Reads the truth. What is wrong is told to the checker; the answer counts only if it has nothing to tell. */
export function readTruth(input: TruthInput, context: Context): Truth {
  const { checker, names } = context;
  const statuses = combinations({}, names.markers).length;
  const cells = Object.values(names.factors).reduce((n, levels) => n * levels.length, statuses);
  const empty: Truth = {
    markers: {},
    strata: {},
    enrolment: NO_ENROLMENT,
    targetMix: null,
    treatmentNeed: [],
    endpoints: {},
    costs: { screened: 0, randomised: 0, month: 0, event: 0, ...input?.costs },
    worthwhile: {},
  };
  if (typeof input !== 'object' || input === null) return empty;
  if (cells > CELLS) {
    checker.add('too-many-cells', ['truth'], { cells, limit: CELLS }, 'key');
    return empty;
  }
  const truth: Truth = {
    ...empty,
    strata: readStrata(input, context),
    markers: { ...readMarkers(input, context), ...readCuts(input, context) },
    enrolment: readEnrolment(input, context),
    targetMix: readMix(input, context),
    treatmentNeed: readNeed(input, context),
    endpoints: readEndpoints(input, context),
    worthwhile: readWorthwhile(input, context),
  };
  const scores = input.scores === undefined ? {} : { scores: readScores(input, truth.endpoints, context) };
  const external =
    input['external cohorts'] === undefined
      ? {}
      : {
          externalCohorts: readExternalCohorts(input, context, (mix, path) => readShares(mix, path, context)),
        };
  const correlated =
    input.correlations === undefined ? {} : { correlations: readCorrelations(input, context) };
  return settleOverallRates({ ...truth, ...scores, ...external, ...correlated }, input, context);
}

function readCorrelations(
  { correlations = {} }: TruthInput,
  { checker, names }: Context,
): NonNullable<Truth['correlations']> {
  const known = Object.keys(names.endpoints);
  const path = ['truth', 'correlations'];
  if (!checker.sound(path)) return [];
  const read: NonNullable<Truth['correlations']> = [];
  for (const [key, value] of Object.entries(correlations)) {
    const of = key.split('&').map((name) => name.trim());
    const at = [...path, key];
    for (const name of of) {
      if (known.includes(name)) continue;
      checker.add(
        'unknown-name',
        at,
        { what: 'endpoint', name, suggestion: nearest(name, known), known },
        'key',
      );
    }
    const duration = of.find((name) => names.durations.includes(name));
    if (duration !== undefined)
      checker.add('duration-use', at, { endpoint: duration, use: 'correlation' }, 'key');
    const twice = read.some((pair) => pair.of.every((name) => of.includes(name)));
    if (of.length !== 2 || of[0] === of[1] || twice) checker.add('correlation-pair', at, {}, 'key');
    else read.push({ of: [of[0], of[1]], value });
  }
  return read;
}

function readWorthwhile(input: TruthInput, { checker, names }: Context): Truth['worthwhile'] {
  const known = Object.keys(names.endpoints);
  const path = ['truth', 'worthwhile'];
  if (!checker.sound(path)) return {};
  for (const [name, least] of Object.entries(input.worthwhile ?? {})) {
    const at = [...path, name];
    if (!known.includes(name)) {
      checker.add(
        'unknown-name',
        at,
        { what: 'endpoint', name, suggestion: nearest(name, known), known },
        'key',
      );
    } else if (names.durations.includes(name)) {
      checker.add('duration-use', at, { endpoint: name, use: 'benefit' }, 'key');
    } else if (names.endpoints[name] === 'time-to-event' && !(least > 0)) {
      checker.add('out-of-range', at, { bound: 'above 0', hint: '' });
    }
  }
  return { ...input.worthwhile };
}

function readNeed(input: TruthInput, context: Context): ByCell<number> {
  const path = ['truth', 'treatment need'];
  const need = readNumbers(input['treatment need'], path, context, 1);
  if (need.length > 0 && need.every(({ value }) => value === 0))
    context.checker.add('mix-empty', path, {}, 'key');
  return need;
}

function readMix(input: TruthInput, context: Context): ByCell<number> | null {
  const path = ['truth', 'target mix'];
  const written = input['target mix'];
  if (typeof written !== 'object' || written === null || !context.checker.sound(path)) return null;
  return readShares(written, path, context);
}

/** Shares that were rounded to three digits may miss 1 by this. */
const ROUNDING = 0.005;

/** Shares of populations that exclude each other. */
function readShares(
  written: Record<string, number>,
  path: string[],
  { checker, names }: Context,
): ByCell<number> {
  const mix: ByCell<number> = [];
  for (const [key, value] of Object.entries(written)) {
    const population = checker.attempt([...path, key], () => parsePopulation(key, names, 'truth'), 'key');
    if (population !== null) mix.push({ population, value });
  }
  const cells = cellsToldApart(
    mix.map((entry) => entry.population),
    names,
  );
  for (const cell of cells) {
    const keys = mix.filter(({ population }) => evaluatePopulation(population, cell));
    if (keys.length < 2) continue;
    const texts = keys.map(({ population }) => populationText(population, 'truth'));
    checker.add('mix-overlap', path, { cell: cellText(cell), keys: texts }, 'key');
    break;
  }
  const weights = Object.values(written);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (!(sum > 0)) checker.add('mix-empty', path, {}, 'key');
  // Numbers up to 1 are shares; with one above 1 they are relative, as numbers of patients are.
  else if (weights.length > 1 && weights.every((weight) => weight <= 1) && Math.abs(sum - 1) > ROUNDING)
    checker.add('mix-sum', path, { sum: Number(sum.toPrecision(6)) }, 'key');
  return mix;
}

function readEndpoints(input: TruthInput, context: Context): Record<string, Endpoint> {
  const endpoints: Record<string, Endpoint> = {};
  for (const [name, endpoint] of Object.entries(input.endpoints ?? {})) {
    const path = ['truth', 'endpoints', name];
    checkName(context.checker, 'endpoint', name, path);
    const read = readEndpoint(endpoint, path, context);
    if (read !== null) endpoints[name] = read;
  }
  return endpoints;
}
