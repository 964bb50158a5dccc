import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  assayAccuracy,
  dilutedEffect,
} from '../../src/operating-characteristics/closed-forms/assayAccuracy.ts';
import {
  type EnumeratedTest,
  exactBinomialPower,
} from '../../src/operating-characteristics/closed-forms/exactBinomialPower.ts';
import { freedmanEvents } from '../../src/operating-characteristics/closed-forms/freedman.ts';
import { lachinFoulkesSize } from '../../src/operating-characteristics/closed-forms/lachinFoulkes.ts';
import { marginalOddsRatio } from '../../src/operating-characteristics/closed-forms/noncollapsibility.ts';
import {
  type TwoRates,
  twoRatesPower,
} from '../../src/operating-characteristics/closed-forms/normalTheoryPower.ts';
import { schoenfeldEvents } from '../../src/operating-characteristics/closed-forms/schoenfeld.ts';
import {
  type EfficiencyVariance,
  targetedEfficiency,
} from '../../src/operating-characteristics/closed-forms/simonMaitournam.ts';
import { type TwoMeans, tTestPower } from '../../src/operating-characteristics/closed-forms/tTestPower.ts';
import { twoRatesSize } from '../../src/operating-characteristics/closed-forms/twoRatesSize.ts';

// biome-ignore lint/suspicious/noExplicitAny: each row has its own inputs and values
type Row = { id: string; inputs: any; value: any; tolerance: number };

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`./closed-forms/${name}`, import.meta.url), 'utf8'));
const published = read('published.json') as Row[];
const values = read('values.json') as {
  tTest: (TwoMeans & { power: number })[];
  twoRates: { n: number; p1: number; p0: number; alpha: number; power: number }[];
  exact: (TwoRates & Record<EnumeratedTest, number>)[];
};

const rows = (prefix: string) => {
  const found = published.filter(({ id }) => id.startsWith(prefix));
  expect(found.length).toBeGreaterThan(0);
  return found;
};
/** The row's own tolerance, relative to values above 1 and absolute below. */
const near = (row: Row, actual: number, expected: number) =>
  expect(Math.abs(actual - expected), row.id).toBeLessThanOrEqual(
    row.tolerance * Math.max(1, Math.abs(expected)),
  );

/** Every published row is held against a formula here. */
const tested = new Set<string>();
const each = (prefix: string, check: (row: Row) => void) =>
  it.each(rows(prefix))('$id', (row) => {
    tested.add(row.id);
    check(row);
  });

const assayOf = ({ prevalence, sens = 1, spec = 1 }: Record<string, number>) => ({
  prevalence: prevalence!,
  sensitivity: sens,
  specificity: spec,
});

describe('targeted against untargeted, Simon & Maitournam', () => {
  each('SM-cont', (row) => {
    const { randomised, screened } = targetedEfficiency(
      assayOf(row.inputs),
      1,
      row.inputs.delta0_over_delta1,
    );
    near(row, randomised, row.value.randomised);
    near(row, screened, row.value.screened);
  });
  each('SM-assay', (row) => {
    const assay = assayOf(row.inputs);
    const { randomised, screened } = targetedEfficiency(assay, 1, row.inputs.delta0_over_delta1);
    near(row, assayAccuracy(assay).ppv, row.value.ppv);
    near(row, assayAccuracy(assay).positive, row.value.pos);
    near(row, randomised, row.value.rand);
    near(row, screened, row.value.screen);
  });
  each('SM-bin', (row) => {
    const { pc, delta1, delta0 } = row.inputs;
    const assay = assayOf(row.inputs);
    const variance: EfficiencyVariance = { kind: 'binary', controlRate: pc };
    const { randomised, screened } = targetedEfficiency(assay, delta1, delta0, variance);
    if (row.value.ppv !== undefined) near(row, assayAccuracy(assay).ppv, row.value.ppv);
    if (row.value.pos !== undefined) near(row, assayAccuracy(assay).positive, row.value.pos);
    near(row, randomised, row.value.rand);
    near(row, screened, row.value.screen);
  });
  each('MS-mixvar', (row) => {
    const { delta1, delta0, sigma } = row.inputs;
    const variance: EfficiencyVariance = { kind: 'mixture', sd: sigma };
    near(row, targetedEfficiency(assayOf(row.inputs), delta1, delta0, variance).randomised, row.value);
  });
  each('FDA-ratio', (row) => {
    near(
      row,
      targetedEfficiency(assayOf(row.inputs), 1, row.inputs.neg_effect_fraction).randomised,
      row.value,
    );
  });
});

