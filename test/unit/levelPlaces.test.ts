import { describe, expect, it } from 'vitest';
import type { EnrolmentPlan } from '../../src/designs/enrolmentPlan.ts';
import type { Cohort } from '../../src/trial/cohort.ts';
import { createLevelPlaces, type Pause } from '../../src/trial/levelPlaces.ts';

const LEVELS = ['a', 'b', 'c'];
const NEVER = Number.POSITIVE_INFINITY;

interface Case {
  n: number;
  /** Level and month of everybody who comes. */
  comes: [level: string, month: number][];
  /** By level; all of the trial, none kept, where not given. */
  most?: Partial<Record<string, number>>;
  floors?: Partial<Record<string, number>>;
  until?: number;
  from?: Partial<Record<string, number>>;
  turnaround?: number;
  places?: 'lost' | 'to others';
  pauses?: Pause[];
}

/** Each level is a group and a quota. */
function placesOf({
  n,
  comes,
  most = {},
  floors = {},
  until = NEVER,
  from = {},
  turnaround = 0,
  places = 'to others',
  pauses = [],
}: Case) {
  const plan = {
    n,
    quotas: Int32Array.from(LEVELS, (level) => most[level] ?? n),
    floors: Int32Array.from(LEVELS, (level) => floors[level] ?? 0),
    floorUntil: new Float64Array(3).fill(until),
    opensAt: Float64Array.from(LEVELS, (level) => from[level] ?? 0),
    quotaOf: Int16Array.of(0, 1, 2),
    turnaround: new Float64Array(3).fill(turnaround),
    chunk: 1,
  } as unknown as EnrolmentPlan;
  const cohort = {
    group: Int32Array.from(comes, ([level]) => LEVELS.indexOf(level)),
    arrival: Float64Array.from(comes, ([, month]) => month),
    ensure: (count: number) => {
      if (count > comes.length) throw new RangeError('nobody else comes');
    },
  } as unknown as Cohort;
  const who = new Int32Array(n);
  const recruitment = {
    levels: 3,
    levelOf: Int16Array.of(0, 1, 2),
    later: new Uint8Array(3),
    places,
    pauses,
    assessedAt: 1,
  };
  const filled = createLevelPlaces(plan, cohort, recruitment, 4, who);
  filled.start();
  return {
    filled,
    enrolled: () => [...who.subarray(0, filled.fill())],
    open: (levels: string, month: number) =>
      filled.change(
        Uint8Array.from(LEVELS, (level) => Number(levels.includes(level))),
        month,
      ),
  };
}

describe('places of levels', () => {
  const floor = { n: 4, floors: { a: 2 } };
  it('are kept for a floor', () => {
    const comes: Case['comes'] = [
      ['b', 1],
      ['b', 1.1],
      ['b', 1.2],
      ['b', 1.3],
      ['a', 1.4],
      ['a', 1.5],
    ];
    expect(placesOf({ ...floor, comes }).enrolled()).toEqual([0, 1, 4, 5]);
  });

  it('are kept until their month', () => {
    const comes: Case['comes'] = [
      ['b', 1],
      ['b', 1.1],
      ['b', 1.2],
      ['b', 2.5],
      ['b', 2.6],
    ];
    expect(placesOf({ ...floor, comes, until: 2 }).enrolled()).toEqual([0, 1, 3, 4]);
  });

  it('are kept for a level that is added later', () => {
    const comes: Case['comes'] = [
      ['a', 1],
      ['b', 1.1],
      ['b', 1.2],
      ['b', 1.3],
      ['a', 2],
      ['a', 2.1],
    ];
    expect(placesOf({ ...floor, comes, from: { a: 2 } }).enrolled()).toEqual([1, 2, 4, 5]);
  });

  it('are not kept for a level that is closed, or are lost with its patients', () => {
    const comes: Case['comes'] = [
      ['b', 1],
      ['b', 1.1],
      ['b', 1.2],
      ['b', 1.3],
      ['a', 1.4],
      ['a', 1.5],
    ];
    const others = placesOf({ ...floor, comes });
    others.open('bc', 0.5);
    expect(others.enrolled()).toEqual([0, 1, 2, 3]);
    const lost = placesOf({ ...floor, comes, places: 'lost' });
    lost.open('bc', 0.5);
    expect(lost.enrolled()).toEqual([0, 1]);
    expect(lost.filled.screened).toBe(2);
  });

  it('that are kept count only levels that are open when a patient comes', () => {
    const comes: Case['comes'] = [
      ['a', 1.5],
      ['b', 1.6],
      ['b', 1.7],
      ['b', 1.8],
      ['c', 3],
      ['a', 9],
    ];
    const { enrolled, open } = placesOf({ n: 4, floors: { a: 2, c: 1 }, turnaround: 1, comes });
    expect(enrolled()).toEqual([0, 1, 4, 5]);
    open('bc', 0.5);
    expect(enrolled()).toEqual([1, 2, 3, 4]);
    open('abc', 2);
    // a comes while closed and enters when open; the last place is kept for c, and from month 2 on it would be for a as well.
    expect(enrolled()).toEqual([0, 1, 2, 4]);
  });

  it('that become free are not for those who came while nobody was screened', () => {
    const comes: Case['comes'] = [
      ['a', 0.1],
      ['b', 0.2],
      ['a', 0.3],
      ['a', 1],
    ];
    const { filled, enrolled, open } = placesOf({ n: 2, turnaround: 1, comes });
    expect(enrolled()).toEqual([0, 1]);
    open('ac', 0.5);
    expect(enrolled()).toEqual([0, 3]);
    expect([filled.screened, filled.missed]).toEqual([3, 1]);
  });

  it('wait for a look no longer than somebody can come', () => {
    const members = (level: number) => Uint8Array.from(LEVELS, (_, l) => Number(l === level));
    const pauses = [
      {
        parts: [
          { members: members(0), n: 2 },
          { members: members(1), n: 2 },
        ],
      },
    ];
    const comes: Case['comes'] = [
      ['a', 0.1],
      ['a', 0.2],
      ['b', 0.3],
      ['a', 0.5],
      ['a', 1.4],
    ];
    // The second b cannot come: the look is one month after the only one.
    const { enrolled } = placesOf({ n: 4, most: { b: 1 }, pauses, comes });
    expect(enrolled()).toEqual([0, 1, 2, 4]);
  });
});
