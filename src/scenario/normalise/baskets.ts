import { isBasketMethod } from '../basketMethods.ts';
import type { EachTest } from '../expandEach.ts';
import type { BasketMethod, BasketPlace, Calibration, Method, PopulationExpression } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import { type BorrowingInput, GLOBAL_KEYS, TAU_KEYS, WEIGHT_KEYS } from '../schema/borrowing.ts';
import type { TestInput } from '../schema/designs.ts';
import { type Context, exactlyOne } from './context.ts';
import { overlap } from './designCells.ts';
import { STANDARDISING } from './methods.ts';

/** Whether a trial enrols patients of the level that a test stands for. */
export function enrols(
  { factor, level }: EachTest,
  enrol: PopulationExpression,
  { names }: Context,
): boolean {
  return overlap([{ kind: 'level', factor, level }, enrol], names);
}

/** A level's place, and how the levels are analysed together. */
export function readBasket(
  { borrowing, calibrate }: TestInput,
  { test, factor, level }: EachTest,
): BasketPlace {
  return {
    test,
    factor,
    level,
    options: optionsOf(borrowing ?? {}),
    calibrate: calibrate === undefined ? null : readCalibration(calibrate),
  };
}

function readCalibration({
  error = 'basket-wise',
  at,
  over = [{}],
  hold = 'worst',
}: NonNullable<TestInput['calibrate']>): Calibration {
  return { error, at, over: Array.isArray(over) ? over : { respondingAt: over['responding at'] }, hold };
}

/** Options that go with a method. */
const OPTIONS: Record<BasketMethod, readonly (keyof BorrowingInput)[]> = {
  pooled: ['prior'],
  fujikawa: ['prior', 'epsilon', 'tau', 'base', 'global', 'prune'],
  'power-prior': ['prior', 'weight', 'global', 'limited', 'donors', 'prune'],
  bhm: ['mu', 'tau'],
  exnex: ['exchangeable', 'alone'],
  cbhm: ['a', 'b', 'mu'],
  mem: ['prior', 'exchangeable', 'over'],
  'prune-and-pool': ['prior', 'prune', 'level', 'test'],
  'robust-map': ['mu', 'tau', 'weight', 'vague', 'donors', 'sources'],
};

/** The options in the words of the room of baskets: one of several keys becomes a kind. */
function optionsOf(borrowing: BorrowingInput): Record<string, unknown> {
  const { tau, weight, exchangeable, global, sources, ...others } = borrowing;
  const laws = Array.isArray(exchangeable)
    ? exchangeable.map((law) => ({ ...law, ...(law.tau === undefined ? {} : { tau: tauOf(law.tau) }) }))
    : exchangeable;
  return {
    ...others,
    ...(tau === undefined ? {} : { tau: typeof tau === 'number' ? tau : tauOf(tau) }),
    ...(weight === undefined ? {} : { weight: typeof weight === 'number' ? weight : weightOf(weight) }),
    ...(laws === undefined ? {} : { exchangeable: laws }),
    ...(sources === undefined
      ? {}
      : { sources: sources.map(({ patients, responders }) => ({ n: patients, x: responders })) }),
    ...(global === undefined ? {} : { global: typeof global === 'number' ? global : globalOf(global) }),
  };
}

function tauOf(tau: Exclude<BorrowingInput['tau'], number | undefined>): object {
  if (tau['half-normal'] !== undefined) return { kind: 'half-normal', scale: tau['half-normal'] };
  if (tau.uniform !== undefined) return { kind: 'uniform', upper: tau.uniform };
  if (tau['inverse-gamma'] !== undefined) return { kind: 'inverse-gamma', ...tau['inverse-gamma'] };
  return { kind: 'fixed', value: tau.fixed };
}

function weightOf(weight: Exclude<BorrowingInput['weight'], number | undefined>): object {
  if (weight.divergence !== undefined) return { kind: 'jsd', epsilon: 2, tau: 0, ...weight.divergence };
  if (weight.calibrated !== undefined) return { kind: 'calibrated', ...weight.calibrated };
  if (weight['marginal-likelihood'] !== undefined) return { kind: 'marginal-likelihood' };
  if (weight.hellinger !== undefined) return { kind: 'hellinger' };
  return { kind: 'fixed', power: weight.fixed };
}

