import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolveByCell } from '../../src/scenario/cells.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { formatPath, parsePath } from '../../src/scenario/path.ts';

const BASE = readFileSync(new URL('../golden/scenario/base.yaml', import.meta.url), 'utf8');
const SWEEP = 'sweep:\n  truth.markers.KRAS.prevalence: [0.2, 0.4]\n';
const parse = (sweep: string, ...edits: [string, string][]) =>
  parseScenario(
    edits.reduce((text, [old, now]) => text.replace(old, now), BASE.replace(SWEEP, sweep)),
    { file: 'test.yaml' },
  );
const everybody = { levels: { age: 'adult' }, truth: { EGFR: true, KRAS: true } };

describe('sweep', () => {
  it('is one point without axes', () => {
    const { points, axes } = parse('');
    expect(axes).toEqual([]);
    expect(points.map(({ index, values }) => [index, values])).toEqual([[0, {}]]);
  });

  it('is a grid, the first axis slowest', () => {
    const { points, axes } = parse(
      'sweep:\n  truth.markers.KRAS.prevalence: [0.2, 0.4]\n  truth.costs.month: [1, 2, 3]\n',
    );
    expect(axes).toEqual([
      { names: ['prevalence'], paths: ['truth.markers.KRAS.prevalence'], steps: [[0.2], [0.4]] },
      { names: ['month'], paths: ['truth.costs.month'], steps: [[1], [2], [3]] },
    ]);
    expect(points.map(({ values }) => Object.values(values))).toEqual([
      [0.2, 1],
      [0.2, 2],
      [0.2, 3],
      [0.4, 1],
      [0.4, 2],
      [0.4, 3],
    ]);
    expect(points[4].truth.costs.month).toBe(2);
    expect(resolveByCell(points[4].truth.markers.KRAS.prevalence, everybody)).toBe(0.4);
  });

  it('walks zipped paths together, as one axis or several', () => {
    const { points, axes } = parse(
      'sweep:\n  zip:\n    - {truth.markers.EGFR.prevalence: [0.1, 0.2], truth.markers.KRAS.prevalence: [0.3, 0.4]}\n    - {truth.costs.month: [1, 2]}\n',
    );
    expect(axes.map((axis) => axis.names)).toEqual([['EGFR.prevalence', 'KRAS.prevalence'], ['month']]);
    expect(axes[0].steps).toEqual([
      [0.1, 0.3],
      [0.2, 0.4],
    ]);
    expect(points.map(({ values }) => Object.values(values))).toEqual([
      [0.1, 0.3, 1],
      [0.1, 0.3, 2],
      [0.2, 0.4, 1],
      [0.2, 0.4, 2],
    ]);
  });

  it('reaches keys with spaces and signs, lists by place, and variants through their base', () => {
    const { points } = parse(
      'sweep:\n  designs.main.tests.overall.in: [all, EGFR+]\n  truth.enrolment.screened per month.0.value: [5]\n  designs.main.size.randomised: [310]\n  truth.endpoints.PFS.time-to-event.control.median.EGFR+: [8]\n',
      ['screened per month: 20', 'screened per month: [{until: 2, value: 1}, {value: 20}]'],
      ['size: {match: main, on: events}', ''],
    );
    expect(points[0].truth.enrolment.screenedPerMonth[0]).toEqual({ until: 2, value: 5 });
    expect(points[1].designs.small.trials[0].tests[0].in).toMatchObject({ kind: 'marker', marker: 'EGFR' });
    expect(points[1].designs.small.trials[0].size).toEqual({ kind: 'randomised', n: 310 });
    expect(points[1].values).toEqual({ in: 'EGFR+', value: 5, randomised: 310, 'EGFR+': 8 });
  });

  it('makes tables on the way, puts whole tables in place, and removes with null', () => {
    const { points } = parse(
      'sweep:\n  truth.endpoints.PFS.time-to-event.dropout.rate: [0.01]\n  truth.endpoints.PFS.time-to-event.hazard ratio: [0.5, {EGFR+: 0.5, EGFR-: 1}]\n  truth.target mix: [null]\n',
    );
    expect(points[0].truth.endpoints.PFS).toMatchObject({ dropout: [{ value: 0.01 }] });
    expect(points[1].values['hazard ratio']).toBe('{"EGFR+":0.5,"EGFR-":1}');
    expect(points[1].truth.endpoints.PFS).toMatchObject({ effect: { value: [{}, {}] } });
    expect(points[0].truth.targetMix).toBeNull();
  });

  it('a value that only the sweep gives is not missing', () => {
    const { points } = parse(SWEEP, ['KRAS: {prevalence: 0.3}', 'KRAS: {}']);
    expect(resolveByCell(points[1].truth.markers.KRAS.prevalence, everybody)).toBe(0.4);
  });

  it('reads ten thousand points', () => {
    const values = (n: number) => `[${Array.from({ length: n }, (_, i) => (i + 1) / 200).join(', ')}]`;
    const { points } = parse(
      `sweep:\n  truth.markers.EGFR.prevalence: ${values(100)}\n  truth.markers.KRAS.prevalence: ${values(100)}\n`,
    );
    expect(points).toHaveLength(10_000);
    expect(points[9_999].values).toEqual({ 'EGFR.prevalence': 0.5, 'KRAS.prevalence': 0.5 });
  });
});

describe('paths', () => {
  it('are keys joined by dots; a key with a dot stands in quotes', () => {
    expect(parsePath('designs.a.tests."M. x".alpha')).toEqual({
      keys: ['designs', 'a', 'tests', 'M. x', 'alpha'],
    });
    expect(parsePath(' truth . tumour = lung.x y')).toEqual({ keys: ['truth', 'tumour = lung', 'x y'] });
    expect(formatPath(['designs', 'a', 'M. x', 0])).toBe('designs.a."M. x".0');
  });

  it.each(['', 'a..b', 'a.', '.a', 'a."b', 'a.b"c'])('%j is none', (text) => {
    expect(parsePath(text)).toHaveProperty('problem');
  });
});
