import { parseClaim } from '../claimExpression.ts';
import type {
  ClassicalBounds,
  FutilityCriterion,
  FutilityRule,
  Monitoring,
  Multiplicity,
  Selection,
  Spending,
} from '../conductModel.ts';
import type { TestSpec, Timing } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import { populationText } from '../populationText.ts';
import {
  BOUNDS_KEYS,
  FUTILITY_KEYS,
  type FutilityInput,
  RULE_KEYS,
  type SelectInput,
  SPENDING_KEYS,
  type SpendingInput,
} from '../schema/conduct.ts';
import type { TrialInput } from '../schema/designs.ts';
import { checkClosing, readClosing } from './closing.ts';
import { type Context, exactlyOne } from './context.ts';

type LooksInput = NonNullable<TrialInput['looks']>;

/** What monitoring is read with. */
export interface Monitored {
  readonly tests: readonly TestSpec[];
  /** Names of tests as written. */
  readonly names: readonly string[];
  readonly multiplicity: Multiplicity | null;
  readonly looks: readonly Timing[];
}

/** Tests that are decided look by look: intersections are bit masks. */
const MOST_TESTS = 16;

/** Reads what looks do besides being analysed; null where it is nothing. */
export function readMonitoring(
  input: LooksInput | undefined,
  path: Path,
  trial: Monitored,
  trialName: string,
  context: Context,
): Monitoring | null {
  const { checker } = context;
  if (input === undefined) return null;
  checkOrder(trial.looks, input, path, context);
  const { spending, bounds, futility, select } = input;
  const stopWhen = input['stop when'];
  const close = readClosing(input, [...path, 'close'], trial, context);
  checkEachLooks(trial.looks, input, path, context);
  if (
    spending === undefined &&
    bounds === undefined &&
    futility === undefined &&
    select === undefined &&
    close === null
  ) {
    for (const option of ['stop when', 'information'] as const) {
      if (input[option] === undefined) continue;
      const known = ['spending', 'bounds', 'futility'];
      checker.add(
        'option-method',
        [...path, option],
        { option, method: 'looks that stop nothing', known },
        'key',
      );
    }
    return null;
  }
  if (spending !== undefined && bounds !== undefined) {
    checker.add('several-of', [...path, 'bounds'], { keys: ['spending', 'bounds'] }, 'key');
  }
  if (bounds !== undefined && input.information === 'actual')
    checker.add('bounds-planned', [...path, 'information'], {});
  const decided = trial.multiplicity?.of.length ?? trial.names.length;
  if (decided > MOST_TESTS && close === null)
    checker.add('looks-tests', path, { tests: decided, most: MOST_TESTS }, 'key');
  const alpha = trial.multiplicity?.alpha ?? Math.min(1, ...trial.tests.map((test) => test.alpha));
  const rules = (Array.isArray(futility) ? futility : futility === undefined ? [] : [futility]).flatMap(
    (rule, i) => {
      const at = Array.isArray(futility) ? [...path, 'futility', i] : [...path, 'futility'];
      return readFutility(rule, at, trial, context) ?? [];
    },
  );
  const own = close === null ? null : testsOf(trial.tests, close.tests);
  const monitoring: Monitoring = {
    bounds:
      spending !== undefined
        ? readSpending(spending, [...path, 'spending'], { alpha, looks: trial.looks.length }, context)
        : bounds === undefined
          ? null
          : readBounds(bounds, [...path, 'bounds'], context),
    information: input.information ?? (bounds === undefined ? 'actual' : 'planned'),
    futility:
      own === null
        ? rules
        : rules.map((rule) => ({ ...rule, of: own.filter((name) => rule.of.includes(name)) })),
    stopWhen:
      stopWhen === undefined
        ? null
        : checker.attempt([...path, 'stop when'], () =>
            parseClaim(
              stopWhen,
              trial.names.map((test) => ({ trial: trialName, test })),
            ),
          ),
    select: select === undefined ? null : readSelection(select, [...path, 'select'], trial, context),
    close,
  };
  if (close !== null) checkClosing(monitoring, path, trial.multiplicity, input.at.length, context);
  return monitoring;
}

/** Names of the tests of all levels of one `in: each FACTOR`. */
function testsOf(tests: readonly TestSpec[], written: string): string[] {
  return tests.filter(({ basket }) => basket?.test === written).map(({ name }) => name);
}

/** A look of its own for each level decides on nothing where levels are not closed; the last look is one for all. */
function checkEachLooks(looks: readonly Timing[], input: LooksInput, path: Path, { checker }: Context): void {
  if (looks.length !== input.at.length) return;
  looks.forEach((look, k) => {
    const closes = input.close !== undefined && k < looks.length - 1;
    if (nestsEach(look) || (look.kind === 'each' && !closes))
      checker.add('each-look', [...path, 'at', k], {}, 'key');
  });
}