function globalOf(global: Exclude<BorrowingInput['global'], number | undefined>): object {
  if (global.spread !== undefined) return { kind: 'spread', epsilon: global.spread };
  if (global.divergence !== undefined) return { kind: 'jsd', epsilon: global.divergence };
  return { kind: 'fixed', weight: global.fixed };
}

/** Options must belong to the method, levels exist, and of several keys one be given. */
function checkBorrowing(
  by: BasketMethod,
  borrowing: BorrowingInput,
  path: Path,
  each: EachTest | undefined,
  context: Context,
): void {
  const { checker } = context;
  const here = [...path, 'borrowing'];
  for (const key of Object.keys(borrowing) as (keyof BorrowingInput)[]) {
    if (OPTIONS[by].includes(key)) continue;
    const known = (Object.keys(OPTIONS) as BasketMethod[]).filter((method) => OPTIONS[method].includes(key));
    checker.add('option-method', [...here, key], { option: key, method: by, known }, 'key');
  }
  if (by === 'cbhm' && (borrowing.a === undefined || borrowing.b === undefined)) {
    checker.add(
      'option-needed',
      here,
      { option: 'a and b', method: by, example: 'borrowing: {a: -4, b: 2}' },
      'key',
    );
  }
  const spreads = [
    borrowing.tau,
    ...(Array.isArray(borrowing.exchangeable) ? borrowing.exchangeable.map((law) => law.tau) : []),
  ];
  spreads.forEach((tau, i) => {
    const at = i === 0 ? [...here, 'tau'] : [...here, 'exchangeable', i - 1, 'tau'];
    if (typeof tau === 'object') exactlyOne(checker, tau, TAU_KEYS, at);
    else if (tau !== undefined && by !== 'fujikawa')
      checker.add('wrong-type', at, { expected: 'a table', hint: 'for instance {half-normal: 1}' });
  });
  if (typeof borrowing.weight === 'object')
    exactlyOne(checker, borrowing.weight, WEIGHT_KEYS, [...here, 'weight']);
  if (typeof borrowing.global === 'object')
    exactlyOne(checker, borrowing.global, GLOBAL_KEYS, [...here, 'global']);
  borrowing.donors?.forEach((name, i) => {
    checkLevel(name, [...here, 'donors', i], each, context);
  });
}

/** A level of the factor that a test is of. */
function checkLevel(name: string, path: Path, each: EachTest | undefined, { checker, names }: Context): void {
  const known = each === undefined ? [] : [...names.factors[each.factor]];
  if (each === undefined || known.includes(name)) return;
  checker.add('unknown-name', path, { what: 'level', name, suggestion: nearest(name, known), known });
}

/** Basket analyses go with `in: each FACTOR`, standardising ones with `for` and strata; a cut-off is given once. */
export function checkBasket(
  by: Method,
  input: TestInput,
  path: Path,
  each: EachTest | undefined,
  context: Context,
): void {
  const { checker } = context;
  if (isBasketMethod(by) && input.borrowing !== undefined)
    checkBorrowing(by, input.borrowing, path, each, context);
  if (by === 'cbhm' && input.borrowing === undefined) {
    const example = 'borrowing: {a: -4, b: 2}';
    checker.add('option-needed', path, { option: 'borrowing', method: by, example }, 'key');
  }
  if (isBasketMethod(by) && each === undefined) checker.add('basket-each', [...path, 'in'], { method: by });
  if (STANDARDISING.includes(by)) {
    if (input.for === undefined)
      checker.add('option-needed', path, { option: 'for', method: by, example: 'for: target mix' }, 'key');
    if ((input['stratify by'] ?? []).length === 0) {
      const example = 'stratify by: [tumour]';
      checker.add('option-needed', path, { option: 'stratify by', method: by, example }, 'key');
    }
  }
  const over = input.calibrate?.over;
  (Array.isArray(over) ? over : []).forEach((rates, i) => {
    for (const level of Object.keys(rates))
      checkLevel(level, [...path, 'calibrate', 'over', i, level], each, context);
  });
  for (const key of ['probability', 'alpha'] as const) {
    if (input.calibrate !== undefined && input[key] !== undefined)
      checker.add('calibrate-prior', [...path, key], { key }, 'key');
  }
}
