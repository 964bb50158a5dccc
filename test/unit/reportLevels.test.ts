import { describe, expect, it } from 'vitest';
import type { TestSummary } from '../../src/operating-characteristics/result.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { charts } from '../../src/report/charts/index.ts';
import { significanceText } from '../../src/report/designWords.ts';
import { assumptionsSection } from '../../src/report/document/assumptions.ts';
import type { Block } from '../../src/report/document/block.ts';
import { localised } from '../../src/report/localised.ts';
import { rowOf } from '../../src/report/lookup.ts';
import { messages } from '../../src/report/messages/index.ts';
import { fullText } from '../../src/report/metrics.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { fakePool } from '../fixtures/kernel/pools.ts';

const TEXT = `
id: levels
title: Levels
titles: {by tumour: {en: by tumour, zh: 按瘤种}, lung: {en: lung, zh: 肺癌}}
truth:
  strata: {tumour: {lung: {share: 0.4}, colon: {share: 0.3}, other: {share: 0.3}}}
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.1}, experimental: {rate: 0.4}}}}
designs:
  borrowing:
    single arm: experimental
    size: {treated: 45}
    tests:
      by tumour: {of: ORR, in: each tumour, against: {rate: 0.15}, by: fujikawa, probability: 0.9, borrowing: {epsilon: 3, prior: [0.5, 1]}}
  single:
    extends: borrowing
    tests:
      by tumour: {of: ORR, in: each tumour, against: {rate: {tumour = lung: 0.2, all: 0.15}}, by: exact, alpha: 0.05}
EXTRA
simulation: {replicates: 60}
`;
const run = (extra: string) =>
  runScenario(parseScenario(TEXT.replace('EXTRA', extra), { file: 'levels.yaml' }), { workers: fakePool(1) });

/** Cells of the tables of tests, in the order of the designs. */
function testTables(section: Block): string[][][] {
  const { content } = section as Extract<Block, { kind: 'section' }>;
  return content.flatMap((block) =>
    block.kind === 'table' && block.table.columns.length === 6 ? [block.table.rows as string[][]] : [],
  );
}

