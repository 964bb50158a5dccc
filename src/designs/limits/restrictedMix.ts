import { createIntensity, inverseIntensity } from '../../population/arrivals.ts';
import type { Population } from '../../population/groups.ts';
import type { EnrolmentPlan } from '../enrolmentPlan.ts';
import { screenedBy } from './entryLaw.ts';
import type { PatientMix } from './patientMix.ts';

/**
 * The expected patients of a trial without quotas that from a month on randomises those of some groups only: the others as they were
 * randomised by then, and so many of the selected that the trial is as large as planned.
 *
 * @param recruited by group
 * @param month calendar month of the look that selected
 */
export function restrictedMix(
  mix: PatientMix,
  plan: EnrolmentPlan,
  { groups, screening }: Population,
  recruited: Uint8Array,
  month: number,
): PatientMix {
  const enrolled = (g: number) => plan.quotaOf[g] >= 0;
  // Of those out: screened so early that they were randomised by then.
  const early = groups.map((_, g) =>
    Math.min(mix.entry[g].screened, Math.max(0, screenedBy(screening, month - plan.turnaround[g]))),
  );
  const out = groups.map((group, g) =>
    enrolled(g) && recruited[g] === 0 ? group.probability * early[g] : 0,
  );
  const share = groups.reduce(
    (sum, group, g) => sum + (enrolled(g) && recruited[g] === 1 ? group.probability : 0),
    0,
  );
  const screened = Math.max(mix.screened, (plan.n - out.reduce((sum, n) => sum + n, 0)) / share);
  const patients = Float64Array.from(groups, (group, g) => {
    if (!enrolled(g)) return 0;
    return recruited[g] === 1 ? group.probability * screened : out[g];
  });
  return {
    ...mix,
    patients,
    entry: mix.entry.map((law, g) => ({
      ...law,
      screened: enrolled(g) && recruited[g] === 0 ? early[g] : screened,
    })),
    screened,
    end: inverseIntensity(createIntensity(screening), screened),
  };
}
