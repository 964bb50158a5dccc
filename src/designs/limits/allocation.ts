import type { MinimisationFactors } from '../../randomization/minimisation.ts';
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
   * the cells within it are multinomial; with blocks, or a biased coin, the arms of a cell have fixed sizes. Minimisation fixes them in
   * its margins: of the difference between the arms, what is additive over the factors is gone. That is the law for margins whose
   * imbalances stay bounded (Hu & Hu, Ann Stat 2012;40:1794-1815); what is left within cells is taken to be as under simple randomisation.
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
  const { method } = trial.randomise;
  const cellsBalanced = method === 'blocks' || method === 'biased-coin';
  const experimental = mix.experimental;
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
        const [control, treated] = [sums[0][cell], sums[1][cell]];
        const own = control + treated;
        quotaSums[Math.floor(cell / plan.strata)] += own;
        if (!cellsBalanced) continue;
        variance -= control ** 2 / (patients[cell] * (1 - experimental));
        variance -= treated ** 2 / (patients[cell] * experimental);
        variance += own ** 2 / patients[cell];
      }
      if (plan.margins !== null) {
        const difference = patients.map((n, cell) =>
          n === 0 ? 0 : sums[1][cell] / (n * experimental) - sums[0][cell] / (n * (1 - experimental)),
        );
        const explained = additivePart(difference, patients, plan.strata, plan.margins);
        variance -= experimental * (1 - experimental) * explained;
      }
      quotaSums.forEach((sum, q) => {
        variance -= sum ** 2 / places[q];
      });
      return variance;
    },
  };
}

/** Sum of squares, weighted by patients, of what an intercept and the levels of the factors explain of a value by cell. */
function additivePart(
  value: Float64Array,
  patients: Float64Array,
  strata: number,
  { levelOf, levels, weights }: MinimisationFactors,
): number {
  const product = (a: Float64Array, b: Float64Array) =>
    patients.reduce((sum, n, cell) => sum + n * a[cell] * b[cell], 0);
  const factors = weights.length;
  const column = (level: number) =>
    patients.map((_, cell) => {
      const at = (cell % strata) * factors;
      return levelOf.subarray(at, at + factors).includes(level) ? 1 : 0;
    });
  const basis: Float64Array[] = [];
  let explained = 0;
  for (const own of [patients.map(() => 1), ...Array.from({ length: levels }, (_, level) => column(level))]) {
    const before = product(own, own);
    let rest = own;
    for (const other of basis) {
      const share = product(rest, other);
      rest = rest.map((x, cell) => x - share * other[cell]);
    }
    const square = product(rest, rest);
    if (!(square > 1e-10 * before)) continue;
    const unit = rest.map((x) => x / Math.sqrt(square));
    basis.push(unit);
    explained += product(value, unit) ** 2;
  }
  return explained;
}
