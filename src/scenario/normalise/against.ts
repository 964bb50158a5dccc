import { mostSpecific } from '../cells.ts';
import type { Comparator, PopulationExpression, TestSpec } from '../model.ts';
import { formatPath, type Path } from '../path.ts';

import { parsePopulation } from '../populationExpression.ts';
import { populationText } from '../populationText.ts';
import { AGAINST_KEYS, type TestInput } from '../schema/designs.ts';
import { type AgainstInput, checkCohortTest, readCohort } from './cohortAgainst.ts';
import { type Context, exactlyOne } from './context.ts';
import { hazardsThrough, readPoints } from './curve.ts';
import { overlap } from './designCells.ts';
import { METHODS } from './methods.ts';
import { constant, readPeriods } from './periods.ts';
import { cellText, readEntries } from './tables.ts';

/** Words for the kinds of comparator. */
const KIND_WORDS: Record<Comparator['kind'], string> = {
  population: 'other patients (`against: EGFR-`)',
  rate: 'a fixed rate (`against: {rate: 0.15}`)',
  curve: 'a fixed curve (`against: {median: 6}`)',
  cohort: 'an external cohort (`against: {cohort: history}`)',
};

/** Adjustments that go beside a control arm as well. */
const BORROWED: readonly string[] = ['power prior', 'robust map'];

function refuseOptions(against: AgainstInput, path: Path, { checker }: Context): void {
  for (const option of ['adjust', 'for', 'weight', 'matched', 'between-trial sd'] as const) {
    if (against[option] === undefined) continue;
    checker.add(
      'option-method',
      [...path, option],
      { option, method: 'a fixed value', known: ['cohort'] },
      'key',
    );
  }
}

/** Reads what a test of a single-arm trial is held against; null where that cannot be said. */
export function readAgainst(
  input: TestInput,
  path: Path,
  own: PopulationExpression,
  enrol: PopulationExpression,
  context: Context,
): Comparator | null {
  const here = [...path, 'against'];
  const { against } = input;
  if (against === undefined) return null;
  if (typeof against === 'string') {
    const others = readOthers(against, here, own, enrol, context);
    return others === null || input.arm === undefined ? others : { ...others, arm: input.arm };
  }
  const { checker } = context;
  if (against.cohort === undefined) refuseOptions(against, here, context);
  switch (exactlyOne(checker, against, AGAINST_KEYS, here)) {
    case 'rate':
      return byLevel(against.rate!, [...here, 'rate'], path, context, (value) => ({ kind: 'rate', value }));
    case 'median':
      return byLevel(against.median!, [...here, 'median'], path, context, (median) => ({
        kind: 'curve',
        hazard: constant(Math.LN2 / median),
      }));
    case 'hazard':
      return { kind: 'curve', hazard: readPeriods(against.hazard!, [...here, 'hazard'], checker) };
    case 'survival': {
      const points = [against.survival!].flat();
      return { kind: 'curve', hazard: hazardsThrough(readPoints(points, [...here, 'survival'], context), 0) };
    }
    case 'cohort':
      return readCohort(against, here, own, context);
    default:
      return null;
  }
}

/** What one number says, or that of the level which a test of `in: each FACTOR` stands for; null where there is none. */
function byLevel(
  number: number | Record<string, number>,
  path: Path,
  test: Path,
  context: Context,
  comparator: (value: number) => Comparator,
): Comparator | null {
  if (typeof number === 'number') return comparator(number);
  const each = context.each.get(formatPath(test));
  if (each === undefined) {
    context.checker.add('rate-by-level', path, {}, 'key');
    return null;
  }
  const { table, complete } = readEntries(number, path, context, (value) => value);
  if (!complete) return null;
  const cell = { levels: { [each.factor]: each.level }, truth: {} };
  const best = mostSpecific(table, cell);
  if (best.length === 1) return comparator(best[0].value);
  const keys = best.map((entry) => populationText(entry.population));
  if (best.length === 0) context.checker.add('cell-uncovered', path, { cell: cellText(cell) });
  else context.checker.add('cell-ambiguous', path, { cell: cellText(cell), keys });
  return null;
}

