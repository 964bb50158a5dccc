import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bauerKoehneBounds } from '../../src/group-sequential/bauerKoehne.ts';
import type { Bounds } from '../../src/group-sequential/bounds.ts';
import { conditionalError } from '../../src/group-sequential/conditionalError.ts';
import { conditionalPower } from '../../src/group-sequential/conditionalPower.ts';
import { efficacyBounds } from '../../src/group-sequential/efficacyBounds.ts';
import { exitProbabilities } from '../../src/group-sequential/exitProbabilities.ts';
import { expectedInformation } from '../../src/group-sequential/expectedInformation.ts';
import { fisherConditionalError } from '../../src/group-sequential/fisherConditionalError.ts';
import {
  type FisherBounds,
  fisherBounds,
  fisherExitProbabilities,
} from '../../src/group-sequential/fisherProduct.ts';
import { hwangShihDeCani } from '../../src/group-sequential/hwangShihDeCani.ts';
import {
  inverseNormal,
  inverseNormalShift,
  inverseNormalWeights,
} from '../../src/group-sequential/inverseNormal.ts';
import { kimDeMets } from '../../src/group-sequential/kimDeMets.ts';
import { lanDeMetsOBrienFleming } from '../../src/group-sequential/lanDeMetsOBrienFleming.ts';
import { lanDeMetsPocock } from '../../src/group-sequential/lanDeMetsPocock.ts';
import { groupSequentialPower } from '../../src/group-sequential/power.ts';
import { predictivePower } from '../../src/group-sequential/predictivePower.ts';
import { spendingBounds } from '../../src/group-sequential/spendingBounds.ts';
import { type SpendingFunction, spentBy } from '../../src/group-sequential/spendingFunction.ts';
import { stagewiseEffect, stagewisePValue } from '../../src/group-sequential/stagewiseOrdering.ts';
import { userSpending } from '../../src/group-sequential/userSpending.ts';
import { normalDensity, normalUpperTail } from '../../src/numeric/normal.ts';
import { integrate } from '../../src/numeric/quadrature.ts';

/** Identities of numbers, not samples: none of these tests has a false-alarm rate. */
const runs = { numRuns: 60 };

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const alphas = real(0.001, 0.2);
const spending: fc.Arbitrary<SpendingFunction> = fc.oneof(
  fc.constant<SpendingFunction>(lanDeMetsOBrienFleming),
  fc.constant<SpendingFunction>(lanDeMetsPocock),
  real(-6, 3).map(hwangShihDeCani),
  real(0.3, 5).map(kimDeMets),
  real(0, 1).map((share) => userSpending([0.4], [share])),
);
/** Fractions that end at 1, steps of 2 % at least. */
const looks = fc.array(real(0.05, 1), { minLength: 2, maxLength: 5 }).map((steps) => {
  const sum = steps.reduce((total, step) => total + step, 0);
  let at = 0;
  return steps.map((step, k) => {
    at += step / sum;
    return k === steps.length - 1 ? 1 : at;
  });
});
const bounds: fc.Arbitrary<Bounds> = looks.chain((information) =>
  fc
    .tuple(
      fc.array(real(-1, 4), { minLength: information.length, maxLength: information.length }),
      fc.array(fc.oneof(real(0, 3), fc.constant(Number.POSITIVE_INFINITY)), {
        minLength: information.length,
        maxLength: information.length,
      }),
    )
    .map(([upper, gap]) => ({ information, upper, lower: upper.map((b, k) => b - gap[k]) })),
);
const sum = (values: readonly number[]) => values.reduce((total, p) => total + p, 0);
const open = (b: Bounds): Bounds => ({ ...b, lower: b.upper.map(() => Number.NEGATIVE_INFINITY) });

describe('spending functions', () => {
  it('rise from 0 to alpha, and spend it all from fraction 1 on', () => {
    fc.assert(
      fc.property(spending, alphas, real(0, 1), real(0, 1), (f, alpha, a, b) => {
        const [early, late] = [f(Math.min(a, b), alpha), f(Math.max(a, b), alpha)];
        expect(early).toBeGreaterThanOrEqual(0);
        // Rounding apart.
        expect(late).toBeGreaterThanOrEqual(early * (1 - 1e-14));
        expect(late).toBeLessThanOrEqual(alpha * (1 + 1e-14));
        expect(f(0, alpha)).toBe(0);
        expect([f(1, alpha), f(1.5, alpha)]).toEqual([alpha, alpha]);
        // No jump at the end but rounding.
        expect(f(1 - 1e-12, alpha)).toBeGreaterThan(alpha * (1 - 1e-8));
      }),
    );
  });
});

