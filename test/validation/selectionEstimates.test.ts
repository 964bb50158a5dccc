import { describe, expect, it } from 'vitest';
import { pointFrom, simulated } from '../fixtures/kernel/points.ts';

/*
 * Four disjoint subgroups of equal size, a normal outcome of SD 1, the best of them picked at the end. With a common effect the estimate of the
 * best is too high by the expected largest of four normals, 1.0294 standard errors (Harter 1961). 3.3 MCSE: one check in 1,000 by
 * chance. Subgroup sizes are random: a twentieth of the bias is left for that.
 */
const EACH = 60;
const SE = Math.sqrt(4 / EACH);
const LARGEST = 1.02938;
const TRIALS = 8000;
const body = (effect: string) => `truth:
  markers: {A: {prevalence: 0.5}, B: {prevalence: 0.5}}
  enrolment: {screened per month: 30}
  endpoints: {Y: {continuous: {control: {mean: 0, sd: 1}, mean difference: ${effect}}}}
designs:
  d:
    size: {randomised: ${4 * EACH}}
    estimates: {best of: [one, two, three, four], shrink towards: all}
    tests:
      all: {}
      one: {in: A+ & B+}
      two: {in: A+ & B-}
      three: {in: A- & B+}
      four: {in: A- & B-}
    claims: {one: 'reject one and strongest one of one, two, three, four', none: otherwise}`;

const mean = (x: Float64Array, of: readonly number[]) => of.reduce((sum, r) => sum + x[r], 0) / of.length;
const error = (x: Float64Array, of: readonly number[]) => {
  const m = mean(x, of);
  return Math.sqrt(of.reduce((sum, r) => sum + (x[r] - m) ** 2, 0)) / of.length;
};

describe('estimates of the best of four subgroups', () => {
  const wanted = [
    ['selected', 'one'],
    ['estimate given selection', 'one'],
    ['adjusted estimate (shrunken) given selection', 'one'],
    ['adjusted estimate (selection-corrected) given selection', 'one'],
    ['adjusted estimate (shrunken)', 'one'],
    ['adjusted covers (shrunken)', 'one'],
    ['estimate', 'one'],
  ] as const;

  it('with one effect for all: the naive one is the expected largest too high, the adjusted ones much less', () => {
    const effect = 0.3;
    const [selected, naive, shrunken, corrected, all, covers] = simulated(
      pointFrom(body(String(effect)), 'best'),
      TRIALS,
      wanted,
    );
    const chosen = [...selected.keys()].filter((r) => selected[r] === 1);
    const everyone = [...selected.keys()];
    expect(Math.abs(chosen.length / TRIALS - 0.25)).toBeLessThan(3.3 * Math.sqrt((0.25 * 0.75) / TRIALS));
    const bias = mean(naive, chosen) - effect;
    expect(Math.abs(bias - LARGEST * SE)).toBeLessThan(3.3 * error(naive, chosen) + 0.05 * LARGEST * SE);
    // Where nothing differs shrinkage takes off most (measured: 77 %), the correction about half.
    expect(mean(shrunken, chosen) - effect).toBeLessThan(0.4 * bias);
    expect(mean(shrunken, chosen) - effect).toBeGreaterThan(0);
    expect(mean(corrected, chosen) - effect).toBeLessThan(0.7 * bias);
    expect(mean(corrected, chosen) - effect).toBeGreaterThan(0.3 * bias);
    // Over all trials shrinkage is unbiased, by symmetry.
    expect(Math.abs(mean(all, everyone) - effect)).toBeLessThan(3.3 * error(all, everyone));
    expect(mean(covers, everyone)).toBeGreaterThan(0.9);
  });

  it('where less is better what is taken off is added', () => {
    const text = body('-0.3').replace('mean difference', 'better: lower, mean difference');
    const [selected, naive, , corrected] = simulated(pointFrom(text, 'best'), 1000, wanted);
    const chosen = [...selected.keys()].filter((r) => selected[r] === 1);
    expect(chosen.length).toBeGreaterThan(150);
    expect(mean(naive, chosen)).toBeLessThan(-0.3);
    for (const r of chosen) expect(corrected[r]).toBeGreaterThan(naive[r]);
  });

  it('with one that is clearly the best: next to nothing to correct, and shrinkage is the one that is biased', () => {
    const [selected, naive, shrunken, corrected] = simulated(
      pointFrom(body('{A+ & B+: 1.4, all: 0}'), 'best'),
      2000,
      wanted,
    );
    const chosen = [...selected.keys()].filter((r) => selected[r] === 1);
    expect(chosen.length).toBeGreaterThan(1990);
    expect(Math.abs(mean(corrected, chosen) - 1.4)).toBeLessThan(3.3 * error(corrected, chosen) + 0.005);
    expect(Math.abs(mean(naive, chosen) - 1.4)).toBeLessThan(3.3 * error(naive, chosen) + 0.005);
    expect(mean(shrunken, chosen) - 1.4).toBeLessThan(-3.3 * error(shrunken, chosen));
  });
});
