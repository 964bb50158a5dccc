import { cellPopulation, combinations, evaluatePopulation, mostSpecific } from '../cells.ts';
import type { ByCell, Cell, PopulationExpression } from '../model.ts';
import type { Path } from '../path.ts';
import { type PopulationNames, parsePopulation } from '../populationExpression.ts';
import { populationText } from '../populationText.ts';
import type { Context } from './context.ts';

const SHOWN = 3;

/** The kinds of patients that some populations tell apart, by true status. */
export function cellsToldApart(populations: readonly PopulationExpression[], names: PopulationNames): Cell[] {
  const markers = new Set<string>();
  const factors = new Set<string>();
  const visit = (expression: PopulationExpression): void => {
    if (expression.kind === 'marker') markers.add(expression.marker);
    else if (expression.kind === 'level') factors.add(expression.factor);
    else if (expression.kind === 'not') visit(expression.of);
    else if (expression.kind !== 'all') expression.of.forEach(visit);
  };
  populations.forEach(visit);
  const strata = Object.fromEntries([...factors].map((factor) => [factor, names.factors[factor]]));
  return combinations(strata, [...markers]);
}

/** The words for a cell in a message. */
export const cellText = (cell: Cell): string => populationText(cellPopulation(cell), 'truth');

type Table<T> = T | Record<string, T>;

/** `{at: 12, value: 0.6}` is a value; any other object is a table by population. */
function isTable<T>(input: Table<T>): input is Record<string, T> {
  return typeof input === 'object' && input !== null && !Array.isArray(input) && !('at' in input);
}

/**
 * Reads a value by cell without asking whether every cell has one.
 *
 * @returns the entries and whether all keys could be read
 */
export function readEntries<I, O>(
  input: Table<I>,
  path: Path,
  { checker, names }: Context,
  read: (value: I, path: Path) => O,
): { table: ByCell<O>; complete: boolean } {
  if (!checker.sound(path)) return { table: [], complete: false };
  if (!isTable(input))
    return { table: [{ population: { kind: 'all' }, value: read(input, path) }], complete: true };
  const table: ByCell<O> = [];
  let complete = true;
  for (const [key, value] of Object.entries(input)) {
    const here = [...path, key];
    const population = checker.attempt(here, () => parsePopulation(key, names, 'truth'), 'key');
    const answer = read(value, here);
    if (population === null) complete = false;
    else if (!isConjunction(population)) {
      checker.add('only-conjunctions', here, {}, 'key');
      complete = false;
    } else table.push({ population, value: answer });
  }
  return { table, complete };
}

function isConjunction(expression: PopulationExpression): boolean {
  if (expression.kind === 'and')
    return expression.of.every((part) => part.kind === 'marker' || part.kind === 'level');
  return expression.kind === 'all' || expression.kind === 'marker' || expression.kind === 'level';
}

/** Every cell must have one most specific entry, and every entry a cell. */
export function checkCoverage<T>(table: ByCell<T>, path: Path, { checker, names }: Context): void {
  const cells = cellsToldApart(
    table.map((entry) => entry.population),
    names,
  );
  for (const { population } of table) {
    if (!cells.some((cell) => evaluatePopulation(population, cell))) {
      checker.add('names-nobody', path, { population: populationText(population, 'truth') });
    }
  }
  let shown = 0;
  for (const cell of cells) {
    const best = mostSpecific(table, cell);
    if (best.length === 1) continue;
    if (best.length === 0) checker.add('cell-uncovered', path, { cell: cellText(cell) });
    else {
      const keys = best.map((entry) => populationText(entry.population, 'truth'));
      checker.add('cell-ambiguous', path, { cell: cellText(cell), keys });
    }
    if (++shown === SHOWN) return;
  }
}

/** Reads a value by cell: a single value holds for `all`. */
export function readByCell<I, O>(
  input: Table<I>,
  path: Path,
  context: Context,
  read: (value: I, path: Path) => O,
): ByCell<O> {
  const { table, complete } = readEntries(input, path, context, read);
  if (complete) checkCoverage(table, path, context);
  return table;
}

/** A number by cell; `fallback` where the file says nothing. */
export function readNumbers(
  input: Table<number> | undefined,
  path: Path,
  context: Context,
  fallback: number,
): ByCell<number> {
  return readByCell(input ?? fallback, path, context, (value) => value);
}

/** The table of f(a, b): over the cells that either of them tells apart, unless b is one value for all. */
export function combine<A, B, C>(
  a: ByCell<A>,
  b: ByCell<B>,
  names: PopulationNames,
  f: (a: A, b: B, cell: Cell) => C,
): ByCell<C> {
  const cells = cellsToldApart(
    [...a, ...b].map((entry) => entry.population),
    names,
  );
  return cells.flatMap((cell) => {
    const [left] = mostSpecific(a, cell);
    const [right] = mostSpecific(b, cell);
    if (left === undefined || right === undefined) return [];
    return [{ population: cellPopulation(cell), value: f(left.value, right.value, cell) }];
  });
}
