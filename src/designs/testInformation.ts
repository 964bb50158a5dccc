import type { PopulationExpression, TestSpec } from '../scenario/model.ts';
import { dataOf, patientsRead } from './contrast.ts';
import type { TestContext } from './testContext.ts';
import { markerPopulation, strataOf } from './testStrata.ts';

/** Events (time-to-event) or patients that a test rests on, read from its reductions as they stand. */
export function informationOf(
  test: TestSpec,
  { population, sources, reductions }: TestContext,
): () => number {
  const selections = strataOf(population, whoseDataCount(test), test.stratifyBy);
  const source = sources[dataOf(test)];
  switch (source.kind) {
    case 'time-to-event': {
      const tables = reductions.riskTables(dataOf(test), selections, false);
      return () => {
        let events = 0;
        for (let s = 0; s < tables.length; s++) events += tables[s].observed;
        return events;
      };
    }
    case 'binary': {
      const tables = reductions.twoByTwos(dataOf(test), selections);
      return () => {
        let patients = 0;
        for (let s = 0; s < tables.length; s++) patients += tables[s].n1 + tables[s].n0;
        return patients;
      };
    }
    case 'continuous': {
      const { n } = source.moments;
      const groups = selections.flatMap((selection) =>
        [...selection.keys()].filter((g) => selection[g] === 1),
      );
      return () => {
        let patients = 0;
        for (let i = 0; i < groups.length; i++) patients += n[2 * groups[i]] + n[2 * groups[i] + 1];
        return patients;
      };
    }
  }
}

/** An interaction rests on those whom it sorts: not on the unevaluable. */
export function whoseDataCount(test: TestSpec): PopulationExpression {
  if (test.interaction === null) return patientsRead(test);
  const sorted = {
    kind: 'or' as const,
    of: [markerPopulation(test.interaction, '+'), markerPopulation(test.interaction, '-')],
  };
  return { kind: 'and', of: [test.in, sorted] };
}
