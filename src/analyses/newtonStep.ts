/**
 * Solves information * step = score by Cholesky in place (lower triangle by rows); a column left with less
 * than its floor is dropped: pivot and step 0.
 *
 * @returns score' step, twice the gain in log likelihood that the step promises
 */
export function newtonStep(
  information: Float64Array,
  score: Float64Array,
  floor: Float64Array,
  step: Float64Array,
): number {
  const p = score.length;
  for (let j = 0; j < p; j++) {
    const rowJ = (j * (j + 1)) / 2;
    let right = score[j];
    for (let k = 0; k <= j; k++) {
      const rowK = (k * (k + 1)) / 2;
      let value = information[rowJ + k];
      for (let i = 0; i < k; i++) value -= information[rowJ + i] * information[rowK + i];
      if (k === j) information[rowJ + j] = value > floor[j] ? Math.sqrt(value) : 0;
      else {
        information[rowJ + k] = information[rowK + k] > 0 ? value / information[rowK + k] : 0;
        right -= information[rowJ + k] * step[k];
      }
    }
    step[j] = information[rowJ + j] > 0 ? right / information[rowJ + j] : 0;
  }
  let gain = 0;
  for (let j = 0; j < p; j++) gain += step[j] * step[j];
  for (let j = p - 1; j >= 0; j--) {
    let value = step[j];
    for (let i = j + 1; i < p; i++) value -= information[(i * (i + 1)) / 2 + j] * step[i];
    const pivot = information[(j * (j + 1)) / 2 + j];
    step[j] = pivot > 0 ? value / pivot : 0;
  }
  return gain;
}
