import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../src/operating-characteristics/result.ts';
import { columnWidth } from '../../src/report/charts/base.ts';
import { type Chart, withTitle } from '../../src/report/charts/chart.ts';
import { charts, whyAbsent } from '../../src/report/charts/index.ts';
import { legendOf } from '../../src/report/charts/legend.ts';
import { joined, placeLabels } from '../../src/report/charts/pointLabels.ts';
import { fewTicks, ticksThatFit } from '../../src/report/charts/scales.ts';
import { readable, sheetsOf } from '../../src/report/charts/sheets.ts';
import { partScale, stackBars, stackPanels } from '../../src/report/charts/stackMarks.ts';
import { headlinePoint } from '../../src/report/lookup.ts';
import { messages } from '../../src/report/messages/index.ts';
import { compileSpec, equallyWide, renderSvg } from '../../src/report/svg.ts';
import { textWidth } from '../../src/report/textWidth.ts';
import { darkColours, designColours, nothingColours, onCell, partColours } from '../../src/report/theme.ts';
import { schemaFaults } from '../fixtures/report/jsonSchema.ts';
import { claimsOnly, ipassLike } from '../fixtures/report/results.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../node_modules/vega-lite/build/vega-lite-schema.json', import.meta.url), 'utf8'),
);
const results: [string, ScenarioResult][] = [
  ['a sweep', ipassLike()],
  ['no sweep', claimsOnly()],
  ['one axis of words', words()],
];

/** One swept parameter whose values are words: an ordinal axis. */
function words(): ScenarioResult {
  const result = ipassLike();
  const kept = result.points.slice(0, 2);
  kept.forEach((point, index) => {
    point.values = { assay: index === 0 ? 'local lab' : 'central lab' };
  });
  return {
    ...result,
    axes: [{ name: 'assay', paths: ['truth.assay'], values: ['local lab', 'central lab'], stated: null }],
    points: kept,
    base: 1,
    warnings: [],
    rows: result.rows.filter((row) => row.point < 2),
    truth: result.truth.slice(0, 2),
  };
}

/** The specification with two rows of its data: more rows show a schema nothing new. */
const briefly = (spec: object) =>
  JSON.parse(
    JSON.stringify(spec, (key, value) =>
      key === 'values' && typeof value[0] === 'object' ? value.slice(0, 2) : value,
    ),
  );

const drawn = (result: ScenarioResult) =>
  Object.entries(charts).flatMap(([name, build]) =>
    (['en', 'zh'] as const).flatMap((language) =>
      (['wide', 'narrow'] as const).flatMap((layout) => {
        const chart = build(result, language, layout);
        return chart === null ? [] : [{ name, language, layout, chart }];
      }),
    ),
  );

describe.each(results)('charts of %s', (_, result) => {
  it('are valid Vega-Lite, compile without a warning and draw', async () => {
    for (const { name, chart, layout } of drawn(result)) {
      // Only wide charts become pictures of their own.
      for (const spec of layout === 'wide' ? [chart.spec, withTitle(chart)] : [chart.spec]) {
        expect(schemaFaults(schema, briefly(spec)), `${name} ${layout}`).toEqual([]);
        expect(await renderSvg(await compileSpec(spec), name)).toMatch(/^<svg .*<\/svg>$/s);
      }
    }
  }, 180_000);

  it('have a description, notes, and a data table with a cell for every column', () => {
    for (const { name, chart } of drawn(result)) {
      expect(chart.alt.length, name).toBeGreaterThan(40);
      expect(chart.spec.description).toBe(chart.alt);
      expect(chart.notes.length).toBeGreaterThan(0);
      expect(chart.table.rows.every((row) => row.length === chart.table.columns.length)).toBe(true);
    }
  });

  it('show the same data wide and narrow', () => {
    for (const { name, chart } of drawn(result)) {
      const other = charts[name]!(result, 'en', 'narrow')!;
      expect(other.table.rows.length).toBe(chart.table.rows.length);
    }
  });

  it('use only colours that have a dark counterpart', async () => {
    for (const { name, chart, layout } of drawn(result)) {
      if (layout === 'narrow') continue;
      const svg = await renderSvg(await compileSpec(chart.spec), name);
      const used = new Set(
        [...svg.matchAll(/(?:fill|stroke)="(#[0-9a-f]{3,6})"/g)].map((match) => match[1]!),
      );
      // On cells, which keep their colours, numbers and frames keep theirs.
      const kept = new Set(Object.values(onCell));
      expect([...used].filter((colour) => !(colour in darkColours) && !kept.has(colour))).toEqual([]);
    }
  });
});

