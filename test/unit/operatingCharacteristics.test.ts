import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BINS, type Histogram } from '../../src/engine/accumulator.ts';
import {
  mean,
  normalEstimate,
  pairedProportions,
  proportion,
  standardDeviation,
} from '../../src/operating-characteristics/monteCarlo.ts';
import { quantile } from '../../src/operating-characteristics/quantiles.ts';
import { columnAt, scenarioFrom } from '../fixtures/kernel/points.ts';
import { compile, rowsOf, runOf } from '../fixtures/kernel/rows.ts';

const { intervals }: { intervals: { x: number; n: number; lower: number; upper: number }[] } = JSON.parse(
  readFileSync('test/reference/kernel/wilson.json', 'utf8'),
);

describe('the Monte Carlo error', () => {
  it.each(intervals)('of a proportion has the interval of R: $x of $n', ({ x, n, lower, upper }) => {
    const estimated = proportion(x / n, n);
    expect(estimated.estimate).toBe(x / n);
    expect(estimated.mcse).toBe(Math.sqrt(((x / n) * (1 - x / n)) / n));
    // R prints 15 digits.
    expect(estimated.lower).toBeCloseTo(lower, 13);
    expect(estimated.upper).toBeCloseTo(upper, 13);
  });

  it('of a mean is s / sqrt(n), of a standard deviation s / sqrt(2 (n - 1))', () => {
    const moments = { mean: 3, variance: 4, n: 100 };
    // 1.96 standard errors, qnorm(0.975) = 1.959963984540054.
    expect(mean(moments)).toEqual({
      estimate: 3,
      mcse: 0.2,
      lower: expect.closeTo(3 - 0.3919927969080108, 14),
      upper: expect.closeTo(3 + 0.3919927969080108, 14),
      n: 100,
    });
    expect(standardDeviation(moments)).toMatchObject({ estimate: 2, mcse: 2 / Math.sqrt(198) });
  });

  it('is unknown, not zero, where there is nothing to tell it from', () => {
    const unknown = { mcse: null, lower: null, upper: null };
    expect(proportion(Number.NaN, 0)).toEqual({ estimate: null, ...unknown, n: 0 });
    expect(mean({ mean: Number.NaN, variance: Number.NaN, n: 0 })).toEqual({
      estimate: null,
      ...unknown,
      n: 0,
    });
    expect(mean({ mean: 2, variance: Number.NaN, n: 1 })).toEqual({ estimate: 2, ...unknown, n: 1 });
    expect(normalEstimate(Number.NaN, 1, 5)).toEqual({ estimate: null, ...unknown, n: 5 });
  });
});

describe('a quantile', () => {
  const histogram: Histogram = { column: 0, low: -4, width: 8 / BINS };
  const values = Array.from({ length: 20_001 }, (_, i) => {
    const p = (i + 0.5) / 20_001;
    // Logistic values: quantiles in closed form, tails within the bins.
    return 0.35 * Math.log(p / (1 - p));
  });
  const counts = new Float64Array(BINS);
  for (const x of values) counts[Math.floor((x - histogram.low) / histogram.width)]++;

  it.each([0.01, 0.05, 0.25, 0.5, 0.9, 0.99])('%s is that of the sorted values, to a bin', (p) => {
    const { estimate, mcse, lower, upper, n } = quantile(histogram, counts, p);
    expect(n).toBe(20_001);
    expect(Math.abs((estimate as number) - values[Math.floor(p * 20_001)])).toBeLessThan(histogram.width);
    // sqrt(p (1 - p) / n) / f with the density f = p (1 - p) / 0.35 of the logistic law; a hundredth for its curvature, and a bin.
    const formula = Math.sqrt((p * (1 - p)) / n) / ((p * (1 - p)) / 0.35);
    expect(Math.abs((mcse as number) - formula)).toBeLessThan(0.01 * formula + histogram.width / 4);
    const half = 1.96 * Math.sqrt((p * (1 - p)) / n);
    expect(Math.abs((lower as number) - values[Math.floor((p - half) * n)])).toBeLessThan(histogram.width);
    expect(Math.abs((upper as number) - values[Math.floor((p + half) * n)])).toBeLessThan(histogram.width);
  });

  it('beyond the bins, or of few values, is not known', () => {
    const beyond = new Float64Array(BINS);
    beyond[0] = 10;
    beyond[BINS - 1] = 90;
    expect(quantile(histogram, beyond, 0.05).estimate).toBeNull();
    expect(quantile(histogram, beyond, 0.5).estimate).toBeNull();
    expect(quantile(histogram, new Float64Array(BINS), 0.5)).toMatchObject({ estimate: null, n: 0 });
    const three = new Float64Array(BINS);
    three[200] = 3;
    expect(quantile(histogram, three, 0.05)).toMatchObject({ lower: null, mcse: null });
  });
});

