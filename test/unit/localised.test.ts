import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { conditionText } from '../../src/report/conditionWords.ts';
import { designSentences } from '../../src/report/designWords.ts';
import { documentOf } from '../../src/report/document/document.ts';
import { headlineTable } from '../../src/report/headline.ts';
import { resultJson } from '../../src/report/json.ts';
import { localised, wordingOf } from '../../src/report/localised.ts';
import { rowOf } from '../../src/report/lookup.ts';
import { messages } from '../../src/report/messages/index.ts';
import { localText, parameterName } from '../../src/report/messages/text.ts';
import { controlsHtml } from '../../src/report/page/controls.ts';
import { figureHtml } from '../../src/report/page/figure.ts';
import { renderReport } from '../../src/report/renderReport.ts';
import { parseResult } from '../../src/report/resultSchema.ts';
import { truthSentences } from '../../src/report/truthWords.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { fakePool } from '../fixtures/kernel/pools.ts';

// Claims are called like classes and designs like tests: neither classes nor designs may change their names.
const TEXT = `
id: named
title: Named
truth:
  markers: {M: {prevalence: 0.5}}
  strata:
    tumour: {lung: {share: 0.6}, soft tissue: {share: 0.4}}
    site: {east: {share: 0.5}, other: {share: 0.5}}
    age: {young: {share: 0.5}, other: {share: 0.5}}
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.3}, risk difference: {M+: 0.25, M-: 0}}}}
designs:
  overall:
    randomise: {ratio: 1:1, stratify by: [tumour]}
    size: {randomised: 80}
    tests: {overall: {}, lung only: {in: tumour = lung}}
    claims: {everybody: reject overall, none: otherwise}
  second:
    size: {randomised: 80}
    tests: {overall: {in: tumour = soft tissue & M+}}
    claims: {everybody: reject overall, none: otherwise}
programs:
  both: [{run: overall, then: {go on: reject overall and not reject lung only, stop: otherwise}}, {on: go on, run: second}]
simulation: {replicates: 60}
`;
const TITLES = `
titles:
  overall: {en: overall, zh: 总体人群}
  everybody: {en: everyone alive, zh: 全体患者}
  none: {en: none, zh: 无结论}
  tumour: {en: tumour, zh: 瘤种}
  lung: {en: lung, zh: 肺癌}
  other: {en: other, zh: 其他}
  go on: {en: go on, zh: 继续}
`;
const run = (text: string) =>
  runScenario(parseScenario(text, { file: 'named.yaml' }), { workers: fakePool(1) });

