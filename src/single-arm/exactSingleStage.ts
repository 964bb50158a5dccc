import { binomialUpperTail } from '../numeric/binomial.ts';
import { checkRates, type RatesToTell } from './ratesToTell.ts';

/** A one-stage design: the claim is made with `r` or more responders of `n` patients. */
export interface SingleStageDesign {
  n: number;
  r: number;
  /** Exact probability of the claim at p0 and at p1. */
  alpha: number;
  power: number;
}

const MOST_PATIENTS = 10_000;

/**
 * Fewest responders of n patients that an exact binomial test of the rate p0 rejects; n + 1 where none does.
 *
 * @example fewestResponders(35, 0.2, 0.05) // 12
 */
export function fewestResponders(n: number, p0: number, alpha: number): number {
  let low = 0;
  let high = n + 1;
  while (low < high) {
    const r = (low + high) >> 1;
    if (binomialUpperTail(r, n, p0) <= alpha) high = r;
    else low = r + 1;
  }
  return low;
}

/**
 * The smallest single-stage design whose exact binomial test has the level and the power. The power of exact tests is a saw
 * in n: a larger trial may have less.
 *
 * Source: A'Hern, Stat Med 2001;20:859-866.
 *
 * @throws RangeError for rates out of range, or where more than 10,000 patients would be needed
 * @example exactSingleStage({ p0: 0.2, p1: 0.4, alpha: 0.05, power: 0.8 }) // n 35, r 12, alpha 0.0344, power 0.8048
 */
export function exactSingleStage(rates: RatesToTell): SingleStageDesign {
  checkRates(rates);
  const { p0, p1, alpha, power } = rates;
  for (let n = 1; n <= MOST_PATIENTS; n++) {
    const r = fewestResponders(n, p0, alpha);
    if (r > n) continue;
    const reached = binomialUpperTail(r, n, p1);
    if (reached >= power) return { n, r, alpha: binomialUpperTail(r, n, p0), power: reached };
  }
  throw new RangeError(
    `p1: ${p1} is so near p0 = ${p0} that more than ${MOST_PATIENTS} patients are needed.`,
  );
}
