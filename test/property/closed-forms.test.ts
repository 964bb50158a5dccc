import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRates } from '../../src/analyses/compareRates.ts';
import {
  assayAccuracy,
  dilutedEffect,
} from '../../src/operating-characteristics/closed-forms/assayAccuracy.ts';
import {
  type EnumeratedTest,
  exactBinomialPower,
  rejectionRegion,
} from '../../src/operating-characteristics/closed-forms/exactBinomialPower.ts';
import { freedmanEvents, freedmanPower } from '../../src/operating-characteristics/closed-forms/freedman.ts';
import {
  exponentialEventProbability,
  lachinFoulkesPower,
  lachinFoulkesSize,
} from '../../src/operating-characteristics/closed-forms/lachinFoulkes.ts';
import { marginalOddsRatio } from '../../src/operating-characteristics/closed-forms/noncollapsibility.ts';
import {
  normalTheoryPower,
  twoRatesPower,
} from '../../src/operating-characteristics/closed-forms/normalTheoryPower.ts';
import {
  schoenfeldEvents,
  schoenfeldPower,
} from '../../src/operating-characteristics/closed-forms/schoenfeld.ts';
import { targetedEfficiency } from '../../src/operating-characteristics/closed-forms/simonMaitournam.ts';
import { tTestPower } from '../../src/operating-characteristics/closed-forms/tTestPower.ts';
import { twoRatesSize } from '../../src/operating-characteristics/closed-forms/twoRatesSize.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const alpha = between(0.001, 0.1);
const power = between(0.5, 0.99);
const ratio = between(0.3, 3);
const benefit = between(0.3, 0.9);

const lachinFoulkesTrial = fc.record({
  controlHazard: between(0.02, 0.5),
  hazardRatio: benefit,
  dropoutHazard: between(0, 0.1),
  accrual: between(0.5, 24),
  followUp: between(0, 24),
  accrualShape: fc.oneof(fc.constant(0), between(-0.2, 0.2)),
  ratio,
  alpha,
});
const trialOf = ({
  hazardRatio,
  followUp,
  ...t
}: typeof lachinFoulkesTrial extends fc.Arbitrary<infer T> ? T : never) => ({
  ...t,
  experimentalHazard: t.controlHazard * hazardRatio,
  study: t.accrual + followUp,
});

describe('power undoes size', () => {
  it('Schoenfeld and Freedman', () => {
    fc.assert(
      fc.property(benefit, alpha, ratio, power, (hazardRatio, a, r, p) => {
        const design = { hazardRatio, alpha: a, ratio: r };
        expect(schoenfeldPower(design, schoenfeldEvents(design, p))).toBeCloseTo(p, 10);
        expect(freedmanPower(design, freedmanEvents(design, p))).toBeCloseTo(p, 10);
      }),
    );
  });
  it('Lachin and Foulkes', () => {
    fc.assert(
      fc.property(lachinFoulkesTrial, power, (t, p) => {
        const trial = trialOf(t);
        expect(lachinFoulkesPower(trial, lachinFoulkesSize(trial, p).patients)).toBeCloseTo(p, 10);
      }),
    );
  });
  it('two rates', () => {
    fc.assert(
      fc.property(between(0.05, 0.45), between(0.05, 0.5), alpha, power, ratio, (p0, d, a, p, r) => {
        const n0 = twoRatesSize({ p1: p0 + d, p0, ratio: r, alpha: a, power: p });
        expect(twoRatesPower({ n1: r * n0, n0, p1: p0 + d, p0, alpha: a })).toBeCloseTo(p, 10);
      }),
    );
  });
});

it('the event probability is the mean over entry times', () => {
  fc.assert(
    fc.property(lachinFoulkesTrial, (t) => {
      const trial = trialOf(t);
      const leaving = trial.controlHazard + trial.dropoutHazard;
      let sum = 0;
      let weights = 0;
      // Midpoint rule: its error, measured below 1e-6 for these hazards and periods, is that of the test.
      for (let i = 0; i < 2000; i++) {
        const entry = (trial.accrual * (i + 0.5)) / 2000;
        const weight = Math.exp(-trial.accrualShape * entry);
        weights += weight;
        sum += (weight * trial.controlHazard * -Math.expm1(-leaving * (trial.study - entry))) / leaving;
      }
      expect(Math.abs(exponentialEventProbability(trial, trial.controlHazard) - sum / weights)).toBeLessThan(
        1e-5,
      );
    }),
  );
});

