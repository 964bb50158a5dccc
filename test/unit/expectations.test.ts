import { describe, expect, it } from 'vitest';
import { expectationsOf } from '../../src/designs/expectations.ts';
import { entryProbability } from '../../src/designs/limits/entryLaw.ts';
import type { Timing, TrialDesign, Truth } from '../../src/scenario/model.ts';
import {
  ALL,
  binary,
  constant,
  enrolmentOf,
  marker,
  planned,
  quotaOf,
  single,
  survival,
  testOf,
  trialOf,
  truthOf,
} from '../fixtures/estimands/scenario.ts';

// Exponential hazard 0.1 a month, 20 screened a month.
const plain = truthOf({
  prevalence: 0.4,
  endpoints: { Y: survival(), R: binary({ assessedAt: 3 }) },
  costs: { screened: 1, randomised: 10, month: 5, event: 2 },
});

const events = (n: number): Timing => ({ kind: 'events', n, in: ALL, of: 'Y' });

function expected(trial: Partial<TrialDesign>, truth: Truth = plain) {
  const { plan, population, trial: design } = planned(truth, trialOf(trial));
  return expectationsOf(design, plan, truth, population);
}

describe('expected size and enrolment', () => {
  it('screens everybody it randomises, or 1 / share of them', () => {
    expect(expected({}).screened).toBe(400);
    expect(expected({}).monthsToLastPatient).toBe(20);
    const enriched = expected({ enrol: marker('M+') });
    expect(enriched.screened).toBeCloseTo(1000, 9);
    expect(enriched.randomised).toBeCloseTo(400, 9);
    expect(enriched.monthsToLastPatient).toBeCloseTo(50, 9);
  });

  it('screens until the slowest quota is full', () => {
    const { screened, randomised } = expected({
      size: { kind: 'randomised', n: 190 },
      quotas: [quotaOf(marker('M+'), 100), quotaOf(marker('M-'), 90)],
    });
    // 250 for the 100 M+ alone; the 90 M- need 150 and are hardly ever later (E max of the two gamma laws, test/validation/expectedEnrolment).
    expect(screened).toBeCloseTo(250.0016, 3);
    expect(randomised).toBeCloseTo(190, 9);
  });

  it('gives the places that quotas leave to whoever is in none', () => {
    const { randomised, events: by } = expected({
      size: { kind: 'randomised', n: 190 },
      quotas: [quotaOf(marker('M+'), 100)],
    });
    expect(randomised).toBeCloseTo(190, 9);
    expect(by(1000, marker('M-'), 'Y')).toBeCloseTo(90, 9);
  });

  it('waits for the assay where the result is needed', () => {
    const truth = truthOf({ assay: { turnaround: single(1.5) }, endpoints: { Y: survival() } });
    const stratified = {
      ratio: [1, 1] as [number, number],
      method: 'blocks' as const,
      block: 4,
      stratifyBy: ['M'],
    };
    expect(expected({ randomise: stratified }, truth).monthsToLastPatient).toBeCloseTo(21.5, 9);
    expect(expected({}, truth).monthsToLastPatient).toBe(20);
  });

  it('stops counting at a final analysis that comes before the last patient', () => {
    const early = expected({ looks: [{ kind: 'months', months: 5 }] });
    expect(early.screened).toBeCloseTo(100, 9);
    expect(early.randomised).toBeCloseTo(100, 9);
    expect(early.monthsToLastPatient).toBe(5);
  });
});

