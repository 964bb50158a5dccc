import { describe, expect, it } from 'vitest';
import { ancova } from '../../src/analyses/ancova.ts';
import { compareMeans } from '../../src/analyses/compareMeans.ts';
import { addToMoments, clearMoments, createMoments } from '../../src/analyses/moments.ts';
import { createStudentTCritical, normalScoreOfT } from '../../src/analyses/studentT.ts';
import { tTest } from '../../src/analyses/tTest.ts';

const NONE = new Float64Array(0);
const NOTHING = [NaN, NaN, NaN, NaN, NaN];

/** One value a patient, by group: [experimental values, control values]. */
function momentsOf(groups: readonly (readonly [readonly number[], readonly number[]])[]) {
  const moments = createMoments(groups.length);
  groups.forEach((arms, g) => {
    for (const y of arms[0]) addToMoments(moments, g, 1, y, NONE, 0);
    for (const y of arms[1]) addToMoments(moments, g, 0, y, NONE, 0);
  });
  return moments;
}
function run(analysis: (out: Float64Array, at: number) => void): number[] {
  const out = new Float64Array(5);
  analysis(out, 0);
  return [...out];
}

describe('moments', () => {
  it('hold the sums by class and are emptied', () => {
    const moments = createMoments(2, 2);
    const x = Float64Array.from([0, 0, 3, 5]);
    addToMoments(moments, 1, 1, 2, x, 2);
    addToMoments(moments, 1, 1, 4, x, 2);
    expect([...moments.n]).toEqual([0, 0, 0, 2]);
    expect([moments.y[3], moments.yy[3]]).toEqual([6, 20]);
    expect([...moments.x.subarray(6)]).toEqual([6, 10]);
    expect([...moments.xy.subarray(6)]).toEqual([18, 30]);
    // Entries (0,0), (1,0) and (1,1) of the lower triangle.
    expect([moments.xx[12], moments.xx[14], moments.xx[15]]).toEqual([18, 30, 50]);
    clearMoments(moments);
    for (const column of [moments.n, moments.y, moments.yy, moments.x, moments.xy, moments.xx])
      expect(column.every((value) => value === 0)).toBe(true);
  });
});

describe('t test', () => {
  it('takes the groups asked for and no others', () => {
    const moments = momentsOf([
      [
        [5, 6, 7, 9],
        [3, 4, 4, 6],
      ],
      [
        [100, 90],
        [-50, 70],
      ],
    ]);
    const alone = momentsOf([
      [
        [5, 6, 7, 9],
        [3, 4, 4, 6],
      ],
    ]);
    expect(run(tTest(moments, [[0]]))).toEqual(run(tTest(alone, [[0]])));
    expect(run(tTest(moments, [[0, 1]]))).not.toEqual(run(tTest(alone, [[0]])));
  });
  it('merges groups of a stratum', () => {
    const split = momentsOf([
      [[5, 6], [3]],
      [
        [7, 9],
        [4, 4, 6],
      ],
    ]);
    const whole = momentsOf([
      [
        [5, 6, 7, 9],
        [3, 4, 4, 6],
      ],
    ]);
    run(tTest(split, [[0, 1]])).forEach((value, i) => {
      expect(value).toBeCloseTo(run(tTest(whole, [[0]]))[i]!, 12);
    });
  });
  it.each([
    ['an empty arm', [[1, 2, 3], []]],
    ['one patient in an arm (Welch)', [[1, 2, 3], [4]]],
    [
      'no spread',
      [
        [2, 2, 2],
        [1, 1],
      ],
    ],
  ] as [string, [number[], number[]]][])('%s gives NaN throughout', (_, arms) => {
    expect(run(tTest(momentsOf([arms]), [[0]]))).toEqual(NOTHING);
  });
  it('pooled takes one patient in an arm, and passes over a stratum with an empty one', () => {
    expect(run(tTest(momentsOf([[[1, 2, 3], [4]]]), [[0]], { variance: 'pooled' }))[1]).toBe(-2);
    const moments = momentsOf([
      [
        [5, 6, 7, 9],
        [3, 4, 4, 6],
      ],
      [[8, 2], []],
    ]);
    const [, estimate, se] = run(tTest(moments, [[0], [1]], { variance: 'pooled' }));
    expect(estimate).toBeCloseTo(2.5, 12);
    // Squares 8.75 + 4.75 + 18 on 3 + 3 + 1 degrees of freedom.
    expect(se).toBeCloseTo(Math.sqrt((31.5 / 7) * 0.5), 12);
  });
});

