/** What an interim analysis may do with a basket. */
export interface InterimRules {
  /**
   * Responders that each basket needs in all (`respondersNeeded`): the rules then look at the predictive probability of
   * reaching them, given all data so far, and not at the posterior probability of exceeding the null rate. Beta
   * posteriors only.
   */
  readonly needed?: readonly number[];
  /** Closed where the probability is below this; null never. */
  readonly futility: number | null;
  /** Claimed and closed where the probability is above this; null never. */
  readonly efficacy: number | null;
}

/** State of a basket: still open, closed without a claim, closed with one. */
export const BASKET = { open: 0, stopped: 1, claimed: 2 } as const;

/**
 * Decides on every basket that is open; closed ones stay as they are. Futility looks first.
 *
 * Simon's two stages by basket are `exact` as the analysis and its bounds as rules: `above` is then P(X < x) at the null
 * rate, so "on with more than r1 of n1" is futility below binomialCdf(r1, n1, null rate), and "a claim with more than r
 * of n" a cut-off of binomialCdf(r, n, null rate).
 *
 * @param probability by basket
 * @param state by basket, of `BASKET`; overwritten
 * @example probabilities 0.05, 0.5, 0.95 with futility 0.1, efficacy 0.9: stopped, open, claimed
 */
export function decideInterim(
  probability: ArrayLike<number>,
  { futility, efficacy }: Pick<InterimRules, 'futility' | 'efficacy'>,
  state: Uint8Array,
): void {
  for (let j = 0; j < state.length; j++) {
    if (state[j] !== BASKET.open) continue;
    if (futility !== null && probability[j] < futility) state[j] = BASKET.stopped;
    else if (efficacy !== null && probability[j] > efficacy) state[j] = BASKET.claimed;
  }
}
