import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillNegativeLog, negativeLog } from '../../src/distributions/negativeLog.ts';
import { fillStandardNormal, standardNormal } from '../../src/distributions/standardNormal.ts';
import { Stream } from '../../src/rng/stream.ts';

/** Both sides of every border between two polynomials: 512 steps an octave cover the nodes of both tables. */
function borders(): number[] {
  const words: number[] = [];
  for (let octave = 0; octave < 32; octave++) {
    for (let k = 0; k < 1024; k++) {
      const word = Math.floor(2 ** octave * (1 + k / 1024));
      for (let d = -2; d <= 2; d++) words.push(word + d, 4294967295 - word + d);
    }
  }
  return [...new Set(words.filter((w) => w >= 0 && w < 4294967296))].sort((a, b) => a - b);
}

const anyWord = fc.integer({ min: 0, max: 4294967294 });

describe('negativeLog', () => {
  it('falls with every odd word, across all borders', () => {
    const odd = borders().filter((w) => w % 2 === 1);
    const rising = odd.filter((w, i) => i > 0 && negativeLog(w) >= negativeLog(odd[i - 1]));
    expect(rising).toEqual([]);
  });

  it('falls or stays from one word to the next', () => {
    fc.assert(
      fc.property(anyWord, (w) => negativeLog(w + 1) <= negativeLog(w)),
      { numRuns: 20000, seed: 1 },
    );
  });

  it('is positive and finite at both ends, signed or unsigned', () => {
    expect(negativeLog(0)).toBeCloseTo(32 * Math.LN2, 13);
    expect(negativeLog(-1) * 4294967296).toBeCloseTo(1, 9);
    expect(negativeLog(0xfffffff0)).toBe(negativeLog(-16));
  });
});

describe('standardNormal', () => {
  it('rises with every word, across all borders', () => {
    const words = borders();
    const falling = words.filter((w, i) => i > 0 && standardNormal(w) <= standardNormal(words[i - 1]));
    expect(falling).toEqual([]);
  });

  it('is antisymmetric and rises from one word to the next', () => {
    fc.assert(
      fc.property(
        anyWord,
        (w) => standardNormal(w + 1) > standardNormal(w) && standardNormal(~w) === -standardNormal(w),
      ),
      { numRuns: 20000, seed: 1 },
    );
  });
});

describe('the fill forms', () => {
  it('give the values of the scalar forms and leave the rest alone', () => {
    const stream = new Stream();
    stream.set(1, 2, 3, 4);
    const words = Int32Array.from({ length: 100 }, () => stream.next());
    const out = new Float64Array(100);
    const expected = (scalar: (word: number) => number) =>
      Array.from(words, (word, i) => (i >= 7 && i < 99 ? scalar(word) : -1));
    fillNegativeLog(words, out.fill(-1), 7, 99);
    expect(Array.from(out)).toEqual(expected(negativeLog));
    fillStandardNormal(words, out.fill(-1), 7, 99);
    expect(Array.from(out)).toEqual(expected(standardNormal));
  });
});
