import { describe, expect, it } from 'vitest';
import { createEnrolmentPlan } from '../../src/designs/enrolmentPlan.ts';
import { entryProbability } from '../../src/designs/limits/entryLaw.ts';
import { fluidEnrolment } from '../../src/designs/limits/fluidEnrolment.ts';
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
  const fluid = fluidEnrolment(plan, population);
  return { point, population, plan, mix, fluid, salivary: of('salivary'), colorectal: of('colorectal') };
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
    expect(capped.fluid.patients[capped.salivary]).toBeCloseTo(20, 6);
    expect(capped.fluid.patients[capped.colorectal]).toBeCloseTo(40, 6);
    expect(capped.fluid.end).toBeCloseTo(40 / 1.6, 6);
    const kept = planned(scenario('', 'quotas: {tumour = colorectal: {at least: 30}},'));
    expect(kept.fluid.patients[kept.colorectal]).toBeCloseTo(30, 6);
    expect(kept.fluid.end).toBeCloseTo(30 / 1.6, 6);
    // Places are kept till month 15: by then 24 of the 30 have come, and the 6 left go to either.
    const lapsed = planned(scenario('', 'quotas: {tumour = colorectal: {at least: 30, until: 15}},'));
    expect(lapsed.fluid.patients[lapsed.colorectal]).toBeCloseTo(24 + 2, 6);
    expect(lapsed.fluid.end).toBeCloseTo(15 + 6 / 4.8, 6);
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

describe('a tumour that is added later', () => {
  const added = (bounds: string) => scenario('', `quotas: {tumour = colorectal: {from: 10${bounds}}},`);

  it('comes from then on, to places of its own or to those that are left: the fluid limit by hand', () => {
    // Salivary NTRK+ come at 3.2 a month, colorectal at 1.6 from month 10: 32 + 4.8 t = 60.
    const free = planned(added(''));
    expect(free.fluid.end).toBeCloseTo(10 + 28 / 4.8, 8);
    expect(free.fluid.patients[free.salivary]).toBeCloseTo(32 + (3.2 * 28) / 4.8, 8);
    // Twenty places are kept: salivary has its 40 in month 12.5, with 4 colorectal in, of whom 16 more take 10 months.
    const kept = planned(added(', at least: 20'));
    expect(kept.fluid.end).toBeCloseTo(22.5, 8);
    expect(kept.fluid.patients[kept.colorectal]).toBeCloseTo(20, 8);
    // Half of the months from 10 to the end are over half way.
    const { entry, end } = kept.mix;
    expect(entryProbability(entry[kept.colorectal], 10)).toBe(0);
    expect(entryProbability(entry[kept.colorectal], (10 + end) / 2)).toBeCloseTo(0.5, 8);
    // Who is capped leaves the rest to the other: 5 colorectal from month 10 to 13.125, 55 salivary.
    const capped = planned(added(', at most: 5'));
    expect(capped.fluid.end).toBeCloseTo(55 / 3.2, 8);
  });

  it.each(['', ', at least: 20', ', at most: 5'])('no patient before, as many as planned%s', (bounds) => {
    const text = added(bounds);
    const early = (rows: Record<string, unknown>[]) =>
      rows.filter((row) => row.tumour === 'colorectal' && (row['randomised at'] as number) < 10).length;
    expect(played(text, (rows) => early(rows) + 1000 * Math.abs(rows.length - 60), 300).mean).toBe(0);
    const { mix, salivary } = planned(text);
    const { mean, mcse } = played(text, salivaryOf, 1500);
    // As of a mix that changes in time.
    expect(Math.abs(mean - mix.patients[salivary])).toBeLessThan(5 * mcse + 0.15);
  });

  it('is enrolled like one whose centres open then', () => {
    const rate = scenario(
      ', relative rate: {tumour = colorectal: [{until: 10, value: 0}, {value: 1}], all: 1}',
    );
    const [one, other] = [played(added(''), salivaryOf, 1500), played(rate, salivaryOf, 1500)];
    expect(Math.abs(one.mean - other.mean)).toBeLessThan(5 * Math.hypot(one.mcse, other.mcse));
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
