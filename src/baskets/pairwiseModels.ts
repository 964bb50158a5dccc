/**
 * Sums over every symmetric pattern of which pairs of baskets are alike (not only transitive ones), by eliminating one
 * basket after the other: a pattern's weight is a product over baskets of a factor of the basket's own row.
 *
 * When j baskets are gone, what matters of them is who of the rest is tied to which: j bits for each of the others. So
 * 2^(j (k - j)) states are held at a time, instead of 2^(k (k - 1) / 2) patterns: 65,536 instead of 268 million for k =
 * 8. About 20 microseconds for k = 6, 0.3 ms for 7, 10 ms for 8.
 */
export interface PairwiseModels {
  /**
   * Row weights: the posterior probability that the baskets alike with j are exactly `set` (j in it), at
   * out[j * 2^k + set].
   *
   * @param factor by set: what a basket whose row is the set brings
   * @param odds prior odds that a pair is alike
   */
  readonly weigh: (factor: Float64Array, odds: number, out: Float64Array) => void;
}

/** Tables of one elimination: basket j has a mask of ties with those before and chooses its ties with those after. */
interface Step {
  /** States before it: ties of j itself (low bits), then of each later basket. */
  readonly forward: Float64Array;
  readonly backward: Float64Array;
  /** Rest of the state (ties of later baskets) -> where it lies in the next state. */
  readonly restTo: Int32Array;
  /** Choice of ties with later baskets -> what it adds to the next state. */
  readonly choiceTo: Int32Array;
}

export function pairwiseModels(k: number): PairwiseModels {
  const steps = Array.from({ length: k + 1 }, (_, j) => elimination(j, k));
  const sets = 1 << k;
  return {
    weigh: (factor, odds, out) => {
      out.fill(0);
      steps[0].forward[0] = 1;
      for (let j = 0; j < k; j++) sweepForward(j, steps[j], steps[j + 1], factor, odds);
      steps[k].backward[0] = 1 / steps[k].forward[0];
      for (let j = k - 1; j >= 0; j--)
        sweepBackward(j, steps[j], steps[j + 1], factor, odds, out.subarray(j * sets, (j + 1) * sets));
    },
  };
}

function elimination(j: number, k: number): Step {
  const states = 2 ** (j * (k - j));
  const later = Math.max(0, k - j - 1);
  const restTo = Int32Array.from({ length: j < k ? 2 ** (j * later) : 0 }, (_, rest) => {
    let to = 0;
    for (let i = 0; i < later; i++) to += ((rest >> (j * i)) & (2 ** j - 1)) << ((j + 1) * i);
    return to;
  });
  const choiceTo = Int32Array.from({ length: j < k ? 2 ** later : 0 }, (_, choice) => {
    let to = 0;
    for (let i = 0; i < later; i++) to += ((choice >> i) & 1) << ((j + 1) * i + j);
    return to;
  });
  return { forward: new Float64Array(states), backward: new Float64Array(states), restTo, choiceTo };
}

function sweepForward(j: number, from: Step, to: Step, factor: Float64Array, odds: number): void {
  const { forward, restTo, choiceTo } = from;
  const ties = 1 << j;
  for (let choice = 0; choice < choiceTo.length; choice++) {
    const prior = odds ** bits(choice);
    const row = (choice << (j + 1)) | ties;
    for (let rest = 0; rest < restTo.length; rest++) {
      const base = rest << j;
      let sum = 0;
      for (let own = 0; own < ties; own++) sum += forward[base + own] * factor[row + own];
      to.forward[restTo[rest] + choiceTo[choice]] = prior * sum;
    }
  }
}

function sweepBackward(
  j: number,
  from: Step,
  to: Step,
  factor: Float64Array,
  odds: number,
  weights: Float64Array,
): void {
  const { forward, backward, restTo, choiceTo } = from;
  const ties = 1 << j;
  backward.fill(0);
  for (let choice = 0; choice < choiceTo.length; choice++) {
    const prior = odds ** bits(choice);
    const row = (choice << (j + 1)) | ties;
    for (let rest = 0; rest < restTo.length; rest++) {
      const base = rest << j;
      const ahead = prior * to.backward[restTo[rest] + choiceTo[choice]];
      for (let own = 0; own < ties; own++) {
        const value = ahead * factor[row + own];
        backward[base + own] += value;
        weights[row + own] += value * forward[base + own];
      }
    }
  }
}

function bits(set: number): number {
  let count = 0;
  for (let s = set; s > 0; s >>= 1) count += s & 1;
  return count;
}
