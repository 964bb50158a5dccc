import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assign, Ratio } from '../../src/randomization/assignment.ts';
import { biasedCoin } from '../../src/randomization/biasedCoin.ts';
import { type ImbalanceMeasure, minimisation } from '../../src/randomization/minimisation.ts';
import { streamsOf } from '../../src/rng/streams.ts';
import { chiSquareP, P_LIMIT } from '../fixtures/kernel/statistics.ts';

const ratioOf = (experimental: number, control: number): Ratio => ({ experimental, control });

function wordsOf(n: number, replicate: number): number[] {
  const { stream, start } = streamsOf('lists')('allocation');
  start(replicate);
  return Array.from({ length: n }, () => stream.next() >>> 0);
}

function draw(assign: Assign, n: number, replicate: number, stratum = new Uint16Array(n)): Uint8Array {
  const { stream, start } = streamsOf('lists')('allocation');
  start(replicate);
  const arm = new Uint8Array(n).fill(9);
  assign(stream, stratum, n, arm);
  return arm;
}

const sum = (arms: ArrayLike<number>) => Array.from(arms).reduce((total, arm) => total + arm, 0);

/** Law of the number on the experimental arm after n patients, as a Markov chain in it. */
function chainLaw(n: number, [r, s]: [number, number], p: number): number[] {
  let law = [1];
  for (let k = 0; k < n; k++) {
    const next = new Array(k + 2).fill(0);
    law.forEach((probability, n1) => {
      const part1 = n1 / r;
      const part0 = (k - n1) / s;
      const share = r / (r + s);
      const chance =
        part1 === part0
          ? share
          : part1 < part0
            ? share + (1 - share) * (2 * p - 1)
            : share - share * (2 * p - 1);
      next[n1 + 1] += probability * chance;
      next[n1] += probability * (1 - chance);
    });
    law = next;
  }
  return law;
}

/** Classes with fewer than 20 expected are put together with their neighbour towards the middle. */
function pooled(counts: number[], expected: number[]): [number[], number[]] {
  const keep = [...expected.keys()].filter((i) => expected[i] >= 20);
  const rest = (values: number[]) => values.reduce((total, v, i) => total + (keep.includes(i) ? 0 : v), 0);
  const of = (values: number[]) => {
    const [first, ...others] = keep.map((i) => values[i]);
    return [first + rest(values), ...others];
  };
  return [of(counts), of(expected)];
}

describe('biased coin', () => {
  it.each([
    [[1, 1], 2 / 3, 25],
    [[1, 1], 0.9, 40],
    [[2, 1], 0.8, 30],
    [[1, 1], 0.5, 12],
  ] as [[number, number], number, number][])('has the law of its Markov chain: %j, %f', (ratio, p, n) => {
    const assign = biasedCoin(ratioOf(...ratio), p, 1);
    const counts = new Array(n + 1).fill(0);
    for (let replicate = 0; replicate < 20_000; replicate++) counts[sum(draw(assign, n, replicate))]++;
    const expected = chainLaw(n, ratio, p).map((probability) => probability * 20_000);
    expect(chiSquareP(...pooled(counts, expected))).toBeGreaterThan(P_LIMIT);
  });

  it('is never more than one off with probability 1, within every stratum', () => {
    const stratum = Uint16Array.from({ length: 300 }, (_, k) => (k * 7) % 3);
    const arm = draw(biasedCoin(ratioOf(1, 1), 1, 3), 300, 4, stratum);
    const lead = [0, 0, 0];
    arm.forEach((a, k) => {
      lead[stratum[k]] += 2 * a - 1;
      expect(Math.abs(lead[stratum[k]])).toBeLessThanOrEqual(1);
    });
  });
});

