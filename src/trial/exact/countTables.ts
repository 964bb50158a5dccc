import { binomialPmf } from '../../numeric/binomial.ts';

/** Patients who fall independently into cells: all of a trial, or those of one quota. */
export interface TableUnit {
  readonly n: number;
  /** Probabilities of the cells; their sum is 1. */
  readonly cells: readonly number[];
}

/** How many tables `n` patients in so many cells can give, C(n + cells - 1, cells - 1). */
function tablesOfUnit(n: number, cells: number): number {
  let tables = 1;
  for (let j = 1; j < cells; j++) tables = (tables * (n + j)) / j;
  return Math.round(tables);
}

/** How many tables some units can give together. @example two units of 30 patients in two cells each // 961 */
export const countTables = (units: readonly TableUnit[]): number =>
  units.reduce((product, { n, cells }) => product * tablesOfUnit(n, cells.length), 1);

/**
 * Visits the tables of multinomial counts, always in the same order: the index of a table depends on sizes only, so what is computed of
 * tables serves every truth.
 *
 * @param least tables (and all that begin like them) less probable than this are passed over; 0 visits all
 * @param visit counts by cell, unit after unit (refilled from call to call), the index and probability of the table
 */
export function visitTables(
  units: readonly TableUnit[],
  least: number,
  visit: (counts: Int32Array, index: number, probability: number) => void,
): void {
  const counts = new Int32Array(units.reduce((sum, { cells }) => sum + cells.length, 0));
  const after = units.map((_, u) => countTables(units.slice(u + 1)));
  const starts = units.map((_, u) => units.slice(0, u).reduce((sum, { cells }) => sum + cells.length, 0));
  // By cell and the patients who are left for it and the cells after it.
  const laws = units.map(({ cells }) => cells.map((): Float64Array[] => []));
  const shares = units.map(({ cells }) => {
    let rest = 1;
    return cells.map((cell) => {
      const share = rest > 0 ? Math.min(1, cell / rest) : 0;
      rest -= cell;
      return share;
    });
  });
  function lawOf(u: number, c: number, left: number): Float64Array {
    const known = laws[u][c][left];
    if (known !== undefined) return known;
    const law = Float64Array.from({ length: left + 1 }, (_, k) => binomialPmf(k, left, shares[u][c]));
    laws[u][c][left] = law;
    return law;
  }
  let index = 0;
  function fill(u: number, c: number, left: number, probability: number): void {
    if (u === units.length) {
      visit(counts, index++, probability);
      return;
    }
    const { cells } = units[u];
    const last = cells.length - 1 - c;
    if (last === 0) {
      counts[starts[u] + c] = left;
      fill(u + 1, 0, units[u + 1]?.n ?? 0, probability);
      return;
    }
    const law = lawOf(u, c, left);
    for (let k = 0; k <= left; k++) {
      const own = probability * law[k];
      if (own < least) {
        index += tablesOfUnit(left - k, last) * after[u];
        continue;
      }
      counts[starts[u] + c] = k;
      fill(u, c + 1, left - k, own);
    }
  }
  fill(0, 0, units[0].n, 1);
}
