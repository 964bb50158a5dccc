/** What a single-arm design is asked to tell apart, and how surely. */
export interface RatesToTell {
  /** Rate that is not worth pursuing, in (0,1). */
  p0: number;
  /** Rate that is, p0 < p1 < 1. */
  p1: number;
  /** Greatest probability of a claim at p0, one-sided, in (0,1). */
  alpha: number;
  /** Least probability of a claim at p1, in (alpha,1). */
  power: number;
}

/** @throws RangeError for rates, level or power out of range, with what they must be */
export function checkRates({ p0, p1, alpha, power }: RatesToTell): void {
  if (!(p0 > 0 && p0 < p1 && p1 < 1))
    throw new RangeError(`p0, p1: got ${p0}, ${p1}; 0 < p0 < p1 < 1 is needed.`);
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha: got ${alpha}; it must lie in (0, 1).`);
  if (!(power > alpha && power < 1))
    throw new RangeError(`power: got ${power}; it must lie between alpha = ${alpha} and 1.`);
}
