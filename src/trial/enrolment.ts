import type { EnrolmentPlan } from '../designs/enrolmentPlan.ts';
import type { Randomised } from '../endpoints/timeToEvent.ts';
import { inverseIntensity, uniformArrivals } from '../population/arrivals.ts';
import type { Stream } from '../rng/stream.ts';
import type { Cohort, Latent } from './cohort.ts';
import { createLevelPlaces, earliest, type LevelPlaces, type LevelRecruitment } from './levelPlaces.ts';

/** The randomised patients of one trial, in order of randomisation. */
export interface Enrolled extends Randomised {
  /** Patients screened until the last was randomised. */
  screened: number;
  /** Calendar month at which the last patient was randomised. */
  lastEntry: number;
  /** Latent outcomes of the randomised, by endpoint. */
  latent: Readonly<Record<string, Latent>>;
}

/** Screened at a time after a restriction: so many for each patient still wanted, and some. */
const MORE = 2;
const MORE_AT_LEAST = 32;

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
  const keptWho = new Int32Array(restricts ? n : 0);
  const keptArm = new Uint8Array(restricts ? n : 0);
  /** Patients randomised by the last restriction, and those in front whom it left where they were. */
  let before = 0;
  let same = 0;
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
        if (quota < 0 || left[quota] === 0) continue;
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
    left.set(plan.quotas);
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
      }
    }
    enrolled.screened = cohort.screenedBy === null ? i : cohort.screenedBy[i - 1];
  }

  /** Those randomised by the month, then the members among the others; returns how many they are together. */
  function keep(include: Uint8Array, month: number): number {
    const { entry, group, arm } = enrolled;
    before = 0;
    for (let k = 0; k < n; k++) {
      if (!(entry[k] <= month)) continue;
      keptWho[before] = who[k];
      keptArm[before++] = arm[k];
    }
    let all = before;
    for (let k = 0; k < n; k++) if (!(entry[k] <= month) && include[group[k]] === 1) keptWho[all++] = who[k];
    same = 0;
    while (same < before && who[same] === keptWho[same]) same++;
    for (let k = same; k < all; k++) who[k] = keptWho[k];
    return all;
  }

  /** Goes on down the list from the last screened, until enough of the groups are in. */
  function selectMore(include: Uint8Array, month: number, from: number): void {
    let taken = from;
    let i = enrolled.screened;
    let available = i;
    missed = 0;
    while (taken < n) {
      available += Math.min(plan.chunk, MORE * (n - taken) + MORE_AT_LEAST);
      cohort.ensure(available);
      for (; i < available && taken < n; i++) {
        // Whoever came between the last that was screened as planned and the restriction found nobody screening.
        if (cohort.arrival[i] <= month) {
          missed++;
          continue;
        }
        const group = cohort.group[i];
        if (plan.quotaOf[group] >= 0 && include[group] === 1) who[taken++] = i;
      }
    }
    enrolled.screened = i - missed;
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
      const all = keep(include, month);
      if (all < n) selectMore(include, month, all);
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

/** The latest of n months; two a turn share the engine's checks of the array. */
function latest(months: Float64Array, n: number): number {
  let even = 0;
  let odd = 0;
  let k = 0;
  for (; k < n - 1; k += 2) {
    const a = months[k];
    const b = months[k + 1];
    if (a > even) even = a;
    if (b > odd) odd = b;
  }
  return n === 0 ? 0 : Math.max(even, odd, months[n - 1]);
}

/** The columns of the first n patients, in the memory of the cohort. */
function firstOf(latent: Latent, n: number): Latent {
  return {
    first: latent.first.subarray(0, n),
    second: latent.second.subarray(0, n),
    words: latent.words.subarray(0, n),
  };
}

function copyOf(latent: Latent, n: number): Latent {
  const size = (column: { length: number }) => (column.length === 0 ? 0 : n);
  return {
    first: new Float64Array(size(latent.first)),
    second: new Float64Array(size(latent.second)),
    words: new Int32Array(size(latent.words)),
  };
}

function gatherLatent(source: Latent, own: Latent, who: Int32Array, from: number, n: number): void {
  if (own.words.length > 0) gatherWords(source.words, who, own.words, from, n);
  if (own.first.length === 0) return;
  for (let k = from; k < n; k++) {
    own.first[k] = source.first[who[k]];
    own.second[k] = source.second[who[k]];
  }
}

function gatherWords(
  source: Int32Array,
  who: Int32Array,
  own: Int32Array,
  from: number,
  n: number,
): Int32Array {
  for (let k = from; k < n; k++) own[k] = source[who[k]];
  return own;
}
