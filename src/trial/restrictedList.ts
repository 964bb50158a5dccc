import type { EnrolmentPlan } from '../designs/enrolmentPlan.ts';
import { recruitedQuotas, sharePlaces } from '../designs/quotaStages.ts';
import type { Cohort } from './cohort.ts';
import type { Enrolled } from './enrolled.ts';

/** Screened at a time: so many for each patient still wanted, and some. */
const MORE = 2;
const MORE_AT_LEAST = 32;

/** Who is in a trial that restricts whom it recruits, as places in its cohort. */
export interface RestrictedList {
  /** Patients randomised by the restriction; their arms. */
  before: number;
  readonly keptArm: Uint8Array;
  /** Those in front whom it left where they were. */
  same: number;
  /** Patients of the cohort who came while screening was closed, all of them before the restriction. */
  missed: number;
  /** Refills the list from a calendar month on, see `Enrolment.restrict`; updates who has been screened. */
  take(include: Uint8Array, month: number): void;
}

/**
 * @param who places in the cohort of the randomised, refilled
 * @param restricts whether `take` may be called
 */
export function createRestrictedList(
  plan: EnrolmentPlan,
  cohort: Cohort,
  enrolled: Enrolled,
  who: Int32Array,
  restricts: boolean,
): RestrictedList {
  const { n, stages } = plan;
  const keptWho = new Int32Array(restricts ? n : 0);
  const keptArm = new Uint8Array(restricts ? n : 0);
  const stageSizes = stages.map((sizes) => sizes.reduce((sum, one) => sum + one, 0));
  const stageEnds = stageSizes.map((_, s) => stageSizes.slice(0, s + 1).reduce((sum, one) => sum + one, 0));
  const recruited = new Uint8Array(plan.quotas.length);
  const takenOf = new Int32Array(plan.quotas.length);
  const left = new Int32Array(plan.quotas.length);

  /** Those randomised by the month, then the members among those in screening; returns how many they are together. */
  function keep(include: Uint8Array, month: number): number {
    const { entry, group, arm } = enrolled;
    let before = 0;
    for (let k = 0; k < n; k++) {
      if (!(entry[k] <= month)) continue;
      keptWho[before] = who[k];
      keptArm[before++] = arm[k];
    }
    let all = before;
    for (let k = 0; k < n; k++) {
      const inScreening = !(entry[k] <= month) && cohort.arrival[who[k]] <= month;
      if (inScreening && include[group[k]] === 1) keptWho[all++] = who[k];
    }
    let same = 0;
    while (same < before && who[same] === keptWho[same]) same++;
    for (let k = same; k < all; k++) who[k] = keptWho[k];
    list.before = before;
    list.same = same;
    return all;
  }

  /** Opens the places of a stage to the quotas of which some are recruited, `taken` of its patients being in; returns how many. */
  function openPlaces(stage: number, taken: number): number {
    let places = stageSizes[stage];
    for (let q = 0; q < takenOf.length; q++) takenOf[q] = 0;
    for (let k = taken - 1; k >= 0 && k >= stageEnds[stage] - stageSizes[stage]; k--) {
      takenOf[plan.quotaOf[cohort.group[who[k]]]]++;
      places--;
    }
    sharePlaces(places, stages[stage], takenOf, recruited, left);
    return places;
  }

  /** Goes on down the list from who comes after the month, until enough of the groups are in. */
  function selectMore(include: Uint8Array, month: number, from: number): void {
    let taken = from;
    let stage = 0;
    while (stageEnds[stage] <= from) stage++;
    recruitedQuotas(plan.quotaOf, include, recruited);
    let open = openPlaces(stage, from);
    let i = 0;
    for (let k = 0; k < from; k++) if (who[k] >= i) i = who[k] + 1;
    for (let drawn = i; ; i++) {
      if (i === drawn) {
        drawn += MORE_AT_LEAST;
        cohort.ensure(drawn);
      }
      if (!(cohort.arrival[i] <= month)) break;
    }
    // Whoever came between the last that was screened as planned and the restriction found nobody screening.
    list.missed = Math.max(0, i - enrolled.screened);
    let available = i;
    while (taken < n) {
      available += Math.min(plan.chunk, MORE * (n - taken) + MORE_AT_LEAST);
      cohort.ensure(available);
      for (; i < available && taken < n; i++) {
        const group = cohort.group[i];
        const quota = plan.quotaOf[group];
        if (quota < 0 || include[group] === 0 || left[quota] === 0) continue;
        left[quota]--;
        who[taken++] = i;
        if (--open === 0 && taken < n) open = openPlaces(++stage, taken);
      }
    }
    enrolled.screened = i - list.missed;
  }

  const list: RestrictedList = {
    before: 0,
    keptArm,
    same: 0,
    missed: 0,
    take(include, month) {
      list.missed = 0;
      const all = keep(include, month);
      if (all < n) selectMore(include, month, all);
    },
  };
  return list;
}
