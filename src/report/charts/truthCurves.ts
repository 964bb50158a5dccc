import type { TruthSummary } from '../../operating-characteristics/result.ts';
import type { Messages } from '../messages/messages.ts';
import { populationName } from '../messages/text.ts';
import type { Layout, VegaLiteSpec } from './chart.ts';
import { armScale } from './truthCells.ts';

/** Points drawn of a survival curve: more would not be seen and every report would carry them. */
const curvePoints = 60;

/** Survival curves of one endpoint, a panel for each population. */
export function curvePicture(
  truth: TruthSummary,
  endpoint: string,
  words: Messages,
  layout: Layout,
): VegaLiteSpec | null {
  const curves = truth.curves.filter((curve) => curve.endpoint === endpoint);
  if (curves.length === 0) return null;
  const populations = [...new Set(curves.map((curve) => populationName(curve.population, words)))];
  const duration = truth.durations?.some((one) => one.endpoint === endpoint) ?? false;
  const values = curves.flatMap(({ population, arm, time, survival }) => {
    const every = Math.max(1, Math.ceil((time.length - 1) / curvePoints));
    return time.flatMap((x, index) =>
      index % every === 0 || index === time.length - 1
        ? [
            {
              column: populationName(population, words),
              arm: words.arm[arm],
              x,
              y: Number(survival[index]!.toPrecision(4)),
            },
          ]
        : [],
    );
  });
  const wide = layout === 'wide';
  const across = wide ? Math.min(3, populations.length) : 1;
  const arm = { field: 'arm', type: 'nominal', legend: {} };
  return {
    title: { text: `${endpoint}: ${words.chart.truth.survival}` },
    data: { values },
    facet: { field: 'column', type: 'nominal', sort: populations, header: { title: null } },
    columns: across,
    spacing: { column: 28, row: 18 },
    spec: {
      width: wide ? Math.floor((740 - 28 * (across - 1)) / across) : 250,
      height: wide ? 170 : 120,
      mark: { type: 'line', strokeWidth: 2 },
      encoding: {
        x: {
          field: 'x',
          type: 'quantitative',
          axis: {
            title: duration ? words.chart.truth.monthsOfResponse : words.chart.truth.months,
            grid: false,
            tickCount: 6,
          },
          scale: { nice: false },
        },
        y: {
          field: 'y',
          type: 'quantitative',
          title: null,
          scale: { domain: [0, 1] },
          axis: { format: '.0%', tickCount: 4 },
        },
        color: { ...arm, scale: armScale(words) },
        strokeDash: {
          condition: { test: `datum.arm === ${JSON.stringify(words.arm.control)}`, value: [5, 3] },
          value: [1, 0],
        },
      },
    },
  };
}
