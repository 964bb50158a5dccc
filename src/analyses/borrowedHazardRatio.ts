import type { SurvivalData } from '../subjects/survivalData.ts';
import { type Analysis, SLOT, SLOTS } from './analysis.ts';
import type { Borrowing } from './borrowedDifference.ts';
import { createBorrowedFit, writeBorrowed } from './borrowedEffect.ts';
import { coxTest } from './cox.ts';
import { createPartialLikelihood } from './partialLikelihood.ts';
import { createPartialMaximum } from './partialMaximum.ts';
import { createRiskTable, fillRiskTable } from './riskTable.ts';
import { criticalValue } from './waldInterval.ts';

/** A log hazard ratio beyond this is on its way to infinity. */
const FAR = 20;

/**
 * Hazard ratio that borrows from an external cohort, see `writeBorrowed`: the normal likelihood of the log hazard ratios of treated and cohort against
 * the trial's own control in one Cox model (Efron's likelihood for ties). No form of the hazard is assumed, only that the three are proportional.
 * The variance of the cohort's own part is 1 / its events; the vague part of a robust prior is worth one event.
 *
 * @param data groups below `cohortFrom` are the trial's, with their arms (without control patients a single arm); from there on the cohort's, on
 * the control side
 */
export function borrowedHazardRatio(
  data: SurvivalData,
  cohortFrom: number,
  groups: number,
  borrowing: Borrowing,
): Analysis {
  const c = criticalValue();
  const fit = createBorrowedFit();
  fit.unitVariance = 1;
  const alone = againstCohort(data, groups);
  const beside = againstControl(data, cohortFrom, groups);
  return (out, at) => {
    let events = 0;
    let controls = 0;
    for (let i = 0; i < data.n; i++) {
      const code = data.code[i];
      if (code >> 2 >= cohortFrom) events += code & 1;
      else controls += 1 - ((code >> 1) & 1);
    }
    fit.cohortVariance = 1 / events;
    if (controls === 0) alone(fit);
    else beside(fit);
    writeBorrowed(out, at, fit, borrowing, controls === 0, -1, c);
  };
}

type Fill = (fit: ReturnType<typeof createBorrowedFit>) => void;

function againstCohort(data: SurvivalData, groups: number): Fill {
  const table = createRiskTable(data.time.length);
  const everybody = new Uint8Array(groups).fill(1);
  const cox = coxTest([table]);
  const row = new Float64Array(SLOTS);
  return (fit) => {
    fillRiskTable(data, everybody, table);
    cox(row, 0);
    fit.effect = row[SLOT.estimate];
    fit.variance = row[SLOT.standardError] * row[SLOT.standardError];
  };
}

function againstControl(data: SurvivalData, cohortFrom: number, groups: number): Fill {
  const cohort = Float64Array.from({ length: 2 * groups }, (_, k) => (k >> 1 >= cohortFrom ? 1 : 0));
  const treated = Float64Array.from({ length: 2 * groups }, (_, k) => k & 1);
  const likelihood = createPartialLikelihood(data, [cohort, treated], new Int16Array(groups), true);
  const maximum = createPartialMaximum(likelihood, 2);
  const floor = new Float64Array(2);
  const { information } = likelihood;
  const { beta } = maximum;
  return (fit) => {
    floor.fill(1e-6 * likelihood.arrange());
    // Without events a group has no finite hazard ratio.
    const found = maximum.climb(floor) && Math.max(Math.abs(beta[0]), Math.abs(beta[1])) <= FAR;
    // Inverse of the factor's product.
    const a = 1 / information[0];
    const b = 1 / information[2];
    const slope = information[1] * a;
    fit.effect = found ? beta[1] : Number.NaN;
    fit.variance = b * b;
    fit.shift = beta[0];
    fit.shiftVariance = a * a + slope * slope * b * b;
    fit.covariance = -slope * b * b;
  };
}
