import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { negativeLog } from '../../src/distributions/negativeLog.ts';
import { standardNormal } from '../../src/distributions/standardNormal.ts';

/** R's log, log1p and qnorm at 800 words in every octave from both ends (test/reference/distributions/words.R). */
const reference: { word: number[]; negativeLog: number[]; standardNormal: number[] } = JSON.parse(
  readFileSync('test/reference/distributions/words.json', 'utf8'),
);

function worstRelativeError(values: number[], expected: number[]): number {
  return Math.max(...values.map((v, i) => Math.abs(v / expected[i] - 1)));
}

describe('values of one random word against R', () => {
  it('negativeLog: relative error below 1e-15 (measured 5.6e-16)', () => {
    expect(worstRelativeError(reference.word.map(negativeLog), reference.negativeLog)).toBeLessThan(1e-15);
  });

  it('standardNormal: relative error below 2e-12 (measured 1.6e-12, beside the median)', () => {
    expect(worstRelativeError(reference.word.map(standardNormal), reference.standardNormal)).toBeLessThan(
      2e-12,
    );
  });
});
