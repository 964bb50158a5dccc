import type { TruthSummary } from '../../operating-characteristics/result.ts';
import type { Messages } from '../messages/messages.ts';
import { populationName } from '../messages/text.ts';
import { ink } from '../theme.ts';
import type { Layout, VegaLiteSpec } from './chart.ts';
import { armScale } from './truthCells.ts';

/** Points drawn of a survival curve: more would not be seen and every report would carry them. */
const curvePoints = 60;

/** Survival curves of one endpoint, a panel for each population, in the px that the names of the cells leave. Its axes are named by the share whose curve it is, and by its months. */
export function curvePicture(
  all: TruthSummary['curves'],
  endpoint: string,
  { share, months }: { share: string; months: string },
  words: Messages,
  layout: Layout,
  room: number,
): VegaLiteSpec | null {
  // The experimental arm first: the dashes of control show on top of it where both have the same curve.
  const curves = all
    .filter((curve) => curve.endpoint === endpoint)
    .sort((a, b) => Number(a.arm === 'control') - Number(b.arm === 'control'));
  if (curves.length === 0) return null;
  const populations = [
    ...new Set(all.flatMap((curve) => (curve.endpoint === endpoint ? [curve.population] : []))),
  ];
  const last = Math.max(...curves.map(({ time }) => time[time.length - 1]!));
  const across = layout === 'wide' ? Math.min(3, populations.length) : 1;
  const arm = { field: 'arm', type: 'nominal', legend: {} };
  const panel = (population: string, p: number): VegaLiteSpec => ({
    title: { text: populationName(population, words), fontWeight: 'normal', color: ink.muted },
    data: {
      values: curves
        .filter((curve) => curve.population === population)
        .flatMap((curve) => pointsOf(curve, words)),
    },
    width: layout === 'wide' ? Math.floor((room - gap * (across - 1)) / across) : 250,
    height: layout === 'wide' ? 170 : 120,
    mark: { type: 'line', strokeWidth: 2 },
    encoding: {
      x: {
        field: 'x',
        type: 'quantitative',
        axis: { title: months, grid: false, tickCount: 6 },
        scale: { domain: [0, last], nice: false },
      },
      y: {
        field: 'y',
        type: 'quantitative',
        title: null,
        scale: { domain: [0, 1] },
        axis: { format: '.0%', tickCount: 4, labels: p % across === 0 },
      },
      color: { ...arm, scale: armScale(words) },
      strokeDash: {
        condition: { test: `datum.arm === ${JSON.stringify(words.arm.control)}`, value: [5, 3] },
        value: [1, 0],
      },
    },
  });
  return {
    title: { text: words.panel(endpoint, share) },
    // Panels of their own and no facets, whose last row would have axes under empty places.
    concat: populations.map(panel),
    columns: across,
    spacing: { column: gap, row: 18 },
  };
}

/** Px between two panels. */
const gap = 28;

function pointsOf({ arm, time, survival }: TruthSummary['curves'][number], words: Messages): object[] {
  const every = Math.max(1, Math.ceil((time.length - 1) / curvePoints));
  return time.flatMap((x, index) =>
    index % every === 0 || index === time.length - 1
      ? [{ arm: words.arm[arm], x, y: Number(survival[index]!.toPrecision(4)) }]
      : [],
  );
}