describe('expected months of the looks', () => {
  it('inverts the expected events: 20 t - 200 (1 - exp(-t / 10)) while enrolment goes on', () => {
    const { lookMonths, monthsToAnalysis, events: by } = expected({ looks: [events(100), events(390)] });
    const [first, last] = lookMonths;
    expect(20 * first + 200 * Math.expm1(-first / 10)).toBeCloseTo(100, 6);
    expect(by(last, ALL, 'Y')).toBeCloseTo(390, 6);
    expect(monthsToAnalysis).toBe(last);
  });

  it('begins at no events where the hazard is infinite at entry', () => {
    // Weibull, shape 1/2, scale 10: 1 - S has the integral t - 2 a (1 - (1 + root) exp(-root)), a = 10, root = sqrt(t / a).
    const falling = truthOf({
      endpoints: {
        Y: survival({
          control: { kind: 'weibull', shape: single(0.5), scale: single(10), cured: single(0) },
        }),
      },
    });
    const { lookMonths, events: by } = expected({ looks: [events(100), events(200)] }, falling);
    for (const [k, wanted] of [100, 200].entries()) {
      const month = lookMonths[k];
      const root = Math.sqrt(month / 10);
      expect(20 * (month - 20 * (1 - (1 + root) * Math.exp(-root)))).toBeCloseTo(wanted, 6);
    }
    expect(by(0, ALL, 'Y')).toBe(0);
  });

  it('counts events in a population', () => {
    const { lookMonths, events: by } = expected({ looks: [{ ...events(100), in: marker('M+') } as Timing] });
    expect(by(lookMonths[0], marker('M+'), 'Y')).toBeCloseTo(100, 6);
    expect(by(lookMonths[0], ALL, 'Y')).toBeCloseTo(250, 6);
  });

  it('never comes to more events than there will be', () => {
    const leaving = truthOf({ endpoints: { Y: survival({ dropout: constant(0.1) }) } });
    expect(expected({ looks: [events(201)] }, leaving).monthsToAnalysis).toBe(Number.POSITIVE_INFINITY);
    expect(expected({ looks: [events(199)] }, leaving).monthsToAnalysis).toBeLessThan(100);
  });

  it('follows the other timings', () => {
    const months: Timing = { kind: 'months', months: 30 };
    const followUp: Timing = { kind: 'follow-up', months: 12 };
    const timings: Timing[] = [
      months,
      followUp,
      { kind: 'first of', of: [months, followUp] },
      { kind: 'last of', of: [months, followUp] },
      { kind: 'assessed' },
    ];
    const { lookMonths } = expected({ looks: timings, tests: [testOf({ of: 'R' })] });
    expect(lookMonths).toEqual([30, 32, 30, 32, 23]);
  });

  it('has all patients once the last has been assessed, not at twice that month', () => {
    // What rounding leaves of a sum over the kinds of patients depends on the numbers: many of them.
    const patients = (n: number): Timing => ({ kind: 'patients', n, in: ALL });
    for (let n = 20; n <= 400; n += 20)
      for (const prevalence of [0.05, 0.3, 0.4, 0.6, 0.9])
        for (const rate of [
          constant(20),
          [
            { until: 6, value: 10 },
            { until: Number.POSITIVE_INFINITY, value: 30 },
          ],
        ]) {
          const truth = truthOf({
            prevalence,
            enrolment: enrolmentOf(rate),
            endpoints: { R: binary({ assessedAt: 3 }) },
          });
          const looks = [patients(n / 2), patients(n)];
          const tests = [testOf({ of: 'R' })];
          const found = expected({ size: { kind: 'randomised', n }, looks, tests }, truth);
          expect(found.monthsToAnalysis / (found.monthsToLastPatient + 3)).toBeCloseTo(1, 6);
        }
  });

  it('counts patients assessed for other endpoints', () => {
    expect(expected({}).events(13, ALL, 'R')).toBeCloseTo(200, 9);
  });
});

describe('a kind of patient that comes only after screening has ended', () => {
  it('is not waited for', () => {
    const rate = [
      { until: 6, value: 0 },
      { until: Number.POSITIVE_INFINITY, value: 20 },
    ];
    const law = { rate, screened: 0, delay: 0 };
    expect([0, 3, 20, Number.POSITIVE_INFINITY].map((month) => entryProbability(law, month))).toEqual([
      0, 0, 0, 0,
    ]);
  });
});

describe('uniform arrivals', () => {
  it('spread the patients of every quota over the whole time of screening', () => {
    const quotas = [quotaOf(marker('M+'), 100), quotaOf(marker('M-'), 90)];
    const uniform = truthOf({
      prevalence: 0.4,
      enrolment: enrolmentOf(constant(20), 'uniform'),
      endpoints: { R: binary() },
    });
    // 250 screened in 12.5 months; one by one, the 90 M- are in after 7.5.
    const tests = [testOf({ of: 'R' })];
    const size = { kind: 'randomised' as const, n: 190 };
    expect(expected({ size, quotas, tests }, uniform).events(7.5, marker('M-'), 'R')).toBeCloseTo(
      (90 * 150) / 250.0016,
      4,
    );
    expect(expected({ size, quotas }).events(7.5 + 3, marker('M-'), 'R')).toBeCloseTo(90, 9);
  });
});

describe('expected cost', () => {
  it('adds screened, randomised, events and months', () => {
    const { cost } = expected({ enrol: marker('M+'), looks: [{ kind: 'months', months: 60 }] });
    const perPatient = 1 - (Math.exp(-1) - Math.exp(-6)) / 5;
    expect(cost).toBeCloseTo(1000 + 4000 + 300 + 2 * 400 * perPatient, 6);
  });
});
