import { SLOT } from '../../analyses/analysis.ts';
import { benefitSign } from '../../designs/measureOf.ts';
import { plannedFractions } from '../../designs/plannedFractions.ts';
import { inverseNormalWeights } from '../../group-sequential/inverseNormal.ts';
import type { Population } from '../../population/groups.ts';
import type { Multiplicity } from '../../scenario/conductModel.ts';
import type { TrialDesign, Truth } from '../../scenario/model.ts';
import { compileClaim } from '../claims.ts';
import { INFORMATION, RESULTS } from '../trial.ts';
import { type Family, familyOf, plannedCorrelations } from './adaptiveFamily.ts';
import { combinationTest, intersectionTest } from './combinationTest.ts';
import type { Conduct, ConductPlan } from './conduct.ts';
import { CONDUCT, DECISION, DECISIONS } from './decisions.ts';
import { type FutilityBound, futilityBounds } from './futility.ts';
import { ownAlpha } from './ownAlpha.ts';
import { chooser, recruitment } from './populationChoice.ts';
import { reassessedPower } from './reassessedPower.ts';
import { lookSources } from './sequentialConduct.ts';
import { stageEstimates } from './stageEstimates.ts';

/**
 * The conduct of a trial whose stages are combined, and in which populations may be dropped after a look.
 *
 * After a look every test that is left has a z from the stage's data alone (`stages`): what the look adds to its score,
 * (z_k root(i_k) - z_{k-1} root(i_{k-1})) / root(i_k - i_{k-1}) with i the events or patients behind it, or the test of the
 * stage's own patients. The closed combination test decides; futility and then the selection, if it is at this look, drop
 * tests. A dropped test keeps the results of its last look. The trial ends when all tests left are rejected, or none is left.
 */
