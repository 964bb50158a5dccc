/**
 * Weights of the inverse-normal combination that the plan fixes: the square root of each stage's information.
 *
 * With them the combination of a trial that goes as planned is the ordinary z, and `efficacyBounds` of the same
 * information are its bounds, whatever the later stages become.
 *
 * Source: Lehmacher & Wassmer, Biometrics 1999;55:1286-1290.
 *
 * @param information cumulative by look, as planned
 * @example inverseNormalWeights([0.3, 1]) // sqrt(0.3), sqrt(0.7)
 */
export function inverseNormalWeights(information: readonly number[]): Float64Array {
  return Float64Array.from(information, (t, k) => Math.sqrt(t - (k === 0 ? 0 : information[k - 1])));
}

/**
 * Combination of the z of the stages up to a look: sum of w_j z_j over the root of the sum of w_j^2.
 *
 * z_j uses the data of stage j alone; for p-values z_j = Phi^-1(1 - p_j). No allocation: fit for every replicate.
 *
 * @param stageZ by stage
 * @param weights fixed before the data (`inverseNormalWeights`)
 * @param look from 0: the stages 0..look are combined
 * @example inverseNormal([1.750686, 2.053749], inverseNormalWeights([0.3, 1]), 1) // 2.677180
 */
export function inverseNormal(stageZ: ArrayLike<number>, weights: ArrayLike<number>, look: number): number {
  let sum = 0;
  let squares = 0;
  for (let j = 0; j <= look; j++) {
    sum += weights[j] * stageZ[j];
    squares += weights[j] * weights[j];
  }
  return sum / Math.sqrt(squares);
}

/**
 * How much one unit of effect moves the combination at each look: sum of w_j sqrt(i_j) over the root of the sum of
 * w_j^2. It is the square root of the information where the stages are as planned; intervals and estimates after an
 * adaptation need it.
 *
 * @param stageInformation of each stage's own data, as it became; 1 / variance of its estimate for effects in the
 * estimate's unit
 * @example inverseNormalShift([25, 100], [5, 5]) // 5, 10.606602
 */
export function inverseNormalShift(
  stageInformation: readonly number[],
  weights: ArrayLike<number>,
): number[] {
  const roots = stageInformation.map(Math.sqrt);
  return roots.map((_, look) => inverseNormal(roots, weights, look));
}
