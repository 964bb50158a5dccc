import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { answerOf } from '../../src/report/answer.ts';
import { askedSentences, missingAnswers } from '../../src/report/asked.ts';
import { answerSection } from '../../src/report/document/answer.ts';
import type { Block, TextTable } from '../../src/report/document/block.ts';
import { tippingSection } from '../../src/report/document/tipping.ts';
import { resultJson } from '../../src/report/json.ts';
import { localised } from '../../src/report/localised.ts';
import { rowOf, rowsOf } from '../../src/report/lookup.ts';
import { messages } from '../../src/report/messages/index.ts';
import { fullText } from '../../src/report/metrics.ts';
import { parseResult } from '../../src/report/resultSchema.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { fakePool } from '../fixtures/kernel/pools.ts';

// A single arm against a rate that is too low for its patients: what it shows is more than the effect of treatment.
const TEXT = `
id: asked
title: Asked
answer:
  - {metric: power, of: against history, at: {rate: 0.3}}
  - {metric: bias, of: against history, estimand: treatment effect in all}
  - {metric: bias, of: against history, given: better}
  - {metric: familywise error}
  - {metric: power, of: against history, at: {rate: 0.4}, as: {en: A drug that helps one in ten is found, zh: 十人中一人获益的药物得以检出}}
titles:
  against history: {en: against history, zh: 对历史对照}
  better: {en: better, zh: 更优}
truth:
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.3}, experimental: {rate: 0.5}, assessed at: 2}}}
designs:
  small:
    single arm: experimental
    size: {treated: 30}
    tests: {against history: {of: ORR, by: exact, against: {rate: 0.2}}}
    claims: {better: reject against history, none: otherwise}
  large: {extends: small, size: {treated: 60}}
sweep:
  truth.endpoints.ORR.binary.experimental.rate: [0.3, 0.4, 0.5]
simulation: {replicates: 200}
`;
const run = (text: string) =>
  runScenario(parseScenario(text, { file: 'asked.yaml' }), { workers: fakePool(1) });

/** Every table of a list of blocks. */
const tablesOf = (blocks: Block[]): TextTable[] =>
  blocks.flatMap((block) =>
    block.kind === 'table' ? [block.table] : 'content' in block ? tablesOf(block.content) : [],
  );