describe('exit probabilities', () => {
  it('are probabilities that add up to 1 with that of no exit, under any drift', () => {
    fc.assert(
      fc.property(bounds, real(-6, 8), (b, drift) => {
        const { upper, lower, beyond } = exitProbabilities(b, drift);
        for (const p of [...upper, ...lower, beyond]) expect(p).toBeGreaterThanOrEqual(0);
        expect(Math.abs(sum(upper) + sum(lower) + beyond - 1)).toBeLessThan(1e-13);
      }),
      runs,
    );
  });

  it('mirror each other where bounds and drift are mirrored', () => {
    fc.assert(
      fc.property(bounds, real(-4, 4), (b, drift) => {
        const mirrored = {
          information: b.information,
          upper: b.lower.map((a) => -a),
          lower: b.upper.map((c) => -c),
        };
        const [one, two] = [exitProbabilities(b, drift), exitProbabilities(mirrored, -drift)];
        one.upper.forEach((p, k) => {
          // Bounds that meet share a point, of no probability.
          expect(Math.abs(p - two.lower[k])).toBeLessThan(1e-13);
        });
      }),
      runs,
    );
  });

  it('do not change with the unit of information', () => {
    fc.assert(
      fc.property(bounds, real(-4, 4), real(0.01, 500), (b, drift, unit) => {
        const other = { ...b, information: b.information.map((t) => t * unit) };
        const [one, two] = [exitProbabilities(b, drift), exitProbabilities(other, drift / Math.sqrt(unit))];
        one.upper.forEach((p, k) => {
          expect(Math.abs(p - two.upper[k])).toBeLessThan(1e-13);
        });
      }),
      runs,
    );
  });

  it('do not see a look more that cannot stop the trial', () => {
    fc.assert(
      fc.property(bounds, real(-4, 4), fc.nat(3), real(0.2, 0.8), (b, drift, where, share) => {
        const k = where % (b.information.length - 1);
        const at = b.information[k] + share * (b.information[k + 1] - b.information[k]);
        const insert = (values: readonly number[], value: number) => values.toSpliced(k + 1, 0, value);
        const more = exitProbabilities(
          {
            information: insert(b.information, at),
            upper: insert(b.upper, Number.POSITIVE_INFINITY),
            lower: insert(b.lower, Number.NEGATIVE_INFINITY),
          },
          drift,
        );
        const one = exitProbabilities(b, drift);
        expect(more.upper[k + 1]).toBe(0);
        more.upper.toSpliced(k + 1, 1).forEach((p, j) => {
          // 1e-16 of the law, beyond 8.5 standard deviations, is cut once more.
          expect(Math.abs(p - one.upper[j])).toBeLessThan(1e-13);
        });
      }),
      runs,
    );
  });

  it('rise above and fall below with the drift, and stop the trial at a mean information within its looks', () => {
    fc.assert(
      fc.property(bounds, real(-3, 4), real(0.01, 2), (b, drift, more) => {
        expect(groupSequentialPower(b, drift + more)).toBeGreaterThanOrEqual(
          groupSequentialPower(b, drift) - 1e-14,
        );
        const mean = expectedInformation(b, drift);
        expect(mean).toBeGreaterThanOrEqual(b.information[0] - 1e-14);
        expect(mean).toBeLessThanOrEqual(1 + 1e-14);
      }),
      runs,
    );
  });
});

