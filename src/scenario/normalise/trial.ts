import { evaluatePopulation } from '../cells.ts';
import { canonicalName } from '../cuts.ts';
import type {
  BalanceReport,
  MarkerStrategy,
  PopulationExpression,
  Randomisation,
  TestSpec,
  Timing,
  TrialDesign,
  Truth,
} from '../model.ts';
import type { Path } from '../path.ts';
import { parsePopulation } from '../populationExpression.ts';
import { populationText } from '../populationText.ts';
import type { TrialInput } from '../schema/designs.ts';
import { checkAdaptive } from './adaptive.ts';
import { checkOpenings } from './closing.ts';
import type { Context } from './context.ts';
import { designCells, overlap } from './designCells.ts';
import { readEstimates } from './estimates.ts';
import { STAGED } from './methods.ts';
import { readMonitoring } from './monitoring.ts';
import { readMultiplicity } from './multiplicity.ts';
import { readRandomisation } from './randomisation.ts';
import { checkStages as checkQuotaStages, readQuotas, readSize } from './size.ts';
import { mostPatients } from './stages.ts';
import { checkCharacteristic, readPopulationIn, readTest } from './tests.ts';
import { readTiming } from './timing.ts';
import { checkNumbers } from './trialNumbers.ts';

/**
 * Reads a trial. Parts of the wrong shape are left out, the others checked.
 *
 * @param truth null while the truth itself is faulty: what needs its numbers is then not checked
 */
export function readTrial(
  name: string,
  written: TrialInput,
  path: Path,
  truth: Truth | null,
  context: Context,
): TrialDesign {
  const { checker } = context;
  const input = Object.fromEntries(
    Object.entries(written).filter(([key]) => key === 'tests' || checker.sound([...path, key])),
  ) as TrialInput;
  const enrol = readEnrol(input.enrol, path, context);
  const arm = input['single arm'];
  const randomise =
    arm === undefined ? readRandomisation(input, path, context) : singleArm(arm, input, path, context);
  const quotas = readQuotas(input, path, enrol, context);
  const tests = readTests(input, path, enrol, context);
  const staged = tests.some((test) => STAGED.includes(test.by));
  const size = readSize(input, path, { randomise, quotas, enrol, staged }, context);
  const looks = readLooks(input, path, tests, enrol, context);
  const testNames = Object.keys(checker.readable([...path, 'tests']) ? (input.tests ?? {}) : {});
  const family = { tests, names: testNames, alpha: input.alpha };
  const multiplicity = readMultiplicity(input.multiplicity, [...path, 'multiplicity'], family, context);
  const monitored = { tests, names: testNames, multiplicity, looks };
  const monitoring = readMonitoring(input.looks, [...path, 'looks'], monitored, name, context);
  const trial: TrialDesign = {
    name,
    enrol,
    randomise,
    ...readStrategy(input, path, enrol, context),
    ...readBalance(input, randomise, path, context),
    size,
    quotas,
    looks,
    tests,
    monitoring,
    multiplicity,
    ...readEstimates(
      input.estimates,
      [...path, 'estimates'],
      { tests, names: testNames, monitoring },
      context,
    ),
  };
  if (staged) checkStages(trial, input, path, context);
  if (monitoring?.close && truth?.enrolment.arrivals === 'uniform')
    checker.add('close-with', [...path, 'looks', 'close'], { what: 'uniform arrivals' }, 'key');
  checkQuotaStages(trial, path, context);
  checkOpenings(trial, path, context);
  checkAdaptive(trial, path, truth?.enrolment.arrivals === 'uniform', context);
  if (size.kind === 'randomised' && truth !== null && checker.sound(path))
    checkNumbers(trial, size.n, input, path, truth, context);
  return trial;
}

/** Who is enrolled; everybody where what is written names nobody, so that this is one fault. */
function readEnrol(text: string | undefined, path: Path, { checker, names }: Context): PopulationExpression {
  const here = [...path, 'enrol'];
  const enrol = checker.attempt(here, () => parsePopulation(text ?? 'all', names, 'designs'));
  if (enrol !== null && overlap([enrol], names)) return enrol;
  if (enrol !== null) checker.add('names-nobody', here, { population: populationText(enrol) });
  return { kind: 'all' };
}

/** Everybody on one arm. */
function singleArm(
  arm: 'experimental' | 'control',
  input: TrialInput,
  path: Path,
  { checker }: Context,
): Randomisation {
  for (const option of ['randomise', 'balance'] as const) {
    if (input[option] === undefined) continue;
    checker.add(
      'option-method',
      [...path, option],
      { option, method: 'a single-arm trial', known: [] },
      'key',
    );
  }
  return { ratio: arm === 'experimental' ? [1, 0] : [0, 1], method: 'simple', block: 1, stratifyBy: [] };
}

