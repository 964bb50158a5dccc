import { describe, expect, it } from 'vitest';
import { enrolledMix } from '../../src/designs/limits/patientMix.ts';
import { restrictedMix } from '../../src/designs/limits/restrictedMix.ts';
import type { PointRun } from '../../src/engine/engineOptions.ts';
import { compilePoint } from '../../src/engine/task.ts';
import { pointRows } from '../../src/operating-characteristics/pointRows.ts';
import { createPoint } from '../../src/trial/point.ts';
import { type AdaptiveOptions, adaptiveBody } from '../fixtures/adaptive/trials.ts';
import { scenarioFrom } from '../fixtures/kernel/points.ts';

/**
 * Trials of two populations against quadrature over their stages: power, selection, stops, errors of the family, sizes and months.
 * MCSE: 4, of about 150 comparisons one in 100 new seeds would fail. 0.01 on top of a probability (0.02 of an expected number of rejections):
 * what the normal limit with fixed information leaves at 120 and 360 events or 200 and 400 patients (worst of 40,000 replicates: 0.007).
 * Sizes and months: 2.5 % on top (worst 1.3 %: patients screened once only M+ are randomised).
 */
const N = { patients: 2_000, counts: 10_000 };

function rowsOf(options: AdaptiveOptions) {
  const scenario = scenarioFrom(
    adaptiveBody({ at: '[{events: 120}, {events: 360}]', randomised: 600, ...options }),
  );
  const [point] = scenario.points;
  const compiled = compilePoint({ point, seed: 'stages', streams: 'common' });
  const n = options.endpoints === undefined ? N.patients : N.counts;
  const run = { point, compiled, replicates: n, batch: n, sums: compiled.sum(0, n) } as PointRun;
  return pointRows(run).filter(
    ({ reference, reference_kind: kind }) => reference !== null && !kind.startsWith('estimand'),
  );
}

const mixed = { hazardRatio: '{M+: 0.7, M-: 0.9}' };
const rates = {
  endpoints: '{OS: {binary: {control: {rate: 0.3}, risk difference: {M+: 0.15, M-: 0.05}}}}',
  at: '[{patients: 200}, {patients: 400}]',
  randomised: 400,
  tests: '{all: {by: risk-difference}, M+: {in: M+, by: risk-difference}}',
  select: 'select: {from: [all, M+], rule: {epsilon: 0.05}}',
};

const CASES: Record<string, AdaptiveOptions> = {
  'survival, the better estimate': mixed,
  'survival, conditional error, threshold on conditional power': {
    ...mixed,
    select: 'select: {from: [all, M+], by: conditional power, rule: {threshold: 0.3}}',
    multiplicity: '{closed: spiessens-debois, combine: conditional-error}',
  },
  'survival, early rejections and futility': {
    ...mixed,
    select:
      'spending: lan-demets-pocock, futility: {z below: 0}, select: {from: [all, M+], rule: {epsilon: 0.1}}',
  },
  'survival, one look, known correlation': {
    ...mixed,
    select: '',
    at: '[{events: 360}]',
    multiplicity: '{closed: spiessens-debois}',
  },
  'rates, Sidak, epsilon': {
    ...rates,
    multiplicity: '{closed: sidak, combine: inverse-normal, stages: patients}',
  },
  'rates, Fisher’s product, Simes, threshold on z': {
    ...rates,
    select: 'select: {from: [all, M+], by: z, rule: {threshold: 1}}',
    multiplicity: '{closed: simes, combine: fisher}',
  },
  'rates, nobody benefits': { ...rates, endpoints: '{OS: {binary: {control: {rate: 0.3}, odds ratio: 1}}}' },
  'rates, the naive test': { ...rates, multiplicity: '{closed: spiessens-debois, insist: true}' },
  'rates, a graph of all, M+ and M-': {
    ...rates,
    select: '',
    at: '[{patients: 400}]',
    tests:
      '{all: {by: risk-difference}, M+: {in: M+, by: risk-difference}, M-: {in: M-, by: risk-difference}}',
    multiplicity:
      '{graph: {weights: {M+: 0.8, all: 0.2, M-: 0}, transitions: {M+: {all: 0.5, M-: 0.5}, all: {M+: 1}, M-: {all: 1}}}}',
  },
  'rates, MaST': {
    ...rates,
    select: '',
    at: '[{patients: 400}]',
    tests:
      '{all: {by: risk-difference}, M+: {in: M+, by: risk-difference}, M-: {in: M-, by: risk-difference}}',
    multiplicity: '{mast: {positive: M+, negative: M-, overall: all, positive level: 0.022}}',
  },
  'rates, a gate of interaction': {
    ...rates,
    select: '',
    at: '[{patients: 400}]',
    tests:
      '{all: {by: risk-difference}, M+: {in: M+, by: risk-difference}, difference: {interaction: M, by: risk-difference}}',
    multiplicity: '{interaction gated: {overall: all, positive: M+, interaction: difference, gate: 0.1}}',
  },
  'rates, M+ and M-, one look, Hochberg': {
    ...rates,
    select: '',
    at: '[{patients: 400}]',
    tests: '{M+: {in: M+, by: risk-difference}, M-: {in: M-, by: risk-difference}}',
    multiplicity: '{hochberg: {}}',
  },
};

