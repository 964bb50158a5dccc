import { describe, expect, it } from 'vitest';
import type { TestSummary, TrialSummary } from '../../src/operating-characteristics/result.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { answerOf } from '../../src/report/answer.ts';
import { charts } from '../../src/report/charts/index.ts';
import { comparisonSection } from '../../src/report/document/comparison.ts';
import { headline } from '../../src/report/headline.ts';
import { patientGroups, patientsOf } from '../../src/report/hypothesis.ts';
import { levelText } from '../../src/report/levelWords.ts';
import { messages } from '../../src/report/messages/index.ts';
import { tippingOf } from '../../src/report/tipping.ts';
import type { MultipleProcedure } from '../../src/scenario/conductModel.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { fakePool } from '../fixtures/kernel/pools.ts';

// The effect is in M+ alone: the larger trial of everybody has far less power than the trial of M+.
const TEXT = `
id: patients
title: Patients
truth:
  markers: {M: {prevalence: 0.3}}
  enrolment: {screened per month: 20}
  endpoints:
    ORR: {binary: {control: {rate: 0.2}, experimental: {rate: {M+: 0.5, M-: 0.2}}}}
designs:
  everybody:
    enrol: all
    size: {randomised: 100}
    tests:
      all: {of: ORR, in: all, by: risk-difference, sided: 2, alpha: 0.05}
      M-: {of: ORR, in: M-, by: risk-difference, sided: 2, alpha: 0.05}
    claims: {benefit: {when: reject all, for: all}, none: {when: otherwise, for: none}}
  M+ only:
    enrol: M+
    size: {randomised: 100}
    tests:
      all: {of: ORR, in: all, by: risk-difference, sided: 2, alpha: 0.05}
    claims: {benefit: {when: reject all, for: M+}, none: {when: otherwise, for: none}}
  M+ again:
    extends: M+ only
    size: {randomised: 40}
    tests:
      all: {of: ORR, in: M+, by: risk-difference, sided: 2, alpha: 0.05}
sweep: {truth.markers.M.prevalence: [0.3, 0.4]}
simulation: {replicates: 400}
`;
const run = (text: string) => runScenario(parseScenario(text, { file: 'p.yaml' }), { workers: fakePool(1) });

/** Marks of the test of everybody, by design. */
function marksOf(result: Awaited<ReturnType<typeof run>>): (string | null)[] {
  const { columns, rows } = headline(result, 'en', 0);
  const at = columns.findIndex(({ metric, analysis }) => metric === 'power' && analysis === 'all');
  return rows.map(({ cells }) => cells[at]!.mark);
}

describe('patients of a test', () => {
  it('are those who are enrolled, and of them those asked for', () => {
    expect(patientsOf('all', 'all')).toBe('all');
    expect(patientsOf('all', 'M+')).toBe('M+');
    expect(patientsOf('M+', 'all')).toBe('M+');
    expect(patientsOf('M+ & N+', 'N+')).toBe('M+ & N+');
    // Who has M+ is evaluable already.
    expect(patientsOf('M+ | M-', 'M+')).toBe('M+');
    expect(patientsOf('M+ | N+', 'site = a')).toBe('(M+ | N+) & site = a');
    expect(patientsOf('M+', 'true M+')).toBe('M+ & true M+');
  });
});

describe('designs by the patients of their test', () => {
  it('are one group where strategies alone differ', () => {
    const tested = (id: string, strategy?: { guided: string; unguided: string | null }) => ({
      ...{ of: { title: id }, test: {} as TestSummary, patients: 'all', strategy },
    });
    const against = [
      tested('a', { guided: 'M+', unguided: null }),
      tested('b', { guided: 'M+', unguided: 'lot' }),
    ];
    expect(patientGroups(against, 'en')).toEqual([
      { designs: ['a', 'b'], patients: 'all patients', strategies: true },
    ]);
    expect(patientGroups([...against, tested('c')], 'en')).toHaveLength(2);
  });
});

