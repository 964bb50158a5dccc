import type { EnrolmentPlan } from '../designs/enrolmentPlan.ts';
import { inverseIntensity, uniformArrivals } from '../population/arrivals.ts';
import type { Stream } from '../rng/stream.ts';
import type { Cohort } from './cohort.ts';
import { earliest } from './earliest.ts';
import type { Enrolled } from './enrolled.ts';
import { copyOf, firstOf, gatherLatent, gatherWords, latest } from './enrolledColumns.ts';
import { createLevelPlaces, type LevelPlaces, type LevelRecruitment } from './levelPlaces.ts';
import { createRestrictedList } from './restrictedList.ts';

/** Screens, randomises and allocates the patients of a cohort under a plan; refills `enrolled`. */
export interface Enrolment {
  readonly enrolled: Enrolled;
  enrol(): void;
  /**
   * From a calendar month on only patients of some groups are randomised, until as many are in as planned. Whoever was
   * randomised by then keeps his place and arm; who is in screening at the month goes on if he is of these groups. Further
   * patients are the next of the cohort, so that a design that restricts nothing sees the same ones.
   *
   * @param include by group, 1 = goes on
   */
  restrict(include: Uint8Array, month: number): void;
  /** From a calendar month on only some levels are recruited, see `LevelPlaces`; who was randomised by then keeps his place and arm. */
  close(open: Uint8Array, month: number): void;
  /** Draws the arms anew, as the design allocates, from another stream. */
  reallocate(stream: Stream): void;
  /** Screened patients who had arrived by the month in the one place of `by` (all, when the last was randomised before it). */
  screenedBy(by: Float64Array): number;
}

/**
 * @param uniform whether arrivals are uniform over the time that screening needs (see `uniformArrivals`): not to be
 *   restricted, because who comes when would follow from how many are screened
 * @param restricts whether `restrict` may be called
 * @param recruitment of levels that are closed and opened, and how often at most; null where `close` is never called
 */
