import { plannedInformation } from '../../designs/plannedInformation.ts';
import { membersOf, type Population } from '../../population/groups.ts';
import type { Multiplicity } from '../../scenario/conductModel.ts';
import type { TrialDesign } from '../../scenario/model.ts';
import type { ConductPlan } from './conduct.ts';

/** The family, the populations of its tests, and how two of them share information. */
export interface Family {
  /** Places of its tests in the design. */
  readonly places: Int32Array;
  readonly members: readonly Uint8Array[];
  /** Of two tests: which is of the subset (its place in the family), -1 where neither is of the other, or they are not two. */
  readonly inner: number;
}

/** The family of an adaptive trial. */
export function familyOf({ tests }: TrialDesign, { of }: Multiplicity, population: Population): Family {
  const places = Int32Array.from(of, (name) => tests.findIndex((test) => test.name === name));
  const members = Array.from(places, (place) => membersOf(population, tests[place].in));
  const inside = (a: Uint8Array, b: Uint8Array) => a.every((member, g) => member <= b[g]);
  let inner = -1;
  if (members.length === 2) {
    const [a, b] = members;
    const disjoint = a.every((member, g) => member * b[g] === 0);
    if (!disjoint && inside(a, b)) inner = 0;
    else if (!disjoint && inside(b, a)) inner = 1;
  }
  return { places, members, inner };
}

/** Correlation of the family's statistics for planned information; 0 where it is not known, and so not read. */
export function plannedCorrelations(
  { design, plan, expectations }: ConductPlan,
  { places }: Family,
  population: Population,
): number[][] {
  const { correlation } = plannedInformation(design, plan, population, expectations);
  return correlation([...places]).map((row) => row.map((r) => r ?? 0));
}
