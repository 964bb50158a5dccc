/**
 * Sums over every partition of the baskets into groups of one rate: a partition's weight is the product of its groups'.
 *
 * The weight of all partitions of a set follows from those of its subsets: the group of its first basket, times the
 * partitions of the rest. 3^k steps in all: 10 microseconds for k = 8, 1 ms for 12.
 */
export interface PartitionModels {
  /**
   * Posterior probability of every set being a group.
   *
   * @param factor by set: Bayes factor of the set being a group against its baskets being single
   * @param odds prior odds that a pair is alike: a group of m counts odds^(m (m - 1) / 2)
   */
  readonly weigh: (factor: Float64Array, odds: number, out: Float64Array) => void;
}

export function partitionModels(k: number): PartitionModels {
  const sets = 1 << k;
  const group = new Float64Array(sets);
  const all = new Float64Array(sets);
  const pairs = Int32Array.from({ length: sets }, (_, set) => {
    let m = 0;
    for (let s = set; s > 0; s >>= 1) m += s & 1;
    return (m * (m - 1)) / 2;
  });
  return {
    weigh: (factor, odds, out) => {
      for (let set = 1; set < sets; set++) group[set] = factor[set] * odds ** pairs[set];
      all[0] = 1;
      for (let set = 1; set < sets; set++) {
        const first = set & -set;
        const others = set - first;
        let sum = 0;
        for (let t = others; ; t = (t - 1) & others) {
          sum += group[t + first] * all[others - t];
          if (t === 0) break;
        }
        all[set] = sum;
      }
      for (let set = 1; set < sets; set++) out[set] = (group[set] * all[sets - 1 - set]) / all[sets - 1];
    },
  };
}
