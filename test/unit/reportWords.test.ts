import { describe, expect, it } from 'vitest';
import { answerOf } from '../../src/report/answer.ts';
import { comparisonSection } from '../../src/report/document/comparison.ts';
import { reproduceCommand } from '../../src/report/document/provenance.ts';
import { headline, headlineTable } from '../../src/report/headline.ts';
import { comparisonTest, headlinePoint, pairedDifference } from '../../src/report/lookup.ts';
import { messages } from '../../src/report/messages/index.ts';
import { type MethodId, methodEntries } from '../../src/report/methods.ts';
import { sweepSentences } from '../../src/report/sweepWords.ts';
import { warningGroups } from '../../src/report/warningWords.ts';
import { METHODS } from '../../src/scenario/normalise/methods.ts';
import { claimsOnly, ipassLike } from '../fixtures/report/results.ts';

const ipass = ipassLike();
const claims = claimsOnly();

describe('headline', () => {
  it('stands at the base point of the result and compares designs on the test that most have', () => {
    expect(headlinePoint(ipass).values).toEqual({ prevalence: 0.6, sensitivity: 0.95 });
    expect(comparisonTest(ipass)).toBe('M+');
    expect(headlinePoint(claims).index).toBe(0);
  });

  it('marks the best only where every paired difference is beyond its error', () => {
    const best = (result: typeof ipass, design: string) => {
      const { columns, rows } = headline(result, 'en', headlinePoint(result).index);
      const cells = rows.find((row) => row.design === design)!.cells;
      return columns.filter((_, i) => cells[i]!.mark !== null).map(({ name }) => name);
    };
    expect(best(ipass, 'Enriched')).toEqual([
      'Randomised',
      'Screened',
      'Marker-negative exposed',
      'Months to last patient',
      'Months to analysis',
      'Cost',
    ]);
    expect(best(ipass, 'All-comers')).toEqual([]);
    // Screened differs by 2 of 1,133 with an error of 1.3: the smaller is not marked.
    expect(best(claims, 'One stratified trial')).not.toContain('Screened');
    expect(best(claims, 'One stratified trial')).toContain('Months to analysis');
  });

  it('marks nothing where a pair is missing', () => {
    const unpaired = ipassLike();
    unpaired.rows = unpaired.rows.filter((row) => !row.metric.endsWith('difference'));
    const { rows } = headline(unpaired, 'en', 10);
    expect(rows.flatMap(({ cells }) => cells).some((cell) => cell.mark !== null)).toBe(false);
  });

  it('calls less power better where the treatment truly does not work', () => {
    const harm = claimsOnly();
    for (const row of harm.rows) {
      if (row.analysis !== 'M-') continue;
      if (row.metric === 'power difference')
        Object.assign(row, { estimate: -0.1, lower: -0.12, upper: -0.08 });
    }
    const { columns, rows } = headline(harm, 'en', 0);
    const column = columns.findIndex(({ name }) => name === 'Error without benefit (M-)');
    expect(rows.map(({ cells }) => cells[column]!.mark)).toEqual([null, 'lowest']);
    const chinese = headline(harm, 'zh', 0).columns.map(({ name }) => name);
    expect(chinese).toContain('错误：无获益而拒绝（M-）');
    expect(chinese).toContain('把握度（M+）');
    // Of paired differences, and of a point where it works in M-, too.
    const paired = JSON.stringify(comparisonSection(harm, 'en'));
    expect(paired).toContain('Error without benefit (M-)');
    expect(paired).not.toContain('Power (M-)');
    for (const row of harm.rows) {
      if (row.analysis === 'M-' && row.metric === 'bias' && row.point === 0)
        row.reference = harm.rows.find(
          ({ analysis, metric, point }) => analysis === 'M+' && metric === 'bias' && point === 0,
        )!.reference;
    }
    expect(headline(harm, 'en', 0).columns.map(({ name }) => name)).toContain('Power (M-)');
  });

  it('turns a paired difference round when the result holds the other one', () => {
    const forth = pairedDifference(ipass, 10, 'enriched', 'all-comers', '', 'screened')!;
    const back = pairedDifference(ipass, 10, 'all-comers', 'enriched', '', 'screened')!;
    expect([back.estimate, back.lower, back.upper, back.mcse]).toEqual([
      -forth.estimate!,
      -forth.upper!,
      -forth.lower!,
      forth.mcse,
    ]);
  });

  it('fits a terminal: one row a design, plus-minus, star for the best', () => {
    const { caption, columns, rows } = headlineTable(ipass, 'en');
    expect(caption).toBe(
      'prevalence 0.6 as in the scenario file and sensitivity 0.95 in the middle of the sweep',
    );
    expect(columns.slice(0, 3)).toEqual(['Design', 'Power (overall)', 'Power (M+)']);
    expect(rows.map((row) => row.length)).toEqual([columns.length, columns.length, columns.length]);
    expect(rows[1]![columns.indexOf('Randomised')]).toBe('240 *');
    expect(rows[0]![1]).toMatch(/^5\.\d% \u00b10\.4%$/);
    expect(rows[1]![1]).toBe('\u2013');
  });
});

