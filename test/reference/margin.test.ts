import { describe, expect, it } from 'vitest';
import { compareSurvival } from '../../src/analyses/compareSurvival.ts';
import { exactPower } from '../../src/designs/limits/exactPower.ts';
import { normalQuantile } from '../../src/numeric/normal.ts';
import { createPopulation } from '../../src/population/groups.ts';
import type { BinaryEndpoint } from '../../src/scenario/model.ts';
import { pointFrom, scenarioFrom, simulated } from '../fixtures/kernel/points.ts';
import { Z_LIMIT } from '../fixtures/kernel/statistics.ts';
import reference from './margin/margin.json' with { type: 'json' };

/** margin/margin.R: enumeration with rates restricted by maximising the likelihood, noncentral t, coxph. */
const { rates, means, cox } = reference;

const rateBody = ({ measure, n1, n0, p1, p0, margin }: (typeof rates)[number]) => `truth:
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: ${p0}}, experimental: {rate: ${p1}}}}}
designs:
  d:
    randomise: {ratio: "${n1 / Math.min(n1, n0)}:${n0 / Math.min(n1, n0)}", blocks: ${n1 === n0 ? 2 : 3}}
    size: {randomised: ${n1 + n0}}
    tests: {t: {of: ORR, by: ${measure}, margin: ${margin}}}`;

describe('tests of rates against a margin', () => {
  it.each(rates)('$measure $margin, $n1 and $n0, $p1 and $p0: exact power is that of all tables', (row) => {
    const { truth, designs } = scenarioFrom(rateBody(row)).points[0];
    const [test] = Object.values(designs)[0].trials[0].tests;
    const endpoint = truth.endpoints.ORR as BinaryEndpoint;
    const power = exactPower(test, endpoint, truth, createPopulation(truth), row, normalQuantile(0.975));
    // R's search leaves the restricted rates good to about 1e-8, whose square moves z; no table lies that near the bound.
    expect(power).toBeCloseTo(row.power, 10);
  });

  it.each(rates)('$measure $margin, $n1 and $n0, $p1 and $p0: simulated', (row) => {
    const replicates = 40_000;
    const [rejects] = simulated(pointFrom(rateBody(row), 'margin'), replicates, [['rejects', 't']]);
    const power = rejects.reduce((sum, x) => sum + x, 0) / replicates;
    const error = Math.sqrt((row.power * (1 - row.power)) / replicates);
    expect(Math.abs(power - row.power)).toBeLessThan(Z_LIMIT * error);
  });
});

it.each(means)('t test against $margin: power is that of the noncentral t law', (row) => {
  const { n1, n0, delta, sd, margin, power } = row;
  const replicates = 40_000;
  const body = `truth:
  enrolment: {screened per month: 20}
  endpoints: {QL: {continuous: {control: {mean: 50, sd: ${sd}}, mean difference: ${delta}}}}
designs:
  d:
    randomise: {ratio: "${n1 / n0}:1", blocks: ${n1 === n0 ? 2 : 3}}
    size: {randomised: ${n1 + n0}}
    tests: {t: {of: QL, variance: pooled, margin: ${margin}}, a: {of: QL, by: ancova, covariates: [], margin: ${margin}}}`;
  const [t, a] = simulated(pointFrom(body, 'margin'), replicates, [
    ['rejects', 't'],
    ['rejects', 'a'],
  ]);
  // Without covariates they are one test.
  expect(a).toEqual(t);
  const got = t.reduce((sum, x) => sum + x, 0) / replicates;
  expect(Math.abs(got - power)).toBeLessThan(Z_LIMIT * Math.sqrt((power * (1 - power)) / replicates));
});

describe('Cox models against a margin', () => {
  const { data, margin, ...fits } = cox;
  const { time, event, arm, stratum } = data;
  it.each([
    ['plain', {}],
    ['stratified', { strata: [stratum] }],
    ['adjusted', { covariates: [stratum] }],
  ] as const)('%s', (name, more) => {
    const got = compareSurvival({ time, event, arm, ...more }, { by: 'cox', margin: Math.log(margin) });
    // coxph stops at a relative change of 1e-9 in the likelihood.
    expect(got.estimate).toBeCloseTo(fits[name].estimate, 6);
    expect(got.z).toBeCloseTo(fits[name].z, 6);
  });

  it('only by methods that have one', () => {
    expect(() => compareSurvival({ time, event, arm }, { margin: 0.1 })).toThrow(
      'margin: log-rank takes none',
    );
  });

  it('restricted means: z moves by the margin in standard errors', () => {
    const at = (m: number) => compareSurvival({ time, event, arm }, { by: 'rmst', horizon: 20, margin: m });
    expect(at(-2).z).toBeCloseTo(at(0).z + 2 / at(0).standardError, 12);
    expect(at(-2).estimate).toBe(at(0).estimate);
  });
});
