/** A marker in the screened population and the assay that looks for it; all in [0,1]. */
export interface MarkerAssay {
  prevalence: number;
  sensitivity: number;
  specificity: number;
}

/** What an assay result says. NaN where no such result can occur. */
export interface AssayAccuracy {
  /** P(true + | assay +) and P(true - | assay -). */
  ppv: number;
  npv: number;
  /** P(assay +). */
  positive: number;
}

/**
 * Predictive values by Bayes' rule.
 *
 * @example assayAccuracy({ prevalence: 0.1, sensitivity: 0.9, specificity: 0.9 })
 * // { ppv: 0.5, npv: 0.98780, positive: 0.18 }
 */
export function assayAccuracy({ prevalence, sensitivity, specificity }: MarkerAssay): AssayAccuracy {
  const truePositive = prevalence * sensitivity;
  const trueNegative = (1 - prevalence) * specificity;
  const positive = truePositive + (1 - prevalence) * (1 - specificity);
  const negative = trueNegative + prevalence * (1 - sensitivity);
  return { ppv: truePositive / positive, npv: trueNegative / negative, positive };
}

/** Effects as the assay's groups show them. */
export interface DilutedEffect {
  /** Effect in assay-positive, assay-negative and all patients. */
  positive: number;
  negative: number;
  overall: number;
  /** Share of the true interaction that is left between assay groups: PPV + NPV - 1. */
  interactionFactor: number;
  /** Patients for a positive trial relative to a perfect assay, (effect in true + / effect in assay +)^2. */
  inflation: number;
}

/**
 * Dilution of an effect by misclassification, for effects that average over a mixture: risk and mean differences, and
 * the hazard ratio at time 0 (arithmetic mean) or log hazard ratios (geometric mean).
 *
 * @param effectPositive effect in true M+
 * @param effectNegative effect in true M-
 *
 * @example dilutedEffect({ prevalence: 0.1, sensitivity: 0.9, specificity: 0.9 }, 0.2, 0)
 * // { positive: 0.1, negative: 0.00244, overall: 0.02, interactionFactor: 0.48780, inflation: 4 }
 */
export function dilutedEffect(
  assay: MarkerAssay,
  effectPositive: number,
  effectNegative: number,
): DilutedEffect {
  const { ppv, npv } = assayAccuracy(assay);
  const positive = ppv * effectPositive + (1 - ppv) * effectNegative;
  return {
    positive,
    negative: (1 - npv) * effectPositive + npv * effectNegative,
    overall: assay.prevalence * effectPositive + (1 - assay.prevalence) * effectNegative,
    interactionFactor: ppv + npv - 1,
    inflation: (effectPositive / positive) ** 2,
  };
}