const marks = (chart: Chart) => (chart.spec.data as { values: Record<string, unknown>[] }).values;

describe('a legend on a phone', () => {
  it('breaks names that are wider than the screen, and leaves short ones alone', () => {
    const long = 'Every tumour that succeeds, at a bound kept where other tumours work too';
    expect(legendOf(['short', long], 'narrow')).toMatchObject({
      values: ['short', long],
      labelExpr: expect.stringMatching(/^\(\{"Every tumour[^{]*\[("[^"]{1,40}",?)+\]\}\)/),
    });
    expect(legendOf(['short'], 'narrow')).not.toHaveProperty('labelExpr');
    // Paper shows a legend of 700 px in letters of 7 pt: five labels of 99 px and their symbols fit, six do not.
    const labels = (count: number) => Array.from({ length: count }, (_, i) => `Design number ${i}`);
    expect(legendOf(labels(5), 'wide')).not.toHaveProperty('columns');
    expect(legendOf(labels(6), 'wide')).toMatchObject({ columns: 5 });
  });
});

describe('what a chart draws', () => {
  const ipass = ipassLike();

  it('gives every estimate its Monte Carlo interval and every row of the metric a mark', () => {
    const power = charts.power!(ipass, 'en')!;
    const rows = ipass.rows.filter((row) => row.metric === 'power');
    expect(marks(power).length).toBe(rows.length);
    expect(marks(power).every((mark) => typeof mark.lo === 'number' && typeof mark.hi === 'number')).toBe(
      true,
    );
    expect(power.table.columns).toContain('95% Monte Carlo interval');
  });

  it('keeps a design its colour in every chart, also where designs are missing', () => {
    const scales = (chart: Chart) =>
      [...JSON.stringify(chart.spec).matchAll(/"scale":(\{"domain":\["All-comers"[^}]*"#[^}]*\})/g)].map(
        (match) => match[1]!,
      );
    const all = ['power', 'bias', 'coverage', 'efficiency', 'duration'].flatMap((name) =>
      scales(charts[name]!(ipass, 'en')!),
    );
    expect(all.length).toBeGreaterThan(5);
    expect(new Set(all).size).toBe(1);
  });

  it('says what it holds fixed and what it leaves out', () => {
    expect(charts.efficiency!(ipass, 'en')!.notes).toContain(
      messages('en').chart.switchedNote('sensitivity 0.95'),
    );
    const broken = claimsOnly();
    broken.rows.find((row) => row.metric === 'power')!.estimate = null;
    expect(charts.power!(broken, 'en')!.notes).toContain(
      '1 row is not drawn: no replicate gave an estimate.',
    );
  });

  it('holds a third axis of many values, and says so', () => {
    const wide = ipassLike();
    wide.axes.push({ name: 'specificity', paths: ['s'], values: [0.8, 0.9], stated: null });
    for (const point of wide.points) point.values.specificity = 0.9;
    expect(charts.power!(wide, 'en')!.notes.join()).toContain('Shown at specificity 0.9');
  });

  it('does not draw a swept parameter along which nothing changes, and says so', () => {
    const flat = ipassLike();
    const [first, second] = flat.axes;
    const at = (point: number) => flat.points[point]!.values[second!.name];
    const powers = flat.rows.filter(({ metric }) => metric === 'power');
    for (const row of powers) {
      const twin = powers.find(
        (other) =>
          other.design === row.design && other.analysis === row.analysis && at(other.point) === at(row.point),
      )!;
      Object.assign(row, { ...twin, point: row.point });
    }
    const chart = charts.power!(flat, 'en')!;
    expect(marks(chart)).toHaveLength(powers.length / first!.values.length);
    expect(chart.table.rows).toHaveLength(powers.length / first!.values.length);
    expect(chart.notes).toContain('The same at every value of prevalence.');
    // One number that differs is enough to draw it, and so is one that is not there.
    powers[0]!.upper = powers[0]!.upper! + 0.01;
    expect(marks(charts.power!(flat, 'en')!)).toHaveLength(powers.length);
    Object.assign(powers[0]!, { upper: powers[1]!.upper });
    const without = { ...flat, rows: flat.rows.filter((row) => row !== powers[0]) };
    expect(marks(charts.power!(without, 'en')!)).toHaveLength(powers.length - 1);
  });

  it('is null where it does not apply', () => {
    expect(charts.claims!(ipass, 'en')).toBeNull();
    expect(charts.truth!({ ...ipass, truth: [] }, 'en')).toBeNull();
    expect(charts.power!({ ...ipass, rows: [] }, 'en')).toBeNull();
    expect(charts.efficiency!({ ...ipass, rows: [] }, 'en')).toBeNull();
  });

  it('leaves out a cost that is zero everywhere', () => {
    const free = claimsOnly();
    for (const row of free.rows) if (row.metric === 'cost') row.estimate = 0;
    expect(new Set(marks(charts.efficiency!(free, 'en')!).map((mark) => mark.metric))).toEqual(
      new Set(['screened', 'months to analysis']),
    );
  });

  it('leaves out what is spent alike, and says so; the whole chart where all is', () => {
    const alike = claimsOnly();
    const spent = ['screened', 'randomised', 'months to analysis', 'cost'];
    const set = (metrics: string[]) => {
      for (const row of alike.rows)
        if (metrics.includes(row.metric)) Object.assign(row, { estimate: 40, lower: 40, upper: 40 });
    };
    const panels = () => [...new Set(marks(charts.efficiency!(alike, 'en')!).map((mark) => mark.metric))];
    // The two trials of the fixture enrol as many.
    expect(panels()).toEqual(['screened', 'months to analysis', 'cost']);
    expect(whyAbsent('efficiency', alike, 'en')).toBeNull();
    set(['screened', 'randomised']);
    expect(panels()).toEqual(['months to analysis', 'cost']);
    expect(charts.efficiency!(alike, 'en')!.notes).toContain(
      'The same wherever it would be compared, and not drawn: screened and randomised.',
    );
    set(spent);
    expect(charts.efficiency!(alike, 'en')).toBeNull();
    expect(whyAbsent('efficiency', alike, 'en')).toMatch(
      /^Not drawn: .*spend the same \(screened, randomised, months to analysis and cost\)\.$/,
    );
    expect(whyAbsent('efficiency', alike, 'zh')).toContain('代价全部相同');
    expect(whyAbsent('power', alike, 'en')).toBeNull();
    // One design that spends another is enough to draw it.
    alike.rows.find(({ metric }) => metric === 'screened')!.estimate = 41;
    expect(panels()).toEqual(['screened']);
  });
});

describe('panels of estimands', () => {
  const biased = (
    kinds: (point: number) => string[],
    tests = 1,
    against?: { kind: 'rate'; value: number },
    apart = 0.001,
  ) => {
    const result = ipassLike();
    const design = result.designs[0]!;
    const names = Array.from({ length: tests }, (_, i) => `T${i}`);
    result.designs = [
      { ...design, tests: names.map((name) => ({ ...design.tests[0]!, name, ...(against && { against }) })) },
    ];
    const row = result.rows.find(({ metric }) => metric === 'bias')!;
    result.rows = result.points.flatMap(({ index }) =>
      names.flatMap((analysis) =>
        kinds(index).map((kind, k) => ({
          ...row,
          estimate: row.estimate! + 0.01 * index + apart * k,
          point: index,
          analysis,
          reference_kind: `estimand: ${kind}`,
        })),
      ),
    );
    return charts.bias!(result, 'en')!;
  };
  const panels = (chart: Chart) => [...new Set(marks(chart).map(({ panel }) => panel))];

  it('show a row of two estimands that coincide in the panel of each', () => {
    const chart = biased((point) => (point % 4 === 3 ? ['EGFR-'] : ['EGFR- (assay)', 'true EGFR-']));
    expect(panels(chart)).toEqual(['T0, estimand: EGFR- by the assay', 'T0, estimand: true EGFR-']);
    expect(marks(chart)).toHaveLength(32);
  });

  it('that agree in every number are one, of what treatment does or what the answer asks for, and the others are named', () => {
    const kinds = ['M+ against the fixed value', 'treatment effect in M+'];
    const held = { kind: 'rate', value: 0.2 } as const;
    // True values that are equal come by different sums.
    const chart = biased(() => kinds, 2, held, 1e-15);
    expect(panels(chart)).toEqual([0, 1].map((i) => `T${i}, estimand: treatment effect in M+`));
    expect(chart.notes).toContain(
      'Not drawn again, as every number is that of another panel of the test: T0, estimand: M+ against the fixed value; T1, estimand: M+ against the fixed value.',
    );
    expect(biased(() => kinds, 5, held, 0).notes.join()).toContain('5 further estimands are not drawn again');
    expect(panels(biased(() => kinds, 2, held, 1e-6))).toHaveLength(4);
  });

  it('keep apart what is no such pair', () => {
    expect(panels(biased(() => ['true EGFR+ (enrolled mix)', 'true EGFR+']))).toHaveLength(2);
  });

  it('are eight at most, each own estimand first, and the rest is named', () => {
    const chart = biased(() => ['A (assay)', 'true A'], 5);
    expect(panels(chart)).toEqual([
      ...[0, 1, 2].flatMap((i) => [`T${i}, estimand: A by the assay`, `T${i}, estimand: true A`]),
      ...[3, 4].map((i) => `T${i}, estimand: A by the assay`),
    ]);
    expect(chart.notes.join()).toContain(
      'Left out to keep the chart readable: T3, estimand: true A; T4, estimand: true A; see',
    );
  });

  it('show what treatment does before the contrast of a test that is held against others', () => {
    const kinds = ['M+ against history', 'treatment effect in M+'];
    const left = (against?: { kind: 'rate'; value: number }) =>
      panels(biased(() => kinds, 9, against)).filter((panel) => String(panel).includes('treatment')).length;
    expect(left({ kind: 'rate', value: 0.2 })).toBe(8);
    expect(left()).toBe(0);
  });
});

describe('ticks of dot panels', () => {
  const percent = (value: number) => `${Math.round(100 * value)}%`;

  it('are fewer where a label would be left out for want of room', () => {
    // 36 px between tens of percent: 22 for `20%` and 5 between. 27 px are just enough, 26 are not.
    expect(ticksThatFit([0, 0.35], 126, 4, percent)).toBe(4);
    expect(ticksThatFit([0, 0.4], 109, 4, percent)).toBe(4);
    expect(ticksThatFit([0, 0.4], 107, 4, percent)).toBe(2);
    expect(ticksThatFit([0, 0.4], 10, 4, percent)).toBe(1);
  });

  it('that are given are thinned where there is no room for each', () => {
    const quarters = [0, 0.25, 0.5, 0.75, 1];
    expect(fewTicks(quarters, [-0.03, 1.03], 300, percent)).toEqual(quarters);
    // 23 px between quarters are too few for `100%` (28 with its room), 47 between halves are enough.
    expect(fewTicks(quarters, [-0.03, 1.03], 100, percent)).toEqual([0, 0.5, 1]);
    expect(fewTicks(quarters, [-0.03, 1.03], 50, percent)).toEqual([0, 1]);
  });

  it('are all labelled in the picture', async () => {
    const ipass = ipassLike();
    const point = headlinePoint(ipass).index;
    const alone = {
      ...ipass,
      axes: [],
      points: [{ ...ipass.points[point]!, index: 0 }],
      base: 0,
      rows: ipass.rows.filter((row) => row.point === point).map((row) => ({ ...row, point: 0 })),
    };
    for (const name of ['bias', 'coverage'] as const)
      for (const layout of ['wide', 'narrow'] as const) {
        const svg = await renderSvg(await compileSpec(charts[name]!(alone, 'en', layout)!.spec), name);
        expect(svg.match(/<text[^>]* opacity="0"/g), `${name} ${layout}`).toBeNull();
      }
  });
});

describe('labels at points', () => {
  it('of one design at one place are one', () => {
    const at = (x: number, text: string, series = 'a') => ({ x, y: 5, text, series });
    const texts = (marks: ReturnType<typeof at>[]) => joined(marks).map(({ text }) => text);
    expect(texts([at(0, '1'), at(2, '2'), at(50, '3'), at(1, '4', 'b')])).toEqual(['1, 2', '', '3', '4']);
    expect(texts(['1', '2', '3', '6'].map((text) => at(0, text)))).toEqual(['1 \u2026 6', '', '', '']);
    expect(placeLabels([at(50, '')], 100, 100)).toEqual([null]);
  });

  it('cover no mark, no line, no other label and no edge; one that cannot is left out', () => {
    const at = (x: number, y: number, series = 'a') => ({ x, y, text: '0.9', series });
    expect(placeLabels([at(50, 50)], 100, 100)).toEqual([{ x: 50, y: 37.5 }]);
    // Above lies the edge, then the line to the next mark.
    expect(placeLabels([at(50, 8), at(50, 90)], 100, 100)[0]!.y).toBe(8);
    expect(placeLabels([at(50, 8), at(50, 90)], 100, 100)[0]!.x).toBeGreaterThan(60);
    expect(placeLabels([at(50, 50), at(50, 50, 'b'), at(50, 50, 'c')], 100, 64).map(Boolean)).toEqual([
      true,
      true,
      true,
    ]);
    const crowd = Array.from({ length: 9 }, (_, i) =>
      at(30 + 5 * (i % 3), 30 + 5 * Math.floor(i / 3), `${i}`),
    );
    const placed = placeLabels(crowd, 70, 70);
    expect(placed.some((place) => place === null)).toBe(true);
    const shown = placed.filter((place) => place !== null);
    for (const [i, a] of shown.entries())
      for (const b of shown.slice(i + 1))
        expect(Math.abs(a.x - b.x) >= 13.8 || Math.abs(a.y - b.y) >= 10).toBe(true);
  });
});

describe('sheets for paper', () => {
  const panels = Array.from({ length: 7 }, (_, i) => i);

  it('hold each panel once, in whole rows, and leave alone what fits or is of one piece', () => {
    const halves = sheetsOf({ vconcat: panels }, 700);
    expect(halves.map(({ vconcat }) => vconcat)).toEqual([panels.slice(0, 4), panels.slice(4)]);
    const pairs = sheetsOf({ concat: panels, columns: 2 }, 700);
    expect(pairs).toEqual([
      { concat: panels.slice(0, 4), columns: 2 },
      { concat: panels.slice(4), columns: 2, description: '2/2' },
    ]);
    expect(sheetsOf({ vconcat: panels }, 400)).toEqual([{ vconcat: panels }]);
    // Of 1,400 px no part is taller than about two fifths of a page: 7 rows in twos.
    expect(sheetsOf({ vconcat: panels }, 1400)).toHaveLength(4);
    // In threes the last would stand alone.
    expect(sheetsOf({ vconcat: panels }, 900).map((part) => (part.vconcat as unknown[]).length)).toEqual([
      3, 2, 2,
    ]);
    expect(sheetsOf({ mark: 'bar' }, 5000)).toHaveLength(1);
    expect(sheetsOf({ concat: panels }, 5000)).toHaveLength(1);
  });

  it('have letters of at least 7 pt: panels are narrowed until 642 px of a Word page hold the picture', () => {
    const panel = { mark: 'bar', width: 400 };
    const widthsIn = (spec: object) =>
      [...JSON.stringify(spec).matchAll(/"width":(\d+)/g)].map((one) => Number(one[1]));
    // 11 px are 7 pt where 756 px are shrunk to 642.
    expect((11 * 0.75 * 642) / 756).toBeGreaterThan(7);
    // 856 px, of which 800 are panels: these have to bear the 100 px that are too many.
    for (const spec of [
      { concat: [panel, panel, panel], columns: 2 },
      { hconcat: [panel, panel] },
      { vconcat: [{ facet: {}, columns: 2, spec: panel }] },
    ])
      expect(new Set(widthsIn(readable(spec, 856)))).toEqual(new Set([350]));
    const alone = { vconcat: [panel, { ...panel, width: 200 }] };
    expect(widthsIn(readable(alone, 806))).toEqual([350, 175]);
    expect(readable(alone, 756)).toBe(alone);
    // No panel is squeezed beyond reading, and a picture without a panel of known width is left alone.
    expect(widthsIn(readable(panel, 2000))).toEqual([300]);
    expect(readable({ width: { step: 20 } }, 2000)).toEqual({ width: { step: 20 } });
  });

  it('have titles of axes no wider than their panels', () => {
    const titleOver = (name: string) => {
      const along = { name, steps: [1, 2], stepOf: () => 1, shown: new Set<number>(), held: '' };
      const spec = stackPanels([], { domain: [], range: [] }, ['A', 'B', 'C'], along, 'wide');
      const [panel] = spec.concat as {
        width: number;
        layer: [{ encoding: { x: { axis: { title: string | string[] } } } }];
      }[];
      return { width: panel!.width, title: panel!.layer[0].encoding.x.axis.title };
    };
    expect(titleOver('prevalence').title).toBe('prevalence');
    const { title, width } = titleOver('risk difference in A+ and B- / risk difference in A- and B+');
    expect(title.length).toBe(2);
    // Paper narrows panels by about an eighth.
    for (const line of title) expect(textWidth(line, 11, false)).toBeLessThan(0.9 * width);
  });

  it('of wholes have no bar, and so no line, for a part of no length', async () => {
    const values = [1, 0].map((y, i) => ({ design: 'a', title: 'A', part: `p${i}`, order: i, y, i: i + 1 }));
    const bars = async (kept: object[]) => {
      const spec = stackBars(kept, { domain: ['p0', 'p1'], range: ['#111111', '#222222'] }, ['A'], 'wide');
      const svg = await renderSvg(
        await compileSpec({ params: [{ name: 'isolated', value: '' }], ...spec }),
        'classes',
      );
      // One is the legend's.
      return svg.split('#222222').length - 2;
    };
    expect(await bars(values)).toBe(0);
    expect(await bars(values.map((value) => ({ ...value, y: 0.5 })))).toBe(1);
  });

  it('of wholes have no area, and so no line, for a part that has no length at any step', () => {
    const along = { name: 'x', steps: [1, 2], stepOf: () => 1, shown: new Set<number>(), held: '' };
    const of = (part: string, x: number, y: number) => ({ title: 'A', part, x, y });
    const values = [
      of('p', 1, 1),
      of('p', 2, 0.5),
      of('q', 1, 0),
      of('q', 2, 0.5),
      of('r', 1, 0),
      of('r', 2, 0),
    ];
    const spec = stackPanels(values, { domain: [], range: [] }, ['A'], along, 'wide');
    const [panel] = spec.concat as { layer: { transform?: object[] }[] }[];
    expect(panel!.layer[0]!.transform).toEqual([{ filter: '!datum.flat' }]);
    const flat = (spec.data as { values: { part: string; flat?: boolean }[] }).values.filter(
      (one) => one.flat,
    );
    expect(flat.map(({ part }) => part)).toEqual(['r', 'r']);
  });

  it('of power tell whom the trial enrols where the test is of everybody in it', () => {
    const result = claimsOnly();
    const panel = () => JSON.stringify(charts.power!(result, 'en')!.spec);
    for (const { tests, trials } of result.designs) {
      for (const test of tests) test.population = 'all';
      for (const trial of trials) trial.enrols = 'M+';
    }
    expect(panel()).toContain('Probability of rejecting (M+)');
    expect(panel()).not.toContain('(all patients)');
  });

  it('are equally wide, so that a page that shrinks one shrinks all alike', () => {
    const svg = (width: number) =>
      `<svg width="${width}" height="90" viewBox="0 0 ${width} 90"><path d="M0,0"/></svg>`;
    expect(equallyWide([svg(756), svg(400)])).toEqual([svg(756), svg(756)]);
  });
});

describe('a wide picture', () => {
  it('is no wider than the column of the page, also with long names', async () => {
    const title = 'All tumours, each of which must show a response; cut-off held where the others respond';
    for (const result of [ipassLike(), claimsOnly()]) {
      result.designs.forEach((design, d) => {
        design.title = {
          en: `${title} ${d}`,
          zh: `${'各瘤种均须显示缓解，其余瘤种缓解时界值不变'.repeat(2)} ${d}`,
        };
      });
      for (const { name, chart, layout, language } of drawn(result)) {
        if (layout === 'narrow' || name === 'truth') continue;
        const svg = await renderSvg(await compileSpec(chart.spec), name);
        expect(Number(/ width="([\d.]+)"/.exec(svg)![1]), `${name} ${language}`).toBeLessThanOrEqual(
          columnWidth,
        );
      }
    }
  });
});

describe('colours', () => {
  /** Contrast with white (WCAG 2, relative luminance). */
  const contrast = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 1.05 / (0.2126 * r! + 0.7152 * g! + 0.0722 * b! + 0.05);
  };

  it('of twelve designs are twelve that stand out from the paper; no part of a whole has one of them', () => {
    expect(new Set(designColours).size).toBe(12);
    // A shipped scenario has seven claims (PT-2.2).
    expect(new Set(partColours).size).toBeGreaterThanOrEqual(8);
    for (const colour of [...partColours, ...nothingColours])
      expect(darkColours[colour], colour).toBeDefined();
    for (const colour of designColours) expect(contrast(colour), colour).toBeGreaterThan(3);
    for (const colour of [...partColours, ...nothingColours]) {
      expect(designColours).not.toContain(colour);
      // Pale: nobody takes it for the colour of a line.
      expect(contrast(colour), colour).toBeLessThan(2.6);
    }
  });

  it('of what ends a trial and a program with nothing are the same, and that of stopping before is another', () => {
    const ofTrial = partScale(['yes', 'none'], new Set(['none'])).range;
    const ofProgram = partScale(['yes', 'stop', 'none'], new Set(['stop', 'none'])).range;
    expect(ofProgram.at(-1)).toBe(ofTrial.at(-1));
    expect(ofProgram[1]).not.toBe(ofProgram[2]);
  });

  it('of what claims nothing are grey, and no claim is', () => {
    const spread = (hex: string) => {
      const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
      return Math.max(...parts) - Math.min(...parts);
    };
    for (const colour of nothingColours) expect(spread(colour), colour).toBeLessThan(20);
    for (const colour of partColours) expect(spread(colour), colour).toBeGreaterThan(60);
    const result = claimsOnly();
    const nothing = result.designs[0]!.claims.at(-1)!;
    for (const design of result.designs) design.rules = [{ claim: nothing, when: 'otherwise', for: 'none' }];
    const range = /"domain":(\[[^\]]*\]),"range":(\[[^\]]*\])/.exec(
      JSON.stringify(charts.claims!(result, 'en')!.spec),
    )!;
    const [domain, colours] = [range[1]!, range[2]!].map((text) => JSON.parse(text) as string[]);
    expect(domain!.at(-1)).toBe(nothing);
    expect(colours!.map((colour) => (nothingColours.includes(colour) ? 'grey' : 'hue'))).toEqual(
      domain!.map((claim) => (claim === nothing ? 'grey' : 'hue')),
    );
  });
});

