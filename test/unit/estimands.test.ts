import { describe, expect, it } from 'vitest';
import type { Estimand } from '../../src/designs/estimand.ts';
import { estimandsOf } from '../../src/designs/estimands.ts';
import type { TestSpec, TrialDesign, Truth } from '../../src/scenario/model.ts';
import {
  ALL,
  binary,
  byM,
  continuous,
  exponential,
  hazardRatio,
  level,
  marker,
  planned,
  quotaOf,
  single,
  survival,
  testOf,
  trialOf,
  truthOf,
} from '../fixtures/estimands/scenario.ts';

const FOREVER = Number.POSITIVE_INFINITY;

function estimands(
  truth: Truth,
  test: Partial<TestSpec> = {},
  trial: Partial<TrialDesign> = {},
  month = FOREVER,
): Estimand[] {
  const { plan, population, trial: design } = planned(truth, trialOf(trial));
  return estimandsOf(testOf(test), design, plan, truth, population, month);
}

const names = (list: Estimand[]) => list.map(({ name }) => name);
const errs = { sensitivity: single(0.9), specificity: single(0.8) };
const predictive = { Y: survival({ effect: hazardRatio(byM(0.5, 1)) }) };

describe('names of estimands', () => {
  it('gives the assay and the truth apart where they differ, in the order assay, truth', () => {
    const truth = truthOf({ assay: errs, endpoints: predictive });
    expect(names(estimands(truth, { in: marker('M+') }))).toEqual(['M+ (assay)', 'true M+']);
    expect(names(estimands(truth, { interaction: 'M' }))).toEqual([
      'M interaction (assay)',
      'true M interaction',
    ]);
  });

  it('gives one where the assay is perfect, also when some results fail', () => {
    const truth = truthOf({ assay: { unevaluable: single(0.1) }, endpoints: predictive });
    expect(names(estimands(truth, { in: marker('M+') }))).toEqual(['M+']);
    expect(names(estimands(truth, { interaction: 'M' }))).toEqual(['M interaction']);
    expect(names(estimands(truth, { in: marker('M+') }, { enrol: marker('M+') }))).toEqual(['M+']);
  });

  it('keeps two when a stratum of the test is a failed result', () => {
    const truth = truthOf({ assay: { unevaluable: single(0.1) }, endpoints: predictive });
    const test = { in: { kind: 'not', of: marker('M-') } as const, stratifyBy: ['M'] };
    expect(names(estimands(truth, test))).toEqual(['not M- (assay)', 'not true M-']);
  });

  it('has no true counterpart of a failed result', () => {
    const truth = truthOf({ assay: { unevaluable: single(0.1) }, endpoints: predictive });
    expect(names(estimands(truth, { in: marker('M?') }))).toEqual(['M? (assay)']);
  });

  it('adds the population mix where enrolment changes it, and the target mix where there is one', () => {
    const truth = truthOf({ endpoints: predictive, targetMix: byM(0.3, 0.7) });
    expect(names(estimands(truth))).toEqual(['all (enrolled mix)', 'all (target mix)']);
    expect(names(estimands(truth, {}, { enrol: marker('M+') }))).toEqual([
      'all (enrolled mix)',
      'all (population mix)',
      'all (target mix)',
    ]);
  });

  it('names a stratum by its level, and a true population by truth', () => {
    const truth = truthOf({
      strata: { age: { child: single(0.2), adult: single(0.8) } },
      assay: errs,
      endpoints: predictive,
    });
    expect(names(estimands(truth, { in: level('age', 'child') }))).toEqual(['age = child (enrolled mix)']);
    const real = { in: marker('M+', 'truth') };
    expect(names(estimands(truth, real))).toEqual(['true M+']);
    expect(names(estimands(truth, real, { enrol: marker('M-') }))).toEqual(['true M+']);
  });
});

