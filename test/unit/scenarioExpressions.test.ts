import { describe, expect, it } from 'vitest';
import { evaluatePopulation } from '../../src/scenario/cells.ts';
import { parseClaim } from '../../src/scenario/claimExpression.ts';
import { claimText } from '../../src/scenario/claimText.ts';
import { nearest } from '../../src/scenario/nearest.ts';
import { parsePopulation } from '../../src/scenario/populationExpression.ts';
import { populationText } from '../../src/scenario/populationText.ts';
import { Problem } from '../../src/scenario/problem.ts';

const NAMES = {
  markers: ['EGFR', 'PD-L1', 'M'],
  factors: { tumour: ['lung', 'soft tissue'], ECOG: ['0', '1'] },
};
const read = (text: string) => parsePopulation(text, NAMES, 'designs');

function problem(run: () => unknown): Problem {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('no problem was found');
}

describe('population expressions', () => {
  it.each([
    ['all', 'all'],
    ['EGFR+', 'EGFR+'],
    ['PD-L1-', 'PD-L1-'],
    ['  EGFR?  ', 'EGFR?'],
    ['true EGFR-', 'true EGFR-'],
    ['tumour = soft tissue', 'tumour = soft tissue'],
    ['tumour=lung&ECOG=0', 'tumour = lung & ECOG = 0'],
    ['EGFR+ & (PD-L1+ | M-)', 'EGFR+ & (PD-L1+ | M-)'],
    ['EGFR+ | (PD-L1+ & M-)', 'EGFR+ | PD-L1+ & M-'],
    ['not (EGFR+ | M+)', 'not (EGFR+ | M+)'],
    ['not not EGFR+', 'not not EGFR+'],
    ['(EGFR+ & M+) & EGFR+', 'EGFR+ & M+'],
  ])('%s reads as %s', (text, canonical) => {
    expect(populationText(read(text))).toBe(canonical);
  });

  it('a marker is the assay in designs, the true status under truth', () => {
    expect(read('M+')).toEqual({ kind: 'marker', marker: 'M', status: '+', by: 'assay' });
    expect(parsePopulation('M+', NAMES, 'truth')).toMatchObject({ by: 'truth' });
  });

  it('holds for the patients it names', () => {
    const cell = {
      levels: { tumour: 'lung' },
      truth: { EGFR: true, M: false },
      assay: { EGFR: '?' as const, M: '-' as const },
    };
    const holds = (text: string) => evaluatePopulation(read(text), cell);
    expect(
      ['all', 'EGFR?', 'true EGFR+', 'M-', 'tumour = lung', 'not EGFR+', 'EGFR+ | M-'].map(holds),
    ).not.toContain(false);
    expect(
      ['EGFR+', 'EGFR-', 'true EGFR-', 'M+', 'M-  & EGFR+', 'not (M- | EGFR+)'].map(holds),
    ).not.toContain(true);
  });

  it.each([
    ['', 'a name is missing at the start'],
    ['EGFR+ &', 'a name is missing after "&"'],
    ['(EGFR+', 'a parenthesis is not closed'],
    ['EGFR+)', '")" is not expected after "EGFR+"'],
    ['EGFR+ or M+', '"or" is written |'],
    [`${'not '.repeat(5000)}EGFR+`, 'it has more than 200 parts'],
  ])('%j is faulty', (text, words) => {
    expect(problem(() => read(text)).parameters).toEqual({ problem: words });
  });

  it.each([
    ['EFGR+', 'unknown-name'],
    ['EGFR', 'population-sign'],
    ['tumor = lung', 'unknown-name'],
    ['tumour = long', 'unknown-name'],
    ['true EGFR?', 'no-unevaluable-truth'],
  ])('%s: %s', (text, code) => {
    expect(problem(() => read(text)).code).toBe(code);
  });
});

