import type { Latent } from './cohort.ts';

/** The latest of n months; two a turn share the engine's checks of the array. */
export function latest(months: Float64Array, n: number): number {
  let even = 0;
  let odd = 0;
  let k = 0;
  for (; k < n - 1; k += 2) {
    const a = months[k];
    const b = months[k + 1];
    if (a > even) even = a;
    if (b > odd) odd = b;
  }
  return n === 0 ? 0 : Math.max(even, odd, months[n - 1]);
}

/** The columns of the first n patients, in the memory of the cohort. */
export function firstOf(latent: Latent, n: number): Latent {
  return {
    first: latent.first.subarray(0, n),
    second: latent.second.subarray(0, n),
    words: latent.words.subarray(0, n),
  };
}

export function copyOf(latent: Latent, n: number): Latent {
  const size = (column: { length: number }) => (column.length === 0 ? 0 : n);
  return {
    first: new Float64Array(size(latent.first)),
    second: new Float64Array(size(latent.second)),
    words: new Int32Array(size(latent.words)),
  };
}

export function gatherLatent(source: Latent, own: Latent, who: Int32Array, from: number, n: number): void {
  if (own.words.length > 0) gatherWords(source.words, who, own.words, from, n);
  if (own.first.length === 0) return;
  for (let k = from; k < n; k++) {
    own.first[k] = source.first[who[k]];
    own.second[k] = source.second[who[k]];
  }
}

export function gatherWords(
  source: Int32Array,
  who: Int32Array,
  own: Int32Array,
  from: number,
  n: number,
): Int32Array {
  for (let k = from; k < n; k++) own[k] = source[who[k]];
  return own;
}