describe('tests of every level of a factor', async () => {
  const result = await run('');

  it('are one row where nothing else tells them apart, with prior, options and the probability asked for', () => {
    const [borrowing, single] = testTables(assumptionsSection(result, 'en', new Set()));
    expect(borrowing).toEqual([
      [
        'by tumour',
        'ORR',
        'each of tumour = lung, tumour = colon and tumour = other',
        'borrowing by similarity (Fujikawa), against a rate of 0.15, prior Beta(0.5, 1), power ε 3, τ 0, logarithm to base e, credible interval',
        'posterior probability \u2265 0.9',
        'risk difference',
      ],
    ]);
    // Lung is held against a rate of its own.
    expect(single!.map(([name, , population, , level]) => [name, population, level])).toEqual([
      ['by tumour: lung', 'tumour = lung', 'one-sided 0.05'],
      ['by tumour', 'each of tumour = colon and tumour = other', 'one-sided 0.05'],
    ]);
    const [zh] = testTables(assumptionsSection(localised(result, 'zh'), 'zh', new Set()));
    expect(zh![0]!.slice(0, 5)).toEqual([
      '按瘤种',
      'ORR',
      '肺癌、colon 和 other，逐一检验',
      '按相似度借用（Fujikawa），对比固定率 0.15，先验 Beta(0.5, 1)，指数 ε 3，参数 τ 0，对数底 e，可信区间',
      '后验概率 ≥ 0.9',
    ]);
  });

  it('ask for a posterior probability where one decides, and have a level where a p-value does', () => {
    const words = messages('en');
    const test = { ...result.designs[0]!.tests[0]!, alpha: 0.025, sided: 1 } as TestSummary;
    expect(significanceText({ ...test, method: 'posterior' }, words)).toBe(
      'posterior probability \u2265 0.975',
    );
    expect(significanceText({ ...test, method: 'simon' }, words)).toBe('one-sided 0.025');
  });

  it('have no contrast where they borrow, and none beside a test of everybody', async () => {
    const drawn = (of: typeof result) =>
      JSON.stringify(charts.contrast!(of, 'en')?.spec ?? null).match(/"text":\[?"[^"]*by tumour/g)?.length ??
      0;
    expect(drawn(result)).toBe(3);
    const beside = await run(
      '  pooled: {single arm: experimental, size: {treated: 45}, tests: {alone: {of: ORR, by: exact, against: {rate: 0.15}}}}',
    );
    expect(drawn(beside)).toBe(0);
    expect(charts.contrast!(beside, 'en')!.table.rows.map(([, test]) => test)).toContain('alone');
  });

  it('have a contrast whose simulated part, and the sum with it, carry half of their 95 % interval', () => {
    const row = rowOf(result, 0, 'single', 'by tumour: colon', 'contrast: selection')!;
    const chart = charts.contrast!(result, 'en')!;
    const texts = [...JSON.stringify(chart.spec).matchAll(/"text":"([^"\u00b1]*) \u00b1([\d.]+)"/g)];
    // The same error stands at the selection and at what is seen in trials that reject.
    const own = texts.filter(([, , half]) => Math.abs(Number(half) / (1.96 * row.mcse!) - 1) < 0.25);
    expect(own.length).toBeGreaterThanOrEqual(2);
    expect(charts.contrast!(localised(result, 'zh'), 'zh')!.alt).not.toMatch(/[:;,.](?!\d)/);
    const decimals = (text: string) => text.split('.')[1]?.length ?? 0;
    for (const [, value, half] of texts) expect(decimals(value!), `${value} ${half}`).toBe(decimals(half!));
    expect(row.mcse).toBeGreaterThan(0);
  });

  it('have no sum with the selection where no trial rejects, and no rows of parts that are zero everywhere', async () => {
    const hopeless = await run(
      '  hopeless: {single arm: experimental, size: {treated: 45}, tests: {alone: {of: ORR, by: exact, against: {rate: 0.95}}}}',
    );
    const rows = charts.contrast!(hopeless, 'en')!.table.rows.filter(([design]) => design === 'hopeless');
    const cells = Object.fromEntries(rows.map(([, , part, estimate]) => [part!, estimate!]));
    expect(cells['treatment effect']).toBe('+0.300');
    expect(cells['history off the unselected']).toBe('−0.850');
    expect(cells).not.toHaveProperty('selection');
    expect(cells['seen in trials that reject']).toBe('n/a');
    // Everybody is enrolled in every design: who is selected has no other outcome under control.
    expect(cells).not.toHaveProperty('prognostic shift');
    expect(charts.contrast!(hopeless, 'en')!.notes).toContain(
      'Zero in all of them, and not drawn: prognostic shift.',
    );
    expect(charts.contrast!(localised(hopeless, 'zh'), 'zh')!.notes).toContain(
      '各项均为零而未绘出：预后差异。',
    );
  });

  it('are not drawn without an effect of treatment: the selection alone is not what is seen', () => {
    const [design, test] = ['single', 'by tumour: colon'];
    expect(rowOf(result, 0, design, test, 'contrast: selection')).toBeDefined();
    const named = (some: typeof result) =>
      (charts.contrast!(some, 'en')?.table.rows ?? []).some((row) => row[0] === design && row[1] === test);
    const rows = result.rows.filter(
      ({ metric, analysis }) => metric !== 'contrast: treatment effect' || analysis !== test,
    );
    expect([named(result), named({ ...result, rows })]).toEqual([true, false]);
  });

  it('end with what is seen also where at the first truth no trial rejects', async () => {
    const swept = await run(
      '  late: {single arm: experimental, size: {treated: 45}, tests: {alone: {of: ORR, by: exact, against: {rate: 0.6}}}}\nsweep: {truth.endpoints.ORR.binary.experimental.rate: [0.05, 0.95]}',
    );
    const orders = JSON.stringify(charts.contrast!(swept, 'en')!.spec).match(/"sort":\[[^\]]*\]/g)!;
    expect(orders.length).toBeGreaterThan(1);
    for (const order of orders) expect(order).toMatch(/"seen in trials that reject"\]$/);
    expect(orders.some((order) => order.includes('"selection"'))).toBe(true);
  });

  it('are bought by what ranks the designs, not by the power of the first level', () => {
    // All spend the same: nothing would be seen. One design that screens another number of patients brings the chart back.
    expect(charts.efficiency!(result, 'en')).toBeNull();
    const other = rowOf(result, 0, 'single', '', 'screened')!;
    const rows = result.rows.map((row) => (row === other ? { ...row, estimate: row.estimate! + 1 } : row));
    const chart = charts.efficiency!({ ...result, rows }, 'en')!;
    expect(chart.title).toMatch(/right set of levels/i);
    const words = messages('en');
    const right = rowOf(result, 0, 'single', 'by tumour', 'right set')!;
    expect(
      chart.table.rows.some((row) => row.includes('single') && row.includes(fullText(right, words))),
    ).toBe(true);
  });
});
