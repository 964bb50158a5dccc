import type { SurvivalLaw } from './survivalLaw.ts';

/**
 * Draws times of many survival laws by inversion of the cumulative hazard: `draw(law, e)` is the time at which the law's
 * cumulative hazard reaches the unit exponential e, `Number.MAX_VALUE` if it never does.
 *
 * The same numbers as `inverseCumulativeHazard`, from columns made at set-up: one row a period with a positive hazard,
 * a sixth of the time of walking the law itself.
 */
export class SurvivalSampler {
  /** By law: its first row; the row after its last one has an infinite end and a time of MAX_VALUE. */
  private readonly first: Int32Array;
  private readonly cured: Float64Array;
  private readonly scale: Float64Array;
  private readonly root: Float64Array;
  /** By row: cumulative hazard of the uncured at its end and its beginning; (t / scale)^shape at its beginning; 1 / multiplier. */
  private readonly end: Float64Array;
  private readonly begin: Float64Array;
  private readonly power: Float64Array;
  private readonly inverse: Float64Array;

  constructor(laws: readonly SurvivalLaw[]) {
    const rows: { end: number; begin: number; power: number; inverse: number }[] = [];
    this.first = Int32Array.from(laws, (law) => {
      const at = rows.length;
      let begin = 0;
      let power = 0;
      law.until.forEach((until, p) => {
        const next = (until / law.scale) ** law.shape;
        const multiplier = law.multiplier[p];
        if (multiplier > 0) {
          const end = begin + multiplier * (next - power);
          rows.push({ end, begin, power, inverse: 1 / multiplier });
          begin = end;
        }
        power = next;
      });
      if (begin < Number.POSITIVE_INFINITY) {
        rows.push({ end: Number.POSITIVE_INFINITY, begin, power: Number.POSITIVE_INFINITY, inverse: 0 });
      }
      return at;
    });
    this.cured = Float64Array.from(laws, (law) => law.cured);
    this.scale = Float64Array.from(laws, (law) => law.scale);
    this.root = Float64Array.from(laws, (law) => 1 / law.shape);
    this.end = Float64Array.from(rows, (row) => row.end);
    this.begin = Float64Array.from(rows, (row) => row.begin);
    this.power = Float64Array.from(rows, (row) => row.power);
    this.inverse = Float64Array.from(rows, (row) => row.inverse);
  }

  draw(law: number, e: number): number {
    let hazard = e;
    const cured = this.cured[law];
    if (cured > 0) {
      const uncured = (Math.exp(-e) - cured) / (1 - cured);
      if (!(uncured > 0)) return Number.MAX_VALUE;
      hazard = -Math.log(uncured);
    }
    const { end } = this;
    let row = this.first[law];
    while (hazard > end[row]) row++;
    const power = this.power[row] + (hazard - this.begin[row]) * this.inverse[row];
    if (power === Number.POSITIVE_INFINITY) return Number.MAX_VALUE;
    const root = this.root[law];
    return this.scale[law] * (root === 1 ? power : power ** root);
  }
}
