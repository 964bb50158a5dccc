import { SLOT } from '../../analyses/analysis.ts';
import { tailScore } from '../../analyses/tailScore.ts';
import { benefitSign } from '../../designs/measureOf.ts';
import { openingLook } from '../../designs/openings.ts';
import { stagesOf } from '../../designs/stagedRule.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import type { Closing, Monitoring } from '../../scenario/conductModel.ts';
import type { TestSpec, TrialDesign, Truth } from '../../scenario/model.ts';
import { stagedPValue } from '../../single-arm/stagedInference.ts';
import { patientsBy } from '../../single-arm/stages.ts';
import { RESULTS } from '../trial.ts';
import type { Conduct } from './conduct.ts';
import { CLOSING, CONDUCT, CONDUCTS, DECISION, DECISIONS, ESTIMATES } from './decisions.ts';
import { type FutilityBound, futilityBounds } from './futility.ts';
import { criticalValue, ownAlpha } from './ownAlpha.ts';

/**
 * The conduct of a trial whose levels (baskets) are closed one by one: at a look a level is claimed where its z reaches the bound, and
 * dropped where futility says so. What is claimed stays claimed; what is dropped stays dropped, unless levels are opened again where
 * a later look would not drop them. At the last look the levels that are open are tested at their own level, on all data: those of
 * closed levels too, so that others borrow from them. A level that is added after a look is neither judged nor recruited before.
 *
 * Tests outside the levels are made at the last look.
 */
export function closingConduct(
  trial: TrialDesign,
  monitoring: Monitoring,
  { tests: family, reOpens }: Closing,
  truth: Truth,
  results: Float64Array,
  decisions: Float64Array,
): Conduct {
  const { tests, looks } = trial;
  const last = looks.length - 1;
  const width = tests.length * RESULTS;
  const whole = tests.length * DECISIONS;
  const places = Int32Array.from([...tests.keys()].filter((t) => tests[t].basket?.test === family));
  const outside = Uint8Array.from(tests, ({ basket }) => (basket?.test === family ? 0 : 1));
  const own = ownAlpha(tests, outside, results, decisions);
  const cutoff = Float64Array.from(places, (t) => criticalValue(tests[t]));
  const sign = Float64Array.from(places, (t) => benefitSign(tests[t], truth));
  const bounds = Array.from(places, (t) =>
    tests[t].stages === null ? boundsOf(tests[t].name, monitoring, looks.length) : stageBounds(tests[t]),
  );
  const open = new Uint8Array(places.length);
  /** Looks (from 1) after which levels are recruited, 0 = from the start. */
  const opensAfter = Int32Array.from(places, (t) => openingLook(trial, tests[t]));
  /** Levels that were dropped, which may yet be opened again. */
  const dropped = new Uint8Array(places.length);
  const factsAt = (j: number) => whole + CONDUCTS + places[j] * ESTIMATES;

  function judgeLevel(j: number, look: number, month: number, predictive: Float64Array): boolean {
    const at = look * width + places[j] * RESULTS;
    const z = results[at + SLOT.z];
    if ((open[j] === 0 && !(reOpens && dropped[j] === 1)) || Number.isNaN(z)) return false;
    const to = places[j] * DECISIONS;
    const facts = factsAt(j);
    const { drop, claim, predicted } = bounds[j][look];
    const p = predictive[places[j]];
    const hopeless =
      z <= drop.z || sign[j] * results[at + SLOT.estimate] <= drop.effect || p < predicted.drop;
    const claimed = !hopeless && (z >= claim || p >= predicted.claim);
    const before = open[j];
    if (hopeless && before === 0) return false;
    if (claimed) {
      decisions[to + DECISION.rejected] = 1;
      decisions[to + DECISION.rejectedAt] = look + 1;
    }
    if (before === 0) decisions[facts + CLOSING.reOpened] = 1;
    dropped[j] = hopeless ? 1 : 0;
    open[j] = hopeless || claimed ? 0 : 1;
    decisions[to + DECISION.dropped] = dropped[j];
    decisions[facts + CLOSING.closedAt] = hopeless ? look + 1 : Number.NaN;
    decisions[facts + CLOSING.month] = open[j] === 1 ? Number.NaN : month;
    return open[j] !== before;
  }

  return {
    adaptation: null,
    start() {
      for (let j = 0; j < places.length; j++) open[j] = opensAfter[j] === 0 ? 1 : 0;
      dropped.fill(0);
      decisions.fill(Number.NaN);
      for (let j = 0; j < places.length; j++) {
        decisions[places[j] * DECISIONS + DECISION.rejected] = 0;
        decisions[places[j] * DECISIONS + DECISION.dropped] = 0;
        decisions[factsAt(j) + CLOSING.reOpened] = 0;
      }
    },
    decide(look) {
      if (look < last) return false;
      const final = last * width;
      own.decide(final, last + 1);
      for (let j = 0; j < places.length; j++) {
        if (open[j] === 0) continue;
        const rejected = results[final + places[j] * RESULTS + SLOT.z] >= cutoff[j];
        decisions[places[j] * DECISIONS + DECISION.rejected] = rejected ? 1 : 0;
        decisions[places[j] * DECISIONS + DECISION.rejectedAt] = rejected ? last + 1 : Number.NaN;
      }
      decisions[whole + CONDUCT.stopLook] = last + 1;
      return true;
    },
    closing: {
      tests: places,
      open,
      judge(look, level, month, predictive) {
        let changed = false;
        for (let j = 0; j < places.length; j++)
          if ((level < 0 || level === j) && judgeLevel(j, look, month, predictive)) changed = true;
        for (let j = 0; j < places.length; j++) {
          if (opensAfter[j] !== look + 1) continue;
          open[j] = 1;
          changed = true;
        }
        return changed;
      },
      end(month) {
        for (let j = 0; j < places.length; j++)
          if (open[j] === 1) decisions[factsAt(j) + CLOSING.month] = month;
      },
    },
  };
}