describe('bounds', () => {
  it('spend at each look what they were given: one-sided, two-sided and with binding futility', () => {
    fc.assert(
      fc.property(looks, spending, real(0.001, 0.1), real(-2, -0.5), (information, f, alpha, low) => {
        const spent = spentBy(f, alpha, information);
        // Low enough to leave more trials running than alpha.
        const futility = information.map((t) => low + t);
        for (const other of [undefined, 'symmetric', futility] as const) {
          const { upper } = exitProbabilities(efficacyBounds(information, spent, other), 0);
          upper.forEach((p, k) => {
            // The root of z is good to 1e-12, the density is below 0.4.
            expect(Math.abs(p - (spent[k] - (spent[k - 1] ?? 0)))).toBeLessThan(1e-12);
          });
          expect(Math.abs(sum(upper) - alpha)).toBeLessThan(5e-12);
        }
      }),
      runs,
    );
  });

  it('fall where alpha grows, and are below those without binding futility', () => {
    fc.assert(
      fc.property(looks, spending, real(0.005, 0.1), (information, f, alpha) => {
        const last = information.length - 1;
        const at = (level: number) => spendingBounds(information, { alpha: level, spending: f }).upper[last];
        // A user table may leave nothing for the last look.
        fc.pre(at(alpha) < Number.POSITIVE_INFINITY);
        expect(at(alpha * 1.5)).toBeLessThan(at(alpha));
        const other = information.map(() => 0);
        const binding = spendingBounds(information, { alpha, spending: f, other }).upper[last];
        expect(binding).toBeLessThanOrEqual(at(alpha) + 1e-11);
      }),
      runs,
    );
  });
});

