import { describe, expect, it } from 'vitest';
import { SLOT } from '../../src/analyses/analysis.ts';
import { shrinkage } from '../../src/analyses/shrinkage.ts';
import { pocock } from '../../src/group-sequential/pocock.ts';
import { normalCdf, normalQuantile } from '../../src/numeric/normal.ts';
import { CONDUCTS, DECISION, DECISIONS, ESTIMATE, ESTIMATES } from '../../src/trial/conduct/decisions.ts';
import { selectionScore } from '../../src/trial/conduct/selectionScores.ts';
import { stageEstimates } from '../../src/trial/conduct/stageEstimates.ts';
import { RESULTS } from '../../src/trial/trial.ts';
import { pointFrom, rowOf, scenarioFrom } from '../fixtures/kernel/points.ts';

const Z95 = normalQuantile(0.975);

describe('estimates of two stages at fixed weights', () => {
  /** Estimates and standard errors by look of one test. */
  const resultsOf = (looks: readonly (readonly [number, number])[]) => {
    const out = new Float64Array(looks.length * RESULTS);
    looks.forEach(([estimate, error], k) => {
      out[k * RESULTS + SLOT.estimate] = estimate;
      out[k * RESULTS + SLOT.standardError] = error;
    });
    return out;
  };
  const weights = [Math.sqrt(0.4), Math.sqrt(0.6)];
  // Stages of information 100 and 25 with estimates 0.2 and 0.5: together 0.26 with information 125.
  const stages = resultsOf([
    [0.2, 0.1],
    [0.5, 0.2],
  ]);
  const pooled = resultsOf([
    [0.2, 0.1],
    [0.26, 1 / Math.sqrt(125)],
  ]);
  it.each([
    ['patients', stages],
    ['increments', null],
  ] as const)('are those of the definition: %s', (_, stageResults) => {
    const decisions = new Float64Array(DECISIONS + CONDUCTS + ESTIMATES);
    const estimate = stageEstimates(Int32Array.of(0), weights, 0, 1, pooled, stageResults, decisions);
    decisions[DECISION.selected] = 1;
    estimate(1);
    const at = (place: number) => decisions[DECISIONS + CONDUCTS + place];
    const scale = weights[0] * 10 + weights[1] * 5;
    const median = (weights[0] * 10 * 0.2 + weights[1] * 5 * 0.5) / scale;
    expect(at(ESTIMATE.median)).toBeCloseTo(median, 12);
    expect(at(ESTIMATE.lower)).toBeCloseTo(median - Z95 / scale, 12);
    expect(at(ESTIMATE.upper)).toBeCloseTo(median + Z95 / scale, 12);
    expect(at(ESTIMATE.later)).toBeCloseTo(0.5, 12);
    expect(at(ESTIMATE.laterLower)).toBeCloseTo(0.5 - Z95 * 0.2, 12);
    expect(at(ESTIMATE.laterUpper)).toBeCloseTo(0.5 + Z95 * 0.2, 12);
    // What was left behind has none.
    decisions[DECISION.selected] = 0;
    estimate(1);
    expect([at(ESTIMATE.median), at(ESTIMATE.lower), at(ESTIMATE.later), at(ESTIMATE.laterUpper)]).toEqual(
      Array(4).fill(Number.NaN),
    );
  });
});

describe('scores by which populations are selected', () => {
  const { designs, truth } = scenarioFrom(`truth:
  enrolment: {screened per month: 10}
  endpoints: {OS: {time-to-event: {control: {median: 12}, hazard ratio: 0.7}}}
designs: {d: {size: {randomised: 100}, analyse at: {events: 50}, tests: {all: {}}}}`).points[0];
  const [test] = designs.d.trials[0].tests;
  const fraction = 0.4;
  const score = (by: Parameters<typeof selectionScore>[0], more: Partial<typeof test> = {}) => {
    const results = new Float64Array(RESULTS);
    results[SLOT.estimate] = -0.5;
    results[SLOT.standardError] = 0.3;
    results[SLOT.z] = 1.6;
    return selectionScore(by, { ...test, ...more }, truth, 0.025, fraction)(results, 0);
  };
  it('are estimate, z and probabilities of benefit and of rejection, more where the hazard ratio is less', () => {
    expect(score('estimate')).toBe(0.5);
    expect(score('z')).toBe(1.6);
    expect(score('posterior probability')).toBeCloseTo(normalCdf(0.5 / 0.3), 12);
    // Not worse by a log hazard ratio of 0.2, and better by more than 0.2.
    expect(score('posterior probability', { margin: 0.2 })).toBeCloseTo(normalCdf(0.7 / 0.3), 12);
    expect(score('posterior probability', { margin: -0.2 })).toBeCloseTo(normalCdf(0.3 / 0.3), 12);
    // The final z given this one: of mean z / root(t) and variance 1 - t under the trend, (1 - t) / t for a flat prior.
    const [mean, rest] = [1.6 / Math.sqrt(fraction), 1 - fraction];
    expect(score('conditional power')).toBeCloseTo(normalCdf((mean - Z95) / Math.sqrt(rest)), 10);
    expect(score('predictive power')).toBeCloseTo(normalCdf((mean - Z95) / Math.sqrt(rest / fraction)), 10);
  });
});

