import { expect, it } from 'vitest';
import {
  assayAccuracy,
  dilutedEffect,
} from '../../src/operating-characteristics/closed-forms/assayAccuracy.ts';
import {
  exactBinomialPower,
  rejectionRegion,
} from '../../src/operating-characteristics/closed-forms/exactBinomialPower.ts';
import { freedmanPower } from '../../src/operating-characteristics/closed-forms/freedman.ts';
import { exponentialEventProbability } from '../../src/operating-characteristics/closed-forms/lachinFoulkes.ts';
import { marginalOddsRatio } from '../../src/operating-characteristics/closed-forms/noncollapsibility.ts';
import {
  normalTheoryPower,
  twoRatesPower,
} from '../../src/operating-characteristics/closed-forms/normalTheoryPower.ts';
import { schoenfeldPower } from '../../src/operating-characteristics/closed-forms/schoenfeld.ts';
import { targetedEfficiency } from '../../src/operating-characteristics/closed-forms/simonMaitournam.ts';
import { tTestPower } from '../../src/operating-characteristics/closed-forms/tTestPower.ts';
import { twoRatesSize } from '../../src/operating-characteristics/closed-forms/twoRatesSize.ts';

it('examples of the docstrings', () => {
  const design = { hazardRatio: 0.5, alpha: 0.025, ratio: 1 };
  expect(schoenfeldPower(design, 65.3457)).toBeCloseTo(0.8, 5);
  expect(freedmanPower(design, 70.6399)).toBeCloseTo(0.8, 5);
  expect(assayAccuracy({ prevalence: 0.1, sensitivity: 0.9, specificity: 0.9 }).npv).toBeCloseTo(0.9878, 5);
  expect(dilutedEffect({ prevalence: 0.1, sensitivity: 0.9, specificity: 0.9 }, 0.2, 0).negative).toBeCloseTo(
    0.00244,
    5,
  );
  expect(
    targetedEfficiency({ prevalence: 0.25, sensitivity: 0.9, specificity: 0.9 }, 1, 0.5).screened,
  ).toBeCloseTo(0.588, 10);
  expect(normalTheoryPower(0.5, 0.5 / 2.801585, 0.025)).toBeCloseTo(0.8, 6);
  expect(twoRatesPower({ n1: 100, n0: 100, p1: 0.4, p0: 0.2, alpha: 0.025 })).toBeCloseTo(0.8757, 4);
  expect(twoRatesSize({ p1: 0.805, p0: 0.67, ratio: 1, alpha: 0.025, power: 0.9 })).toBeCloseTo(221.14, 2);
  expect(tTestPower({ n1: 64, n0: 64, difference: 0.5, sd: 1, alpha: 0.025 })).toBeCloseTo(0.8014586, 7);
  expect([...rejectionRegion('fisher', 5, 5, 0.025)]).toEqual([4, 5, 6, 6, 6, 6]);
  expect(exactBinomialPower('fisher', { n1: 50, n0: 50, p1: 0.5, p0: 0.2, alpha: 0.025 })).toBeCloseTo(
    0.8527,
    4,
  );
});

it('certain and impossible assay results', () => {
  expect(assayAccuracy({ prevalence: 0, sensitivity: 0.9, specificity: 1 })).toEqual({
    ppv: NaN,
    npv: 1,
    positive: 0,
  });
  expect(assayAccuracy({ prevalence: 1, sensitivity: 1, specificity: 1 })).toEqual({
    ppv: 1,
    npv: NaN,
    positive: 1,
  });
});

it('the direction of power: harm is not rejected as benefit', () => {
  expect(schoenfeldPower({ hazardRatio: 2, alpha: 0.025, ratio: 1 }, 100)).toBeLessThan(1e-6);
  expect(freedmanPower({ hazardRatio: 2, alpha: 0.025, ratio: 1 }, 100)).toBeLessThan(1e-6);
  expect(schoenfeldPower({ hazardRatio: 1, alpha: 0.025, ratio: 2 }, 100)).toBeCloseTo(0.025, 12);
});

it('entry density equal to the leaving rate, and uniform entry', () => {
  const trial = {
    controlHazard: 0.2,
    experimentalHazard: 0.1,
    dropoutHazard: 0,
    accrual: 4,
    study: 6,
    accrualShape: 0.2,
    ratio: 1,
    alpha: 0.025,
  };
  const near = exponentialEventProbability({ ...trial, accrualShape: 0.2 + 1e-9 }, 0.2);
  expect(exponentialEventProbability(trial, 0.2)).toBeCloseTo(near, 8);
  const uniform = exponentialEventProbability({ ...trial, accrualShape: 0 }, 0.2);
  expect(uniform).toBeCloseTo(1 - (Math.exp(-0.4) - Math.exp(-1.2)) / 0.8, 12);
});

it('a covariate of two certain levels leaves the odds ratio alone', () => {
  expect(marginalOddsRatio(3, -1, [{ logOdds: 2, probability: 1 }])).toBeCloseTo(3, 12);
});
