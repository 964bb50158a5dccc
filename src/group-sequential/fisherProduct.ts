/** Fisher's product test of the p-values of K stages: reject at stage k where p_1 ... p_k <= product[k]. */
export interface FisherBounds {
  /** > 0, never rising. */
  readonly product: readonly number[];
  /** alpha_0: stop without rejection where p_k > futility[k], before the last stage; binding. 1 for never. */
  readonly futility: readonly number[];
}

/**
 * Probabilities of first rejecting at each stage where p-values are uniform and independent; their sum is the level.
 *
 * The sums of -log p are then the times of a Poisson process, and the probability is product[k] times the volume of the
 * ordered times of the earlier stages below their bounds, a polynomial: exact but for rounding.
 *
 * Source: Bauer & Koehne, Biometrics 1994;50:1029-1041, for two stages; Wassmer, Biom J 1999;41:279-293, for more.
 *
 * @example fisherExitProbabilities({ product: [0.0102, 0.0038], futility: [0.5, 1] }) // 0.0102, 0.0148
 */
export function fisherExitProbabilities({ product, futility }: FisherBounds): number[] {
  return product.map((c, k) => c * pathVolume(product, futility, k));
}

/**
 * Bounds that spend a given alpha: the test first rejects at stage k with probability spent[k] - spent[k - 1].
 *
 * @param spent cumulative one-sided alpha by stage, rising
 * @param futility alpha_0 by stage before the last; never by default
 * @throws RangeError where a bound would rise or there is nothing to spend: such a test is no Fisher product test
 * @example fisherBounds([0.0102, 0.025], [0.5]).product // 0.0102, 0.00380246
 */
export function fisherBounds(spent: readonly number[], futility: readonly number[] = []): FisherBounds {
  const all = spent.map((_, k) => futility[k] ?? 1);
  const product: number[] = [];
  for (let k = 0; k < spent.length; k++) {
    product[k] = (spent[k] - (spent[k - 1] ?? 0)) / pathVolume(product, all, k);
    if (!(product[k] > 0 && product[k] <= (product[k - 1] ?? 1))) {
      throw new RangeError(
        `stage ${k + 1}: the bound ${product[k]} must be above 0 and not above the one before`,
      );
    }
  }
  return { product, futility: all };
}

/** Volume of the ordered sums of -log p of the given number of stages below their bounds. */
function pathVolume(product: readonly number[], futility: readonly number[], stages: number): number {
  // A stage that goes on has -log p above -log(alpha_0): taken off, it takes its probability alpha_0 along.
  let taken = 0;
  const below = Array.from({ length: stages }, (_, j) => {
    taken -= Math.log(futility[j]);
    return -Math.log(product[j]) - taken;
  });
  // The sums ascend: a lower bound further on holds for the stages before it too.
  for (let j = stages - 2; j >= 0; j--) below[j] = Math.min(below[j], below[j + 1]);
  // From the last stage inwards, what is left to integrate is a polynomial of the sum before it.
  let polynomial = [1];
  for (let j = stages - 1; j >= 0; j--) {
    if (!(below[j] > 0)) return 0;
    const integral = [0, ...polynomial.map((a, power) => a / (power + 1))];
    const whole = integral.reduceRight((sum, a) => sum * below[j] + a, 0);
    polynomial = integral.map((a, power) => (power === 0 ? whole : -a));
  }
  return polynomial[0];
}
