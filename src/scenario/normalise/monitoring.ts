import { parseClaim } from '../claimExpression.ts';
import type { Monitoring } from '../conductModel.ts';
import type { TestSpec, Timing } from '../model.ts';
import type { Path } from '../path.ts';
import { populationText } from '../populationText.ts';
import type { TrialInput } from '../schema/designs.ts';
import { checkClosing, checkPredictive, readClosing } from './closing.ts';
import type { Context } from './context.ts';
import { readFutility } from './futility.ts';
import type { Monitored } from './monitored.ts';
import { readSelection } from './selection.ts';
import { readBounds, readSpending } from './spending.ts';

type LooksInput = NonNullable<TrialInput['looks']>;

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
  const own = close === null ? null : testsOf(trial.tests, close.tests);
  // Where levels are closed a rule decides on them alone, whatever else is tested.
  const decides =
    own === null ? trial : { ...trial, tests: trial.tests.filter(({ name }) => own.includes(name)) };
  const rules = (Array.isArray(futility) ? futility : futility === undefined ? [] : [futility]).flatMap(
    (rule, i) => {
      const at = Array.isArray(futility) ? [...path, 'futility', i] : [...path, 'futility'];
      return readFutility(rule, at, decides, context) ?? [];
    },
  );
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
  if (close === null) checkPredictive(monitoring, path, context);
  else checkClosing(monitoring, path, trial.multiplicity, input.at.length, context);
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
