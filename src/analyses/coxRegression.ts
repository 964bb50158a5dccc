import type { SurvivalData } from '../subjects/survivalData.ts';
import type { Analysis } from './analysis.ts';
import type { CoxOptions } from './cox.ts';
import { type Better, directionSign } from './direction.ts';
import { createPartialLikelihood } from './partialLikelihood.ts';
import { createPartialMaximum } from './partialMaximum.ts';
import { criticalValue } from './waldInterval.ts';

export interface CoxDesign extends CoxOptions {
  /** Covariates, each by class = group * 2 + arm. */
  columns: readonly Float64Array[];
  /** Stratum of each group, from 0; -1 leaves the group out. */
  stratum: Int16Array;
  /** Index of the column whose coefficient is reported: the arm, or arm times marker for the interaction. */
  coefficient: number;
  /** Of the event: `lower` (default) takes a negative coefficient as favourable, so z > 0. */
  better?: Better;
}

/**
 * A column whose information, for each event, is below this share of its squared range says nothing (more).
 * For a coefficient on its way to infinity: stopping there leaves the others off their limits by as much,
 * going on costs them digits.
 */
const ALIASED = 1e-6;
/**
 * The coefficient reported must stand clear of that: it may be infinite together with one that was dropped.
 */
const CLEAR = 10;

/**
 * Cox regression on several covariates, optionally stratified: one coefficient with Wald z and interval, from
 * Newton's method with step halving to full convergence.
 *
 * For a treatment-by-marker interaction give the columns arm, marker and arm * marker and report the last:
 * the estimate is the log of the ratio of the hazard ratios, and z > 0 says that the benefit is larger in
 * marker +.
 *
 * A column that the data leave aliased (a level without patients or without variation in its stratum, a sum
 * of the columns before it) is dropped, as `coxph` does; one whose coefficient runs to infinity (a level
 * without events) ends up the same way, and the others converge to their limits, to about 1e-5. All NaN where
 * the coefficient reported is itself aliased or infinite, or there are no events.
 *
 * Sources: as `coxTest`.
 *
 * @example
 * // one group, the arm alone: as coxTest
 * coxRegression(data, { columns: [Float64Array.of(0, 1)], stratum: Int16Array.of(0), coefficient: 0 })
 */
export function coxRegression(data: SurvivalData, design: CoxDesign): Analysis {
  const { stratum, coefficient, ties, better = 'lower', margin = 0 } = design;
  const sign = directionSign(better);
  const c = criticalValue(design.level);
  // The coefficient reported stands last: its variance is then its pivot's, and an aliased column is blamed
  // before it.
  const order = design.columns.map((_, j) => j).filter((j) => j !== coefficient);
  const columns = [...order, coefficient].map((j) => centred(design.columns[j], stratum));
  const p = columns.length;
  const last = p - 1;
  const squaredRange = Float64Array.from(columns, (column) => spread(column, stratum) ** 2);
  const likelihood = createPartialLikelihood(data, columns, stratum, ties !== 'breslow');
  const maximum = createPartialMaximum(likelihood, 1);
  const floor = new Float64Array(p);

  return (out, at) => {
    const events = likelihood.arrange();
    for (let j = 0; j < p; j++) floor[j] = ALIASED * events * squaredRange[j];
    floor[last] *= CLEAR;
    if (!maximum.climb(floor)) {
      out.fill(Number.NaN, at, at + 5);
      return;
    }
    const estimate = maximum.beta[last];
    const se = 1 / likelihood.information[(p * (p + 1)) / 2 - 1];
    out[at] = (sign * (estimate - margin)) / se;
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - c * se;
    out[at + 4] = estimate + c * se;
  };
}

/**
 * The column less the middle of its range over the classes in use: coefficients stay, digits are not lost to
 * a large origin.
 */
function centred(column: Float64Array, stratum: Int16Array): Float64Array {
  const used = usedOf(column, stratum);
  const middle = 0.5 * (Math.min(...used) + Math.max(...used));
  return column.map((value) => value - middle);
}

function spread(column: Float64Array, stratum: Int16Array): number {
  const used = usedOf(column, stratum);
  return Math.max(...used) - Math.min(...used);
}

function usedOf(column: Float64Array, stratum: Int16Array): Float64Array {
  return column.filter((_, c) => stratum[c >> 1] >= 0);
}
