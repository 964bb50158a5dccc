import { describe, expect, it } from 'vitest';
import { remembered } from '../../src/numeric/remembered.ts';

describe('remembered', () => {
  it('makes a value once while it is kept, and forgets the oldest', () => {
    const made: string[] = [];
    const keep = remembered<string>(2);
    const ask = (key: string) =>
      keep(key, () => {
        made.push(key);
        return `of ${key}`;
      });
    expect(['a', 'b', 'a', 'c', 'b', 'a'].map(ask)).toEqual(['of a', 'of b', 'of a', 'of c', 'of b', 'of a']);
    expect(made).toEqual(['a', 'b', 'c', 'a']);
  });

  it('keeps nothing of a value that could not be made', () => {
    const keep = remembered<number>(2);
    expect(() =>
      keep('a', () => {
        throw new RangeError('no');
      }),
    ).toThrow('no');
    expect(keep('a', () => 1)).toBe(1);
  });
});
