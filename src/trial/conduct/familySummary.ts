import type { Estimand } from '../../designs/estimand.ts';
import { benefitSign } from '../../designs/measureOf.ts';
import type { TrialDesign, Truth } from '../../scenario/model.ts';
import { DECISION, DECISIONS } from './decisions.ts';

/** What is told of a family in every replicate, by offset. */
export const FAMILY = {
  /** 1 if any true null hypothesis is rejected. */
  error: 0,
  /** 1 if any test with an effect rejects. */
  any: 1,
  /** 1 if all of them do. */
  all: 2,
  /** Share of them that do. */
  share: 3,
  /** Hypotheses rejected in favour of the experimental arm. */
  rejections: 4,
} as const;

export const FAMILIES = 5;

/** Which hypotheses of a family are true under a truth. */
export interface FamilyTruth {
  /** Places of its tests in the trial. */
  readonly places: readonly number[];
  readonly twoSided: boolean;
  /** Effect beyond the margin, in the direction of benefit, by test: that which the estimator of the test tends to among its patients. */
  readonly effect: readonly number[];
  /** True null hypotheses: no effect, and for one-sided tests also harm. */
  readonly nulls: number;
  /** Tests with a benefit. */
  readonly effects: number;
}

/** Effects this near 0 are none: limits are computed to about 1e-9. */
const NONE = 1e-6;

/** Whether an effect in the direction of benefit is one. */
export const benefits = (effect: number): boolean => effect > NONE;

/**
 * The hypotheses of a family under a truth; null without a family. What opens a gate is no hypothesis of it.
 *
 * @param estimands of each test of the trial; the first is that of its own patients
 */
export function familyTruth(
  { tests, multiplicity }: TrialDesign,
  truth: Truth,
  estimands: readonly (readonly Estimand[])[],
): FamilyTruth | null {
  if (multiplicity === null) return null;
  const claimed =
    multiplicity.procedure.kind === 'interaction-gated' ? multiplicity.of.slice(0, 2) : multiplicity.of;
  const places = claimed.map((name) => tests.findIndex((test) => test.name === name));
  const effect = places.map(
    (t) => benefitSign(tests[t], truth) * (estimands[t][0].value - (tests[t].margin ?? 0)),
  );
  const twoSided = multiplicity.sided === 2;
  return {
    places,
    twoSided,
    effect,
    nulls: effect.filter((value) => value <= NONE && !(twoSided && value < -NONE)).length,
    effects: effect.filter(benefits).length,
  };
}

/**
 * Tells of a family what its tests decided: writes `FAMILIES` numbers to `raw` from `at` on.
 *
 * A false rejection is one in favour of the experimental arm where there is no benefit, and of a two-sided test also one
 * against it where there is no harm.
 *
 * @param decisions offset in `raw` of the trial's decisions
 */
export function createFamilySummary(
  { places, twoSided, effect, effects }: FamilyTruth,
  decisions: number,
  raw: Float64Array,
  at: number,
): () => void {
  const size = places.length;
  const from = Int32Array.from(places, (t) => decisions + t * DECISIONS);
  const benefitIsFalse = Uint8Array.from(effect, (value) => (value <= NONE ? 1 : 0));
  const harmIsFalse = Uint8Array.from(effect, (value) => (twoSided && value >= -NONE ? 1 : 0));
  const real = Uint8Array.from(effect, (value) => (benefits(value) ? 1 : 0));
  return () => {
    let error = 0;
    let found = 0;
    let rejections = 0;
    for (let j = 0; j < size; j++) {
      const rejected = raw[from[j] + DECISION.rejected];
      error += rejected * benefitIsFalse[j] + raw[from[j] + DECISION.harm] * harmIsFalse[j];
      found += rejected * real[j];
      rejections += rejected;
    }
    raw[at + FAMILY.error] = error > 0 ? 1 : 0;
    raw[at + FAMILY.any] = found > 0 ? 1 : 0;
    raw[at + FAMILY.all] = found === effects ? 1 : 0;
    raw[at + FAMILY.share] = found / effects;
    raw[at + FAMILY.rejections] = rejections;
  };
}
