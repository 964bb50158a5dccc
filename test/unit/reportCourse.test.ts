import { describe, expect, it } from 'vitest';
import { truthSummary } from '../../src/operating-characteristics/truthSummary.ts';
import { truthTable } from '../../src/report/charts/truth.ts';
import { checksSection } from '../../src/report/document/checks.ts';
import { headline } from '../../src/report/headline.ts';
import { messages } from '../../src/report/messages/index.ts';
import { estimandName, populationName } from '../../src/report/messages/text.ts';
import { factSentences, truthSentences } from '../../src/report/truthWords.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { ipassLike } from '../fixtures/report/results.ts';

const truthOf = (truth: string) =>
  truthSummary(
    parseScenario(
      `id: course\ntitle: Course\ntruth:\n${truth}\ndesigns:\n  all: {enrol: all, size: {randomised: 100}, analyse at: {months: 12}, tests: {t: {of: PFS}}}`,
      { file: 'course.yaml' },
    ).points[0].truth,
    0,
  );
const WHOLE = truthOf(`
  markers: {M: {prevalence: 0.4, assay: {turnaround: 0.5}}, N: {prevalence: 0.2}}
  strata: {tumour: {lung: {share: 0.7}, colon: {share: 0.3}}}
  enrolment:
    screened per month: [{until: 6, value: 20}, {value: 40}]
    relative rate: {tumour = colon: 0.5, all: 1}
    mix variation: {of: tumour, concentration: 50}
    arrivals: even
  endpoints:
    ORR: {binary: {control: {rate: 0.2}, risk ratio: 1.5, assessed at: 3}}
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: [{until: 3, value: 1}, {value: 0.6}], dropout: {rate: 0.02}}}
    OS: {time-to-event: {control: {median: 12}, hazard ratio: 0.8}}
  costs: {screened: 1, month: 20}`);

describe('the course of trials', () => {
  it('is told with the assumptions: arrivals, waiting, assessment, dropout and unit costs', () => {
    expect(factSentences(WHOLE, 'en')).toEqual([
      'Patients who come to screening per month: 20 to month 6, 40 thereafter (evenly spaced).',
      'Relative to this they come at these rates: 0.5 in tumour = colon and 1 in all others.',
      'The mix of tumour among the screened varies between trials (Dirichlet, concentration 50).',
      'The result of M takes 0.5 months from screening; a design that does not need it does not wait.',
      'ORR is assessed 3 months after entry.',
      // 1 - exp(-12 x 0.02) = 21.3 %.
      'Dropout from PFS: hazard 0.02 a month (21% in a year, without events).',
      'Nobody drops out of OS.',
      'Unit costs: 1 per patient screened and 20 per month of the trial.',
    ]);
    expect(factSentences(WHOLE, 'zh').join('\n')).toMatch(
      /^每月进入筛选的患者（例）：至第 6 个月 20，此后 40（等间隔到达）。\n.*其余患者 1。\n[\s\S]*单位费用：每筛选 1 例 1、试验每月 20。$/,
    );
  });

  it('says no more than there is', () => {
    const plain = truthOf(`
  enrolment: {screened per month: 10}
  endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.7}}}`);
    expect(factSentences(plain, 'en')).toEqual([
      'Patients who come to screening per month: 10 (Poisson process).',
      'Nobody drops out of PFS.',
    ]);
    expect(factSentences({}, 'en')).toEqual([]);
  });
});

