import type { Population } from '../population/groups.ts';
import type { Size, TestSpec, Timing, TrialDesign, Truth } from '../scenario/model.ts';
import type { EnrolmentPlan } from './enrolmentPlan.ts';
import { countedEndpoint, expectationsOfMix } from './expectations.ts';
import { powerMargin } from './limits/normalTheoryPower.ts';
import type { PatientMix } from './limits/patientMix.ts';
import { truthInTrial } from './treatmentGiven.ts';

export type Match = Extract<Size, { kind: 'match' }>;

/** A trial with a size to start from. */
export interface Sized {
  readonly trial: TrialDesign;
  readonly plan: EnrolmentPlan;
  /** Its enrolment with `factor` times the patients. */
  mixAt(factor: number): PatientMix;
}

/** The timing with its event targets multiplied. */
export function scaled(timing: Timing, factor: number, round: (n: number) => number = (n) => n): Timing {
  switch (timing.kind) {
    case 'events':
    case 'patients':
      return { ...timing, n: Math.max(1, round(timing.n * factor)) };
    case 'each':
    case 'first of':
    case 'last of':
      return { ...timing, of: timing.of.map((one) => scaled(one, factor, round)) };
    default:
      return timing;
  }
}

/** The quantity to be matched when all trials have `factor` times their patients and events. For power: its normal quantile. */
export function quantity(
  { on, test }: Match,
  trials: readonly Sized[],
  factor: number,
  truth: Truth,
  population: Population,
): number {
  if (on === 'power') return margin(test as string, trials, factor, truth, population);
  const values = trials.map(({ trial, mixAt }) => {
    const own = { ...trial, looks: trial.looks.map((look) => scaled(look, factor)) };
    const expected = expectationsOfMix(own, mixAt(factor), truthInTrial(own, truth), population);
    switch (on) {
      case 'events':
        return expected.events(expected.monthsToAnalysis, { kind: 'all' }, countedEndpoint(own, truth));
      case 'months':
        return expected.monthsToAnalysis;
      default:
        return expected[on];
    }
  });
  return on === 'months' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0);
}

function margin(
  name: string,
  trials: readonly Sized[],
  factor: number,
  truth: Truth,
  population: Population,
): number {
  const named = ({ trial }: Sized): TestSpec | undefined =>
    trial.tests.find((test) => test.name === name || `${trial.name}/${test.name}` === name);
  const sized = trials.find((one) => named(one) !== undefined);
  if (sized === undefined) return Number.NaN;
  const mix = sized.mixAt(factor);
  const looks = sized.trial.looks.map((look) => scaled(look, factor));
  const own = truthInTrial(sized.trial, truth);
  const { monthsToAnalysis } = expectationsOfMix({ ...sized.trial, looks }, mix, own, population);
  return powerMargin(
    named(sized) as TestSpec,
    sized.trial,
    sized.plan,
    own,
    population,
    mix,
    monthsToAnalysis,
  );
}
