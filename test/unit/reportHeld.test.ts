import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../src/operating-characteristics/result.ts';
import { switchOf } from '../../src/report/charts/heldAxes.ts';
import { power } from '../../src/report/charts/power.ts';
import { compileSpec, renderSvg } from '../../src/report/svg.ts';
import { ipassLike } from '../fixtures/report/results.ts';

/** The fixture's 4 x 4 sweep over three specificities, the third axis: more columns than a chart has room for. */
function deep(): ScenarioResult {
  const result = ipassLike();
  const specificities = [0.8, 0.9, 1];
  return {
    ...result,
    axes: [...result.axes, { name: 'specificity', paths: ['s'], values: specificities, stated: 0.9 }],
    points: result.points.flatMap((point) =>
      specificities.map((specificity, i) => ({
        ...point,
        index: 3 * point.index + i,
        values: { ...point.values, specificity },
      })),
    ),
    base: 3 * result.base + 1,
    rows: result.rows.flatMap((row) => specificities.map((_, i) => ({ ...row, point: 3 * row.point + i }))),
  };
}

describe('swept values that a chart has no room for', () => {
  it('can be switched: the marks of every one are there, and those of the base are drawn', async () => {
    const chart = power(deep(), 'en', 'wide')!;
    const spec = chart.spec as {
      data: { values: { h: string; i: number }[] };
      params: { name: string; value: unknown }[];
      usermeta: { held: [number, number][] };
    };
    expect([...new Set(spec.data.values.map(({ h }) => h))].sort()).toEqual(['0', '1', '2']);
    expect(spec.params.find(({ name }) => name === 'held')).toEqual({ name: 'held', value: '1' });
    expect(spec.usermeta.held).toEqual([[1, 3]]);
    expect(chart.notes.join(' ')).toContain('Shown at specificity 0.9; the sliders of the page');
    // The table has a row for every mark, so that a mark finds its own.
    expect(chart.table.rows).toHaveLength(spec.data.values.length);
    const drawn = async (value: unknown) => {
      const params = spec.params.map((param) => (param.name === 'held' ? { ...param, value } : param));
      return renderSvg(await compileSpec({ ...chart.spec, params }), 'power');
    };
    // The fixture's values are the same at every specificity: a third of all marks is drawn, whichever.
    expect(await drawn('0')).toBe(await drawn('2'));
    expect(await drawn('none')).not.toBe(await drawn('0'));
  });

  it('cannot where an axis was zipped with one that is drawn, or nothing is held', () => {
    const zipped = ipassLike();
    zipped.axes = [zipped.axes[0]!, { ...zipped.axes[0]!, name: 'twin' }];
    zipped.points = [0.1, 0.3, 0.6, 0.9].map((value, index) => ({
      index,
      values: { prevalence: value, twin: value },
      replicates: 1,
    }));
    expect(switchOf(zipped, [zipped.axes[1]!])).toBeNull();
    expect(switchOf(ipassLike(), [])).toBeNull();
  });
});
