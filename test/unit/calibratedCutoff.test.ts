import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../src/numeric/normal.ts';
import { cutoffOver } from '../../src/trial/calibratedCutoff.ts';

/** Scores 0, 1/n, ..., (n - 1)/n, shuffled by a step that shares no factor with n, in each half those given. */
const scores = (n: number, first: (i: number) => number, second: (i: number) => number) =>
  Float64Array.from({ length: 2 * n }, (_, i) => {
    const place = (i * 7) % n;
    return i < n ? first(place) : second(place);
  });

describe('calibrated cut-offs', () => {
  const n = 1000;
  const even = (i: number) => i / n;

  it('lie between two scores, with the interval of the order statistic, and are judged in the other half', () => {
    const found = cutoffOver([scores(n, even, (i) => even(i) / 2)], { at: 0.1, hold: 'worst' }, 1);
    // 100 scores of 0.9 and more may exceed it: the bound lies between the 100th and the 101st, 0.9 and 0.899.
    expect(found.cutoff).toBeCloseTo(normalCdf(0.8995), 12);
    expect(found.level).toBeCloseTo(1 - found.cutoff, 12);
    // 1.96 root(1000 x 0.09) = 18.6: 19 ranks on either side of the 101st.
    expect(found.lower).toBeCloseTo(normalCdf(0.88), 12);
    expect(found.upper).toBeCloseTo(normalCdf(0.918), 12);
    // Scores of the other half are half as large: none reaches it.
    expect(found.errors).toEqual([0]);
    const fair = cutoffOver([scores(n, even, even)], { at: 0.1, hold: 'worst' }, 1);
    expect(fair.errors).toEqual([0.1]);
    expect(fair.trials).toBe(n);
  });

  it('of a two-sided test have the level of both sides', () => {
    const [one, two] = ([1, 2] as const).map((sided) =>
      cutoffOver([scores(n, even, even)], { at: 0.1, hold: 'worst' }, sided),
    );
    expect(two.level).toBeCloseTo(2 * one.level, 12);
    expect(two.cutoff).toBe(one.cutoff);
  });

  it('over several truths are those of the worst, or of all together', () => {
    const twice = (i: number) => 2 * even(i);
    const parts = [scores(n, even, even), scores(n, twice, twice)];
    const worst = cutoffOver(parts, { at: 0.1, hold: 'worst' }, 1);
    expect(worst.cutoff).toBeCloseTo(normalCdf(2 * 0.8995), 12);
    expect(worst.errors).toEqual([0, 0.1]);
    // Bonferroni: 2.24 root(90) = 21.3, 22 ranks.
    expect(worst.lower).toBeCloseTo(normalCdf(2 * 0.877), 12);
    expect(worst.upper).toBeCloseTo(normalCdf(2 * 0.921), 12);
    // Share above c: 0 and 1 - c / 2 for c > 1, on average 0.1 at c = 1.6.
    const average = cutoffOver(parts, { at: 0.1, hold: 'average' }, 1);
    expect(average.cutoff).toBeCloseTo(normalCdf(1.599), 12);
    expect(average.errors).toEqual([0, 0.2]);
  });

  it('that nothing can keep are 1: claims that no cut-off undoes', () => {
    const claimed = scores(n, (i) => (i < 300 ? Number.POSITIVE_INFINITY : even(i)), even);
    const found = cutoffOver([claimed], { at: 0.1, hold: 'worst' }, 1);
    expect(found.cutoff).toBe(1);
    expect(found.level).toBe(0);
  });
});