describe('answer', () => {
  it('says that Monte Carlo error does not support a ranking, and how many replicates would', () => {
    const { sentences, warnings } = answerOf(claims, 'en');
    expect(sentences[0]).toMatch(/^The power for M\+ does not rank the designs beyond Monte Carlo error/);
    expect(warnings).toEqual([expect.stringMatching(/about [\d,]+ replicates would resolve/)]);
  });

  it('names the design with the highest power where the error supports it', () => {
    const clear = claimsOnly();
    for (const row of clear.rows) {
      if (row.metric === 'power difference' && row.analysis === 'M+')
        Object.assign(row, { estimate: -0.1, lower: -0.12, upper: -0.08 });
    }
    const { sentences, warnings } = answerOf(clear, 'en');
    expect(sentences[0]).toMatch(/^“Separate trials in M\+ and M-” has the highest power for M\+: .* 45%/);
    expect(warnings).toEqual([]);
  });

  it('counts the sweep: above, below and undecided add up to the truths', () => {
    const sentence = sweepSentences(ipass, 'en').find((text) => text.startsWith('Over the 16 truths'))!;
    const [above, below, neither] = [/in (\d+), below/, /below in (\d+)/, /error in (\d+)/].map((pattern) =>
      Number(pattern.exec(sentence)![1]),
    );
    expect(above! + below! + neither!).toBe(16);
  });

  it('gives every number of the prose as the table gives it', () => {
    const { columns, rows } = headline(ipass, 'en', headlinePoint(ipass).index);
    const power = columns.findIndex(({ name }) => name === 'Power (M+)');
    const first = answerOf(ipass, 'en').sentences[0]!;
    for (const { cells } of rows)
      expect(first).toContain(`${cells[power]!.estimate} (${cells[power]!.interval})`);
  });

  it('says so when there is nothing to compare', () => {
    const empty = { ...claims, rows: [] };
    expect(answerOf(empty, 'zh').sentences).toEqual([messages('zh').answer.nothing]);
  });
});

