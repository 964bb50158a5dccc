import { describe, expect, it } from 'vitest';
import { normalDensity, normalQuantile, normalUpperTail } from '../../src/numeric/normal.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { fakePool } from '../fixtures/kernel/pools.ts';

const scenario = parseScenario(
  `
id: claims
title: Claims
truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 20}
  endpoints: {score: {continuous: {control: {mean: 0, sd: 1}, mean difference: {M+: 0.2, M-: 0}}}}
designs:
  d:
    size: {randomised: 400}
    tests: {all: {of: score}, M+: {of: score, in: M+}}
    claims:
      everybody: {when: reject all, for: all}
      M+ only: {when: reject M+, for: M+}
      none: {when: otherwise, for: none}
    metrics: {either: reject all or reject M+, trend: z of M+ > 0}
simulation: {replicates: 20000}
`,
  { file: 'claims.yaml' },
);

describe('operating characteristics given a claim', async () => {
  const { rows } = await runScenario(scenario, { workers: fakePool(1) });
  const of = (metric: string, analysis: string) =>
    rows.find((row) => row.metric === metric && row.analysis === analysis)!;

  it('rest on the replicates that end with it', () => {
    const { estimate: p, n } = of('claim probability', 'everybody');
    expect(of('bias given claim everybody', 'all').n).toBe(Math.round(p! * n));
    expect(rows.some(({ metric }) => metric.endsWith('given claim none'))).toBe(false);
  });

  it('are those given rejection where the claim is the rejection', () => {
    for (const metric of ['bias', 'type M error', 'type S error']) {
      const given = of(`${metric} given claim everybody`, 'all');
      const known = of(metric === 'bias' ? 'bias given rejection' : metric, 'all');
      expect(given.estimate).toBeCloseTo(known.estimate!, 10);
    }
  });

  it('have the bias and coverage of a normal estimate above its bound', () => {
    // Effect 0.1 in all, SD of an outcome sqrt(1 + 0.01 in the treated half): SE 2 sqrt(1.005 / 400) within 0.3 %.
    const se = 2 * Math.sqrt(1.005 / 400);
    const drift = 0.1 / se;
    const bound = normalQuantile(0.975) - drift;
    const bias = (se * normalDensity(bound)) / normalUpperTail(bound);
    const found = of('bias given claim everybody', 'all');
    // t and normal differ by 1 % of the bias at 400 patients; 4 MCSE: one false alarm in 16,000.
    expect(Math.abs(found.estimate! - bias)).toBeLessThan(4 * found.mcse! + 0.01 * bias);
    // Covered: |Z| <= 1.96 among Z >= bound.
    const outside = normalUpperTail(normalQuantile(0.975));
    const covered = (normalUpperTail(bound) - outside) / normalUpperTail(bound);
    const coverage = of('coverage given claim everybody', 'all');
    expect(Math.abs(coverage.estimate! - covered)).toBeLessThan(4 * coverage.mcse! + 0.005);
  });

  it('quantiles are of these replicates: all estimates beyond the bound', () => {
    const bound = normalQuantile(0.975) * 2 * Math.sqrt(1.005 / 400);
    expect(of('estimate quantile 5 given claim everybody', 'all').estimate!).toBeGreaterThan(0.97 * bound);
    expect(of('estimate quantile 5', 'all').estimate!).toBeLessThan(0.5 * bound);
  });

  it('right, false and missed are the claims that are so', () => {
    const p = (label: string) => of('claim probability', label).estimate!;
    expect(of('right claim probability', '').estimate).toBeCloseTo(p('M+ only'), 12);
    expect(of('false claim probability', '').estimate).toBeCloseTo(p('everybody'), 12);
    expect(of('missed benefit probability', '').estimate).toBeCloseTo(p('none'), 12);
    expect(of('success probability', 'either').estimate).toBeCloseTo(1 - p('none'), 12);
    // P(z > 0) with drift 0.2 / (2 sqrt(1 / 200)) = 1.41
    const trend = of('success probability', 'trend');
    expect(Math.abs(trend.estimate! - normalUpperTail(-Math.SQRT2))).toBeLessThan(4 * trend.mcse! + 0.002);
  });
});
