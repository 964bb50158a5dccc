import { describe, expect, it } from 'vitest';
import { inProcessPool } from '../../src/cli/inProcessPool.ts';
import type { ResultRow } from '../../src/operating-characteristics/result.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

/** Marker and score are strongly prognostic; the experimental arm has the odds ratio of the point at every value. */
const YAML = `
id: adjusted
title: Adjusted
truth:
  markers: {M: {prevalence: 0.4}}
  scores: {s: {}}
  enrolment: {screened per month: 20}
  endpoints:
    Y:
      binary:
        control: {rate: {M+: 0.7, M-: 0.3}}
        prognostic odds ratio per sd: {s: 2.5}
        odds ratio: 1
designs:
  simple:
    randomise: {method: simple}
    size: {randomised: 200}
    tests:
      plain: {of: Y}
      logistic: {of: Y, by: logistic, covariates: [M, s]}
      difference: {of: Y, by: g-computation, covariates: [M, s]}
      ratio: {of: Y, by: g-computation, estimate: odds ratio, covariates: [M, s]}
      wrong model: {of: Y, by: g-computation, covariates: [M]}
  blocks: {extends: simple, randomise: {method: blocks, blocks: 4, stratify by: [M]}}
  minimised: {extends: simple, randomise: {method: minimisation, stratify by: [M]}}
sweep:
  truth.endpoints.Y.binary.odds ratio: [1, 2]
simulation: {replicates: 6000}
`;

describe('covariate-adjusted tests of rates', async () => {
  const { rows } = await runScenario(parseScenario(YAML, { file: 'adjusted.yaml' }), {
    workers: inProcessPool(),
  });
  type Known = ResultRow & { estimate: number; mcse: number };
  const find = (point: number, design: string, analysis: string, metric: string) =>
    rows.find(
      (r) => r.point === point && r.design === design && r.analysis === analysis && r.metric === metric,
    ) as Known;
  const tests = ['plain', 'logistic', 'difference', 'ratio', 'wrong model'];
  const cases = [0, 1].flatMap((point) =>
    ['simple', 'blocks', 'minimised'].flatMap((design) =>
      tests.map((test) => [point, design, test] as const),
    ),
  );

  it.each(cases)('point %i, %s, %s: estimate at its limit, power of the law of z', (point, design, test) => {
    const bias = find(point, design, test, 'bias');
    // Odds ratios of 200 patients are biased away from 1: 0.015 on the log scale at an odds ratio of 2, five coefficients.
    expect(Math.abs(bias.estimate)).toBeLessThan(
      4 * bias.mcse + (point === 1 && test !== 'difference' ? 0.03 : 0.002),
    );
    const power = find(point, design, test, 'power');
    expect(Math.abs(power.estimate - (power.reference as number))).toBeLessThan(4 * power.mcse + 0.01);
    const coverage = find(point, design, test, 'coverage');
    // Unadjusted intervals after balanced randomisation are wide; adjusted ones of 200 patients cover 94 to 96 %.
    expect(coverage.estimate).toBeGreaterThan(0.935);
  });

  it('have more power than the plain test, and the coefficient is further from 0 than the effect in the population', () => {
    const power = (test: string) => find(1, 'simple', test, 'power');
    expect(power('difference').estimate - power('plain').estimate).toBeGreaterThan(0.08);
    const mean = (test: string) => find(1, 'simple', test, 'mean estimate').estimate;
    expect(mean('logistic')).toBeGreaterThan(1.2 * mean('ratio'));
  });
});
