import { describe, expect, it } from 'vitest';
import type { ResultRow, ScenarioResult } from '../../src/operating-characteristics/result.ts';
import { answerOf } from '../../src/report/answer.ts';
import { charts } from '../../src/report/charts/index.ts';
import { legendOf } from '../../src/report/charts/legend.ts';
import { walked } from '../../src/report/charts/walked.ts';
import { comparisonOf } from '../../src/report/comparison.ts';
import { onPaper, table } from '../../src/report/document/block.ts';
import { headline } from '../../src/report/headline.ts';
import { messages } from '../../src/report/messages/index.ts';
import { estimandName, parameterName } from '../../src/report/messages/text.ts';
import { packRows } from '../../src/report/page/pack.ts';
import { tippingOf } from '../../src/report/tipping.ts';
import { claimsOnly, ipassLike } from '../fixtures/report/results.ts';

/** Rows of a quantity of two designs, or programs, at every point, and of their paired difference, b minus a. */
function rowsFor(result: ScenarioResult, metric: string, analysis: string, [a, b]: [string, string]) {
  return (values: [number, number], half: number): ResultRow[] =>
    result.points.flatMap(({ index }) => {
      const row = (design: string, name: string, estimate: number) => ({
        point: index,
        design,
        analysis,
        population: '',
        metric: name,
        estimate,
        mcse: half / 1.96,
        lower: estimate - half,
        upper: estimate + half,
        n: 1000,
        reference: null,
        reference_kind: '',
      });
      return [
        row(a, metric, values[0]),
        row(b, metric, values[1]),
        row(`${b} vs ${a}`, `${metric} difference`, values[1] - values[0]),
      ];
    });
}

