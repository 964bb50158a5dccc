import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFollowUp, type FollowUp, NEVER } from '../../src/endpoints/timeToEvent.ts';
import { createDataCut } from '../../src/trial/dataCut.ts';
import { createNthEvent } from '../../src/trial/nthEvent.ts';

interface Patient {
  entry: number;
  time: number;
  event: boolean;
  group: number;
  arm: number;
}

const GROUPS = 5;

/** Months on a grid of 1/4 (many ties), anywhere, far beyond the sorting's horizon, or never. */
const months = fc.oneof(
  fc.integer({ min: 1, max: 60 }).map((quarters) => quarters / 4),
  fc.double({ min: 1e-9, max: 60, noNaN: true }),
  fc.double({ min: 60, max: 1e7, noNaN: true }),
  fc.constant(NEVER),
);
const patient = fc.record<Patient>({
  entry: fc.oneof(
    fc.integer({ min: 0, max: 80 }).map((quarters) => quarters / 4),
    fc.double({ min: 0, max: 20, noNaN: true }),
  ),
  time: months,
  event: fc.boolean(),
  group: fc.integer({ min: 0, max: GROUPS - 1 }),
  arm: fc.integer({ min: 0, max: 1 }),
});
const patients = fc.oneof(
  fc.array(patient, { minLength: 1, maxLength: 60 }),
  fc.array(patient, { minLength: 1, maxLength: 1 }),
  fc.array(
    patient.map((one) => ({ ...one, event: false })),
    { minLength: 1, maxLength: 30 },
  ),
  fc.array(patient, { minLength: 600, maxLength: 900 }),
);

function columnsOf(all: readonly Patient[]): { followUp: FollowUp; entry: Float64Array } {
  const followUp = createFollowUp(all.length);
  all.forEach(({ entry, time, event, group, arm }, k) => {
    followUp.time[k] = time;
    followUp.calendar[k] = entry + time;
    followUp.code[k] = group * 4 + arm * 2 + (event && time < NEVER ? 1 : 0);
  });
  return { followUp, entry: Float64Array.from(all, (one) => one.entry) };
}

/** What is known at a month of everybody who entered before it: [time, code], by time. */
function naiveCut({ followUp, entry }: ReturnType<typeof columnsOf>, month: number): [number, number][] {
  const seen: [number, number][] = [];
  entry.forEach((entered, k) => {
    if (entered >= month) return;
    const over = followUp.calendar[k] <= month;
    seen.push([over ? followUp.time[k] : month - entered, over ? followUp.code[k] : followUp.code[k] & ~1]);
  });
  return seen.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

describe('a data cut', () => {
  it('is what sorting and cutting naively gives', () => {
    fc.assert(
      fc.property(
        patients,
        fc.oneof(fc.integer({ min: 0, max: 120 }), fc.double({ min: 1e-3, max: 200, noNaN: true })),
        fc.constantFrom(1, 30, 1e4),
        (all, month, horizon) => {
          const columns = columnsOf(all);
          const cut = createDataCut(all.length, horizon);
          const events = cut.take(columns.followUp, columns.entry, all.length, Float64Array.of(month));
          const { n, time, code, tied } = cut.data;
          const got = Array.from({ length: n }, (_, i): [number, number] => [time[i], code[i]]);
          const expected = naiveCut(columns, month);
          expect([...got].sort((a, b) => a[0] - b[0] || a[1] - b[1])).toEqual(expected);
          expect(got.map(([t]) => t)).toEqual(expected.map(([t]) => t));
          expect(events).toBe(expected.filter(([, c]) => c & 1).length);
          expect(tied).toBe(new Set(expected.map(([t]) => t)).size < expected.length);
        },
      ),
      { seed: 1, numRuns: 400 },
    );
  });

  it('leaves nothing of the cut before it', () => {
    const all: Patient[] = Array.from({ length: 300 }, (_, k) => ({
      entry: (k * 7) % 20,
      time: 0.1 + ((k * 13) % 37),
      event: k % 3 > 0,
      group: k % GROUPS,
      arm: k % 2,
    }));
    const columns = columnsOf(all);
    const cut = createDataCut(all.length, 30);
    const rows = () => Array.from({ length: cut.data.n }, (_, i) => [cut.data.time[i], cut.data.code[i]]);
    cut.take(columns.followUp, columns.entry, 300, Float64Array.of(12));
    const early = rows();
    cut.take(columns.followUp, columns.entry, 300, Float64Array.of(60));
    expect(cut.data.n).toBe(300);
    cut.take(columns.followUp, columns.entry, 300, Float64Array.of(12));
    expect(rows()).toEqual(early);
  });

  it('set at the d-th event holds exactly d events', () => {
    // entry + time - entry is often above time: a cut that tested follow-up times would lose the event it was set at.
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            entry: fc.double({ min: 0, max: 20, noNaN: true }),
            time: fc.double({ min: 1e-6, max: 40, noNaN: true }),
          }),
          { minLength: 5, maxLength: 80 },
        ),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (all, share) => {
          const columns = columnsOf(all.map((one) => ({ ...one, event: true, group: 0, arm: 0 })));
          const calendars = [...new Set(columns.followUp.calendar)];
          fc.pre(calendars.length === all.length);
          const d = 1 + Math.floor(share * all.length);
          const month = new Float64Array(1);
          createNthEvent(Uint8Array.of(1), 30)(columns.followUp, all.length, d, month);
          const cut = createDataCut(all.length, 30);
          expect(cut.take(columns.followUp, columns.entry, all.length, month)).toBe(d);
        },
      ),
      { seed: 2, numRuns: 400 },
    );
  });
});

describe('the month of the d-th event', () => {
  it('is the d-th order statistic of the event months in the population, Infinity beyond the last', () => {
    fc.assert(
      fc.property(
        patients,
        fc.array(fc.integer({ min: 0, max: 1 }), { minLength: GROUPS, maxLength: GROUPS }),
        fc.constantFrom(1e-3, 30, 1e6),
        (all, included, horizon) => {
          const { followUp } = columnsOf(all);
          const nthEvent = createNthEvent(Uint8Array.from(included), horizon);
          const find = (d: number) => {
            const month = new Float64Array(1);
            nthEvent(followUp, all.length, d, month);
            return month[0];
          };
          const sorted = Array.from(followUp.calendar.keys())
            .filter((k) => followUp.code[k] & 1 && included[all[k].group] === 1)
            .map((k) => followUp.calendar[k])
            .sort((a, b) => a - b);
          const some = [1, 2, Math.ceil(sorted.length / 2), sorted.length - 1, sorted.length];
          for (const d of some.filter((one) => one >= 1 && one <= sorted.length))
            expect(find(d)).toBe(sorted[d - 1]);
          expect(find(sorted.length + 1)).toBe(Number.POSITIVE_INFINITY);
        },
      ),
      { seed: 3, numRuns: 400 },
    );
  });
});
