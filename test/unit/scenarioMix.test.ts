import { describe, expect, it } from 'vitest';
import { pointFaults } from '../../src/designs/pointFaults.ts';
import { ScenarioError } from '../../src/errors.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

const scenario = (truth: string, design = '') => `
id: mix
title: Mix
truth:
  strata:
    tumour: {salivary: {share: 0.2}, colorectal: {share: 0.8}}
    partner: {ETV6: {share: {tumour = salivary: 0.9, all: 0.3}}, other: {share: {tumour = salivary: 0.1, all: 0.7}}}
  ${truth}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, risk difference: 0.2}}}
designs: {a: {${design} size: {randomised: 40}, tests: {t: {of: ORR, by: risk-difference}}}}
`;

const codes = (text: string): string[] => {
  try {
    parseScenario(text, { file: 'mix.yaml' });
    return [];
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults.map(({ code }) => code);
    throw error;
  }
};

describe('who comes, in the language', () => {
  it('reads subtypes, relative rates by period, variation, need and bounds', () => {
    const { truth, designs } = parseScenario(
      scenario(
        'enrolment: {screened per month: 20, relative rate: {tumour = colorectal: [{until: 6, value: 0}, {value: 0.3}], all: 1}, mix variation: {of: tumour, concentration: 40}}\n  treatment need: {tumour = colorectal: 0.5, all: 1}',
        'quotas: {tumour = salivary: {at least: 5, until: 24, from: 6}, tumour = colorectal: {at most: 30}},',
      ),
      { file: 'mix.yaml' },
    ).points[0];
    expect(truth.enrolment.mixVariation).toEqual({ factor: 'tumour', concentration: 40 });
    expect(truth.enrolment.relativeRate.map(({ value }) => value)).toEqual([
      [
        { until: 6, value: 0 },
        { until: Number.POSITIVE_INFINITY, value: 0.3 },
      ],
      [{ until: Number.POSITIVE_INFINITY, value: 1 }],
    ]);
    expect(truth.treatmentNeed.map(({ value }) => value)).toEqual([0.5, 1]);
    expect(designs.a.trials[0].quotas).toMatchObject([
      { least: 5, most: Number.POSITIVE_INFINITY, until: 24, from: 6 },
      { least: 0, most: 30, until: Number.POSITIVE_INFINITY },
    ]);
  });

  it.each([
    [
      'quota-until',
      'enrolment: {screened per month: 20, mix variation: {of: tumour, concentration: 5}}',
      'quotas: {tumour = salivary: {at least: 5}},',
    ],
    [
      'mix-waits',
      'enrolment: {screened per month: 20, mix variation: {of: tumour, concentration: 5}}',
      'quotas: {tumour = colorectal: {at most: 30}},',
    ],
    [
      'quota-from',
      'enrolment: {screened per month: 20}',
      'quotas: {tumour = salivary: {at least: 5, from: 12, until: 12}},',
    ],
    [
      'uniform-mix',
      'enrolment: {screened per month: 20, arrivals: uniform}',
      'quotas: {tumour = salivary: {from: 12}},',
    ],
    ['shares-sum', 'enrolment: {screened per month: 20}', ''],
    [
      'quota-sum',
      'enrolment: {screened per month: 20}',
      'quotas: {tumour = salivary: {at most: 5}, tumour = colorectal: {at most: 30}},',
    ],
    ['none-of', 'enrolment: {screened per month: 20}', 'quotas: {tumour = salivary: {until: 5}},'],
    ['mix-empty', 'enrolment: {screened per month: 20}\n  treatment need: 0', ''],
    ['no-enrolment', 'enrolment: {screened per month: 20, relative rate: 0}', ''],
  ])('%s', (code, truth, design) => {
    const text = scenario(truth, design);
    const edited = code === 'shares-sum' ? text.replace('all: 0.7', 'all: 0.6') : text;
    expect(codes(edited)).toEqual([code]);
  });
});

