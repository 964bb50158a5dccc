import type { TrialDesign } from '../scenario/model.ts';

/** Whether populations may be dropped, or stages are combined. */
export function isAdaptive({
  multiplicity,
  monitoring,
}: Pick<TrialDesign, 'multiplicity' | 'monitoring'>): boolean {
  return (multiplicity?.combine ?? null) !== null || (monitoring?.select ?? null) !== null;
}
