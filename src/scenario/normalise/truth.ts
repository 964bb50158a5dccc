import { evaluatePopulation } from '../cells.ts';
import type { ByCell, Endpoint, Truth } from '../model.ts';
import { parsePopulation } from '../populationExpression.ts';
import { populationText } from '../populationText.ts';
import type { TruthInput } from '../schema/truth.ts';
import { type Context, checkName } from './context.ts';
import { readEndpoint } from './endpoints.ts';
import { readMarkers } from './markers.ts';
import { constant, readPeriods } from './periods.ts';
import { cellsToldApart, cellText } from './tables.ts';

const CELLS = 4096;
const LEVEL_NAME = /^[^&|()=]+$/;

/** Reads the truth. What is wrong is told to the checker; the answer counts only if it has nothing to tell. */
export function readTruth(input: TruthInput, context: Context): Truth {
  const { checker, names } = context;
  const cells = Object.values(names.factors).reduce(
    (n, levels) => n * levels.length,
    2 ** names.markers.length,
  );
  const empty: Truth = {
    markers: {},
    strata: {},
    enrolment: { screenedPerMonth: constant(0), arrivals: 'poisson' },
    intendedMix: null,
    endpoints: {},
    costs: { screened: 0, randomised: 0, month: 0, event: 0, ...input?.costs },
  };
  if (typeof input !== 'object' || input === null) return empty;
  if (cells > CELLS) {
    checker.add('too-many-cells', ['truth'], { cells, limit: CELLS }, 'key');
    return empty;
  }
  return {
    ...empty,
    strata: readStrata(input, context),
    markers: readMarkers(input, context),
    enrolment: readEnrolment(input, context),
    intendedMix: readMix(input, context),
    endpoints: readEndpoints(input, context),
  };
}

function readStrata(input: TruthInput, { checker }: Context): Truth['strata'] {
  const strata: Truth['strata'] = {};
  for (const [factor, levels] of Object.entries(input.strata ?? {})) {
    const path = ['truth', 'strata', factor];
    checkLevelName('stratum', factor, path, checker);
    if (!checker.sound(path)) continue;
    const shares = Object.entries(levels).map(([level, { share }]) => [level, share] as const);
    for (const [level] of shares) checkLevelName('level', level, [...path, level], checker);
    const sum = shares.reduce((total, [, share]) => total + share, 0);
    // Shares are decimals in a file: their rounded sum is no fault.
    if (Math.abs(sum - 1) > 1e-9)
      checker.add('shares-sum', path, { sum: Number(sum.toPrecision(10)) }, 'key');
    strata[factor] = Object.fromEntries(shares);
  }
  return strata;
}

function checkLevelName(what: string, name: string, path: string[], checker: Context['checker']): void {
  if (LEVEL_NAME.test(name) && name.trim() === name && !/\s{2}|(^| )(and|or)( |$)/.test(name)) return;
  checker.add(
    'bad-name',
    path,
    { what, rule: 'must not hold & | ( ) =, "and", "or" or spaces at its ends' },
    'key',
  );
}

function readEnrolment(input: TruthInput, { checker }: Context): Truth['enrolment'] {
  const path = ['truth', 'enrolment'];
  if (!checker.sound(path)) return { screenedPerMonth: constant(0), arrivals: 'poisson' };
  const here = [...path, 'screened per month'];
  const screenedPerMonth = readPeriods(input.enrolment['screened per month'], here, checker);
  if (screenedPerMonth.at(-1)!.value === 0) checker.add('no-enrolment', here, {});
  return { screenedPerMonth, arrivals: input.enrolment.arrivals ?? 'poisson' };
}

function readMix(input: TruthInput, { checker, names }: Context): ByCell<number> | null {
  const path = ['truth', 'intended mix'];
  if (input['intended mix'] === undefined || !checker.sound(path)) return null;
  const mix: ByCell<number> = [];
  for (const [key, value] of Object.entries(input['intended mix'])) {
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
  if (!Object.values(input['intended mix']).some((weight) => weight > 0))
    checker.add('mix-empty', path, {}, 'key');
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
