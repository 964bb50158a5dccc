import type { Assign, Ratio } from './assignment.ts';

/** Permutations of a block kept in a table; a larger block is drawn place by place. */
const TABLED = 1024;

/**
 * Randomisation in permuted blocks, in one list or in one list a stratum; every permutation of a block is equally likely.
 * A stratum's last block may stay open.
 *
 * @param block places in a block, a multiple of r + s
 * @param strata number of strata; 1 = one list (`stratum` is not read)
 */
export function permutedBlocks(ratio: Ratio, block: number, strata: number): Assign {
  const experimental = (block * ratio.experimental) / (ratio.experimental + ratio.control);
  const sequences = permutations(block, experimental, TABLED);
  if (sequences === null) return drawnPlaces(block, experimental, strata);
  return strata === 1 ? oneList(sequences, block) : listByStratum(sequences, block, strata);
}

/** All sequences of `block` places with `experimental` ones, end to end; null if there are more than `most`. */
function permutations(block: number, experimental: number, most: number): Uint8Array | null {
  let count = 1;
  for (let i = 1; i <= experimental; i++) count = (count * (block - experimental + i)) / i;
  if (count > most) return null;
  const all: number[] = [];
  const extend = (sequence: number[], left: number, left1: number): void => {
    if (left === 0) all.push(...sequence);
    if (left1 > 0) extend([...sequence, 1], left - 1, left1 - 1);
    if (left > left1) extend([...sequence, 0], left - 1, left1);
  };
  extend([], block, experimental);
  return Uint8Array.from(all);
}

/** A word picks the permutation of a block as it is opened. */
function oneList(sequences: Uint8Array, block: number): Assign {
  const unit = sequences.length / block / 4294967296;
  return (stream, _stratum, n, arm) => {
    const table = sequences;
    for (let k = 0; k < n; k += block) {
      const at = Math.floor((stream.next() >>> 0) * unit) * block;
      const places = Math.min(block, n - k);
      for (let i = 0; i < places; i++) arm[k + i] = table[at + i];
    }
  };
}

function listByStratum(sequences: Uint8Array, block: number, strata: number): Assign {
  const unit = sequences.length / block / 4294967296;
  const next = new Int32Array(strata);
  const left = new Int32Array(strata);
  return (stream, stratum, n, arm) => {
    left.fill(0);
    for (let k = 0; k < n; k++) {
      const s = stratum[k];
      if (left[s] === 0) {
        next[s] = Math.floor((stream.next() >>> 0) * unit) * block;
        left[s] = block;
      }
      arm[k] = sequences[next[s]++];
      left[s]--;
    }
  };
}

/** Experimental with probability (experimental places left) / (places left): the same law, a word for each patient. */
function drawnPlaces(block: number, experimental: number, strata: number): Assign {
  const left = new Int32Array(strata);
  const left1 = new Int32Array(strata);
  return (stream, stratum, n, arm) => {
    left.fill(0);
    for (let k = 0; k < n; k++) {
      const s = strata === 1 ? 0 : stratum[k];
      const fresh = left[s] === 0;
      const places = fresh ? block : left[s];
      const places1 = fresh ? experimental : left1[s];
      const a = (stream.next() >>> 0) * places < places1 * 4294967296 ? 1 : 0;
      arm[k] = a;
      left1[s] = places1 - a;
      left[s] = places - 1;
    }
  };
}