describe('claims', () => {
  const tests = ['all', 'M+', 'M+ vs history', 'a and b'].map((test) => ({ trial: '', test }));
  const reject = (test: string, trial = '') => ({ kind: 'reject', trial, test });

  it('and binds before or, not before and', () => {
    expect(parseClaim('reject M+ and not reject all or reject all', tests)).toEqual({
      kind: 'or',
      of: [{ kind: 'and', of: [reject('M+'), { kind: 'not', of: reject('all') }] }, reject('all')],
    });
    expect(parseClaim('not (reject M+ or reject all)', tests)).toEqual({
      kind: 'not',
      of: { kind: 'or', of: [reject('M+'), reject('all')] },
    });
  });

  it('the longest name that fits counts', () => {
    expect(parseClaim('reject M+ vs history', tests)).toEqual(reject('M+ vs history'));
    expect(parseClaim('reject a and b and reject M+', tests)).toEqual({
      kind: 'and',
      of: [reject('a and b'), reject('M+')],
    });
  });

  it('compares, picks the strongest, asks for harm and for claims', () => {
    expect(parseClaim('z of M+ vs history >= -1.5e-1', tests)).toEqual({
      kind: 'compare',
      what: 'z',
      trial: '',
      test: 'M+ vs history',
      sign: '>=',
      value: -0.15,
    });
    expect(parseClaim('ratio of M+<0.8', tests)).toMatchObject({ what: 'ratio', sign: '<', value: 0.8 });
    expect(parseClaim('strongest M+ of all, M+ and reject M+ for harm', tests)).toMatchObject({
      of: [
        { kind: 'strongest', test: 'M+', among: [{ test: 'all' }, { test: 'M+' }] },
        { kind: 'harm', test: 'M+' },
      ],
    });
    expect(parseClaim('claim M+ only or M+', tests, ['M+ only'])).toEqual({
      kind: 'or',
      of: [{ kind: 'claim', label: 'M+ only' }, reject('M+')],
    });
    expect(problem(() => parseClaim('claim nobody', tests, ['somebody'])).code).toBe('unknown-name');
    expect(problem(() => parseClaim('all', tests, ['all'])).code).toBe('claim-syntax');
  });

  it.each([
    'reject M+ for harm and not (reject all or claim M+ only)',
    'strongest M+ of all, M+',
    'ratio of M+ vs history <= 0.8 or z of all > 1',
    'otherwise',
  ])('%s is written as it was read', (text) => {
    expect(claimText(parseClaim(text, tests, ['M+ only']))).toBe(text);
  });

  it('tests of parallel trials are TRIAL/TEST, or TEST where one trial has it', () => {
    const two = [
      { trial: 'A', test: 'x' },
      { trial: 'B', test: 'x' },
      { trial: 'B', test: 'y' },
    ];
    expect(parseClaim('reject B/x and reject y', two)).toEqual({
      kind: 'and',
      of: [reject('x', 'B'), reject('y', 'B')],
    });
    expect(problem(() => parseClaim('reject x', two)).parameters).toEqual({
      test: 'x',
      known: ['A/x', 'B/x'],
    });
  });

  it.each([
    '',
    'reject all and',
    '(reject all',
    'reject all)',
    'all',
    'otherwise reject all',
    'strongest M+',
    'strongest M+ of all',
    'z of M+ 1.96',
    'z of M+ > x',
    'z of M+ > 1.96x',
    'ratio of M+ < 0',
    'claim a',
    '('.repeat(3000),
  ])('%j is faulty', (text) => {
    expect(problem(() => parseClaim(text, tests)).code).toBe('claim-syntax');
  });
});

describe('did you mean', () => {
  it.each([
    ['EFGR', 'EGFR'],
    ['prevalance', 'prevalence'],
    ['PREVALENCE', 'prevalence'],
    ['completely else', null],
    ['x', null],
    ['EGFR rate', 'EGFR'],
    ['incidence prevalence', 'prevalence'],
    ['EGFRs', 'EGFR'],
    ['myEGFR of all', null],
  ])('%s: %s', (name, expected) => {
    expect(nearest(name, ['EGFR', 'prevalence', 'KRAS'])).toBe(expected);
  });
});
