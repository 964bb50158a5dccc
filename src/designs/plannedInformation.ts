import type { PartialCorrelation } from '../multiplicity/parametricTest.ts';
import type { Population } from '../population/groups.ts';
import { membersOf } from '../population/groups.ts';
import type { PopulationExpression, TestSpec, Timing, TrialDesign } from '../scenario/model.ts';
import type { EnrolmentPlan } from './enrolmentPlan.ts';
import type { Expectations } from './expectations.ts';
import { whoseDataCount } from './testInformation.ts';

/** What the tests of a trial are expected to rest on: events (time-to-event) or patients assessed. */
export interface PlannedInformation {
  /** By test, by look. */
  readonly expected: readonly (readonly number[])[];
  /**
   * By test, by look: 0 where the timing of the look fixes the information, else about its standard deviation: that of a
   * binomial share of the events that the look waits for, or of a Poisson count.
   */
  readonly deviation: readonly (readonly number[])[];
  /** Information in one test over that in another that holds it; undefined where it does not. */
  share(part: number, whole: number): number | undefined;
  /** Correlation of the statistics under no effect, null where it is not known. */
  correlation(tests: readonly number[]): PartialCorrelation;
}

/** Information that is fixed comes out of the expectation with its rounding. */
const ROUNDING = 1e-6;

/**
 * Information as planned, from the expected numbers at the expected months of the looks.
 *
 * Statistics of the same endpoint and method have the correlation shared / sqrt(first x second) (`informationCorrelation`); of different
 * endpoints or methods, and of interactions, it is taken as not known.
 */
export function plannedInformation(
  design: TrialDesign,
  plan: EnrolmentPlan,
  population: Population,
  expectations: Expectations,
): PlannedInformation {
  const { tests, looks } = design;
  const { lookMonths } = expectations;
  const last = lookMonths[lookMonths.length - 1];
  const at = (test: TestSpec, month: number) => {
    const value = expectations.events(month, whoseDataCount(test), test.of);
    return Math.abs(value - Math.round(value)) < ROUNDING ? Math.round(value) : value;
  };
  const expected = tests.map((test) => lookMonths.map((month) => at(test, month)));
  const same = (a: PopulationExpression, b: PopulationExpression) =>
    members(a).every((member, g) => member === members(b)[g]);
  const members = (of: PopulationExpression) =>
    membersOf(population, of).map((member, g) => (plan.quotaOf[g] >= 0 ? member : 0));
  const fixed = (test: TestSpec, look: Timing): boolean =>
    look.kind === 'events' && look.of === test.of && same(look.in, whoseDataCount(test));
  const holds = (test: TestSpec, look: Extract<Timing, { kind: 'events' }>): boolean => {
    const counted = members(look.in);
    return look.of === test.of && members(whoseDataCount(test)).every((member, g) => member <= counted[g]);
  };
  const deviation = tests.map((test, t) =>
    looks.map((look, k) => {
      const everybody = Math.abs(expected[t][k] - plan.n) < ROUNDING;
      if (fixed(test, look) || everybody) return 0;
      return Math.sqrt(
        expected[t][k] * (look.kind === 'events' && holds(test, look) ? 1 - expected[t][k] / look.n : 1),
      );
    }),
  );
  const joint = (a: TestSpec, b: TestSpec): number | null => {
    if (a.of !== b.of || a.by !== b.by || a.interaction !== null || b.interaction !== null) return null;
    const both: PopulationExpression = { kind: 'and', of: [a.in, b.in] };
    return expectations.events(last, both, a.of) / Math.sqrt(at(a, last) * at(b, last));
  };
  return {
    expected,
    deviation,
    share(part, whole) {
      const [a, b] = [tests[part], tests[whole]];
      if (a.of !== b.of || a.by !== b.by || a.interaction !== null || b.interaction !== null)
        return undefined;
      const inside = members(b.in);
      return members(a.in).every((member, g) => member <= inside[g]) ? at(a, last) / at(b, last) : undefined;
    },
    correlation: (of) =>
      of.map((i, place) =>
        of.map((j, other) => {
          if (place === other) return 1;
          // The same expression both ways, so that the matrix is symmetric to the last bit.
          const r = joint(tests[Math.min(i, j)], tests[Math.max(i, j)]);
          // With nobody in one of them there is no statistic to be correlated.
          return r === null ? null : Number.isNaN(r) ? 0 : Math.min(1, r);
        }),
      ),
  };
}
