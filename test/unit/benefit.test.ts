import { describe, expect, it } from 'vitest';
import { averageHazardRatio, judgeClaim } from '../../src/designs/benefit.ts';
import type { SurvivalLaw } from '../../src/distributions/survivalLaw.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { parsePopulation } from '../../src/scenario/populationExpression.ts';

const names = { markers: ['M'], factors: {} };
const promise = (text: string) =>
  text === 'none' ? ({ kind: 'nobody' } as const) : parsePopulation(text, names, 'truth');
const truthOf = (endpoint: string, worthwhile = '') =>
  parseScenario(
    `
id: t
title: t
truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 10}
  endpoints:
    Y: ${endpoint}
${worthwhile === '' ? '' : `  worthwhile: {Y: ${worthwhile}}`}
designs:
  d: {size: {randomised: 100}, analyse at: {months: 30}, tests: {t: {}}}
`,
    { file: 't.yaml' },
  ).points[0].truth;
const verdict = (endpoint: string, promised: string, worthwhile?: string) => {
  const { right, wrong, missed } = judgeClaim(promise(promised), truthOf(endpoint, worthwhile), 'Y');
  return [right, wrong, missed].join('');
};
const times = (ratios: string) => `{time-to-event: {control: {median: 6}, hazard ratio: ${ratios}}}`;
const rates = (differences: string, better = 'higher') =>
  `{binary: {control: {rate: 0.3}, risk difference: ${differences}, better: ${better}}}`;

describe('a claim judged by the truth', () => {
  // right, wrong, missed
  it.each([
    ['{M+: 0.6, M-: 1}', 'M+', '100'],
    ['{M+: 0.6, M-: 1}', 'all', '010'],
    ['{M+: 0.6, M-: 1}', 'M-', '011'],
    ['{M+: 0.6, M-: 1}', 'none', '001'],
    ['{M+: 0.6, M-: 0.9}', 'all', '100'],
    ['{M+: 0.6, M-: 0.9}', 'M+', '001'],
    ['{M+: 1, M-: 1}', 'none', '100'],
    ['{M+: 1, M-: 1}', 'all', '010'],
    ['{M+: 1.3, M-: 1}', 'M+', '010'],
  ])('hazard ratios %s, for %s: %s', (ratios, promised, expected) => {
    expect(verdict(times(ratios), promised)).toBe(expected);
  });

  it('a smallest worthwhile effect, at which benefit begins', () => {
    expect(verdict(times('{M+: 0.6, M-: 0.9}'), 'M+', '0.8')).toBe('100');
    expect(verdict(times('{M+: 0.8, M-: 0.9}'), 'M+', '0.8')).toBe('100');
    expect(verdict(times('{M+: 0.81, M-: 0.9}'), 'none', '0.8')).toBe('100');
    expect(verdict(rates('{M+: 0.1, M-: 0.05}'), 'M+', '0.1')).toBe('100');
  });

  it('in a band of a score, the mean effect of its patients', () => {
    // Effect 0.1 per SD: half-normal mean 0.0798 above the median; the bands nearest to it have 0.0319 and less.
    const band = (least: number, promised: string) => {
      const { truth } = parseScenario(
        `
id: t
title: t
truth:
  scores: {risk: {}}
  enrolment: {screened per month: 10}
  endpoints: {Y: {continuous: {control: {mean: 0, sd: 1}, mean difference: 0, mean difference per sd: {risk: 0.1}}}}
  worthwhile: {Y: ${least}}
designs:
  d: {enrol: risk >= q50, size: {randomised: 100}, tests: {t: {of: Y}}}
`,
        { file: 't.yaml' },
      ).points[0];
      const who = parsePopulation(promised, { ...names, scores: ['risk'] }, 'truth');
      return Object.values(judgeClaim(who, truth, 'Y')).join('');
    };
    expect(band(0.079, 'risk >= q50')).toBe('100');
    expect(band(0.081, 'risk >= q50')).toBe('010');
  });

  it('the better direction of the endpoint', () => {
    expect(verdict(rates('{M+: 0.1, M-: 0}'), 'M+')).toBe('100');
    expect(verdict(rates('{M+: -0.1, M-: 0}', 'lower'), 'M+')).toBe('100');
    expect(verdict(rates('{M+: 0.1, M-: 0}', 'lower'), 'M+')).toBe('010');
  });
});

describe('average hazard ratio', () => {
  const law = (multiplier: number[], until = [Number.POSITIVE_INFINITY], more = {}): SurvivalLaw => ({
    shape: 1,
    scale: 1,
    cured: 0,
    until,
    multiplier,
    ...more,
  });

  it('is the hazard ratio of proportional hazards', () => {
    expect(averageHazardRatio(law([0.1]), law([0.06]))).toBeCloseTo(0.6, 9);
    const weibull = { shape: 1.7, scale: 8 };
    expect(averageHazardRatio(law([1], undefined, weibull), law([0.6], undefined, weibull))).toBeCloseTo(
      0.6,
      8,
    );
  });

  it('of a delayed effect by hand: P(E < C) / P(C < E) with hazards 1 against 1 until 1, then 1/2', () => {
    // Before 1 both come first equally often; after it, with probability exp(-2), E comes first in 1 of 3.
    const before = (1 - Math.exp(-2)) / 2;
    const expected = (before + Math.exp(-2) / 3) / (before + (2 * Math.exp(-2)) / 3);
    expect(averageHazardRatio(law([1]), law([1, 0.5], [1, Number.POSITIVE_INFINITY]))).toBeCloseTo(
      expected,
      9,
    );
  });

  it('with cured patients, who never come first', () => {
    // E is cured with probability 1/2, else has the law of C: P(E < C) = 1/4, P(C < E) = 3/4.
    expect(averageHazardRatio(law([1]), law([1], undefined, { cured: 0.5 }))).toBeCloseTo(1 / 3, 9);
  });

  it('has none without events', () => {
    expect(() => averageHazardRatio(law([0]), law([0]))).toThrow(RangeError);
  });
});
