import { bivariateNormalUpper } from '../numeric/bivariateNormal.ts';
import { normalPlane } from '../numeric/normalPlane.ts';
import type { Needed, TwoStageTest } from './secondStage.ts';

/** Normal law of two z. */
export interface PairLaw {
  readonly mean: readonly number[];
  readonly sd: readonly number[];
  readonly correlation: number;
}

/** What a trial of two populations (bit j) does between its two stages. */
export interface TwoStageTrial {
  readonly first: PairLaw;
  /** Law of what the second stage adds, where those of a mask go on. */
  second(left: number): PairLaw;
  readonly test: TwoStageTest;
  /**
   * Who goes on by the z of the first stage, of those not dropped for futility; 0 stops the trial. `dropped` before the selection,
   * `selected` after it; the same mask where nobody is selected.
   */
  readonly goOn: (z: Float64Array) => { readonly kept: number; readonly selected: number };
  /** Angles of likely borders between decisions, see `normalPlane`; of both z's own axes they are known. */
  readonly borders: readonly number[];
}

/** Probabilities of what a two-stage trial does. Masks of populations: bit j is population j. */
export interface TwoStageCharacteristics {
  /** Of the set of populations that is rejected in the end, by mask. */
  readonly rejected: Float64Array;
  /** Of the set that is rejected at the first look. */
  readonly early: Float64Array;
  /** Of the set that is selected, of the trials that come to a selection. */
  readonly selected: Float64Array;
  /** Of stopping at the first look, with a rejection and without. */
  readonly efficacy: number;
  readonly futility: number;
  /** Of the set that goes on to the second stage, 0 for those that stop. */
  readonly left: Float64Array;
}

/** Everybody, of two. */
const BOTH = 0b11;

/**
 * Probabilities of the decisions of a trial of two populations and two stages whose z are normal: the plane of the first stage by
 * quadrature (`normalPlane`), the second stage given it in closed form, of the bivariate normal law.
 *
 * Order of decisions at the first look as in a trial: what is rejected early; who is dropped; who is selected. It ends there where all that
 * are left are rejected.
 *
 * @example
 * twoStages({ first: law, second: () => law, test: inverseNormalStages(...), goOn: () => ({ kept: 3, selected: 3 }), borders: [] })
 */
export function twoStages({ first, second, test, goOn, borders }: TwoStageTrial): TwoStageCharacteristics {
  const out = {
    rejected: new Float64Array(4),
    early: new Float64Array(4),
    selected: new Float64Array(4),
    left: new Float64Array(4),
    efficacy: 0,
    futility: 0,
  };
  const laws = [1, 2, 3].map((left) => second(left));
  const rest = Math.sqrt(1 - first.correlation ** 2);
  const z = new Float64Array(2);
  const place = (x: number, y: number) => {
    z[0] = first.mean[0] + first.sd[0] * x;
    z[1] = first.mean[1] + first.sd[1] * (first.correlation * x + rest * y);
  };
  const decide = () => {
    const asked = test.early(z);
    const rejected = (asked & 0b100) === 0 ? 0 : asked & BOTH;
    if (rejected === BOTH) return { asked, rejected, kept: BOTH, selected: BOTH, ends: true, chooses: false };
    const { kept, selected } = goOn(z);
    return { asked, rejected, kept, selected, ends: (rejected & selected) === selected, chooses: true };
  };
  const region = (x: number, y: number) => {
    place(x, y);
    const { asked, kept, selected } = decide();
    return asked | (kept << 3) | (selected << 5);
  };
  const add = (x: number, y: number, weight: number) => {
    place(x, y);
    const { asked, rejected, selected, ends, chooses } = decide();
    out.early[rejected] += weight;
    if (chooses) out.selected[selected] += weight;
    if (ends) {
      out.rejected[rejected] += weight;
      if (rejected === 0) out.futility += weight;
      else out.efficacy += weight;
      return;
    }
    out.left[selected] += weight;
    const probabilities = given(test.needed(z, selected), asked, selected, laws[selected - 1]);
    for (let mask = 0; mask < 4; mask++) out.rejected[mask | rejected] += weight * probabilities[mask];
  };
  normalPlane(region, add, [
    // x alone moves the first z; the second along its own direction.
    Math.PI / 2,
    Math.atan2(-first.correlation, rest),
    ...borders.map((ratio) =>
      Math.atan2(first.sd[0] * ratio - first.sd[1] * first.correlation, first.sd[1] * rest),
    ),
  ]);
  return out;
}

const PROBABILITIES = new Float64Array(4);

/** Probabilities of the sets rejected by the second stage, of those who are left. */
function given({ own, either, both }: Needed, asked: number, left: number, law: PairLaw): Float64Array {
  const limit = (j: number, value: number) => (value - law.mean[j]) / law.sd[j];
  // What the first stage has shown by itself is no more to be shown.
  const alone = (j: number) => ((asked >> j) & 1 ? Number.NEGATIVE_INFINITY : limit(j, own[j]));
  const pair = (asked & 0b100) !== 0;
  const any = (j: number) => (pair ? Number.NEGATIVE_INFINITY : limit(j, either[j]));
  PROBABILITIES.fill(0);
  if (left !== BOTH) {
    const j = left === 1 ? 0 : 1;
    const p = bivariateNormalUpper(Math.max(alone(j), any(j)), Number.NEGATIVE_INFINITY, 0);
    PROBABILITIES[left] = p;
    PROBABILITIES[0] = 1 - p;
    return PROBABILITIES;
  }
  const [own0, own1] = [alone(0), alone(1)];
  const [either0, either1] = [any(0), any(1)];
  const [both0, both1] = [limit(0, both[0]), limit(1, both[1])];
  const beyond = (x: number, y: number) => bivariateNormalUpper(x, y, law.correlation);
  const none = Number.NEGATIVE_INFINITY;
  /** P(x >= a, y >= b, and the intersection is rejected): by x alone, by y alone, by both. */
  const rejects = (a: number, b: number) => {
    const most = Math.max(a, either0);
    const middle = Math.min(most, Math.max(a, both0));
    const high = Math.max(b, either1);
    const low = Math.max(b, Math.min(either1, both1));
    return beyond(most, b) + beyond(a, high) - beyond(middle, high) + beyond(middle, low) - beyond(most, low);
  };
  const two = rejects(own0, own1);
  PROBABILITIES[BOTH] = two;
  PROBABILITIES[1] = rejects(own0, none) - two;
  PROBABILITIES[2] = rejects(none, own1) - two;
  PROBABILITIES[0] = 1 - PROBABILITIES[1] - PROBABILITIES[2] - two;
  return PROBABILITIES;
}
