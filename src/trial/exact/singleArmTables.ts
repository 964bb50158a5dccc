import { stratify } from '../../designs/allocationPlan.ts';
import { isJoint } from '../../designs/basketTests.ts';
import { endpointsOf } from '../../designs/endpointsOf.ts';
import { stagedTest, stagesOf } from '../../designs/stagedRule.ts';
import { responseRate } from '../../endpoints/laws.ts';
import { membersOf, type Population } from '../../population/groups.ts';
import type { BinaryEndpoint, TestSpec } from '../../scenario/model.ts';
import { stageLaws } from '../../single-arm/stages.ts';
import { canCount } from '../counts/canCount.ts';
import type { PlannedTrial } from '../plannedTrial.ts';
import { countTables, type TableUnit, visitTables } from './countTables.ts';

/** Tables beyond which none is enumerated: a second at most for the first truth of a sweep. */
const MOST_TABLES = 100_000;

/** Tables less probable than this are not looked at: together less than 1e-11. */
const NEGLIGIBLE = 1e-16;

/** The tables that a single-arm trial with one binary endpoint can end with. */
export interface SingleArmTables {
  /** What the tables depend on, but for the truth: equal keys, equal tables in equal order. */
  readonly key: string;
  readonly size: number;
  /** Visits them all; `counts` are by code = group * 4 + arm * 2 + response, a class's patients in its first group. */
  each(visit: (counts: Int32Array, index: number) => void): void;
  /** Their probabilities under the truth. */
  law(visit: (index: number, probability: number) => void): void;
}

/** Patients whom no test tells apart. */
interface Kind {
  readonly groups: number[];
  readonly quota: number;
  /** Whether some test reads them. */
  readonly read: boolean;
}

/**
 * The tables of a trial, to be enumerated; null where that is not done: several trials' worth of endpoints, two arms, looks that decide
 * (but the stages of a test of everybody), an external cohort, a family, adjusted rates, or too many tables.
 */
export function singleArmTables(trial: PlannedTrial, population: Population): SingleArmTables | null {
  const { design, plan, truth } = trial;
  const { experimental, control } = plan.arms;
  const names = endpointsOf(design, truth);
  if (experimental * control > 0 || names.length !== 1 || !canCount(design, plan, truth, population))
    return null;
  if (design.looks.length > 1 || design.monitoring !== null || design.multiplicity !== null) return null;
  if (!design.tests.every(isTold)) return null;
  const endpoint = truth.endpoints[names[0]] as BinaryEndpoint;
  const arm = experimental > 0 ? 1 : 0;
  const kinds = kindsOf(design.tests, plan.quotaOf, population);
  const weight = ({ groups }: Kind) => groups.reduce((sum, g) => sum + population.groups[g].probability, 0);
  const rate = (kind: Kind) =>
    kind.groups.reduce(
      (sum, g) => sum + population.groups[g].probability * responseRate(endpoint, population.groups[g], arm),
      0,
    ) / weight(kind);
  const place = ({ groups }: Kind, response: number) => 4 * groups[0] + 2 * arm + response;
  const counts = new Int32Array(4 * population.groups.length);
  const key = JSON.stringify([design, endpoint.better, kinds, population.groups.length, plan.n]);

  const staged = stagedTest(design);
  if (staged !== undefined) {
    if (kinds.length > 1) return null;
    const [kind] = kinds;
    const fewer = endpoint.better === 'lower';
    const stages = stagesOf(staged);
    let index = 0;
    const ends = stageLaws(stages, 0.5).flatMap((law, k) =>
      [...law.keys()]
        .filter((x) => k === stages.length - 1 || x <= stages[k].stop || x >= stages[k].claim)
        .map((x) => ({ k, x, n: law.length - 1, index: index++ })),
    );
    return {
      key,
      size: ends.length,
      each(visit) {
        for (const { x, n, index: at } of ends) {
          counts[place(kind, 1)] = fewer ? n - x : x;
          counts[place(kind, 0)] = fewer ? x : n - x;
          visit(counts, at);
        }
      },
      law(visit) {
        const laws = stageLaws(stages, fewer ? 1 - rate(kind) : rate(kind));
        for (const { k, x, index: at } of ends) visit(at, laws[k][x]);
      },
    };
  }

  const quotas = [...new Set(kinds.map(({ quota }) => quota))];
  const own = quotas.map((quota) => kinds.filter((kind) => kind.quota === quota));
  const units = own.map((some, q): TableUnit => {
    const all = some.reduce((sum, kind) => sum + weight(kind), 0);
    return {
      n: plan.fixed && design.quotas.length > 0 ? plan.quotas[quotas[q]] : plan.n,
      cells: some.flatMap((kind) => {
        const share = weight(kind) / all;
        return kind.read ? [share * (1 - rate(kind)), share * rate(kind)] : [share];
      }),
    };
  });
  const places = own
    .flat()
    .flatMap((kind) => (kind.read ? [place(kind, 0), place(kind, 1)] : [place(kind, 0)]));
  const size = countTables(units);
  if (size > MOST_TABLES) return null;
  return {
    key,
    size,
    each(visit) {
      visitTables(units, 0, (cells, index) => {
        for (let c = 0; c < places.length; c++) counts[places[c]] = cells[c];
        visit(counts, index);
      });
    },
    law(visit) {
      visitTables(units, NEGLIGIBLE, (_, index, probability) => visit(index, probability));
    },
  };
}

/** Whether a test decides from the counts of its own patients alone. */
function isTold(test: TestSpec): boolean {
  const { against, target, covariates } = test;
  return against?.kind !== 'cohort' && target === null && covariates.length === 0 && !isJoint(test);
}

/** The eligible groups, those together that every test takes for the same. */
function kindsOf(tests: readonly TestSpec[], quotaOf: Int16Array, population: Population): Kind[] {
  const read = tests.flatMap(({ in: own, against }) => [
    membersOf(population, own),
    ...(against?.kind === 'population' ? [membersOf(population, against.population)] : []),
  ]);
  const strata = tests.map(({ stratifyBy }) => stratify(stratifyBy, population).stratumOf);
  const kinds = new Map<string, Kind>();
  population.groups.forEach(({ probability }, g) => {
    if (quotaOf[g] < 0 || probability === 0) return;
    const of = read.map((members) => members[g]);
    const key = JSON.stringify([
      quotaOf[g],
      of,
      of.includes(1) ? strata.map((stratumOf) => stratumOf[g]) : [],
    ]);
    const kind = kinds.get(key) ?? { groups: [], quota: quotaOf[g], read: of.includes(1) };
    kind.groups.push(g);
    kinds.set(key, kind);
  });
  return [...kinds.values()];
}