const nestsEach = (look: Timing): boolean =>
  (look.kind === 'first of' || look.kind === 'last of') &&
  look.of.some((one) => one.kind === 'each' || nestsEach(one));

/** Looks of the same kind come one after the other. */
function checkOrder(looks: readonly Timing[], input: LooksInput, path: Path, { checker }: Context): void {
  if (looks.length !== input.at.length) return;
  const amount = (look: Timing): { key: string; value: number; of: string } | null => {
    switch (look.kind) {
      case 'events':
        return { key: `events of ${look.of} in ${populationText(look.in)}`, value: look.n, of: 'events' };
      case 'months':
      case 'follow-up':
        return { key: look.kind, value: look.months, of: look.kind };
      default:
        return null;
    }
  };
  looks.forEach((look, k) => {
    const here = amount(look);
    const before = looks
      .slice(0, k)
      .flatMap((one) => amount(one) ?? [])
      .filter((one) => one.key === here?.key);
    if (here === null || before.every((one) => one.value < here.value)) return;
    const previous = Math.max(...before.map((one) => one.value));
    checker.add('look-order', [...path, 'at', k, here.of], { what: here.of, previous });
  });
}

function readSpending(
  input: SpendingInput,
  path: Path,
  { alpha, looks }: { alpha: number; looks: number },
  { checker }: Context,
): Spending | null {
  if (typeof input === 'string') return { kind: input };
  const way = exactlyOne(checker, input, SPENDING_KEYS, path);
  switch (way) {
    case null:
      return null;
    case 'hwang-shih-decani':
      return { kind: way, gamma: input[way]! };
    case 'kim-demets':
      return { kind: way, rho: input[way]! };
    case 'user': {
      const spent = input.user!;
      const here = [...path, 'user'];
      if (spent.length !== looks) checker.add('spending-looks', here, { values: spent.length, looks });
      spent.forEach((value, k) => {
        if (k > 0 && value < spent[k - 1])
          checker.add('spending-order', [...here, k], { previous: spent[k - 1] });
        if (value > alpha + 1e-12) checker.add('spending-alpha', [...here, k], { alpha });
      });
      return { kind: 'user', spent };
    }
  }
}

function readBounds(
  input: NonNullable<LooksInput['bounds']>,
  path: Path,
  { checker }: Context,
): ClassicalBounds | null {
  if (typeof input === 'string') return { kind: input };
  const way = exactlyOne(checker, input, BOUNDS_KEYS, path);
  switch (way) {
    case 'wang-tsiatis':
      return { kind: way, shape: input[way]! };
    case 'haybittle-peto':
      return { kind: way, z: input[way]! };
    default:
      return way === null ? null : { kind: way, reaches: input[way]! };
  }
}

function readFutility(
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

const isHazardRatio = (test: TestSpec, { names }: Context): boolean =>
  names.endpoints[test.of] === 'time-to-event' && test.by !== 'rmst' && test.interaction === null;

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

function readSelection(
  input: SelectInput,
  path: Path,
  { tests, multiplicity, looks, names }: Monitored,
  { checker }: Context,
): Selection | null {
  const after = input.after ?? 1;
  if (after >= looks.length) checker.add('look-number', [...path, 'after'], { most: looks.length - 1 });
  const family = multiplicity?.of ?? names;
  const from = input.from.flatMap((name, i) => {
    if (names.includes(name)) return [name];
    const inPopulation = tests.filter(
      (test) => family.includes(test.name) && test.interaction === null && populationText(test.in) === name,
    );
    if (inPopulation.length === 1) return [inPopulation[0].name];
    const known = [...new Set([...names, ...tests.map((test) => populationText(test.in))])];
    const suggestion = nearest(name, known);
    checker.add('unknown-name', [...path, 'from', i], {
      what: 'test or population',
      name,
      suggestion,
      known,
    });
    return [];
  });
  const reassess =
    input.reassess === undefined
      ? null
      : { power: input.reassess['conditional power'], most: input.reassess['at most'] };
  const rule = input.rule ?? 'best';
  if (typeof rule === 'string') {
    return {
      after,
      from,
      by: input.by ?? 'estimate',
      rule: { kind: rule },
      recruit: input.recruit ?? 'selected',
      reassess,
    };
  }
  const way = exactlyOne(checker, rule, RULE_KEYS, [...path, 'rule']);
  if (way === null) return null;
  return {
    after,
    from,
    by: input.by ?? 'estimate',
    rule: way === 'r best' ? { kind: way, r: rule[way]! } : { kind: way, value: rule[way]! },
    recruit: input.recruit ?? 'selected',
    reassess,
  };
}