describe('time-to-event estimands', () => {
  it('is the log hazard ratio under proportional hazards', () => {
    const truth = truthOf({ endpoints: { Y: survival({ effect: hazardRatio(single(0.6)) }) } });
    const [all] = estimands(truth, {}, {}, 20);
    expect(all.value).toBeCloseTo(Math.log(0.6), 12);
  });

  it('weighs the groups of the target mix', () => {
    const truth = truthOf({ prevalence: 0.9, endpoints: predictive, targetMix: byM(0.3, 0.7) });
    const [, intended] = estimands(truth);
    const [population] = estimands(truthOf({ prevalence: 0.3, endpoints: predictive }));
    expect(intended.value).toBeCloseTo(population.value, 10);
  });

  it('gives in an enriched trial what the whole population would have given', () => {
    const truth = truthOf({ prevalence: 0.3, endpoints: predictive });
    const [, population] = estimands(truth, {}, { enrol: marker('M+') });
    expect(population.value).toBeCloseTo(estimands(truth)[0].value, 10);
  });

  it('is the difference of the two for an interaction', () => {
    const truth = truthOf({ endpoints: { Y: survival({ effect: hazardRatio(byM(0.5, 1.25)) }) } });
    expect(estimands(truth, { interaction: 'M' })[0].value).toBeCloseTo(Math.log(0.5 / 1.25), 10);
  });

  it('is the difference of areas for RMST: (1 - exp(-h t)) / h', () => {
    const truth = truthOf({
      endpoints: {
        Y: survival({ control: exponential(byM(0.2, 0.1)), effect: hazardRatio(byM(0.5, 1)) }),
      },
    });
    const area = (hazard: number) => -Math.expm1(-hazard * 12) / hazard;
    const [all] = estimands(truth, { by: 'rmst', estimate: 'rmst', horizon: 12 }, {}, 30);
    expect(all.value).toBeCloseTo((area(0.1) - area(0.2)) / 2, 12);
  });

  it('is infinite where one arm has no events and NaN where there is nothing to see', () => {
    const immune = truthOf({
      endpoints: {
        Y: survival({ effect: { kind: 'experimental', curve: exponential(single(0.1), single(1)) } }),
      },
    });
    expect(estimands(immune)[0].value).toBe(Number.NEGATIVE_INFINITY);
    expect(estimands(truthOf({ endpoints: predictive }), {}, {}, 0)[0].value).toBeNaN();
    expect(
      estimands(truthOf({ endpoints: predictive }), { in: marker('M-') }, { enrol: marker('M+') })[0].value,
    ).toBeNaN();
  });

  it('drops a covariate that repeats a stratum', () => {
    const truth = truthOf({ endpoints: { Y: survival({ effect: hazardRatio(byM(0.5, 0.9)) }) } });
    const [stratified] = estimands(truth, { by: 'cox', stratifyBy: ['M'] }, {}, 30);
    const [both] = estimands(truth, { by: 'cox', stratifyBy: ['M'], covariates: ['M'] }, {}, 30);
    expect(both.value).toBeCloseTo(stratified.value, 10);
  });
});

