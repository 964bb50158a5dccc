import { describe, expect, it } from 'vitest';
import { type Fault, ScenarioError } from '../../src/errors.ts';
import type { TrialDesign } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

const file = (design: string, arrivals = 'poisson') => `id: a
title: A
truth:
  markers: {M: {prevalence: 0.5}, K: {prevalence: 0.5}}
  enrolment: {screened per month: 20, arrivals: ${arrivals}}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.7}}
    ORR: {binary: {control: {rate: 0.3}, risk difference: 0.1}}
designs:
  d:
    size: {randomised: 300}
    ${design}
`;

const TESTS =
  'tests: {all: {of: PFS}, M+: {of: PFS, in: M+}, M-: {of: PFS, in: M-}, K+: {of: PFS, in: K+}, M by T: {of: PFS, interaction: M}, response: {of: ORR, in: M+}, response all: {of: ORR}}';
const design = (multiplicity: string, looks = 'select: {from: [all, M+]}', more = '') =>
  `looks: {at: [{events: 80, of: PFS}, {events: 200, of: PFS}]${looks === '' ? '' : `, ${looks}`}}\n    ${TESTS}\n    multiplicity: ${multiplicity}\n    ${more}`;

function trialOf(text: string): TrialDesign {
  return parseScenario(text, { file: 'a.yaml' }).points[0].designs.d.trials[0];
}

function faultsOf(text: string): readonly Fault[] {
  try {
    trialOf(text);
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults;
    throw error;
  }
  return [];
}

const PAIR = 'of: [all, M+]';