const SIZES = ['screened', 'randomised', 'months to analysis', 'months to last patient', 'cost'];

describe('trials of two populations decide as quadrature says', () => {
  it.each(Object.entries(CASES))('%s', (_, options) => {
    const rows = rowsOf(options);
    const metrics = rows.map(({ metric }) => metric);
    for (const needed of ['power', 'expected rejections']) expect(metrics).toContain(needed);
    if (options.select !== '')
      for (const needed of ['selected', 'months to analysis']) expect(metrics).toContain(needed);
    for (const { metric, analysis, estimate, mcse, reference } of rows) {
      const more = SIZES.includes(metric)
        ? 0.025 * (reference as number)
        : metric === 'expected rejections'
          ? 0.02
          : 0.01;
      const away = Math.abs((estimate as number) - (reference as number));
      expect(away, `${metric} ${analysis} ${estimate} ${reference}`).toBeLessThanOrEqual(
        4 * (mcse as number) + more,
      );
    }
  });
});

describe('what is computed under no effect', () => {
  it('is a familywise error of alpha for two tests with their known correlation, and rejections above it', () => {
    const rows = rowsOf({
      hazardRatio: '1',
      select: '',
      at: '[{events: 40}]',
      randomised: 60,
      multiplicity: '{closed: spiessens-debois}',
    });
    const reference = (metric: string) => rows.find((row) => row.metric === metric)?.reference as number;
    // SD of z is 1 to about 1e-3 under no effect.
    expect(reference('familywise error')).toBeCloseTo(0.025, 4);
    expect(reference('expected rejections')).toBeGreaterThan(0.03);
  });

  it('restricted recruitment fills the trial with the selected', () => {
    const [point] = scenarioFrom(adaptiveBody()).points;
    const { designs, population } = createPoint(point, 'mix', 'common');
    const [{ design, plan, truth, expectations }] = designs.d;
    const mix = enrolledMix(design, plan, truth, population);
    const positive = Uint8Array.from(population.groups, ({ assay }) => (assay.M === '+' ? 1 : 0));
    const [month] = expectations.lookMonths;
    const restricted = restrictedMix(mix, plan, population, positive, month);
    const count = (of: Float64Array, member: 0 | 1) =>
      of.reduce((sum, n, g) => sum + (positive[g] === member ? n : 0), 0);
    // 15 a month, half of them M-.
    expect(count(restricted.patients, 0)).toBeCloseTo(7.5 * month, 6);
    expect(count(restricted.patients, 0) + count(restricted.patients, 1)).toBeCloseTo(plan.n, 6);
    expect(restricted.end).toBeCloseTo(month + (plan.n - 15 * month) / 7.5, 6);
  });
});
