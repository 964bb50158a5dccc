import { mostSpecific } from '../cells.ts';
import type { Comparator, PopulationExpression, TestSpec, TwoStageRule } from '../model.ts';
import { formatPath, type Path } from '../path.ts';
import { parsePopulation } from '../populationExpression.ts';
import { populationText } from '../populationText.ts';
import { AGAINST_KEYS, type TestInput } from '../schema/designs.ts';
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
};

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
  if (typeof against === 'string') return readOthers(against, here, own, enrol, context);
  const { checker } = context;
  switch (exactlyOne(checker, against, AGAINST_KEYS, here)) {
    case 'rate':
      return readRate(against.rate!, [...here, 'rate'], path, context);
    case 'median':
      return { kind: 'curve', hazard: constant(Math.LN2 / against.median!) };
    case 'hazard':
      return { kind: 'curve', hazard: readPeriods(against.hazard!, [...here, 'hazard'], checker) };
    case 'survival': {
      const points = [against.survival!].flat();
      return { kind: 'curve', hazard: hazardsThrough(readPoints(points, [...here, 'survival'], context), 0) };
    }
    default:
      return null;
  }
}

/** One rate, or that of the level which a test of `in: each FACTOR` stands for; null where there is none. */
function readRate(
  rate: number | Record<string, number>,
  path: Path,
  test: Path,
  context: Context,
): Comparator | null {
  if (typeof rate === 'number') return { kind: 'rate', value: rate };
  const each = context.each.get(formatPath(test));
  if (each === undefined) {
    context.checker.add('rate-by-level', path, {}, 'key');
    return null;
  }
  const { table, complete } = readEntries(rate, path, context, (value) => value);
  if (!complete) return null;
  const cell = { levels: { [each.factor]: each.level }, truth: {} };
  const best = mostSpecific(table, cell);
  if (best.length === 1) return { kind: 'rate', value: best[0].value };
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
): Comparator | null {
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

/** Comparator and method must fit each other and the kind of trial. */
export function checkAgainst(
  by: TestSpec['by'],
  against: Comparator | null,
  input: TestInput,
  path: Path,
  singleArm: boolean,
  { checker }: Context,
): void {
  const { against: kinds } = METHODS[by];
  const known = kinds.map((kind) => KIND_WORDS[kind]);
  const here = [...path, 'against'];
  if (!singleArm) {
    if (input.against !== undefined) checker.add('against-randomised', here, {}, 'key');
    else if (!kinds.includes('population')) checker.add('one-arm-method', [...path, 'by'], { method: by });
    return;
  }
  if (input.interaction !== undefined)
    checker.add(
      'option-method',
      [...path, 'interaction'],
      {
        option: 'interaction',
        method: 'a single-arm trial',
        known: ['`against` for a contrast of populations'],
      },
      'key',
    );
  if (input.against === undefined) checker.add('against-missing', path, { method: by, known }, 'key');
  else if (against !== null && !kinds.includes(against.kind))
    checker.add('against-method', here, { method: by, what: KIND_WORDS[against.kind], known }, 'key');
}

/** Reads the two stages of `simon`; null where they cannot be read. */
export function readStages(
  { stages }: TestInput,
  path: Path,
  rate: number | null,
  { checker }: Context,
): TwoStageRule | null {
  const here = [...path, 'stages'];
  if (stages === undefined) return null;
  const { n1, r1, n, r, p1, power = 0.8, type = 'optimal' } = stages;
  const given = [n1, r1, n, r].filter((one) => one !== undefined).length;
  const search = p1 !== undefined || stages.power !== undefined || stages.type !== undefined;
  if (given + Number(search) === 0 || (given > 0 && (search || given < 4)) || (search && p1 === undefined)) {
    checker.add('stages-form', here, {}, 'key');
    return null;
  }
  if (p1 !== undefined) {
    if (rate !== null && p1 <= rate) checker.add('stages-rate', [...here, 'p1'], { rate });
    return { kind: 'search', p1, power, type };
  }
  const rule = { kind: 'given' as const, n1: n1!, r1: r1!, n: n!, r: r! };
  if (!(rule.r1 < rule.n1 && rule.n1 < rule.n && rule.r1 <= rule.r && rule.r < rule.n))
    checker.add('stages-order', here, {}, 'key');
  return rule;
}
