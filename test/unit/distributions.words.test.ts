import { describe, expect, it } from 'vitest';
import { bernoulliSampler } from '../../src/distributions/bernoulli.ts';
import { normalSampler } from '../../src/distributions/normal.ts';
import { uniformOf, uniformSampler } from '../../src/distributions/uniform.ts';

const LAST = 4294967295;

describe('uniform', () => {
  it('is never at its ends, symmetric, and the same for signed words', () => {
    expect(uniformOf(0)).toBe(2 ** -33);
    expect(uniformOf(LAST)).toBe(1 - 2 ** -33);
    expect(uniformOf(-1)).toBe(uniformOf(LAST));
    expect(uniformSampler(6, 18)(0)).toBeCloseTo(6 + 12 * 2 ** -33, 14);
    expect(uniformSampler(6, 18)(LAST)).toBeLessThan(18);
  });
});

describe('bernoulli', () => {
  it('is 1 for the lowest words, as many as p has of 2^32', () => {
    const draw = bernoulliSampler(0.25);
    expect([draw(0), draw(2 ** 30 - 1), draw(2 ** 30), draw(LAST), draw(-1)]).toEqual([1, 1, 0, 0, 0]);
  });

  it('is certain at 0 and 1', () => {
    expect([bernoulliSampler(0)(0), bernoulliSampler(1)(LAST)]).toEqual([0, 1]);
  });
});

describe('normal', () => {
  it('scales the standard normal of the word', () => {
    expect(normalSampler(10, 2)(LAST)).toBeCloseTo(10 + 2 * 6.337957754553789, 12);
  });
});