describe('names as the titles call them', async () => {
  const plain = await run(TEXT);
  const raw = await run(TEXT + TITLES);
  const zh = localised(raw, 'zh');

  it('leaves a result without titles as it is, and does nothing the second time', () => {
    expect(plain.scenario).not.toHaveProperty('titles');
    expect(localised(plain, 'zh')).toBe(plain);
    expect(localised(zh, 'zh')).toBe(zh);
  });

  it('leaves numbers and data files alone', () => {
    expect(raw.rows).toEqual(plain.rows);
    expect(parseResult(resultJson(raw))).toEqual(JSON.parse(resultJson(raw)));
    const numbers = ({ rows }: typeof raw) => rows.map(({ estimate, lower, n }) => [estimate, lower, n]);
    expect(numbers(zh)).toEqual(numbers(raw));
  });

  it('names tests, claims, levels and outcomes by language', () => {
    const [design] = zh.designs;
    expect(design!.id).toBe('overall');
    expect(design!.tests.map(({ name, population }) => [name, population])).toEqual([
      ['总体人群', 'all'],
      ['lung only', '肺癌'],
    ]);
    expect(design!.claimed).toEqual({ 全体患者: ['总体人群'], 无结论: [] });
    expect(design!.trials[0]!.stratifyBy).toEqual(['瘤种']);
    expect(localised(raw, 'en').designs[0]!.claims).toEqual(['everyone alive', 'none']);
    expect(zh.designs[1]!.tests[0]!.population).toBe('soft tissue & M+');
    const [program] = zh.programs!;
    expect(program!.paths).toEqual(['stop', '继续 > 全体患者', '继续 > 无结论']);
    expect(program!.steps[0]!.outcomes[0]!.when).toBe('reject 总体人群 and not reject lung only');
  });

  it('finds what was estimated given a claim by the name that the claim is shown with', () => {
    const given = ({ rows }: typeof zh) =>
      [...new Set(rows.flatMap(({ metric }) => / given claim (.*)$/.exec(metric)?.[1] ?? []))].sort();
    expect(given(raw)).toEqual(['everybody']);
    expect(given(zh)).toEqual(['全体患者']);
    for (const { id, claimed } of zh.designs)
      for (const [claim, tests] of Object.entries(claimed!))
        for (const test of tests)
          expect(rowOf(zh, 0, id, test, `mean estimate given claim ${claim}`)).toBeDefined();
  });

  it('keeps the design in what is told of a later trial', () => {
    const told = zh.rows.filter(({ metric }) => metric === 'replication probability');
    expect(told.map(({ analysis }) => analysis)).toEqual(['second: 总体人群']);
    expect(rowOf(zh, 0, 'both', 'overall', 'probability of reaching')).toBeUndefined();
    expect(rowOf(zh, 0, 'both', 'second', 'probability of reaching')?.estimate).toBeTypeOf('number');
  });

  it('keeps the factor where two have a level of the name', () => {
    const cells = zh.truth[0]!.cells.map(({ population }) => population);
    expect(cells).toContain('M+ & 肺癌 & site = 其他 & age = 其他');
  });

  it('names external cohorts, what they record and their endpoints', () => {
    const shift = { scale: 'odds ratio', drift: 0, unmeasured: 0, betweenTrialSd: 0 } as const;
    const cohorts = [
      {
        name: 'none',
        patients: 9,
        records: ['tumour', 'M'],
        mix: [{ population: 'tumour = lung', share: 1 }],
        shifts: [{ endpoint: 'overall', ...shift }],
      },
    ];
    const truth = raw.truth.map((one) => ({ ...one, cohorts }));
    expect(localised({ ...raw, truth }, 'zh').truth[0]!.cohorts).toEqual([
      {
        name: '无结论',
        patients: 9,
        records: ['瘤种', 'M'],
        mix: [{ population: '肺癌', share: 1 }],
        shifts: [{ endpoint: '总体人群', ...shift }],
      },
    ]);
  });

  it('names the levels of the enrolment curves', () => {
    const levels = [{ population: 'tumour = lung', patients: [0, 9] }];
    const enrolment = [{ design: 'overall', months: [0, 1], levels }];
    expect(localised({ ...raw, enrolment }, 'zh').enrolment).toEqual([
      { design: 'overall', months: [0, 1], levels: [{ population: '肺癌', patients: [0, 9] }] },
    ]);
  });

  it('names swept values by a title of their own, else by their levels, but not by the title of a test', async () => {
    const swept = (path: string, titles = TITLES, text = TEXT) =>
      run(`${text}sweep:\n  ${path}: [0.2, 0.3]\n${titles}`).then((result) => [
        parameterName(localised(result, 'zh').axes[0]!, messages('zh')),
        Object.keys(result.points[0]!.values),
      ]);
    const rate = 'truth.endpoints.ORR.binary.control.rate';
    expect(await swept(rate, `${TITLES}  rate: {en: rate on control, zh: 对照组缓解率}\n`)).toEqual([
      '对照组缓解率',
      ['rate'],
    ]);
    expect(await swept(rate)).toEqual([messages('zh').parameters.rate, ['rate']]);
    const byLevel = TEXT.replace('{rate: 0.3}', '{rate: {tumour = lung: 0.3, all: 0.2}}');
    expect(await swept(`${rate}.tumour = lung`, TITLES, byLevel)).toEqual([
      `肺癌的${messages('zh').parameters.rate}`,
      ['tumour = lung'],
    ]);
    // The page is made from the result itself: its sliders have to put the names in.
    const own = await run(`${byLevel}sweep:\n  ${rate}.tumour = lung: [0.2, 0.3]\n${TITLES}`);
    expect(controlsHtml(own, 'zh')).toContain(`<span>肺癌的${messages('zh').parameters.rate}</span>`);
    expect(controlsHtml(own, 'zh')).not.toContain('tumour = lung');
    const [text, titles] = [byLevel, TITLES].map((one) => one.replaceAll('everybody', 'all'));
    expect(await swept(`${rate}.all`, titles, text)).toEqual([
      `其余患者的${messages('zh').parameters.rate}`,
      ['all'],
    ]);
  });

  it('leaves no space between Chinese words where lines are folded or names put in', () => {
    const text = { en: 'a b', zh: '小型随机试验 误判为 M+ 的概率 “各为” 多少？' };
    expect(localText(text, 'zh')).toBe('小型随机试验误判为 M+ 的概率“各为”多少？');
    expect(localText(text, 'en')).toBe('a b');
    // A hyphen between words is a dash, and no line begins with it; that of a marker stays.
    for (const dash of ['A - of M- or non-M', { en: 'A - of M- or non-M' }])
      expect(localText(dash, 'en')).toBe('A\u00a0\u2013 of M- or non-M');
    const words = messages('zh');
    const names = { claims: [], tests: ['总体人群', 'M+'].map((name) => ({ name, trial: '' })) };
    expect(words.conduct.stopWhen(conditionText('reject 总体人群 or reject M+', names, words))).toBe(
      '某次分析时若“总体人群”拒绝原假设或“M+”拒绝原假设，则试验停止。',
    );
  });

  it('says on the screen alone that a chart is not live', () => {
    const chart = { title: 'Power', alt: 'a', notes: ['A note.'], table: { columns: ['x'], rows: [] } };
    const html = (live: boolean) =>
      figureHtml({ name: 'power', chart: chart as never, sheets: [''] }, 'en', live);
    expect(html(false)).toContain(
      `<figcaption><p>A note.</p><p class="screen">${messages('en').page.notLive}</p></figcaption>`,
    );
    expect(html(true)).toContain('<figcaption><p>A note.</p></figcaption>');
  });

  it('puts names together, and keeps parts of longer names', () => {
    const wording = wordingOf(
      {
        'M+': { en: 'm', zh: '阳' },
        lung: { en: 'lung', zh: '肺癌' },
        history: { en: 'history', zh: '历史' },
      },
      'zh',
      [{ population: 'tumour = lung' }, { population: 'tumour = lung, small cell' }],
      ['M+ only'],
    );
    expect(wording.name('phase 3/M+')).toBe('phase 3/阳');
    expect(wording.name('by tumour: lung')).toBe('by tumour：肺癌');
    expect(wording.name('M+ only')).toBe('M+ only');
    expect(wording.condition('claim M+ only or (reject phase 3/M+)')).toBe(
      'claim M+ only or (reject phase 3/阳)',
    );
    expect(wording.estimand('estimand: treatment effect in tumour = lung')).toBe(
      'estimand: treatment effect in 肺癌',
    );
    expect(wording.population('not tumour = lung, small cell')).toBe('not lung, small cell');
    expect(wording.estimand('estimand: tumour = lung against history')).toBe('estimand: 肺癌 against 历史');
  });

  it('are what the page, the document and the comparison show', async () => {
    const { columns } = headlineTable(raw, 'zh');
    expect(columns.join(' ')).toContain('总体人群');
    expect(columns.join(' ')).not.toMatch(/overall|everybody|none/);
    const options = {
      drawn: new Set<string>(),
      missing: { unknown: [], notApplicable: [], reasons: [] },
      scenarioFile: '',
    };
    const text = JSON.stringify(documentOf(zh, 'zh', options));
    expect(text).toContain('无结论');
    expect(text).not.toMatch(/everybody|go on/);
    const files = await renderReport(raw, {
      languages: ['zh'],
      runtime: { vega: '', vegaLite: '', expression: '', licences: '', boot: '' } as never,
      formats: ['md'],
    });
    const report = String(files.get('report.md'));
    expect(report).toContain('全体患者');
    expect(report).not.toContain('everybody');
    expect(String(files.get([...files.keys()].find((name) => name.endsWith('claims.svg'))!))).toContain(
      '无结论',
    );
  }, 20_000);
});

