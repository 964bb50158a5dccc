import { openingLook } from '../designs/openings.ts';
import { countedParts } from '../designs/screenedLater.ts';
import { membersOf, type Population } from '../population/groups.ts';
import type { Closing } from '../scenario/conductModel.ts';
import type { Timing, TrialDesign } from '../scenario/model.ts';
import type { LevelClosing } from './conduct/conduct.ts';
import type { Enrolment } from './enrolment.ts';
import type { LevelRecruitment, Pause } from './levelPlaces.ts';
import { type LookTime, lookTime, type TimingContext } from './lookTimes.ts';

/** How the levels of a closing trial are recruited, and how often that may change. */
export function levelRecruitment(
  trial: TrialDesign,
  { tests: places }: LevelClosing,
  close: Closing,
  population: Population,
  assessedAt: number,
): { levels: LevelRecruitment; most: number } {
  const { tests, looks } = trial;
  const members = Array.from(places, (t) => membersOf(population, tests[t].in));
  const interim = looks.slice(0, -1);
  return {
    most: interim.reduce((sum, look) => sum + (look.kind === 'each' ? look.of.length : 1), 0),
    levels: {
      levels: places.length,
      levelOf: Int16Array.from(population.groups, (_, g) => members.findIndex((own) => own[g] === 1)),
      later: Uint8Array.from(places, (t) => (openingLook(trial, tests[t]) === 0 ? 0 : 1)),
      places: close.places,
      pauses: close.pauses ? interim.flatMap((look) => pausesOf(look, population)) : [],
      assessedAt,
    },
  };
}

function pausesOf(look: Timing, population: Population): Pause[] {
  if (look.kind === 'each') return look.of.flatMap((one) => pausesOf(one, population));
  const parts = countedParts(look).map(({ n, in: of }) => ({ n, members: membersOf(population, of) }));
  return parts.length === 0 ? [] : [{ parts }];
}

/** The looks of a closing trial, in whatever order their patients come. */
export interface ClosingLooks {
  /** Plays the looks before the last of the replicate at hand, then the last; leaves its month in the one place of `month`. */
  play(): void;
}

/** A look before the last: of one level (its place among the levels), or of all (-1). */
interface Interim {
  readonly look: number;
  readonly level: number;
  readonly month: LookTime;
}

/**
 * Goes from one look to the next that comes: a look that never comes (a level that has not enough patients) or that would come later than
 * the last is left out.
 *
 * @param month one place: the month of the look at hand
 * @param analyse the tests of a look, or those of one level, on what is known at the month
 * @param predictive of the tests, as last analysed
 * @param realise lets outcomes happen after recruitment has changed
 * @param final writes to `month` that of the last look, known once nothing more can change
 */
export function closingLooks(
  { looks, tests }: TrialDesign,
  closing: LevelClosing,
  enrolment: Enrolment,
  timing: TimingContext,
  month: Float64Array,
  analyse: (look: number, only: Uint8Array | null) => void,
  predictive: Float64Array,
  realise: () => void,
  final: () => void,
): ClosingLooks {
  const last = looks.length - 1;
  const interims = looks.slice(0, -1).flatMap((look, k): Interim[] =>
    look.kind === 'each'
      ? look.of.map((one, l) => ({
          look: k,
          level: levelPlace(tests, closing, look.levels[l]),
          month: lookTime(one, timing),
        }))
      : [{ look: k, level: -1, month: lookTime(look, timing) }],
  );
  /** Tests of each level alone, and those that are of no level. */
  const own = Array.from(closing.tests, (place) =>
    Uint8Array.from(tests, ({ basket }) => {
      const { factor, level } = tests[place].basket!;
      return basket === null || basket.factor !== factor || basket.level === level ? 1 : 0;
    }),
  );
  const done = new Uint8Array(interims.length);
  const interim = new Float64Array(1);
  return {
    play() {
      done.fill(0);
      let before = 0;
      for (;;) {
        let next = -1;
        final();
        for (let i = 0; i < interims.length; i++) {
          if (done[i] === 1) continue;
          interims[i].month(interim);
          const at = Math.max(before, interim[0]);
          if (at > month[0] || at === Number.POSITIVE_INFINITY) continue;
          month[0] = at;
          next = i;
        }
        if (next < 0) {
          month[0] = Math.max(before, month[0]);
          analyse(last, null);
          closing.end(month[0]);
          return;
        }
        const { look, level } = interims[next];
        done[next] = 1;
        before = month[0];
        analyse(look, level < 0 ? null : own[level]);
        if (!closing.judge(look, level, month[0], predictive)) continue;
        enrolment.close(closing.open, month[0]);
        realise();
      }
    },
  };
}

/** Place among the levels that are tested; a level without a test has no look. */
function levelPlace(tests: TrialDesign['tests'], closing: LevelClosing, level: string): number {
  return closing.tests.findIndex((t) => tests[t].basket?.level === level);
}
