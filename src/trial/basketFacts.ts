import type { BasketGroup } from '../designs/basketTruth.ts';
import { DECISION, DECISIONS } from './conduct/decisions.ts';

/** What a replicate says of the levels of one `in: each FACTOR` together. */
export const BASKET = {
  /** 1 if some level without benefit is rejected; NaN where all levels benefit. */
  error: 0,
  /** Levels rejected that benefit, and levels not rejected that do not. */
  correct: 1,
  /** 1 if all levels are judged rightly. */
  right: 2,
  /** Levels rejected. */
  claimed: 3,
} as const;

export const BASKETS = 4;

/** @param decisions offset of the trial's decisions in `raw` @param to offset that it writes to */
export function createBasketFacts(
  { tests, active }: BasketGroup,
  decisions: number,
  to: number,
  raw: Float64Array,
): () => void {
  const at = Int32Array.from(tests, (t) => decisions + t * DECISIONS + DECISION.rejected);
  const benefits = Uint8Array.from(active, Number);
  const allBenefit = active.every(Boolean);
  return () => {
    let wrong = 0;
    let correct = 0;
    let claimed = 0;
    for (let b = 0; b < at.length; b++) {
      const rejected = raw[at[b]];
      claimed += rejected;
      if (rejected === benefits[b]) correct++;
      else wrong += rejected;
    }
    raw[to + BASKET.error] = allBenefit ? Number.NaN : Number(wrong > 0);
    raw[to + BASKET.correct] = correct;
    raw[to + BASKET.right] = Number(correct === at.length);
    raw[to + BASKET.claimed] = claimed;
  };
}