export function createEnrolment(
  plan: EnrolmentPlan,
  cohort: Cohort,
  uniform: boolean,
  restricts = false,
  recruitment: { levels: LevelRecruitment; most: number } | null = null,
): Enrolment {
  const { n } = plan;
  const who = Int32Array.from({ length: n }, (_, k) => k);
  const words = new Int32Array(n);
  const stratum = new Uint16Array(n);
  const allocation = cohort.purposeStream('allocation');
  // Who restricts needs columns of his own: those of the cohort are in the order of screening.
  const everybody = plan.everybody && !restricts && recruitment === null;
  const ownLatent = Object.entries(cohort.latent).map(([name, source]) => ({
    source,
    own: everybody ? firstOf(source, n) : copyOf(source, n),
    name,
  }));
  const arrivesAsEnters = everybody && !uniform && !plan.waits;
  const enrolled: Enrolled = {
    n,
    group: everybody ? cohort.group.subarray(0, n) : new Int32Array(n),
    arm: new Uint8Array(n),
    // Who waits for the assay enters later than he arrives: the cohort's column stays as it is for the other designs.
    entry: arrivesAsEnters ? cohort.arrival.subarray(0, n) : new Float64Array(n),
    screened: n,
    lastEntry: 0,
    latent: Object.fromEntries(ownLatent.map(({ name, own }) => [name, own])),
  };
  const chunk = Math.ceil(plan.chunk * cohort.drawnShare);
  const left = new Int32Array(plan.quotas.length);
  const { stages } = plan;
  const stageSizes = stages.map((sizes) => sizes.reduce((sum, one) => sum + one, 0));
  const restricted = createRestrictedList(plan, cohort, enrolled, who, restricts);
  /** Patients of the cohort who came while screening was closed, all of them before the restriction. */
  let missed = 0;
  const floors = new Int32Array(plan.quotas.length);
  const levels =
    recruitment === null ? null : createLevelPlaces(plan, cohort, recruitment.levels, recruitment.most, who);
  const oldWho = new Int32Array(levels === null ? 0 : n);
  const oldArm = new Uint8Array(levels === null ? 0 : n);

  /** Keeps places for floors that are not yet met: others are taken only while more are left. */
  function selectWithinBounds(): void {
    left.set(plan.quotas);
    floors.set(plan.floors);
    let kept = 0;
    for (let q = 0; q < floors.length; q++) kept += floors[q];
    let lapse = earliest(plan.floorUntil, 0);
    let taken = 0;
    let i = 0;
    let available = 0;
    while (taken < n) {
      available += chunk;
      cohort.ensure(available);
      for (; i < available && taken < n; i++) {
        while (cohort.arrival[i] >= lapse) {
          for (let q = 0; q < floors.length; q++) {
            if (plan.floorUntil[q] > lapse) continue;
            kept -= floors[q];
            floors[q] = 0;
          }
          lapse = earliest(plan.floorUntil, lapse);
        }
        const quota = plan.quotaOf[cohort.group[i]];
        if (quota < 0 || left[quota] === 0 || cohort.arrival[i] < plan.opensAt[quota]) continue;
        if (floors[quota] > 0) {
          floors[quota]--;
          kept--;
        } else if (n - taken <= kept) continue;
        left[quota]--;
        who[taken++] = i;
      }
    }
    enrolled.screened = cohort.screenedBy === null ? i : cohort.screenedBy[i - 1];
  }

  /** Goes down the list of screened patients until enough are in; fills `who`. */
  function select(): void {
    let stage = 0;
    left.set(stages[0]);
    let open = stageSizes[0];
    let taken = 0;
    let i = 0;
    let available = 0;
    while (taken < n) {
      available += chunk;
      cohort.ensure(available);
      for (; i < available && taken < n; i++) {
        const quota = plan.quotaOf[cohort.group[i]];
        if (quota < 0 || left[quota] === 0) continue;
        left[quota]--;
        who[taken++] = i;
        if (--open === 0 && ++stage < stages.length) {
          left.set(stages[stage]);
          open = stageSizes[stage];
        }
      }
    }
    enrolled.screened = cohort.screenedBy === null ? i : cohort.screenedBy[i - 1];
  }

  /** Fills the columns of patients from place `from` on. */
  function gather(from: number): void {
    const to = enrolled.n;
    for (let k = from; k < to; k++) enrolled.group[k] = cohort.group[who[k]];
    for (let e = 0; e < ownLatent.length; e++)
      gatherLatent(ownLatent[e].source, ownLatent[e].own, who, from, to);
  }

  function enter(from: number): void {
    const { entry, group } = enrolled;
    const to = enrolled.n;
    if (uniform) {
      const source = everybody ? cohort.arrivalWords : gatherWords(cohort.arrivalWords, who, words, 0, n);
      uniformArrivals(cohort.intensity, source, enrolled.screened, entry, n);
    } else if (!arrivesAsEnters) for (let k = from; k < to; k++) entry[k] = cohort.arrival[who[k]];
    if (plan.waits) {
      for (let k = from; k < to; k++) entry[k] += plan.turnaround[group[k]];
    }
    enrolled.lastEntry = arrivesAsEnters ? entry[n - 1] : latest(entry, to);
  }

  function allocate(): void {
    const to = enrolled.n;
    if (plan.strata > 1) for (let k = 0; k < to; k++) stratum[k] = plan.stratumOf[enrolled.group[k]];
    allocation.start(cohort.replicate());
    plan.assign(allocation.stream, stratum, to, enrolled.arm);
  }

  function takeLevels(places: LevelPlaces): void {
    enrolled.n = places.fill();
    enrolled.screened = places.screened;
    missed = places.missed;
    gather(0);
    enter(0);
    allocate();
  }

  return {
    enrolled,
    enrol() {
      missed = 0;
      if (levels !== null) {
        levels.start();
        takeLevels(levels);
        return;
      }
      if (everybody) cohort.ensure(n);
      else {
        if (plan.fixed) select();
        else selectWithinBounds();
        gather(0);
      }
      enter(0);
      allocate();
    },
    restrict(include, month) {
      restricted.take(include, month);
      const { same, before, keptArm } = restricted;
      missed = restricted.missed;
      gather(same);
      enter(same);
      allocate();
      for (let k = 0; k < before; k++) enrolled.arm[k] = keptArm[k];
    },
    close(open, month) {
      if (levels === null) return;
      const old = enrolled.n;
      oldWho.set(who);
      oldArm.set(enrolled.arm);
      levels.change(open, month);
      takeLevels(levels);
      for (let k = 0, j = 0; k < enrolled.n; k++) {
        while (j < old && oldWho[j] < who[k]) j++;
        if (enrolled.entry[k] <= month && oldWho[j] === who[k]) enrolled.arm[k] = oldArm[j];
      }
    },
    reallocate: (stream) => plan.assign(stream, stratum, enrolled.n, enrolled.arm),
    screenedBy(by) {
      const month = by[0];
      if (month >= enrolled.lastEntry) return enrolled.screened;
      if (cohort.screenedBy !== null) throw new RangeError('screened before the last entry of a rare cohort');
      let count = 0;
      if (uniform) {
        const unit = enrolled.screened / 4294967296;
        for (let i = 0; i < enrolled.screened; i++) {
          const expected = ((cohort.arrivalWords[i] >>> 0) + 0.5) * unit;
          count += inverseIntensity(cohort.intensity, expected) <= month ? 1 : 0;
        }
        return count;
      }
      const last = enrolled.screened + missed;
      while (count < last && cohort.arrival[count] <= month) count++;
      return count - missed;
    },
  };
}
