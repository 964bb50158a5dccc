import { describe, expect, it } from 'vitest';
import type { ScenarioError } from '../../src/errors.ts';
import { bivariateNormalCdf } from '../../src/numeric/bivariateNormal.ts';
import { normalCdf, normalDensity, normalQuantile } from '../../src/numeric/normal.ts';
import { truthSummary } from '../../src/operating-characteristics/truthSummary.ts';
import { pointFrom, scenarioFrom, simulated, truthFrom } from '../fixtures/kernel/points.ts';
import { Z_LIMIT } from '../fixtures/kernel/statistics.ts';

const REPLICATES = 3000;
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;
const sdOf = (values: ArrayLike<number>) => {
  const centre = mean(values);
  return Math.sqrt(mean(Array.from(values, (x) => (x - centre) ** 2)));
};

const body = (score: string, tests: string, enrol = 'all') => `truth:
  scores: {risk: {${score}}}
  enrolment: {screened per month: 20}
  endpoints: {Y: {continuous: {control: {mean: 0, sd: 1}, prognostic shift per sd: {risk: 0.8}, mean difference: 0.2, mean difference per sd: {risk: 0.5}}}}
designs: {d: {enrol: ${enrol}, size: {randomised: 200}, tests: {${tests}}}}`;

describe('a score measured with reliability 0.8', () => {
  const RHO = Math.sqrt(0.8);
  /** Mean of the true score above the 60 % quantile of the measured one, and below. */
  const above = (RHO * normalDensity(normalQuantile(0.6))) / 0.4;

  it('cuts of a design are of what is measured: the effect above is diluted by the root of the reliability', () => {
    const text = body(
      'reliability: 0.8',
      'high: {in: risk >= q60}, low: {in: risk < q60}, true: {in: true risk >= q60}',
    );
    const point = pointFrom(text, 'noisy');
    const estimands = point.designs.d[0].estimands.map((own) =>
      own.map(({ name, value }) => ({ name, value })),
    );
    expect(estimands[0].map(({ name }) => name)).toEqual(['risk >= q60 (assay)', 'true risk >= q60']);
    expect(estimands[0][0].value).toBeCloseTo(0.2 + 0.5 * above, 6);
    expect(estimands[0][1].value).toBeCloseTo(0.2 + (0.5 * above) / RHO, 6);
    expect(estimands[1][0].value).toBeCloseTo(0.2 - (0.5 * above * 0.4) / 0.6, 6);
    expect(estimands[2][0].value).toBeCloseTo(0.2 + (0.5 * above) / RHO, 6);
    const found = simulated(point, REPLICATES, [
      ['estimate', 'high'],
      ['estimate', 'low'],
      ['estimate', 'true'],
    ]);
    found.forEach((values, t) => {
      const error = (Z_LIMIT * sdOf(values)) / Math.sqrt(REPLICATES);
      expect(Math.abs(mean(values) - estimands[t][0].value)).toBeLessThan(error);
    });
  });

  it('enrolment is by what is measured, and the report says how often it errs', () => {
    const text = body('error sd: 0.5', 't: {}', 'risk >= q60');
    const truth = truthFrom(text);
    const both = bivariateNormalCdf(normalQuantile(0.4), normalQuantile(0.4), RHO);
    const [assay] = truthSummary(truth, 0).assays;
    expect(assay).toMatchObject({ marker: 'risk >= q60', unevaluable: 0 });
    expect(assay.sensitivity).toBeCloseTo(both / 0.4, 8);
    expect(assay.ppv).toBeCloseTo(both / 0.4, 8);
    expect(pointFrom(text, 'noisy').designs.d[0].estimands[0][0].value).toBeCloseTo(0.2 + 0.5 * above, 6);
  });

  it('as a covariate it takes less: the residual variance of ANCOVA', () => {
    const sds = ['error sd: 0', 'reliability: 0.8'].map((score) => {
      // Without an effect that grows with the score, so that the arms have one slope.
      const text = body(score, 't: {by: ancova, covariates: [risk]}').replace(
        'per sd: {risk: 0.5}',
        'per sd: {risk: 0}',
      );
      const [estimate] = simulated(pointFrom(text, 'noisy'), REPLICATES, [['estimate', 't']]);
      return sdOf(estimate) ** 2;
    });
    // Residual variances 1, and 1 + 0.8^2 (1 - 0.8) = 1.128: 4 / n of them; the ratio of two variances from 3000 has SD 0.037 x 0.7.
    expect(sds[0] / (4 / 200)).toBeGreaterThan(0.9);
    expect(sds[0] / (4 / 200)).toBeLessThan(1.1);
    expect(sds[1] / sds[0]).toBeGreaterThan(1.128 - 0.1);
    expect(sds[1] / sds[0]).toBeLessThan(1.128 + 0.1);
  });

  it('with reliability 1 it is the score itself', () => {
    const tests = 'high: {in: risk >= q60}';
    const [plain, certain] = ['', 'reliability: 1'].map((score) => pointFrom(body(score, tests), 'noisy'));
    plain.run(3);
    certain.run(3);
    expect([...certain.row]).toEqual([...plain.row]);
  });

  it('is asked for in one way', () => {
    expect.assertions(1);
    try {
      scenarioFrom(body('reliability: 0.8, error sd: 0.5', 't: {}'));
    } catch (error) {
      const faults = (error as ScenarioError).faults.map(({ code, path }) => `${code} ${path}`);
      expect(faults).toEqual(['several-of truth.scores.risk.error sd']);
    }
  });

  it('bands of what is measured do not overlap, whatever the true score', () => {
    expect(() =>
      scenarioFrom(
        body('reliability: 0.5', 't: {in: risk >= q75, against: risk < q25}').replace(
          'size: {randomised',
          'single arm: experimental, size: {treated',
        ),
      ),
    ).not.toThrow();
  });
});

