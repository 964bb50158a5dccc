import { describe, expect, it } from 'vitest';
import { compilePoint } from '../../src/engine/task.ts';
import { bivariateNormalUpper } from '../../src/numeric/bivariateNormal.ts';
import { normalUpperQuantile } from '../../src/numeric/normal.ts';
import { scenarioFrom } from '../fixtures/kernel/points.ts';

const N = 10_000;
const PATIENTS = 400;
const [CONTROL, EXPERIMENTAL] = [0.3, 0.42];

const body = (correlations: string) => `truth:
  enrolment: {screened per month: 30}
  endpoints:
    ORR: {binary: {control: {rate: ${CONTROL}}, experimental: {rate: ${EXPERIMENTAL}}}}
    CR: {binary: {control: {rate: ${CONTROL}}, experimental: {rate: ${EXPERIMENTAL}}}}
  ${correlations}
designs:
  d:
    size: {randomised: ${PATIENTS}}
    tests: {ORR: {of: ORR, by: risk-difference}, CR: {of: CR, by: risk-difference}}
    multiplicity: {none: {}}`;

function shares(correlations: string): { each: number; any: number; all: number } {
  const [point] = scenarioFrom(body(correlations)).points;
  const compiled = compilePoint({ point, seed: 'correlated', streams: 'common' });
  const { columns } = compiled.point;
  const sums = compiled.sum(0, N);
  const share = (quantity: string) => {
    const j = columns.findIndex((column) => column.quantity === quantity);
    if (j < 0) throw new Error(`no ${quantity} in ${columns.map((column) => column.quantity)}`);
    return compiled.layout.anchors[j] + sums[3 * j + 1] / sums[3 * j];
  };
  return { each: share('rejects'), any: share('disjunctive power'), all: share('conjunctive power') };
}

/** Correlation of two responses by the normal scores' correlation, averaged over the arms as in a pooled test. */
function responses(rho: number): number {
  const phi = (p: number) => {
    const h = normalUpperQuantile(p);
    return (bivariateNormalUpper(h, h, rho) - p * p) / (p * (1 - p));
  };
  return (phi(CONTROL) + phi(EXPERIMENTAL)) / 2;
}

/**
 * Power for any and for all of two endpoints against the bivariate normal law of their tests, whose correlation is that of the
 * responses. MCSE: 4, one check in 16,000 by chance. 0.004: what the normal limit leaves of the joint law at 200 patients an arm,
 * given the share of each test (measured at most 0.0044 with a Monte Carlo error of 0.005).
 */
describe('two endpoints of a patient', () => {
  it.each([
    ['', 0],
    ['correlations: {ORR & CR: 0.8}', 0.8],
    ['correlations: {CR & ORR: -0.5}', -0.5],
  ])('%s', (correlations, rho) => {
    const { each, any, all } = shares(correlations);
    const bound = normalUpperQuantile(each);
    const both = bivariateNormalUpper(bound, bound, responses(rho));
    const limit = (p: number) => 4 * Math.sqrt((p * (1 - p)) / N) + 0.004;
    expect(Math.abs(all - both)).toBeLessThan(limit(both));
    expect(Math.abs(any - (2 * each - both))).toBeLessThan(limit(2 * each - both));
  });
});
