import type { Assign, Ratio } from './assignment.ts';

/**
 * Randomisation in permuted blocks, in one list or in one list a stratum.
 *
 * A patient gets the experimental arm with probability (experimental places left) / (places left in the block), which
 * makes every permutation of the block equally likely. A stratum's last block may stay open.
 *
 * @param block places in a block, a multiple of r + s
 * @param strata number of strata; 1 = one list (`stratum` is not read)
 */
export function permutedBlocks(ratio: Ratio, block: number, strata: number): Assign {
  const experimental = (block * ratio.experimental) / (ratio.experimental + ratio.control);
  return strata === 1 ? oneList(block, experimental) : listByStratum(block, experimental, strata);
}

function oneList(block: number, experimental: number): Assign {
  return (words, _stratum, n, arm) => {
    let left = 0;
    let left1 = 0;
    for (let k = 0; k < n; k++) {
      if (left === 0) {
        left = block;
        left1 = experimental;
      }
      const a = (words[k] >>> 0) * left < left1 * 4294967296 ? 1 : 0;
      arm[k] = a;
      left1 -= a;
      left--;
    }
  };
}

function listByStratum(block: number, experimental: number, strata: number): Assign {
  const left = new Int32Array(strata);
  const left1 = new Int32Array(strata);
  return (words, stratum, n, arm) => {
    left.fill(0);
    for (let k = 0; k < n; k++) {
      const s = stratum[k];
      const fresh = left[s] === 0;
      const places = fresh ? block : left[s];
      const places1 = fresh ? experimental : left1[s];
      const a = (words[k] >>> 0) * places < places1 * 4294967296 ? 1 : 0;
      arm[k] = a;
      left1[s] = places1 - a;
      left[s] = places - 1;
    }
  };
}
