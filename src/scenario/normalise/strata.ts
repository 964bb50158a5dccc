import { cellPopulation, mostSpecific } from '../cells.ts';
import type { ByCell, PopulationExpression, Truth } from '../model.ts';
import type { TruthInput } from '../schema/truth.ts';
import type { Context } from './context.ts';
import { cellsToldApart, cellText, checkCoverage, readEntries } from './tables.ts';

const LEVEL_NAME = /^[^&|()=]+$/;

/** Reads the factors. A share may depend on the levels of factors that stand before its own; incidences become shares. */
export function readStrata(input: TruthInput, context: Context): Truth['strata'] {
  const { checker } = context;
  const strata: Truth['strata'] = {};
  for (const [factor, levels] of Object.entries(input.strata ?? {})) {
    const path = ['truth', 'strata', factor];
    checkLevelName('stratum', factor, path, checker);
    if (!checker.sound(path)) continue;
    const before = Object.keys(strata);
    const word = wordOf(levels, path, context);
    let whole = word !== null;
    const weights = Object.entries(levels).map(([level, own]): [string, ByCell<number>] => {
      checkLevelName('level', level, [...path, level], checker);
      if (word === null) return [level, []];
      const at = [...path, level, word];
      const { table, complete } = readEntries(own[word]!, at, context, (value) => value);
      whole &&= complete;
      if (complete) checkCoverage(table, at, context);
      for (const { population } of table) {
        if (namesOf(population).every((name) => before.includes(name))) continue;
        checker.add('share-order', at, { factor, known: before }, 'key');
        whole = false;
      }
      return [level, table];
    });
    const sound = whole && checker.sound(path);
    const shares = word === 'incidence' && sound ? sharesOf(factor, weights, context) : weights;
    if (word === 'share' && sound) checkSums(factor, shares, context);
    strata[factor] = Object.fromEntries(shares);
  }
  return strata;
}

/** How the levels of a factor say how many they are: all of them the same way. Null where they do not. */
function wordOf(
  levels: NonNullable<TruthInput['strata']>[string],
  path: string[],
  { checker }: Context,
): 'share' | 'incidence' | null {
  const own = Object.entries(levels);
  if (own.some(([, level]) => level.incidence !== undefined)) {
    const other = own.find(([, level]) => level.incidence === undefined || level.share !== undefined);
    if (other === undefined) return 'incidence';
    checker.add('share-or-incidence', [...path, other[0]], { factor: path.at(-1)! }, 'key');
    return null;
  }
  const missing = own.filter(([, level]) => level.share === undefined);
  for (const [level] of missing) {
    const hint =
      'the share of the population, e.g. share: 0.1; or an incidence in every level, e.g. incidence: 196000';
    checker.add('missing', [...path, level, 'share'], { name: 'share', hint });
  }
  return missing.length === 0 ? 'share' : null;
}

/** Incidences over their sum, in every cell that they tell apart. */
function sharesOf(
  factor: string,
  incidences: [string, ByCell<number>][],
  { checker, names }: Context,
): [string, ByCell<number>][] {
  const shares = incidences.map(([level]): [string, ByCell<number>] => [level, []]);
  const cells = cellsToldApart(
    incidences.flatMap(([, table]) => table.map((entry) => entry.population)),
    names,
  );
  for (const cell of cells) {
    const own = incidences.map(([, table]) => mostSpecific(table, cell));
    // Told where the tables are read.
    if (own.some((best) => best.length !== 1)) continue;
    const sum = own.reduce((total, [entry]) => total + entry.value, 0);
    if (!(sum > 0)) {
      checker.add('mix-empty', ['truth', 'strata', factor], {}, 'key');
      break;
    }
    const population = cellPopulation(cell);
    for (const [k, [{ value }]] of own.entries()) shares[k][1].push({ population, value: value / sum });
  }
  return shares;
}

/** Shares must sum to 1 in every cell that they tell apart. */
function checkSums(factor: string, shares: [string, ByCell<number>][], { checker, names }: Context): void {
  const cells = cellsToldApart(
    shares.flatMap(([, table]) => table.map((entry) => entry.population)),
    names,
  );
  for (const cell of cells) {
    const own = shares.map(([, table]) => mostSpecific(table, cell));
    if (own.some((best) => best.length !== 1)) continue;
    const sum = own.reduce((total, [entry]) => total + entry.value, 0);
    // Shares are decimals in a file: their rounded sum is no fault.
    if (Math.abs(sum - 1) <= 1e-9) continue;
    const where = cells.length === 1 ? '' : cellText(cell);
    checker.add(
      'shares-sum',
      ['truth', 'strata', factor],
      { sum: Number(sum.toPrecision(10)), cell: where },
      'key',
    );
    return;
  }
}

/** Factors and markers that a population names. */
function namesOf(expression: PopulationExpression): string[] {
  switch (expression.kind) {
    case 'all':
      return [];
    case 'marker':
      return [expression.marker];
    case 'level':
      return [expression.factor];
    case 'not':
      return namesOf(expression.of);
    default:
      return expression.of.flatMap(namesOf);
  }
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
