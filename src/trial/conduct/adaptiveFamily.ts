import { membersOf, type Population } from '../../population/groups.ts';
import type { Multiplicity } from '../../scenario/conductModel.ts';
import type { TestSpec, TrialDesign } from '../../scenario/model.ts';
import type { ConductPlan } from './conduct.ts';

/** The family, the populations of its tests, and how two of them share information. */
export interface Family {
  /** Places of its tests in the design. */
  readonly places: Int32Array;
  readonly members: readonly Uint8Array[];
  /** Of two tests: which is of the subset (its place in the family), -1 where they are disjoint or not two. */
  readonly inner: number;
}

/** The family of an adaptive trial. */
export function familyOf({ tests }: TrialDesign, { of }: Multiplicity, population: Population): Family {
  const places = Int32Array.from(of, (name) => tests.findIndex((test) => test.name === name));
  const members = Array.from(places, (place) => membersOf(population, tests[place].in));
  const inside = (a: Uint8Array, b: Uint8Array) => a.every((member, g) => member <= b[g]);
  let inner = -1;
  if (members.length === 2) {
    const disjoint = members[0].every((member, g) => member * members[1][g] === 0);
    if (!disjoint) inner = inside(members[0], members[1]) ? 0 : 1;
  }
  return { places, members, inner };
}

/** Planned information of the inner of two tests over that of the other, at the end; 0 where neither is in the other. */
export function plannedShare({ design, expectations }: ConductPlan, { places, inner }: Family): number {
  if (inner < 0) return 0;
  const of = (test: TestSpec) => expectations.events(expectations.monthsToAnalysis, test.in, test.of);
  return Math.min(1, of(design.tests[places[inner]]) / of(design.tests[places[1 - inner]]));
}