export function createAdaptiveConduct(
  planned: ConductPlan,
  truth: Truth,
  population: Population,
  results: Float64Array,
  decisions: Float64Array,
): Conduct {
  const { design } = planned;
  const { tests, looks, monitoring } = design;
  const multiplicity = design.multiplicity as Multiplicity;
  const { stages, combine } = multiplicity;
  const select = monitoring?.select ?? null;
  const after = (select?.after ?? 1) - 1;
  const width = tests.length * RESULTS;
  const family = familyOf(design, multiplicity, population);
  const { places, inner } = family;
  const size = places.length;
  const everyone = 2 ** size - 1;
  const information = plannedFractions(design, planned.plan.n, planned.expectations, tests[places[0]]);
  const correlations = plannedCorrelations(planned, family, population);
  // The share of one population in another that holds it is read from every stage.
  const seen = size < 3 && (inner >= 0 || correlations[0]?.[1] === 0);
  const closed = combinationTest(multiplicity, monitoring?.bounds ?? null, information, correlations, seen);
  const choose = select === null ? null : chooser(select, design, family, truth, multiplicity, information);
  const last = looks.length - 1;
  const whole = tests.length * DECISIONS;
  const stageZ = new Float64Array(size);
  const stageInformation = new Float64Array(size);
  const ofPatients = combine !== null && stages === 'patients';
  const stageResults = ofPatients ? new Float64Array(results.length) : null;
  const followed = stageResults !== null && multiplicity.firstStageEvents !== null;
  const outside = Uint8Array.from(tests, (_, t) => (places.includes(t) ? 0 : 1));
  const own = ownAlpha(tests, outside, results, decisions);
  const futility = futilityOf(design, family, truth, multiplicity, information);
  const stopWhen = monitoring?.stopWhen ?? null;
  const stops = looks.map((_, look) =>
    stopWhen === null ? () => false : compileClaim(stopWhen, lookSources(design, look, results, decisions)),
  );
  const estimates =
    select === null
      ? null
      : stageEstimates(
          places,
          inverseNormalWeights(information),
          after,
          tests.length,
          results,
          stageResults,
          decisions,
        );
  const power =
    select === null || select.reassess === null
      ? null
      : reassessedPower(
          multiplicity,
          select.reassess,
          monitoring?.bounds ?? null,
          information,
          intersectionTest(multiplicity.procedure, correlations, seen),
        );
  let present = everyone;
  let rejected = 0;

  function fillStage(look: number): void {
    for (let j = 0; j < size; j++) {
      const at = (look * tests.length + places[j]) * RESULTS;
      if (stageResults !== null) {
        stageZ[j] = stageResults[at + SLOT.z];
        stageInformation[j] = stageResults[at + INFORMATION];
        continue;
      }
      const all = results[at + INFORMATION];
      if (look === 0 || combine === null) {
        stageZ[j] = results[at + SLOT.z];
        stageInformation[j] = all;
        continue;
      }
      const before = at - tests.length * RESULTS;
      const old = results[before + INFORMATION];
      const added = all - old;
      stageInformation[j] = added;
      stageZ[j] =
        (results[at + SLOT.z] * Math.sqrt(all) - results[before + SLOT.z] * Math.sqrt(old)) /
        Math.sqrt(added);
    }
  }

  function decideStage(stage: number, tested: number): number {
    fillStage(stage);
    power?.add(stage, stageZ, stageInformation, tested, correlation());
    return closed.stage(stage, stageZ, tested, correlation());
  }

  /** The first stage's patients are followed on: nothing is decided before the end, then both stages. */
  function decideFollowed(look: number): number {
    if (look < last) return 0;
    decideStage(0, everyone);
    return decideStage(1, present);
  }

  function correlation(): number {
    if (inner < 0) return 0;
    const ratio = stageInformation[inner] / stageInformation[1 - inner];
    return ratio < 1 ? Math.sqrt(ratio) : 1;
  }

  /** What was dropped stands in the last results as it was when it was dropped. */
  function keepDropped(look: number): void {
    for (let j = 0; j < size; j++) {
      if (((present >> j) & 1) === 1) continue;
      const at = (look * tests.length + places[j]) * RESULTS;
      for (let i = 0; i < RESULTS; i++) results[at + i] = results[at - width + i];
    }
  }

  function record(look: number): void {
    for (let j = 0; j < size; j++) {
      const at = places[j] * DECISIONS;
      if (((rejected >> j) & 1) === 0 || decisions[at + DECISION.rejected] === 1) continue;
      decisions[at + DECISION.rejected] = 1;
      decisions[at + DECISION.rejectedAt] = look + 1;
    }
  }

  /** Tests that are dropped for futility at a look, as a mask. */
  function futile(look: number): number {
    let mask = 0;
    for (let j = 0; j < size; j++) {
      const at = look * width + places[j] * RESULTS;
      const { z, effect } = futility.bounds[j][look];
      const hopeless = results[at + SLOT.z] <= z || futility.sign[j] * results[at + SLOT.estimate] <= effect;
      if (hopeless && ((rejected >> j) & 1) === 0) mask |= 1 << j;
    }
    return mask;
  }

  function finish(look: number): true {
    estimates?.(look);
    const final = last * width;
    if (look < last) {
      results.copyWithin(final, look * width, (look + 1) * width);
      results.fill(Number.NaN, (look + 1) * width, final);
    }
    own.decide(final, look + 1);
    decisions[whole + CONDUCT.stopLook] = look + 1;
    const early = look < last;
    decisions[whole + CONDUCT.efficacyAt] = early && rejected !== 0 ? look + 1 : Number.NaN;
    decisions[whole + CONDUCT.futilityAt] = early && rejected === 0 ? look + 1 : Number.NaN;
    return true;
  }

  return {
    start() {
      closed.start();
      power?.start();
      present = everyone;
      rejected = 0;
      for (let t = 0; t < tests.length; t++) {
        const at = t * DECISIONS;
        // Not by `fill`, nor `copyWithin` below: for a few numbers the call costs more than the loop.
        for (let i = 0; i < DECISIONS; i++) decisions[at + i] = 0;
        decisions[at + DECISION.rejectedAt] = Number.NaN;
        decisions[at + DECISION.selected] = Number.NaN;
      }
    },
    decide(look) {
      if (look > 0 && present !== everyone) keepDropped(look);
      rejected = followed ? decideFollowed(look) : decideStage(look, present);
      record(look);
      if (look === last || (rejected & present) === present) return finish(look);
      present = present & ~futile(look);
      // In a trial that stops nobody is selected.
      const stopped = stops[look]();
      if (!stopped && choose !== null && look === after) {
        present = choose(results, present);
        for (let j = 0; j < size; j++)
          decisions[places[j] * DECISIONS + DECISION.selected] = (present >> j) & 1;
      }
      for (let j = 0; j < size; j++)
        decisions[places[j] * DECISIONS + DECISION.dropped] = 1 - ((present >> j) & 1);
      // Nobody is left, or nobody of whom anything is still to be shown.
      if (stopped || (rejected & present) === present) return finish(look);
      return false;
    },
    adaptation:
      select === null && stageResults === null
        ? null
        : {
            after,
            recruited: recruitment(select, family, () => present),
            stageResults,
            reassessment: power === null ? null : { further: () => power.further(present), most: power.most },
            firstStageEvents: multiplicity.firstStageEvents,
          },
  };
}

/** Futility by test and look before the last, of each test alone at the family's alpha. */
function futilityOf(
  { tests, monitoring }: TrialDesign,
  { places }: Family,
  truth: Truth,
  { alpha }: Multiplicity,
  information: readonly number[],
): { readonly bounds: readonly (readonly FutilityBound[])[]; readonly sign: Float64Array } {
  const level = { level: alpha, alpha, other: undefined };
  return {
    sign: Float64Array.from(places, (place) => benefitSign(tests[place], truth)),
    bounds: Array.from(places, (place) => {
      const rules = monitoring?.futility.filter(({ of }) => of.includes(tests[place].name)) ?? [];
      return futilityBounds(rules, monitoring?.bounds ?? null, information, level);
    }),
  };
}
