import { createIntensity, inverseIntensity } from '../population/arrivals.ts';
import type { Population } from '../population/groups.ts';
import type { Quota } from '../scenario/model.ts';
import { screenedBy } from './limits/entryLaw.ts';

/** Shares of a mix that varies between trials may be so many times smaller than expected. */
export const VARIES = 256;

/**
 * How many are screened to fill a trial whose quotas are bounds, or whose mix changes in time or between trials, with so many standard
 * deviations to spare: the least number of whom enough of every quota have come to fill all floors and, within the caps, the trial.
 */
export function rangeBound(
  n: number,
  places: readonly Quota[],
  quotaOf: Int16Array,
  population: Population,
): (sds: number, extra: number, spread?: number) => number {
  const intensity = createIntensity(population.screening);
  const sharesBy = population.mixes.map(({ shares }) =>
    places.map((_, q) => shares.reduce((sum, share, g) => sum + (quotaOf[g] === q ? share : 0), 0)),
  );
  /** Screened before a quota is recruited. */
  const before = places.map(({ from }) => (from === undefined ? 0 : screenedBy(population.screening, from)));
  /** Expected numbers by quota among the first `screened`. */
  function expected(screened: number): number[] {
    const sums = places.map(() => 0);
    let done = 0;
    population.mixes.forEach(({ until }, p) => {
      const upTo = Math.min(screened, screenedBy(population.screening, until));
      for (let q = 0; q < sums.length; q++)
        sums[q] += Math.max(0, upTo - Math.max(done, before[q])) * sharesBy[p][q];
      done = Math.max(done, upTo);
    });
    return sums;
  }
  function enough(screened: number, sds: number, extra: number, spread: number): boolean {
    const month = inverseIntensity(intensity, screened);
    const came = expected(screened).map((mean) =>
      Math.max(0, (mean - sds * Math.sqrt(mean) - extra) / spread),
    );
    let taken = 0;
    for (let q = 0; q < places.length; q++) {
      if (came[q] < places[q].least && month < places[q].until) return false;
      taken += Math.min(places[q].most, came[q]);
    }
    return taken >= n;
  }
  return (sds, extra, spread = 1) => {
    let high = n;
    while (!enough(high, sds, extra, spread)) {
      high *= 2;
      if (high > 1e9) throw new RangeError(`${n} patients: nobody comes to fill the places`);
    }
    let low = high / 2;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (enough(middle, sds, extra, spread)) high = middle;
      else low = middle;
    }
    return Math.ceil(high);
  };
}
