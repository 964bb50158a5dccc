import { rowsOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { ChartBuilder } from './chart.ts';
import type { Quantity } from './drawing.ts';
import { panelChart } from './panels.ts';

/** Levels beyond which a chart of the mix is no longer read. */
const MOST_LEVELS = 10;

/** Share of every level of the strata among a trial's patients, with its spread from trial to trial, beside the target mix. */
export const mix: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const quantities = result.designs.flatMap((design) =>
    result.points.flatMap(({ index }) =>
      rowsOf(result, index, design.id, '', 'share').map((row): Quantity => {
        const at = (metric: string) =>
          rowsOf(result, index, design.id, '', metric).find(
            ({ population }) => population === row.population,
          );
        const low = at('share quantile 5');
        const high = at('share quantile 95');
        const panel = row.population;
        return low && high ? { panel, row, spread: { low, high } } : { panel, row };
      }),
    ),
  );
  // One level has all of them: there is no mix.
  const levels = [...new Set(quantities.map(({ panel }) => panel))];
  if (levels.length < 2) return null;
  const shown = new Set(levels.slice(0, MOST_LEVELS));
  const drawn = quantities.filter(({ panel }) => shown.has(panel));
  const most = Math.max(
    0,
    ...drawn.flatMap(({ row, spread }) => [
      row.estimate ?? 0,
      row.reference ?? 0,
      spread?.high.estimate ?? 0,
    ]),
  );
  return panelChart(result, language, layout, drawn, {
    title: words.chart.mix.title,
    panelKind: words.chart.mix.level,
    axisTitle: () => words.chart.mix.axis,
    format: '.0%',
    domain: () => [0, Math.min(1, most * 1.1)],
    notes: [
      words.chart.spreadNote,
      ...(levels.length > MOST_LEVELS ? [words.chart.panelsLeftOut(levels.slice(MOST_LEVELS))] : []),
    ],
  });
};
