import { describe, expect, it } from 'vitest';
import { type Fault, ScenarioError } from '../../src/errors.ts';
import { gaussRule } from '../../src/numeric/gaussRule.ts';
import { normalDensity } from '../../src/numeric/normal.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { PRIOR_POINTS, priorPoints } from '../../src/scenario/priorLaws.ts';

const HR = 'truth.endpoints.PFS.time-to-event.hazard ratio';
const file = (sweepAndPrior: string) => `id: a
title: A
truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 20}
  endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.7}}}
designs:
  d: {size: {randomised: 300}, analyse at: {events: 200}, tests: {all: {}}}
${sweepAndPrior}
`;
const read = (text: string) => parseScenario(file(text), { file: 'a.yaml' });

function faultsOf(text: string): readonly Fault[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults;
    throw error;
  }
  return [];
}

describe('a prior', () => {
  it('gives weights to swept values, also to zipped ones', () => {
    const one = read(`sweep: {${HR}: [0.6, 0.8]}\nprior: {${HR}: [0.25, 0.75]}`);
    expect(one.axes).toMatchObject([{ steps: [[0.6], [0.8]], weights: [0.25, 0.75] }]);
    const zipped = read(
      `sweep: {zip: {${HR}: [0.6, 0.8], truth.markers.M.prevalence: [0.3, 0.6]}}\nprior: {truth.markers.M.prevalence: [0.4, 0.6]}`,
    );
    expect(zipped.axes[0].weights).toEqual([0.4, 0.6]);
    // Rounded weights are scaled.
    const thirds = read(`sweep: {${HR}: [0.6, 0.7, 0.8]}\nprior: {${HR}: [0.333, 0.333, 0.333]}`);
    expect(thirds.axes[0].weights?.[1]).toBeCloseTo(1 / 3, 12);
  });

  it('by a law makes an axis of its own, after the swept ones', () => {
    const { axes, points } = read(
      `sweep: {truth.markers.M.prevalence: [0.3, 0.6]}\nprior: {${HR}: {log-normal: {median: 0.7, sd: 0.2}, points: 3}}`,
    );
    expect(axes.map(({ names }) => names)).toEqual([['prevalence'], ['hazard ratio']]);
    expect(axes[0].weights).toBeUndefined();
    expect(axes[1].steps.map(([value]) => value)).toEqual([
      Number((0.7 * Math.exp(-0.2 * Math.sqrt(3))).toPrecision(6)),
      0.7,
      Number((0.7 * Math.exp(0.2 * Math.sqrt(3))).toPrecision(6)),
    ]);
    expect(points).toHaveLength(6);
    expect(read(`prior: {${HR}: {uniform: {from: 0.5, to: 0.9}}}`).points).toHaveLength(7);
  });

  it.each([
    ['prior-sum', `prior.${HR}`, `sweep: {${HR}: [0.6, 0.8]}\nprior: {${HR}: [0.25, 0.7]}`],
    ['prior-length', `prior.${HR}`, `sweep: {${HR}: [0.6, 0.8]}\nprior: {${HR}: [0.2, 0.3, 0.5]}`],
    ['prior-path', `prior.${HR}`, `prior: {${HR}: [0.2, 0.8]}`],
    [
      'prior-twice',
      'prior.truth.markers.M.prevalence',
      `sweep: {zip: {${HR}: [0.6, 0.8], truth.markers.M.prevalence: [0.3, 0.6]}}\nprior: {${HR}: [0.5, 0.5], truth.markers.M.prevalence: [0.4, 0.6]}`,
    ],
    ['prior-uniform', `prior.${HR}.uniform`, `prior: {${HR}: {uniform: {from: 0.9, to: 0.5}}}`],
    ['none-of', `prior.${HR}`, `prior: {${HR}: {points: 5}}`],
    [
      'several-of',
      `prior.${HR}.uniform`,
      `prior: {${HR}: {normal: {mean: 1, sd: 1}, uniform: {from: 0, to: 1}}}`,
    ],
    ['sweep-root', 'prior.costs.screened', 'prior: {costs.screened: {uniform: {from: 1, to: 2}}}'],
    ['sweep-path', 'prior.truth..x', 'prior: {truth..x: {uniform: {from: 1, to: 2}}}'],
    [
      'sweep-overlap',
      `prior.${HR}`,
      `sweep: {${HR}: [0.6, 0.8]}\nprior: {${HR}: {uniform: {from: 0.5, to: 0.9}}}`,
    ],
  ])('%s at %s', (code, path, text) => {
    const [fault] = faultsOf(text);
    const plain = fault.path.replaceAll('"', '');
    expect([fault.code, plain]).toEqual([code, path]);
  });
});

describe('points of a law', () => {
  const fine = Float64Array.from({ length: 4001 }, (_, i) => -10 + i * 0.005);
  it.each([...PRIOR_POINTS])('are the Gauss rule of %i points', (n) => {
    const hermite = gaussRule(fine, fine.map(normalDensity), n);
    const legendre = gaussRule(
      Float64Array.from({ length: 4000 }, (_, i) => -1 + (i + 0.5) / 2000),
      new Float64Array(4000).fill(1 / 4000),
      n,
    );
    const normal = priorPoints({ kind: 'normal', mean: 0, sd: 1 }, n);
    const uniform = priorPoints({ kind: 'uniform', from: -1, to: 1 }, n);
    for (let i = 0; i < n; i++) {
      // Values are rounded to six digits; the rule by points of a trapezoid or midpoint sum, error below 1e-6.
      expect(Math.abs(normal.values[i] - hermite.node[i])).toBeLessThan(1e-5);
      expect(Math.abs(normal.weights[i] - hermite.weight[i] * 0.005)).toBeLessThan(1e-9);
      expect(Math.abs(uniform.values[i] - legendre.node[i])).toBeLessThan(2e-6);
      expect(Math.abs(uniform.weights[i] - legendre.weight[i])).toBeLessThan(2e-6);
    }
    expect(normal.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    expect(uniform.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
  });

  it('of a probability stay inside (0, 1)', () => {
    const { values } = priorPoints({ kind: 'logit-normal', median: 0.9, sd: 1 }, 9);
    expect(values[4]).toBeCloseTo(0.9, 12);
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });
});
