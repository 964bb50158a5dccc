import { describe, expect, it } from 'vitest';
import { compareRates } from '../../src/analyses/compareRates.ts';
import { compareSurvival } from '../../src/analyses/compareSurvival.ts';
import { bivariateNormalUpper } from '../../src/numeric/bivariateNormal.ts';
import { normalUpperQuantile, normalUpperTail } from '../../src/numeric/normal.ts';
import type { Point } from '../../src/trial/point.ts';
import { type AdaptiveOptions, adaptiveBody } from '../fixtures/adaptive/trials.ts';
import { pointFrom, rowOf } from '../fixtures/kernel/points.ts';

type Patient = Record<string, string | number>;
const patientsOf = (point: Point): Patient[] => point.tables('d')[0].rows;
const isPositive = (patient: Patient) => patient['assay M'] === '+';
const enteredBy = (month: number) => (patient: Patient) => (patient['randomised at'] as number) <= month;
const eventsBy = (patients: Patient[], month: number) =>
  patients.filter((p) => p['OS ends in'] === 'event' && (p['OS calendar month'] as number) <= month).length;
/** Month of the first look: that of its last event. */
function firstLook(patients: Patient[], events: number): number {
  const months = patients
    .filter((p) => p['OS ends in'] === 'event')
    .map((p) => p['OS calendar month'] as number);
  return months.sort((a, b) => a - b)[events - 1];
}

/** log-rank z of patients at a calendar month. */
function logRankZ(patients: Patient[], month: number): { z: number; events: number } {
  const seen = patients.filter((p) => (p['randomised at'] as number) < month);
  const data = seen.map((p) => {
    const event = p['OS ends in'] === 'event' && (p['OS calendar month'] as number) <= month;
    const until = Math.min(p['OS calendar month'] as number, month);
    return {
      time: event ? (p['OS months'] as number) : until - (p['randomised at'] as number),
      event,
      experimental: p.arm === 'experimental',
    };
  });
  const { z } = compareSurvival({
    time: data.map((d) => d.time),
    event: data.map((d) => (d.event ? 1 : 0)),
    arm: data.map((d) => (d.experimental ? 1 : 0)),
  });
  return { z, events: data.filter((d) => d.event).length };
}

const pairP = (z: number[], correlation: number) => {
  const most = Math.max(...z);
  return 2 * normalUpperTail(most) - bivariateNormalUpper(most, most, correlation);
};

/** The closed inverse-normal test of [all, M+] over two stages, written from its definition. */
function closedTest(
  first: number[],
  second: (number | null)[],
  shares: [number, number],
  fraction: number,
): [boolean, boolean] {
  const combine = (a: number, b: number) => Math.sqrt(fraction) * a + Math.sqrt(1 - fraction) * b;
  const left = second.filter((z): z is number => z !== null);
  const pair2 = left.length === 2 ? normalUpperQuantile(pairP(left, Math.sqrt(shares[1]))) : left[0];
  const pair = combine(normalUpperQuantile(pairP(first, Math.sqrt(shares[0]))), pair2);
  const bound = 1.959963984540054;
  return [0, 1].map((j) => {
    const own = second[j];
    return own !== null && pair >= bound && combine(first[j], own) >= bound;
  }) as [boolean, boolean];
}

