// Long because it is one walk down the cohort, whose places, pauses and changes decide on each other.

import type { EnrolmentPlan } from '../designs/enrolmentPlan.ts';
import type { Cohort } from './cohort.ts';
import { earliest } from './earliest.ts';

/** How levels of a factor are recruited: each until it is closed. */
export interface LevelRecruitment {
  readonly levels: number;
  /** Level of each group; -1 where it has none. */
  readonly levelOf: Int16Array;
  /** 1 of a level that is not recruited before a change opens it; its places are not used up till then. */
  readonly later: Uint8Array;
  /** Places of a closed level. */
  readonly places: 'lost' | 'to others';
  /** Looks for which recruitment rests. */
  readonly pauses: readonly Pause[];
  /** Months from randomisation to assessment: a pause ends so long after its last patient. */
  readonly assessedAt: number;
}

/** The patients that a look waits for; whoever belongs to a part that is full is not enrolled until the look. */
export interface Pause {
  readonly parts: readonly { readonly members: Uint8Array; readonly n: number }[];
}

/** Levels that are open from a month on. */
interface Change {
  month: number;
  readonly open: Uint8Array;
  /** Screened patients whom the trial had been down to when it was made: later ones came after it. */
  screened: number;
}

/** Who takes the places of a plan while levels are closed and opened. */
export interface LevelPlaces {
  /** Forgets what was closed: a replicate begins with all levels open but those that come later. */
  start(): void;
  /** From a month on only some levels are open. @param open by level */
  change(open: Uint8Array, month: number): void;
  /** Goes down the cohort from the first patient; fills `who` and returns how many are enrolled. */
  fill(): number;
  /** Screened until the last was enrolled, and among them those who came when nobody was screened any more. */
  readonly screened: number;
  readonly missed: number;
}

/**
 * Within quotas and floors as ever. A patient of a closed level is not enrolled; he uses up his place where places are lost, and leaves
 * it to the next where they go to others. Of a level that comes later nobody is seen before it is opened; places kept for it stay. Floors of quotas that are closed keep no places. A pause uses up no place. (One function, because quotas, floors, levels and pauses are one state of one walk.)
 *
 * @param most changes in a replicate
 * @param who receives the enrolled, by their place in the cohort
 */
