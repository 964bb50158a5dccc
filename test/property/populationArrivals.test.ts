import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poissonCdf } from '../../src/numeric/poisson.ts';
import { createIntensity, inverseIntensity, type RatePeriod } from '../../src/population/arrivals.ts';
import { createPopulation } from '../../src/population/groups.ts';
import { streamsOf } from '../../src/rng/streams.ts';
import { createCohort } from '../../src/trial/cohort.ts';
import { pointFrom, truthFrom } from '../fixtures/kernel/points.ts';
import {
  correlation,
  countScore,
  KOLMOGOROV_LIMIT,
  kolmogorov,
  meanScore,
  sampleOf,
  varianceScore,
  Z_LIMIT,
} from '../fixtures/kernel/statistics.ts';

/** Lambda(t): patients expected by a month. */
function expectedBy(periods: readonly RatePeriod[], month: number): number {
  let begin = 0;
  let total = 0;
  for (const { until, value } of periods) {
    if (month > begin && value > 0) total += value * (Math.min(month, until) - begin);
    begin = until;
  }
  return total;
}

const PERIODS: RatePeriod[] = [
  { until: 1, value: 0 },
  { until: 3, value: 4 },
  { until: 4.5, value: 0 },
  { until: 6, value: 12 },
  { until: Number.POSITIVE_INFINITY, value: 2 },
];
const YAML =
  '[{until: 1, value: 0}, {until: 3, value: 4}, {until: 4.5, value: 0}, {until: 6, value: 12}, {value: 2}]';

const body = (arrivals: string, rate = YAML) => `truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: ${rate}, arrivals: ${arrivals}}
  endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.7}}}
designs: {d: {enrol: ENROL, size: {randomised: 40}, analyse at: {months: 60}, tests: {t: {of: PFS}}}}`;

function cohortOf(arrivals: string, n: number) {
  const truth = truthFrom(body(arrivals).replace('ENROL', 'all'));
  return createCohort(truth, createPopulation(truth), [], n, streamsOf('arrivals'));
}

