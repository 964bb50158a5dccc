import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Fault, ScenarioError } from '../../src/errors.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

const BASE = readFileSync(new URL('../golden/scenario/base.yaml', import.meta.url), 'utf8');

/** The faults of a text, [] when it is sound. */
function faultsOf(text: string): readonly Fault[] {
  try {
    parseScenario(text, { file: 'base.yaml' });
    return [];
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults;
    throw error;
  }
}

/** A file that is the sound base with one edit; « in the new text marks where the fault must be shown. */
interface Case {
  edit: [old: string, now: string];
  code: string;
  path: string;
  value: string | null;
  rule: string;
  next: string;
}

const CASES = JSON.parse(
  readFileSync(new URL('../golden/scenario/faults.json', import.meta.url), 'utf8'),
) as Case[];

describe('faults of a scenario file', () => {
  it('the base of the cases is sound', () => {
    expect(faultsOf(BASE)).toEqual([]);
  });

  it.each(CASES.map((one) => [`${one.code} at ${one.path}`, one] as const))('%s', (_, one) => {
    expect(BASE).toContain(one.edit[0]);
    const marked = BASE.replace(one.edit[0], () => one.edit[1]);
    const place = marked.indexOf('«');
    const faults = faultsOf(marked.replace('«', ''));
    const found = faults.find((fault) => fault.code === one.code && fault.path === one.path);
    expect(found, JSON.stringify(faults.map(({ code, path, rule }) => ({ code, path, rule })))).toBeDefined();
    expect(found!.value).toBe(one.value);
    expect(found!.rule).toContain(one.rule);
    expect(found!.next).toContain(one.next);
    // A cause that shows in the designs that take it over, or in both directions of a pair, may be told of each.
    const others = faults.filter((fault) => fault.code !== one.code);
    expect(others.map(({ code, path }) => ({ code, path }))).toEqual([]);
    if (place < 0) return;
    const before = marked.slice(0, place).split('\n');
    expect(found).toMatchObject({ file: 'base.yaml', line: before.length, col: before.at(-1)!.length + 1 });
  });

  it('tells of a test or trial left empty beside claims that promise benefit', () => {
    const empty = (tests: string) =>
      faultsOf(`id: x
title: X
truth:
  markers: {M: {prevalence: 0.3}}
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, experimental: {rate: 0.7}}}}
designs:
  a: {enrol: all, size: {randomised: 90}, ${tests}, claims: {yes: {when: reject b, for: M+}, no: {when: otherwise, for: none}}}
`).map(({ path }) => path);
    expect(empty('tests: {b: {of: ORR, in: all, by: risk-difference}}')).toEqual([]);
    expect(empty('tests: {b: null}')).toContain('designs.a.tests.b');
    expect(empty('trials: {b: null}')).toContain('designs.a.trials.b');
  });

  it('tells all faults of a file at once, in the order of the file', () => {
    const text = BASE.replace('title: Base', 'title: {zh: x}')
      .replace('prevalence: 0.6', 'prevalence: 2')
      .replace('hazard ratio: 0.7', 'hazard ratio: fast')
      .replace('of: ORR, in: EGFR+', 'of: ORR, in: KRAZ+, by: nothing')
      .replace('ratio: 1:1', 'ratio: 1/1');
    expect(faultsOf(text).map(({ line, code }) => [line, code])).toEqual([
      [2, 'missing'],
      [5, 'out-of-range'],
      [13, 'wrong-type'],
      [19, 'ratio-form'],
      [24, 'unknown-name'],
      [24, 'not-one-of'],
    ]);
  });

  it('prints place, path, value, rule, next step and the line with a caret', () => {
    const text = BASE.replace('prevalence: 0.6', 'prevalence: 1.6');
    expect(() => parseScenario(text, { file: 'a/base.yaml' })).toThrow(
      [
        'a/base.yaml:5:24 truth.markers.EGFR.prevalence = 1.6',
        '  must be at least 0 and at most 1',
        '  next: expected here: P(truly +); may differ by stratum (probability, e.g. 0.6)',
        '  4 |   markers:',
        '> 5 |     EGFR: {prevalence: 1.6, assay: {sensitivity: 0.9, specificity: 0.95, unevaluable: 0.05}}',
        '    |                        ^',
      ].join('\n'),
    );
  });

  it('keeps the caret under its place after wide characters and in long lines', () => {
    const wide = faultsOf(BASE.replace('title: Base', 'title: {zh: 吉非替尼, enn: x}'));
    expect(wide[0].frame).toContain('> 2 | title: {zh: 吉非替尼, enn: x}\n    |                       ^');
    const long = faultsOf(BASE.replace('title: Base', `title: {zh: "${'x'.repeat(300)}", enn: x}`));
    const [, shown, caret] = long.find((fault) => fault.code === 'unknown-key')!.frame.split('\n');
    expect(shown.slice(caret.indexOf('^'))).toBe('enn: x}');
  });
});

describe('a faulty file as a whole', () => {
  const codes = (text: string) => faultsOf(text).map(({ code }) => code);

  it.each([
    ['nothing', '', 'empty-file'],
    ['a list', '- a\n- b\n', 'empty-file'],
    ['an open quote', 'id: "abc\ntitle: x\n', 'yaml-syntax'],
    ['a tab', 'id: x\n\ttitle: x\n', 'yaml-syntax'],
    ['two documents', `${BASE}---\nid: b\n`, 'several-documents'],
    ['a key that stands twice', BASE.replace('title: Base', 'title: Base\ntitle: Base'), 'duplicate-key'],
    ['a key that is a list', `${BASE}? [a, b]\n: 1\n`, 'key-not-text'],
    ['a tag', BASE.replace('title: Base', 'title: !!js/function "x"'), 'yaml-syntax'],
    ['an alias without its anchor', BASE.replace('title: Base', 'title: *base'), 'unknown-alias'],
    ['__proto__', BASE.replace('title: Base', 'title: Base\n__proto__: {id: x}'), 'forbidden-key'],
    ['flow lists 200,000 deep', `a: ${'['.repeat(200_000)}`, 'too-deep'],
    ['block lists 100,000 deep', `${'- '.repeat(100_000)}a`, 'too-deep'],
    ['tables 100 deep', `a: ${'{a: '.repeat(100)}1${'}'.repeat(100)}`, 'too-deep'],
    ['an alias of itself', 'a: &a {b: *a}\n', 'too-deep'],
    ['more than a megabyte', `id: ${'x'.repeat(2 ** 20)}`, 'file-too-large'],
  ])('%s', (_, text, code) => {
    expect(codes(text)).toContain(code);
  });

  it('refuses a hundred megabytes and ten-billion-fold aliases at once', () => {
    const bomb = Array.from(
      { length: 9 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`,
    );
    const start = performance.now();
    expect(codes(`a0: &a0 [${Array(10).fill('x').join(', ')}]\n${bomb.join('\n')}\n`)).toEqual([
      'too-many-nodes',
    ]);
    expect(codes(`id: ${'x'.repeat(100e6)}`)).toEqual(['file-too-large']);
    // Measured 0.15 s; a walk of either would take minutes.
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
