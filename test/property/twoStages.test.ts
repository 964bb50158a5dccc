import { describe, expect, it } from 'vitest';
import { type ClosedCombination, closedCombination } from '../../src/adaptive/closedCombination.ts';
import { fisherCombination, inverseNormalCombination } from '../../src/adaptive/combination.ts';
import { conditionalErrorTest } from '../../src/adaptive/conditionalErrorTest.ts';
import {
  conditionalErrorStages,
  fisherStages,
  inverseNormalStages,
  pairTest,
  type TwoStageTest,
} from '../../src/adaptive/secondStage.ts';
import { type StageTest, stageIntersection } from '../../src/adaptive/stageIntersection.ts';
import { type PairLaw, twoStages } from '../../src/adaptive/twoStages.ts';
import { unionTail } from '../../src/adaptive/unionTail.ts';
import { standardNormal } from '../../src/distributions/standardNormal.ts';
import { normalCdf, normalUpperQuantile } from '../../src/numeric/normal.ts';
import { normalPlane } from '../../src/numeric/normalPlane.ts';
import { streamsOf } from '../../src/rng/streams.ts';

/*
 * The closed test as trials run it, on drawn z, against quadrature over the first stage and the bivariate normal law of the second. 4 MCSE
 * of 60,000: of 60 comparisons one in 260 new seeds would fail.
 */
const N = 60_000;
const WEIGHTS = [Math.sqrt(0.3), Math.sqrt(0.7)];
const UPPER = [2.3263, 2.1151];
const first: PairLaw = { mean: [0.9, 1.2], sd: [1, 0.97], correlation: 0.6 };
const second: PairLaw = { mean: [1.4, 1.7], sd: [1, 1.02], correlation: 0.7 };
const planned = 0.65;

/** Both go on where their z are near each other. */
const select = (z: Float64Array) => {
  const difference = z[0] - z[1];
  return Math.abs(difference) < 0.9 ? 0b11 : difference > 0 ? 0b01 : 0b10;
};

function drawn(closed: ClosedCombination, later: PairLaw): Float64Array {
  const purpose = streamsOf('two stages')('scores');
  purpose.start(0);
  const { stream } = purpose;
  const z = new Float64Array(2);
  const draw = ({ mean, sd, correlation }: PairLaw) => {
    const x = standardNormal(stream.next());
    const y = correlation * x + Math.sqrt(1 - correlation ** 2) * standardNormal(stream.next());
    z[0] = mean[0] + sd[0] * x;
    z[1] = mean[1] + sd[1] * y;
  };
  const rejected = new Float64Array(4);
  for (let i = 0; i < N; i++) {
    closed.start();
    draw(first);
    const early = closed.stage(0, z, 0b11, first.correlation);
    const left = early === 0b11 ? 0 : select(z);
    if ((early & left) === left) {
      rejected[early]++;
      continue;
    }
    draw(later);
    for (let j = 0; j < 2; j++) if (((left >> j) & 1) === 0) z[j] = Number.NaN;
    rejected[closed.stage(1, z, left, later.correlation)]++;
  }
  return rejected.map((count) => count / N);
}

function near(closed: ClosedCombination, test: TwoStageTest, later = second): void {
  const { rejected } = twoStages({
    first,
    second: () => later,
    test,
    goOn: (z) => ({ kept: 0b11, selected: select(z) }),
    borders: [1],
  });
  drawn(closed, later).forEach((p, mask) => {
    const expected = rejected[mask];
    expect(Math.abs(p - expected), `${mask}: ${p} ${expected}`).toBeLessThan(
      4 * Math.sqrt((expected * (1 - expected)) / N),
    );
  });
}

describe('two stages of two populations by quadrature', () => {
  const pairs = (test: StageTest) => ({
    first: pairTest(test, first.correlation),
    second: pairTest(test, second.correlation),
  });
  it.each(['bonferroni', 'sidak', 'simes', 'spiessens-debois'] as const)(
    '%s, inverse normal, early bounds',
    (test) => {
      const combination = inverseNormalCombination(WEIGHTS, UPPER);
      near(
        closedCombination(2, stageIntersection(test), combination),
        inverseNormalStages(pairs(test), WEIGHTS, UPPER),
      );
    },
  );

  it.each(['simes', 'spiessens-debois'] as const)('%s, Fisher’s product, early bounds', (test) => {
    const product = [0.0102, 0.0038];
    const combination = fisherCombination({ product, futility: [1, 1] });
    near(closedCombination(2, stageIntersection(test), combination), fisherStages(pairs(test), product));
  });

  it('Simes where nearly all is in the second stage, and both z are often between its two levels', () => {
    const weights = [0.1, Math.sqrt(0.99)];
    const upper = [Number.POSITIVE_INFINITY, 1.96];
    const later: PairLaw = { mean: [2.1, 2.1], sd: [0.3, 0.3], correlation: 0.7 };
    near(
      closedCombination(2, stageIntersection('simes'), inverseNormalCombination(weights, upper)),
      inverseNormalStages({ first: pairTest('simes', 0.6), second: pairTest('simes', 0.7) }, weights, upper),
      later,
    );
  });

  it('conditional errors', () => {
    const correlation = [
      [1, planned],
      [planned, 1],
    ];
    const tail = unionTail(correlation);
    const own = normalUpperQuantile(0.025);
    const either = pairTest('spiessens-debois', planned).either(own);
    expect(tail(Float64Array.of(either, either), 0b11)).toBeCloseTo(0.025, 8);
    near(
      conditionalErrorTest({ alpha: 0.025, fraction: 0.3, correlation }),
      conditionalErrorStages(0.3, [own, either], (limits) => tail(limits, 0b11)),
    );
  });

  it('a conditional-error trial that drops nobody is the test of its final z', () => {
    const correlation = [
      [1, planned],
      [planned, 1],
    ];
    const test = conditionalErrorTest({ alpha: 0.025, fraction: 0.3, correlation });
    const either = pairTest('spiessens-debois', planned).either(normalUpperQuantile(0.025));
    for (const z of [-0.5, 0.8, 2.5]) {
      for (const more of [-1e-6, 1e-6]) {
        // Its final z is just below or above the bound; the other's is low.
        const last = (either + more - Math.sqrt(0.3) * z) / Math.sqrt(0.7);
        test.start();
        test.stage(0, Float64Array.of(z, -1), 0b11, 0);
        expect(test.stage(1, Float64Array.of(last, -1), 0b11, 0)).toBe(more > 0 ? 0b01 : 0);
      }
    }
  });
});

describe('integrals over the plane of two normals', () => {
  it.each([0.02, 0.12, 1])('a strip %d wide between two regions is found', (width) => {
    const region = (x: number, y: number) => {
      const d = x - 0.5 * y;
      return d < 0.3 ? 0 : d <= 0.3 + width ? 1 : 2;
    };
    const p = [0, 0, 0];
    normalPlane(
      region,
      (x, y, weight) => {
        p[region(x, y)] += weight;
      },
      [Math.PI / 2],
    );
    const scale = Math.hypot(1, 0.5);
    expect(p[1]).toBeCloseTo(normalCdf((0.3 + width) / scale) - normalCdf(0.3 / scale), 8);
    expect(p[0] + p[1] + p[2]).toBeCloseTo(1, 7);
  });
});
