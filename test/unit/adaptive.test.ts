import { describe, expect, it } from 'vitest';
import { closedCombination } from '../../src/adaptive/closedCombination.ts';
import { fisherCombination, inverseNormalCombination } from '../../src/adaptive/combination.ts';
import { conditionalErrorTest } from '../../src/adaptive/conditionalErrorTest.ts';
import { knownIntersection } from '../../src/adaptive/knownIntersection.ts';
import { pairBounds } from '../../src/adaptive/pairBounds.ts';
import { selector } from '../../src/adaptive/selection.ts';
import { stageIntersection } from '../../src/adaptive/stageIntersection.ts';
import { unionTail } from '../../src/adaptive/unionTail.ts';
import { equalLevelFisherBounds } from '../../src/group-sequential/equalLevelFisher.ts';
import { inverseNormalWeights } from '../../src/group-sequential/inverseNormal.ts';
import { bivariateNormalUpper } from '../../src/numeric/bivariateNormal.ts';
import { multivariateNormal } from '../../src/numeric/multivariateNormal.ts';
import { normalCdf, normalDensity, normalUpperQuantile, normalUpperTail } from '../../src/numeric/normal.ts';
import { findRoot } from '../../src/numeric/roots.ts';
import { streamsOf } from '../../src/rng/streams.ts';

const zOf = (...p: number[]) => Float64Array.from(p, normalUpperQuantile);
const pOf = (test: Parameters<typeof stageIntersection>[0], p: number[], mask: number, r = 0) =>
  normalUpperTail(stageIntersection(test)(zOf(...p), mask, r));