describe('recruitment after a selection', () => {
  const options: AdaptiveOptions = { marker: ', assay: {turnaround: 0.6}' };
  const adaptive = pointFrom(adaptiveBody(options));
  const plain = pointFrom(adaptiveBody({ ...options, select: '', multiplicity: '' }));
  const counts = { selected: 0, all: 0 };

  it('takes nobody else, keeps who was in, and fills the trial', () => {
    for (let replicate = 0; replicate < 60; replicate++) {
      const row = rowOf(adaptive, replicate);
      rowOf(plain, replicate);
      const [own, other] = [patientsOf(adaptive), patientsOf(plain)];
      const month = firstLook(other, 40);
      const before = own.filter(enteredBy(month));
      // The same patients, arms and outcomes as without a selection.
      expect(before.map(({ patient: _, ...rest }) => rest)).toEqual(
        other.filter(enteredBy(month)).map(({ patient: _, ...rest }) => rest),
      );
      expect(own).toHaveLength(200);
      if (row['d||M+|1|estimate|'] < row['d||all|1|estimate|']) {
        counts.selected++;
        expect(own.filter((p) => !enteredBy(month)(p)).every(isPositive)).toBe(true);
        // Events still wanted come from M+.
        const end = row['d|||0|months to analysis|'];
        const late = eventsBy(own.filter(isPositive), end) - eventsBy(own.filter(isPositive), month);
        expect(late).toBe(80);
      } else {
        counts.all++;
        expect(own).toEqual(other);
        expect(row['d|||0|months to analysis|']).toBe(firstLook(other, 120));
      }
      expect(row['d||M+|0|selected|'] + row['d||all|0|selected|']).toBe(1);
      expect(row['d||all|0|selected|']).toBe(row['d||all|1|estimate|'] <= row['d||M+|1|estimate|'] ? 1 : 0);
    }
    expect(counts.selected).toBeGreaterThan(10);
    expect(counts.all).toBeGreaterThan(5);
  });

  it('keeps the arms of who was in, though some wait longer for the assay than others', () => {
    const slow = (rule: string) =>
      pointFrom(
        adaptiveBody({
          marker: ', assay: {turnaround: {centre = far: 4, all: 0.2}}',
          select: `select: {from: [all, M+], rule: ${rule}}`,
        })
          .replace(
            '  enrolment:',
            '  strata: {centre: {near: {share: 0.5}, far: {share: 0.5}}}\n  enrolment:',
          )
          .replace('{stratify by: [M]}', '{blocks: 4}'),
      );
    const [narrowed, open] = [slow('best'), slow('all')];
    let outOfOrder = 0;
    for (let replicate = 0; replicate < 40; replicate++) {
      const row = rowOf(narrowed, replicate);
      rowOf(open, replicate);
      if (row['d||all|0|selected|'] === 1) continue;
      const month = firstLook(patientsOf(open), 40);
      const arms = (point: Point) =>
        patientsOf(point)
          .filter(enteredBy(month))
          .map((p) => [p['randomised at'], p.arm, p.centre, p['OS months']]);
      expect(arms(narrowed)).toEqual(arms(open));
      const late = patientsOf(open).findIndex((p) => !enteredBy(month)(p));
      outOfOrder += patientsOf(open).slice(late).some(enteredBy(month)) ? 1 : 0;
    }
    expect(outOfOrder).toBeGreaterThan(5);
  });

  it('screens those who come while nobody else is taken', () => {
    const row = rowOf(adaptive, 0);
    const found = [0, 1, 2, 3, 4, 5].map((replicate) => rowOf(adaptive, replicate)['d|||0|screened|']);
    expect(row['d|||0|randomised|']).toBe(200);
    expect(Math.max(...found)).toBeGreaterThan(220);
  });

  it('goes on as before where it is not restricted', () => {
    const open = pointFrom(adaptiveBody({ select: 'select: {from: [all, M+], rule: best, recruit: all}' }));
    const same = pointFrom(adaptiveBody({ select: '', multiplicity: '' }));
    for (let replicate = 0; replicate < 10; replicate++) {
      rowOf(open, replicate);
      rowOf(same, replicate);
      expect(patientsOf(open)).toEqual(patientsOf(same));
    }
  });
});