describe('the language of adaptive enrichment', () => {
  it('fills in what is usual', () => {
    const trial = trialOf(file(design(`{closed: spiessens-debois, combine: inverse-normal, ${PAIR}}`)));
    expect(trial.multiplicity).toMatchObject({ stages: 'increments', firstStageEvents: null });
    expect(trial.monitoring?.select).toEqual({
      after: 1,
      from: ['all', 'M+'],
      by: 'estimate',
      rule: { kind: 'best' },
      recruit: 'selected',
      reassess: null,
    });
    const binary = trialOf(
      file(
        `looks: {at: [{patients: 100}, {patients: 300}]}\n    tests: {a: {of: ORR}, b: {of: ORR, in: M+}}\n    multiplicity: {closed: simes, combine: fisher}`,
      ),
    );
    expect(binary.multiplicity?.stages).toBe('patients');
  });

  it.each([
    [`{closed: simes, combine: inverse-normal, ${PAIR}}`],
    [`{closed: sidak, combine: fisher, ${PAIR}}`],
    [`{closed: bonferroni, combine: inverse-normal, of: [all, M+, M-, K+]}`],
    [`{closed: dunnett, combine: conditional-error, ${PAIR}}`],
    ['{closed: dunnett, combine: conditional-error, of: [M+, M-]}', 'select: {from: [M+, M-]}'],
    ['{closed: dunnett, combine: conditional-error, of: [all, M+, K+]}'],
    ['{closed: dunnett, combine: inverse-normal, of: [M+, K+]}', 'select: {from: [M+]}'],
    ['{closed: dunnett, combine: inverse-normal, of: [all, M+, M-]}'],
    [`{closed: simes, combine: inverse-normal, stages: patients, first stage events: 120, ${PAIR}}`],
    [`{closed: simes, insist: true, ${PAIR}}`],
  ])('takes %s', (multiplicity, looks?: string) => {
    expect(faultsOf(file(design(multiplicity, looks)))).toEqual([]);
  });

  it('names the patients that fixed numbers by look leave out as the assay calls them', () => {
    const quotas = 'quotas: {M+: [100, 100], M-: [50, 50]}';
    const [fault] = faultsOf(
      file(design(`{closed: simes, combine: inverse-normal, ${PAIR}}`, undefined, quotas)),
    );
    expect(fault.next).toContain('no quota holds M?');
  });

  const combined = (rest: string) => `{closed: simes, combine: inverse-normal, ${rest}}`;
  it.each<[string, string, string, string?]>([
    ['select-pooled', 'looks.select', design(`{closed: simes, ${PAIR}}`)],
    ['select-pooled', 'looks.select', design(`{closed: simes, ${PAIR}}`).replace(/multiplicity.*/, '')],
    ['select-with', 'looks.select', design(combined(PAIR), undefined, 'quotas: {M+: {at least: 100}}')],
    ['select-with', 'looks.select', design(combined(PAIR)), 'uniform'],
    ['quota-stages', 'quotas', design(combined(PAIR), undefined, 'quotas: {M+: [100, 50], M-: [100, 50]}')],
    [
      'quota-stages',
      'quotas',
      design(combined(PAIR), undefined, 'quotas: {M+: [100, 50], not M+: [100, 50]}'),
    ],
    [
      'combine-procedure',
      'multiplicity',
      design(`{mast: {positive: M+, negative: M-, overall: all, positive level: 0.02}, combine: fisher}`),
    ],
    ['combine-procedure', 'multiplicity', design('{holm: {weights: {all: 0.8, M+: 0.2}}, combine: fisher}')],
    ['combine-fractions', 'multiplicity.fractions', design(combined(`${PAIR}, fractions: [0.5, 0.4]`))],
    ['combine-fractions', 'multiplicity.fractions', design(combined(`${PAIR}, fractions: [0.3, 0.4, 1]`))],
    ['option-method', 'multiplicity.fractions', design(`{closed: simes, ${PAIR}, fractions: [0.4, 1]}`, '')],
    ['combine-size', 'multiplicity', design(combined('of: [all, M+, M-, K+, response]'))],
    ['one-sided-procedure', 'multiplicity', design(combined(PAIR), undefined, 'sided: 2')],
    ['combine-interaction', 'multiplicity', design(combined('of: [all, M by T]'), 'select: {from: [all]}')],
    [
      'combine-correlation',
      'multiplicity',
      design('{closed: dunnett, combine: inverse-normal, of: [all, response]}', 'select: {from: [all]}'),
    ],
    [
      'combine-looks',
      'multiplicity.combine',
      `analyse at: {events: 200, of: PFS}\n    ${TESTS}\n    multiplicity: ${combined(PAIR)}`,
    ],
    [
      'conditional-error',
      'multiplicity.combine',
      design(`{closed: dunnett, combine: conditional-error, ${PAIR}}`, 'spending: lan-demets-pocock'),
    ],
    [
      'bounds-combination',
      'looks.bounds',
      design(`{closed: simes, combine: fisher, ${PAIR}}`, 'bounds: pocock'),
    ],
    ['first-stage-missing', 'multiplicity.first stage events', design(combined(`stages: patients, ${PAIR}`))],
    [
      'first-stage-looks',
      'multiplicity.first stage events',
      design(combined(`stages: patients, first stage events: 200, ${PAIR}`)),
    ],
    [
      'first-stage-looks',
      'multiplicity.first stage events',
      design(combined(`stages: patients, first stage events: 100, ${PAIR}`), 'spending: lan-demets-pocock'),
    ],
    [
      'option-method',
      'multiplicity.first stage events',
      design(combined(`first stage events: 100, ${PAIR}`)),
    ],
    ['option-method', 'looks.futility', design(combined(PAIR), 'futility: {z below: 0, binding}')],
    [
      'reassess',
      'looks.select.reassess',
      design(combined(PAIR), 'select: {from: [all, M+], reassess: {conditional power: 0.9, at most: 150}}'),
    ],
    ['select-outside', 'looks.select.from.1', design(combined(PAIR), 'select: {from: [all, K+]}')],
    [
      'increments-other',
      'looks.select.from',
      design(combined(PAIR), 'select: {from: [response, response all]}'),
    ],
    ['unknown-name', 'looks.select.from.0', design(combined(PAIR), 'select: {from: [nobody]}')],
    ['look-number', 'looks.select.after', design(combined(PAIR), 'select: {after: 2, from: [all, M+]}')],
  ])('%s at %s', (code, path, body, arrivals = 'poisson') => {
    const faults = faultsOf(file(body, arrivals));
    expect(faults.map((fault) => [fault.code, fault.path])).toEqual([[code, `designs.d.${path}`]]);
  });
});