describe('answer where power decides nothing', () => {
  /** Every design rejects M+ in all but a few of its trials. */
  function saturated(lower: number, apart = 0.02) {
    const full = ipassLike();
    for (const row of full.rows) {
      if (row.metric === 'power' && row.analysis === 'M+')
        Object.assign(row, { estimate: 0.998, lower, upper: 0.9995, mcse: 0.0005 });
      if (row.metric === 'power difference' && row.analysis === 'M+')
        Object.assign(row, { estimate: 0, lower: -apart, upper: apart, mcse: apart / 2 });
    }
    return full;
  }

  it('says so when all have more than 99 %, and compares patients and time', () => {
    const { setting, sentences, warnings } = answerOf(saturated(0.995), 'en');
    expect(setting).toContain('as in the scenario file');
    expect(setting).toContain(
      'compared on the power for M+ (PFS in EGFR+ by log-rank test, one-sided 0.025)',
    );
    expect(sentences[0]).toMatch(
      /^The power for M\+ is above 99% in every design: .*patients and time do\.$/,
    );
    expect(sentences[1]).toMatch(
      /^Beyond Monte Carlo error, Enriched has the fewest randomised, fewest screened/,
    );
    expect(warnings).toEqual([]);
  });

  it('does not say so when the interval reaches below 99 %, and warns that nothing can be chosen', () => {
    const { sentences, warnings } = answerOf(saturated(0.985), 'en');
    expect(sentences[0]).toMatch(/^The power for M\+ does not rank the designs/);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^Monte Carlo error does not support a choice by the power for M\+: .* differs from .* by 0 points/,
    );
    expect(answerOf(saturated(0.985), 'zh').warnings[0]).toContain('尚不能按对 M+ 的把握度作出选择');
  });

  it('needs no warning where all differences are smaller than one point', () => {
    const { sentences, warnings } = answerOf(saturated(0.985, 0.009), 'en');
    expect(sentences[0]).toMatch(/^The designs have the same power for M\+ to within one percentage point/);
    expect(warnings).toEqual([]);
  });

  it('calls designs the same only where the whole interval is within a point', () => {
    const result = saturated(0.985, 0.009);
    for (const row of result.rows)
      if (row.metric === 'power difference' && row.analysis === 'M+') row.upper = 0.03;
    expect(answerOf(result, 'en').sentences[0]).toMatch(/does not rank the designs/);
    for (const row of result.rows)
      if (row.metric === 'power difference' && row.analysis === 'M+') row.lower = -0.03;
    for (const row of result.rows)
      if (row.metric === 'power difference' && row.analysis === 'M+') row.upper = 0.009;
    expect(answerOf(result, 'en').sentences[0]).toMatch(/does not rank the designs/);
  });

  it('asks for the replicates at which the difference seen is as large as half of its interval', () => {
    const result = saturated(0.985);
    for (const row of result.rows)
      if (row.metric === 'power difference' && row.analysis === 'M+')
        Object.assign(row, { estimate: 0.01, lower: -0.0296, upper: 0.0496, mcse: 0.0202, n: 1000 });
    // 1.96 x 0.0202 = 0.0396 at 1,000 replicates; 0.01 needs (0.0396 / 0.01)^2 = 15.7 times as many: 20,000 in one digit.
    expect(answerOf(result, 'en').warnings[0]).toContain('about 20,000 replicates');
  });

  it('names those that share the lead, and which of them spends least', () => {
    const shared = ipassLike();
    for (const row of shared.rows) {
      if (row.metric !== 'power difference' || row.analysis !== 'M+') continue;
      const last = row.design.includes('stratified') ? 0.1 : 0;
      const sign = row.design.startsWith('stratified') ? -1 : 1;
      Object.assign(row, { estimate: sign * last, lower: sign * last - 0.02, upper: sign * last + 0.02 });
    }
    for (const row of shared.rows)
      if (row.metric === 'power' && row.analysis === 'M+' && row.design === 'stratified')
        Object.assign(row, { estimate: 0.5, lower: 0.49, upper: 0.51 });
    const [lead] = answerOf(shared, 'en').sentences;
    expect(lead).toMatch(
      /^The highest power for M\+ is shared by .*All-comers.*, ahead of Biomarker-stratified 50% \(49% to 51%\)\. Of those that share it, Enriched spends least: randomised 240 instead of /,
    );
    expect(answerOf(shared, 'zh').sentences[0]).toMatch(
      /。其中“富集设计”代价最小：随机例数 240（另一设计为 /,
    );
    // Within its error nobody spends least.
    for (const row of shared.rows)
      if (row.metric === 'randomised difference') Object.assign(row, { lower: -500, upper: 500 });
    expect(answerOf(shared, 'en').sentences[0]).not.toContain('randomised 240');
  });

  it('advises more replicates where these can be run, and else leaves it at the interval', () => {
    const told = (estimate: number) => {
      const close = ipassLike();
      for (const row of close.rows)
        if (row.metric === 'power' && row.analysis === 'M+')
          Object.assign(row, { estimate: 0.5, lower: 0.49, upper: 0.51 });
      for (const row of close.rows)
        if (row.metric === 'power difference' && row.analysis === 'M+') {
          const sign = row.design.startsWith('stratified') ? -1 : 1;
          Object.assign(row, {
            estimate: sign * estimate,
            mcse: 0.01,
            lower: sign * estimate - 0.0196,
            upper: sign * estimate + 0.0196,
          });
        }
      return answerOf(close, 'en').warnings.join(' ');
    };
    // n (1.96 x 0.01 / difference)^2: 38,416 of 10,000 replicates, and 384 times as many.
    expect(told(0.01)).toMatch(/; about 40,000 replicates would resolve/);
    expect(told(0.001)).toMatch(/does not support a choice/);
    expect(told(0.001)).not.toMatch(/replicates would/);
  });

  it('calls the lowest rate best where the treatment does not truly work', () => {
    const harm = claimsOnly();
    for (const row of harm.rows) {
      if (row.analysis === 'M+' && row.metric === 'bias') row.reference = 0.2;
      if (row.metric === 'power difference' && row.analysis === 'M+')
        Object.assign(row, { estimate: -0.1, lower: -0.12, upper: -0.08 });
    }
    expect(answerOf(harm, 'en').sentences[0]).toMatch(/has the lowest probability of rejecting M\+, where/);
  });
});

