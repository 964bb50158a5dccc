import type { Assign, Ratio } from './assignment.ts';

/** Permutations of a block kept in a table; a larger block is drawn place by place. */
const TABLED = 1024;

/** Room of the scratch columns: more patients than any trial has. */
const ROOM = 1 << 18;

// Scratch of this thread, into and out of which columns are copied: the engine knows the address of an array that is a
// constant of the module, but looks up one handed over anew for every patient. Nothing in it outlives a call.
const WORD = new Int32Array(ROOM);
const STRATUM = new Uint16Array(ROOM);
const ARM = new Uint8Array(ROOM);
const ARM_PAIR = new Uint16Array(ARM.buffer);
/** Places of all permutations of a block: of the longest, 1024 with one on an arm, 1024 x 1024. */
const SEQUENCES = new Uint8Array(TABLED * TABLED);
const SEQUENCE_PAIR = new Uint16Array(SEQUENCES.buffer);
/** By block: where its permutation begins. */
const START = new Int32Array(ROOM);
/** By stratum: the next place of its open block, and how many are left in it. */
const NEXT = new Int32Array(ROOM);
const LEFT = new Int32Array(ROOM);

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
  return tabled(sequences, block, strata);
}

/** A word picks the permutation of a block as it is opened; the blocks of all strata in the order in which they are opened. */
function tabled(sequences: Uint8Array, block: number, strata: number): Assign {
  const unit = sequences.length / block / 4294967296;
  let arms = ARM.subarray(0, 0);
  return (stream, stratum, n, arm) => {
    if (n > ROOM) throw new RangeError(`${n} patients to allocate, room for ${ROOM}`);
    if (arms.length !== n) arms = ARM.subarray(0, n);
    const blocks = Math.min(n, Math.floor(n / block) + strata);
    stream.fill(WORD, 0, blocks);
    SEQUENCES.set(sequences);
    if (strata > 1) {
      STRATUM.set(stratum);
      layByStratum(n, block, strata, unit);
    } else if (block % 2 === 0) layPairs(blocks, block / 2, unit);
    else layPlaces(blocks, block, unit);
    arm.set(arms);
  };
}

/** Two places at a time; first places of all blocks, then second ones: a short inner loop would cost more than it moves. */
function layPairs(blocks: number, half: number, unit: number): void {
  for (let b = 0; b < blocks; b++) START[b] = (((WORD[b] >>> 0) * unit) | 0) * half;
  for (let i = 0; i < half; i++) {
    let k = i;
    for (let b = 0; b < blocks; b++) {
      ARM_PAIR[k] = SEQUENCE_PAIR[START[b] + i];
      k = (k + half) | 0;
    }
  }
}

function layPlaces(blocks: number, block: number, unit: number): void {
  for (let b = 0; b < blocks; b++) START[b] = (((WORD[b] >>> 0) * unit) | 0) * block;
  for (let i = 0; i < block; i++) {
    let k = i;
    for (let b = 0; b < blocks; b++) {
      ARM[k] = SEQUENCES[START[b] + i];
      k = (k + block) | 0;
    }
  }
}

function layByStratum(n: number, block: number, strata: number, unit: number): void {
  LEFT.fill(0, 0, strata);
  let opened = 0;
  for (let k = 0; k < n; k++) {
    const s = STRATUM[k];
    let left = LEFT[s];
    if (left === 0) {
      NEXT[s] = (((WORD[opened++] >>> 0) * unit) | 0) * block;
      left = block;
    }
    const at = NEXT[s];
    NEXT[s] = at + 1;
    LEFT[s] = left - 1;
    ARM[k] = SEQUENCES[at];
  }
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
