import type { EndpointData } from '../analyses/endpointData.ts';
import { fillLogRankSums } from '../analyses/logRankSums.ts';
import { createRiskTable, fillRiskTable, type RiskTable } from '../analyses/riskTable.ts';
import { createTwoByTwo, type TwoByTwo } from '../analyses/twoByTwo.ts';

/**
 * The reductions of the data that a trial's tests read, each made once: two tests of the same patients share a table.
 * A selection is 0/1 by group.
 */
export interface Reductions {
  /** @param rows whether the rows are read, or only the log-rank sums */
  riskTables(endpoint: string, selections: readonly Uint8Array[], rows: boolean): RiskTable[];
  twoByTwos(endpoint: string, selections: readonly Uint8Array[]): TwoByTwo[];
  /** Refills every reduction from the data as they stand. */
  refresh(): void;
}

/** @param sources data of every endpoint, by name */
export function createReductions(sources: Readonly<Record<string, EndpointData>>): Reductions {
  const tables = new Map<string, RiskTable>();
  const withRows = new Set<RiskTable>();
  const squares = new Map<string, TwoByTwo>();
  const jobs: (() => void)[] = [];

  function shared<T>(known: Map<string, T>, endpoint: string, selection: Uint8Array, create: () => T): T {
    const key = `${endpoint}:${selection.join('')}`;
    const found = known.get(key) ?? create();
    known.set(key, found);
    return found;
  }

  return {
    riskTables(endpoint, selections, rows) {
      const source = sources[endpoint];
      if (source.kind !== 'time-to-event') throw new TypeError(`${endpoint} has no times`);
      return selections.map((selection) => {
        const table = shared(tables, endpoint, selection, () => {
          const created = createRiskTable(source.data.time.length);
          jobs.push(() =>
            withRows.has(created)
              ? fillRiskTable(source.data, selection, created)
              : fillLogRankSums(source.data, selection, created),
          );
          return created;
        });
        if (rows) withRows.add(table);
        return table;
      });
    },
    twoByTwos(endpoint, selections) {
      const source = sources[endpoint];
      if (source.kind !== 'binary') throw new TypeError(`${endpoint} has no responses`);
      return selections.map((selection) =>
        shared(squares, endpoint, selection, () => {
          const table = createTwoByTwo();
          const groups = Int32Array.from([...selection.keys()].filter((g) => selection[g] === 1));
          jobs.push(() => fillTwoByTwo(source.counts, groups, table));
          return table;
        }),
      );
    },
    refresh() {
      for (let j = 0; j < jobs.length; j++) jobs[j]();
    },
  };
}

function fillTwoByTwo(counts: Int32Array, groups: Int32Array, table: TwoByTwo): void {
  let n1 = 0;
  let x1 = 0;
  let n0 = 0;
  let x0 = 0;
  for (let i = 0; i < groups.length; i++) {
    const at = groups[i] * 4;
    n0 += counts[at] + counts[at + 1];
    x0 += counts[at + 1];
    n1 += counts[at + 2] + counts[at + 3];
    x1 += counts[at + 3];
  }
  table.n1 = n1;
  table.x1 = x1;
  table.n0 = n0;
  table.x0 = x0;
}
