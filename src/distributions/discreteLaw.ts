/** A law on whole numbers: `probability[i]` is that of the value `lowest + i`. */
export interface DiscreteLaw {
  readonly lowest: number;
  readonly probability: Float64Array;
}

/** Terms below this part of the greatest are left out. */
const NEGLIGIBLE = 2 ** -70;

/**
 * A unimodal law from the ratios of neighbouring probabilities, P(k + 1) / P(k) = ratio(k).
 *
 * Terms go out from the mode and are divided by their sum: only + - * /, hence the same bits in every engine, where
 * functions of log-gamma would give each its own. Relative error below 1e-12.
 *
 * @param lowest least possible value
 * @param highest greatest possible value, or Infinity
 * @param mode value of greatest probability
 */
export function lawFromRatios(
  lowest: number,
  highest: number,
  mode: number,
  ratio: (k: number) => number,
): DiscreteLaw {
  const above: number[] = [];
  for (let k = mode, term = 1; k < highest; k++) {
    term *= ratio(k);
    if (term < NEGLIGIBLE) break;
    above.push(term);
  }
  const below: number[] = [];
  for (let k = mode, term = 1; k > lowest; k--) {
    term /= ratio(k - 1);
    if (term < NEGLIGIBLE) break;
    below.push(term);
  }
  const terms = [...below.reverse(), 1, ...above];
  const total = terms.reduce((sum, term) => sum + term, 0);
  return { lowest: mode - below.length, probability: Float64Array.from(terms, (term) => term / total) };
}
