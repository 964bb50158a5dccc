import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type AdjustedData, createAdjustedData } from '../../src/analyses/logisticData.ts';
import { logisticRegression } from '../../src/analyses/logisticRegression.ts';
import { standardisedEffect } from '../../src/analyses/standardisedEffect.ts';

type Measure = 'risk difference' | 'risk ratio' | 'odds ratio';
const values = JSON.parse(readFileSync('test/reference/adjusted/values.json', 'utf8')) as {
  counts: Record<string, number[]>;
  fits: ({ data: string; model: string; logistic: number[] } & Record<Measure, number[]>)[];
};

/** R's rows run arm, response, group; codes are group * 4 + arm * 2 + response. */
const countsOf = (rows: readonly number[]) =>
  Int32Array.from({ length: 16 }, (_, code) => rows[(code >> 2) * 4 + (code & 1) * 2 + ((code >> 1) & 1)]);
const marker = [0, 1, 0, 1];
const region = [0, 0, 1, 1];
const score = [-1, 0.3, 0.8, 2];
const MODELS: Record<string, Pick<AdjustedData, 'factors' | 'values'>> = {
  none: { factors: [], values: [] },
  factors: { factors: [marker, region], values: [] },
  score: { factors: [], values: [score] },
  both: { factors: [marker], values: [score] },
};
const dataOf = (rows: readonly number[], model: string): AdjustedData => ({
  counts: countsOf(rows),
  groups: [0, 1, 2, 3],
  ...MODELS[model],
});

/** Worst difference from R measured: 3e-12. */
const near = (actual: number, expected: number, within = 1e-10) =>
  expect(Math.abs(actual - expected)).toBeLessThan(within);
/** The covariance that `glm` reports is of the step before its last: 4.3e-9 off at worst here. */
const STEP = 1e-7;

describe.each(values.fits)('R, $data data, adjusted for $model', (fit) => {
  const data = dataOf(values.counts[fit.data], fit.model);
  it('logistic regression', () => {
    const out = new Float64Array(5);
    logisticRegression(data)(out, 0);
    near(out[1], fit.logistic[0]);
    near(out[2], fit.logistic[1], STEP);
    near(out[0], fit.logistic[0] / fit.logistic[1], STEP);
    near(out[4] - out[1], 1.959963984540054 * fit.logistic[1], STEP);
  });
  it.each<Measure>(['risk difference', 'risk ratio', 'odds ratio'])('g-computation of the %s', (measure) => {
    const out = new Float64Array(5);
    standardisedEffect(data, { measure, better: 'lower' })(out, 0);
    near(out[1], fit[measure][0]);
    near(out[2], fit[measure][1]);
    near(out[0], -fit[measure][0] / fit[measure][1]);
  });
});

describe('where a regression cannot be had', () => {
  it('fails with no responders on an arm, or an arm without patients', () => {
    const fitOf = (rows: number[], model = 'none') => {
      const { model: fit, refill } = createAdjustedData(dataOf(rows, model));
      refill();
      return fit.fit();
    };
    const rows = [...values.counts.two];
    expect(fitOf(rows)).toBe(true);
    expect(fitOf(rows.map((n, i) => (i % 4 === 3 ? 0 : n)))).toBe(false);
    expect(fitOf(rows.map((n, i) => (i % 2 === 1 ? 0 : n)))).toBe(false);
  });

  it('does without a level in which everybody or nobody responds, and without one that repeats another', () => {
    const rows = values.counts.two.map((n, i) => (i >= 12 && (i & 2) === 2 ? 0 : n));
    const out = new Float64Array(5);
    const level = [0, 1, 2, 3];
    const all: AdjustedData = { ...dataOf(rows, 'none'), factors: [level] };
    logisticRegression(all)(out, 0);
    // The limit: the stratum tells nothing of the arm, so that it may as well be left out.
    const without = new Float64Array(5);
    logisticRegression({ ...all, groups: [0, 1, 2] })(without, 0);
    expect(Math.abs(out[1] - without[1])).toBeLessThan(1e-7);
    expect(Math.abs(out[2] - without[2])).toBeLessThan(1e-6);
    const twice = new Float64Array(5);
    logisticRegression({ ...all, factors: [level, level] })(twice, 0);
    expect(Math.abs(twice[1] - out[1])).toBeLessThan(1e-9);
  });
});
