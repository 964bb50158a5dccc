/** Estimates of subgroups drawn towards the estimate of a population that holds them, with their standard errors. */
export interface Shrunken {
  readonly estimate: Float64Array;
  readonly standardError: Float64Array;
}

/**
 * Empirical-Bayes (James-Stein type) estimates of subgroups: each is drawn towards the estimate of the population that holds them all, by as
 * much as their scatter about it is what chance alone would give.
 *
 * With d_k = estimate_k - whole and its variance s_k^2 = SE_k^2 - SE^2 (a part against its whole), d_k ~ N(0, s_k^2 + tau^2) where
 * subgroups differ by tau. tau^2 = max(0, (sum d_k^2 / s_k^2 - K) / sum 1 / s_k^2), which is unbiased before it is cut off at 0 whether
 * subgroups are disjoint or overlap; B_k = s_k^2 / (s_k^2 + tau^2);
 *
 *     shrunken_k = whole + (1 - B_k) d_k,   SE_k^2 = SE^2 + (1 - B_k) s_k^2.
 *
 * One subgroup alone gives the positive-part rule (1 - s^2 / d^2)+. The standard error takes tau as known, so that intervals are short where
 * tau comes out as 0.
 *
 * A subgroup whose estimate is NaN is left out and stays NaN; one with no less error than the whole (it is the whole) is not moved. No
 * allocation in a call.
 *
 * Source: Morris, JASA 1983;78:47-55 (parametric empirical Bayes); the moment estimate of DerSimonian & Laird, Control Clin Trials
 * 1986;7:177-188; for subgroups Jones et al., Clinical Trials 2011;8:129-143.
 *
 * @param size number of subgroups
 * @returns (estimates, standard errors, whole, its standard error) -> the same two arrays at every call
 * @example shrinkage(2)(Float64Array.of(-0.6, 0), Float64Array.of(0.15, 0.15), -0.3, 0.106).estimate // -0.5625, -0.0375
 */
export function shrinkage(
  size: number,
): (estimate: Float64Array, error: Float64Array, whole: number, wholeError: number) => Shrunken {
  const out: Shrunken = { estimate: new Float64Array(size), standardError: new Float64Array(size) };
  return (estimate, error, whole, wholeError) => {
    let count = 0;
    let scatter = 0;
    let precision = 0;
    for (let k = 0; k < size; k++) {
      const variance = error[k] ** 2 - wholeError ** 2;
      if (!(variance > 0) || Number.isNaN(estimate[k])) continue;
      count++;
      scatter += (estimate[k] - whole) ** 2 / variance;
      precision += 1 / variance;
    }
    const tau2 = count === 0 ? 0 : Math.max(0, (scatter - count) / precision);
    for (let k = 0; k < size; k++) {
      const variance = error[k] ** 2 - wholeError ** 2;
      const kept = variance > 0 ? tau2 / (variance + tau2) : 1;
      out.estimate[k] = whole + kept * (estimate[k] - whole);
      out.standardError[k] = Math.sqrt(wholeError ** 2 + kept * variance);
    }
    return out;
  };
}
