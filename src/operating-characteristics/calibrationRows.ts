import type { CalibratedCutoff } from '../trial/calibratedCutoff.ts';
import { proportion, Z95 } from './monteCarlo.ts';
import type { ResultRow } from './result.ts';
import { row, type Subject } from './rows.ts';

/** The cut-off that was found for a test, with its Monte Carlo interval, and the error that it has in other null trials, beside the one asked for. */
export function calibrationRows(found: CalibratedCutoff | null, subject: Subject): ResultRow[] {
  if (found === null) return [];
  const { cutoff, lower, upper, error, wanted, trials } = found;
  const mcse = (upper - lower) / (2 * Z95);
  return [
    row(subject, 'calibrated cut-off', { estimate: cutoff, mcse, lower, upper, n: trials }),
    row(subject, 'calibrated error', proportion(error, trials), { value: wanted, kind: 'error asked for' }),
  ];
}