describe('a score that goes with a marker: mean 1 in M+, 0 in M-', () => {
  const text = (more = '', tests = 'M+: {in: M+}, high: {in: risk >= q60}') => `truth:
  markers: {M: {prevalence: 0.3}}
  scores: {risk: {mean: {M+: 1, M-: 0}${more}}}
  enrolment: {screened per month: 20}
  endpoints: {Y: {continuous: {control: {mean: 0, sd: 1}, mean difference: 0.2, mean difference per sd: {risk: 0.5}}}}
designs: {d: {size: {randomised: 200}, tests: {${tests}}}}`;
  /** 60 % quantile of the mixture, with an error of the given SD. */
  const quantile = (sd: number) => {
    let [low, high] = [-5, 5];
    for (let step = 0; step < 80; step++) {
      const x = (low + high) / 2;
      const below = 0.3 * normalCdf((x - 1) / sd) + 0.7 * normalCdf(x / sd);
      if (below < 0.6) low = x;
      else high = x;
    }
    return low;
  };

  it.each([
    ['', 0],
    [', error sd: 0.6', 0.6],
  ])('shares, and effects in M+ and above a cut, are those of the mixture%s', (more, error) => {
    const point = pointFrom(text(more), 'goes with');
    const sd = Math.hypot(1, error);
    const cut = quantile(sd);
    const [marker, high] = point.designs.d[0].estimands.map((own) => own[0].value);
    expect(marker).toBeCloseTo(0.2 + 0.5, 6);
    // Mean of T above the cut of X: of each part m P(X > c) + phi((c - m) / sd) / sd.
    const above = (m: number) => m * (1 - normalCdf((cut - m) / sd)) + normalDensity((cut - m) / sd) / sd;
    expect(high).toBeCloseTo(0.2 + (0.5 * (0.3 * above(1) + 0.7 * above(0))) / 0.4, 6);
    const [found] = simulated(point, REPLICATES, [['estimate', 'high']]);
    expect(Math.abs(mean(found) - high)).toBeLessThan((Z_LIMIT * sdOf(found)) / Math.sqrt(REPLICATES));
    // Of the truth: P(T above its own cut) in M+ is no longer 0.4.
    const { cells } = truthSummary(truthFrom(text(more)), 0);
    const own = quantile(1);
    const both = cells.find(({ population }) => population === 'M+ & risk >= q60');
    expect(both?.probability).toBeCloseTo(0.3 * (1 - normalCdf(own - 1)), 8);
  });

  it.each([
    [
      'risk: {mean: {M+: 1, M-: 0}}',
      'risk: {mean: {risk >= q60: 1, all: 0}}',
      'score-mean truth.scores.risk.mean.risk >= q60',
    ],
    ['risk: {mean: {M+: 1, M-: 0}}', 'risk: {mean: {M+: 1}}', 'cell-uncovered truth.scores.risk.mean'],
    [
      'risk: {mean: {M+: 1, M-: 0}}',
      'risk: {mean: {M+: 9, M-: 0}}',
      'out-of-range truth.scores.risk.mean.M+',
    ],
  ])('refuses %s as %s', (old, now, fault) => {
    const codes = () => {
      try {
        scenarioFrom(text().replace(old, now));
        return [];
      } catch (error) {
        return (error as ScenarioError).faults.map(({ code, path }) => `${code} ${path}`);
      }
    };
    expect(codes()).toContain(fault);
  });
});
