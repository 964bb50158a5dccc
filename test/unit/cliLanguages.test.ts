import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../../src/cli/commandLine.ts';
import { CliFailure } from '../../src/cli/failures.ts';
import { chinese } from '../../src/cli/messages/zh.ts';
import { createProgram } from '../../src/cli/program.ts';
import { askedLanguage, faultsText, say } from '../../src/cli/say.ts';
import { pointFaults } from '../../src/designs/pointFaults.ts';
import type { Fault, ScenarioError } from '../../src/errors.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

const han = /[\u4e00-\u9fff]/;
const terminal = { out: () => {}, err: () => {}, watched: false, signal: new AbortController().signal };

describe('the command line in Chinese', () => {
  it('has a sentence for every one that is said in English', () => {
    const files = readdirSync('src/cli', { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.ts') && !path.includes('messages'),
    );
    // Literal sentences: of `say(language, ...)`, and of `new CliFailure(...)`, chosen between or not.
    const literal = /'((?:[^'\\\n]|\\.)*)'/g;
    const said = files.flatMap((path) => {
      const text = readFileSync(join('src/cli', path), 'utf8');
      const calls =
        text.match(/(?:\bsay\(\s*language,|new CliFailure\()[^;]*?(?:,\s*\{|\),?;|\)\)|\)\s*:|\),)/gs) ?? [];
      return calls.flatMap((call) =>
        [...call.matchAll(literal)].map((match) => match[1]!.replaceAll('\\n', '\n').replaceAll("\\'", "'")),
      );
    });
    expect(said.length).toBeGreaterThan(30);
    expect(said.filter((text) => text !== 'en' && !(text in chinese))).toEqual([]);
  });

  it('has help for every command, option and argument', () => {
    const program = createProgram(terminal);
    const texts = [program, ...program.commands].flatMap((command) => [
      command.description(),
      ...[...command.options, ...command.registeredArguments].map(({ description }) => description),
    ]);
    expect(texts.filter((text) => !han.test(chinese[text] ?? ''))).toEqual([]);
    const spoken = createProgram({ ...terminal, language: 'zh' });
    expect(spoken.commands.find((command) => command.name() === 'run')!.description()).toMatch(han);
  });

  it('keeps the values that are put in', () => {
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [english, translated] of Object.entries(chinese))
      expect(places(translated), english).toEqual(places(english));
    expect(say('zh', 'point {point}/{points}', { point: 2, points: 8 })).toBe('点 2/8');
    expect(say('zh', 'what nobody says')).toBe('what nobody says');
  });

  it('is asked for by --lang, anywhere on the line', () => {
    expect(askedLanguage(['run', 'x', '--lang', 'zh-CN'])).toBe('zh');
    expect(askedLanguage(['--lang=zh', 'run'])).toBe('zh');
    expect(askedLanguage(['run', '--lang', 'both'])).toBe('en');
    expect(askedLanguage(['run'])).toBeNull();
  });

  it('says failures with their reasons', async () => {
    const failure = new CliFailure('cannot read {path}: {reason}.\n{next}', {
      path: 'a.yaml',
      reason: 'it does not exist',
      next: 'Check the path; `markersim list` shows the scenarios that come with MarkerSim.',
    });
    expect(failure.message).toMatch(/^cannot read a\.yaml: it does not exist\./);
    expect(failure.in('zh')).toBe(
      '无法读取 a.yaml：它不存在。\n请检查路径；`markersim list` 列出随附的情景。',
    );
    let err = '';
    const exit = await commandLine(['describe', 'nowhere.yaml', '--lang', 'zh-CN'], {
      ...terminal,
      err: (text) => {
        err += text;
      },
    });
    expect([exit, err]).toEqual([2, failure.in('zh').replace('a.yaml', 'nowhere.yaml')]);
  });
});

describe('faults of a scenario in Chinese', () => {
  const BASE = readFileSync('test/golden/scenario/base.yaml', 'utf8');
  const cases = JSON.parse(readFileSync('test/golden/scenario/faults.json', 'utf8')) as {
    edit: [string, string];
    code: string;
    path: string;
  }[];
  const faultsOf = (text: string): readonly Fault[] => {
    try {
      parseScenario(text, { file: 'base.yaml' });
      return [];
    } catch (error) {
      return (error as ScenarioError).faults;
    }
  };

  it('stand at the same place and say rule and next step in Chinese, names and values as they are', () => {
    const english: string[] = [];
    let checked = 0;
    for (const { edit, code, path } of cases) {
      const text = BASE.replace(edit[0], () => edit[1]).replace('«', '');
      const fault = faultsOf(text).find((found) => found.code === code && found.path === path);
      // Whether it is found is the matter of unit/scenarioFaults.
      if (fault === undefined) continue;
      checked++;
      const [head, rule, next] = faultsText([fault], 'zh').split('\n');
      expect(head, code).toContain(`base.yaml:${fault.line}:${fault.col}`);
      expect(rule, code).toMatch(han);
      expect(next, code).toMatch(/^ {2}下一步：.*[\u4e00-\u9fff]/);
      // English sentences of the rule have verbs; what is left in Latin letters are the words of the language.
      if (/\b(must|is|are|has|have|cannot|needs|the|may|be)\b/.test(rule!)) english.push(`${code}: ${rule}`);
    }
    expect(english).toEqual([]);
    expect(checked).toBeGreaterThan(80);
  });

  const trial = (rest: string) => `id: a
title: A
truth:
  markers: {M: {prevalence: 0.5}}
  strata: {tumour: {sarcoma: {share: 0.4}, thyroid: {share: 0.6}}}
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, odds ratio: 2}}}
designs: {d: {${rest}}}
`;
  it.each([
    [
      'size: {randomised: 100}, tests: {all: {}, M+: {in: M+}}, multiplicity: {bonferroni: {weights: {all: 0.8, M+: 0.3}}}',
      '各权重除以其和',
    ],
    [
      'size: {randomised: 100}, tests: {M by T: {interaction: M}, M+: {in: M+}}, multiplicity: {hochberg: {}}',
      '写 `insist: true`',
    ],
    [
      'single arm: experimental, size: {treated: 100}, tests: {t: {in: each tumour, against: {rate: 0.2}, by: bhm, borrowing: {mu: {mean: 0, sd: 100}}}}',
      '先验',
    ],
  ])('says what a procedure or analysis refuses: %s', (rest, next) => {
    const chineseFaults = (() => {
      try {
        parseScenario(trial(rest), { file: 'a.yaml', check: pointFaults });
        return '';
      } catch (error) {
        return faultsText((error as ScenarioError).faults, 'zh');
      }
    })();
    const [, rule, advice] = chineseFaults.split('\n');
    expect(rule).toMatch(han);
    expect(rule).not.toMatch(/\b(must|is|are|has|have|cannot|needs|the|may|be)\b/);
    expect(advice).toContain(next);
  });
});
