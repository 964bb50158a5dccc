import type { EnrolmentPlan } from '../../designs/enrolmentPlan.ts';
import { drawGamma } from '../../distributions/gamma.ts';
import { negativeBinomialSampler } from '../../distributions/negativeBinomial.ts';
import { negativeLog } from '../../distributions/negativeLog.ts';
import { createIntensity, inverseIntensity } from '../../population/arrivals.ts';
import type { Stream } from '../../rng/stream.ts';
import type { Enrolment, Periods } from '../../scenario/model.ts';

/** Patients screened until the last is eligible, and the calendar month of it, without the patients between. */
export interface ScreeningTime {
  screened: number;
  months: number;
  /** Patients expected by that month. */
  expected: number;
  /** @param after patients expected by the month in which screening begins: 0 at the opening */
  draw(stream: Stream, after?: number): void;
}

/**
 * The same law as screening one by one: the number screened is negative binomial; given that it is K, the K-th arrival of a
 * Poisson process is gamma in expected patients, the latest of n uniform arrivals is U^(1/n) of the way, and even
 * arrivals are certain.
 */
export function createScreeningTime(
  plan: EnrolmentPlan,
  enrolment: Pick<Enrolment, 'arrivals'>,
  screening: Periods,
): ScreeningTime {
  const { n, eligibleShare } = plan;
  const intensity = createIntensity(screening);
  const screened = eligibleShare === 1 ? null : negativeBinomialSampler(n, eligibleShare);
  const { arrivals } = enrolment;
  return {
    screened: n,
    months: 0,
    expected: 0,
    draw(stream, after = 0) {
      // Drawn by every design, so that the words after it mean the same to all of them.
      const word = stream.next();
      const k = screened === null ? n : screened(word);
      let expected = k - 0.5;
      if (arrivals === 'poisson') expected = drawGamma(k, stream);
      else if (arrivals === 'uniform') expected = k * Math.exp(-negativeLog(stream.next()) / n);
      this.screened = k;
      this.expected = after + expected;
      this.months = inverseIntensity(intensity, this.expected);
    },
  };
}