describe('two rates', () => {
  each('SM-trastuzumab', (row) => {
    const { pc, delta1, delta0, prevalence, alpha2, power } = row.inputs;
    const effects = [delta1, prevalence * delta1 + (1 - prevalence) * delta0];
    for (const [kind, options] of [
      ['unpooled', { variance: 'unpooled' }],
      ['pooled', {}],
      ['pooled_cc', { continuity: true }],
    ] as const)
      effects.forEach((effect, i) => {
        const size = twoRatesSize({ p1: pc + effect, p0: pc, ratio: 1, alpha: alpha2 / 2, power }, options);
        // The row allows one patient; the formulas agree to rounding.
        expect(Math.abs(size / row.value[kind][i] - 1)).toBeLessThan(1e-9);
      });
  });
});

describe('misclassification (all but the limiting Cox hazard ratios)', () => {
  each('Misclass', (row) => {
    const { delta_truepos, delta_trueneg, HR_truepos, HR_trueneg } = row.inputs;
    const assay = assayOf(row.inputs);
    const accuracy = assayAccuracy(assay);
    const effect = dilutedEffect(assay, delta_truepos, delta_trueneg);
    near(row, accuracy.ppv, row.value.PPV);
    near(row, accuracy.npv, row.value.NPV);
    near(row, accuracy.positive, row.value.Ppos);
    near(row, effect.positive, row.value.d_pos);
    near(row, effect.negative, row.value.d_neg);
    near(row, effect.interactionFactor, row.value.interaction_factor);
    near(row, effect.inflation, row.value.inflation);
    near(row, dilutedEffect(assay, HR_truepos, HR_trueneg).positive, row.value.HR_initial);
    const logs = dilutedEffect(assay, Math.log(HR_truepos), Math.log(HR_trueneg));
    near(row, Math.exp(logs.positive), row.value.HR_geometric);
  });
});

describe('events and patients of survival trials', () => {
  each('Events', (row) => {
    const { hr, alpha1, power, allocation } = row.inputs;
    const design = { hazardRatio: hr, alpha: alpha1, ratio: allocation };
    near(row, schoenfeldEvents(design, power), row.value.schoenfeld);
    near(row, freedmanEvents(design, power), row.value.freedman);
  });
  each('rpact-events', (row) => {
    const { hr, alpha, power, method } = row.inputs;
    const events = method === 'Schoenfeld' ? schoenfeldEvents : freedmanEvents;
    near(row, events({ hazardRatio: hr, alpha, ratio: 1 }, power), row.value);
  });
  each('LachinFoulkes', (row) => {
    const { lambda1, lambda2, Ts, Tr, alpha1, power } = row.inputs;
    const size = lachinFoulkesSize(
      {
        controlHazard: lambda1,
        experimentalHazard: lambda2,
        dropoutHazard: 0,
        accrual: Tr,
        study: Ts,
        accrualShape: 1,
        ratio: 1.25,
        alpha: alpha1,
      },
      power,
    );
    expect(Math.abs(size.patients - row.value.own.n)).toBeLessThan(1e-3);
    expect(Math.abs(size.events - row.value.own.events)).toBeLessThan(1e-3);
    // The published snapshot prints the next whole patient of each arm, and the next whole event.
    expect(Math.ceil(size.events)).toBe(row.value.published.events);
    expect(row.value.published.n - size.patients).toBeGreaterThanOrEqual(0);
    expect(row.value.published.n - size.patients).toBeLessThan(2);
  });
});

describe('noncollapsibility of the odds ratio', () => {
  each('LogitOmit', (row) => {
    const { conditionalOR, g, intercept } = row.inputs;
    const covariate = [
      { logOdds: g, probability: 0.5 },
      { logOdds: -g, probability: 0.5 },
    ];
    near(row, marginalOddsRatio(conditionalOR, intercept, covariate), row.value);
  });
});

it('leaves no published row untested', () => {
  expect(published.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
});

describe('power against R', () => {
  it.each(values.tTest)('t test, $n1 + $n0 patients, difference $difference', (row) => {
    // Against pt(ncp): measured worst 3.2e-13, at 1 df; 30 times that.
    expect(Math.abs(tTestPower(row) - row.power)).toBeLessThan(1e-11);
  });
  it.each(values.twoRates)(
    'pooled z by normal theory, $n an arm, $p1 against $p0',
    ({ n, power, ...row }) => {
      expect(Math.abs(twoRatesPower({ ...row, n1: n, n0: n }) - power)).toBeLessThan(1e-12);
    },
  );
  it.each(values.exact)('exact, $n1 and $n0 patients, $p1 against $p0', (row) => {
    // Sums of up to 676 products: measured worst 1e-15. No critical value stands nearer to alpha than `nearest`.
    for (const test of ['score', 'fisher', 'boschloo'] as const)
      expect(Math.abs(exactBinomialPower(test, row) - row[test])).toBeLessThan(1e-12);
  });
});
