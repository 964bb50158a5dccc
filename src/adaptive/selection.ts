/** What lies this near to a limit has reached it: differences of rates that are exactly epsilon apart need not be so as numbers. Which of equal scores is the best is left as it falls, as rpact does. */
const ROUNDING = 1e-12;

/** Which populations go on, by their scores at a look. */
export type SelectionRule =
  /** All of them. */
  | { readonly kind: 'all' }
  /** The r with the greatest scores; of equal ones the first. */
  | { readonly kind: 'best'; readonly r: number }
  /** Those whose score is within epsilon of the greatest. */
  | { readonly kind: 'epsilon'; readonly epsilon: number };

/**
 * Picks populations.
 *
 * @param score greater is better; NaN is never picked
 * @param candidates as a mask: bit j is population j
 * @returns the selected as a mask; 0 where nobody is
 */
export type Selector = (score: Float64Array, candidates: number) => number;

/**
 * A selection rule, ready for every replicate. The threshold comes on top of the rule: who does not reach it is out.
 *
 * Source: the rules are those of Friede & Stallard, Biometrical Journal 2008;50:767-781 (epsilon), and of the designs
 * compared there.
 *
 * @param threshold -Infinity for none
 * @example selector({ kind: 'epsilon', epsilon: 0.1 }, -Infinity)(Float64Array.of(0.5, 0.3), 0b11) // 0b01
 */
export function selector(rule: SelectionRule, threshold = Number.NEGATIVE_INFINITY): Selector {
  switch (rule.kind) {
    case 'all':
      return (score, candidates) => within(score, candidates, Number.NEGATIVE_INFINITY, threshold);
    case 'epsilon':
      return (score, candidates) =>
        within(score, candidates, greatest(score, candidates) - rule.epsilon, threshold);
    case 'best':
      return (score, candidates) => {
        let selected = 0;
        let left = candidates;
        for (let i = 0; i < rule.r; i++) {
          let best = -1;
          for (let j = 0; left >> j !== 0; j++) {
            const better = best < 0 ? !Number.isNaN(score[j]) : score[j] > score[best];
            if (((left >> j) & 1) === 1 && better) best = j;
          }
          if (best < 0) return selected;
          left &= ~(1 << best);
          if (score[best] >= threshold - ROUNDING) selected |= 1 << best;
        }
        return selected;
      };
  }
}

function greatest(score: Float64Array, candidates: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let j = 0; candidates >> j !== 0; j++) {
    if (((candidates >> j) & 1) === 1 && score[j] > most) most = score[j];
  }
  return most;
}

/** Those with a score of `least` and of the threshold, or more. */
function within(score: Float64Array, candidates: number, least: number, threshold: number): number {
  let selected = 0;
  for (let j = 0; candidates >> j !== 0; j++) {
    const out = Number.isNaN(score[j]) || score[j] < Math.max(least, threshold) - ROUNDING;
    if (((candidates >> j) & 1) === 1 && !out) selected |= 1 << j;
  }
  return selected;
}
