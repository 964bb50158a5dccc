import { describe, expect, it } from 'vitest';
import { expectationsOf } from '../../src/designs/expectations.ts';
import { normalTheoryPower, schoenfeldPower } from '../../src/designs/limits/normalTheoryPower.ts';
import { normalCdf, normalQuantile } from '../../src/numeric/normal.ts';
import type { TestSpec, TrialDesign, Truth } from '../../src/scenario/model.ts';
import {
  binary,
  constant,
  continuous,
  enrolmentOf,
  hazardRatio,
  marker,
  planned,
  single,
  survival,
  testOf,
  trialOf,
  truthOf,
} from '../fixtures/estimands/scenario.ts';
import reference from '../reference/margin/margin.json' with { type: 'json' };

function powers(truth: Truth, test: Partial<TestSpec>, trial: Partial<TrialDesign> = {}, month = 30) {
  const { plan, population, trial: design } = planned(truth, trialOf(trial));
  const spec = testOf(test);
  return {
    computed: normalTheoryPower(spec, design, plan, truth, population, month),
    schoenfeld: schoenfeldPower(spec, design, plan, truth, population, month),
    events: expectationsOf(design, plan, truth, population).events(month, spec.in, spec.of),
  };
}

const withRatio = (ratio: number) =>
  truthOf({
    enrolment: enrolmentOf(constant(2000), 'poisson'),
    endpoints: { Y: survival({ effect: hazardRatio(single(ratio)), dropout: constant(0.02) }) },
  });

describe('power of time-to-event tests', () => {
  it("is Schoenfeld's for a log-rank or Cox test of a small effect", () => {
    const trial = { size: { kind: 'randomised' as const, n: 40000 } };
    for (const by of ['log-rank', 'cox'] as const) {
      const { computed, schoenfeld, events } = powers(withRatio(0.97), { by }, trial);
      const formula = normalCdf((-Math.log(0.97) * Math.sqrt(events)) / 2 - normalQuantile(0.975));
      expect(schoenfeld?.power).toBeCloseTo(formula, 10);
      // The two differ by terms in (log HR)^2, here 1e-3 of the drift.
      expect(Math.abs((computed?.power as number) - formula)).toBeLessThan(1e-3);
      expect(computed?.kind).toBe('limiting score');
    }
  });

  it('is alpha, as sided, where nothing works', () => {
    for (const test of [{}, { by: 'cox' as const }, { stratifyBy: ['M'] }, { interaction: 'M' }]) {
      expect(powers(withRatio(1), test).computed?.power).toBeCloseTo(0.025, 9);
      expect(powers(withRatio(1), { ...test, sided: 2, alpha: 0.1 }).computed?.power).toBeCloseTo(0.05, 9);
    }
  });

  it('has no value where nobody is compared, and no Schoenfeld for other tests', () => {
    const nobody = powers(withRatio(0.7), { in: marker('M-') }, { enrol: marker('M+') });
    expect(nobody.computed).toBeNull();
    expect(nobody.schoenfeld).toBeNull();
    const rmst = powers(withRatio(0.7), { by: 'rmst', estimate: 'rmst', horizon: 12 });
    expect(rmst.schoenfeld).toBeNull();
    const late = powers(withRatio(0.7), { by: 'fleming-harrington', weights: { rho: 0, gamma: 1 } });
    expect(late.schoenfeld).toBeNull();
    expect(late.computed?.kind).toBe('limiting score');
    expect(rmst.computed?.kind).toBe('normal theory');
    expect(powers(withRatio(0.7), { by: 'rmst', estimate: 'rmst', horizon: 40 }).computed).toBeNull();
  });
});