export function createLevelPlaces(
  plan: EnrolmentPlan,
  cohort: Cohort,
  recruitment: LevelRecruitment,
  most: number,
  who: Int32Array,
): LevelPlaces {
  const { n, quotaOf, turnaround } = plan;
  const { levels, levelOf, later, pauses, assessedAt } = recruitment;
  const lost = recruitment.places === 'lost';
  const left = new Int32Array(plan.quotas.length);
  const floors = new Int32Array(plan.floors.length);
  const changes: Change[] = Array.from({ length: most }, () => ({
    month: 0,
    open: new Uint8Array(levels),
    screened: 0,
  }));
  const counts = pauses.map(({ parts }) => new Int32Array(parts.length));
  const full = pauses.map(({ parts }) => new Float64Array(parts.length));
  /** Month of each look once all its parts are full; Infinity before. */
  const ends = new Float64Array(pauses.length);
  const openQuota = new Uint8Array(left.length);
  /** Levels that are open as the walk has come so far. */
  const now = new Uint8Array(levels);
  /** Levels that have been open by then. */
  const came = new Uint8Array(levels);
  /** Places kept for quotas all of whose levels are still to come. */
  let reserved = 0;
  let made = 0;
  let screened = 0;
  let missed = 0;

  function isOpen(level: number, entry: number): boolean {
    for (let c = made - 1; c >= 0; c--) if (entry > changes[c].month) return changes[c].open[level] === 1;
    return later[level] === 0;
  }

  /** Whether a level has not been opened yet. */
  function waits(level: number, entry: number): boolean {
    if (level < 0 || later[level] === 0) return false;
    for (let c = 0; c < made; c++) if (entry > changes[c].month && changes[c].open[level] === 1) return false;
    return true;
  }

  function rests(group: number, entry: number): boolean {
    for (let p = 0; p < pauses.length; p++) {
      if (entry >= ends[p]) continue;
      const { parts } = pauses[p];
      for (let j = 0; j < parts.length; j++)
        if (parts[j].members[group] === 1 && counts[p][j] >= parts[j].n) return true;
    }
    return false;
  }

  function count(group: number, entry: number): void {
    for (let p = 0; p < pauses.length; p++) {
      const { parts } = pauses[p];
      for (let j = 0; j < parts.length; j++) {
        if (parts[j].members[group] === 0 || ++counts[p][j] !== parts[j].n) continue;
        full[p][j] = entry;
        settle(p);
      }
    }
  }

  /** A look comes when its last part is assessed. */
  function settle(p: number): void {
    let last = 0;
    for (let j = 0; j < full[p].length; j++) last = Math.max(last, full[p][j]);
    ends[p] = last + assessedAt;
  }

  /** A look waits no longer for patients who cannot come: their levels are closed, or their quotas full. */
  function release(month: number): void {
    for (let p = 0; p < pauses.length; p++) {
      if (ends[p] < Number.POSITIVE_INFINITY) continue;
      const { parts } = pauses[p];
      let waits = false;
      for (let j = 0; j < parts.length; j++) {
        if (full[p][j] < Number.POSITIVE_INFINITY) continue;
        let some = false;
        for (let g = 0; g < levelOf.length && !some; g++)
          some = parts[j].members[g] === 1 && quotaOf[g] >= 0 && left[quotaOf[g]] > 0 && opens(g);
        if (!some) full[p][j] = month;
        else waits = true;
      }
      if (!waits) settle(p);
    }
  }

  const opens = (g: number): boolean => levelOf[g] < 0 || now[levelOf[g]] === 1;

  /** Quotas with somebody in them whose level is open. */
  function openQuotas(): void {
    openQuota.fill(0);
    for (let g = 0; g < quotaOf.length; g++)
      if (quotaOf[g] >= 0 && (lost ? levelOf[g] < 0 || came[levelOf[g]] === 1 : opens(g)))
        openQuota[quotaOf[g]] = 1;
  }

  function keepForLater(): void {
    reserved = 0;
    for (let q = 0; q < floors.length; q++) {
      if (openQuota[q] === 1 || floors[q] === 0) continue;
      for (let g = 0; g < quotaOf.length; g++) {
        if (quotaOf[g] !== q || levelOf[g] < 0 || came[levelOf[g]] === 1) continue;
        reserved += floors[q];
        break;
      }
    }
  }

  function keptPlaces(): number {
    keepForLater();
    let kept = reserved;
    for (let q = 0; q < floors.length; q++) kept += openQuota[q] * floors[q];
    return kept;
  }

  /** Whether a quota that is open has a place. */
  function room(): boolean {
    for (let q = 0; q < left.length; q++) if (openQuota[q] === 1 && left[q] > 0) return true;
    return false;
  }

  function begin(): void {
    left.set(plan.quotas);
    floors.set(plan.floors);
    ends.fill(Number.POSITIVE_INFINITY);
    for (let p = 0; p < pauses.length; p++) {
      counts[p].fill(0);
      full[p].fill(Number.POSITIVE_INFINITY);
    }
    for (let l = 0; l < levels; l++) now[l] = 1 - later[l];
    came.set(now);
    openQuotas();
  }

  /** The first patient of those who came after the trial had stopped screening, before it went on. */
  const late = (i: number): boolean => {
    for (let c = 0; c < made; c++)
      if (i >= changes[c].screened && cohort.arrival[i] <= changes[c].month) return true;
    return false;
  };

  function fill(): number {
    begin();
    let kept = keptPlaces();
    let lapse = earliest(plan.floorUntil, 0);
    let passed = 0;
    let taken = 0;
    let enrolled = 0;
    let available = 0;
    let i = 0;
    screened = 0;
    missed = 0;
    let skipped = 0;
    while (taken < n && (passed < made || (taken + reserved < n && room()))) {
      available += plan.chunk;
      cohort.ensure(available);
      for (; i < available && taken < n; i++) {
        const month = cohort.arrival[i];
        for (; passed < made && month > changes[passed].month; passed++) {
          now.set(changes[passed].open);
          for (let l = 0; l < levels; l++) came[l] |= now[l];
          openQuotas();
          kept = keptPlaces();
          release(changes[passed].month);
        }
        for (; month >= lapse; lapse = earliest(plan.floorUntil, lapse)) {
          for (let q = 0; q < floors.length; q++) if (plan.floorUntil[q] <= lapse) floors[q] = 0;
          kept = keptPlaces();
        }
        if (late(i)) {
          skipped++;
          continue;
        }
        const group = cohort.group[i];
        const quota = quotaOf[group];
        const level = levelOf[group];
        if (quota < 0 || left[quota] === 0) continue;
        if ((level < 0 || later[level] === 0) && month < plan.opensAt[quota]) continue;
        const entry = month + turnaround[group];
        if (waits(level, entry)) continue;
        const open = level < 0 || isOpen(level, entry);
        if (rests(group, entry) || (!open && !lost)) continue;
        if (floors[quota] > 0) {
          floors[quota]--;
          kept -= openQuota[quota];
        } else if (n - taken <= kept) continue;
        left[quota]--;
        taken++;
        if (!open) continue;
        who[enrolled++] = i;
        count(group, entry);
        screened = i + 1 - skipped;
        missed = skipped;
        if (left[quota] === 0) release(entry);
      }
    }
    return enrolled;
  }

  return {
    start() {
      made = 0;
    },
    change(open, month) {
      const change = changes[made++];
      change.month = month;
      change.open.set(open);
      change.screened = screened + missed;
    },
    fill,
    get screened() {
      return screened;
    },
    get missed() {
      return missed;
    },
  };
}
