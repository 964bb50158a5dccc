import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { truth } from '../../src/report/charts/truth.ts';
import { checksOf } from '../../src/report/checks.ts';
import { methodText, testedText } from '../../src/report/designWords.ts';
import type { Block } from '../../src/report/document/block.ts';
import { methodsSection } from '../../src/report/document/methods.ts';
import { messages } from '../../src/report/messages/index.ts';
import { methodsUsed } from '../../src/report/methods.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { fakePool } from '../fixtures/kernel/pools.ts';
import { claimsOnly } from '../fixtures/report/results.ts';

const TEXT = `
id: single
title: Single
truth:
  strata: {tumour: {lung: {share: 0.6}, colon: {share: 0.4}}}
  enrolment: {screened per month: 10}
  endpoints:
    ORR: {binary: {control: {rate: 0.1}, experimental: {rate: {tumour = lung: 0.5, all: 0.3}}}}
DURATION
designs:
  single:
    single arm: experimental
    size: {treated: 40}
AT
    tests: TESTS
simulation: {replicates: 60}
`;
const RESPONSE = `{pooled: {of: ORR, by: exact, against: {rate: 0.15}}, mix: {of: ORR, by: model-based, against: {rate: 0.15}, stratify by: [tumour], for: target mix}}`;
const LASTING = `{duration: {of: DoR, by: milestone, against: {survival: {at: 12, value: 0.4}}}, all along: {of: DoR, by: one-sample-log-rank, against: {median: 9}}}`;
const run = (tests: string, duration = '', at = '') =>
  runScenario(
    parseScenario(TEXT.replace('TESTS', tests).replace('DURATION', duration).replace('AT', at), {
      file: 'single.yaml',
    }),
    { workers: fakePool(1) },
  );

/** The conventions, which close the section. */
function conventions(section: Block): readonly string[] {
  const text = JSON.stringify(section);
  const lists = [...text.matchAll(/"items":(\[[^\]]*\])/g)].map(
    ([, items]) => JSON.parse(items!) as string[],
  );
  return lists[lists.length - 1]!;
}

describe('a single arm of rates', async () => {
  const result = await run(RESPONSE);

  it('is told the conventions that it needs, and of no allocation, hazard or assay', () => {
    const en = conventions(methodsSection(result, 'en')).join(' ');
    expect(en).toContain('Effects of a single arm are differences from what it is held against');
    expect(en).not.toMatch(/hazard|Allocation|assay|arm;/);
    const zh = conventions(methodsSection(result, 'zh')).join('');
    expect(zh).toContain('单臂试验的效应为与其对照');
    expect(zh).not.toMatch(/风险|随机比例|检测结果/);
  });

  it('is told whom an assay tells: by the sign of a marker, by the side of a cut', () => {
    const told = (marker: string, language: 'en' | 'zh') => {
      const assay = { ...claimsOnly().truth[0]!.assays[0]!, marker };
      const truth = result.truth.map((one) => ({ ...one, assays: [assay] }));
      return conventions(methodsSection({ ...result, truth }, language)).at(-1);
    };
    expect(told('M', 'en')).toBe(
      'A population such as M+ is as the assay says; \u201ctrue M+\u201d is the true status.',
    );
    expect(told('risk >= q60', 'en')).toBe(
      'A population such as risk ≥ q60 is as the assay says; \u201ctrue risk ≥ q60\u201d is the true status.',
    );
    expect(told('risk >= q60', 'zh')).toBe('risk ≥ q60 等人群按检测结果划分；“真实 risk ≥ q60”指真实状态。');
  });

  it('has strata that are weighted by the target mix, not summed, and a model that is told', () => {
    const used = methodsUsed(result).map(({ id }) => id);
    expect(used).toContain('standardised');
    expect(used).toContain('modelBased');
    expect(used).not.toContain('stratified');
  });

  it('counts each comparison with a computed value once, and none of what the design fixes', () => {
    const told = checksOf(result).map(({ row }) => [row.metric, row.analysis]);
    expect(told).toContainEqual(['power', 'pooled']);
    expect(result.rows.map(({ metric }) => metric)).toContain('missed effect');
    expect(told.map(([metric]) => metric)).not.toContain('missed effect');
    for (const fixed of ['cost', 'randomised', 'screened'])
      expect(told.map(([metric]) => metric)).not.toContain(fixed);
    expect(told.map(([metric]) => metric)).toContain('months to last patient');
  });
});

describe('durations', async () => {
  const result = await run(
    LASTING,
    '    DoR: {time-to-event: {after: ORR, experimental: {median: 10}}}',
    '    analyse at: {follow-up: 12}',
  );
  const [milestone, logRank] = result.designs[0]!.tests;

  it('are of those who respond', () => {
    expect(testedText(milestone!, [], messages('en'))).toBe('responders among all patients');
    expect(testedText(milestone!, [], messages('zh'))).toBe('全部患者中的缓解者');
  });

  it('are held at a milestone against what survives there, else against a curve', () => {
    expect(milestone!.against).toMatchObject({ kind: 'curve', survival: expect.closeTo(0.4, 12) });
    expect(methodText(milestone!, messages('en'))).toBe(
      'survival at a milestone, against a survival of 0.4 at month 12',
    );
    expect(methodText(milestone!, messages('zh'))).toBe('里程碑时点生存率检验，对比第 12 个月的生存率 0.4');
    expect(methodText(logRank!, messages('en'))).toContain('against a curve of median 9 months');
  });

  it.each([
    ['en', 'Share of responders still in response', 'Months since the response was assessed'],
    ['zh', '仍在缓解的比例', '评估缓解后时间（月）'],
  ] as const)('have a curve of their own in the truth (%s)', (language, share, months) => {
    const spec = JSON.stringify(truth(result, language)!.spec);
    expect(spec).toContain(`DoR${language === 'en' ? ': ' : '：'}${share}`);
    expect(spec).toContain(months);
    expect(spec).not.toContain(messages(language).chart.truth.survival);
  });
});