/** The stages of a rule are the trial's: nothing else may size or time it. */
function checkStages(trial: TrialDesign, input: TrialInput, path: Path, { checker, names }: Context): void {
  const rules = trial.tests.filter((test) => STAGED.includes(test.by));
  const [{ stages }] = rules;
  const families = new Set(rules.map(({ name, basket }) => basket?.test ?? name));
  const levels = rules[0].basket !== null;
  const problems = [
    ...(families.size > 1 ? ['there is one such test in a trial'] : []),
    ...(levels && input.multiplicity !== undefined ? ['it takes no "multiplicity"'] : []),
    ...(stages !== null && mostPatients(stages) * rules.length > 5000
      ? ['it has at most 5,000 patients']
      : []),
    ...(levels && stages?.rests === false ? ['the screening of a level rests at its stages'] : []),
    ...(input.quotas === undefined ? [] : ['it takes no "quotas"']),
    ...(input['analyse at'] === undefined && input.looks === undefined ? [] : ['the rule says when to look']),
    ...(trial.tests.some((test) => names.endpoints[test.of] !== 'binary')
      ? ['all endpoints of its trial are binary']
      : []),
    ...(levels ||
    designCells([trial.enrol, rules[0].in], names).every(
      (cell) => !evaluatePopulation(trial.enrol, cell) || evaluatePopulation(rules[0].in, cell),
    )
      ? []
      : ['it tests everybody enrolled']),
  ];
  for (const problem of problems) checker.add('stages-trial', path, { test: rules[0].name, problem }, 'key');
}

/** Populations of those enrolled: who is given the experimental treatment on either arm. */
function readStrategy(
  input: TrialInput,
  path: Path,
  enrol: PopulationExpression,
  context: Context,
): { strategy?: MarkerStrategy } {
  const written = input['marker strategy'];
  if (written === undefined) return {};
  const here = [...path, 'marker strategy'];
  if (input['single arm'] !== undefined) {
    const parameters = { option: 'marker strategy', method: 'a single-arm trial', known: [] };
    context.checker.add('option-method', here, parameters, 'key');
  }
  const whole = typeof written === 'string';
  const guided = readPopulationIn(
    whole ? written : written.guided,
    whole ? here : [...here, 'guided'],
    enrol,
    context,
  );
  const unguided =
    whole || written.unguided === undefined
      ? null
      : readPopulationIn(written.unguided, [...here, 'unguided'], enrol, context);
  return guided === null ? {} : { strategy: { guided, unguided } };
}

function readBalance(
  { balance }: TrialInput,
  { stratifyBy }: Randomisation,
  path: Path,
  context: Context,
): { balance?: BalanceReport } {
  if (balance === undefined) return {};
  const by = (balance.by ?? []).map((one) => canonicalName(one, context.names));
  by.forEach((one, i) => {
    checkCharacteristic(one, [...path, 'balance', 'by', i], context);
  });
  return { balance: { by: balance.by === undefined ? stratifyBy : by, beyond: balance.beyond ?? 0.1 } };
}

function readTests(input: TrialInput, path: Path, enrol: PopulationExpression, context: Context): TestSpec[] {
  const { checker } = context;
  const here = [...path, 'tests'];
  if (!checker.readable(here)) return [];
  const named = Object.entries(input.tests ?? {});
  if (named.length === 0 && context.complete(path)) {
    checker.add(
      'missing',
      here,
      { name: 'tests', hint: 'for instance `tests: {overall: {by: log-rank}}`' },
      'key',
    );
  }
  const singleArm = input['single arm'] !== undefined;
  const defaults = { enrol, singleArm, sided: input.sided, alpha: input.alpha };
  return named.flatMap(([name, test]) => readTest(name, test, [...here, name], defaults, context) ?? []);
}

function readLooks(
  input: TrialInput,
  path: Path,
  tests: readonly TestSpec[],
  enrol: PopulationExpression,
  context: Context,
): Timing[] {
  const { checker, names } = context;
  const once = input['analyse at'];
  const several = input.looks?.at;
  if (once !== undefined && several !== undefined) {
    checker.add('several-of', [...path, 'looks'], { keys: ['analyse at', 'looks'] }, 'key');
  }
  const written = several?.map((one, i) => ({ one, at: [...path, 'looks', 'at', i] as Path })) ?? [];
  if (once !== undefined) written.push({ one: once, at: [...path, 'analyse at'] });
  if (written.length === 0) {
    const timed = tests.find((test) => names.endpoints[test.of] === 'time-to-event');
    const unsaid = checker.sound([...path, 'analyse at']) && checker.sound([...path, 'looks']);
    if (timed !== undefined && unsaid && context.complete(path))
      checker.add('timing-missing', [...path, 'analyse at'], { endpoint: timed.of }, 'key');
    return [{ kind: 'assessed' }];
  }
  return written.flatMap(({ one, at }) => readTiming(one, at, tests, enrol, context) ?? []);
}