const SCENARIO = scenarioFrom(`truth:
  markers: {M: {prevalence: 0.5, assay: {sensitivity: 0.9, specificity: 0.8}}}
  enrolment: {screened per month: 10}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: {M+: 0.3, M-: 1}}}
    ORR: {binary: {control: {rate: 0.3}, risk difference: {M+: 0.3, M-: 0}}}
designs:
  all: {enrol: all, size: {randomised: 24}, looks: {at: [{months: 3}, {months: 9}]},
    tests: {t: {of: PFS, estimate: pike}, M+: {of: PFS, in: M+}, two: {of: ORR, sided: 2, alpha: 0.1}},
    claims: {yes: reject t, no: otherwise}}
  enriched: {enrol: M+, size: {randomised: 18}, analyse at: {months: 9}, tests: {t: {of: PFS}}}`);

describe('the rows of a run', () => {
  const REPLICATES = 600;
  const compiled = compile(SCENARIO);
  const { point } = compiled;
  const rows = rowsOf(runOf(SCENARIO, compiled, 0, REPLICATES));
  const replicates = Array.from({ length: REPLICATES }, (_, r) => {
    point.run(r);
    return point.row.slice();
  });
  const values = (quantity: string, analysis = '', design = 'all') => {
    const at = columnAt(point, quantity, analysis, design);
    return replicates.map((row) => row[at]);
  };
  const average = (numbers: readonly number[]) => {
    const known = numbers.filter((x) => !Number.isNaN(x));
    return { value: known.reduce((sum, x) => sum + x, 0) / known.length, n: known.length };
  };
  const expectRow = (name: string, numbers: readonly number[]) => {
    const row = rows.get(name);
    const { value, n } = average(numbers);
    expect(row, name).toBeDefined();
    expect(row?.estimate, name).toBeCloseTo(value, 10);
    expect(row?.n, name).toBe(n);
  };
  const [estimand] = point.designs.all[0].estimands[0];
  const against = `estimand: ${estimand.name}`;
  const theta = estimand.value;
  const z = values('z', 't');
  const estimate = values('estimate', 't');
  const se = values('standard error', 't');
  const rejects = z.map((x) => x >= 1.959963984540054);

  it('are those of the replicates: rejections by direction and side', () => {
    expectRow('all|t|power|', rejects.map(Number));
    expectRow(
      'all|t|rejection for harm|',
      z.map((x) => (x <= -1.959963984540054 ? 1 : 0)),
    );
    // Two-sided 0.1: 5 % to either side.
    const two = values('z', 'two');
    expectRow(
      'all|two|power|',
      two.map((x) => (x >= 1.6448536269514722 ? 1 : 0)),
    );
    expectRow(
      'all|two|rejection for harm|',
      two.map((x) => (x <= -1.6448536269514722 ? 1 : 0)),
    );
    expect(rows.get('all|two|rejection for harm|')?.estimate).toBeGreaterThan(0);
  });

  it('are those of the replicates: bias, errors, coverage', () => {
    expectRow('all|t|mean estimate|', estimate);
    expectRow('all|t|model se|', se);
    expectRow(
      `all|t|bias|${against}`,
      estimate.map((x) => x - theta),
    );
    expectRow(
      `all|t|relative bias|${against}`,
      estimate.map((x) => x / theta - 1),
    );
    expectRow(
      `all|t|mse|${against}`,
      estimate.map((x) => (x - theta) ** 2),
    );
    expectRow(
      `all|t|coverage|${against}`,
      estimate.map((x, r) =>
        Number.isNaN(x) ? x : Number(Math.abs(x - theta) <= 1.959963984540054 * se[r]),
      ),
    );
    const given = (f: (x: number) => number) => estimate.map((x, r) => (rejects[r] ? f(x) : Number.NaN));
    expectRow(
      `all|t|bias given rejection|${against}`,
      given((x) => x - theta),
    );
    expectRow(
      `all|t|type M error|${against}`,
      given((x) => Math.abs(x / theta)),
    );
    expectRow(
      `all|t|type S error|${against}`,
      given((x) => Number(x * theta < 0)),
    );
    expectRow(
      'all|t|failed|',
      estimate.map((x) => Number(Number.isNaN(x))),
    );
    const known = estimate.filter((x) => !Number.isNaN(x));
    const centre = average(known).value;
    const spread = known.reduce((sum, x) => sum + (x - centre) ** 2, 0) / (known.length - 1);
    expect(rows.get('all|t|empirical se|')?.estimate).toBeCloseTo(Math.sqrt(spread), 10);
  });

  it('are those of the replicates: fits that fail are counted, and not rejected', () => {
    const failed = values('estimate', 'M+').filter(Number.isNaN).length;
    expect(failed).toBeGreaterThan(5);
    expect(rows.get('all|M+|failed|')).toMatchObject({ estimate: failed / REPLICATES, n: REPLICATES });
    expect(rows.get('all|M+|mean estimate|')?.n).toBe(REPLICATES - failed);
    expect(rows.get('all|M+|power|')?.n).toBe(REPLICATES);
  });

  it('are those of the replicates: interim looks', () => {
    const look1 = point.columns.findIndex(
      ({ look, quantity, analysis }) => look === 1 && quantity === 'z' && analysis === 't',
    );
    expectRow(
      'all|t|power at look 1|',
      replicates.map((row) => Number(row[look1] >= 1.959963984540054)),
    );
  });

  it('are those of the replicates: the whole design', () => {
    for (const metric of ['screened', 'randomised', 'events', 'months to last patient', 'cost'])
      expectRow(`all||${metric}|`, values(metric));
    expectRow('all|M|ppv|', values('ppv', 'M'));
    expectRow('all|yes|claim probability|', rejects.map(Number));
    expectRow(
      'all|no|claim probability|',
      rejects.map((x) => Number(!x)),
    );
    // A calendar month is what it is, to the last bit.
    expect(rows.get('all||duration quantile 5|')).toMatchObject({ estimate: 9, mcse: 0, lower: 9, upper: 9 });
  });

  it('are those of the replicates: quantiles of the estimate', () => {
    const sorted = [...estimate].filter((x) => !Number.isNaN(x)).sort((a, b) => a - b);
    const histogram = compiled.layout.histograms.find(
      ({ column }) => column === columnAt(point, 'estimate', 't', 'all'),
    );
    for (const percent of [5, 25, 50, 75, 95]) {
      const quantileRow = rows.get(`all|t|estimate quantile ${percent}|`);
      const near = sorted[Math.ceil((percent / 100) * sorted.length) - 1];
      expect(Math.abs((quantileRow?.estimate as number) - near)).toBeLessThan(histogram?.width as number);
    }
  });

  it('are those of the replicates: paired differences, with the error of the pairs', () => {
    const other = values('rejects', 't', 'enriched');
    const differences = other.map((x, r) => x - Number(rejects[r]));
    expectRow('enriched vs all|t|power difference|', differences);
    const centre = average(differences).value;
    const variance = differences.reduce((sum, x) => sum + (x - centre) ** 2, 0) / (REPLICATES - 1);
    expect(rows.get('enriched vs all|t|power difference|')?.mcse).toBeCloseTo(
      Math.sqrt(variance / REPLICATES),
      12,
    );
    const screened = values('screened', '', 'all');
    expectRow(
      'enriched vs all||screened difference|',
      values('screened', '', 'enriched').map((x, r) => x - screened[r]),
    );
  });

  it('are those of the replicates: relative efficiency', () => {
    const ratio = (average(values('z', 't', 'enriched')).value / average(z).value) ** 2 * (24 / 18);
    expect(rows.get('enriched vs all|t|relative efficiency (randomised)|')?.estimate).toBeCloseTo(ratio, 8);
    const patients = average(values('screened')).value / average(values('screened', '', 'enriched')).value;
    expect(rows.get('enriched vs all|t|relative efficiency (screened)|')?.estimate).toBeCloseTo(
      (ratio / (24 / 18)) * patients,
      8,
    );
  });
});

