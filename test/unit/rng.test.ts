import { describe, expect, it } from 'vitest';
import { philox } from '../../src/rng/philox.ts';
import { Stream } from '../../src/rng/stream.ts';
import { streamsOf } from '../../src/rng/streams.ts';

const hex = (words: Int32Array) =>
  Array.from(words, (w) => (w >>> 0).toString(16).padStart(8, '0')).join(' ');

describe('philox', () => {
  // Random123 1.09, tests/kat_vectors, lines "philox4x32 10".
  it.each([
    [[0, 0, 0, 0, 0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [[-1, -1, -1, -1, -1, -1], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0],
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    ],
  ])('gives the known answer for %j', ([c0, c1, c2, c3, k0, k1], expected) => {
    const out = new Int32Array(4);
    philox(c0, c1, c2, c3, k0, k1, out);
    expect(hex(out)).toBe(expected);
  });
});

describe('stream', () => {
  it('fills the words that next() gives', () => {
    const one = new Stream();
    const other = new Stream();
    one.set(1, 2, 3, 4);
    other.set(1, 2, 3, 4);
    const words = new Int32Array(100);
    other.fill(words, 0, 60);
    expect(Array.from(words.subarray(0, 60))).toEqual(Array.from({ length: 60 }, () => one.next()));
    other.fill(words, 60, 100);
    expect(words[99]).toBe(Array.from({ length: 40 }, () => one.next())[39]);
  });
});

describe('streamsOf', () => {
  const first = (seed: string, purpose: string, replicate: number) => {
    const s = streamsOf(seed)(purpose);
    s.start(replicate);
    return s.stream.next();
  };
  it('repeats itself and differs by seed, purpose and replicate, beyond 2^32 too', () => {
    expect(first('a', 'outcome', 7)).toBe(first('a', 'outcome', 7));
    const values = [
      first('a', 'outcome', 7),
      first('b', 'outcome', 7),
      first('a', 'marker', 7),
      first('a', 'outcome', 8),
      first('a', 'outcome', 7 + 2 ** 32),
    ];
    expect(new Set(values).size).toBe(values.length);
  });
  it('replays a replicate after others were drawn', () => {
    const s = streamsOf('x')('arrival');
    s.start(3);
    const then = [s.stream.next(), s.stream.next()];
    s.start(4);
    s.stream.next();
    s.start(3);
    expect([s.stream.next(), s.stream.next()]).toEqual(then);
  });
});