describe('what the answer compares by', () => {
  const plain = claimsOnly();
  const [first, second] = plain.designs.map(({ id }) => id) as [string, string];

  it('is the power of the shared test where fewer designs have a right claim than the test', () => {
    const third = plain.designs[0]!.id.concat(' again');
    const result = { ...plain, designs: [...plain.designs, { ...plain.designs[0]!, id: third }] };
    const claims = rowsFor(plain, 'right claim probability', '', [first, second])([0.5, 0.7], 0.02);
    result.rows = [...plain.rows, ...claims];
    expect(comparisonOf(result).by).toEqual({ metric: 'power', analysis: 'M+' });
    // With a right claim of the third as well it is that.
    const all = {
      ...result,
      rows: [
        ...result.rows,
        ...claims.map((row) => (row.design === first ? { ...row, design: third } : row)),
      ],
    };
    expect(comparisonOf(all).by).toEqual({ metric: 'right claim probability', analysis: '' });
  });

  it('is the right claim where as many designs have it as share a test, and says what that means', () => {
    expect(comparisonOf(plain).by).toEqual({ metric: 'power', analysis: 'M+' });
    const result = { ...plain };
    result.rows = [
      ...plain.rows,
      ...rowsFor(plain, 'right claim probability', '', [first, second])([0.5, 0.7], 0.02),
      ...rowsFor(plain, 'false claim probability', '', [first, second])([0.1, 0.05], 0.02),
    ];
    const { kind, by } = comparisonOf(result);
    expect([kind, by]).toEqual(['design', { metric: 'right claim probability', analysis: '' }]);
    const { setting, sentences, warnings } = answerOf(result, 'en');
    expect(setting).toContain('compared on the probability of a right claim (it promises benefit');
    expect(sentences[0]).toMatch(
      /^“One stratified trial” has the highest probability of a right claim: .* 70% /,
    );
    expect(sentences.join()).toMatch(
      /probability of a right claim \+20 points .* probability of a false claim −5 points/,
    );
    expect(warnings).toEqual([]);
    // The table marks both, in the direction that is better.
    const { columns, rows } = headline(result, 'en', result.base);
    const marked = (name: string) =>
      rows.map(({ cells }) => cells[columns.findIndex((c) => c.name === name)]!.mark);
    expect(marked('Probability of a right claim')).toEqual([null, 'highest']);
    expect(marked('Probability of a false claim')).toEqual([null, 'lowest']);
  });

  it('warns once where the error does not support the ranking', () => {
    const result = { ...plain };
    result.rows = [
      ...plain.rows,
      ...rowsFor(plain, 'right claim probability', '', [first, second])([0.5, 0.52], 0.03),
    ];
    const { sentences, warnings } = answerOf(result, 'zh');
    expect(sentences[0]).toContain('得出正确结论的概率没有高低之分');
    expect(warnings).toEqual([
      expect.stringMatching(/尚不能按得出正确结论的概率作出选择.*约需 3,000 次模拟/),
    ]);
  });

  it('are the programs where there are several, and tipping points are theirs', () => {
    const swept = ipassLike();
    const program = (id: string) => ({ id, title: { en: id }, steps: [], ends: ['yes'], paths: ['yes'] });
    const result = { ...swept, programs: [program('p'), program('q')] };
    const right = rowsFor(swept, 'right claim probability', '', ['p', 'q']);
    const step = (point: number) => Math.floor(point / (swept.points.length / swept.axes[0]!.values.length));
    // q is ahead at the first step of the first axis and behind from the second on.
    result.rows = [
      ...swept.rows,
      ...right([0.5, 0.9], 0.02).filter(({ point }) => step(point) === 0),
      ...right([0.9, 0.5], 0.02).filter(({ point }) => step(point) > 0),
    ];
    expect(comparisonOf(result)).toMatchObject({ kind: 'program', test: null });
    // Programs that end unlike are not compared by an end, nor by one that some of them lack.
    const unlike = (q: string[]) => ({
      ...result,
      programs: [
        { ...program('p'), ends: ['first', 'yes'] },
        { ...program('q'), ends: q },
      ],
      rows: [
        ...swept.rows,
        ...['first', 'yes'].flatMap((end) =>
          rowsFor(swept, 'claim probability', end, ['p', 'q'])([0.3, 0.4], 0.01),
        ),
      ],
    });
    const told = (q: string[]) => answerOf(unlike(q), 'en').sentences.join(' ');
    expect(told(['yes', 'other'])).toContain('ending with \u201cyes\u201d: p 30');
    expect(told(['yes', 'other'])).not.toContain('ending with \u201cfirst\u201d');
    expect(told(['other'])).not.toContain('ending with');
    expect(answerOf(result, 'en').sentences[0]).toMatch(
      /^p has the highest probability of a right claim: p 90%/,
    );
    const [along] = tippingOf(result);
    const ranking = along!.rankings.find(({ quantity }) => quantity.metric === 'right claim probability')!;
    expect(ranking.best[0]).toEqual(['q']);
    expect(ranking.best.slice(1).every(([best]) => best === 'p')).toBe(true);
    expect(ranking.tips).toEqual([1]);
    expect(
      along!.crossings
        .filter(({ levels }) => levels.includes(0.8))
        .map(({ design, rises }) => [design, rises]),
    ).toEqual([
      ['p', true],
      ['q', false],
    ]);
  });

  it('is no ranking where designs share no test: the range of all tests is told', () => {
    const apart = claimsOnly();
    apart.designs = [{ ...apart.designs[0]!, claims: [] }];
    const { setting, sentences, warnings } = answerOf(apart, 'en');
    expect(setting).not.toContain('compared');
    expect(sentences[0]).toMatch(/reject with a probability from .* to /);
    expect(sentences[1]).toMatch(/^“Separate trials in M\+ and M-” rejects: M\+ .* and M- /);
    expect(warnings).toEqual([]);
    for (const [high, low] of [
      ['M+', 'M-'],
      ['M-', 'M+'],
    ]) {
      const told = claimsOnly();
      told.designs = apart.designs;
      for (const row of told.rows)
        if (row.metric === 'power') row.estimate = { [high!]: 0.9, [low!]: 0.1 }[row.analysis]!;
      expect(answerOf(told, 'en').sentences[0]).toMatch(/ from 10(\.00)?% .* to 90(\.00)?% /);
    }
  });
});

describe('parameters that are walked through together', () => {
  const zipped = ipassLike();
  zipped.axes = [
    {
      name: 'M+',
      paths: ['truth.endpoints.PFS.time-to-event.hazard ratio.M+'],
      values: [0.6, 0.6, 1],
      stated: 0.6,
    },
    {
      name: 'M-',
      paths: ['truth.endpoints.PFS.time-to-event.hazard ratio.M-'],
      values: [0.6, 1, 1],
      stated: 1,
    },
  ];
  zipped.points = [0, 1, 2].map((index) => ({
    index,
    values: { 'M+': zipped.axes[0]!.values[index]!, 'M-': zipped.axes[1]!.values[index]! },
    replicates: 100,
  }));
  zipped.base = 1;
  zipped.rows = zipped.rows.filter(({ point }) => point < 3);
  zipped.truth = zipped.truth.filter(({ point }) => point < 3);

  it('are one axis of every chart', () => {
    const view = walked(zipped, 'en');
    expect(view.axes.map(({ name, values, stated }) => [name, values, stated])).toEqual([
      ['M+ hazard ratio / M- hazard ratio', ['0.6 / 0.6', '0.6 / 1', '1 / 1'], '0.6 / 1'],
    ]);
    expect(walked(zipped, 'en')).toBe(view);
    expect(walked(zipped, 'zh').axes[0]!.name).toBe('M+ 的风险比 / M- 的风险比');
    const chart = charts.power!(zipped, 'en')!;
    expect(JSON.stringify(chart.spec)).not.toContain('"facet"');
    expect(new Set(chart.table.rows.map((row) => row[1]))).toEqual(
      new Set(['0.6 / 0.6', '0.6 / 1', '1 / 1']),
    );
  });

  it('leave a result without them as it is', () => {
    const grid = ipassLike();
    expect(walked(grid, 'en')).toBe(grid);
  });
});

