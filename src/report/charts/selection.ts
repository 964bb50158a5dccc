import { messages } from '../messages/index.ts';
import type { ChartBuilder } from './chart.ts';
import { panelChart } from './panels.ts';
import { probabilities } from './scales.ts';

/** How often the population of a test goes on after a selection, by design, over the sweep where there is one. */
export const selection: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const select = new Set(
    result.designs
      .filter(({ trials }) => trials.some(({ monitoring }) => (monitoring?.select ?? null) !== null))
      .map(({ id }) => id),
  );
  const quantities = result.rows.flatMap((row) =>
    row.metric === 'selected' && select.has(row.design) ? [{ panel: row.analysis, row }] : [],
  );
  if (quantities.length === 0) return null;
  const scale = probabilities(quantities);
  return panelChart(result, language, layout, quantities, {
    title: words.chart.selection.title,
    panelKind: words.chart.test,
    axisTitle: () => words.chart.selection.axis,
    format: '.0%',
    domain: scale.domain,
    ticks: scale.ticks,
    notes: [words.chart.selection.note],
    cellNotes: (cells) => (cells.some(scale.rare) ? [words.chart.rareNote] : []),
  });
};
