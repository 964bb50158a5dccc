import { describe, expect, it } from 'vitest';
import { compilePoint } from '../../src/engine/task.ts';
import { binomialPmf } from '../../src/numeric/binomial.ts';
import { sequentialReference } from '../../src/operating-characteristics/sequentialReference.ts';
import { scenarioFrom } from '../fixtures/kernel/points.ts';

/**
 * Trials of one group-sequential test against recursive quadrature. The reference takes z as normal about the limits of its
 * mean; the events of the looks are fixed. MCSE: 4, one check in 16,000 by chance. 0.01: what the normal limit of the log-rank
 * test leaves at 60 to 240 events (measured at most 0.006).
 */
const LIMIT = 4;
const NORMAL = 0.01;

const body = (looks: string, hazardRatio: number) => `truth:
  enrolment: {screened per month: 30}
  endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: ${hazardRatio}}}}
designs:
  d:
    size: {randomised: 320}
    looks: {at: [{events: 80}, {events: 160}, {events: 240}], ${looks}}
    tests: {all: {by: log-rank, estimate: pike}}`;

describe('group-sequential trials stop and reject as quadrature says', () => {
  const N = 20_000;
  it.each([
    ['O’Brien-Fleming spending', 'spending: lan-demets-obrien-fleming', 0.67],
    ['Pocock bounds', 'bounds: pocock', 0.67],
    ['Wang-Tsiatis, futility by z', 'bounds: {wang-tsiatis: 0.25}, futility: {z below: 0.5}', 0.7],
    [
      'beta spending',
      'spending: {kim-demets: 2}, futility: {beta spending: {spending: {kim-demets: 2}, power: 0.9}}',
      0.75,
    ],
    ['conditional power', 'spending: lan-demets-pocock, futility: {conditional power below: 0.2}', 0.8],
    [
      'binding futility without an effect',
      'spending: {hwang-shih-decani: -4}, futility: {z below: 0, binding: true}',
      1,
    ],
    // The bound is lower as futility must be obeyed, and power at it greater, so that less is dropped.
    [
      'binding conditional power',
      'bounds: {haybittle-peto: 3}, futility: {conditional power below: 0.35, binding: true}',
      0.77,
    ],
  ])('%s', (_, looks, hazardRatio) => {
    const scenario = scenarioFrom(body(looks, hazardRatio));
    const [point] = scenario.points;
    const compiled = compilePoint({ point, seed: 'sequential', streams: 'common' });
    const reference = sequentialReference(
      { point, compiled } as Parameters<typeof sequentialReference>[0],
      compiled.point.designs.d[0],
    );
    if (reference === null) throw new Error('no reference');
    const { columns } = compiled.point;
    const sums = compiled.sum(0, N);
    const { anchors } = compiled.layout;
    const share = (quantity: string, look: number) => {
      const j = columns.findIndex((column) => column.quantity === quantity && column.look === look);
      return anchors[j] + sums[3 * j + 1] / sums[3 * j];
    };
    const near = (value: number, expected: number) =>
      expect(Math.abs(value - expected)).toBeLessThan(
        LIMIT * Math.sqrt((expected * (1 - expected)) / N) + NORMAL,
      );
    for (const look of [1, 2, 3]) near(share('rejected at', look), reference.reject[look - 1]);
    for (const look of [1, 2]) {
      near(share('stops for efficacy', look), reference.reject[look - 1]);
      near(share('stops for futility', look), reference.drop[look - 1]);
    }
    near(
      share('rejects', 0),
      reference.reject.reduce((sum, p) => sum + p, 0),
    );
  });
});

/** A single arm of 46 and 92 patients; with levels, of which each look knows patients by chance. */
const arm = (looks: string, rest = '', rate = '{rate: 0.22}') => `truth:
  ${rest}
  enrolment: {screened per month: 16}
  endpoints: {R: {binary: {control: ${rate}, odds ratio: 2.5, assessed at: 1}}}
designs:
  d:
    single arm: experimental
    size: {treated: 92}
    looks: {${looks}}
    tests: {p: {against: {rate: 0.3}, by: exact}}`;

