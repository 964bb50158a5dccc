import { bandsOf, cutOf } from './cuts.ts';
import type { ByCell, Cell, PopulationExpression, TrueCell, Truth } from './model.ts';

/** Whether a kind of patient belongs to a population. An assay result that the cell does not know belongs to none. */
export function evaluatePopulation(expression: PopulationExpression, cell: Cell): boolean {
  switch (expression.kind) {
    case 'all':
      return true;
    case 'marker':
      return expression.by === 'truth'
        ? cell.truth[expression.marker] === (expression.status === '+')
        : cell.assay?.[expression.marker] === expression.status;
    case 'level':
      return cell.levels[expression.factor] === expression.level;
    case 'not':
      return !evaluatePopulation(expression.of, cell);
    case 'and':
      return expression.of.every((part) => evaluatePopulation(part, cell));
    case 'or':
      return expression.of.some((part) => evaluatePopulation(part, cell));
  }
}

/** What a name by which patients are sorted says of one of them: the level of a factor, what the assay says, or for `true X` the true status. */
export function levelOf(name: string, cell: Cell): string {
  if (name.startsWith(TRUE)) return cell.truth[name.slice(TRUE.length)] ? '+' : '-';
  return cell.levels[name] ?? cell.assay?.[name] ?? '?';
}

const TRUE = 'true ';

/** Parts joined by &: `all` 0, `EGFR+` 1, `EGFR+ & age = child` 2. */
function specificity(expression: PopulationExpression): number {
  if (expression.kind === 'all') return 0;
  return expression.kind === 'and' ? expression.of.length : 1;
}

/** The entries that hold for a cell and are as specific as any that does: one in a sound table. */
export function mostSpecific<T>(table: ByCell<T>, cell: Cell): ByCell<T> {
  const holding = table.filter((entry) => evaluatePopulation(entry.population, cell));
  const most = Math.max(...holding.map((entry) => specificity(entry.population)));
  return holding.filter((entry) => specificity(entry.population) === most);
}

/**
 * The value of a table for a kind of patient: that of the most specific population he belongs to.
 *
 * @throws Error if no entry holds (parseScenario has checked every cell of the truth)
 * @example {EGFR+: 0.48, all: 1} gives 0.48 for a cell that is truly EGFR+, else 1
 */
export function resolveByCell<T>(table: ByCell<T>, cell: Cell): T {
  const [entry] = mostSpecific(table, cell);
  if (entry === undefined) throw new Error(`no value for the patients ${JSON.stringify(cell)}`);
  return entry.value;
}

/** Every combination of levels and true statuses. The cuts of a score go together: nobody is below the lower and above the higher. */
export function combinations(
  strata: Record<string, readonly string[]>,
  markers: readonly string[],
): { levels: Record<string, string>; truth: Record<string, boolean> }[] {
  let cells: { levels: Record<string, string>; truth: Record<string, boolean> }[] = [
    { levels: {}, truth: {} },
  ];
  for (const [factor, levels] of Object.entries(strata)) {
    cells = cells.flatMap((cell) =>
      levels.map((level) => ({ ...cell, levels: { ...cell.levels, [factor]: level } })),
    );
  }
  for (const statuses of jointStatuses(markers)) {
    cells = cells.flatMap((cell) =>
      statuses.map((status) => ({ ...cell, truth: { ...cell.truth, ...status } })),
    );
  }
  return cells;
}

/** Share of the population that has the levels of a cell: of each factor given those before it. */
export function levelsShare(truth: Pick<Truth, 'strata'>, cell: Cell): number {
  let share = 1;
  for (const [factor, level] of Object.entries(cell.levels))
    share *= resolveByCell(truth.strata[factor][level], cell);
  return share;
}

/** For each declared marker its two statuses, and for each score that is cut the statuses that its cuts can have together. */
function jointStatuses(markers: readonly string[]): Record<string, boolean>[][] {
  const declared = markers.filter((marker) => cutOf(marker) === null);
  const scores = new Set(markers.flatMap((marker) => cutOf(marker)?.score ?? []));
  return [
    ...declared.map((marker) => [{ [marker]: true }, { [marker]: false }]),
    ...[...scores].map((score) =>
      bandsOf(score, markers)
        .map(({ statuses }) => ({ ...statuses }))
        .reverse(),
    ),
  ];
}

/**
 * Share of the population who have the levels and true statuses of a cell. Markers and scores are independent given the levels.
 */
export function shareOfCell({ levels, truth: statuses }: Cell, truth: Truth): number {
  let probability = levelsShare(truth, { levels, truth: statuses });
  const low: Record<string, number> = {};
  const high: Record<string, number> = {};
  for (const [marker, positive] of Object.entries(statuses)) {
    const cut = cutOf(marker);
    if (cut === null) {
      const prevalence = resolveByCell(truth.markers[marker].prevalence, { levels, truth: statuses });
      probability *= positive ? prevalence : 1 - prevalence;
    } else if (positive) low[cut.score] = Math.max(low[cut.score] ?? 0, cut.rank);
    else high[cut.score] = Math.min(high[cut.score] ?? 1, cut.rank);
  }
  for (const score of new Set([...Object.keys(low), ...Object.keys(high)])) {
    probability *= Math.max(0, (high[score] ?? 1) - (low[score] ?? 0));
  }
  return probability;
}

/**
 * Every kind of patient that the truth tells apart by levels and statuses, with its share of the population.
 *
 * @example one marker, prevalence 0.6: EGFR+ with probability 0.6, EGFR- with 0.4
 */
export function trueCells(truth: Truth): TrueCell[] {
  const levels = Object.fromEntries(
    Object.entries(truth.strata).map(([f, shares]) => [f, Object.keys(shares)]),
  );
  return combinations(levels, Object.keys(truth.markers)).map((cell) => ({
    ...cell,
    probability: shareOfCell(cell, truth),
  }));
}

/** Whether a status follows from another: who is above q75 is above q50. */
function isImplied(marker: string, { truth }: Cell): boolean {
  const cut = cutOf(marker);
  if (cut === null) return false;
  const positive = truth[marker];
  return Object.entries(truth).some(([other, status]) => {
    const own = cutOf(other);
    if (own?.score !== cut.score || status !== positive) return false;
    return positive ? own.rank > cut.rank : own.rank < cut.rank;
  });
}

/** The population that is exactly one cell of the truth, without what follows from the rest. */
export function cellPopulation(cell: Cell): PopulationExpression {
  const statuses = Object.entries(cell.truth).filter(([marker]) => !isImplied(marker, cell));
  const atoms: PopulationExpression[] = [
    ...statuses.map(
      ([marker, positive]): PopulationExpression => ({
        kind: 'marker',
        marker,
        status: positive ? '+' : '-',
        by: 'truth',
      }),
    ),
    ...Object.entries(cell.levels).map(
      ([factor, level]): PopulationExpression => ({ kind: 'level', factor, level }),
    ),
  ];
  if (atoms.length === 0) return { kind: 'all' };
  return atoms.length === 1 ? atoms[0] : { kind: 'and', of: atoms };
}