describe("an intersection by one stage's data", () => {
  it('has the p-values of the formulas', () => {
    // By hand: 3 x 0.01; 1 - 0.99^3; min(3 x 0.01, 3 x 0.012 / 2, 0.3).
    expect(pOf('bonferroni', [0.01, 0.012, 0.3], 0b111)).toBeCloseTo(0.03, 12);
    expect(pOf('sidak', [0.01, 0.012, 0.3], 0b111)).toBeCloseTo(0.029701, 12);
    expect(pOf('simes', [0.01, 0.012, 0.3], 0b111)).toBeCloseTo(0.018, 12);
    expect(pOf('simes', [0.3, 0.01, 0.012], 0b111)).toBeCloseTo(0.018, 12);
  });

  it('of Spiessens and Debois lies between one test and Bonferroni, and is exact at the ends of the correlation', () => {
    expect(pOf('spiessens-debois', [0.01, 0.2], 0b11, 0)).toBeCloseTo(1 - 0.99 ** 2, 12);
    expect(pOf('spiessens-debois', [0.01, 0.2], 0b11, 1)).toBeCloseTo(0.01, 12);
    const between = pOf('spiessens-debois', [0.01, 0.2], 0b11, Math.sqrt(0.4));
    expect(between).toBeGreaterThan(0.01);
    expect(between).toBeLessThan(1 - 0.99 ** 2);
  });

  it('is the population left, and nothing without any', () => {
    for (const test of ['bonferroni', 'sidak', 'simes', 'spiessens-debois'] as const) {
      expect(pOf(test, [0.01, 0.2], 0b10, 0.5)).toBeCloseTo(0.2, 12);
      expect(stageIntersection(test)(zOf(0.01, 0.2), 0, 0.5)).toBeNaN();
    }
  });

  it('counts an analysis that failed as p = 1', () => {
    const z = Float64Array.of(Number.NaN, normalUpperQuantile(0.01));
    expect(normalUpperTail(stageIntersection('simes')(z, 0b11, 0))).toBeCloseTo(0.02, 12);
    expect(normalUpperTail(stageIntersection('bonferroni')(z, 0b11, 0))).toBeCloseTo(0.02, 12);
    expect(stageIntersection('sidak')(z, 0b01, 0)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('combinations', () => {
  it('inverse normal: the example of Lehmacher and Wassmer with weights 0.3 and 0.7', () => {
    // p 0.04 and 0.02 combine to z = 2.6771798704 (test/reference/groupSequential/published.json, INV-example).
    const z = zOf(0.04, 0.02);
    const at = (bound: number) =>
      inverseNormalCombination(inverseNormalWeights([0.3, 1]), [Infinity, bound]).rejects(z, 0, 1);
    expect(at(2.67717)).toBe(true);
    expect(at(2.67719)).toBe(false);
  });

  it('Fisher: the product against its bound', () => {
    const { rejects } = fisherCombination(equalLevelFisherBounds(0.025, 2));
    // Bounds 0.01578807 and 0.00222054.
    expect(rejects(zOf(0.0157), 0, 0)).toBe(true);
    expect(rejects(zOf(0.0158), 0, 0)).toBe(false);
    expect(rejects(zOf(0.1, 0.0222), 0, 1)).toBe(true);
    expect(rejects(zOf(0.1, 0.0223), 0, 1)).toBe(false);
  });
});

describe('the closed combination test', () => {
  it('takes one to four populations', () => {
    const make = (size: number) =>
      closedCombination(size, stageIntersection('simes'), inverseNormalCombination([1], [1.96]));
    expect(make(4).size).toBe(4);
    expect(() => make(5)).toThrow('size: got 5; 1 to 4 populations');
  });

  const test = () =>
    closedCombination(
      2,
      stageIntersection('bonferroni'),
      inverseNormalCombination(inverseNormalWeights([0.5, 1]), [2.5, 2]),
    );

  it('asks every intersection', () => {
    const closed = test();
    closed.start();
    // Alone 0 would be rejected (z 2.6), but twice its p is above the bound's.
    expect(closed.stage(0, Float64Array.of(2.6, 0), 0b11, 0)).toBe(0);
    closed.start();
    expect(closed.stage(0, Float64Array.of(2.8, 2.6), 0b11, 0)).toBe(0b11);
    closed.start();
    expect(closed.stage(0, Float64Array.of(2.8, 2.4), 0b11, 0)).toBe(0b01);
  });

  it('keeps an intersection rejected before, and rejects nobody who was dropped', () => {
    const closed = test();
    closed.start();
    // Population 1 alone is rejected at look 1, the pair is not.
    expect(closed.stage(0, Float64Array.of(-5, 2.55), 0b11, 0)).toBe(0);
    // Now 0 carries the pair; 1 was dropped.
    expect(closed.stage(1, Float64Array.of(9, Number.NaN), 0b01, 0)).toBe(0b01);
    closed.start();
    expect(closed.stage(0, Float64Array.of(-5, 2.55), 0b11, 0)).toBe(0);
    // Its own hypothesis stays rejected although the stage went the wrong way.
    expect(closed.stage(1, Float64Array.of(9, -1), 0b11, 0)).toBe(0b11);
  });

  it('begins anew with every replicate', () => {
    const closed = test();
    closed.start();
    expect(closed.stage(0, Float64Array.of(5, 5), 0b11, 0)).toBe(0b11);
    closed.start();
    expect(closed.stage(0, Float64Array.of(0, 0), 0b11, 0)).toBe(0);
  });
});

describe('the conditional error test', () => {
  const r = Math.sqrt(0.4);
  const closed = conditionalErrorTest({
    alpha: 0.025,
    fraction: 0.5,
    correlation: [
      [1, r],
      [r, 1],
    ],
  });
  const decide = (first: number[], second: number[], present: number) => {
    closed.start();
    expect(closed.stage(0, Float64Array.from(first), 0b11, 0)).toBe(0);
    return closed.stage(1, Float64Array.from(second), present, 0);
  };

  it('that drops nobody is the Spiessens-Debois test of the final data', () => {
    // The bound of the pair: P(max >= b) = 0.025.
    const bound = findRoot(
      (b) => 2 * normalUpperTail(b) - bivariateNormalUpper(b, b, r) - 0.025,
      1.9,
      2.3,
      1e-12,
    );
    const at = (z: number) => decide([z, 0], [z * (Math.SQRT2 - 1), 0], 0b11);
    const final = (z: number) => (z + z * (Math.SQRT2 - 1)) * Math.SQRT1_2;
    expect(final(bound)).toBeCloseTo(bound, 12);
    expect(at(bound + 1e-6)).toBe(0b01);
    expect(at(bound - 1e-6)).toBe(0);
  });

  it('spends the planned conditional error on who is left', () => {
    // P(planned test rejects | z1 = 1, 1.5), by a sum over a grid of the second stage of population 0.
    const bound = findRoot(
      (b) => 2 * normalUpperTail(b) - bivariateNormalUpper(b, b, r) - 0.025,
      1.9,
      2.3,
      1e-12,
    );
    const [a, b] = [bound * Math.SQRT2 - 1, bound * Math.SQRT2 - 1.5];
    let accepted = 0;
    const step = 1e-3;
    for (let x = -9 + step / 2; x < a; x += step)
      accepted += step * normalDensity(x) * normalCdf((b - r * x) / Math.sqrt(1 - r * r));
    const needed = normalUpperQuantile(1 - accepted);
    expect(decide([1, 1.5], [Number.NaN, needed + 2e-3], 0b10)).toBe(0b10);
    expect(decide([1, 1.5], [Number.NaN, needed - 2e-3], 0b10)).toBe(0);
  });

  it('counts an analysis that failed as p = 1, and rejects nobody who is not there', () => {
    expect(decide([Number.NaN, 3], [9, 9], 0b11)).toBe(0b10);
    expect(decide([3, 3], [9, 9], 0b00)).toBe(0);
    expect(decide([3, 3], [9, 9], 0b01)).toBe(0b01);
  });
});

describe('intersections of several populations with known correlation', () => {
  const correlation = [
    [1, Math.SQRT1_2, Math.SQRT1_2],
    [Math.SQRT1_2, 1, 0.6],
    [Math.SQRT1_2, 0.6, 1],
  ];
  const known = knownIntersection(correlation);
  const tail = unionTail(correlation);

  it('of two are those of the pair, of three the law of the greatest', () => {
    const z = Float64Array.of(2.2, 1, 0.3);
    const pair = stageIntersection('spiessens-debois');
    expect(known(z, 0b011, 0)).toBeCloseTo(pair(z, 0b011, Math.SQRT1_2), 12);
    expect(known(z, 0b110, 0)).toBeCloseTo(pair(Float64Array.of(1, 0.3), 0b11, 0.6), 12);
    for (let at = -1.9; at < 7.9; at += 0.37) {
      const all = tail(new Float64Array(3).fill(at), 0b111);
      expect(Math.abs(known(Float64Array.of(at, -9, -9), 0b111, 0) - normalUpperQuantile(all))).toBeLessThan(
        1e-9,
      );
    }
  });

  it('of one is its z, of none nothing, and a z that could not be had is never the greatest', () => {
    expect(known(Float64Array.of(2.2, 1, 0.3), 0b100, 0)).toBe(0.3);
    expect(known(Float64Array.of(2.2, 1, 0.3), 0, 0)).toBeNaN();
    const without = known(Float64Array.of(Number.NaN, 1, 0.3), 0b111, 0);
    expect(without).toBe(known(Float64Array.of(-9, 1, 0.3), 0b111, 0));
  });

  it('holds where one statistic is the sum of two others', () => {
    const [a, b] = [Math.sqrt(0.4), Math.sqrt(0.6)];
    const sum = unionTail([
      [1, a, b],
      [a, 1, 0],
      [b, 0, 1],
    ]);
    const limits = [2.2, 2.2, 2.2];
    const below = multivariateNormal(
      limits.map(() => Number.NEGATIVE_INFINITY),
      limits,
      [
        [1, a, b],
        [a, 1, 0],
        [b, 0, 1],
      ],
    );
    // A kink in the integrand: measured 5e-6.
    expect(Math.abs(sum(Float64Array.from(limits), 0b111) - (1 - below.probability))).toBeLessThan(1e-5);
  });

  it('a trial that drops nobody rejects by conditional error what the closed test of the final data does', () => {
    const closed = conditionalErrorTest({ alpha: 0.025, fraction: 0.5, correlation });
    const [first, second] = [Float64Array.of(1.2, 2, 0.4), Float64Array.of(1.6, 1.4, 1)];
    closed.start();
    closed.stage(0, first, 0b111, 0);
    const final = first.map((z, j) => (z + second[j]) * Math.SQRT1_2);
    let expected = 0b111;
    for (let mask = 1; mask < 8; mask++) {
      if (known(final, mask, 0) < normalUpperQuantile(0.025)) expected &= ~mask;
    }
    expect(closed.stage(1, second, 0b111, 0)).toBe(expected);
    expect(expected).toBe(0b010);
  });
});

describe('selection', () => {
  const score = Float64Array.of(0.5, 0.42, Number.NaN, 0.1);
  const all = 0b1111;
  it('takes all, the best, the r best, those near the best', () => {
    expect(selector({ kind: 'all' })(score, all)).toBe(0b1011);
    expect(selector({ kind: 'best', r: 1 })(score, all)).toBe(0b0001);
    expect(selector({ kind: 'best', r: 2 })(score, all)).toBe(0b0011);
    expect(selector({ kind: 'best', r: 9 })(score, all)).toBe(0b1011);
    expect(selector({ kind: 'epsilon', epsilon: 0.1 })(score, all)).toBe(0b0011);
  });

  it('looks at candidates only, and puts the threshold on top', () => {
    expect(selector({ kind: 'best', r: 1 })(score, 0b1010)).toBe(0b0010);
    expect(selector({ kind: 'best', r: 2 }, 0.45)(score, all)).toBe(0b0001);
    expect(selector({ kind: 'epsilon', epsilon: 1 }, 0.45)(score, all)).toBe(0b0001);
    expect(selector({ kind: 'all' }, 0.6)(score, all)).toBe(0);
    // Differences of rates of 18 and of 60 patients that lie exactly 0.1 apart: rounding puts 2 of these 12 beyond.
    for (let x = -18; x <= 18; x++) {
      const y = (7 * x - 18) / 3;
      if (!Number.isInteger(y) || Math.abs(y) > 42) continue;
      const near = Float64Array.of(x / 18, (x + y) / 60);
      expect(selector({ kind: 'epsilon', epsilon: 0.1 })(near, 0b11), `${x} ${y}`).toBe(0b11);
    }
  });
});

describe('bounds of the Spiessens-Debois test of a pair', () => {
  const exact = stageIntersection('spiessens-debois');
  const { lower, upper } = pairBounds();
  const stream = streamsOf('bounds')('z');
  stream.start(0);
  const uniform = () => (stream.stream.next() >>> 0) / 4294967296;

  it('hold the exact value, close to each other where it decides', () => {
    let widest = 0;
    for (let i = 0; i < 20_000; i++) {
      const [z, correlation] = [-3 + 11 * uniform(), i % 50 === 0 ? (i % 100 === 0 ? 0 : 1) : uniform()];
      const value = exact(Float64Array.of(z, z - 1), 0b11, correlation);
      expect(lower(z, correlation)).toBeLessThanOrEqual(value);
      expect(upper(z, correlation)).toBeGreaterThanOrEqual(value);
      if (z > 1 && z < 4 && correlation < 0.9)
        widest = Math.max(widest, upper(z, correlation) - lower(z, correlation));
    }
    // 0.068 measured, at z = 1.
    expect(widest).toBeLessThan(0.08);
  });

  it('leave every decision of a closed test as it is', () => {
    const combination = inverseNormalCombination(inverseNormalWeights([0.3, 0.7, 1]), [2.9, 2.4, 2]);
    const [plain, quick] = [null, pairBounds()].map((bounds) =>
      closedCombination(2, exact, combination, bounds),
    );
    let rejections = 0;
    for (let i = 0; i < 20_000; i++) {
      plain.start();
      quick.start();
      let present = 0b11;
      for (let look = 0; look < 3; look++) {
        const z = Float64Array.from({ length: 2 }, () =>
          uniform() < 0.01 ? Number.NaN : -1 + 4 * uniform(),
        );
        const correlation = uniform();
        const decided = plain.stage(look, z, present, correlation);
        expect(quick.stage(look, z, present, correlation)).toBe(decided);
        rejections += decided === 0 ? 0 : 1;
        if (uniform() < 0.3) present = 1 + Math.floor(2 * uniform());
      }
    }
    expect(rejections).toBeGreaterThan(5000);
  });
});