describe('analysis of covariance', () => {
  it('gives NaN for an empty arm, too few patients and a perfect fit', () => {
    expect(run(ancova(momentsOf([[[1, 2, 3], []]]), [0]))).toEqual(NOTHING);
    expect(run(ancova(momentsOf([[[1], [2]]]), [0]))).toEqual(NOTHING);
    expect(
      run(
        ancova(
          momentsOf([
            [
              [2, 2],
              [1, 1],
            ],
          ]),
          [0],
        ),
      ),
    ).toEqual(NOTHING);
  });
  it('drops a level without patients, also the first', () => {
    const used = momentsOf([
      [
        [5, 6, 7, 9],
        [3, 4, 4, 6],
      ],
      [
        [8, 2],
        [1, 0],
      ],
    ]);
    const withEmpty = momentsOf([
      [[], []],
      [
        [5, 6, 7, 9],
        [3, 4, 4, 6],
      ],
      [[], []],
      [
        [8, 2],
        [1, 0],
      ],
    ]);
    const expected = run(ancova(used, [0, 1], { factors: [[0, 1]] }));
    run(ancova(withEmpty, [0, 1, 2, 3], { factors: [[0, 1, 2, 3]] })).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 10);
    });
  });
  it('drops a covariate that is a sum of factors up to rounding', () => {
    const data = {
      outcome: [1.2, 0.4, 3.1, 2.2, 0.7, 1.9, 2.8, 0.1, 1.5],
      arm: [1, 0, 1, 0, 1, 0, 1, 0, 1],
      factors: [[0, 0, 1, 1, 2, 2, 2, 0, 1]],
    };
    const copy = data.factors[0]!.map((level) => 0.1 * level + 0.3 * (level === 2 ? 1 : 0));
    const expected = compareMeans(data, { by: 'ancova' });
    const actual = compareMeans({ ...data, covariates: [copy] }, { by: 'ancova' });
    expect(actual.estimate).toBeCloseTo(expected.estimate, 10);
    expect(actual.standardError).toBeCloseTo(expected.standardError, 10);
  });
  it('adjusts for the covariates asked for', () => {
    const moments = createMoments(1, 2);
    const data = [1.2, 0.4, 3.1, 2.2, 0.7, 1.9, 2.8, 0.1];
    data.forEach((y, i) => {
      addToMoments(moments, 0, i % 2, y, Float64Array.from([i * i, y + i]), 0);
    });
    const only = compareMeans(
      { outcome: data, arm: data.map((_, i) => i % 2), covariates: [data.map((_, i) => i * i)] },
      { by: 'ancova' },
    );
    expect(run(ancova(moments, [0], { covariates: [0] }))[1]).toBeCloseTo(only.estimate, 10);
    expect(run(ancova(moments, [0]))[1]).not.toBeCloseTo(only.estimate, 3);
  });
});

describe('t on the normal scale', () => {
  it('examples of the docstrings', () => {
    expect(normalScoreOfT(2.228139, 10)).toBeCloseTo(1.959964, 6);
    expect(createStudentTCritical(0.95)(10)).toBeCloseTo(2.228139, 6);
  });
  it('NaN stays NaN, no degrees of freedom have no quantile', () => {
    expect(normalScoreOfT(NaN, 5)).toBeNaN();
    expect(normalScoreOfT(NaN, 500)).toBeNaN();
    expect(createStudentTCritical(0.95)(0)).toBeNaN();
    expect(createStudentTCritical(0.95)(NaN)).toBeNaN();
  });
});

describe('faults', () => {
  it.each([
    [{ outcome: [1, 2], arm: [0] }, 'arm: got 1 values; it needs one for each of 2 outcomes.'],
    [{ outcome: [1, 2], arm: [0, 2] }, 'arm[1]: got 2; an arm is 1 (experimental) or 0 (control).'],
    [{ outcome: [1, NaN], arm: [0, 1] }, 'outcome[1]: got NaN; an outcome is a finite number.'],
    [
      { outcome: [1, 2], arm: [0, 1], factors: [[0, -1]] },
      'factors[0][1]: got -1; a level is a whole number from 0.',
    ],
    [
      {
        outcome: [1, 2],
        arm: [0, 1],
        covariates: [
          [0, 1],
          [Infinity, 1],
        ],
      },
      'covariates[1][0]: got Infinity; a covariate is a finite number.',
    ],
  ])('%o', (data, message) => {
    expect(() => compareMeans(data)).toThrow(new RangeError(message));
  });
});