describe('a paired difference of proportions', () => {
  /** Moments of n replicates of which `more` say 1 and `less` say -1. */
  const of = (n: number, more: number, less: number) => {
    const mean = (more - less) / n;
    return { n, mean, variance: ((more + less) / n - mean ** 2) * (n / (n - 1)) };
  };

  it('is never certain: where no replicate differs, the chance of missing a true difference is 2.6 % at most', () => {
    for (const n of [40, 400, 10_000]) {
      const { mcse, lower, upper } = pairedProportions(of(n, 0, 0));
      expect([mcse, lower]).toEqual([0, -upper!]);
      // The smallest true difference outside the interval shows itself in none of n replicates: (1 - upper)^n.
      expect((1 - upper!) ** n).toBeLessThan(0.026);
      expect(upper).toBeLessThan(4 / n);
      const one = pairedProportions(of(n, n, 0));
      expect([one.lower, one.upper]).toEqual([1 - 2 * upper!, 1]);
      expect(pairedProportions(of(n, 0, n)).upper).toBe(-one.lower!);
    }
  });

  it('stays in [-1, 1], and is the normal interval inside', () => {
    expect(pairedProportions(of(400, 398, 0)).upper).toBe(1);
    expect(pairedProportions(of(400, 1, 399)).lower).toBe(-1);
    // 90 more and 30 less of 400: 0.15, SD sqrt(0.3 - 0.0225) (n - 1 in the variance), half-width 1.96 SE.
    const { estimate, lower } = pairedProportions(of(400, 90, 30));
    expect(estimate).toBeCloseTo(0.15, 12);
    expect(lower).toBeCloseTo(0.15 - 1.959964 * Math.sqrt(0.2775 / 399), 6);
  });
});
