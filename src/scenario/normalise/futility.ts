import type { FutilityCriterion, FutilityRule } from '../conductModel.ts';
import type { TestSpec } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import { FUTILITY_KEYS, type FutilityInput } from '../schema/conduct.ts';
import { type Context, exactlyOne } from './context.ts';
import type { Monitored } from './monitored.ts';
import { readSpending } from './spending.ts';

/** A rule that drops tests at looks; null where that cannot be said. */
export function readFutility(
  input: FutilityInput,
  path: Path,
  { tests, names, multiplicity, looks }: Monitored,
  context: Context,
): FutilityRule | null {
  const { checker } = context;
  const way = exactlyOne(checker, input, FUTILITY_KEYS, path);
  const family = multiplicity?.of ?? names;
  const of = input.of ?? [...family];
  input.of?.forEach((name, i) => {
    if (family.includes(name)) return;
    const at = [...path, 'of', i];
    checker.add('unknown-name', at, { what: 'test', name, suggestion: nearest(name, family), known: family });
  });
  const interim = looks.slice(1).map((_, k) => k + 1);
  input.at?.forEach((look, i) => {
    if (!interim.includes(look)) checker.add('look-number', [...path, 'at', i], { most: interim.length });
  });
  if (way === null) return null;
  const criterion = readCriterion(input, way, path, context);
  if (criterion === null) return null;
  if (input.binding !== undefined && input['non-binding'] !== undefined)
    checker.add('several-of', [...path, 'non-binding'], { keys: ['binding', 'non-binding'] }, 'key');
  const binding = isSet(input.binding) || input['non-binding'] === false;
  if (binding && (way === 'hazard ratio above' || way === 'effect below')) {
    const known = FUTILITY_KEYS.filter((key) => key !== 'hazard ratio above' && key !== 'effect below');
    checker.add(
      'option-method',
      [...path, 'binding'],
      { option: 'binding', method: `"${way}"`, known },
      'key',
    );
  }
  if (way === 'hazard ratio above') {
    const other = tests.find((test) => of.includes(test.name) && !isHazardRatio(test, context));
    if (other !== undefined) checker.add('futility-measure', [...path, way], { test: other.name }, 'key');
  }
  return { criterion, of, at: input.at ?? interim, binding };
}

/** A flag without a value is set. */
const isSet = (flag: boolean | null | undefined): boolean => flag === null || flag === true;

/** Observed over expected events estimate the hazard ratio to the curve that a single arm is held against. */
const HAZARD_RATIOS: ReadonlySet<TestSpec['estimate']> = new Set([
  'cox',
  'pike',
  'peto',
  'observed over expected',
]);

const isHazardRatio = (test: TestSpec, { names }: Context): boolean =>
  names.endpoints[test.of] === 'time-to-event' &&
  HAZARD_RATIOS.has(test.estimate) &&
  test.interaction === null;

function readCriterion(
  input: FutilityInput,
  way: (typeof FUTILITY_KEYS)[number],
  path: Path,
  context: Context,
): FutilityCriterion | null {
  switch (way) {
    case 'z below':
      return { kind: 'z', below: input[way]! };
    case 'conditional power below':
      return { kind: 'conditional power', below: input[way]! };
    case 'predictive power below':
      return { kind: 'predictive power', below: input[way]! };
    case 'hazard ratio above':
      return { kind: 'hazard ratio', above: input[way]! };
    case 'effect below':
      return { kind: 'effect', below: input[way]! };
    case 'posterior probability below':
      return { kind: 'posterior probability', below: input[way]! };
    case 'predictive probability below':
      return { kind: 'predictive probability', below: input[way]! };
    case 'beta spending': {
      const { spending, power } = input[way]!;
      const here = [...path, way, 'spending'];
      if (typeof spending === 'object' && spending.user !== undefined) {
        const known = ['hwang-shih-decani', 'kim-demets'];
        context.checker.add('option-method', here, { option: 'user', method: 'beta spending', known });
        return null;
      }
      const read = readSpending(spending, here, { alpha: 1 - power, looks: 0 }, context);
      return read === null ? null : { kind: 'beta spending', spending: read, beta: 1 - power };
    }
  }
}
