import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialPmf } from '../../src/numeric/binomial.ts';
import type { Assign, Ratio } from '../../src/randomization/assignment.ts';
import { permutedBlocks } from '../../src/randomization/permutedBlocks.ts';
import { simpleRandomization } from '../../src/randomization/simple.ts';
import { streamsOf } from '../../src/rng/streams.ts';
import { chiSquareP, correlation, P_LIMIT, Z_LIMIT } from '../fixtures/kernel/statistics.ts';

const ratioOf = (experimental: number, control: number): Ratio => ({ experimental, control });

function draw(assign: Assign, n: number, replicate: number, stratum = new Uint16Array(n)): Uint8Array {
  const { stream, start } = streamsOf('lists')('allocation');
  start(replicate);
  const arm = new Uint8Array(n).fill(9);
  assign(stream, stratum, n, arm);
  return arm;
}

const sum = (arms: ArrayLike<number>) => Array.from(arms).reduce((total, arm) => total + arm, 0);

/** The arms of each stratum, cut into blocks; the last may be short. */
function blocksOf(arm: Uint8Array, stratum: Uint16Array, strata: number, block: number): number[][] {
  return Array.from({ length: strata }, (_, s) => Array.from(arm).filter((_, k) => stratum[k] === s)).flatMap(
    (list) =>
      Array.from({ length: Math.ceil(list.length / block) }, (_, b) =>
        list.slice(b * block, (b + 1) * block),
      ),
  );
}

describe('permuted blocks', () => {
  it('hold their ratio exactly in every full block of every stratum, and within it in an open one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 0, max: 1e6 }),
        (experimental, control, sets, strata, n, replicate) => {
          const block = sets * (experimental + control);
          const assign = permutedBlocks(ratioOf(experimental, control), block, strata);
          const stratum = Uint16Array.from({ length: n }, (_, k) => ((k * 7919 + replicate) >> 3) % strata);
          const arm = draw(assign, n, replicate, stratum);
          for (const places of blocksOf(arm, stratum, strata, block)) {
            if (places.length === block) expect(sum(places)).toBe(sets * experimental);
            expect(sum(places)).toBeLessThanOrEqual(sets * experimental);
            expect(places.length - sum(places)).toBeLessThanOrEqual(sets * control);
          }
        },
      ),
      { seed: 6, numRuns: 300 },
    );
  });

  // Blocks of 14 have 3432 permutations: too many for a table, drawn place by place.
  it.each([
    ['1:1, block 2', ratioOf(1, 1), 2, 1, 2],
    ['1:1, block 4', ratioOf(1, 1), 4, 1, 6],
    ['1:1, block 4, three strata', ratioOf(1, 1), 4, 3, 6],
    ['2:1, block 6', ratioOf(2, 1), 6, 1, 15],
    ['1:2, block 6, two strata', ratioOf(1, 2), 6, 2, 15],
    ['1:1, block 14', ratioOf(1, 1), 14, 1, 3432],
    ['1:1, block 14, two strata', ratioOf(1, 1), 14, 2, 3432],
  ])('give every permutation the same chance: %s', (_, ratio, block, strata, permutations) => {
    const blocks = Math.max(24_000, 40 * permutations);
    const n = Math.ceil(blocks / strata) * strata * block;
    const stratum = Uint16Array.from({ length: n }, (_, k) => k % strata);
    const arm = draw(permutedBlocks(ratio, block, strata), n, 1, stratum);
    const counts = new Map<string, number>();
    const all = blocksOf(arm, stratum, strata, block);
    for (const places of all) {
      const key = places.join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(permutations);
    const expected = new Array(permutations).fill(all.length / permutations);
    expect(chiSquareP([...counts.values()], expected)).toBeGreaterThan(P_LIMIT);
  });

  it('begin anew in every replicate, with lists of their own for every stratum', () => {
    const assign = permutedBlocks(ratioOf(1, 1), 4, 2);
    const stratum = Uint16Array.from({ length: 2 * 4000 }, (_, k) => k % 2);
    draw(assign, 3, 7, stratum.subarray(0, 3));
    const arm = draw(assign, stratum.length, 8, stratum);
    expect(draw(permutedBlocks(ratioOf(1, 1), 4, 2), stratum.length, 8, stratum)).toEqual(arm);
    const lists = [0, 1].map((s) => Array.from(arm).filter((_, k) => stratum[k] === s));
    expect(Math.abs(correlation(lists[0], lists[1])) * Math.sqrt(4000)).toBeLessThan(Z_LIMIT);
  });

  it('give a smaller trial the beginning of a larger one', () => {
    for (const block of [4, 14]) {
      const large = draw(permutedBlocks(ratioOf(1, 1), block, 1), 403, 5);
      expect(draw(permutedBlocks(ratioOf(1, 1), block, 1), 101, 5)).toEqual(large.slice(0, 101));
    }
  });

  it('leave an open block with a hypergeometric number on the experimental arm', () => {
    // 2 of a block of 4: 1/6, 4/6, 1/6.
    const counts = [0, 0, 0];
    const assign = permutedBlocks(ratioOf(1, 1), 4, 1);
    for (let replicate = 0; replicate < 6000; replicate++) counts[sum(draw(assign, 6, replicate)) - 2]++;
    expect(chiSquareP(counts, [1000, 4000, 1000])).toBeGreaterThan(P_LIMIT);
  });
});

describe('simple randomisation', () => {
  it.each([
    ['1:1', ratioOf(1, 1), 1 / 2],
    ['2:1', ratioOf(2, 1), 2 / 3],
    ['1:3', ratioOf(1, 3), 1 / 4],
  ])('allocates independently with the probability of its arm: %s', (_, ratio, p) => {
    const assign = simpleRandomization(ratio);
    const counts = new Array(11).fill(0);
    const one = draw(assign, 100_000, 2);
    for (let k = 0; k < one.length; k += 10) counts[sum(one.subarray(k, k + 10))]++;
    // Tens of patients are binomial; the rare numbers are put together.
    const expected = counts.map((_, x) => 10_000 * binomialPmf(x, 10, p));
    const common = [...counts.keys()].filter((x) => expected[x] >= 20);
    const rest = (values: readonly number[]) =>
      values.reduce((total, value, x) => total + (common.includes(x) ? 0 : value), 0);
    const classes = (values: readonly number[]) => {
      const [first, ...others] = common.map((x) => values[x]);
      return [first + rest(values), ...others];
    };
    expect(chiSquareP(classes(counts), classes(expected))).toBeGreaterThan(P_LIMIT);
    expect(Math.abs(correlation(one.subarray(1), one.subarray(0, -1))) * Math.sqrt(one.length)).toBeLessThan(
      Z_LIMIT,
    );
  });
});