describe('small parts of charts and words', () => {
  it('a legend that is wider than the chart goes into columns', () => {
    expect(legendOf(['a', 'b'], 'wide')).toEqual({ direction: 'horizontal', values: ['a', 'b'] });
    const many = Array.from({ length: 7 }, (_, i) => `Adaptive design with a long name, number ${i}`);
    expect(legendOf(many, 'wide')).toMatchObject({ columns: 2 });
    // On a phone one below the other, long names on two lines, and short ones as they are.
    const narrow = legendOf(many, 'narrow');
    expect(narrow).toMatchObject({ direction: 'vertical', values: many });
    expect(JSON.stringify(narrow)).toContain(
      String.raw`[\"Adaptive design with\",\"a long name, number 0\"]`,
    );
    expect(legendOf(['a', 'b', 'c'], 'narrow')).not.toHaveProperty('labelExpr');
  });

  it('long tables that a page folds away are cut on paper, and the rest is counted', () => {
    const rows = Array.from({ length: 100 }, (_, i) => [String(i)]);
    const [cut, note] = onPaper([table({ columns: ['a'], rows })], messages('en').page.cutRows);
    expect(cut).toMatchObject({ kind: 'table', table: { rows: rows.slice(0, 40) } });
    expect(note).toMatchObject({ text: '60 further rows are in results.csv.' });
    const short = [table({ columns: ['a'], rows: rows.slice(0, 40) })];
    expect(onPaper(short, messages('en').page.cutRows)).toEqual(short);
    // Rows that the page leaves out as well are in the one note.
    const said = { kind: 'paragraph' as const, text: '7 are not shown', role: 'note' as const };
    const both = onPaper([table({ columns: ['a'], rows }, { unlisted: 7 }), said], (n) => `${n} left`);
    expect(both).toHaveLength(2);
    expect(both[1]).toMatchObject({ text: `${rows.length - 40 + 7} left` });
  });

  it('rows by columns are the same rows again', () => {
    const rows: Record<string, string | number | null>[] = [
      { a: 'x', b: 1 },
      { a: 'x', b: 2, c: null },
      { a: 'y', b: 3 },
    ];
    const packed = packRows(rows);
    expect(packed.columns.map(({ key, at }) => [key, at])).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['c', [1]],
    ]);
    const again: Record<string, unknown>[] = rows.map(() => ({}));
    for (const { key, at, v, d, i } of packed.columns)
      (v ?? i!.map((place) => d![place])).forEach((value, n) => {
        again[at === undefined ? n : at[n]!]![key] = value;
      });
    expect(again).toEqual(rows);
  });

  it('estimands and swept populations are named in both languages', () => {
    const zh = messages('zh');
    expect(estimandName('true EGFR+', zh)).toBe('真实 EGFR+');
    expect(estimandName('difference between M+ and M- under control', zh)).toBe('对照治疗下 M+ 与 M- 之差');
    expect(estimandName('difference between M+ and M- under control', messages('en'))).toBe(
      'difference between M+ and M- under control',
    );
    expect(estimandName('treatment effect in all', zh)).toBe('全部入组患者的治疗效应');
    expect(estimandName('responders in all against the fixed value', messages('en'))).toBe(
      'responders among all enrolled patients against the fixed value',
    );
    expect(estimandName('all against history', messages('en'))).toBe(
      'all enrolled patients against \u201chistory\u201d',
    );
    expect(estimandName('difference between M+ and M-', zh)).toBe('M+ 与 M- 之差');
    expect(estimandName('M+ against history', zh)).toBe('M+ 与队列“history”之差');
    expect(estimandName('true M interaction', zh)).toBe('真实治疗与 M 的交互作用');
    expect(estimandName('all (enrolled mix)', messages('en'))).toBe('all patients, enrolled mix');
    const axis = { name: 'all', paths: ['truth.endpoints.ORR.binary.experimental.rate.all'] };
    expect([parameterName(axis, messages('en')), parameterName(axis, zh)]).toEqual([
      'rate of all others',
      '其余患者的率',
    ]);
  });
});
