import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { designSentences } from '../../src/report/designWords.ts';
import { assumptionsSection } from '../../src/report/document/assumptions.ts';
import type { Block } from '../../src/report/document/block.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { fakePool } from '../fixtures/kernel/pools.ts';

const TEXT = `
id: shares
title: Shares
truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 10}
  endpoints: {PFS: {time-to-event: {control: {median: 3}, hazard ratio: 0.7}}}
designs:
  alone:
    enrol: all
    size: {randomised: 60}
    analyse at: {follow-up: 2}
    sided: 2
    alpha: 0.05
    tests: {all: {of: PFS}, M+: {of: PFS, in: M+}}
  split: {extends: alone, multiplicity: {bonferroni: {weights: {all: 0.6, M+: 0.4}}}}
  passed: {extends: alone, multiplicity: {fallback: {order: [all, M+], weights: {all: 0.6, M+: 0.4}}}}
  ordered: {extends: alone, multiplicity: {fixed sequence: [M+, all]}}
  closed: {extends: alone, multiplicity: {closed: spiessens-debois}}
  early: {extends: alone, analyse at: {events: 20}}
simulation: {replicates: 20}
`;
const result = await runScenario(parseScenario(TEXT, { file: 'shares.yaml' }), { workers: fakePool(1) });
const blocks = (language: 'en' | 'zh') =>
  (assumptionsSection(result, language, new Set()) as Extract<Block, { kind: 'section' }>).content;
const levels = (language: 'en' | 'zh') =>
  blocks(language).flatMap((block) =>
    block.kind === 'table' && block.table.columns.length === 6
      ? [(block.table.rows as string[][]).map(([, , , , level]) => level)]
      : [],
  );
const text = (language: 'en' | 'zh') => JSON.stringify(blocks(language));

describe('the level beside a test', () => {
  it('is its own part where a family divides its level, and says where it is shared', () => {
    const own = ['two-sided 0.05', 'two-sided 0.05'];
    expect(levels('en')).toEqual([
      own,
      ['two-sided 0.03', 'two-sided 0.02'],
      ['two-sided 0.03 at first', 'two-sided 0.02 at first'],
      ['two-sided 0.05, shared', 'two-sided 0.05, shared'],
      ['two-sided 0.05, shared', 'two-sided 0.05, shared'],
      own,
    ]);
    expect(levels('zh').slice(1, 4)).toEqual([
      ['双侧 0.03', '双侧 0.02'],
      ['双侧 0.03（初始）', '双侧 0.02（初始）'],
      ['双侧 0.05（共用）', '双侧 0.05（共用）'],
    ]);
  });
});

describe('how many are randomised', () => {
  it('is told as the most where the data are cut before the last has come', () => {
    // 20 events come when some 40 of the 60 are in.
    expect(text('en').match(/randomises up to 60 1:1/g)).toHaveLength(1);
    expect(text('en').match(/randomises 60 1:1/g)).toHaveLength(5);
    expect(text('zh')).toContain('按 1:1 随机至多 60 例');
    expect(text('zh')).toContain('按 1:1 随机 60 例');
  });

  it('is as planned where nothing has been simulated', () => {
    expect(designSentences(result.designs[5]!, result.designs, 'en')[0]).toContain('randomises 60 1:1');
  });
});