describe('what a marker is good for where effects vary in time', () => {
  const nature = (law: string) =>
    truthSentences(
      truthOf(`
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 10}
  endpoints: {PFS: {time-to-event: {${law}}}}`),
      'en',
    ).find((sentence) => sentence.startsWith('For PFS'))!;
  const delayed = '[{until: 3, value: 1}, {value: 0.6}]';

  it('is judged by the hazard ratio, not by medians that other baselines move apart', () => {
    // Medians: 6 and about 8 in M+, 2 and 2 in M-, where the effect comes after the median.
    const said = nature(`control: {median: {M+: 6, M-: 2}}, hazard ratio: ${delayed}`);
    expect(said).toContain('(prognostic)');
    expect(said).toContain('(not predictive)');
  });

  it('is predictive where the ratio differs at any time, also after both medians', () => {
    const late = `{M+: ${delayed}, M-: [{until: 3, value: 1}, {value: 0.9}]}`;
    const said = nature(`control: {median: 2}, hazard ratio: ${late}`);
    expect(said).toContain('(not prognostic)');
    expect(said).toContain('(predictive)');
  });

  it('goes by the ratio of the uncured where no arm cures more', () => {
    const cured = 'control: {median: {M+: 6, M-: 6}, cured: {M+: 0.3, M-: 0.1}}';
    expect(nature(`${cured}, hazard ratio: ${delayed}`)).toContain('(not predictive)');
  });

  it('tells one constant ratio from one in time', () => {
    expect(nature(`control: {median: 6}, hazard ratio: {M+: ${delayed}, M-: 0.6}`)).toContain('(predictive)');
  });
});

describe('the table of the truth', () => {
  it('does not call an effect that changes over time absent', () => {
    const effects = (language: 'en' | 'zh') =>
      truthTable(WHOLE, language)
        .rows.filter(
          ([population]) => population === messages(language).everyone || /M\+.*lung/.test(population!),
        )
        .map((row) => row.at(-1));
    expect(effects('en')).toContain('not one number (hazard ratio)');
    expect(effects('en')).toContain('0.8 (hazard ratio)');
    expect(effects('zh')).toContain('非单一数值（风险比）');
  });
});

describe('a population', () => {
  it('has no signs of the scenario language in words', () => {
    const [en, zh] = [messages('en'), messages('zh')];
    expect(populationName('all', en)).toBe('all patients');
    expect(populationName('(M+ | true N-) & not tumour = lung', en)).toBe(
      '(M+ or true N-) and not tumour = lung',
    );
    expect(populationName('M+ & 有组织标本 | true N-', zh)).toBe('M+ 且有组织标本或真实 N-');
    expect(estimandName('true M+ & lot = a', en)).toBe('true M+ and lot = a');
    // Part of a name is no sign.
    expect(populationName('notable & true-blue', en)).toBe('notable and true-blue');
  });
});

describe('a two-sided test where the treatment does harm', () => {
  it('is told of with its rejections in favour of control', () => {
    const result = ipassLike();
    const names = () => headline(result, 'en', result.base).columns.map(({ name }) => name);
    const told = 'Rejection in favour of control (M-)';
    const minus = result.designs.flatMap(({ tests }) => tests.filter(({ name }) => name === 'M-'));
    expect(minus.length).toBeGreaterThan(0);
    const power = result.rows.filter((row) => row.metric === 'power' && row.analysis === 'M-');
    result.rows.push(...power.map((row) => ({ ...row, metric: 'rejection for harm' })));
    for (const row of result.rows)
      if (row.metric === 'bias' && row.analysis === 'M-') Object.assign(row, { reference: 0.9 });
    for (const test of minus) test.sided = 1;
    expect(names()).not.toContain(told);
    for (const test of minus) test.sided = 2;
    expect(names()).toContain(told);
  });
});

describe('a value beside a computed one', () => {
  it('has the decimals of its Monte Carlo error, as its difference has', () => {
    const cells = JSON.stringify(checksSection(ipassLike(), 'en'));
    const rows = [
      ...cells.matchAll(/"([\d.]+)%","([\d.]+)%","([\d.]+)%","[^"]+","[+\u2212]?([\d.]+) points"/g),
    ];
    expect(rows.length).toBeGreaterThan(10);
    const decimals = (text: string) => text.split('.')[1]?.length ?? 0;
    for (const [, simulated, mcse, , difference] of rows) {
      expect(decimals(simulated!)).toBe(Math.min(2, decimals(mcse!)));
      expect(decimals(difference!)).toBe(Math.min(2, decimals(mcse!)));
    }
  });
});