/** Minimisation as its papers tell it: counts by arm and level, both choices tried, then compared. */
function bruteForce(
  levels: number[][],
  weights: number[],
  [r, s]: [number, number],
  p: number,
  measure: ImbalanceMeasure,
  words: number[],
): number[] {
  const counts = [new Map<string, number>(), new Map<string, number>()];
  const count = (arm: number, f: number, level: number) => counts[arm].get(`${f}/${level}`) ?? 0;
  return levels.map((patient, k) => {
    const total = (arm: number) =>
      patient.reduce((all, level, f) => {
        // Counts for each part of the ratio, with the patient on `arm`; arm 0 control, 1 experimental.
        const x1 = (count(1, f, level) + (arm === 1 ? 1 : 0)) / r;
        const x0 = (count(0, f, level) + (arm === 0 ? 1 : 0)) / s;
        const mean = (x1 + x0) / 2;
        const by = {
          range: Math.max(x1, x0) - Math.min(x1, x0),
          variance: (x1 - mean) ** 2 + (x0 - mean) ** 2,
          marginal: count(arm, f, level) / (arm === 1 ? r : s),
        };
        return all + weights[f] * by[measure];
      }, 0);
    const [g0, g1] = [total(0), total(1)];
    const share = r / (r + s);
    const level = Math.abs(g1 - g0) < 1e-9;
    const chance = level ? share : g1 < g0 ? share + (1 - share) * (2 * p - 1) : share - share * (2 * p - 1);
    const arm = words[k] < chance * 2 ** 32 ? 1 : 0;
    patient.forEach((one, f) => {
      counts[arm].set(`${f}/${one}`, count(arm, f, one) + 1);
    });
    return arm;
  });
}

describe('minimisation', () => {
  it('gives every patient the arm that an independent, literal program gives him', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom<[number, number]>([1, 1], [2, 1], [1, 3]),
        fc.constantFrom(0.5, 2 / 3, 0.8, 1),
        fc.constantFrom<ImbalanceMeasure>('range', 'variance', 'marginal'),
        fc.array(fc.constantFrom(0.5, 1, 2, 3), { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 0, max: 1e6 }),
        (sizes, ratio, p, measure, allWeights, replicate) => {
          const n = 120;
          const weights = allWeights.slice(0, sizes.length);
          const strata = sizes.reduce((product, size) => product * size, 1);
          const patternOf = (s: number) => {
            let left = s;
            return sizes.map((size) => {
              const level = left % size;
              left = (left - level) / size;
              return level;
            });
          };
          const stratum = Uint16Array.from(
            { length: n },
            (_, k) => ((k * 7919 + replicate) * 31 + (k >> 2)) % strata,
          );
          const offsets = sizes.map((_, f) => sizes.slice(0, f).reduce((total, size) => total + size, 0));
          const levelOf = Int32Array.from(
            Array.from({ length: strata }, (_, s) =>
              patternOf(s).map((level, f) => offsets[f] + level),
            ).flat(),
          );
          const levels = sizes.reduce((total, size) => total + size, 0);
          const factors = { levelOf, levels, weights: Float64Array.from(weights) };
          const assign = minimisation(ratioOf(...ratio), p, measure, factors);
          const expected = bruteForce(
            Array.from(stratum, patternOf),
            weights,
            ratio,
            p,
            measure,
            wordsOf(n, replicate),
          );
          expect(Array.from(draw(assign, n, replicate, stratum))).toEqual(expected);
        },
      ),
      { seed: 9, numRuns: 300 },
    );
  });

  it('begins anew in every replicate, and gives a smaller trial the beginning of a larger one', () => {
    const factors = { levelOf: Int32Array.of(0, 2, 1, 3), levels: 4, weights: Float64Array.of(1, 1) };
    const assign = minimisation(ratioOf(1, 1), 0.8, 'range', factors);
    const stratum = Uint16Array.from({ length: 200 }, (_, k) => (k >> 1) % 2);
    const arm = draw(assign, 200, 3, stratum);
    draw(assign, 50, 8, stratum.subarray(0, 50));
    expect(draw(assign, 120, 3, stratum.subarray(0, 120))).toEqual(arm.slice(0, 120));
  });
});