describe('SVG', () => {
  it('is the same bytes each time and holds no attribute that the page forbids', async () => {
    const chart = charts.power!(claimsOnly(), 'zh')!;
    const once = await renderSvg(await compileSpec(chart.spec), 'power');
    const again = await renderSvg(await compileSpec(chart.spec), 'power');
    expect(again).toBe(once);
    expect(once).not.toMatch(/ style="|<style|<script|on[a-z]+="|href=/);
    expect(once).not.toMatch(/="[^"]*\d\.\d{3}/);
  });

  it('refuses a specification that the compiler warns of', async () => {
    await expect(
      compileSpec({
        data: { values: [] },
        mark: 'bar',
        encoding: { x: { field: 'a', type: 'nominal' }, size: { field: 'b', type: 'nominal' } },
      }),
    ).rejects.toThrow('chart specification:');
  });
});

describe('axis of probabilities', () => {
  const axes = (largest: number) => {
    const result = ipassLike();
    for (const row of result.rows)
      if (row.metric === 'power')
        Object.assign(row, { estimate: largest / 2, lower: 0, upper: largest, reference: null });
    const { spec, notes } = charts.power!(result, 'en')!;
    const panel = ((spec.vconcat ?? spec.concat) as { layer?: object[]; spec?: { layer: object[] } }[])[0]!;
    return { layers: JSON.stringify(panel.layer ?? panel.spec!.layer), notes };
  };

  it('ends at 20% in a panel in which nothing comes above that, with the one-sided level as a line', () => {
    const { layers, notes } = axes(0.08);
    expect(layers).toContain('"domain":[-0.006,0.206]');
    expect(layers).toContain('"datum":0.025');
    expect(notes).toContain(messages('en').chart.rareNote);
    expect(notes).toContain(messages('en').chart.levelNote);
  });

  it('ends at 100% where any interval comes above 20%, without such a line', () => {
    const { layers, notes } = axes(0.21);
    expect(layers).toContain('"domain":[-0.03,1.03]');
    expect(layers).not.toContain('"datum":0.025');
    expect(notes).not.toContain(messages('en').chart.rareNote);
  });

  it('is one of its own for a column of errors beside a column of power', async () => {
    const result = ipassLike();
    const [, across] = result.axes;
    for (const row of result.rows)
      if (row.metric === 'power') {
        const high =
          result.points[row.point]!.values[across!.name] === across!.values[0] ? 0.9 - row.point / 100 : 0.05;
        Object.assign(row, { estimate: high, lower: high - 0.01, upper: high + 0.01, reference: null });
      }
    for (const layout of ['wide', 'narrow'] as const) {
      const { spec, notes } = charts.power!(result, 'en', layout)!;
      const [row] = spec.vconcat as { concat: { title: { text: string }; layer: object[] }[] }[];
      expect(row!.concat.map(({ title }) => title.text)).toEqual(
        across!.values.map((value) => expect.arrayContaining([expect.stringContaining(String(value))])),
      );
      const ends = row!.concat.map(({ layer }) => /"domain":\[-0[^\]]*\]/.exec(JSON.stringify(layer))?.[0]);
      expect(ends).toEqual(
        across!.values.map((_, i) => `"domain":[${i === 0 ? '-0.03,1.03' : '-0.006,0.206'}]`),
      );
      const levels = row!.concat.map(({ layer }) => JSON.stringify(layer).includes('"datum":0.025'));
      expect(levels).toEqual(across!.values.map((_, i) => i > 0));
      expect(notes).toContain(messages('en').chart.rareNote);
      expect(schemaFaults(schema, briefly(spec))).toEqual([]);
      expect(await renderSvg(await compileSpec(spec), 'power')).toMatch(/^<svg /);
    }
  });
});
