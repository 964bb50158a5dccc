/**
 * The sufficient reduction of a continuous endpoint for t tests and analysis of covariance: sums over the patients of
 * each class, `class = 2 * group + arm` (arm 1 experimental; group = index in the design's list of groups).
 *
 * Sums of squares lose digits when the mean is large against the standard deviation: give y and the covariates
 * centred on a fixed value near their mean (every analysis here is unmoved by a shift).
 */
export interface Moments {
  readonly groups: number;
  /** Number k of baseline covariates. */
  readonly covariates: number;
  /** By class: patients, sum of y, sum of y^2. */
  readonly n: Float64Array;
  readonly y: Float64Array;
  readonly yy: Float64Array;
  /** By class, stride k: sums of x_j and of x_j y. */
  readonly x: Float64Array;
  readonly xy: Float64Array;
  /** By class, stride k * k, entry i * k + j for j <= i: sums of x_i x_j. The other half is not used. */
  readonly xx: Float64Array;
}

/** Empty sums for `groups` groups and two arms, allocated once and refilled by every replicate. */
export function createMoments(groups: number, covariates = 0): Moments {
  const classes = 2 * groups;
  return {
    groups,
    covariates,
    n: new Float64Array(classes),
    y: new Float64Array(classes),
    yy: new Float64Array(classes),
    x: new Float64Array(classes * covariates),
    xy: new Float64Array(classes * covariates),
    xx: new Float64Array(classes * covariates * covariates),
  };
}

export function clearMoments(moments: Moments): void {
  moments.n.fill(0);
  moments.y.fill(0);
  moments.yy.fill(0);
  moments.x.fill(0);
  moments.xy.fill(0);
  moments.xx.fill(0);
}

/**
 * Adds a patient.
 *
 * @param group index of the patient's group
 * @param arm 1 experimental, 0 control
 * @param y outcome
 * @param x covariates of all patients, stride `moments.covariates`
 * @param at offset of this patient's first covariate
 */
export function addToMoments(
  moments: Moments,
  group: number,
  arm: number,
  y: number,
  x: Float64Array,
  at: number,
): void {
  const k = moments.covariates;
  const c = 2 * group + arm;
  moments.n[c]! += 1;
  moments.y[c]! += y;
  moments.yy[c]! += y * y;
  for (let i = 0; i < k; i++) {
    const xi = x[at + i]!;
    moments.x[c * k + i]! += xi;
    moments.xy[c * k + i]! += xi * y;
    for (let j = 0; j <= i; j++) moments.xx[(c * k + i) * k + j]! += xi * x[at + j]!;
  }
}