describe('power of tests of one name', async () => {
  const claims = await run(TEXT);
  const powers = await run(TEXT.replace(/ {4}claims: .*\n/g, ''));

  it('has a best only where all are of the same patients, or where designs are compared by it', async () => {
    expect(marksOf(claims)).toEqual([null, null, null]);
    expect(marksOf(powers)).toEqual([null, 'highest', null]);
    const larger = TEXT.replace(
      'enrol: all\n    size: {randomised: 100}',
      'enrol: M+\n    size: {randomised: 160}',
    );
    const same = await run(larger.replace(/ {6}M-: .*\n/, ''));
    expect(marksOf(same)).toEqual(['highest', null, null]);
  });

  it('does not tip between tests of other patients', () => {
    const ranked = (result: typeof claims) =>
      tippingOf(result).flatMap(({ rankings }) => rankings.map(({ quantity }) => quantity.metric));
    expect(ranked(claims)).not.toContain('power');
    expect(ranked(powers)).toContain('power');
  });

  it('tells of whom each test is where designs are compared by it', () => {
    expect(answerOf(powers, 'en').setting).toContain(
      'Not all test the same patients: everybody tests all patients; \u201cM+ only\u201d and \u201cM+ again\u201d test M+. More power',
    );
    expect(answerOf(powers, 'zh').setting).toContain(
      '各设计检验的患者并不相同：“everybody”检验的是全部患者；“M+ only”、“M+ again”检验的是 M+。',
    );
    expect(answerOf(claims, 'en').setting).not.toContain('the same patients');
  });

  it('tells so below the table and at the chart, where no best is marked', () => {
    const section = (of: typeof claims, language: 'en' | 'zh') =>
      JSON.stringify(comparisonSection(of, language));
    expect(section(claims, 'en')).toContain(
      'is not of the same patients in all designs, so that no best is marked: everybody tests all patients;',
    );
    expect(section(claims, 'zh')).toContain('故不标出最优：“everybody”检验的是全部患者；');
    expect(section(powers, 'en')).not.toContain('no best is marked');
    expect(JSON.stringify(charts.power!(claims, 'en')!.spec)).toContain('in the patients of each design');
  });

  it('says where rejection in favour of control is told, which is not drawn', () => {
    const notes = (language: 'en' | 'zh') => charts.power!(claims, language)!.notes.join(' ');
    expect(notes('en')).toContain('control is not drawn: the comparison table tells it for M-.');
    expect(notes('zh')).toContain('M- 的该概率见比较表。');
  });
});

describe('level of a test of a family', () => {
  const words = messages('en');
  const test = (name: string) =>
    ({ name, trial: '', method: 'log-rank', sided: 1, alpha: 0.025 }) as TestSummary;
  const of = ['a', 'b', 'c'];
  const told = (procedure: MultipleProcedure) =>
    of.map((name) => {
      const multiplicity = {
        of,
        procedure,
        alpha: 0.025,
        sided: 1,
        combine: null,
      } as TrialSummary['multiplicity'];
      return levelText(test(name), [{ name: '', multiplicity }], words);
    });

  it('is that of the gate, of the first, of the fixed part, or the whole where nothing is shared', () => {
    expect(told({ kind: 'interaction-gated', gate: 0.1, unadjusted: false })).toEqual([
      'one-sided 0.025, shared',
      'one-sided 0.025, shared',
      'one-sided 0.1',
    ]);
    expect(told({ kind: 'mast', alphaPositive: 0.022 })[0]).toBe('one-sided 0.022');
    expect(told({ kind: 'overall-subgroup', split: { overall: 0.02 }, step: 'single' }).slice(0, 2)).toEqual([
      'one-sided 0.02',
      'one-sided 0.025, shared',
    ]);
    expect(told({ kind: 'none' })).toEqual(['one-sided 0.025', 'one-sided 0.025', 'one-sided 0.025']);
  });
});
