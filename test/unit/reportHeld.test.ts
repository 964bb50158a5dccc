import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../src/operating-characteristics/result.ts';
import { switchOf } from '../../src/report/charts/heldAxes.ts';
import { charts } from '../../src/report/charts/index.ts';
import { power } from '../../src/report/charts/power.ts';
import { compileSpec, renderSvg } from '../../src/report/svg.ts';
import { nothingColours, partColours } from '../../src/report/theme.ts';
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
    rows: result.rows.flatMap((row) =>
      specificities.map((_, i) => ({
        ...row,
        // Changes, or it would not be drawn; half of it at the first and the last alike.
        estimate: row.estimate === null ? null : row.estimate * (i === 1 ? 1 : 0.5),
        point: 3 * row.point + i,
      })),
    ),
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
    expect(chart.notes.join(' ')).toContain('Shown at specificity 0.9; the sliders of the web page');
    // The table has a row for every mark, so that a mark finds its own.
    expect(chart.table.rows).toHaveLength(spec.data.values.length);
    const drawn = async (value: unknown) => {
      const params = spec.params.map((param) => (param.name === 'held' ? { ...param, value } : param));
      return renderSvg(await compileSpec({ ...chart.spec, params }), 'power');
    };
    // The fixture's values are the same at the first and the last specificity.
    expect(await drawn('0')).toBe(await drawn('2'));
    expect(await drawn('0')).not.toBe(await drawn('1'));
    expect(await drawn('none')).not.toBe(await drawn('0'));
  });

  it('can be switched where shares of a whole are stacked', async () => {
    const result = deep();
    const design = result.designs[0]!;
    design.claims = ['yes', 'no'];
    const row = result.rows.find(({ metric }) => metric === 'power')!;
    result.rows = result.points.flatMap(({ index, values }) =>
      design.claims.map((analysis, c) => {
        const share = Number(values.specificity) - 0.2;
        const estimate = c === 0 ? share : 1 - share;
        return { ...row, metric: 'claim probability', design: design.id, analysis, point: index, estimate };
      }),
    );
    const chart = charts.claims!(result, 'en')!;
    const spec = chart.spec as { usermeta: object; data: { values: { h: string; y: number; i: number }[] } };
    // Second and third axis are held: sensitivity and specificity.
    expect(spec.usermeta).toEqual({
      held: [
        [3, 4],
        [1, 3],
      ],
    });
    expect(spec.data.values).toHaveLength(result.rows.length);
    expect(chart.table.rows).toHaveLength(result.rows.length);
    const of = (specificity: string) =>
      new Set(spec.data.values.filter(({ h }) => h.endsWith(specificity)).map(({ y }) => y));
    expect([of('0'), of('1'), of('2')]).toEqual([
      new Set([0.6, 0.4]),
      new Set([0.7, 0.3]),
      new Set([0.8, 0.2]),
    ]);
    expect(chart.alt).toContain('70');
    expect(chart.alt).not.toContain('60');
    expect(await renderSvg(await compileSpec(chart.spec), 'claims')).toContain('<svg');
    // What promises nobody benefit lies above the others, in grey, wherever its claim stands.
    design.rules = [
      { claim: 'yes', when: 'otherwise', for: 'none' },
      { claim: 'no', when: 'otherwise', for: 'all' },
    ];
    const plain = JSON.stringify(charts.claims!(result, 'en')!.spec);
    expect(plain).toContain(
      `"scale":{"domain":["no","yes"],"range":["${partColours[0]}","${nothingColours[0]}"]}`,
    );
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