describe('binary estimands', () => {
  // Rates 0.5 and 0.7 in M+ (share 0.4), 0.2 and 0.3 in M-: marginal 0.32 and 0.46.
  const endpoint = binary({
    control: byM(0.5, 0.2),
    effect: { kind: 'risk difference', value: byM(0.2, 0.1) },
  });
  const truth = truthOf({ prevalence: 0.4, endpoints: { Y: endpoint } });
  const value = (test: Partial<TestSpec>, trial: Partial<TrialDesign> = {}, month = FOREVER) =>
    estimands(truth, test, trial, month)[0].value;

  it('are marginal without strata', () => {
    expect(value({ by: 'risk-difference', estimate: 'risk difference' })).toBeCloseTo(0.14, 12);
    expect(value({ by: 'risk-ratio', estimate: 'risk ratio' })).toBeCloseTo(Math.log(0.46 / 0.32), 12);
    expect(value({ by: 'fisher', estimate: 'odds ratio' })).toBeCloseTo(
      Math.log((0.46 * 0.68) / (0.54 * 0.32)),
      12,
    );
  });

  it('are those of Mantel and Haenszel over strata', () => {
    const strata = { stratifyBy: ['M'] };
    expect(value({ by: 'cmh', estimate: 'risk difference', ...strata })).toBeCloseTo(0.14, 12);
    const ratio = (0.4 * 0.7 * 0.5 + 0.6 * 0.3 * 0.8) / (0.4 * 0.3 * 0.5 + 0.6 * 0.7 * 0.2);
    expect(value({ by: 'cmh', estimate: 'odds ratio', ...strata })).toBeCloseTo(Math.log(ratio), 12);
  });

  it('do not depend on the allocation ratio, but on who was assessed in time', () => {
    const test = { by: 'risk-difference', estimate: 'risk difference' } as const;
    const trial = {
      randomise: { ratio: [2, 1] as [number, number], method: 'blocks' as const, block: 3, stratifyBy: [] },
    };
    expect(value(test, trial)).toBeCloseTo(0.14, 12);
    // The quota of M- is filled first: by month 10 its 60 patients are in, and 80 of the 120 M+.
    const quotas = {
      size: { kind: 'randomised' as const, n: 180 },
      quotas: [quotaOf(marker('M+'), 120), quotaOf(marker('M-'), 60)],
    };
    expect(value(test, quotas, 10)).toBeCloseTo((80 * 0.2 + 60 * 0.1) / 140, 12);
  });
});

describe('continuous estimands', () => {
  it('are the marginal difference, whatever is adjusted for', () => {
    const endpoint = continuous({
      prognosticShift: byM(3, 0),
      effect: { kind: 'mean difference', value: byM(2, 1) },
      baselineCorrelation: 0.5,
    });
    const truth = truthOf({ prevalence: 0.25, endpoints: { Y: endpoint } });
    for (const test of [
      { by: 't-test' as const },
      { by: 't-test' as const, stratifyBy: ['M'] },
      { by: 'ancova' as const, covariates: ['baseline', 'M'] },
    ]) {
      const [all] = estimands(truth, { estimate: 'mean difference', in: ALL, ...test });
      expect(all.value).toBeCloseTo(1.25, 12);
    }
  });

  it('are of those assessed in time', () => {
    const endpoint = continuous({ effect: { kind: 'mean difference', value: byM(2, 1) }, assessedAt: 3 });
    const truth = truthOf({ endpoints: { Y: endpoint } });
    const quotas = [quotaOf(marker('M+'), 120), quotaOf(marker('M-'), 60)];
    const test = { by: 't-test' as const, estimate: 'mean difference' as const };
    // Screened by month 7: 70 of each status, of whom 60 M- had a place.
    const [all] = estimands(truth, test, { size: { kind: 'randomised', n: 180 }, quotas }, 10);
    expect(all.value).toBeCloseTo((70 * 2 + 60 * 1) / 130, 12);
  });
});

describe('adjusted effects of rates', () => {
  it('have a value in a mix that is not the one enrolled', () => {
    // Arm and covariates are independent, so what a logistic model averages to is the difference of the marginal rates.
    const effect = { kind: 'risk difference' as const, value: byM(0.4, 0.1) };
    const truth = truthOf({ prevalence: 0.25, assay: errs, endpoints: { Y: binary({ effect }) } });
    const adjusted = {
      by: 'g-computation' as const,
      estimate: 'risk difference' as const,
      covariates: ['M'],
    };
    const found = estimands(truth, adjusted, { enrol: marker('M+') });
    const ppv = (0.25 * 0.9) / (0.25 * 0.9 + 0.75 * 0.2);
    expect(found[0].value).toBeCloseTo(0.1 + 0.3 * ppv, 9);
    expect(found.find(({ name }) => name === 'all (population mix)')?.value).toBeCloseTo(0.1 + 0.3 * 0.25, 9);
  });
});