/** Where a level is dropped at a look, and the z that claims it. */
interface LevelBounds {
  readonly drop: FutilityBound;
  readonly claim: number;
  /** The same on the scale of the predictive probability: below, and from there on. */
  readonly predicted: { readonly drop: number; readonly claim: number };
}

/** Predictive probabilities that neither drop nor claim. */
const UNASKED = { drop: 0, claim: Number.POSITIVE_INFINITY };

/** Bounds of one test at the looks before the last; they need no information. */
function boundsOf(test: string, { futility, bounds }: Monitoring, looks: number): LevelBounds[] {
  const rules = futility.filter(({ of }) => of.includes(test));
  const information = Array.from({ length: looks }, (_, k) => (k + 1) / looks);
  const level = { level: 0.025, alpha: 0.025, other: undefined };
  const claim =
    bounds?.kind === 'posterior probability' ? normalQuantile(bounds.reaches) : Number.POSITIVE_INFINITY;
  const predictiveClaim =
    bounds?.kind === 'predictive probability' ? bounds.reaches : Number.POSITIVE_INFINITY;
  return futilityBounds(rules, null, information, level).map((drop, k) => {
    const below = rules.flatMap(({ criterion, at }) =>
      criterion.kind === 'predictive probability' && at.includes(k + 1) ? [criterion.below] : [],
    );
    return { drop, claim, predicted: { drop: Math.max(0, ...below), claim: predictiveClaim } };
  });
}

/**
 * Borders of stages on the scale of z, which rises with the responders of a stage; halfway to the next number of responders, so that rounding
 * loses no border.
 */
function stageBounds(test: TestSpec): LevelBounds[] {
  const stages = stagesOf(test);
  const { against, stages: rule } = test;
  if (against?.kind !== 'rate') throw new TypeError(`${test.name} is held against no rate`);
  const rate = rule?.better === 'lower' ? 1 - against.value : against.value;
  const by = patientsBy(stages);
  return stages.map(({ stop, claim }, stage) => {
    const z = (x: number): number => {
      if (x < 0) return Number.NEGATIVE_INFINITY;
      if (x > by[stage]) return Number.POSITIVE_INFINITY;
      const p = stagedPValue(stages, { stage, x }, rate);
      return tailScore(p, 1 - p);
    };
    const between = (x: number) => (x < 0 ? z(x) : (z(x) + Math.min(z(x + 1), z(x) + 1)) / 2);
    return {
      drop: { z: between(stop), effect: Number.NEGATIVE_INFINITY },
      claim: between(claim - 1),
      predicted: UNASKED,
    };
  });
}
