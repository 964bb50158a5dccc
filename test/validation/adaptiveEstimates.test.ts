import { describe, expect, it } from 'vitest';
import { adaptiveBody } from '../fixtures/adaptive/trials.ts';
import { pointFrom, simulated } from '../fixtures/kernel/points.ts';

/*
 * Two disjoint populations without any difference, a normal outcome: the better half goes on. Of its estimate at the look the
 * greater of two normals is known: E = SE1 / sqrt(pi) x sqrt(2) / sqrt(2), with SE1 of one population at the look.
 */
const LOOK = 80;
const ALL = 240;
const body = (multiplicity: string) =>
  adaptiveBody({
    endpoints: '{Y: {continuous: {control: {mean: 0, sd: 1}, mean difference: 0}}}',
    tests: '{M+: {in: M+}, M-: {in: M-}}',
    at: `[{patients: ${LOOK}}, {patients: ${ALL}}]`,
    randomised: ALL,
    select: 'select: {from: [M+, M-], rule: best}',
    multiplicity,
  });

describe('estimates given selection', () => {
  const TRIALS = 6000;
  it.each(['patients', 'increments'])('stages by %s', (stages) => {
    const point = pointFrom(body(`{closed: simes, combine: inverse-normal, stages: ${stages}}`), 'estimates');
    const [naive, later, weighted, selected, covers] = simulated(point, TRIALS, [
      ['estimate given selection', 'M+'],
      ['adjusted estimate (later stage) given selection', 'M+'],
      ['adjusted estimate (weighted) given selection', 'M+'],
      ['selected', 'M+'],
      ['adjusted covers (weighted) given selection', 'M+'],
    ]);
    const chosen = [...selected.keys()].filter((r) => selected[r] === 1);
    expect(chosen.length / TRIALS).toBeGreaterThan(0.46);
    const mean = (x: Float64Array) => chosen.reduce((sum, r) => sum + x[r], 0) / chosen.length;
    const error = (x: Float64Array) => {
      const m = mean(x);
      return Math.sqrt(chosen.reduce((sum, r) => sum + (x[r] - m) ** 2, 0)) / chosen.length;
    };
    // SE of a population at the look: 20 patients an arm. The better of two estimates is SE / sqrt(pi) too high on average.
    const first = Math.sqrt(2 / (LOOK / 4)) / Math.sqrt(Math.PI);
    // All later patients are of the population chosen: 40 patients at the look, 160 after it.
    const pooled = (first * (LOOK / 2)) / (LOOK / 2 + ALL - LOOK);
    const roots = [Math.sqrt(LOOK / ALL), Math.sqrt(1 - LOOK / ALL)];
    const shares = [roots[0] * Math.sqrt(LOOK / 2), roots[1] * Math.sqrt(ALL - LOOK)];
    const fixed = (first * shares[0]) / (shares[0] + shares[1]);
    // 3.3 standard errors, and a tenth of the bias for subgroup sizes that are random.
    const near = (x: Float64Array, expected: number) =>
      expect(Math.abs(mean(x) - expected)).toBeLessThan(3.3 * error(x) + 0.1 * expected);
    near(later, 0);
    near(naive, pooled);
    near(weighted, fixed);
    expect(mean(naive)).toBeGreaterThan(3.3 * error(naive));
    expect(mean(covers)).toBeGreaterThan(0.9);
  });
});
