import {
  conditionalErrorStages,
  fisherStages,
  inverseNormalStages,
  pairTest,
  pooledStages,
  type TwoStageTest,
} from '../adaptive/secondStage.ts';
import { type PairLaw, type TwoStageCharacteristics, twoStages } from '../adaptive/twoStages.ts';
import { unionTail } from '../adaptive/unionTail.ts';
import { SLOT } from '../analyses/analysis.ts';
import { benefitSign } from '../designs/measureOf.ts';
import { plannedFractions } from '../designs/plannedFractions.ts';
import type { PointRun } from '../engine/engineOptions.ts';
import { inverseNormalWeights } from '../group-sequential/inverseNormal.ts';
import { normalUpperQuantile } from '../numeric/normal.ts';
import type { Population } from '../population/groups.ts';
import type { Multiplicity } from '../scenario/conductModel.ts';
import type { TestSpec } from '../scenario/model.ts';
import { familyOf, plannedCorrelations } from '../trial/conduct/adaptiveFamily.ts';
import { boundsFor } from '../trial/conduct/boundsFor.ts';
import { fisherProducts, stageTest } from '../trial/conduct/combinationTest.ts';
import { futilityBounds } from '../trial/conduct/futility.ts';
import { chooser, recruitment } from '../trial/conduct/populationChoice.ts';
import type { PlannedTrial } from '../trial/plannedTrial.ts';
import { RESULTS } from '../trial/trial.ts';
import { alike, type StageLaws, stageLaws } from './stageLaws.ts';
import type { Uncomputed } from './uncomputed.ts';

/** What is computed of an adaptive trial: probabilities, and what is expected where the populations of a mask go on. */
export interface TwoStageReference {
  /** Places of the family's tests in the trial; bit j of a mask is the j-th of them. */
  readonly places: readonly number[];
  readonly probabilities: TwoStageCharacteristics;
  readonly laws: StageLaws;
}

const known = new WeakMap<PlannedTrial, TwoStageReference | Uncomputed>();

/**
 * Probabilities of the decisions of an adaptive trial of two populations and two looks: each test's z takes its limiting law at the first
 * look and as the second stage adds to it, with the patients of those who go on; or why there are none.
 *
 * What this leaves out: that information is random (months, events by population), skewness of z in small trials, and that the second
 * stage begins with patients already in the trial.
 */
export function twoStageReference(run: PointRun, trial: PlannedTrial): TwoStageReference | Uncomputed {
  const found = known.get(trial) ?? computed(run, trial);
  known.set(trial, found);
  return found;
}

/** Why a trial that is adaptive is none of two stages whose laws are known; null where it is. */
function uncomputed({ design, plan }: PlannedTrial, population: Population): Uncomputed | null {
  const { monitoring, looks, tests } = design;
  const { of, firstStageEvents } = design.multiplicity as Multiplicity;
  const own = of.map((name) => tests.find((test) => test.name === name) as TestSpec);
  const select = monitoring?.select ?? null;
  if (of.length !== 2) return 'populations';
  if (looks.length !== 2 || looks[1].kind === 'each') return 'looks';
  if ((monitoring?.stopWhen ?? null) !== null) return 'stop when';
  if (select !== null && select.reassess !== null) return 'reassessed';
  if (firstStageEvents !== null) return 'followed stages';
  if (!alike(own)) return 'endpoints';
  if (select?.from.some((name) => !of.includes(name))) return 'endpoints';
  if (plan.quotas.length > 1 || plan.stages.length > 1 || population.mixes.length > 1) return 'enrolment';
  return null;
}

function computed(run: PointRun, trial: PlannedTrial): TwoStageReference | Uncomputed {
  const { design, plan, expectations, truth } = trial;
  const { population } = run.compiled.point;
  const reason = uncomputed(trial, population);
  if (reason !== null) return reason;
  const multiplicity = design.multiplicity as Multiplicity;
  const select = design.monitoring?.select ?? null;
  const family = familyOf(design, multiplicity, population);
  const places = [...family.places];
  const own = places.map((place) => design.tests[place]);
  const information = plannedFractions(design, plan.n, expectations, own[0]);
  const members = recruitment(select, family, () => 0) === null ? null : family.members;
  const laws = stageLaws(trial, population, own, members);
  const { first } = laws;
  if (![...first.mean, ...first.sd].every(Number.isFinite)) return 'endpoints';
  const choose = select === null ? null : chooser(select, design, family, truth, multiplicity, information);
  const results = new Float64Array(design.looks.length * design.tests.length * RESULTS);
  const sign = own.map((test) => benefitSign(test, truth));
  const futility = own.map(({ name }) => {
    const rules = design.monitoring?.futility.filter(({ of }) => of.includes(name)) ?? [];
    const level = { level: multiplicity.alpha, alpha: multiplicity.alpha, other: undefined };
    return futilityBounds(rules, design.monitoring?.bounds ?? null, information, level)[0];
  });
  const planned = plannedCorrelations({ design, plan, expectations }, family, population)[0][1];
  const slopes = laws.estimates.map(({ sd }, j) => sd / first.sd[j]);
  const goOn = (z: Float64Array) => {
    let kept = 0b11;
    places.forEach((place, j) => {
      const { estimate, standardError } = laws.estimates[j];
      const at = place * RESULTS;
      const benefit = sign[j] * estimate + slopes[j] * (z[j] - first.mean[j]);
      results[at + SLOT.z] = z[j];
      results[at + SLOT.estimate] = sign[j] * benefit;
      results[at + SLOT.standardError] = standardError;
      if (z[j] <= futility[j].z || benefit <= futility[j].effect) kept &= ~(1 << j);
    });
    return { kept, selected: choose === null ? kept : choose(results, kept) };
  };
  const seen = family.inner >= 0 || planned === 0;
  const probabilities = twoStages({
    first,
    second: laws.second,
    test: stagesTest(multiplicity, design.monitoring?.bounds ?? null, information, laws, { planned, seen }),
    goOn,
    // Borders of z one against the other, and of estimates.
    borders: [1, slopes[0] / slopes[1]],
  });
  return { places, probabilities, laws };
}

/** @param planned correlation of the two tests, and whether that of the stage is used in its place */
function stagesTest(
  { procedure, combine, alpha }: Multiplicity,
  bounds: Parameters<typeof boundsFor>[0],
  information: readonly number[],
  laws: StageLaws,
  { planned, seen }: { planned: number; seen: boolean },
): TwoStageTest {
  const level = { level: alpha, alpha, other: undefined };
  const { upper } = boundsFor(combine === 'fisher' ? null : bounds, information, level, true);
  const test = stageTest(procedure);
  const pair = ({ correlation }: Pick<PairLaw, 'correlation'>) =>
    pairTest(test, seen ? correlation : planned);
  const stages = { first: pair(laws.first), second: pair(laws.second(0b11)) };
  switch (combine) {
    case 'inverse-normal':
      return inverseNormalStages(stages, inverseNormalWeights(information), upper);
    case 'fisher':
      return fisherStages(stages, fisherProducts(bounds, information, alpha).product);
    case 'conditional-error': {
      const tail = unionTail([
        [1, planned],
        [planned, 1],
      ]);
      const own = normalUpperQuantile(alpha);
      const either = pairTest('spiessens-debois', planned).either(own);
      return conditionalErrorStages(information[0], [own, either], (limits) => tail(limits, 0b11));
    }
    case null:
      return pooledStages({ ...stages, second: pair({ correlation: laws.pooled }) }, upper, laws.share);
  }
}
