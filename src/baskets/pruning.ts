import { type BasketAnalysis, basketPosteriors } from './basketAnalysis.ts';

/**
 * For each basket the least responders among n patients with which it would be claimed, were n patients and as many responders seen in
 * every basket; n + 1 where none are enough. Kept once found.
 *
 * Source: `crit_pool` of the R package baskexact (Baumann); Baumann, Sauer & Kieser, arXiv:2309.06988. Where null rates differ each basket
 * has its own, where sizes do its own is that of all.
 *
 * @param analysis of the same options, without pruning
 * @param cutoff posterior probability that claims
 */
export function pruningLimits(
  { baskets, analyse }: BasketAnalysis,
  mostPatients: number,
  cutoff: number,
): (j: number, n: number) => number {
  const kept = new Int32Array(baskets * (mostPatients + 1)).fill(-1);
  const sizes = new Int32Array(baskets);
  const responders = new Int32Array(baskets);
  const out = basketPosteriors(baskets);

  const find = (n: number): void => {
    sizes.fill(n);
    for (let j = 0; j < baskets; j++) kept[j * (mostPatients + 1) + n] = n + 1;
    for (let x = n; x >= 0; x--) {
      responders.fill(x);
      analyse(sizes, responders, out);
      for (let j = 0; j < baskets; j++) if (out.above[j] >= cutoff) kept[j * (mostPatients + 1) + n] = x;
    }
  };

  return (j, n) => {
    const at = j * (mostPatients + 1) + n;
    if (kept[at] < 0) find(n);
    return kept[at];
  };
}