describe('counted troubles', () => {
  it('are one line a design and kind, with the worst count, and all of them to be opened', () => {
    const [group, ...others] = warningGroups(ipass, 'en');
    expect(others).toEqual([]);
    expect(group!.summary).toBe(
      'Enriched: the events waited for never came in some trials at 4 of 16 truths, at most in 15 of 10,000 (prevalence 0.1, sensitivity 0.7). These were analysed at their last event.',
    );
    expect(group!.details).toHaveLength(4);
    expect(group!.details[3]).toBe(
      'Enriched, prevalence 0.1, sensitivity 1: events not reached in 4 of 10,000 trials.',
    );
  });

  it('name the test of the worst, and keep kinds and designs apart', () => {
    const troubled = claimsOnly();
    troubled.warnings.push(
      { kind: 'no estimate', point: 0, design: 'one-trial', analysis: 'M+', count: 9, n: 2000 },
      { kind: 'no estimate', point: 0, design: 'separate-trials', analysis: 'M-', count: 1, n: 2000 },
      { kind: 'events not reached', point: 0, design: 'one-trial', analysis: '', count: 3, n: 2000 },
    );
    const summaries = warningGroups(troubled, 'zh').map(({ summary }) => summary);
    expect(summaries).toHaveLength(3);
    expect(summaries[0]).toContain('9/2,000（M+）');
  });
});

describe('reproduction', () => {
  it('names file, replicates and seed', () => {
    expect(reproduceCommand(ipass, 'scenarios/case-studies/ipass.yaml')).toBe(
      'npx markersim run scenarios/case-studies/ipass.yaml --replicates 10000 --seed ipass',
    );
  });

  it('quotes for a shell, and leaves replicates to the stopping precision', () => {
    expect(reproduceCommand(claims, 'my scenario.yaml')).toBe(
      "npx markersim run 'my scenario.yaml' --seed 'it'\\''s'",
    );
  });
});

describe('catalogues', () => {
  const leaves = (node: unknown, path = ''): [string, unknown][] =>
    typeof node === 'object' && node !== null
      ? Object.entries(node).flatMap(([key, value]) => leaves(value, `${path}.${key}`))
      : [[path, node]];

  it('have no empty word, and Chinese where Chinese is due', () => {
    const zh = leaves(messages('zh'));
    expect(leaves(messages('en')).filter(([, value]) => value === '')).toEqual([]);
    const latin = zh.filter(([, value]) => typeof value === 'string' && !/[\u4e00-\u9fff]/.test(value));
    // An abbreviation that Chinese papers use as it is.
    expect(latin.map(([path]) => path)).toEqual(['.tag', '.page.mcse']);
  });

  it('have no English word in a Chinese formula', () => {
    const { methodWords } = messages('zh');
    const symbols = ['exp', 'log', 'logit', 'max', 'min', 'corr', 'Beta', 'MCSE', 'PET', 'PPV', 'MAP', 'JSD'];
    const words = Object.entries(methodEntries).flatMap(([id, { formula }]) =>
      ((methodWords[id as MethodId].formula ?? formula).match(/[A-Za-z]{3,}/g) ?? []).filter(
        (word) => !symbols.includes(word),
      ),
    );
    expect(words).toEqual([]);
    // The English one is said where a catalogue has none of its own.
    expect(methodWords.stagewise.formula).toMatch(/α\/2$/);
  });

  it('name every method of analysis', () => {
    for (const language of ['en', 'zh'] as const) {
      const known = messages(language).methods;
      expect(Object.keys(METHODS).filter((method) => !(method in known))).toEqual([]);
    }
  });

  it('name a few panels that were left out, and count many', () => {
    for (const language of ['en', 'zh'] as const) {
      const { panelsLeftOut } = messages(language).chart;
      expect(panelsLeftOut(['first', 'second'])).toMatch(/first[;；]\s?second/);
      expect(panelsLeftOut(['a', 'b', 'c', 'd', 'e'])).toMatch(/5/);
    }
  });

  it('name the same metrics', () => {
    expect(Object.keys(messages('zh').metrics)).toEqual(Object.keys(messages('en').metrics));
    const used = new Set(ipass.rows.map((row) => row.metric.replace(/ difference$/, '')));
    expect([...used].filter((metric) => !(metric in messages('en').metrics))).toEqual([]);
  });
});
