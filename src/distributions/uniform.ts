/**
 * The middle of a word's share of the unit interval, (word + 1/2) / 2^32 with the word read as unsigned: never 0 or
 * 1.
 *
 * @example uniformOf(0x80000000) // 0.5 + 2^-33
 */
export function uniformOf(word: number): number {
  return ((word >>> 0) + 0.5) * 2.3283064365386963e-10;
}

/** Sampler of one word on (lower, upper), rising with it. @example uniformSampler(6, 18)(0) // 6.0000000014 */
export function uniformSampler(lower: number, upper: number): (word: number) => number {
  const length = upper - lower;
  return (word) => lower + length * uniformOf(word);
}