describe('a single arm whose looks decide on a rate', () => {
  const N = 20_000;
  const played = (text: string) => {
    const [point] = scenarioFrom(text).points;
    const compiled = compilePoint({ point, seed: 'arm', streams: 'common' });
    const run = { point, compiled } as Parameters<typeof sequentialReference>[0];
    const reference = sequentialReference(run, compiled.point.designs.d[0]);
    if (reference === null) throw new Error('no reference');
    const sums = compiled.sum(0, N);
    const share = (quantity: string, look: number) => {
      const j = compiled.point.columns.findIndex((one) => one.quantity === quantity && one.look === look);
      return compiled.layout.anchors[j] + sums[3 * j + 1] / sums[3 * j];
    };
    return { reference, share };
  };
  const PATIENTS = 'at: [{patients: 46}, {patients: 92}], spending: lan-demets-pocock';

  it.each([
    ['efficacy', PATIENTS, ''],
    ['futility', `${PATIENTS}, futility: {z below: 0}`, ''],
    ['a mix of rates', PATIENTS, 'strata: {t: {a: {share: 0.4}, b: {share: 0.6}}}'],
  ])('is enumerated: %s', (_, looks, rest) => {
    const rate = rest === '' ? undefined : '{rate: {t = a: 0.4, t = b: 0.1}}';
    const { reference, share } = played(arm(looks, rest, rate));
    expect(reference.exact).toBe(true);
    const near = (value: number, expected: number) =>
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(
        LIMIT * Math.sqrt((expected * (1 - expected)) / N),
      );
    for (const look of [1, 2]) near(share('rejected at', look), reference.reject[look - 1]);
    near(share('stops for futility', 1), reference.drop[0]);
  });

  it('by the binomial law: 22 of 46 or 38 of 92 responders are enough (R: qnorm(pbinom), bounds of rpact), 14 of 46 too few', () => {
    const { reference } = played(arm(`${PATIENTS}, futility: {z below: 0}`));
    const odds = (2.5 * 0.22) / 0.78;
    const p = odds / (1 + odds);
    let [early, late, few] = [0, 0, 0];
    for (let x = 0; x <= 46; x++) {
      const first = binomialPmf(x, 46, p);
      if (x >= 22) early += first;
      else if (x <= 14) few += first;
      else for (let y = Math.max(0, 38 - x); y <= 46; y++) late += first * binomialPmf(y, 46, p);
    }
    expect(reference.reject[0]).toBeCloseTo(early, 10);
    expect(reference.reject[1]).toBeCloseTo(late, 10);
    expect(reference.drop[0]).toBeCloseTo(few, 10);
  });

  it('is told of the patients assessed by each look, where their number is not fixed', () => {
    const { reference, share } = played(
      arm('at: [{months: 4}, {months: 5.5}], spending: lan-demets-pocock, information: planned'),
    );
    expect(reference.exact).toBe(false);
    // Some 48 and 72 patients, whose numbers vary: what the normal law leaves is 0.03 at most; of all 92 it would be 0.3 and more.
    for (const look of [1, 2])
      expect(Math.abs(share('rejected at', look) - reference.reject[look - 1])).toBeLessThan(0.04);
  });
});

describe('a subgroup whose events fall as they may', () => {
  it('has level alpha at its own information: tables of two looks, quadrature at the third', () => {
    const N = 20_000;
    const [point] = scenarioFrom(`truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 30}
  endpoints: {PFS: {time-to-event: {control: {median: {M+: 5, M-: 8}}, hazard ratio: 1}}}
designs:
  d:
    size: {randomised: 320}
    looks: {at: [{events: 90}, {events: 170}, {events: 250}], spending: lan-demets-pocock}
    tests: {M+: {in: M+, estimate: pike}}`).points;
    const compiled = compilePoint({ point, seed: 'subgroup', streams: 'common' });
    const sums = compiled.sum(0, N);
    const j = compiled.point.columns.findIndex((column) => column.quantity === 'rejects');
    // 0.003: the log-rank test at 35 to 100 events (measured 0.001).
    expect(Math.abs(sums[3 * j + 1] / N - 0.025)).toBeLessThan(
      LIMIT * Math.sqrt((0.025 * 0.975) / N) + 0.003,
    );
  });
});

describe('estimates after a group-sequential trial', () => {
  const N = 20_000;
  const sumsOf = (looks: string, hazardRatio: number) => {
    const [point] = scenarioFrom(body(looks, hazardRatio)).points;
    const compiled = compilePoint({ point, seed: 'estimates', streams: 'common' });
    const { columns } = compiled.point;
    const replicates: number[][] = [];
    for (let r = 0; r < N; r++) {
      compiled.point.run(r);
      replicates.push([...compiled.point.row]);
    }
    const at = (quantity: string) => {
      const j = columns.findIndex((column) => column.quantity === quantity && column.look === 0);
      return replicates.map((row) => row[j]).filter(Number.isFinite);
    };
    return { at, truth: columns.find((column) => column.estimand !== null)?.estimand?.value as number };
  };
  const share = (values: number[], holds: (x: number) => boolean) =>
    values.filter(holds).length / values.length;
  const binomial = (p: number) => LIMIT * Math.sqrt((p * (1 - p)) / N);

  it.each([
    ['Pocock bounds', 'bounds: pocock, futility: {z below: 0}', 0.7],
    ['O’Brien-Fleming spending', 'spending: lan-demets-obrien-fleming', 0.7],
    ['Pocock bounds, no effect', 'bounds: pocock, futility: {z below: 0}', 1],
  ])(
    '%s: half of the median-unbiased estimates lie above the truth, the naive ones do not; intervals cover',
    (_, looks, hr) => {
      const { at, truth } = sumsOf(looks, hr);
      const above = share(at('adjusted estimate'), (x) => x > truth);
      // The normal limit of the log-rank score leaves the last 0.01.
      expect(Math.abs(above - 0.5)).toBeLessThan(binomial(0.5) + NORMAL);
      const coverage = share(at('adjusted covers'), (x) => x === 1);
      expect(Math.abs(coverage - 0.95)).toBeLessThan(binomial(0.95) + NORMAL);
      expect(share(at('repeated covers'), (x) => x === 1)).toBeGreaterThan(0.95 - binomial(0.95) - NORMAL);
      const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
      if (hr < 1) {
        const naive = mean(at('estimate')) - truth;
        expect(naive).toBeLessThan(0);
        expect(Math.abs(mean(at('adjusted estimate')) - truth)).toBeLessThan(Math.abs(naive));
      }
    },
  );
});
