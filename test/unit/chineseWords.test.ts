import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shippedScenarios } from '../../src/cli/shippedScenarios.ts';
import { readScenario } from '../../src/index.ts';
import { messages } from '../../src/report/messages/index.ts';

/**
 * One word for one thing in all Chinese texts that are shipped, that of the guidelines where they have one (2021 No. 53: 生物标志物,
 * 把握度, 界值, 敏感度, 特异度; 2025 No. 50: 泛肿瘤, 瘤种), and one rule for spaces: one between Han and Latin letters or digits.
 */
const VARIANTS: [RegExp, string][] = [
  [/标记物/, '标志物'],
  [/检验效能|统计效能/, '把握度'],
  [/截断值|截点/, '界值'],
  [/灵敏度/, '敏感度'],
  [/特异性/, '特异度'],
  [/癌种|肿瘤类型/, '瘤种'],
  [/中期分析/, '期中分析'],
  [/[I１一]类错误|I 类错误/, 'Ⅰ类错误'],
  [/显著性水平|检验水平(?!“)/, '检验水准'],
  [/应答/, '缓解'],
  [/总体人群|整体人群/, '全人群'],
  [/封闭检验|封闭合并/, '闭合检验'],
  [/图方法|图形法/, '图示法'],
  [/招募速[度率]|入组速率/, '入组速度'],
  [/宣称/, '声称'],
  [/弱先验/, '模糊先验'],
  [/贝塔/, 'Beta'],
  [/相似性借用/, '相似度借用'],
  [/失访/, '脱落'],
  [/限制平均/, '限制性平均'],
  [/篮子分析/, '篮式分析'],
];

const HAN = '[\\u4e00-\\u9fff]';
const LATIN = '[A-Za-z0-9α-ωΑ-Ω]';
const NO_SPACE = new RegExp(`${HAN}${LATIN}|(?<!\\\\)(?:${LATIN}|%)${HAN}|[A-Za-z]\\+${HAN}`);

/** A space before or after a full-width mark, two spaces, or a half-width mark between Han. */
const MARKS = new RegExp(`[，。；：、）] (?=${HAN})|${HAN} [，。；：、（）]|${HAN}[,;?!]${HAN}`);

const folder = (path: string) => new URL(`../../${path}/`, import.meta.url);
const catalogues = ['src/report/messages', 'src/cli/messages', 'notebooks', 'notebooks/kit'].flatMap((path) =>
  readdirSync(folder(path))
    .filter((name) => /(^|\.)zh\.ts$|\.html$|\.js$/.test(name))
    .map((name) => ({ name: `${path}/${name}`, text: readFileSync(new URL(name, folder(path)), 'utf8') })),
);
const scenarios = shippedScenarios().map(({ name, path }) => ({
  name,
  path,
  text: readFileSync(path, 'utf8'),
}));

describe.each([...catalogues, ...scenarios])('$name', ({ text }) => {
  const lines = text.split('\n').filter((line) => /\p{Script=Han}/u.test(line));

  it('calls each thing by its one word', () => {
    const found = VARIANTS.flatMap(([variant, word]) =>
      lines.filter((line) => variant.test(line)).map((line) => `${word}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  it('has a space between Han and Latin or digits, and none at full-width marks', () => {
    expect(lines.filter((line) => NO_SPACE.test(line) || MARKS.test(line))).toEqual([]);
  });
});

it.each(scenarios)('$name: a source that says more than a reference says it in Chinese too', ({ path }) => {
  for (const source of readScenario(path).sources) {
    if (typeof source !== 'string') continue;
    expect(source).toMatch(/(\d{4};\d+:\d+-\d+| \d{4})\.$/);
    expect(source).not.toMatch(/\p{Script=Han}/u);
  }
});

it.each(scenarios)('$name: a factor whose levels are each looked at has a Chinese name', ({ path, text }) => {
  const factors = [...text.matchAll(/(?:patients|events): \d+, in: each (\w+)\}/g)].map(
    ([, factor]) => factor!,
  );
  const { titles } = readScenario(path);
  expect(factors.filter((factor) => !/\p{Script=Han}/u.test(JSON.stringify(titles[factor] ?? '')))).toEqual(
    [],
  );
});

it('sets quotes inside quotes as single ones, and one pair of brackets where a quantity has its own', () => {
  const zh = messages('zh');
  expect(zh.titles(['甲', '乙和“丙，丁”'])).toBe('甲和“乙和‘丙，丁’”');
  expect(zh.answer.onScale('偏倚（合并）', '率差')).toBe('偏倚（合并，率差）');
  expect(zh.answer.onScale('偏倚', '率差')).toBe('偏倚（率差）');
});

it('keeps a space beside Latin names where a sentence is put together', () => {
  const { conduct } = messages('zh');
  expect(conduct.family('全人群和 M+', '单侧 0.025', 'Holm 法', null)).toBe(
    '全人群和 M+ 共用单侧 0.025：Holm 法。',
  );
  expect(conduct.select('1', '全人群和 M+', 'z 值', '最好者', false)).toContain(
    '在全人群和 M+ 中按 z 值选择',
  );
});