describe('conditional error and power', () => {
  it('averaged over the first look are the level and the power of the test', () => {
    fc.assert(
      fc.property(looks, spending, real(-1, 4), (information, f, drift) => {
        const b = spendingBounds(information, { alpha: 0.025, spending: f });
        const first = b.upper[0];
        const mean = drift * Math.sqrt(information[0]);
        const later = (law: (z: number) => number, m: number) =>
          integrate((z) => normalDensity(z - m) * law(z), Math.min(first, m) - 9, Math.min(first, m + 9), {
            absolute: 1e-11,
          }).value;
        const level = normalUpperTail(first) + later((z) => conditionalError(b, 0, z), 0);
        const power = normalUpperTail(first - mean) + later((z) => conditionalPower(b, 0, z, drift), mean);
        expect(Math.abs(level - 0.025)).toBeLessThan(1e-10);
        expect(Math.abs(power - groupSequentialPower(b, drift))).toBeLessThan(1e-10);
      }),
      { numRuns: 15 },
    );
  });

  it('rise with z; a sharp prior makes predictive power conditional power', () => {
    fc.assert(
      fc.property(looks, spending, real(-2, 3), real(0, 4), (information, f, z, drift) => {
        const b = spendingBounds(information, { alpha: 0.025, spending: f });
        const sharp = { mean: drift, information: 1e12 };
        expect(conditionalPower(b, 0, z + 0.1, drift)).toBeGreaterThanOrEqual(
          conditionalPower(b, 0, z, drift),
        );
        // The prior's mean moves by 1e-12 of the data's, its spread is 1e-6 and enters squared.
        const gap = predictivePower(b, 0, z, sharp) - conditionalPower(b, 0, z, drift);
        expect(Math.abs(gap)).toBeLessThan(1e-9);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the inverse-normal combination', () => {
  it('of a trial that goes as planned is the ordinary z, and moves with the effect as that does', () => {
    fc.assert(
      fc.property(looks, fc.array(real(-3, 3), { minLength: 5, maxLength: 5 }), (information, z) => {
        const weights = inverseNormalWeights(information);
        const steps = information.map((t, k) => t - (information[k - 1] ?? 0));
        const look = information.length - 1;
        const score = steps.reduce((total, step, k) => total + Math.sqrt(step) * z[k], 0);
        expect(inverseNormal(z, weights, look)).toBeCloseTo(score, 12);
        inverseNormalShift(steps, weights).forEach((shift, k) => {
          expect(shift).toBeCloseTo(Math.sqrt(information[k]), 12);
        });
      }),
      runs,
    );
  });
});

describe("Fisher's product test", () => {
  const tests: fc.Arbitrary<FisherBounds> = fc
    .tuple(
      fc.array(real(0.3, 1), { minLength: 2, maxLength: 4 }),
      fc.array(real(0.05, 0.95), { minLength: 4, maxLength: 4 }),
    )
    .map(([futility, falls]) => {
      let c = 0.05;
      const product = futility.map((_, k) => {
        c *= falls[k];
        return c;
      });
      return { product, futility };
    });

  it('has bounds that spend what they are given', () => {
    fc.assert(
      fc.property(tests, (wanted) => {
        const exits = fisherExitProbabilities(wanted);
        const cumulative = exits.map((_, k) => sum(exits.slice(0, k + 1)));
        fc.pre(exits.every((p) => p > 1e-12));
        fisherExitProbabilities(fisherBounds(cumulative, wanted.futility)).forEach((p, k) => {
          // Rounding of the cumulative alpha.
          expect(Math.abs(p - exits[k])).toBeLessThan(1e-15);
        });
      }),
      runs,
    );
  });

  it('keeps its level through the conditional error, stage by stage', () => {
    fc.assert(
      fc.property(tests, (b) => {
        // It bends where the bound of a stage passes what the futility of the stages up to it lets through.
        let through = 1;
        const breaks = b.product.slice(1).map((c, k) => {
          through *= b.futility[k + 1];
          return c / through;
        });
        const error = (p: number) => fisherConditionalError(b, 0, p, p);
        const later = integrate(error, b.product[0], b.futility[0], { breaks }).value;
        // The quadrature's error, 1e-10 of the result.
        expect(Math.abs(b.product[0] + later - sum(fisherExitProbabilities(b)))).toBeLessThan(
          1e-10 * later + 1e-15,
        );
      }),
      runs,
    );
  });

  it('of Bauer and Koehne has level alpha', () => {
    fc.assert(
      fc.property(real(0.005, 0.1), real(0.2, 1), (alpha, alpha0) => {
        expect(Math.abs(sum(fisherExitProbabilities(bauerKoehneBounds(alpha, alpha0))) - alpha)).toBeLessThan(
          1e-13,
        );
      }),
      runs,
    );
  });
});

describe('the stage-wise ordering', () => {
  it('gives a p-value at the bound equal to what is spent up to it', () => {
    fc.assert(
      fc.property(looks, spending, (information, f) => {
        const spent = spentBy(f, 0.025, information);
        const b = efficacyBounds(information, spent);
        b.upper.forEach((z, look) => {
          if (z < 8) expect(Math.abs(stagewisePValue(b, { look, z }) - spent[look])).toBeLessThan(1e-11);
        });
      }),
      runs,
    );
  });

  it('has limits at which the p-value is the one asked, in order, and for an adapted last stage too', () => {
    fc.assert(
      fc.property(looks, spending, real(-2, 4), real(0.5, 3), (information, f, z, growth) => {
        const b = open(spendingBounds(information, { alpha: 0.025, spending: f }));
        const look = information.length - 1;
        const steps = information.map((t, k) => (t - (information[k - 1] ?? 0)) * (k === look ? growth : 1));
        const shift = inverseNormalShift(steps, inverseNormalWeights(information));
        const stopped = { look, z, shift };
        const limits = [0.025, 0.5, 0.975].map((p) => stagewiseEffect(b, stopped, p));
        expect(limits).toEqual([...limits].sort((one, two) => one - two));
        limits.forEach((effect, i) => {
          expect(Math.abs(stagewisePValue(b, stopped, effect) - [0.025, 0.5, 0.975][i])).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('is uniform under the hypothesis: P(p at most that of a bound) is that p, whatever the effect', () => {
    fc.assert(
      fc.property(bounds, real(-2, 2), (b, effect) => {
        const exits = exitProbabilities(b, effect).upper;
        let above = 0;
        b.upper.forEach((z, look) => {
          above += exits[look];
          expect(Math.abs(stagewisePValue(b, { look, z }, effect) - above)).toBeLessThan(1e-12);
        });
      }),
      runs,
    );
  });

  it('of the other side is what the exits below leave', () => {
    fc.assert(
      fc.property(bounds, real(-2, 2), (b, effect) => {
        const exits = exitProbabilities(b, effect).lower;
        let below = 0;
        b.lower.forEach((z, look) => {
          below += exits[look];
          if (z === b.upper[look] || z === Number.NEGATIVE_INFINITY) return;
          expect(Math.abs(1 - stagewisePValue(b, { look, z }, effect) - below)).toBeLessThan(1e-12);
        });
      }),
      runs,
    );
  });
});