function readOthers(
  text: string,
  path: Path,
  own: PopulationExpression,
  enrol: PopulationExpression,
  { checker, names }: Context,
): Extract<Comparator, { kind: 'population' }> | null {
  const population = checker.attempt(path, () => parsePopulation(text, names, 'designs'));
  if (population === null) return null;
  if (!overlap([population, enrol], names)) {
    const enrolled = populationText(enrol);
    checker.add('not-enrolled', path, { population: populationText(population), enrolled });
  } else if (overlap([population, own, enrol], names)) {
    checker.add('contrast-overlap', path, { own: populationText(own), other: populationText(population) });
  }
  return { kind: 'population', population };
}

function refuseInteraction(path: Path, method: string, checker: Context['checker']): void {
  const known = ['`against` for a contrast of populations'];
  checker.add('option-method', [...path, 'interaction'], { option: 'interaction', method, known }, 'key');
}

/** Patients who respond on one arm, or in one population, are not those who would on the other: a duration is held against a curve. */
function checkDuration(
  against: Comparator | null,
  input: TestInput,
  path: Path,
  singleArm: boolean,
  { checker, names }: Context,
): boolean {
  const endpoint = input.of ?? Object.keys(names.endpoints)[0];
  if (!names.durations.includes(endpoint)) return false;
  // What cannot be read is a fault of its own.
  const held = singleArm && (against === null ? input.against !== undefined : against.kind === 'curve');
  if (!held) {
    const at = input.against === undefined ? path : [...path, 'against'];
    checker.add('duration-use', at, { endpoint, use: 'comparison' }, 'key');
  }
  return !held;
}

/** Comparator and method must fit each other and the kind of trial. */
export function checkAgainst(
  by: TestSpec['by'],
  against: Comparator | null,
  input: TestInput,
  path: Path,
  singleArm: boolean,
  context: Context,
): void {
  const { checker } = context;
  const { against: kinds } = METHODS[by];
  const known = kinds.map((kind) => KIND_WORDS[kind]);
  const here = [...path, 'against'];
  if (checkDuration(against, input, path, singleArm, context)) return;
  const borrowed = against?.kind === 'cohort' && BORROWED.includes(against.adjustment.kind);
  if (against?.kind === 'cohort') checkCohortTest(against, by, input, path, context);
  const withinArm = input.arm !== undefined && against?.kind === 'population';
  if (input.arm !== undefined && (singleArm || !withinArm)) {
    const method = singleArm ? 'a single-arm trial' : 'a comparison of the arms';
    const known = singleArm ? [] : ['`against` for a contrast of populations'];
    checker.add('option-method', [...path, 'arm'], { option: 'arm', method, known }, 'key');
  }
  if (!singleArm) {
    if (withinArm && input.interaction !== undefined)
      refuseInteraction(path, 'a contrast within an arm', checker);
    if (borrowed || (withinArm && kinds.includes('population'))) return;
    if (input.against !== undefined) checker.add('against-randomised', here, {}, 'key');
    else if (!kinds.includes('population')) checker.add('one-arm-method', [...path, 'by'], { method: by });
    return;
  }
  if (input.interaction !== undefined) refuseInteraction(path, 'a single-arm trial', checker);
  if (by === 'milestone' && against?.kind === 'curve' && input['stratify by'] !== undefined) {
    const parameters = {
      option: 'stratify by',
      method: 'milestone against a fixed value',
      known: ['post-stratified-milestone'],
    };
    checker.add('option-method', [...path, 'stratify by'], parameters, 'key');
  }
  if (input.against === undefined) checker.add('against-missing', path, { method: by, known }, 'key');
  else if (against !== null && !kinds.includes(against.kind))
    checker.add('against-method', here, { method: by, what: KIND_WORDS[against.kind], known }, 'key');
}
