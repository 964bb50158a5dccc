import { describe, expect, it } from 'vitest';
import { pointFrom, rowOf } from '../fixtures/kernel/points.ts';

// Some wait longer than others, so that it is played on patients.
const BODY = (at: string, arrivals = 'poisson') => `
truth:
  markers: {M: {prevalence: 0.4, assay: {turnaround: {centre = slow: 0.71, all: 0.7}}}}
  strata: {centre: {fast: {share: 0.5}, slow: {share: 0.5}}}
  enrolment: {screened per month: 10, arrivals: ${arrivals}}
  endpoints: {ORR: {binary: {control: {rate: 0.3}, risk difference: 0.1, assessed at: 2}}}
designs:
  d:
    enrol: all
    randomise: {stratify by: [M]}
    size: {randomised: 60}
    looks: {at: [${at}, {follow-up: 2}]}
    tests: {t: {of: ORR}, plus: {of: ORR, in: M+}}`;

describe('a look at a number of patients', () => {
  it.each(['poisson', 'even', 'uniform'])(
    'comes when the n-th has been assessed (%s arrivals)',
    (arrivals) => {
      for (const [at, where] of [
        ['{patients: 25}', () => true],
        ['{patients: 9, in: M+}', (row: Record<string, unknown>) => row['assay M'] === '+'],
      ] as const) {
        const point = pointFrom(BODY(at, arrivals));
        const n = at.includes('25') ? 25 : 9;
        const test = at.includes('25') ? 't' : 'plus';
        for (let replicate = 0; replicate < 20; replicate++) {
          const row = rowOf(point, replicate);
          const entries = point
            .tables('d')[0]
            .rows.filter(where)
            .map((patient) => patient['randomised at'] as number)
            .sort((a, b) => a - b);
          const month = entries[n - 1] + 2;
          expect(row[`d||${test}|1|information|`]).toBe(n);
          const others = point.tables('d')[0].rows.filter((p) => (p['randomised at'] as number) + 2 <= month);
          expect(row['d||t|1|information|']).toBe(others.length);
        }
      }
    },
  );

  it('that never comes is taken when all have been assessed, and counted as not reached', () => {
    const point = pointFrom(BODY('{patients: 30, in: M+}').replace('randomised: 60', 'randomised: 80'));
    let missed = 0;
    for (let replicate = 0; replicate < 100; replicate++) {
      const row = rowOf(point, replicate);
      const unreached = row['d|||0|unreached|'];
      missed += unreached;
      expect(row['d||t|1|information|'] === 80).toBe(
        unreached === 1 || (row['d||plus|1|information|'] === 30 && row['d||t|1|information|'] === 80),
      );
      if (unreached === 1) expect(row['d||plus|1|information|']).toBeLessThan(30);
    }
    expect(missed).toBeGreaterThan(5);
  });

  it('is expected at the month that first order says', () => {
    const point = pointFrom(BODY('{patients: 25}', 'even'));
    // Patient 25 comes at 2.45 months, waits 0.7 and is assessed 2 months later.
    const [look] = point.designs.d[0].expectations.lookMonths;
    expect(look).toBeGreaterThan(5.1);
    expect(look).toBeLessThan(5.3);
  });
});
