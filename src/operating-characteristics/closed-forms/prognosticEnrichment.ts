import {
  type BinormalLaw,
  binormalCdf,
  binormalDistance,
  binormalQuantile,
} from '../../distributions/binormal.ts';
import { normalUpperTail } from '../../numeric/normal.ts';
import { twoRatesSize } from './twoRatesSize.ts';

/** A 1:1 trial of an event that the treatment is to prevent. */
export interface PreventionTrial {
  /** Event rate on control, in (0,1). */
  eventRate: number;
  /** Relative reduction by the treatment, in (0,1): the experimental rate is (1 - reduction) times that on control. */
  reduction: number;
  /** One-sided. */
  alpha: number;
  power: number;
}

/**
 * Patients of both arms for a test of two event rates, pooled variance under the null. Not rounded.
 *
 * Source: Kerr, Roth, Zhu et al., Clin Trials 2017;14:629-638.
 *
 * @example preventionTrialSize({ eventRate: 0.2, reduction: 0.25, alpha: 0.025, power: 0.9 }) // 2423.06
 */
export function preventionTrialSize({ eventRate, reduction, alpha, power }: PreventionTrial): number {
  return 2 * twoRatesSize({ p1: eventRate * (1 - reduction), p0: eventRate, ratio: 1, alpha, power });
}

/** A risk score with a binormal ROC curve, and what its use costs. */
export interface EnrichmentPlan extends PreventionTrial {
  /** Area under the ROC curve of the score for the event on control, in (0,1); 1/2 says nothing. */
  auc: number;
  /** Share of the screened with the lowest scores who are not enrolled, in [0,1); 0 enrols everybody, unscreened. */
  below: number;
  /** Cost of a score, and of a patient in the trial. */
  screeningCost: number;
  patientCost: number;
}

/** A trial in the patients above a quantile of a risk score. Not rounded. */
export interface EnrichedTrial {
  /** Event rate on control of those enrolled. */
  eventRate: number;
  screenedPerPatient: number;
  patients: number;
  screened: number;
  cost: number;
  /** Share of the cost of a trial in everybody that is saved; below 0 the score costs more than it saves. */
  costReduction: number;
}

/**
 * Prognostic enrichment: enrolling above a quantile of a risk score raises the event rate, so that fewer patients are needed, more
 * are screened. The relative reduction is the same at every risk.
 *
 * The score is normal in patients with and without the event, SD 1 each, at the distance that gives the AUC.
 * Source: Kerr, Roth, Zhu et al., Clin Trials 2017;14:629-638 (symmetric ROC curve; limits of the simulated values there).
 *
 * @example
 * prognosticEnrichment({ eventRate: 0.2, reduction: 0.3, alpha: 0.025, power: 0.9, auc: 0.7, below: 0.5,
 *   screeningCost: 1, patientCost: 10 }) // event rate 0.29026, patients 1025.98, screened 2051.96, cost 12311.7
 */
export function prognosticEnrichment(plan: EnrichmentPlan): EnrichedTrial {
  const { below, screeningCost, patientCost } = plan;
  const eventRate = eventRateAbove(plan);
  const screenedPerPatient = 1 / (1 - below);
  const patients = preventionTrialSize({ ...plan, eventRate });
  const screened = patients * screenedPerPatient;
  const cost = patientCost * patients + (below === 0 ? 0 : screeningCost * screened);
  const costReduction = 1 - cost / (patientCost * preventionTrialSize(plan));
  return { eventRate, screenedPerPatient, patients, screened, cost, costReduction };
}

/**
 * Event rate on control of the patients above a quantile of a binormal risk score.
 *
 * @example eventRateAbove({ eventRate: 0.2, auc: 0.7, below: 0.5 }) // 0.290263
 */
export function eventRateAbove({
  eventRate,
  auc,
  below,
}: Pick<EnrichmentPlan, 'eventRate' | 'auc' | 'below'>): number {
  if (below === 0) return eventRate;
  const law: BinormalLaw = { cases: eventRate, distance: binormalDistance(auc) };
  const cut = binormalQuantile(law, below);
  return (eventRate * normalUpperTail(cut - law.distance / 2)) / (1 - binormalCdf(law, cut));
}
