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
 * Maps [-1, 1]^K onto the ranges of K looks, whose lower ends ascend.
 *
 * Where the range of a look comes near or into that of the next, its upper end moves with the next look's information, so
 * that looks stay in order and the map stays smooth; of the ranges only a sliver near equal information is then outside.
 */
export function informationBox(ranges: readonly Range[]): InformationBox {
  const looks = ranges.length;
  const low = Float64Array.from(ranges, (range) => range[0]);
  // Upper end of the range of look k: top + slope * (information of look k + 1 less its lower end).
  const top = Float64Array.from(ranges, (range) => range[1]);
  const slope = new Float64Array(looks);
  for (let k = 0; k < looks - 1; k++) {
    const next = ranges[k + 1];
    if (low[k] === top[k] || top[k] <= NEAREST * next[0]) continue;
    const most = Math.min(NEAREST * next[1], Math.max(top[k], 1));
    top[k] = NEAREST * next[0];
    if (next[1] > next[0]) slope[k] = (most - top[k]) / (next[1] - next[0]);
  }
  const width = (k: number, next: number) =>
    k === looks - 1 ? top[k] - low[k] : top[k] + slope[k] * (next - low[k + 1]) - low[k];
  const information = (x: readonly number[]) => {
    const t = [...x];
    for (let k = looks - 1; k >= 0; k--) t[k] = low[k] + ((x[k] + 1) / 2) * width(k, t[k + 1]);
    return t;
  };
  const locate = (t: ArrayLike<number>, x: Float64Array) => {
    for (let k = 0; k < looks; k++) {
      const wide = width(k, t[k + 1]);
      x[k] = wide > 0 ? (2 * (t[k] - low[k])) / wide - 1 : (t[k] - low[k]) / low[k];
      // Not "outside", which NaN would not be.
      if (!(Math.abs(x[k]) <= (wide > 0 ? 1 : 0) + SLACK)) return false;
    }
    return true;
  };
  return { information, locate };
}
