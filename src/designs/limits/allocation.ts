import type { TrialDesign } from '../../scenario/model.ts';
import type { EnrolmentPlan } from '../enrolmentPlan.ts';
import type { PatientMix } from './patientMix.ts';

/** What patients of one arm and cell add to a sum over all patients: expected sum, and expected sum of squares. */
export interface Contribution {
  readonly cell: number;
  readonly arm: 0 | 1;
  readonly sum: number;
  readonly squares: number;
}

/** Who is balanced against whom: cells of patients, quota by randomisation stratum. */
export interface Allocation {
  /** By group. */
  readonly cellOf: Int32Array;
  /**
   * Variance of a sum over all randomised patients. Patients in a cell are alike in law; the size of a quota is fixed, those of
   * the cells within it are multinomial; with blocks the arms of a cell have fixed sizes.
   */
  variance(contributions: readonly Contribution[]): number;
}

export function allocationOf(trial: TrialDesign, plan: EnrolmentPlan, mix: PatientMix): Allocation {
  const cellOf = Int32Array.from(plan.quotaOf, (quota, g) =>
    quota < 0 ? 0 : quota * plan.strata + plan.stratumOf[g],
  );
  const cells = plan.quotas.length * plan.strata;
  const patients = new Float64Array(cells);
  const places = new Float64Array(plan.quotas.length);
  mix.patients.forEach((n, g) => {
    patients[cellOf[g]] += n;
    if (plan.quotaOf[g] >= 0) places[plan.quotaOf[g]] += n;
  });
  const blocks = trial.randomise.method === 'blocks';
  return {
    cellOf,
    variance(contributions) {
      const sums = [new Float64Array(cells), new Float64Array(cells)];
      let variance = 0;
      for (const { cell, arm, sum, squares } of contributions) {
        sums[arm][cell] += sum;
        variance += squares;
      }
      const quotaSums = new Float64Array(places.length);
      for (let cell = 0; cell < cells; cell++) {
        if (patients[cell] === 0) continue;
        const [control, experimental] = [sums[0][cell], sums[1][cell]];
        const own = control + experimental;
        quotaSums[Math.floor(cell / plan.strata)] += own;
        if (!blocks) continue;
        variance -= control ** 2 / (patients[cell] * (1 - mix.experimental));
        variance -= experimental ** 2 / (patients[cell] * mix.experimental);
        variance += own ** 2 / patients[cell];
      }
      quotaSums.forEach((sum, q) => {
        variance -= sum ** 2 / places[q];
      });
      return variance;
    },
  };
}
