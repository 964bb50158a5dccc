import type { TrialDesign } from '../scenario/model.ts';

/** Whether populations may be dropped, levels closed, or stages are combined: looks then change who is recruited or how is tested. */
export function isAdaptive({
  multiplicity,
  monitoring,
}: Pick<TrialDesign, 'multiplicity' | 'monitoring'>): boolean {
  return (
    (multiplicity?.combine ?? null) !== null ||
    (monitoring?.select ?? null) !== null ||
    (monitoring?.close ?? null) !== null
  );
}
