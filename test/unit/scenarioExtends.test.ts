import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Fault, ScenarioError } from '../../src/errors.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

const BASE = readFileSync(new URL('../golden/scenario/base.yaml', import.meta.url), 'utf8');

function read(files: Record<string, string>, file: string) {
  return parseScenario(files[file], {
    file,
    readFile: (path) => {
      if (files[path] === undefined) throw new Error('no such file');
      return files[path];
    },
  });
}

function faults(files: Record<string, string>, file: string): readonly Fault[] {
  try {
    read(files, file);
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults;
    throw error;
  }
  return [];
}

describe('a file that extends another', () => {
  it('merges tables, replaces lists and single values, removes with null, and has its own id', () => {
    const scenario = read(
      {
        'cases/base.yaml': BASE,
        'cases/sub/variant.yaml':
          'extends: ../base.yaml\nid: variant\ntruth:\n  markers: {EGFR: {prevalence: 0.2}}\n  target mix: null\nsweep: {truth.markers.KRAS.prevalence: [0.5]}\n',
      },
      'cases/sub/variant.yaml',
    );
    expect(scenario.id).toBe('variant');
    expect(scenario.title).toEqual({ en: 'Base' });
    expect(scenario.files).toEqual(['cases/sub/variant.yaml', 'cases/base.yaml']);
    const [{ truth }] = scenario.points;
    expect(truth.markers.EGFR.prevalence[0].value).toBe(0.2);
    expect(truth.markers.EGFR.assay.sensitivity[0].value).toBe(0.9);
    expect(truth.targetMix).toBeNull();
    expect(scenario.axes[0].steps).toEqual([[0.5]]);
    expect(scenario.document).not.toHaveProperty('extends');
  });

  it('points at the file that holds the fault', () => {
    const found = faults(
      {
        'base.yaml': BASE.replace('prevalence: 0.6', 'prevalence: 6'),
        'variant.yaml':
          'extends: ./base.yaml\nid: variant\ntruth: {markers: {KRAS: {prevalence: 3}}}\nsweep: null\n',
      },
      'variant.yaml',
    );
    expect(found.map(({ file, line, col, path }) => [file, line, col, path])).toEqual([
      ['base.yaml', 5, 24, 'truth.markers.EGFR.prevalence'],
      ['variant.yaml', 3, 38, 'truth.markers.KRAS.prevalence'],
    ]);
  });

  it('drops titles of names that it no longer has, but not those it writes itself', () => {
    const column = 'prevalence';
    const base = BASE.replace(
      'title: Base\n',
      `title: Base\ntitles: {${column}: share, overall: everybody}\n`,
    );
    const variant = 'extends: base.yaml\nid: variant\nsweep: null\n';
    const files = { 'base.yaml': base, 'variant.yaml': variant };
    expect(read(files, 'base.yaml').titles).toEqual({
      [column]: { en: 'share' },
      overall: { en: 'everybody' },
    });
    expect(read(files, 'variant.yaml').titles).toEqual({ overall: { en: 'everybody' } });
    const own = faults({ ...files, 'variant.yaml': `${variant}titles: {${column}: K}\n` }, 'variant.yaml');
    expect(own.map(({ code, file, path }) => [code, file, path])).toEqual([
      ['unknown-name', 'variant.yaml', `titles.${column}`],
    ]);
  });

  it('must give its own id', () => {
    const found = faults({ 'base.yaml': BASE, 'v.yaml': 'extends: base.yaml\ntitle: V\n' }, 'v.yaml');
    expect(found.map(({ code, path }) => [code, path])).toEqual([['missing', 'id']]);
  });

  it.each([
    [
      'a circle',
      { 'a.yaml': 'id: a\nextends: b.yaml\n', 'b.yaml': 'extends: ./a.yaml\n' },
      'extends-cycle',
      'b.yaml',
      'a.yaml > b.yaml > a.yaml',
    ],
    [
      'a file that is not there',
      { 'a.yaml': 'id: a\nextends: ./nope.yaml\n' },
      'extends-unreadable',
      'a.yaml',
      'nope.yaml cannot be read (no such file)',
    ],
    [
      'an absolute path',
      { 'a.yaml': 'id: a\nextends: /etc/base.yaml\n' },
      'extends-path',
      'a.yaml',
      'relative path',
    ],
    [
      'an address',
      { 'a.yaml': 'id: a\nextends: http://x/base.yaml\n' },
      'extends-path',
      'a.yaml',
      'relative path',
    ],
    [
      'another kind of file',
      { 'a.yaml': 'id: a\nextends: ./base.json\n' },
      'extends-path',
      'a.yaml',
      '.yaml or .yml',
    ],
    ['a list', { 'a.yaml': 'id: a\nextends: [b.yaml]\n' }, 'extends-path', 'a.yaml', 'relative path'],
  ])('%s is a fault', (_, files, code, file, rule) => {
    const found = faults(files as Record<string, string>, 'a.yaml');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code, file });
    expect(found[0].rule).toContain(rule);
  });

  it('cannot be read where there is no way to read files', () => {
    expect(() => parseScenario('id: a\nextends: b.yaml\n', { file: 'a.yaml' })).toThrow(
      'files cannot be read here',
    );
  });
});

describe('a design that extends another', () => {
  const withDesigns = (text: string) => ({
    'a.yaml': BASE.replace('  small:\n    extends: main\n    size: {match: main, on: events}\n', text),
  });

  it('a circle is one fault and nothing else', () => {
    const found = faults(withDesigns('  b: {extends: c}\n  c: {extends: b}\n'), 'a.yaml');
    expect(found.map(({ code, path, rule }) => [code, path, rule])).toEqual([
      ['extends-cycle', 'designs.c.extends', 'what is extended extends itself: b > c > b'],
    ]);
  });

  it('an unknown base is one fault, though much is then missing', () => {
    const found = faults(withDesigns('  b: {extends: mani}\n  c: {extends: b, enrol: KRAX+}\n'), 'a.yaml');
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ['unknown-name', 'designs.b.extends'],
      ['unknown-name', 'designs.c.enrol'],
    ]);
  });

  it('does not take over the title', () => {
    const { designs } = read(withDesigns('  b: {title: B, extends: main}\n  c: {extends: b}\n'), 'a.yaml')
      .points[0];
    expect([designs.b.title, designs.c.title]).toEqual([{ en: 'B' }, null]);
  });

  it('matching in a circle is a fault', () => {
    const found = faults(
      withDesigns('  b: {extends: main, size: {match: c}}\n  c: {extends: main, size: {match: b}}\n'),
      'a.yaml',
    );
    expect(found.map(({ code, rule }) => [code, rule])).toEqual([
      ['match-cycle', 'designs match each other in a circle: b > c > b'],
      ['match-cycle', 'designs match each other in a circle: c > b > c'],
    ]);
  });
});
