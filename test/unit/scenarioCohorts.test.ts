import { describe, expect, it } from 'vitest';
import { ScenarioError } from '../../src/errors.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

/** Code and path of every fault. */
function faultsOf(body: string): string[] {
  try {
    parseScenario(body, { file: 'x.yaml' });
    return [];
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
}

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
  const codesOf = faultsOf;
  const AT = 'designs.d.tests.T.against';

  it.each([
    ['none', '{cohort: history}', '[]'],
    ['matched', '{cohort: history, adjust: matched}', '[M]'],
    ['standardised', '{cohort: history, adjust: standardised, for: [M, K]}', '[M, K]'],
    ['robust-map', '{cohort: history, adjust: robust-map, weight: 0.8, between-trial sd: 0.3}', '[]'],
    ['matched robust-map', '{cohort: history, adjust: robust-map, matched: true}', '[M]'],
  ])('reads %s', (_, against, records) => {
    expect(codesOf(text(against, records))).toEqual([]);
  });

  it.each([
    ['{cohort: histry}', '[M]', `unknown-name ${AT}.cohort`],
    ['{cohort: history, adjust: matched}', '[K]', `cohort-records ${AT}.adjust`],
    ['{cohort: history, adjust: power-prior, matched: true}', '[K]', `cohort-records ${AT}.adjust`],
    ['{cohort: history, matched: true}', '[M]', `option-method ${AT}.matched`],
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

describe('a cohort of several kinds of endpoint', () => {
  const text = (cohort: string, test = 'by: cox') => `id: x
title: X
truth:
  markers: {M: {prevalence: 0.4}, K: {prevalence: 0.2}}
  enrolment: {screened per month: 10}
  endpoints:
    ORR: {binary: {control: {rate: 0.2}, odds ratio: 2}}
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.7}}
    QOL: {continuous: {control: {mean: 1, sd: 2}, mean difference: 1}}
  external cohorts: {history: {patients: 100, records: [M], ${cohort}}}
designs: {d: {single arm: experimental, size: {treated: 40}, analyse at: {follow-up: 6},
  tests: {T: {of: PFS, in: M+, against: {cohort: history}, ${test}}}}}
`;
  const H = 'truth.external cohorts.history';
  const T = 'designs.d.tests.T';

  it('is shifted by endpoint: ratios are 1, differences 0, where nothing is said', () => {
    const [{ truth }] = parseScenario(
      text(
        'drift: {PFS: 1.2, QOL: -1}, unmeasured shift: {ORR: 0.9}, between-trial sd: {PFS: 0.1}, follow-up: [6, 24]',
      ),
      { file: 'x.yaml' },
    ).points;
    const cohort = truth.externalCohorts?.history;
    expect(cohort?.shifts).toEqual({
      ORR: { drift: 1, unmeasured: 0.9, betweenTrialSd: 0 },
      PFS: { drift: 1.2, unmeasured: 1, betweenTrialSd: 0.1 },
      QOL: { drift: -1, unmeasured: 0, betweenTrialSd: 0 },
    });
    expect(cohort?.followUp).toEqual({ least: 6, most: 24 });
  });

  it.each([
    ['drift: 1.2', 'by: cox', `cohort-kinds ${H}.drift`],
    ['drift: {PFS: 0}', 'by: cox', `out-of-range ${H}.drift.PFS`],
    ['drift: {PSF: 1.2}', 'by: cox', `unknown-name ${H}.drift.PSF`],
    ['follow-up: [24, 6]', 'by: cox', `out-of-range ${H}.follow-up.1`],
    ['drift: {PFS: 1}', 'by: cox, covariates: [K]', `cohort-records ${T}.covariates.0`],
  ])('refuses %s with a test %s', (cohort, test, fault) => {
    expect(faultsOf(text(cohort, test))).toContain(fault);
  });

  it('refuses an adjustment that the method has no analysis for', () => {
    const body = text('drift: {PFS: 1}').replace(
      '{cohort: history}',
      '{cohort: history, adjust: standardised, for: [M]}',
    );
    expect(faultsOf(body)).toEqual([`cohort-adjust ${T}.by`]);
    expect(faultsOf(body.replace('by: cox', 'by: rmst, horizon: 6'))).toEqual([]);
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
