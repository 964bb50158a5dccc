import { mostSpecific } from '../cells.ts';
import type { ByCell, PopulationExpression, Truth } from '../model.ts';
import type { TruthInput } from '../schema/truth.ts';
import type { Context } from './context.ts';
import { cellsToldApart, cellText, checkCoverage, readEntries } from './tables.ts';

const LEVEL_NAME = /^[^&|()=]+$/;

/** Reads the factors. A share may depend on the levels of factors that stand before its own. */
export function readStrata(input: TruthInput, context: Context): Truth['strata'] {
  const { checker } = context;
  const strata: Truth['strata'] = {};
  for (const [factor, levels] of Object.entries(input.strata ?? {})) {
    const path = ['truth', 'strata', factor];
    checkLevelName('stratum', factor, path, checker);
    if (!checker.sound(path)) continue;
    const before = Object.keys(strata);
    let whole = true;
    const shares = Object.entries(levels).map(([level, { share }]): [string, ByCell<number>] => {
      checkLevelName('level', level, [...path, level], checker);
      const at = [...path, level, 'share'];
      const { table, complete } = readEntries(share, at, context, (value) => value);
      whole &&= complete;
      if (complete) checkCoverage(table, at, context);
      for (const { population } of table) {
        if (namesOf(population).every((name) => before.includes(name))) continue;
        checker.add('share-order', at, { factor, known: before }, 'key');
        whole = false;
      }
      return [level, table];
    });
    if (whole && checker.sound(path)) checkSums(factor, shares, context);
    strata[factor] = Object.fromEntries(shares);
  }
  return strata;
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
