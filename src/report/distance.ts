import { compareRates } from '../analyses/compareRates.ts';
import { normalUpperQuantile } from '../numeric/normal.ts';
import { studentTUpperTail } from '../numeric/studentT.ts';
import type { ResultRow } from '../operating-characteristics/result.ts';

type Simulated = Pick<ResultRow, 'estimate' | 'mcse' | 'n'>;

/** Fewer hits, or misses, than this expected in the smaller run are counted out exactly; with more the normal law is good. */
const FEW = 100;

/** Hits in `n` trials of a share whose error is that of a share; null for a mean of anything else. */
function hitsOf({ estimate, mcse, n }: Simulated): number | null {
  const share = estimate!;
  const spread = share * (1 - share);
  if (share < 0 || share > 1 || n < 1 || Math.abs(mcse! ** 2 * n - spread) > 0.01 * spread) return null;
  const hits = Math.round(share * n);
  return Math.abs(hits - share * n) < 1e-6 * n ? hits : null;
}

function distanceOfShares(a: number, nA: number, b: number, nB: number): number {
  const pooled = (a + b) / (nA + nB);
  if (Math.min(nA, nB) * Math.min(pooled, 1 - pooled) >= FEW)
    return Math.abs(b / nB - a / nA) / Math.sqrt(pooled * (1 - pooled) * (1 / nA + 1 / nB));
  const inA = { n1: nA, x1: a, n0: nB, x0: b };
  const inB = { n1: nB, x1: b, n0: nA, x0: a };
  return Math.max(0, compareRates([b / nB > a / nA ? inB : inA], { by: 'fisher' }).z);
}

function distanceOfMeans(difference: number, error: number, df: number): number {
  const t = difference / error;
  const tail = studentTUpperTail(t, df);
  // Beyond what a number holds t and the normal deviate are both far beyond any limit.
  return tail > 1e-300 ? normalUpperQuantile(tail) : t;
}

/**
 * How far apart two independently simulated estimates are: the normal deviate of the two-sided p-value of no difference.
 *
 * A share is judged by its counts (score test with the pooled share; Fisher's exact test where hits or misses are few), since its own
 * MCSE is 0 where nothing was hit. A mean is judged by Welch's t and by the pooled one, and the nearer counts: MCSEs of
 * a few replicates, as conditional metrics have, may be far too small by chance.
 *
 * @returns 0 for values that differ by the order of summation only; infinite for values that have no error and differ; null where
 *   one has no MCSE, as a mean of one replicate
 * @example distance({ estimate: 0.01, mcse: 0.000995, n: 10000 }, { estimate: 0, mcse: 0, n: 100 }) // 0.337
 */
export function distance(a: Simulated, b: Simulated): number | null {
  const difference = Math.abs(b.estimate! - a.estimate!);
  // Below 1e-9 of the value lie only differences of summation order.
  if (difference <= 1e-9 * Math.max(Math.abs(a.estimate!), Math.abs(b.estimate!))) return 0;
  if (a.mcse === null || b.mcse === null) return null;
  const [hitsA, hitsB] = [hitsOf(a), hitsOf(b)];
  if (hitsA !== null && hitsB !== null) return distanceOfShares(hitsA, a.n, hitsB, b.n);
  const welch = a.mcse ** 2 + b.mcse ** 2;
  if (welch === 0) return Number.POSITIVE_INFINITY;
  const [dfA, dfB] = [Math.max(1, a.n - 1), Math.max(1, b.n - 1)];
  const pooled = ((a.n * a.mcse ** 2 * dfA + b.n * b.mcse ** 2 * dfB) / (dfA + dfB)) * (1 / a.n + 1 / b.n);
  return Math.min(
    distanceOfMeans(difference, Math.sqrt(welch), welch ** 2 / (a.mcse ** 4 / dfA + b.mcse ** 4 / dfB)),
    distanceOfMeans(difference, Math.sqrt(pooled), dfA + dfB),
  );
}
