import type { ProcedureSpec } from '../multiplicity/procedures.ts';
import type { Multiplicity } from '../scenario/conductModel.ts';
import type { TestSpec } from '../scenario/model.ts';
import type { PlannedInformation } from './plannedInformation.ts';

/** Places of the tests of a family among those of the trial. */
export function familyPlaces({ of }: Multiplicity, tests: readonly TestSpec[]): number[] {
  return of.map((name) => tests.findIndex((test) => test.name === name));
}

/** Places in the family of the test whose information is a share of that of another, where a procedure reads the share seen. */
function sharePlaces({ procedure }: Multiplicity): { part: number; whole: number } | null {
  switch (procedure.kind) {
    case 'overall-subgroup':
    case 'interaction-gated':
      return { part: 1, whole: 0 };
    case 'mast':
      return { part: 0, whole: 2 };
    default:
      return null;
  }
}

/**
 * A family as the room of procedures takes it: with the level, and the correlation or information share as planned.
 *
 * Two-sided families give |z|: procedures that use the joint law take the two-sided alpha, the others half of it.
 */
export function procedureSpec(
  multiplicity: Multiplicity,
  places: readonly number[],
  information: PlannedInformation,
): ProcedureSpec {
  const { procedure, alpha: whole, sided } = multiplicity;
  const size = places.length;
  const alpha = whole / sided;
  const correlation = information.correlation(places);
  const shared = sharePlaces(multiplicity);
  const informationShare =
    shared === null ? undefined : information.share(places[shared.part], places[shared.whole]);
  switch (procedure.kind) {
    case 'none':
      return { kind: procedure.kind, alpha, size };
    case 'hochberg':
    case 'hommel':
      return { kind: procedure.kind, alpha, size, correlation };
    case 'simes':
    case 'sidak':
      return { ...procedure, alpha, correlation };
    case 'parametric':
      return { ...procedure, alpha: whole, sides: sided, correlation };
    case 'graph':
      return { ...procedure, alpha, correlation };
    case 'closed':
      return { ...procedure, alpha, size, correlation };
    case 'overall-subgroup':
      return { ...procedure, alpha: whole, sides: sided, informationShare };
    case 'mast':
    case 'interaction-gated':
      return { ...procedure, alpha, informationShare };
    default:
      return { ...procedure, alpha };
  }
}
