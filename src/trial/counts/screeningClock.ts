import { screenedBy } from '../../designs/limits/entryLaw.ts';
import { drawGamma } from '../../distributions/gamma.ts';
import { negativeLog } from '../../distributions/negativeLog.ts';
import { drawPoisson } from '../../distributions/poisson.ts';
import { createIntensity, inverseIntensity } from '../../population/arrivals.ts';
import type { Stream } from '../../rng/stream.ts';
import type { Periods } from '../../scenario/model.ts';

/** A share that is 1 but for rounding. */
const CERTAIN = 1 - 1e-12;

/** Screening as it goes on, in numbers: who has been screened, and when the last of them came. */
export interface ScreeningClock {
  /** Patients screened. */
  screened: number;
  /** Calendar month at which the last of them came. */
  month: number;
  /** Begins a replicate. */
  start(): void;
  /** Screens until `sizes[q]` patients have come of each quota, which have `shares[q]` of the screened. */
  fill(sizes: Int32Array, shares: Float64Array, stream: Stream): void;
  /** The next patient comes: true, and he is screened; false and nobody, if that is after a calendar month. */
  next(by: number, stream: Stream): boolean;
  /** Screening rests until a calendar month. */
  rest(month: number): void;
}

/**
 * The same law as screening one by one. In the time in which as many are expected as the time is long, the patients of quota q come
 * as a Poisson process of rate `shares[q]`, so that the last of n of them is a gamma time off; whoever else came by the time when
 * all quotas are full is Poisson. Even arrivals come in the order of Poisson ones, which does not know their times.
 */
export function createScreeningClock(arrivals: 'poisson' | 'even', screening: Periods): ScreeningClock {
  const intensity = createIntensity(screening);
  const even = arrivals === 'even';
  /** Patients expected by the month; of even arrivals, those who came, screened or not. */
  let expected = 0;
  let came = 0;
  return {
    screened: 0,
    month: 0,
    start() {
      expected = 0;
      came = 0;
      this.screened = 0;
      this.month = 0;
    },
    fill(sizes, shares, stream) {
      let longest = 0;
      let wanted = 0;
      let sum = 0;
      let filled = 0;
      for (let q = 0; q < sizes.length; q++) {
        if (sizes[q] === 0) continue;
        const time = drawGamma(sizes[q], stream) / shares[q];
        if (time > longest) longest = time;
        wanted += sizes[q];
        filled += shares[q] * time;
        sum += shares[q];
      }
      // Who came to no quota's open place: after their own quota was full, or to none.
      const others = longest - filled;
      const everybody = sizes.length === 1 && sum > CERTAIN;
      const many = everybody ? wanted : wanted + drawPoisson(Math.max(0, others), stream);
      came += many;
      expected = even ? came - 0.5 : expected + longest;
      this.screened += many;
      this.month = inverseIntensity(intensity, expected);
    },
    next(by, stream) {
      const then = even ? came + 0.5 : expected + negativeLog(stream.next());
      const month = inverseIntensity(intensity, then);
      if (month > by) return false;
      came++;
      expected = then;
      this.screened++;
      this.month = month;
      return true;
    },
    rest(month) {
      expected = screenedBy(screening, month);
      came = Math.floor(expected + 0.5);
    },
  };
}
