import type { Analysis } from '../analyses/analysis.ts';
import { type Borrowing, borrowedDifference } from '../analyses/borrowedDifference.ts';
import { borrowedHazardRatio } from '../analyses/borrowedHazardRatio.ts';
import { borrowedMeans } from '../analyses/borrowedMeans.ts';
import type { CohortStrata } from '../analyses/cohortWeights.ts';
import type { Better } from '../analyses/direction.ts';
import type { EndpointData } from '../analyses/endpointData.ts';
import type { MilestoneMeasure } from '../analyses/milestoneContrast.ts';
import { standardisedDifference } from '../analyses/standardisedDifference.ts';
import { standardisedMeans } from '../analyses/standardisedMeans.ts';
import { standardisedMilestone } from '../analyses/standardisedMilestone.ts';
import { standardisedRmst } from '../analyses/standardisedRmst.ts';
import { weightedCox } from '../analyses/weightedCox.ts';
import { weightedDifference } from '../analyses/weightedDifference.ts';
import { weightedMeans } from '../analyses/weightedMeans.ts';
import { weightedMilestone } from '../analyses/weightedMilestone.ts';
import { weightedRmst } from '../analyses/weightedRmst.ts';
import { membersOf, type Population } from '../population/groups.ts';
import type { TestSpec } from '../scenario/model.ts';
import { stratify } from './allocationPlan.ts';
import { type CohortComparator, cohortRead, externalName, mergedData } from './cohortComparison.ts';
import { dataOf, patientsRead } from './contrast.ts';
import { mergeSurvival } from './mergeSurvival.ts';
import type { Reductions } from './reductions.ts';
import { strataOf } from './testStrata.ts';

/** What a comparison with a cohort is made from. */
export interface CohortContext {
  readonly population: Population;
  readonly reductions: Reductions;
  readonly sources: Readonly<Record<string, EndpointData>>;
  /** Of the outcome. */
  readonly better: Better;
}

/** Strata of an adjustment, over all groups. */
export function adjustmentStrata({ adjustment }: CohortComparator, population: Population): CohortStrata {
  const names = 'for' in adjustment ? adjustment.for : [];
  const { strata, stratumOf } = stratify(names, population);
  const levels = names.map((name) => {
    const one = stratify([name], population).stratumOf;
    return Array.from({ length: strata }, (_, s) => one[stratumOf.indexOf(s)]);
  });
  return { strata, stratumOf, levels };
}

/**
 * The analysis of a comparison with a cohort that has one of its own; null where the method's own reads the two groups as they are.
 */
export function cohortAnalysis(
  test: TestSpec,
  against: CohortComparator,
  context: CohortContext,
): Analysis | null {
  const { adjustment } = against;
  switch (adjustment.kind) {
    case 'standardised':
      return standardised(test, adjustment.for, context);
    case 'weighted':
      return weighted(test, against, context);
    case 'power prior':
    case 'robust map':
      return borrowed(test, against, adjustment, context);
    default:
      return null;
  }
}

function standardised(
  test: TestSpec,
  names: readonly string[],
  { population, reductions, sources, better }: CohortContext,
): Analysis {
  const selections = strataOf(population, patientsRead(test), names);
  const name = dataOf(test);
  const source = sources[name];
  switch (source.kind) {
    case 'binary':
      return standardisedDifference(reductions.twoByTwos(name, selections), better);
    case 'time-to-event':
      return test.by === 'rmst'
        ? standardisedRmst(reductions.riskTables(name, selections, true), test.horizon as number)
        : standardisedMilestone(
            reductions.riskTables(name, selections, true),
            test.horizon as number,
            test.estimate as MilestoneMeasure,
          );
    case 'continuous':
      return standardisedMeans(source.moments, selections.map(indices), { better });
  }
}

function weighted(
  test: TestSpec,
  against: CohortComparator,
  { population, reductions, sources, better }: CohortContext,
): Analysis {
  const strata = adjustmentStrata(against, population);
  const name = dataOf(test);
  const source = sources[name];
  switch (source.kind) {
    case 'binary': {
      const selections = Array.from({ length: strata.strata }, (_, s) =>
        Uint8Array.from(population.groups, (_group, g) => (strata.stratumOf[g] === s ? 1 : 0)),
      );
      return weightedDifference(reductions.twoByTwos(name, selections), strata.levels, better);
    }
    case 'time-to-event':
      switch (test.by) {
        case 'rmst':
          return weightedRmst(source.data, strata, test.horizon as number);
        case 'milestone':
          return weightedMilestone(
            source.data,
            strata,
            test.horizon as number,
            test.estimate as MilestoneMeasure,
          );
        default:
          return weightedCox(source.data, strata, { test: test.by === 'log-rank' ? 'score' : 'wald' });
      }
    case 'continuous':
      return weightedMeans(source.moments, strata, { better });
  }
}

function borrowed(
  test: TestSpec,
  against: CohortComparator,
  borrowing: Borrowing,
  { population, reductions, sources, better }: CohortContext,
): Analysis {
  const own = membersOf(population, test.in);
  const read = membersOf(population, cohortRead(test, against.adjustment));
  const trial = sources[test.of];
  const external = sources[externalName(against.cohort, test.of)];
  if (trial.kind === 'binary') {
    const [arms] = reductions.twoByTwos(test.of, [own]);
    const [cohort] = reductions.twoByTwos(externalName(against.cohort, test.of), [read]);
    return borrowedDifference(arms, cohort, borrowing, better);
  }
  if (trial.kind === 'continuous' && external.kind === 'continuous') {
    const groups = { own: indices(own), cohort: indices(read) };
    return borrowedMeans(trial.moments, external.moments, groups, borrowing, { better });
  }
  if (trial.kind === 'time-to-event' && external.kind === 'time-to-event') {
    const count = population.groups.length;
    // The cohort's patients have groups of their own behind the trial's, and a code has 16 bits.
    if (2 * count > 16384) throw new RangeError(`${count} kinds of patients are too many to borrow for`);
    const data = mergedData(trial.data, external.data);
    const arms = { data: trial.data, include: own, side: null, from: 0 };
    const cohort = { data: external.data, include: read, side: 0 as const, from: count };
    const analysis = borrowedHazardRatio(data, count, 2 * count, borrowing);
    return (out, at) => {
      mergeSurvival(arms, cohort, data);
      analysis(out, at);
    };
  }
  throw new TypeError(`${test.of} is not in ${against.cohort}`);
}

const indices = (selection: Uint8Array): number[] => [...selection.keys()].filter((g) => selection[g] === 1);
