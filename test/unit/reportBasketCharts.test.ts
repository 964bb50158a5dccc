import { beforeAll, describe, expect, it } from 'vitest';
import { runScenario, type ScenarioResult } from '../../src/index.ts';
import { charts } from '../../src/report/charts/index.ts';
import { compileSpec, renderSvg } from '../../src/report/svg.ts';
import { darkColours, onCell } from '../../src/report/theme.ts';

const scenario = `
id: baskets
title: Baskets
truth:
  strata: {tumour: {a: {share: 0.4}, b: {share: 0.6}}}
  enrolment: {screened per month: 10, relative rate: {tumour = a: 0.5, all: 1}}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, experimental: {rate: {tumour = a: 0.2, all: 0.5}}}}}
designs:
  d:
    single arm: experimental
    size: {treated: 30}
    tests:
      all: {against: {rate: 0.2}, by: exact}
      by tumour: {in: each tumour, against: {rate: 0.2}, by: fujikawa, probability: 0.95}
`;

let result: ScenarioResult;
beforeAll(async () => {
  result = await runScenario(scenario, { replicates: 200 });
});

describe('charts of a pan-tumour trial', () => {
  it.each([
    // A row of the table for each level; for right set, family-wise error and false claim.
    ['mix', 2],
    ['shrinkage', 2],
    ['baskets', 3],
    ['levels', 2],
    ['exchangeability', 2],
  ])('%s in both languages and layouts', (name, rows) => {
    for (const language of ['en', 'zh'] as const) {
      for (const layout of ['wide', 'narrow'] as const) {
        const chart = charts[name](result, language, layout);
        expect(chart?.table.rows).toHaveLength(rows);
        expect(chart?.alt).not.toBe('');
      }
    }
  });

  /** All marks of a chart. */
  const marksOf = (name: string, of: ScenarioResult) => {
    const text = JSON.stringify(charts[name](of, 'en')?.spec);
    return [...text.matchAll(/"data":\{"values":(\[.*?\])\}/g)].flatMap(
      ([, values]) => JSON.parse(values) as Record<string, number | string>[],
    );
  };
  const estimateOf = (of: ScenarioResult, analysis: string, metric: string) =>
    of.rows.find((row) => row.analysis === analysis && row.metric === metric)?.estimate as number;

  it.each(['[0.1, 0.2, 0.4]', '[0.4, 0.2, 0.1]'])(
    'names the lines of a panel that ends before the sweep %s does where they end',
    async (values) => {
      const two = scenario.replace('\ndesigns:\n', '\ndesigns:\n  e: {extends: d, size: {treated: 40}}\n');
      const swept = await runScenario(
        `${two}sweep: {truth.endpoints.ORR.binary.experimental.rate.tumour = a: ${values}}\n`,
        { replicates: 200 },
      );
      // Familywise error and false claims are none at 0.4.
      const named = marksOf('baskets', swept).filter((mark) => 'ly' in mark);
      const shown = named.map(({ x, label }) => `${label} at ${x}`).sort();
      expect(shown).toEqual(['d at 0.2', 'd at 0.2', 'd at 0.4', 'e at 0.2', 'e at 0.2', 'e at 0.4']);
    },
  );

  it('tells power from error, and who borrows from whom beside the true difference', () => {
    const [a, b] = ['by tumour: a', 'by tumour: b'].map((name) => estimateOf(result, name, 'power'));
    expect(marksOf('levels', result).map(({ kind, x }) => [kind, x])).toEqual([
      ['Error: it does not', Number(a.toPrecision(5))],
      ['Power: the level benefits', Number(b.toPrecision(5))],
    ]);
    const borrowing = estimateOf(result, 'by tumour: a', 'borrowing');
    expect(marksOf('exchangeability', result).map(({ to, from, value }) => [to, from, value])).toEqual([
      ['tumour = a', 'tumour = b', 0.3],
      ['tumour = b', 'tumour = a', 0.3],
      ['tumour = a', 'tumour = b', Number(borrowing.toPrecision(5))],
      ['tumour = b', 'tumour = a', Number(borrowing.toPrecision(5))],
    ]);
    const exact = result.designs[0].tests.filter(({ basket }) => basket === undefined);
    expect(charts.levels({ ...result, designs: [{ ...result.designs[0], tests: exact }] }, 'en')).toBeNull();
  });

  it('draws estimates beside the true values, with their spread', () => {
    const marks = marksOf('shrinkage', result).filter(({ ref }) => ref !== undefined);
    expect(marks.map(({ ref }) => ref)).toEqual([expect.closeTo(0, 12), expect.closeTo(0.3, 12)]);
    const high = estimateOf(result, 'by tumour: b', 'estimate quantile 95');
    expect(marks[1].shi).toBe(Number(high.toPrecision(5)));
  });

  it('a level of which nobody is left makes no claim too wide, nor does a test of one level', async () => {
    const claimsTooMuch = async (text: string) =>
      (await runScenario(text, { replicates: 20 })).rows
        .filter(({ metric }) => metric === 'false pan-tumour claim')
        .map(({ analysis }) => analysis);
    expect(await claimsTooMuch(scenario)).toEqual(['all']);
    const gone = scenario.replace(
      'a: {share: 0.4}, b: {share: 0.6}',
      'a: {share: 0}, b: {share: 0.5}, c: {share: 0.5}',
    );
    expect(
      await claimsTooMuch(gone.replace('in: each tumour', 'in: tumour = b').replace('fujikawa', 'posterior')),
    ).toEqual([]);
    const one = 'only: {in: tumour = a, against: {rate: 0.2}, by: exact}';
    expect(await claimsTooMuch(scenario.replace('all: {against: {rate: 0.2}, by: exact}', one))).toEqual([]);
  });

  it('what can be wrong at one truth only is no line over a sweep', async () => {
    const path = 'truth.endpoints.ORR.binary.experimental.rate.tumour = a';
    const swept = await runScenario(`${scenario}sweep: {${path}: [0.2, 0.4, 0.5]}\n`, { replicates: 50 });
    const chart = charts.baskets(swept, 'en')!;
    // Right set at three truths; an error and a false claim for all only where a does not respond.
    expect(chart.table.rows).toHaveLength(3);
    expect(chart.notes.filter((note) => note.includes('only'))).toHaveLength(2);
    expect(chart.notes.join()).toContain('Right set: ');
    // All designs in one line.
    const two = {
      ...swept,
      designs: [swept.designs[0]!, { ...swept.designs[0]!, id: 'e', title: { en: 'E' } }],
    };
    const both = { ...two, rows: [...swept.rows, ...swept.rows.map((row) => ({ ...row, design: 'e' }))] };
    const told = charts.baskets(both, 'en')!.notes.filter((note) => note.includes('only'));
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/^Familywise error rate \(by tumour\), at .* only: .*\(.*\); .*\(.*\)\.$/);
    const pooled = scenario.replace(/ *by tumour: .*\n/, '');
    const alone = await runScenario(`${pooled}sweep: {${path}: [0.2, 0.4, 0.5]}\n`, { replicates: 50 });
    for (const layout of ['wide', 'narrow'] as const) {
      const dots = charts.baskets(alone, 'zh', layout)!;
      expect(dots.table.rows).toHaveLength(1);
      expect(dots.notes.join()).toContain('0.2');
      // No panel of the right set, no word of it.
      expect(dots.notes.join()).not.toContain('恰好选对');
    }
  });

  it('draws nothing over a sweep of a trial without baskets', async () => {
    const swept = await runScenario(
      `id: none
title: No baskets
truth: {enrolment: {screened per month: 10}, endpoints: {ORR: {binary: {control: {rate: 0.2}, risk difference: 0.3}}}}
designs: {d: {size: {randomised: 40}, tests: {all: {of: ORR}}}}
sweep: {truth.endpoints.ORR.binary.control.rate: [0.2, 0.3]}
simulation: {replicates: 10, seed: none}`,
      { replicates: 10 },
    );
    expect(charts.baskets(swept, 'en')).toBeNull();
  });

  it('draws one truth of a sweep, also where it is not the first', async () => {
    const swept = await runScenario(`${scenario}sweep: {truth.enrolment.screened per month: [5, 10]}\n`, {
      replicates: 50,
    });
    expect(swept.base).toBe(1);
    for (const layout of ['wide', 'narrow'] as const) {
      expect(charts.shrinkage(swept, 'en', layout)?.table.rows).toHaveLength(2);
    }
  });

  it('shows when levels that are closed are decided', async () => {
    const closing = scenario.replace(
      '    tests:\n',
      '    looks: {at: [{patients: 8}, {follow-up: 1}], futility: {posterior probability below: 0.5}, close: {}}\n    tests:\n',
    );
    const closed = await runScenario(closing, { replicates: 100 });
    for (const language of ['en', 'zh'] as const) {
      for (const layout of ['wide', 'narrow'] as const) {
        expect(charts.decisions(closed, language, layout)?.table.rows).toHaveLength(2);
      }
    }
    const high = estimateOf(closed, 'by tumour: a', 'months to decision quantile 95');
    const low = estimateOf(closed, 'by tumour: a', 'months to decision quantile 5');
    const mark = marksOf('decisions', closed).find(({ shi }) => shi !== undefined);
    expect([mark?.slo, mark?.shi]).toEqual([low, high].map((value) => Number(value.toPrecision(5))));
    expect(charts.decisions(result, 'en')).toBeNull();
  });

  it('maps the bias for the patients to be treated over two swept parameters', async () => {
    const swept = `${scenario}sweep:
  truth.enrolment.relative rate.tumour = a: [1, 0.5, 0.2]
  truth.endpoints.ORR.binary.experimental.rate.tumour = a: [0.5, 0.35, 0.2]
`;
    const mapped = await runScenario(swept, { replicates: 300 });
    for (const language of ['en', 'zh'] as const) {
      for (const layout of ['wide', 'narrow'] as const) {
        const map = charts['bias-map'](mapped, language, layout);
        // Of the pooled test alone: a level by itself has no mix.
        expect(map?.table.rows).toHaveLength(9);
        expect(map?.table.rows.every(([, test]) => test === 'all')).toBe(true);
        expect(map?.notes[0]).toMatch(language === 'en' ? / about \d points\.$/ : / \d 个百分点。$/);
        expect(JSON.stringify(map?.spec)).not.toContain('.0%');
      }
    }
    // Enrolled as 0.4 x 0.2 : 0.6 where wanted as 0.4 : 0.6, at rates 0.2 and 0.5.
    const last = mapped.rows.find(
      ({ point, analysis, metric, reference_kind }) =>
        point === 8 &&
        analysis === 'all' &&
        metric === 'bias' &&
        reference_kind.endsWith('at the target mix'),
    );
    const expected = 0.3 * (0.4 - 0.08 / 0.68);
    expect(Math.abs((last?.estimate as number) - expected)).toBeLessThan(4 * (last?.mcse as number));
    const cells = marksOf('bias-map', mapped);
    expect(cells).toHaveLength(9);
    expect(Math.max(...cells.map(({ value }) => value as number))).toBeCloseTo(last?.estimate as number, 4);
    expect(charts['bias-map'](result, 'en')).toBeNull();
    // Cells keep their colours on a dark page: were their numbers repainted, they would be light on light.
    for (const chart of [charts['bias-map'](mapped, 'en'), charts['heat-map'](mapped, 'en')]) {
      const svg = await renderSvg(await compileSpec(chart!.spec), 'map');
      const numbers = [
        ...svg.matchAll(/<g[^>]*fill="(#[0-9a-f]{6})"[^>]*>(?:<text[^>]*>[+\u2212]?[\d.]+<\/text>)+/g),
      ];
      const own = [...svg.matchAll(/<text[^>]*fill="(#[0-9a-f]{6})"/g)];
      const cells = [...numbers, ...own].filter(([, fill]) => Object.values(onCell).includes(fill));
      expect(cells.length).toBeGreaterThan(0);
      for (const [, fill] of cells) expect(darkColours).not.toHaveProperty([fill]);
    }
  });

  it('draw designs that enrol alike as one row of the mix, named by all of them', async () => {
    const more = ['e', 'f']
      .map((id) => `  ${id}: {title: {en: design ${id}, zh: 设计 ${id}}, extends: d}\n`)
      .join('');
    const other = '  quotas: {extends: d, quotas: {tumour = a: 15, tumour = b: 15}}\n';
    const of = await runScenario(`${scenario}${more}${other}`, { replicates: 60 });
    const chart = charts.mix(of, 'zh')!;
    expect(chart.table.rows.map((row) => row.find((cell) => /^(d|quotas)/.test(cell)))).toEqual([
      'd 等 3 个设计',
      'd 等 3 个设计',
      'quotas',
      'quotas',
    ]);
    expect(chart.notes.join('')).toContain('d、设计 e 和设计 f');
    expect(marksOf('mix', of).filter(({ panel }) => panel === 'tumour = a')).toHaveLength(2);
  });

  it('tell the truth of levels once, also where a design leaves one out, and stay within a page', async () => {
    const three = scenario
      .replace('{a: {share: 0.4}, b: {share: 0.6}}', '{a: {share: 0.4}, b: {share: 0.3}, c: {share: 0.3}}')
      .replace(/^ {6}all: .*\n/m, '');
    const without = `  less:
    extends: d
    enrol: tumour = a | tumour = b
`;
    const chart = charts.exchangeability(await runScenario(three + without, { replicates: 40 }), 'en')!;
    const titles = (chart.spec.concat as { title: { text: string } }[]).map(({ title }) => title.text);
    expect(titles).toEqual(['True difference of the rates', 'd', 'less']);
    const svg = await renderSvg(await compileSpec(chart.spec), 'borrowing');
    expect(Number(/ width="([\d.]+)"/.exec(svg)![1])).toBeLessThan(870);
  });

  it('say on which side of no difference benefit lies, as the tests do', async () => {
    const sides = (of: ScenarioResult) => JSON.stringify(charts.truth(of, 'en')?.spec);
    expect(sides(result)).toContain('favours control < 0 < favours experimental');
    const harm = scenario.replace('binary: {control', 'binary: {better: lower, control');
    const lower = await runScenario(harm, { replicates: 20 });
    expect(sides(lower)).toContain('favours experimental < 0 < favours control');
    const untested = { ...result, designs: result.designs.map((design) => ({ ...design, tests: [] })) };
    expect(sides(untested)).not.toContain('favours');
  });

  it('draw what the answer asks for before other estimands, where there are too many', async () => {
    const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const many = (answer: string) =>
      runScenario(
        `${scenario.replace('{a: {share: 0.4}, b: {share: 0.6}}', `{${levels.map((name) => `${name}: {share: 0.125}`).join(', ')}}`)}${answer}`,
        { replicates: 40 },
      );
    const drawn = (name: string, of: ScenarioResult) => JSON.stringify(charts[name](of, 'en')!.table.rows);
    expect(drawn('bias', await many(''))).not.toMatch(/by tumour: h|target mix/);
    const asked = await many(
      'answer: [{metric: coverage, of: "by tumour: h"}, {metric: bias, of: all, estimand: all at the target mix}]\n',
    );
    for (const name of ['bias', 'coverage'] as const) {
      const panels = drawn(name, asked);
      expect(panels).toContain('by tumour: h, estimand: treatment effect in tumour = h');
      expect(panels).toContain('all, estimand: all patients at the target mix');
    }
  });

  it('say of a contrast which designs have levels that borrow, which it does not draw', () => {
    expect(charts.contrast(result, 'en')!.notes).toContain(
      'Without the tests in which levels borrow from each other: d.',
    );
    const alone = {
      ...result,
      designs: result.designs.map((design) => ({ ...design, tests: design.tests.slice(0, 1) })),
    };
    expect(charts.contrast(alone, 'en')!.notes.join()).not.toContain('borrow');
    // Of one trial that rejects there is a mean and no error.
    expect(charts.contrast(alone, 'en')!.notes.join()).not.toContain('±?');
    const rows = alone.rows.map((row) =>
      row.metric === 'contrast: selection' ? { ...row, mcse: null } : row,
    );
    const single = charts.contrast({ ...alone, rows }, 'en')!;
    expect(JSON.stringify(single.spec)).toContain('±?');
    expect(single.notes.join()).toContain('±?: one trial alone rejects');
  });

  it('name no borrower beside the true difference, and give a lone plan the width of the page', () => {
    const titles = (name: string) =>
      [...JSON.stringify(charts[name](result, 'en')!.spec).matchAll(/"axis":\{"title":(null|"[^"]*")/g)].map(
        ([, title]) => title,
      );
    const told = titles('exchangeability');
    expect(told.filter((title) => title === 'null')).toHaveLength(4);
    expect(told.filter((title) => title === '"Borrows"' || title === '"from"')).toHaveLength(4);
    const { concat } = charts.enrolment(result, 'en')!.spec as { concat: { width: number }[] };
    expect(concat).toHaveLength(1);
    expect(concat[0]!.width).toBeGreaterThan(500);
  });

  it('show effects on the side where they lie', () => {
    const text = JSON.stringify(charts.truth(result, 'en')!.spec);
    const [low, high] = JSON.parse(/"domain":(\[-[^\]]*\])/.exec(text)![1]!) as [number, number];
    // Effects are 0 and 0.3: a quarter beyond the largest, and a third of that on the empty side.
    expect(high).toBeCloseTo(0.375, 10);
    expect(low).toBeCloseTo(-0.35 * 0.375, 10);
  });

  it('hold the shares against the target mix, which is no check of the simulation', () => {
    const shares = result.rows.filter(({ metric }) => metric === 'share');
    expect(shares.map(({ reference }) => reference)).toEqual([
      expect.closeTo(0.4, 12),
      expect.closeTo(0.6, 12),
    ]);
    // 0.4 x 0.5 against 0.6: a quarter of those who come.
    const [{ estimate, mcse }] = shares;
    expect(Math.abs((estimate as number) - 0.25)).toBeLessThan(4 * (mcse as number));
  });
});
