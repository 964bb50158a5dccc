import { describe, expect, it } from 'vitest';
import { charts } from '../../src/report/charts/index.ts';
import { headlineTable } from '../../src/report/headline.ts';
import { compileSpec, renderSvg } from '../../src/report/svg.ts';
import { claimsOnly, ipassLike } from '../fixtures/report/results.ts';

/** The drawn bytes: a change here must be looked at as a picture before it is accepted (`vitest -u`). */
describe('charts as SVG', () => {
  it.each([
    ['power', 'en', 'wide'],
    ['claims', 'zh', 'wide'],
    ['power', 'zh', 'narrow'],
  ] as const)('%s in %s, %s', async (name, language, layout) => {
    const chart = charts[name]!(claimsOnly(), language, layout)!;
    const svg = await renderSvg(await compileSpec(chart.spec), name);
    await expect(svg.replaceAll('><', '>\n<')).toMatchFileSnapshot(
      `report/${name}.${language}.${layout}.svg`,
    );
  });
});

describe('headline of the sweep', () => {
  it('in both languages', async () => {
    await expect(
      `${JSON.stringify([headlineTable(ipassLike(), 'en'), headlineTable(ipassLike(), 'zh')], null, 1)}\n`,
    ).toMatchFileSnapshot('report/headline.json');
  });
});