describe('power of tests of rates', () => {
  const truth = truthOf({
    endpoints: { Y: binary({ control: single(0.2), effect: { kind: 'experimental', value: single(0.5) } }) },
  });
  const fisher = { by: 'fisher' as const, estimate: 'risk difference' as const };
  const hundred = { size: { kind: 'randomised' as const, n: 100 } };

  it('is exact where the arms have fixed sizes', () => {
    // 50 patients an arm, Fisher one-sided 0.025: 0.8527 (R: sum of dbinom over fisher.test rejections).
    const { computed } = powers(truth, fisher, hundred);
    expect(computed?.kind).toBe('exact binomial');
    expect(computed?.power).toBeCloseTo(0.8527, 4);
  });

  it('is normal theory where they have not: strata, partial blocks, a subgroup, an early look', () => {
    const open = { ...hundred, size: { kind: 'randomised' as const, n: 102 } };
    const kinds = [
      powers(truth, fisher, open),
      powers(truth, { ...fisher, in: marker('M+') }, hundred),
      powers(truth, { ...fisher, by: 'cmh', stratifyBy: ['M'] }, hundred),
      powers(truth, fisher, hundred, 3),
    ].map(({ computed }) => computed?.kind);
    expect(kinds).toEqual(new Array(4).fill('normal theory'));
    // With the continuity correction it stays near the exact value.
    expect(powers(truth, fisher, open).computed?.power).toBeCloseTo(0.857, 1);
  });

  it('turns round where fewer are better', () => {
    const lower = truthOf({
      endpoints: {
        Y: binary({
          control: single(0.8),
          effect: { kind: 'experimental', value: single(0.5) },
          better: 'lower',
        }),
      },
    });
    expect(powers(lower, fisher, hundred).computed?.power).toBeCloseTo(0.8527, 4);
  });
});

describe('power of tests of means', () => {
  it("is that of the t test's normal approximation", () => {
    const truth = truthOf({
      endpoints: { Y: continuous({ effect: { kind: 'mean difference', value: single(0.4) } }) },
    });
    const trial = { size: { kind: 'randomised' as const, n: 200 } };
    const { computed } = powers(
      truth,
      { by: 't-test', estimate: 'mean difference', variance: 'pooled' },
      trial,
    );
    // R: power.t.test(n = 100, delta = 0.4, sd = 1) gives 0.8036466 by the noncentral t.
    expect(Math.abs((computed?.power as number) - 0.8036466)).toBeLessThan(0.004);
  });
});

/** rpact's formulas (test/reference/margin/margin.R). */
describe('against a margin', () => {
  const { formulas } = reference;

  it("Schoenfeld's power counts from the margin", () => {
    const margin = Math.log(1.25);
    const trial = { size: { kind: 'randomised' as const, n: 700 } };
    const { schoenfeld, computed, events } = powers(withRatio(1), { by: 'cox', margin }, trial);
    const power = (count: number) => normalCdf((margin * Math.sqrt(count)) / 2 - normalQuantile(0.975));
    expect(power(500)).toBeCloseTo(formulas.survival, 6);
    expect(schoenfeld?.power).toBeCloseTo(power(events), 8);
    // At no effect the spread of the estimate is what its standard error says.
    expect(Math.abs((computed?.power as number) - power(events))).toBeLessThan(1e-3);
  });

  it('rates: exact, near the formula of Farrington and Manning', () => {
    const rates = truthOf({
      enrolment: enrolmentOf(constant(2000), 'poisson'),
      endpoints: { Y: binary({ control: single(0.7) }) },
    });
    const trial = { size: { kind: 'randomised' as const, n: 600 } };
    const { computed } = powers(rates, { by: 'risk-difference', margin: -0.1 }, trial);
    expect(computed?.kind).toBe('exact binomial');
    // The formula is normal: of 300 an arm a table in the rejection region weighs up to 0.01.
    expect(Math.abs((computed?.power as number) - formulas.rates)).toBeLessThan(0.01);
  });

  it('means: the noncentral t law', () => {
    const means = truthOf({
      enrolment: enrolmentOf(constant(2000), 'poisson'),
      endpoints: { Y: continuous({ control: { mean: single(0), sd: single(10) } }) },
    });
    const trial = { size: { kind: 'randomised' as const, n: 600 } };
    const { computed } = powers(means, { by: 't-test', variance: 'pooled', margin: -2 }, trial);
    expect(computed?.power).toBeCloseTo(formulas.means, 3);
  });
});
