import { normalUpperQuantile } from '../numeric/normal.ts';
import type { CalibratedCutoff } from '../trial/calibratedCutoff.ts';
import { type Estimated, proportion, Z95 } from './monteCarlo.ts';
import type { ResultRow } from './result.ts';
import { row, type Subject } from './rows.ts';

/** The cut-off that was found for a test, with its Monte Carlo interval, and the error that it has in other trials, beside the one asked for. */
export function calibrationRows(found: CalibratedCutoff | null, subject: Subject): ResultRow[] {
  if (found === null) return [];
  const { cutoff, lower, upper, wanted, trials } = found;
  const mcse = (upper - lower) / (2 * Z95);
  return [
    row(subject, 'calibrated cut-off', { estimate: cutoff, mcse, lower, upper, n: trials }),
    row(subject, 'calibrated error', errorOf(found), { value: wanted, kind: 'error asked for' }),
  ];
}

/**
 * Of several truths the average error, whose standard error is at most that of one proportion of as many trials; or the largest, with
 * limits that hold for all at once (Bonferroni), since a maximum of estimates is too high on average.
 */
function errorOf({ errors, hold, trials }: CalibratedCutoff): Estimated {
  if (hold === 'average')
    return proportion(errors.reduce((sum, error) => sum + error, 0) / errors.length, errors.length * trials);
  const z = normalUpperQuantile(0.025 / errors.length);
  const limits = errors.map((error) => proportion(error, trials, z));
  return {
    ...proportion(Math.max(...errors), trials),
    lower: Math.max(...limits.map((limit) => limit.lower as number)),
    upper: Math.max(...limits.map((limit) => limit.upper as number)),
  };
}