describe('what the scenario asks the answer to tell', async () => {
  const result = await run(TEXT);
  const certain = await run(
    TEXT.replace(/^answer:[\s\S]*(?=titles:)/m, '')
      .replace(/^sweep:[\s\S]*(?=simulation:)/m, '')
      .replace('rate: 0.5', 'rate: 0.001'),
  );

  it('is told once where it is what ranks the designs, with the judgement', async () => {
    const asking = (answer: string) =>
      run(TEXT.replace(/^answer:[\s\S]*(?=titles:)/m, `answer: [${answer}{metric: randomised}]\n`));
    const plain = answerOf(localised(await asking(''), 'en'), 'en');
    const ranked = plain.sentences[1]!;
    expect(ranked).toMatch(/^(The highest power|\S+ has the highest power)/);
    const both = answerOf(localised(await asking('{metric: power, of: against history}, '), 'en'), 'en');
    expect(both.sentences).toEqual([ranked, plain.sentences[0], ...plain.sentences.slice(2)]);
    expect(both.first).toBe(2);
    // Elsewhere, or in words of the scenario's own, it is a number beside it.
    const elsewhere = answerOf(
      localised(await asking('{metric: power, of: against history, at: {rate: 0.4}}, '), 'en'),
      'en',
    );
    expect(elsewhere.first).toBe(3);
  });

  it('is followed along the sweep from the rows, each quantity once, errors named where some or all are', () => {
    const words = messages('en');
    const tables = tablesOf(tippingSection(result, 'en'));
    const cells = (metric: string, estimand?: string) =>
      result.designs.map(({ id }) => [
        id,
        ...[0, 1, 2].map((point) => {
          const rows = rowsOf(result, point, id, 'against history', metric);
          const row =
            estimand === undefined ? rows[0]! : rows.find((one) => one.reference_kind === estimand)!;
          return fullText(row, words);
        }),
      ]);
    const asked = tables.filter(({ columns }) => columns[0] === 'Design');
    // What the result does not hold has no table.
    expect(asked.map(({ caption }) => caption)).toEqual([
      'Power / error without benefit (against history)',
      'Bias (against history), as risk difference, against the estimand \u201ctreatment effect in all enrolled patients\u201d',
      `${words.givenClaim('Bias', 'better')} (against history)`,
    ]);
    expect(asked[0]!.columns.slice(1)).toEqual(['rate 0.3', 'rate 0.4', 'rate 0.5']);
    expect(asked.map(({ rows }) => rows)).toEqual([
      cells('power'),
      cells('bias', 'estimand: treatment effect in all'),
      cells('bias given claim better'),
    ]);
    // What is there at one step alone is not followed.
    const once = structuredClone(result);
    once.rows = once.rows.filter(({ metric, point }) => metric !== 'bias given claim better' || point === 0);
    const captions = tablesOf(tippingSection(once, 'en')).map(({ caption }) => caption);
    expect(captions).toContain('Power / error without benefit (against history)');
    expect(captions).not.toContain(`${words.givenClaim('Bias', 'better')} (against history)`);
  });

  it('is told as a tipping point where it shall reach what it is elsewhere, between values that differ beyond error', async () => {
    const reaching = (rate: number) =>
      run(
        TEXT.replace(
          /^answer:[\s\S]*(?=titles:)/m,
          `answer:\n  - {metric: power, of: against history, reaches: {along: rate, as at: {rate: ${rate}}}, as: {en: As much, zh: 同样多}}\n`,
        ),
      );
    const reached = await reaching(0.4);
    expect(reached.scenario.answer![0]).toMatchObject({ reaches: { points: [0, 1, 2], as: 1 } });
    expect(parseResult(resultJson(reached))).toEqual(reached);
    const words = messages('en');
    const text = (point: number, design: string) =>
      fullText(rowOf(reached, point, design, 'against history', 'power')!, words);
    expect(askedSentences(reached, 'en')).toEqual([
      `As much: ${['small', 'large']
        .map(
          (id) =>
            `${id} between rate 0.3, with ${text(0, id)}, and rate 0.5, with ${text(2, id)}, against ${text(1, id)} at rate 0.4`,
        )
        .join(' and ')}.`,
    ]);
    const unclear = structuredClone(reached);
    for (const row of unclear.rows) if (row.metric === 'power' && row.point === 2) row.lower = 0.5;
    expect(askedSentences(unclear, 'en')[0]).toContain('small at no simulated value of rate (');
    expect(askedSentences(reached, 'zh')[0]).toContain('之间，而率 0.4 时为');
    expect(askedSentences(await reaching(0.3), 'en')[0]).toContain('small at no simulated value of rate (');
  });

  it('holds the other swept values where the quantity was asked for', async () => {
    const two = await run(
      TEXT.replace('sweep:', 'sweep:\n  truth.endpoints.ORR.binary.control.rate: [0.1, 0.3]')
        .replace('at: {rate: 0.3}', 'at: {experimental.rate: 0.3, control.rate: 0.1}')
        .replace('at: {rate: 0.4}', 'at: {experimental.rate: 0.4}'),
    );
    const request = two.scenario.answer![0]!;
    expect(two.points[request.point]!.values).toEqual({ 'control.rate': 0.1, 'experimental.rate': 0.3 });
    const table = tablesOf(tippingSection(two, 'en')).find(({ columns }) =>
      columns[1]!.includes('experimental'),
    )!;
    expect(table.caption).toBe('Power (against history), at control rate 0.1');
    // Asked for with the other value as well: a table of its own.
    const captions = tablesOf(tippingSection(two, 'en')).flatMap(({ columns, caption }) =>
      columns[0] === 'Design' && columns[1]!.includes('experimental') ? [caption] : [],
    );
    expect(captions).toContain('Power / error without benefit (against history)');
    const point = two.points.find(
      ({ values }) => values['control.rate'] === 0.1 && values['experimental.rate'] === 0.5,
    )!.index;
    expect(table.rows[1]![3]).toBe(
      fullText(rowOf(two, point, 'large', 'against history', 'power')!, messages('en')),
    );
  });

  it('comes first, at the truth, of the estimand and in the trials that were asked for, from the rows', () => {
    const { sentences, first } = answerOf(result, 'en');
    const words = messages('en');
    const told = (metric: string, point: number, estimand?: string) =>
      words.list(
        result.designs.map(({ id }) => {
          const rows = rowsOf(result, point, id, 'against history', metric);
          const row =
            estimand === undefined ? rows[0]! : rows.find((one) => one.reference_kind === estimand)!;
          return `${id} ${fullText(row, words)}`;
        }),
      );
    expect(result.scenario.answer!.map(({ point }) => point)).toEqual([0, 2, 2, 2, 1]);
    expect(sentences.slice(0, 5)).toEqual([
      `Probability that \u201cagainst history\u201d rejects although the treatment does not truly work there, at rate 0.3: ${told('power', 0)}.`,
      `Bias (against history), as risk difference, against the estimand \u201ctreatment effect in all enrolled patients\u201d: ${told('bias', 2, 'estimand: treatment effect in all')}.`,
      `${words.givenClaim('Bias', 'better')} (against history): ${told('bias given claim better', 2)}.`,
      'Familywise error rate: the result holds no such number.',
      `A drug that helps one in ten is found, at rate 0.4: ${told('power', 1)}.`,
    ]);
    expect(first).toBe(6);
    // What is told where nothing is asked follows.
    const { answer: _, ...scenario } = result.scenario;
    expect(sentences.slice(5)).toEqual(answerOf({ ...result, scenario }, 'en').sentences);
  });

  it('finds an estimand at the target mix by either of its names, and tells those there are where it has none', async () => {
    const asked = async (estimand: string) => {
      const one = await run(TEXT.replace('estimand: treatment effect in all', `estimand: ${estimand}`));
      return { missing: missingAnswers(one, 'en'), sentence: askedSentences(one, 'en')[1]! };
    };
    const { missing, sentence } = await asked('all (target mix)');
    expect(sentence).toMatch(
      /target mix\u201d: the result holds no such number. Estimands there: all against the fixed value; treatment effect in all.$/,
    );
    expect(missing).toEqual([sentence, 'Familywise error rate: the result holds no such number.']);
    const mix = TEXT.replace(
      '  endpoints: {ORR',
      '  markers: {M: {prevalence: 0.5}}\n  target mix: {M+: 0.5, M-: 0.5}\n  endpoints: {ORR',
    ).replace('treatment effect in all', 'NAME');
    const told = await Promise.all(
      ['all (target mix)', 'all at the target mix'].map(
        async (name) => askedSentences(await run(mix.replace('NAME', name)), 'en')[1],
      ),
    );
    expect(told[0]).toMatch(/at the target mix\u201d: small .*\d/);
    expect(told[0]).toBe(told[1]);
  });

  it('has a bias of the size that the fixed rate is too low by', () => {
    // 0.5 - 0.2 is seen, 0.5 - 0.3 is the effect: 0.1 too much, to 4 x MCSE (false alarm 6e-5).
    const rows = rowsOf(result, 2, 'large', 'against history', 'bias');
    const row = rows.find((one) => one.reference_kind === 'estimand: treatment effect in all')!;
    expect(Math.abs(row.estimate! - 0.1)).toBeLessThan(4 * row.mcse!);
    expect(rowOf(result, 0, 'large', 'against history', 'power')!.estimate).toBeGreaterThan(0.2);
  });

  it('has no difference of probabilities without its interval, also where all replicates agree', () => {
    // Both sizes never claim that the drug is better where its rate is far below the one that it is held against.
    const rows = certain.rows.filter(({ metric }) => /^(power|claim probability) difference$/.test(metric));
    expect(rows.map(({ estimate }) => estimate)).toEqual([0, 0, 0]);
    for (const { lower, upper } of rows) expect(lower! < 0 && upper! > 0 && upper! < 0.02).toBe(true);
  });

  it('speaks Chinese, with the titles', () => {
    const { sentences } = answerOf(localised(result, 'zh'), 'zh');
    expect(sentences[0]).toMatch(/^取.*0\.3 时，药物并无真实疗效而“对历史对照”仍拒绝原假设的概率：/);
    expect(sentences[1]).toContain('估计目标为');
    expect(sentences[2]).toContain('更优');
    expect(sentences[3]).toMatch(/没有该数值/);
    expect(sentences[4]).toMatch(/^取.*0\.4 时，十人中一人获益的药物得以检出：“small” /);
  });

  it('stands in the frame of the report, however much is folded away, and is read back', () => {
    const { content } = answerSection(result, 'en') as Extract<Block, { kind: 'section' }>;
    const box = content.find(({ kind }) => kind === 'box');
    for (const sentence of answerOf(result, 'en').sentences.slice(0, 6))
      expect(JSON.stringify(box)).toContain(JSON.stringify(sentence));
    expect(parseResult(resultJson(result)).scenario.answer).toEqual(result.scenario.answer);
  });
});