it('a trial may wait for a level that always comes in some number, and for one that others can stand in for', () => {
  const varied = (concentration: number) =>
    `enrolment: {screened per month: 20, mix variation: {of: tumour, concentration: ${concentration}}}`;
  const capped = (most: number) => `quotas: {tumour = colorectal: {at most: ${most}}},`;
  // 0.2 of the patients are salivary: 19 gives the parameter 3.8, 20 gives 4.
  expect(codes(scenario(varied(19), capped(39)))).toEqual(['mix-waits']);
  expect(codes(scenario(varied(20), capped(39)))).toEqual([]);
  expect(codes(scenario(varied(5), capped(40)))).toEqual([]);
  // Who has no cap may still be the only one who is let in.
  expect(codes(scenario(varied(19), 'enrol: tumour = salivary,'))).toEqual(['mix-waits']);
  expect(codes(scenario(varied(20), 'enrol: tumour = salivary,'))).toEqual([]);
  // Somebody always comes, however much the mix varies.
  expect(codes(scenario(varied(1)))).toEqual([]);
  // Who has the other partner may be of either tumour.
  expect(codes(scenario(varied(5), 'quotas: {partner = ETV6: {at most: 10}},'))).toEqual([]);
});

describe('incidences', () => {
  const strata = (text: string) =>
    scenario('enrolment: {screened per month: 20}').replace(
      / {4}tumour[\s\S]*? {2}enrolment/,
      `${text}\n  enrolment`,
    );
  const read = (text: string) => parseScenario(strata(text), { file: 'mix.yaml' }).points[0].truth.strata;

  it('become the shares of their factor', () => {
    const { tumour } = read('    tumour: {salivary: {incidence: 300}, colorectal: {incidence: 1200}}');
    expect(Object.values(tumour).map(([{ value }]) => value)).toEqual([0.2, 0.8]);
  });

  it('become the shares of the subtypes within each level', () => {
    const { partner } = read(
      '    tumour: {salivary: {share: 0.2}, colorectal: {share: 0.8}}\n    partner: {ETV6: {incidence: {tumour = salivary: 90, all: 3}}, other: {incidence: {tumour = salivary: 10, all: 9}}}',
    );
    const level = (tumour: string) => ({ kind: 'level', factor: 'tumour', level: tumour });
    expect(partner.ETV6).toEqual([
      { population: level('salivary'), value: 0.9 },
      { population: level('colorectal'), value: 0.25 },
    ]);
    expect(partner.other.map(({ value }) => value)).toEqual([0.1, 0.75]);
  });

  it.each([
    ['share-or-incidence', '{salivary: {incidence: 300}, colorectal: {share: 0.8}}'],
    ['share-or-incidence', '{salivary: {incidence: 300, share: 0.2}, colorectal: {incidence: 1200}}'],
    ['missing', '{salivary: {share: 0.2}, colorectal: {}}'],
    ['mix-empty', '{salivary: {incidence: 0}, colorectal: {incidence: 0}}'],
  ])('%s', (code, levels) => {
    expect(codes(strata(`    tumour: ${levels}`))).toEqual([code]);
  });
});

describe('correlated endpoints', () => {
  const text = (correlations: string) =>
    scenario(`enrolment: {screened per month: 20}\n  correlations: ${correlations}`).replace(
      'endpoints: {',
      'endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: 1}}, OS: {time-to-event: {control: {median: 12}, hazard ratio: 1}}, ',
    );
  const check = (correlations: string) => {
    try {
      return parseScenario(text(correlations), { file: 'mix.yaml', check: pointFaults }).points[0].truth
        .correlations;
    } catch (error) {
      if (error instanceof ScenarioError) return error.faults.map(({ code, path }) => [code, path]);
      throw error;
    }
  };

  it('are pairs', () => {
    expect(check('{PFS & OS: 0.6, ORR & PFS: -0.2}')).toEqual([
      { of: ['PFS', 'OS'], value: 0.6 },
      { of: ['ORR', 'PFS'], value: -0.2 },
    ]);
  });

  it.each([
    ['{PFS & ORS: 0.6}', 'unknown-name', 'truth.correlations.PFS & ORS'],
    ['{PFS: 0.6}', 'correlation-pair', 'truth.correlations.PFS'],
    ['{PFS & OS: 0.6, OS & PFS: 0.5}', 'correlation-pair', 'truth.correlations.OS & PFS'],
    ['{PFS & OS: 0.9, ORR & PFS: 0.9, ORR & OS: -0.5}', 'correlations-law', 'truth.correlations'],
  ])('%s is refused', (correlations, code, path) => {
    expect(check(correlations)).toEqual([[code, path]]);
  });
});
