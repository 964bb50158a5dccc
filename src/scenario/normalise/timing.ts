import type { PopulationExpression, TestSpec, Timing } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import { TIMING_KEYS, type TimingInput } from '../schema/designs.ts';
import { type Context, exactlyOne } from './context.ts';
import { overlap } from './designCells.ts';
import { readPopulationIn } from './tests.ts';

/** Reads a time of analysis. */
export function readTiming(
  input: TimingInput,
  path: Path,
  tests: readonly TestSpec[],
  enrol: PopulationExpression,
  context: Context,
): Timing | null {
  const { checker } = context;
  const way = exactlyOne(checker, input, TIMING_KEYS, path);
  if (way === null) return null;
  const takes = { in: ['events', 'patients'], of: ['events'] };
  for (const key of ['in', 'of'] as const) {
    if (input[key] === undefined || takes[key].includes(way)) continue;
    const parameters = { option: key, method: `"${way}"`, known: takes[key] };
    checker.add('option-method', [...path, key], parameters, 'key');
  }
  const levels = /^\s*(each|every)\s+(.+?)\s*$/.exec(input.in ?? '');
  if (levels !== null && (way === 'events' || way === 'patients'))
    return readLevels(input, levels[1], levels[2], path, tests, enrol, context);
  switch (way) {
    case 'events': {
      const of = eventEndpoint(input.of, path, tests, context);
      const population = readPopulationIn(input.in, [...path, 'in'], enrol, context);
      return of === null || population === null
        ? null
        : { kind: 'events', n: input.events!, in: population, of };
    }
    case 'patients': {
      const population = readPopulationIn(input.in, [...path, 'in'], enrol, context);
      return population === null ? null : { kind: 'patients', n: input.patients!, in: population };
    }
    case 'months':
      return { kind: 'months', months: input.months! };
    case 'follow-up':
      return { kind: 'follow-up', months: input['follow-up']! };
    default: {
      const parts = input[way]!.map((one, i) => readTiming(one, [...path, way, i], tests, enrol, context));
      return { kind: way, of: parts.filter((part) => part !== null) };
    }
  }
}

/** A time for each level of a factor that is enrolled (`each`), or the last of them (`every`). */
function readLevels(
  input: TimingInput,
  way: string,
  factor: string,
  path: Path,
  tests: readonly TestSpec[],
  enrol: PopulationExpression,
  context: Context,
): Timing | null {
  const { checker, names } = context;
  const known = Object.keys(names.factors);
  if (!known.includes(factor)) {
    const suggestion = nearest(factor, known);
    checker.add('unknown-name', [...path, 'in'], { what: 'stratum', name: factor, suggestion, known });
    return null;
  }
  const levels = [...names.factors[factor]].filter((level) =>
    overlap([{ kind: 'level', factor, level }, enrol], names),
  );
  const of = levels.flatMap(
    (level) => readTiming({ ...input, in: `${factor} = ${level}` }, path, tests, enrol, context) ?? [],
  );
  if (of.length < levels.length) return null;
  return way === 'every' ? { kind: 'last of', of } : { kind: 'each', factor, levels, of };
}

/** The endpoint whose events are waited for: the one named, or the only time-to-event one that is tested. */
function eventEndpoint(
  named: string | undefined,
  path: Path,
  tests: readonly TestSpec[],
  { checker, names }: Context,
): string | null {
  const known = Object.keys(names.endpoints);
  if (named !== undefined) {
    const here = [...path, 'of'];
    if (!known.includes(named)) {
      checker.add('unknown-name', here, {
        what: 'endpoint',
        name: named,
        suggestion: nearest(named, known),
        known,
      });
      return null;
    }
    const kind = names.endpoints[named];
    if (kind === 'time-to-event') return named;
    if (kind !== null) checker.add('events-without-times', here, { endpoint: named, kind });
    return null;
  }
  const tested = [...new Set(tests.map((test) => test.of))];
  const timed = tested.filter((endpoint) => names.endpoints[endpoint] === 'time-to-event');
  if (timed.length === 1) return timed[0];
  if (timed.length > 1) checker.add('name-needed', [...path, 'of'], { what: 'endpoint', known: timed });
  else if (tested.length > 0) {
    const kind = names.endpoints[tested[0]]!;
    checker.add('events-without-times', [...path, 'events'], { endpoint: tested[0], kind }, 'key');
  }
  return null;
}
