import { describe, expect, it } from 'vitest';
import type { ScenarioError } from '../../src/errors.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { resultJson } from '../../src/report/json.ts';
import { renderReport } from '../../src/report/renderReport.ts';
import { parseResult } from '../../src/report/resultSchema.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { fakePool } from '../fixtures/kernel/pools.ts';
import { runtimeTexts } from '../fixtures/report/runtime.ts';
import { unzip } from '../fixtures/report/zip.ts';

const text = (sources: string) => `
id: sourced
title: Sourced
sources: ${sources}
truth:
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.3}, risk difference: 0.25}}}
designs:
  plain: {randomise: {ratio: 1:1}, size: {randomised: 80}, tests: {overall: {}}}
simulation: {replicates: 40}
`;
const parse = (sources: string) => parseScenario(text(sources), { file: 'sourced.yaml' });

const REFERENCE = 'Mok TS et al. 2009;361:947-957.';
const WRITTEN = [REFERENCE, { en: 'Rates are assumptions.', zh: '各率均为假设。' }, { en: 'English alone.' }];

describe('where the numbers come from', async () => {
  const scenario = parse(JSON.stringify(WRITTEN));
  const result = await runScenario(scenario, { workers: fakePool(1) });

  it('stands in results as written, and is read again', () => {
    expect(scenario.sources).toEqual(WRITTEN);
    expect(result.scenario.sources).toEqual(WRITTEN);
    expect(parseResult(resultJson(result)).scenario.sources).toEqual(WRITTEN);
    expect(parseScenario(result.scenario.file!, { file: 'again.yaml' }).sources).toEqual(WRITTEN);
  });

  it('is told in the language of the report; plain text and what has no Chinese as it is', async () => {
    const files = await renderReport(result, {
      languages: ['en', 'zh'],
      runtime: runtimeTexts(),
      formats: ['html', 'md', 'docx'],
    });
    const shown = (name: string) => {
      const file = files.get(name)!;
      const whole = name.endsWith('.docx')
        ? unzip(file as Uint8Array)
            .get('word/document.xml')!
            .toString('utf8')
        : String(file);
      // A page carries its scenario as data too.
      return whole.replace(/<script[\s\S]*?<\/script>/g, '').replaceAll('\\', '');
    };
    for (const [names, own, other] of [
      [['index.html', 'report.md', 'report.docx'], 'Rates are assumptions.', '各率均为假设。'],
      [['index.zh.html', 'report.zh.md', 'report.zh.docx'], '各率均为假设。', 'Rates are assumptions.'],
    ] as const) {
      for (const name of names) {
        const told = shown(name);
        for (const wanted of [REFERENCE, own, 'English alone.']) expect(told, name).toContain(wanted);
        expect(told, name).not.toContain(other);
      }
    }
  });

  it('is refused where a text has no English or a language that there is not', () => {
    const pathsOf = (sources: string) => {
      try {
        parse(sources);
        return [];
      } catch (error) {
        return (error as ScenarioError).faults.map(({ path }) => path);
      }
    };
    expect(pathsOf('[a, {zh: 假设。}]')).toEqual(['sources.1.en']);
    expect(pathsOf('[{en: a, fr: b}]')).toEqual(['sources.0.fr']);
    expect(pathsOf('[1.5]')).toEqual(['sources.0']);
  });
});
