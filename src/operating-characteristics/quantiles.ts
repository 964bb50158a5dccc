import { BINS, type Histogram } from '../engine/accumulator.ts';
import { type Estimated, Z95 } from './monteCarlo.ts';

/**
 * A quantile from a histogram, linear within its bin, with the distribution-free Monte Carlo interval: the quantiles at
 * p -+ 1.96 sqrt(p (1 - p) / n) (order statistics); the MCSE is that interval's width over 2 * 1.96.
 *
 * In an end bin, which also holds what lies beyond, the quantile is not known: null.
 *
 * @param counts of the histogram's bins
 */
export function quantile(histogram: Histogram, counts: Float64Array, p: number): Estimated {
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return { estimate: null, mcse: null, lower: null, upper: null, n };
  const half = Z95 * Math.sqrt((p * (1 - p)) / n);
  const estimate = valueAt(histogram, counts, n, p);
  const lower = p - half > 0 ? valueAt(histogram, counts, n, p - half) : null;
  const upper = p + half < 1 ? valueAt(histogram, counts, n, p + half) : null;
  const mcse = lower === null || upper === null ? null : (upper - lower) / (2 * Z95);
  return { estimate, mcse, lower, upper, n };
}

function valueAt({ low, width }: Histogram, counts: Float64Array, n: number, p: number): number | null {
  let below = 0;
  let bin = 0;
  while (bin < BINS - 1 && below + counts[bin] < p * n) below += counts[bin++];
  if (counts[bin] === 0 || bin === 0 || bin === BINS - 1) return null;
  return low + (bin + (p * n - below) / counts[bin]) * width;
}