describe('the intensity of screening', () => {
  it('and its inverse undo each other', () => {
    const rates = fc.array(
      fc.record({
        length: fc.double({ min: 0.1, max: 12, noNaN: true }),
        value: fc.oneof(fc.constant(0), fc.double({ min: 0.05, max: 100, noNaN: true })),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        rates,
        fc.double({ min: 0.05, max: 50, noNaN: true }),
        fc.double({ min: 1e-6, max: 3000, noNaN: true }),
        (parts, lastRate, expected) => {
          let end = 0;
          const periods = parts.map(({ length, value }) => {
            end += length;
            return { until: end, value };
          });
          periods.push({ until: Number.POSITIVE_INFINITY, value: lastRate });
          const month = inverseIntensity(createIntensity(periods), expected);
          // Months are sums of at most 7 terms of either sign, each rounded in proportion to the slowest rate.
          const used = periods.map(({ value }) => value).filter((value) => value > 0);
          const [fastest, slowest] = [Math.max(...used), Math.min(...used)];
          const error = 1e-15 * 14 * ((expected * fastest) / slowest + fastest * (month + end));
          expect(Math.abs(expectedBy(periods, month) - expected)).toBeLessThan(error);
          // No patient comes while nobody is screened.
          const open = periods.filter(({ value }) => value > 0);
          const begins = periods.map((_, p) => (p === 0 ? 0 : periods[p - 1].until));
          const inside = periods.some(
            ({ until, value }, p) =>
              value > 0 && month > begins[p] - 1e-9 * month && month <= until + 1e-9 * month,
          );
          expect(open.length > 0 && inside).toBe(true);
        },
      ),
      { seed: 5, numRuns: 500 },
    );
  });

  it('of even arrivals puts patient i where i + 1/2 are expected', () => {
    const cohort = cohortOf('even', 40);
    cohort.start(0);
    cohort.ensure(40);
    // 8 come by month 3, none until 4.5, 18 by month 6, then 2 a month.
    expect([0, 7, 8, 25, 26, 39].map((i) => cohort.arrival[i])).toEqual(
      [1 + 0.5 / 4, 1 + 7.5 / 4, 4.5 + 0.5 / 12, 4.5 + 17.5 / 12, 6 + 0.25, 6 + 13.5 / 2].map((month) =>
        expect.closeTo(month, 12),
      ),
    );
  });
});

describe('Poisson arrivals', () => {
  it('count like independent Poisson variables in every stretch of time', () => {
    const replicates = 20_000;
    const edges = [0, 1, 2, 2.5, 3, 4.5, 5, 6, 8];
    const counts = edges.slice(1).map(() => new Float64Array(replicates));
    const cohort = cohortOf('poisson', 80);
    for (let r = 0; r < replicates; r++) {
      cohort.start(r);
      cohort.ensure(80);
      for (const month of cohort.arrival) {
        const stretch = edges.findIndex((edge) => month < edge) - 1;
        if (stretch >= 0) counts[stretch][r]++;
      }
    }
    counts.forEach((column, s) => {
      const mean = expectedBy(PERIODS, edges[s + 1]) - expectedBy(PERIODS, edges[s]);
      const sample = sampleOf(column);
      expect(Math.abs(meanScore(sample, mean, mean)), `mean from ${edges[s]}`).toBeLessThan(Z_LIMIT);
      expect(Math.abs(varianceScore(sample, mean)), `variance from ${edges[s]}`).toBeLessThan(Z_LIMIT);
      if (mean === 0) return;
      const fewest = Math.floor(mean);
      const atMost = column.filter((count) => count <= fewest).length;
      expect(Math.abs(countScore(atMost, replicates, poissonCdf(fewest, mean)))).toBeLessThan(Z_LIMIT);
      counts.slice(0, s).forEach((other, t) => {
        if (expectedBy(PERIODS, edges[t + 1]) === expectedBy(PERIODS, edges[t])) return;
        expect(Math.abs(correlation(column, other)) * Math.sqrt(replicates)).toBeLessThan(Z_LIMIT);
      });
    });
  });
});

describe('uniform arrivals', () => {
  /** Months of all patients of a trial over replicates. */
  function entries(enrol: string, replicates: number) {
    const point = pointFrom(body('uniform').replace('ENROL', enrol), 'uniform');
    const all: number[][] = [];
    const screened: number[] = [];
    for (let r = 0; r < replicates; r++) {
      point.run(r);
      all.push(point.tables('d')[0].rows.map((row) => row['randomised at'] as number));
      screened.push(point.row[point.columns.findIndex(({ quantity }) => quantity === 'screened')]);
    }
    return { all, screened };
  }

  it('are independent with the density of the rate until the total is expected', () => {
    const { all } = entries('all', 1000);
    const months = all.flat();
    expect(kolmogorov(months, (month) => expectedBy(PERIODS, month) / 40)).toBeLessThan(KOLMOGOROV_LIMIT);
    expect(months.filter((month) => month < 1 || (month > 3 && month < 4.5))).toEqual([]);
    const early = sampleOf(all.map((one) => one.filter((month) => month < 3).length));
    expect(Math.abs(meanScore(early, 8))).toBeLessThan(Z_LIMIT);
    // Binomial: the total is fixed, the number of a period is not.
    expect(Math.abs(varianceScore(early, 40 * 0.2 * 0.8))).toBeLessThan(Z_LIMIT);
    expect(Math.abs(correlation(months.slice(1), months.slice(0, -1))) * 200).toBeLessThan(Z_LIMIT);
  });

  it('spread over the time in which everybody who is screened comes', () => {
    const { all, screened } = entries('M+', 1000);
    // A probability transform by each trial's own number screened.
    const shares = all.flatMap((one, r) => one.map((month) => expectedBy(PERIODS, month) / screened[r]));
    expect(kolmogorov(shares, (x) => x)).toBeLessThan(KOLMOGOROV_LIMIT);
    expect(Math.abs(meanScore(sampleOf(screened), 80, 80))).toBeLessThan(Z_LIMIT);
  });
});
