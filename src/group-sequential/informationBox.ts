export type Range = readonly [number, number];

/** Information of the looks as coordinates within [-1, 1]. */
interface InformationBox {
  information(x: readonly number[]): number[];
  /** Writes the coordinates; false where the information is outside the box or not a number. No allocation. */
  locate(information: ArrayLike<number>, x: Float64Array): boolean;
}

/** Nearest that neighbouring looks come in the box, as a ratio of information: beyond it bounds bend sharply. */
const NEAREST = 0.97;

/** Of a coordinate, for rounding. */
const SLACK = 1e-9;

/**
 * Maps [-1, 1]^K onto the ranges of K looks.
 *
 * Where the range of a look comes near or into that of the next, its ends move with the next look's information so that
 * looks stay in order and the map stays smooth; of the ranges only a sliver near equal information is then outside.
 */
export function informationBox(ranges: readonly Range[]): InformationBox {
  const looks = ranges.length;
  // Ends of the range of look k: bottom + slope * (information of look k + 1 less its lower end).
  const bottom = new Float64Array(looks);
  const bottomSlope = new Float64Array(looks);
  const top = new Float64Array(looks);
  const topSlope = new Float64Array(looks);
  ranges.forEach(([low, high], k) => {
    bottom[k] = low;
    top[k] = high;
    const next = ranges[k + 1];
    if (next === undefined || low === high || high <= NEAREST * next[0]) return;
    bottom[k] = (low * next[0]) / next[1];
    top[k] = NEAREST * next[0];
    const most = Math.min(NEAREST * next[1], Math.max(high, 1));
    if (next[1] === next[0]) return;
    bottomSlope[k] = (low - bottom[k]) / (next[1] - next[0]);
    topSlope[k] = (most - top[k]) / (next[1] - next[0]);
  });
  const beyond = (next: number, k: number) => (k === looks - 1 ? 0 : next - ranges[k + 1][0]);
  const information = (x: readonly number[]) => {
    const t = [...x];
    for (let k = looks - 1; k >= 0; k--) {
      const b = beyond(t[k + 1], k);
      const low = bottom[k] + bottomSlope[k] * b;
      t[k] = low + ((x[k] + 1) / 2) * (top[k] + topSlope[k] * b - low);
    }
    return t;
  };
  const locate = (t: ArrayLike<number>, x: Float64Array) => {
    for (let k = 0; k < looks; k++) {
      const b = beyond(t[k + 1], k);
      const low = bottom[k] + bottomSlope[k] * b;
      const width = top[k] + topSlope[k] * b - low;
      x[k] = width > 0 ? (2 * (t[k] - low)) / width - 1 : (t[k] - low) / low;
      // Not "outside", which NaN would not be.
      if (!(Math.abs(x[k]) <= (width > 0 ? 1 : 0) + SLACK)) return false;
    }
    return true;
  };
  return { information, locate };
}
