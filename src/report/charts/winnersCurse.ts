import { rowOf, rowsOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { localText, settingValue } from '../messages/text.ts';
import { estimateText, intervalText, mcseText, valueText } from '../metrics.ts';
import { ink } from '../theme.ts';
import { base, widths } from './base.ts';
import type { ChartBuilder } from './chart.ts';
import { designScales, opacity } from './designs.ts';
import { dodge } from './dodge.ts';
import { firstDimension } from './firstDimension.ts';
import { drawnLabels, legendOf } from './legend.ts';
import { drawable } from './scales.ts';

/**
 * The winner's curse: the mean estimate given a claim against the true value, over the truths of the sweep. Designs stand side by
 * side around the truth that they share; at the grey ticks there is no bias, pale bars hold 90 % of the estimates that come with the claim.
 */
export const winnersCurse: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const along = firstDimension(result, words);
  if (along === null) return null;
  const points = result.points.filter(({ index }) => along.shown.has(index));
  const found = result.designs.flatMap((design) =>
    design.claims.flatMap((claim) =>
      (design.claimed?.[claim] ?? []).flatMap((test) =>
        points.flatMap((point) => {
          const of = (metric: string) =>
            rowOf(result, point.index, design.id, test, `${metric} given claim ${claim}`);
          const row = of('mean estimate');
          const truth = rowsOf(result, point.index, design.id, test, `bias given claim ${claim}`)[0]
            ?.reference;
          if (
            row === undefined ||
            row.estimate === null ||
            row.n < fewest ||
            truth === undefined ||
            truth === null
          )
            return [];
          return [
            {
              design,
              claim,
              test,
              point,
              row,
              truth,
              low: of('estimate quantile 5'),
              high: of('estimate quantile 95'),
            },
          ];
        }),
      ),
    ),
  );
  if (found.length === 0) return null;
  const panelOf = ({ test, claim }: (typeof found)[number]) => words.givenClaim(test, claim);
  const panels = [...new Set(found.map(panelOf))];
  const across = layout === 'wide' ? Math.min(3, panels.length) : 1;
  const width = Math.min(300, Math.floor((widths[layout] - 50 * across) / across));
  const { shifts, gap } = dodge(
    found.map((one) => ({
      panel: panelOf(one),
      design: one.design.id,
      point: one.point.index,
      truth: one.truth,
    })),
    result.designs.map(({ id }) => id),
    width,
  );
  const marks = found.map((one, i) => ({
    panel: panelOf(one),
    design: one.design.id,
    label: localText(one.design.title, language),
    x: drawable(one.truth + shifts[i]!),
    truth: drawable(one.truth),
    y: drawable(one.row.estimate),
    lo: drawable(one.row.lower),
    hi: drawable(one.row.upper),
    slo: drawable(one.low?.estimate ?? null),
    shi: drawable(one.high?.estimate ?? null),
    i: i + 1,
  }));
  const scales = designScales(result, language);
  const legend = legendOf(drawnLabels(scales.colour.domain, marks), layout);
  const colour = { field: 'label', type: 'nominal', scale: scales.colour, legend };
  const x = {
    field: 'x',
    type: 'quantitative',
    scale: { zero: false, nice: false, padding: 16 },
    axis: { labelOverlap: 'greedy', tickCount: 4, grid: false, format: '.4~g' },
    title: words.chart.winnersCurse.truth,
  };
  const y = {
    type: 'quantitative',
    scale: { zero: false, nice: true },
    title: words.chart.winnersCurse.axis,
  };
  const rule = (low: string, high: string, strokeWidth: number, strength: number) => ({
    transform: [{ filter: `isValid(datum.${low}) && isValid(datum.${high})` }],
    mark: { type: 'rule', strokeWidth },
    encoding: { x, y: { ...y, field: low }, y2: { field: high }, color: colour, opacity: opacity(strength) },
  });
  const alt = words.sentences([
    words.chart.altPanels(
      words.chart.winnersCurse.title,
      panels.length,
      words.list([...new Set(marks.map(({ label }) => label))]),
      along.name,
    ),
    ...panels.map((panel) => {
      const own = found.filter((one) => panelOf(one) === panel);
      const ends = [own[0]!, own.at(-1)!].map(({ row }) => estimateText(row, words));
      return words.chart.altRange(panel, ends[0]!, ends[1]!);
    }),
  ]);
  const spec = {
    ...base(),
    description: alt,
    data: { values: marks },
    facet: {
      field: 'panel',
      type: 'nominal',
      sort: panels,
      header: { title: null, labelColor: ink.text },
    },
    columns: across,
    spacing: { column: 40, row: 30 },
    resolve: { scale: { x: 'independent', y: 'independent' } },
    spec: {
      width,
      height: layout === 'wide' ? 200 : 170,
      layer: [
        {
          mark: { type: 'tick', orient: 'horizontal', color: ink.muted, thickness: 2, size: gap + 4 },
          encoding: { x, y: { ...y, field: 'truth' } },
        },
        rule('slo', 'shi', Math.max(2, Math.min(9, gap - 1)), 0.28),
        rule('lo', 'hi', 2, 1),
        {
          mark: {
            type: 'point',
            filled: true,
            size: gap < 6 ? 28 : 48,
            stroke: ink.paper,
            strokeWidth: 0.75,
          },
          encoding: {
            x,
            y: { ...y, field: 'y' },
            color: colour,
            shape: { field: 'label', type: 'nominal', scale: scales.shape, legend },
            opacity: opacity(1),
            tooltip: { field: 'i' },
          },
        },
      ],
    },
  };
  return {
    title: words.chart.winnersCurse.title,
    spec,
    alt,
    notes: [
      words.chart.winnersCurse.note(fewest),
      ...(along.held === '' ? [] : [words.chart.heldNote(along.held)]),
    ],
    table: {
      columns: [
        words.chart.design,
        words.chart.test,
        words.chart.claim,
        along.name,
        words.chart.winnersCurse.truth,
        words.chart.winnersCurse.axis,
        words.page.mcse,
        words.chart.monteCarlo,
        words.chart.replicates,
      ],
      rows: found.map(({ design, test, claim, point, row, truth }) => [
        localText(design.title, language),
        test,
        claim,
        settingValue(along.stepOf(point.index)),
        valueText(truth, 'mean estimate', 1e-3, words),
        estimateText(row, words),
        mcseText(row) ?? '',
        intervalText(row, words) ?? '',
        valueText(row.n, 'replicates', 1, words),
      ]),
    },
  };
};

/** Replicates with the claim below which a mean says little. */
const fewest = 20;