describe('assay', () => {
  const assay = fc.record({
    prevalence: between(0.02, 0.98),
    sensitivity: between(0.5, 1),
    specificity: between(0.5, 0.999),
  });
  it('the four cells sum to the marker and to the assay', () => {
    fc.assert(
      fc.property(assay, (a) => {
        const { ppv, npv, positive } = assayAccuracy(a);
        expect(ppv * positive + (1 - npv) * (1 - positive)).toBeCloseTo(a.prevalence, 12);
        expect(ppv * positive).toBeCloseTo(a.prevalence * a.sensitivity, 12);
      }),
    );
  });
  it('effects in assay groups average to the overall effect, and differ by the diluted interaction', () => {
    fc.assert(
      fc.property(assay, between(-1, 1), between(-1, 1), (a, e1, e0) => {
        const { positive } = assayAccuracy(a);
        const effect = dilutedEffect(a, e1, e0);
        expect(positive * effect.positive + (1 - positive) * effect.negative).toBeCloseTo(effect.overall, 12);
        expect(effect.positive - effect.negative).toBeCloseTo(effect.interactionFactor * (e1 - e0), 12);
      }),
    );
  });
  it('with one effect for all, targeting saves nobody and screens in vain', () => {
    fc.assert(
      fc.property(assay, between(0.1, 1), (a, effect) => {
        const { randomised, screened } = targetedEfficiency(a, effect, effect, { kind: 'mixture', sd: 2 });
        expect(randomised).toBeCloseTo(1, 12);
        expect(screened).toBeCloseTo(assayAccuracy(a).positive, 12);
      }),
    );
  });
});

it('a marginal odds ratio lies between 1 and the conditional one, and is it without a covariate', () => {
  fc.assert(
    fc.property(
      between(1.05, 8),
      between(-2, 2),
      between(0.3, 3),
      between(0.1, 0.9),
      (oddsRatio, intercept, g, p) => {
        const covariate = [
          { logOdds: g, probability: p },
          { logOdds: 0, probability: 1 - p },
        ];
        const marginal = marginalOddsRatio(oddsRatio, intercept, covariate);
        expect(marginal).toBeGreaterThan(1);
        expect(marginal).toBeLessThan(oddsRatio);
        expect(marginalOddsRatio(oddsRatio, intercept, [{ logOdds: g, probability: 1 }])).toBeCloseTo(
          oddsRatio,
          10,
        );
        expect(
          marginalOddsRatio(
            1 / oddsRatio,
            -intercept,
            covariate.map((c) => ({ ...c, logOdds: -c.logOdds })),
          ),
        ).toBeCloseTo(1 / marginal, 10);
      },
    ),
  );
});

describe('exact power', () => {
  const TESTS: readonly EnumeratedTest[] = ['score', 'fisher', 'boschloo'];
  const n = fc.integer({ min: 1, max: 12 });

  it.each(TESTS)('the walked border is that of the whole region: %s', (test) => {
    fc.assert(
      fc.property(n, n, fc.constantFrom(0.005, 0.025, 0.05, 0.1, 0.2), (n1, n0, a) => {
        const border = rejectionRegion(test, n1, n0, a);
        for (let x0 = 0; x0 <= n0; x0++)
          for (let x1 = 0; x1 <= n1; x1++) {
            const by = test === 'score' ? 'rates' : test;
            const { p } = compareRates([{ n1, x1, n0, x0 }], { by });
            // p and alpha may agree to rounding, where z >= bound decides.
            if (Math.abs(p - a) > 1e-9) expect(x1 >= border[x0]!).toBe(p <= a);
          }
      }),
      { numRuns: 40 },
    );
  });
  it.each(['fisher', 'boschloo'] as const)('is at most alpha without an effect: %s', (test) => {
    fc.assert(
      fc.property(n, n, alpha, between(0, 1), (n1, n0, a, rate) => {
        expect(exactBinomialPower(test, { n1, n0, p1: rate, p0: rate, alpha: a })).toBeLessThanOrEqual(
          a + 1e-9,
        );
      }),
      { numRuns: 40 },
    );
  });
  it('goes to normal theory in large trials', () => {
    const rates = { n1: 900, n0: 800, p1: 0.36, p0: 0.3, alpha: 0.025 };
    // Lattice of the binomial: steps of about 1 / sqrt(N) of a standard deviation; measured difference 1e-3.
    expect(Math.abs(exactBinomialPower('score', rates) - twoRatesPower(rates))).toBeLessThan(5e-3);
  });
});

it('the t test loses power to the z test, and less and less of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 2000 }), between(0.1, 0.9), alpha, (n, difference, a) => {
      const z = normalTheoryPower(difference, Math.sqrt(2 / n), a);
      const t = tTestPower({ n1: n, n0: n, difference, sd: 1, alpha: a });
      expect(t).toBeLessThan(z + 1e-12);
      // To first order density(0) (c^3 + c) / (8 n), c the bound: 1.6 / n at the smallest alpha.
      expect(z - t).toBeLessThan(2.5 / n);
    }),
  );
});
