import type { Assign, Ratio } from './assignment.ts';

/** Permutations of a block kept in a table; a larger block is drawn place by place. */
const TABLED = 1024;

/** Room of the scratch columns: more patients than any trial has, and places of all permutations of the longest block. */
const ROOM = 1 << 17;
const PLACES = TABLED * TABLED;

// Scratch of this thread, into and out of which columns are copied: the engine knows the address of an array that is a
// constant of the module, but looks up one handed over anew for every patient. Nothing in it outlives a call.
const WORD = new Int32Array(ROOM);
const ARM = new Uint8Array(ROOM + TABLED);
const ARM_PAIR = new Uint16Array(ARM.buffer);
const SEQUENCES = new Uint8Array(PLACES);
const SEQUENCE_PAIRS = new Uint16Array(SEQUENCES.buffer);

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
  let arms = ARM.subarray(0, 0);
  return (stream, _stratum, n, arm) => {
    if (arms.length !== n) arms = ARM.subarray(0, n);
    const blocks = Math.ceil(n / block);
    stream.fill(WORD, 0, blocks);
    SEQUENCES.set(sequences);
    layOut(blocks, block, unit);
    arm.set(arms);
  };
}

/** Blocks end to end, two places at a time where a block is even: a turn of the inner loop costs more than what it moves. */
function layOut(blocks: number, block: number, unit: number): void {
  let k = 0;
  if (block % 2 === 0) {
    const half = block / 2;
    for (let b = 0; b < blocks; b++) {
      const at = (((WORD[b] >>> 0) * unit) | 0) * half;
      for (let i = 0; i < half; i++) ARM_PAIR[k++] = SEQUENCE_PAIRS[at + i];
    }
    return;
  }
  for (let b = 0; b < blocks; b++) {
    const at = (((WORD[b] >>> 0) * unit) | 0) * block;
    for (let i = 0; i < block; i++) ARM[k++] = SEQUENCES[at + i];
  }
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
