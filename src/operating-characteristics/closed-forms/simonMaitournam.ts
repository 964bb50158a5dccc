import { assayAccuracy, dilutedEffect, type MarkerAssay } from './assayAccuracy.ts';

/**
 * Variance of the two designs' comparisons. `equal`: the same (leading order). `binary`: of response rates, given the control rate.
 * `mixture`: of means, with the spread between true M+ and M- patients' effects added to the experimental arm.
 */
export type EfficiencyVariance =
  | { kind: 'equal' }
  | { kind: 'binary'; controlRate: number }
  | { kind: 'mixture'; sd: number };

/** Patients of the untargeted design over those of the targeted (assay-positive) one, at equal power. */
export interface TargetedEfficiency {
  randomised: number;
  /** Untargeted randomised over targeted screened. */
  screened: number;
}

/**
 * Efficiency of enrolling only assay-positive patients: above 1 the targeted design needs fewer.
 *
 * Randomised ratio f (dT / dU)^2, with dU the effect in all and dT in assay-positive patients, and f the ratio of the
 * comparisons' variances (untargeted over targeted); the screened ratio is that times P(assay +).
 *
 * Sources: Simon & Maitournam, Clin Cancer Res 2004;10:6759-6763; Maitournam & Simon, Stat Med 2005;24:329-339.
 *
 * @param effectPositive difference of means or rates in true M+; `effectNegative` in true M-
 *
 * @example
 * targetedEfficiency({ prevalence: 0.25, sensitivity: 0.9, specificity: 0.9 }, 1, 0.5)
 * // { randomised: 1.96, screened: 0.588 }
 */
export function targetedEfficiency(
  assay: MarkerAssay,
  effectPositive: number,
  effectNegative: number,
  variance: EfficiencyVariance = { kind: 'equal' },
): TargetedEfficiency {
  const { ppv, positive } = assayAccuracy(assay);
  const effect = dilutedEffect(assay, effectPositive, effectNegative);
  const difference = effectPositive - effectNegative;
  const f =
    comparisonVariance(variance, effect.overall, assay.prevalence, difference) /
    comparisonVariance(variance, effect.positive, ppv, difference);
  const randomised = f * (effect.positive / effect.overall) ** 2;
  return { randomised, screened: randomised * positive };
}

/** Variance of a patient of each arm together, in a population with this effect and share of true M+. */
function comparisonVariance(
  variance: EfficiencyVariance,
  effect: number,
  share: number,
  difference: number,
): number {
  if (variance.kind === 'equal') return 1;
  if (variance.kind === 'mixture') return 2 * variance.sd ** 2 + share * (1 - share) * difference ** 2;
  const control = variance.controlRate;
  const experimental = control + effect;
  return experimental * (1 - experimental) + control * (1 - control);
}