describe('decisions on combined stages against their definition', () => {
  it('increments of the log-rank statistic', () => {
    const point = pointFrom(adaptiveBody({ select: 'select: {from: [all, M+], rule: {epsilon: 0.2}}' }));
    let rejections = 0;
    let dropped = 0;
    for (let replicate = 0; replicate < 120; replicate++) {
      const row = rowOf(point, replicate);
      const patients = patientsOf(point);
      const month = firstLook(patients, 40);
      const end = row['d|||0|months to analysis|'];
      const tests = [patients, patients.filter(isPositive)].map((own) => {
        const [first, final] = [logRankZ(own, month + 1e-9), logRankZ(own, end + 1e-9)];
        const added = final.events - first.events;
        const z = (final.z * Math.sqrt(final.events) - first.z * Math.sqrt(first.events)) / Math.sqrt(added);
        return { first, z, added };
      });
      const selected = ['all', 'M+'].map((test) => row[`d||${test}|0|selected|`] === 1);
      dropped += selected.every(Boolean) ? 0 : 1;
      const expected = closedTest(
        tests.map(({ first }) => first.z),
        tests.map(({ z }, j) => (selected[j] ? z : null)),
        [tests[1].first.events / tests[0].first.events, tests[1].added / tests[0].added],
        40 / 120,
      );
      expect([row['d||all|0|rejects|'] === 1, row['d||M+|0|rejects|'] === 1]).toEqual(expected);
      rejections += expected.some(Boolean) ? 1 : 0;
    }
    expect(rejections).toBeGreaterThan(30);
    expect(dropped).toBeGreaterThan(30);
  });

  it("a stage's own patients, the first followed to a number of events", () => {
    const point = pointFrom(
      adaptiveBody({
        hazardRatio: '{M+: 0.4, M-: 1}',
        at: '[{events: 25}, {events: 70}]',
        multiplicity:
          '{closed: spiessens-debois, combine: inverse-normal, stages: patients, first stage events: 35}',
      }),
    );
    let rejections = 0;
    for (let replicate = 0; replicate < 80; replicate++) {
      const row = rowOf(point, replicate);
      const patients = patientsOf(point);
      const month = firstLook(patients, 25);
      if (row['d|||0|unreached|'] === 1) continue;
      const first = patients.filter(enteredBy(month));
      const later = patients.filter((p) => !enteredBy(month)(p));
      const firstEnd = firstLook(first, 35);
      const positive = row['d||M+|0|selected|'] === 1;
      const laterEnd = firstLook(positive ? later.filter(isPositive) : later, 35);
      expect(row['d|||0|months to analysis|']).toBeCloseTo(Math.max(firstEnd, laterEnd), 9);
      const z = (own: Patient[], at: number) => logRankZ(own, at + 1e-9);
      const [all1, plus1] = [z(first, firstEnd), z(first.filter(isPositive), firstEnd)];
      const [all2, plus2] = [z(later, laterEnd), z(later.filter(isPositive), laterEnd)];
      const expected = closedTest(
        [all1.z, plus1.z],
        positive ? [null, plus2.z] : [all2.z, null],
        [plus1.events / all1.events, 0],
        25 / 70,
      );
      expect([row['d||all|0|rejects|'] === 1, row['d||M+|0|rejects|'] === 1]).toEqual(expected);
      rejections += expected.some(Boolean) ? 1 : 0;
    }
    expect(rejections).toBeGreaterThan(20);
  });

  it('binary outcomes: those assessed at the look, and the others', () => {
    // Played on patients, because means are measured too.
    const point = pointFrom(
      adaptiveBody({
        endpoints:
          '{OS: {binary: {control: {rate: 0.3}, risk difference: {M+: 0.3, M-: 0}, assessed at: 2}}, Q: {continuous: {control: {mean: 0, sd: 1}, mean difference: 0, assessed at: 2}}}',
        tests: '{all: {of: OS}, M+: {of: OS, in: M+}, Q: {of: Q}}',
        multiplicity: '{closed: spiessens-debois, of: [all, M+], combine: inverse-normal}',
        at: '[{patients: 80}, {patients: 200}]',
      }),
    );
    let rejections = 0;
    for (let replicate = 0; replicate < 120; replicate++) {
      const row = rowOf(point, replicate);
      const patients = patientsOf(point);
      const entries = patients.map((p) => p['randomised at'] as number).sort((a, b) => a - b);
      const month = entries[79];
      const z = (own: Patient[]) => {
        const count = (arm: string) => own.filter((p) => p.arm === arm);
        const responders = (arm: string) => count(arm).filter((p) => p['OS response'] === 1).length;
        const table = {
          n1: count('experimental').length,
          x1: responders('experimental'),
          n0: count('control').length,
          x0: responders('control'),
        };
        return compareRates([table]).z;
      };
      const first = patients.filter(enteredBy(month));
      const later = patients.filter((p) => !enteredBy(month)(p));
      // Who came while the eightieth was waited for is of the second stage, M- too: M+ alone is tested by its M+.
      const positive = row['d||M+|0|selected|'] === 1;
      const expected = closedTest(
        [z(first), z(first.filter(isPositive))],
        positive ? [null, z(later.filter(isPositive))] : [z(later), null],
        [first.filter(isPositive).length / first.length, 0],
        80 / 200,
      );
      expect([row['d||all|0|rejects|'] === 1, row['d||M+|0|rejects|'] === 1]).toEqual(expected);
      rejections += expected.some(Boolean) ? 1 : 0;
    }
    expect(rejections).toBeGreaterThan(40);
  });

  it.each([
    ['[{events: 40}, {events: 120}]', 0],
    ['[{patients: 60}, {patients: 120}]', 1],
    // Nobody waits: on cell counts.
    ['[{patients: 60}, {patients: 120}]', 0],
  ])('the final look moves to where conditional power is as wanted: %s, assessed at %d', (at, delay) => {
    const binary = at.includes('patients');
    const point = pointFrom(
      adaptiveBody({
        at,
        hazardRatio: '{M+: 0.6, M-: 0.7}',
        select: 'select: {from: [all, M+], rule: all, reassess: {conditional power: 0.8, at most: 180}}',
        multiplicity: '{closed: simes, combine: inverse-normal}',
        ...(binary
          ? {
              endpoints: `{OS: {binary: {control: {rate: 0.3}, risk difference: 0.15, assessed at: ${delay}}}}`,
            }
          : {}),
      }),
    );
    const seen = { planned: 0, moved: 0, most: 0 };
    for (let replicate = 0; replicate < 80; replicate++) {
      const row = rowOf(point, replicate);
      const [all, plus] = [row['d||all|1|z|'], row['d||M+|1|z|']];
      const count = row['d||all|1|information|'];
      const [w1, w2] = binary ? [Math.SQRT1_2, Math.SQRT1_2] : [Math.sqrt(1 / 3), Math.sqrt(2 / 3)];
      const [low, high] = [all, plus].map(normalUpperTail).sort((a, b) => a - b);
      const pair = normalUpperQuantile(Math.min(1, 2 * low, high));
      const needed = (1.959963984540054 - w1 * Math.min(all, pair)) / w2 + 0.8416212335729143;
      const further =
        all > 0 ? (Math.max(0, needed) / (all / Math.sqrt(count))) ** 2 : Number.POSITIVE_INFINITY;
      const wanted = Math.max(120, Math.min(180, Math.ceil(count + further)));
      expect(row['d||all|0|information|']).toBe(wanted);
      seen[wanted === 120 ? 'planned' : wanted === 180 ? 'most' : 'moved']++;
    }
    expect(Math.min(seen.planned, seen.moved, seen.most)).toBeGreaterThan(3);
  });

  it('a dropped test keeps what it was at its last look', () => {
    const point = pointFrom(adaptiveBody());
    for (let replicate = 0; replicate < 20; replicate++) {
      const row = rowOf(point, replicate);
      const test = row['d||M+|0|selected|'] === 1 ? 'all' : 'M+';
      for (const quantity of ['z', 'estimate', 'information'])
        expect(row[`d||${test}|0|${quantity}|`]).toBe(row[`d||${test}|1|${quantity}|`]);
      expect(row[`d||${test}|0|rejects|`]).toBe(0);
    }
  });
});
