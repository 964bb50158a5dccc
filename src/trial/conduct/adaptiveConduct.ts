import { selector } from '../../adaptive/selection.ts';
import { SLOT } from '../../analyses/analysis.ts';
import { plannedFractions } from '../../designs/plannedFractions.ts';
import { benefitSign } from '../../designs/testPlan.ts';
import { inverseNormalWeights } from '../../group-sequential/inverseNormal.ts';
import { membersOf, type Population } from '../../population/groups.ts';
import type { Multiplicity, Selection } from '../../scenario/conductModel.ts';
import type { TestSpec, TrialDesign, Truth } from '../../scenario/model.ts';
import { populationText } from '../../scenario/populationText.ts';
import { compileClaim } from '../claims.ts';
import { INFORMATION, RESULTS } from '../trial.ts';
import { combinationTest } from './combinationTest.ts';
import type { Conduct, ConductPlan } from './conduct.ts';
import { CONDUCT, DECISION, DECISIONS } from './decisions.ts';
import { type FutilityBound, futilityBounds } from './futility.ts';
import { ownAlpha } from './ownAlpha.ts';
import { reassessedPower } from './reassessedPower.ts';
import { selectionScore } from './selectionScores.ts';
import { lookSources } from './sequentialConduct.ts';
import { stageEstimates } from './stageEstimates.ts';

/** The family, the populations of its tests, and how two of them share information. */
interface Family {
  /** Places of its tests in the design. */
  readonly places: Int32Array;
  readonly members: readonly Uint8Array[];
  /** Of two tests: which is of the subset (its place in the family), -1 where they are disjoint or not two. */
  readonly inner: number;
}

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
  const share = plannedShare(planned, family);
  const closed = combinationTest(multiplicity, monitoring?.bounds ?? null, information, Math.sqrt(share));
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
      : reassessedPower(multiplicity, select.reassess, monitoring?.bounds ?? null, information);
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
      results.copyWithin(at, at - tests.length * RESULTS, at - (tests.length - 1) * RESULTS);
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
        decisions.fill(0, at, at + DECISIONS);
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
      if (choose !== null && look === after) {
        present = choose(results, present);
        for (let j = 0; j < size; j++)
          decisions[places[j] * DECISIONS + DECISION.selected] = (present >> j) & 1;
      }
      for (let j = 0; j < size; j++)
        decisions[places[j] * DECISIONS + DECISION.dropped] = 1 - ((present >> j) & 1);
      // Nobody is left, or nobody of whom anything is still to be shown.
      if ((rejected & present) === present || stops[look]()) return finish(look);
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

function familyOf({ tests }: TrialDesign, { of }: Multiplicity, population: Population): Family {
  const places = Int32Array.from(of, (name) => tests.findIndex((test) => test.name === name));
  const members = Array.from(places, (place) => membersOf(population, tests[place].in));
  const inside = (a: Uint8Array, b: Uint8Array) => a.every((member, g) => member <= b[g]);
  let inner = -1;
  if (members.length === 2) {
    const disjoint = members[0].every((member, g) => member * members[1][g] === 0);
    if (!disjoint) inner = inside(members[0], members[1]) ? 0 : 1;
  }
  return { places, members, inner };
}

/** Planned information of the inner of two tests over that of the other, at the end; 0 where neither is in the other. */
function plannedShare({ design, expectations }: ConductPlan, { places, inner }: Family): number {
  if (inner < 0) return 0;
  const of = (test: TestSpec) => expectations.events(expectations.monthsToAnalysis, test.in, test.of);
  return Math.min(1, of(design.tests[places[inner]]) / of(design.tests[places[1 - inner]]));
}

/** The selection: from the results of its look and the tests left to the tests that go on. */
function chooser(
  { by, rule, from, after }: Selection,
  { tests }: TrialDesign,
  { places }: Family,
  truth: Truth,
  { alpha }: Multiplicity,
  information: readonly number[],
): (results: Float64Array, present: number) => number {
  const measured = Array.from(places, (place) => measuredBy(from, tests, place));
  const candidates = measured.reduce((mask, place, j) => (place < 0 ? mask : mask | (1 << j)), 0);
  const look = after - 1;
  const scores = measured.map((place) =>
    place < 0 ? null : selectionScore(by, tests[place], truth, alpha, information[look]),
  );
  const score = new Float64Array(places.length);
  const select = (() => {
    switch (rule.kind) {
      case 'all':
        return selector({ kind: 'all' });
      case 'best':
        return selector({ kind: 'best', r: 1 });
      case 'r best':
        return selector({ kind: 'best', r: rule.r });
      case 'epsilon':
        return selector({ kind: 'epsilon', epsilon: rule.value });
      case 'threshold':
        return selector({ kind: 'all' }, rule.value);
    }
  })();
  return (results, present) => {
    for (let j = 0; j < scores.length; j++) {
      score[j] = scores[j]?.(results, (look * tests.length + measured[j]) * RESULTS) ?? Number.NaN;
    }
    return select(score, present & candidates) | (present & ~candidates);
  };
}

/** Place of the test by which a test of the family is chosen: itself, or one of the same population; -1 without one. */
function measuredBy(from: readonly string[], tests: readonly TestSpec[], place: number): number {
  if (from.includes(tests[place].name)) return place;
  const population = populationText(tests[place].in);
  return tests.findIndex(({ name, in: own }) => from.includes(name) && populationText(own) === population);
}

/** Who is recruited once only some tests are left: the union of their populations. Null where everybody goes on. */
function recruitment(
  select: Selection | null,
  { members }: Family,
  present: () => number,
): (() => Uint8Array | null) | null {
  if (select === null || select.recruit === 'all') return null;
  const union = (mask: number) =>
    members[0].map((_, g) => (members.some((own, j) => (mask >> j) & 1 && own[g] === 1) ? 1 : 0));
  const all = union(2 ** members.length - 1);
  const unions = Array.from({ length: 2 ** members.length }, (_, mask) => {
    const own = union(mask);
    return own.every((member, g) => member === all[g]) ? null : own;
  });
  return () => unions[present()];
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
