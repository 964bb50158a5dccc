import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cumulativeHazard,
  exponentialMean,
  hazardAt,
  inverseCumulativeHazard,
  medianOf,
  multiplyHazard,
  type SurvivalLaw,
  survivalAt,
} from '../../src/distributions/survivalLaw.ts';
import { integrate } from '../../src/numeric/quadrature.ts';

const ends = fc
  .array(fc.double({ min: 0.5, max: 20, noNaN: true }), { maxLength: 4 })
  .map((lengths) => lengths.map((_, i) => lengths.slice(0, i + 1).reduce((sum, x) => sum + x, 0)));
const periods = (value: fc.Arbitrary<number>) =>
  ends.chain((until) =>
    fc
      .array(value, { minLength: until.length + 1, maxLength: until.length + 1 })
      .map((values) => values.map((v, p) => ({ until: until[p] ?? Number.POSITIVE_INFINITY, value: v }))),
  );
const positive = fc.double({ min: 0.02, max: 3, noNaN: true });
const law = fc
  .record({
    shape: fc.oneof(fc.constant(1), fc.double({ min: 0.4, max: 3, noNaN: true })),
    scale: fc.double({ min: 0.5, max: 30, noNaN: true }),
    cured: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.9, noNaN: true })),
    multipliers: periods(fc.oneof(fc.constant(0), positive)),
  })
  .map(
    ({ multipliers, ...rest }): SurvivalLaw => ({
      ...rest,
      until: multipliers.map((p) => p.until),
      multiplier: multipliers.map((p) => p.value),
    }),
  );
const month = fc.double({ min: 0.01, max: 60, noNaN: true });

describe('a survival law', () => {
  it('has S = exp(-H), from 1 down to the cured', () => {
    fc.assert(
      fc.property(law, month, month, (one, a, b) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        expect(survivalAt(one, 0)).toBe(1);
        expect(survivalAt(one, late)).toBeLessThanOrEqual(survivalAt(one, early));
        expect(survivalAt(one, late)).toBeGreaterThanOrEqual(one.cured);
        // -log of a number near 1 loses digits there: absolute error of a rounding.
        expect(Math.exp(-cumulativeHazard(one, late))).toBeCloseTo(survivalAt(one, late), 14);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('has the hazard as the derivative of H', () => {
    fc.assert(
      fc.property(law, month, (one, t) => {
        // From 1/1000 on: a Weibull hazard of shape below 1 is infinite at 0. Quadrature to 1e-9.
        const from = t / 1000;
        const { value } = integrate((s) => hazardAt(one, s), from, t, { breaks: one.until, relative: 1e-9 });
        const gained = cumulativeHazard(one, t) - cumulativeHazard(one, from);
        expect(Math.abs(value - gained)).toBeLessThan(1e-8 * (1 + gained));
      }),
      { seed: 12, numRuns: 500 },
    );
  });

  it('is undone by its inverse; a hazard that is never reached takes for ever', () => {
    fc.assert(
      fc.property(law, fc.double({ min: 1e-6, max: 20, noNaN: true }), (one, hazard) => {
        const t = inverseCumulativeHazard(one, hazard);
        const most = cumulativeHazard(one, 1e9);
        if (t === Number.POSITIVE_INFINITY) {
          expect(most).toBeLessThanOrEqual(hazard * (1 + 1e-12));
          return;
        }
        // With many cured, H grows less than its rounding: relative error of the survival above the cured.
        const alive = Math.exp(-hazard);
        const digits = 1e-12 * (1 + hazard) * Math.max(1, alive / Math.max(alive - one.cured, 1e-12));
        expect(Math.abs(cumulativeHazard(one, t) - hazard)).toBeLessThan(digits);
      }),
      { seed: 13, numRuns: 500 },
    );
  });

  it('multiplied by a factor by period has that factor times the hazard of the uncured', () => {
    fc.assert(
      fc.property(law, periods(fc.oneof(fc.constant(0), positive)), month, (one, factor, t) => {
        const uncured = { ...one, cured: 0 };
        const times = factor.find((p) => t < p.until)?.value as number;
        expect(hazardAt(multiplyHazard(uncured, factor), t)).toBeCloseTo(times * hazardAt(uncured, t), 10);
        expect(multiplyHazard(one, factor).cured).toBe(one.cured);
      }),
      { seed: 14, numRuns: 500 },
    );
  });

  it('that is a plain exponential, however written, has its mean for the fast path; another has none', () => {
    fc.assert(
      fc.property(law, (one) => {
        const mean = exponentialMean(one);
        const plain = one.shape === 1 && one.cured === 0 && new Set(one.multiplier).size === 1;
        expect(mean === null).toBe(!plain);
        if (mean !== null && Number.isFinite(mean)) expect(medianOf(one)).toBeCloseTo(mean * Math.LN2, 10);
      }),
      { seed: 15, numRuns: 500 },
    );
  });
});