/** Values of a row by the end of their names. */
const entry = (row: Record<string, number>, analysis: string, look: number, quantity: string) =>
  row[Object.keys(row).find((key) => key.startsWith(`d||${analysis}|${look}|${quantity}`)) as string];

describe('estimates of the best of two subgroups, replicate by replicate', () => {
  const point = pointFrom(`truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 30}
  endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.7}}}
designs:
  d:
    size: {randomised: 200}
    analyse at: {events: 120}
    estimates: {best of: [M+, M-], shrink towards: all}
    tests: {all: {}, M+: {in: M+}, M-: {in: M-}}`);
  it('shrunken intervals are the shrunken estimates with their own errors; the correction takes from the benefit', () => {
    const shrink = shrinkage(2);
    let chosen = 0;
    for (let r = 0; r < 200; r++) {
      const row = rowOf(point, r);
      const of = (analysis: string, quantity: string) => entry(row, analysis, 0, quantity);
      const pair = (quantity: string) => Float64Array.of(of('M+', quantity), of('M-', quantity));
      const errors = pair('standard error');
      const { estimate, standardError } = shrink(
        pair('estimate|'),
        errors,
        of('all', 'estimate|'),
        of('all', 'standard error'),
      );
      expect(of('M+', 'adjusted estimate (shrunken)')).toBeCloseTo(estimate[0], 12);
      const covers = Math.abs(estimate[0] - Math.log(0.7)) <= Z95 * standardError[0];
      expect(of('M+', 'adjusted covers (shrunken)')).toBe(Number(covers));
      if (of('M+', 'selected') !== 1) continue;
      chosen++;
      // A log hazard ratio: less benefit is more.
      expect(of('M+', 'adjusted estimate (selection-corrected)')).toBeGreaterThan(of('M+', 'estimate|'));
    }
    expect(chosen).toBeGreaterThan(60);
  });
});

describe('estimates after looks, replicate by replicate', () => {
  const point = pointFrom(`truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 30}
  endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: {M+: 1, M-: 0.6}}}}
designs:
  d:
    size: {randomised: 320}
    looks: {at: [{events: 80}, {events: 160}, {events: 240}], bounds: pocock, futility: {z below: 0.3}}
    multiplicity: {fixed sequence: [all, M+]}
    tests: {all: {estimate: pike}, M+: {in: M+, estimate: pike}}`);
  it('a test dropped at the first look keeps its estimate of it; the repeated interval is the bound wide', () => {
    const [bound] = pocock([1 / 3, 2 / 3, 1], 0.025).upper;
    let dropped = 0;
    for (let r = 0; r < 300; r++) {
      const row = rowOf(point, r);
      const of = (analysis: string, look: number, quantity: string) => entry(row, analysis, look, quantity);
      const away = Math.abs(of('all', 0, 'estimate|') - truthOf('all'));
      const wide = bound * of('all', 0, 'standard error');
      // Events of all are those planned, so that the bound is the one of the plan; at the border rounding decides.
      if (Math.abs(away - wide) > 1e-6) expect(of('all', 0, 'repeated covers')).toBe(Number(away <= wide));
      if (!(of('M+', 1, 'z|') <= 0.3)) continue;
      dropped++;
      expect(of('M+', 0, 'adjusted estimate (median-unbiased)')).toBeCloseTo(of('M+', 1, 'estimate|'), 12);
    }
    expect(dropped).toBeGreaterThan(30);
  });
  const truthOf = (analysis: string) =>
    point.columns.find((column) => column.analysis === analysis && column.quantity === 'repeated covers')
      ?.estimand?.value as number;
});
