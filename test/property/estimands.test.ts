import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimandsOf } from '../../src/designs/estimands.ts';
import { expectationsOf } from '../../src/designs/expectations.ts';
import type { Curve, Estimator, TestSpec, TimeToEventEndpoint, Truth } from '../../src/scenario/model.ts';
import {
  byM,
  constant,
  planned,
  single,
  survival,
  testOf,
  trialOf,
  truthOf,
} from '../fixtures/estimands/scenario.ts';

/** Laws hold for every draw; fast-check's seed is fixed so that a failure is one to be seen again. */
const RUNS = { numRuns: 60, seed: 20260101 };

const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const periods = fc
  .tuple(positive(0.5, 8), fc.oneof(fc.constant(0), positive(0.005, 0.4)), positive(0.005, 0.4))
  .map(([until, first, second]) => [
    { until, value: first },
    { until: Number.POSITIVE_INFINITY, value: second },
  ]);

const curve: fc.Arbitrary<Curve> = fc.oneof(
  fc
    .tuple(periods, periods, positive(0, 0.5))
    .map(([a, b, cured]) => ({ kind: 'piecewise' as const, hazard: byM(a, b), cured: single(cured) })),
  fc.tuple(positive(0.3, 6), positive(0.3, 6), positive(2, 40), positive(2, 40)).map(([a, b, s, t]) => ({
    kind: 'weibull' as const,
    shape: byM(a, b),
    scale: byM(s, t),
    cured: single(0),
  })),
);

const setting = fc.record({
  curve,
  prevalence: positive(0.05, 0.95),
  dropout: fc.oneof(fc.constant(0), positive(0.001, 0.1)),
  month: fc.oneof(positive(3, 60), fc.constant(Number.POSITIVE_INFINITY)),
  ratio: fc.constantFrom<[number, number]>([1, 1], [2, 1], [1, 3]),
});
type Setting = typeof setting extends fc.Arbitrary<infer S> ? S : never;

function limitOf(
  { prevalence, dropout, month, ratio, curve: control }: Setting,
  effect: TimeToEventEndpoint['effect'],
  test: Partial<TestSpec>,
): number {
  const truth: Truth = truthOf({
    prevalence,
    endpoints: { Y: survival({ control, effect, dropout: constant(dropout) }) },
  });
  const block = ratio[0] + ratio[1];
  const { trial, plan, population } = planned(
    truth,
    trialOf({ randomise: { ratio, method: 'blocks', block, stratifyBy: [] } }),
  );
  return estimandsOf(testOf(test), trial, plan, truth, population, month)[0].value;
}

const estimators: Partial<TestSpec>[] = [
  ...(['cox', 'pike', 'peto'] as Estimator[]).map((estimate) => ({ estimate })),
  { stratifyBy: ['M'] },
  { by: 'cox', covariates: ['M'] },
  { by: 'rmst', estimate: 'rmst', horizon: 10 },
];

describe('limits of time-to-event estimators', () => {
  it('are 0 where both arms have the same law', () => {
    fc.assert(
      fc.property(setting, fc.constantFrom(...estimators), (s, test) => {
        const value = limitOf(s, { kind: 'experimental', curve: s.curve }, test);
        // No hazard until the cut: no events.
        fc.pre(!Number.isNaN(value));
        expect(Math.abs(value)).toBeLessThan(1e-9);
      }),
      RUNS,
    );
  });

  it('are the log hazard ratio under proportional hazards within strata, whatever the enrolment and censoring', () => {
    fc.assert(
      fc.property(setting, positive(0.2, 4), (s, ratio) => {
        fc.pre(s.curve.cured[0].value === 0);
        const effect = { kind: 'hazard ratio' as const, value: single(constant(ratio)) };
        const value = limitOf(s, effect, { stratifyBy: ['M'] });
        fc.pre(!Number.isNaN(value));
        expect(Math.abs(value - Math.log(ratio))).toBeLessThan(1e-9);
      }),
      RUNS,
    );
  });

  it('change sign when the arms change places', () => {
    fc.assert(
      fc.property(setting, curve, (s, other) => {
        const swapped: Setting = { ...s, curve: other, ratio: [s.ratio[1], s.ratio[0]] };
        const one = limitOf(s, { kind: 'experimental', curve: other }, {});
        const two = limitOf(swapped, { kind: 'experimental', curve: s.curve }, {});
        // Grids are laid anew, so quadrature differs: 1e-7 is what the limits promise. Beyond e^20 an arm has no events to
        // speak of, and the limit is infinite or as good as that.
        if (Math.abs(one) < 20) expect(Math.abs(one + two)).toBeLessThan(1e-7 * Math.max(1, Math.abs(one)));
        else expect(two * Math.sign(-one)).toBeGreaterThan(20);
      }),
      RUNS,
    );
  });

  it('have as many events as the areas between curves say: exponential hazards in closed form', () => {
    fc.assert(
      fc.property(positive(0.01, 0.5), positive(0, 0.2), positive(21, 80), (hazard, dropout, month) => {
        const control: Curve = { kind: 'piecewise', hazard: single(constant(hazard)), cured: single(0) };
        const truth = truthOf({ endpoints: { Y: survival({ control, dropout: constant(dropout) }) } });
        const { trial, plan, population } = planned(truth);
        const { events } = expectationsOf(trial, plan, truth, population);
        // 400 patients, uniform over 20 months: share h / k of all that leave, less those still there.
        const k = hazard + dropout;
        const still = (Math.exp(-k * (month - 20)) - Math.exp(-k * month)) / (20 * k);
        expect(events(month, trial.enrol, 'Y')).toBeCloseTo(((400 * hazard) / k) * (1 - still), 8);
      }),
      RUNS,
    );
  });
});
