import { VERDICTS } from '../trial/claims.ts';
import type { ColumnSums } from './columnSums.ts';
import { probabilityName } from './designRows.ts';
import type { EfficiencyReferences } from './efficiencyReference.ts';
import { normalEstimate, pairedProportions } from './monteCarlo.ts';
import type { ResultRow } from './result.ts';
import { row, type Subject } from './rows.ts';

/** Names of quantities in the results, where they differ. */
const METRIC: Readonly<Record<string, string>> = {
  rejects: 'power',
  rejections: 'expected rejections',
  ...Object.fromEntries(
    ['claim', 'right claim', 'false claim', 'missed benefit', 'success', 'right class', 'path'].map(
      (name) => [name, probabilityName(name)],
    ),
  ),
};

/** What happens in a replicate or does not: differences are of probabilities. */
const EVENTS: ReadonlySet<string> = new Set([
  'rejects',
  'claim',
  ...VERDICTS,
  'success',
  'right class',
  'path',
  'familywise error',
  'disjunctive power',
  'conjunctive power',
  'right set',
]);

/** Paired differences, design minus reference, replicate by replicate. */
export function pairRows(sums: ColumnSums, index: number, subject: Subject): ResultRow[] {
  const { quantity } = sums.columns[index];
  const metric = METRIC[quantity] ?? quantity;
  if (quantity === 'z') return [];
  const difference = EVENTS.has(quantity) ? pairedProportions(sums.moments(index)) : sums.mean(index);
  return [row(subject, `${metric} difference`, difference)];
}

/**
 * Relative efficiency of two designs for a test of the same name: patients of the reference design over patients of the
 * design, at equal power. Power depends on the drift E[z], which grows with the root of the patients, so the ratio is
 * (E[z]^2 / patients) of the design over that of the reference; above 1 the design needs fewer.
 *
 * MCSE by the delta method from the paired replicates; left out where a drift is not clearly different from 0.
 *
 * @param index column of the paired difference of z
 * @param reference by formula: Simon & Maitournam's ratio, where it applies
 */
export function efficiencyRows(
  sums: ColumnSums,
  index: number,
  subject: Subject,
  references: EfficiencyReferences,
): ResultRow[] {
  const { design, reference, analysis } = sums.columns[index];
  const other = { ...subject, design: reference };
  const z = sums.moments(sums.find(design, 'z', analysis));
  const z0 = sums.moments(sums.find(reference, 'z', analysis));
  const difference = sums.moments(index);
  if (Math.abs(z.mean) < 8 * Math.sqrt(z.variance / z.n)) return [];
  if (Math.abs(z0.mean) < 8 * Math.sqrt(z0.variance / z0.n)) return [];
  // A design whose drift points the other way needs more than patients to have the power of the first.
  if (z.mean * z0.mean < 0) return [];
  const covariance = (z.variance + z0.variance - difference.variance) / 2;
  const relativeVariance =
    4 * (z.variance / z.mean ** 2 + z0.variance / z0.mean ** 2 - (2 * covariance) / (z.mean * z0.mean));
  return (['randomised', 'screened'] as const).map((quantity) => {
    const patients = sums.moments(sums.find(design, quantity, '')).mean;
    const patients0 = sums.moments(sums.find(other.design, quantity, '')).mean;
    const ratio = ((z.mean / z0.mean) ** 2 * patients0) / patients;
    const mcse = ratio * Math.sqrt(Math.max(0, relativeVariance) / z.n);
    return row(
      subject,
      `relative efficiency (${quantity})`,
      normalEstimate(ratio, mcse, z.n),
      references[quantity],
    );
  });
}
