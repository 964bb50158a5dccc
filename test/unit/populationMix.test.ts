import { describe, expect, it } from 'vitest';
import { createEnrolmentPlan } from '../../src/designs/enrolmentPlan.ts';
import { enrolledMix, targetWeights } from '../../src/designs/limits/patientMix.ts';
import { createPopulation } from '../../src/population/groups.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { createPoint } from '../../src/trial/point.ts';

const scenario = (enrolment: string, quotas = '', size = 60) => `
id: mix
title: Mix
truth:
  strata:
    tumour: {salivary: {share: 0.2, NTRK: {prevalence: 0.8}}, colorectal: {share: 0.8, NTRK: {prevalence: 0.1}}}
  enrolment: {screened per month: 20${enrolment}}
  treatment need: {tumour = colorectal: 0.5, all: 1}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, risk difference: 0.2}}}
designs: {a: {enrol: NTRK+, ${quotas} randomise: {method: simple}, size: {randomised: ${size}}, tests: {t: {of: ORR, by: risk-difference}}}}
`;

function planned(text: string) {
  const point = parseScenario(text, { file: 'mix.yaml' }).points[0];
  const population = createPopulation(point.truth);
  const [design] = point.designs.a.trials;
  const plan = createEnrolmentPlan(design, point.truth, population, 60);
  const mix = enrolledMix(design, plan, point.truth, population);
  const of = (tumour: string) =>
    population.groups.findIndex((g) => g.levels.tumour === tumour && g.assay.NTRK === '+');
  return { point, population, plan, mix, salivary: of('salivary'), colorectal: of('colorectal') };
}

/** Mean patients of a group and mean month of the last over replicates, with their Monte Carlo errors. */
function played(text: string, group: (rows: Record<string, unknown>[]) => number, replicates: number) {
  const point = createPoint(parseScenario(text, { file: 'mix.yaml' }).points[0], 'mix', 'common');
  const values: number[] = [];
  for (let r = 0; r < replicates; r++) {
    point.run(r);
    values.push(group(point.tables('a')[0].rows));
  }
  const mean = values.reduce((a, b) => a + b, 0) / replicates;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (replicates - 1);
  return { mean, variance, mcse: Math.sqrt(variance / replicates) };
}

const salivaryOf = (rows: Record<string, unknown>[]) =>
  rows
    .filter((row) => row.tumour === 'salivary')
    .reduce((sum, row) => sum + ((row.patients as number) ?? 1), 0);

describe('relative rates', () => {
  const text = scenario(', relative rate: {tumour = salivary: 1, tumour = colorectal: 0.25}');

  it('make the mix and the rate of the screened', () => {
    const { population, salivary } = planned(text);
    // 0.2 and 0.8 x 0.25: as many of either, at 0.4 of the rate.
    expect(population.screening[0].value).toBeCloseTo(8, 12);
    expect(population.groups[salivary].probability).toBeCloseTo(0.5 * 0.8, 12);
    expect(population.groups[salivary].incidence).toBeCloseTo(0.2 * 0.8, 12);
  });

  it('leave the target mix to incidence, prevalence and need', () => {
    const { point, population, salivary, colorectal } = planned(text);
    const weights = targetWeights(point.truth, population);
    expect(weights[salivary]).toBeCloseTo(0.2 * 0.8, 12);
    expect(weights[colorectal]).toBeCloseTo(0.8 * 0.1 * 0.5, 12);
  });

  it('that change in time: the fluid limit by hand', () => {
    const { mix, salivary, colorectal } = planned(
      scenario(', relative rate: {tumour = colorectal: [{until: 10, value: 0}, {value: 1}], all: 1}'),
    );
    // Salivary NTRK+ come at 3.2 a month, colorectal at 1.6 from month 10: 32 + 4.8 t = 60.
    const t = 28 / 4.8;
    expect(mix.end).toBeCloseTo(10 + t, 8);
    expect(mix.patients[salivary]).toBeCloseTo(32 + 3.2 * t, 8);
    expect(mix.patients[colorectal]).toBeCloseTo(1.6 * t, 8);
    expect(mix.screened).toBeCloseTo(10 * 4 + t * 20, 8);
  });

  it('that change in time: patients come so', () => {
    const late = scenario(
      ', relative rate: {tumour = colorectal: [{until: 10, value: 0}, {value: 1}], all: 1}',
    );
    const { mix, salivary } = planned(late);
    const { mean, mcse } = played(late, salivaryOf, 2000);
    // Fluid limit: left out is a part of order 1 / n of the 60, here measured below 0.15; 5 MCSE beside it (false alarms 6e-7).
    expect(Math.abs(mean - mix.patients[salivary])).toBeLessThan(5 * mcse + 0.15);
  });
});

describe('quotas as bounds', () => {
  it('a cap ends one tumour, a floor keeps places: the fluid limit by hand', () => {
    const capped = planned(scenario('', 'quotas: {tumour = salivary: {at most: 20}},'));
    expect(capped.mix.patients[capped.salivary]).toBeCloseTo(20, 6);
    expect(capped.mix.patients[capped.colorectal]).toBeCloseTo(40, 6);
    expect(capped.mix.end).toBeCloseTo(40 / 1.6, 6);
    const kept = planned(scenario('', 'quotas: {tumour = colorectal: {at least: 30}},'));
    expect(kept.mix.patients[kept.colorectal]).toBeCloseTo(30, 6);
    expect(kept.mix.end).toBeCloseTo(30 / 1.6, 6);
    // Places are kept till month 15: by then 24 of the 30 have come, and the 6 left go to either.
    const lapsed = planned(scenario('', 'quotas: {tumour = colorectal: {at least: 30, until: 15}},'));
    expect(lapsed.mix.patients[lapsed.colorectal]).toBeCloseTo(24 + 2, 6);
    expect(lapsed.mix.end).toBeCloseTo(15 + 6 / 4.8, 6);
  });

  it('hold in every replicate', () => {
    const text = scenario(
      '',
      'quotas: {tumour = salivary: {at most: 20}, tumour = colorectal: {at least: 25}},',
    );
    const { mean, variance } = played(
      text,
      (rows) => (salivaryOf(rows) <= 20 && rows.length === 60 ? 1 : 0),
      500,
    );
    expect(mean).toBe(1);
    expect(variance).toBe(0);
  });
});

describe('a mix that varies between trials', () => {
  it('is Dirichlet-multinomial', () => {
    // Everybody is enrolled, 60 patients: mean 60 x 0.2, variance 60 x 0.16 x (1 + 59 / (9 + 1)).
    const text = scenario(', mix variation: {of: tumour, concentration: 9}').replace('enrol: NTRK+,', '');
    const replicates = 4000;
    const { mean, variance, mcse } = played(text, salivaryOf, replicates);
    const expected = 60 * 0.16 * (1 + 59 / 10);
    // 5 MCSE; of the variance 5 x sqrt(2.6 / n) relative (kurtosis of this beta-binomial 3.6), false alarms 6e-7 each.
    expect(Math.abs(mean - 12)).toBeLessThan(5 * mcse);
    expect(Math.abs(variance / expected - 1)).toBeLessThan(5 * Math.sqrt(2.6 / replicates));
  });
});