describe('markers and scores as the titles call them', async () => {
  const raw = await run(`
id: signed
title: Signed
truth:
  markers: {high: {prevalence: 0.5, assay: {sensitivity: 0.9, specificity: 0.9}}}
  scores: {risk: {}}
  enrolment: {screened per month: 20}
  endpoints:
    PFS:
      time-to-event:
        control: {median: {high+: 6, high-: 12}}
        hazard ratio: 0.8
        prognostic hazard ratio per sd: {risk: 1.5}
designs:
  one:
    randomise: {ratio: 1:1, stratify by: [true high, risk >= q75]}
    size: {randomised: 60}
    analyse at: {follow-up: 6}
    tests: {all: {of: PFS}, upper: {of: PFS, in: risk >= q75}}
sweep: {truth.endpoints.PFS.time-to-event.prognostic hazard ratio per sd.risk: [1.5, 2]}
titles:
  high: {en: high, zh: 高表达}
  risk: {en: risk score, zh: 风险评分}
simulation: {replicates: 20}
`);
  const [en, zh] = (['en', 'zh'] as const).map((language) => localised(raw, language));

  it('are called so in populations, strata and swept values, and quantiles are explained', () => {
    expect(raw.truth[0]!.cells.map(({ population }) => population)).toContain('high+ & risk >= q75');
    expect(zh!.truth[0]!.cells.map(({ population }) => population)).toContain('高表达+ & 风险评分 >= q75');
    expect(zh!.truth[0]!.assays.map(({ marker }) => marker)).toEqual(['高表达']);
    expect(zh!.designs[0]!.trials[0]!.stratifyBy).toEqual(['true 高表达', '风险评分 >= q75']);
    expect(parameterName(en!.axes[0]!, messages('en'))).toBe('prognostic hazard ratio per SD of risk score');
    expect(parameterName(zh!.axes[0]!, messages('zh'))).toBe('风险评分的每标准差预后风险比');
    const told = (result: typeof raw, language: 'en' | 'zh') => [
      ...truthSentences(result.truth[0]!, language),
      ...result.designs.flatMap((design) => designSentences(design, result.designs, language)),
    ];
    expect(told(en!, 'en')).toContain(
      'q75 is a quantile in the patients screened: 25% of them have a value at least as high.',
    );
    expect(told(zh!, 'zh')).toContain('q75 为筛选患者中的分位数：有 25% 的患者取值不低于该值。');
    expect(told(en!, 'en').join(' ')).toContain('stratified by true high and risk score ≥ q75');
    expect(told(zh!, 'zh').join(' ')).toMatch(/真实 ?高表达和风险评分 ≥ q75/);
    expect(told(zh!, 'zh').join(' ')).not.toMatch(/risk|high/);
  });
});
