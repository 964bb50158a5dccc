import { endpointsOf } from '../../designs/endpointsOf.ts';
import { createTestPlan } from '../../designs/testPlan.ts';
import { remembered } from '../../numeric/remembered.ts';
import type { Population } from '../../population/groups.ts';
import type { ClaimExpression } from '../../scenario/claimModel.ts';
import type { Design, Truth } from '../../scenario/model.ts';
import { compileClaim } from '../claims.ts';
import { createConduct } from '../conduct/createConduct.ts';
import { DECISION, DECISIONS, decisionsLength } from '../conduct/decisions.ts';
import { claimSources } from '../designClaims.ts';
import type { PlannedTrial } from '../plannedTrial.ts';
import { layOutRaw } from '../rawLayout.ts';
import { RESULTS } from '../trial.ts';
import { type SingleArmTables, singleArmTables } from './singleArmTables.ts';

/** What is decided after a table: tests rejected, and the first of each list of conditions that holds (-1: none). */
interface Decided {
  readonly rejected: readonly boolean[];
  readonly first: readonly number[];
}

/** Exact probabilities of what a trial decides. */
export interface ExactDecisions {
  /** That the t-th test rejects. */
  rejects(t: number): number;
  /** Of each condition of a list, that it is the first that holds. */
  first(list: number): number[];
  /** Of what is decided, in all ways that it can be, with its probability. */
  readonly ways: readonly (Decided & { readonly probability: number })[];
}

/** Decisions by table, which no truth changes: by what tables and questions depend on. The last few designs. */
const decidedTables = remembered<{ ways: Decided[]; wayOf: Uint16Array }>(64);

/**
 * Exact probabilities of the decisions of a single-arm trial with a binary endpoint, by enumeration of its tables: each is analysed and
 * decided on by the code that judges the simulated trials, and weighed with its probability under the truth.
 *
 * @param lists of conditions on tests and claims of the design, each list in order; the claims of the design are always the first list
 * @returns null where tables are not enumerated, see `singleArmTables`
 */
export function exactDecisions(
  design: Design,
  planned: readonly PlannedTrial[],
  lists: readonly (readonly ClaimExpression[])[],
  truth: Truth,
  population: Population,
): ExactDecisions | null {
  const tables = planned.length === 1 ? singleArmTables(planned[0], population) : null;
  if (tables === null) return null;
  const asked = [design.claims.map(({ when }) => when), ...lists];
  const key = JSON.stringify([tables.key, asked]);
  const { ways, wayOf } = decidedTables(key, () =>
    decideAll(design, planned[0], asked, tables, truth, population),
  );
  const law = new Float64Array(ways.length);
  tables.law((index, probability) => {
    law[wayOf[index]] += probability;
  });
  const sum = (holds: (way: Decided) => boolean) =>
    ways.reduce((total, way, w) => total + (holds(way) ? law[w] : 0), 0);
  return {
    rejects: (t) => sum(({ rejected }) => rejected[t]),
    first: (list) => asked[list].map((_, c) => sum(({ first }) => first[list] === c)),
    ways: ways.map((way, w) => ({ ...way, probability: law[w] })),
  };
}

function decideAll(
  design: Design,
  trial: PlannedTrial,
  asked: readonly (readonly ClaimExpression[])[],
  tables: SingleArmTables,
  truth: Truth,
  population: Population,
): { ways: Decided[]; wayOf: Uint16Array } {
  const { places, length } = layOutRaw(
    { [design.name]: design },
    { [design.name]: [trial] },
    new Set(),
    [],
    truth,
    population,
  );
  const [place] = places;
  const [{ results, decisions }] = place.trials;
  const { tests } = trial.design;
  const raw = new Float64Array(length);
  const own = raw.subarray(results, results + tests.length * RESULTS);
  const verdicts = raw.subarray(decisions, decisions + decisionsLength(tests.length, false));
  const conduct = createConduct(trial, truth, population, own, verdicts);
  const counts = new Int32Array(4 * population.groups.length);
  const [name] = endpointsOf(trial.design, truth);
  const plan = createTestPlan(
    tests,
    trial.truth,
    population,
    { [name]: { kind: 'binary', counts } },
    trial.plan.n,
  );
  const sources = claimSources(place, raw);
  const conditions = asked.map((list) => list.map((when) => compileClaim(when, sources)));
  const ways: Decided[] = [];
  const found = new Map<string, number>();
  const wayOf = new Uint16Array(tables.size);
  tables.each((table, index) => {
    counts.set(table);
    plan.refresh();
    plan.analyses.forEach((analysis, t) => {
      analysis(own, t * RESULTS);
    });
    conduct.start();
    conduct.decide(0);
    const first = conditions.map((list, l) => {
      const held = list.findIndex((condition) => condition());
      // Later lists may ask which claim it was.
      if (l === 0) for (let c = 0; c < list.length; c++) raw[place.claims + c] = c === held ? 1 : 0;
      return held;
    });
    const rejected = tests.map((_, t) => verdicts[t * DECISIONS + DECISION.rejected] === 1);
    const text = `${first}|${rejected}`;
    const way = found.get(text) ?? ways.push({ rejected, first }) - 1;
    found.set(text, way);
    wayOf[index] = way;
  });
  return { ways, wayOf };
}
