import type { Assign, Ratio } from './assignment.ts';

/** Simple randomisation: every patient independently, experimental with probability r / (r + s). */
export function simpleRandomization(ratio: Ratio): Assign {
  const limit = Math.round((ratio.experimental / (ratio.experimental + ratio.control)) * 2147483648) - 1;
  return (stream, _stratum, n, arm) => {
    for (let k = 0; k < n; k++) arm[k] = 1 - ((limit - (stream.next() >>> 1)) >>> 31);
  };
}
