import { describe, expect, it } from 'vitest';
import { ScenarioError } from '../../src/errors.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

describe('an external cohort in a scenario', () => {
  const text = (
    against: string,
    records = '[M]',
    arm = 'single arm: experimental, size: {treated: 40}',
    by = '',
  ) =>
    `id: x
title: X
truth:
  markers: {M: {prevalence: 0.4}, K: {prevalence: 0.2}}
  enrolment: {screened per month: 10}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, odds ratio: 2}}}
  external cohorts: {history: {patients: 100, records: ${records}}}
designs: {d: {${arm}, tests: {T: {in: M+, against: ${against}${by}}}}}
`;
  const codesOf = (body: string) => {
    try {
      parseScenario(body, { file: 'x.yaml' });
      return [];
    } catch (error) {
      if (error instanceof ScenarioError) return error.faults.map(({ code, path }) => `${code} ${path}`);
      throw error;
    }
  };
  const AT = 'designs.d.tests.T.against';

  it.each([
    ['none', '{cohort: history}', '[]'],
    ['matched', '{cohort: history, adjust: matched}', '[M]'],
    ['standardised', '{cohort: history, adjust: standardised, for: [M, K]}', '[M, K]'],
    ['robust-map', '{cohort: history, adjust: robust-map, weight: 0.8, between-trial sd: 0.3}', '[]'],
  ])('reads %s', (_, against, records) => {
    expect(codesOf(text(against, records))).toEqual([]);
  });

  it.each([
    ['{cohort: histry}', '[M]', `unknown-name ${AT}.cohort`],
    ['{cohort: history, adjust: matched}', '[K]', `cohort-records ${AT}.adjust`],
    ['{cohort: history, adjust: standardised, for: [M, K]}', '[M]', `cohort-records ${AT}.adjust`],
    ['{cohort: history, adjust: weighted}', '[M]', `option-needed ${AT}`],
    ['{cohort: history, adjust: weighted, for: [L]}', '[M]', `unknown-name ${AT}.for`],
    ['{cohort: history, weight: 0.5}', '[M]', `option-method ${AT}.weight`],
    ['{rate: 0.2, adjust: matched}', '[M]', `option-method ${AT}.adjust`],
    ['{cohort: history, adjust: power-prior}, by: fisher', '[M]', 'cohort-adjust designs.d.tests.T.by'],
    ['{cohort: history}', '[L]', 'unknown-name truth.external cohorts.history.records.0'],
    ['{cohort: history}, stratify by: [M]', '[M]', 'option-method designs.d.tests.T.stratify by'],
  ])('refuses %s of a cohort that records %s', (against, records, fault) => {
    expect(codesOf(text(against, records))).toContain(fault);
  });

  it('is borrowed beside a control arm, and not compared with a randomised one', () => {
    const randomised = 'size: {randomised: 40}';
    expect(codesOf(text('{cohort: history, adjust: power-prior}', '[]', randomised))).toEqual([]);
    expect(codesOf(text('{cohort: history}', '[]', randomised))).toEqual([`against-randomised ${AT}`]);
  });
});

it('says what the cohort records, and what to do', () => {
  const body = `id: x
title: X
truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 10}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, odds ratio: 2}}}
  external cohorts: {history: {patients: 100}}
designs:
  d:
    single arm: experimental
    size: {treated: 40}
    tests: {T: {in: M+, against: {cohort: history, adjust: matched}}}
`;
  expect.assertions(2);
  try {
    parseScenario(body, { file: 'x.yaml' });
  } catch (error) {
    const [fault] = (error as ScenarioError).faults;
    expect(fault).toMatchObject({ code: 'cohort-records', line: 12, value: '"matched"' });
    expect(fault.rule).toContain('"history" records no marker or factor');
  }
});
