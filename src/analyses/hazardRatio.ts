import type { Analysis } from './analysis.ts';
import { coxTest, type Ties } from './cox.ts';
import { petoHazardRatio } from './peto.ts';
import { pikeHazardRatio } from './pike.ts';
import type { RiskTable } from './riskTable.ts';

/**
 * How the hazard ratio beside a log-rank test is estimated. `cox`: partial likelihood. `pike`: (O1/E1) /
 * (O0/E0). `peto`: one Newton step of the partial likelihood from no effect, exp((O1 - E1) / V); biased
 * towards 1 for strong effects.
 */
export type HazardRatioEstimator = 'cox' | 'pike' | 'peto';

export interface HazardRatioOptions {
  /** Default `cox`. */
  estimator?: HazardRatioEstimator;
  /** Of `cox`; default `efron`. */
  ties?: Ties;
  /** Confidence level, in (0,1). Default 0.95. */
  level?: number;
}

/** The estimator by its name; its own z is the Wald z. */
export function hazardRatio(tables: readonly RiskTable[], options: HazardRatioOptions): Analysis {
  switch (options.estimator) {
    case 'pike':
      return pikeHazardRatio(tables, options.level);
    case 'peto':
      return petoHazardRatio(tables, options.level);
    default:
      return coxTest(tables, options);
  }
}
