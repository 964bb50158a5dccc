import { rowOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { populationName } from '../messages/text.ts';
import type { ChartBuilder } from './chart.ts';
import type { Quantity } from './drawing.ts';
import { panelChart } from './panels.ts';

const MOST_LEVELS = 10;

/** Months to the decision on every level of a trial that closes levels, with their spread from trial to trial. */
export const decisions: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const quantities = result.designs.flatMap((design) =>
    design.tests.flatMap(({ name, population, basket }) =>
      basket === undefined
        ? []
        : result.points.flatMap(({ index }): Quantity[] => {
            const at = (metric: string) => rowOf(result, index, design.id, name, metric);
            const row = at('months to decision');
            if (row === undefined) return [];
            const panel = populationName(population, words);
            const low = at('months to decision quantile 5');
            const high = at('months to decision quantile 95');
            return low && high ? [{ panel, row, spread: { low, high } }] : [{ panel, row }];
          }),
    ),
  );
  if (quantities.length === 0) return null;
  const levels = [...new Set(quantities.map(({ panel }) => panel))];
  const shown = new Set(levels.slice(0, MOST_LEVELS));
  const most = Math.max(
    ...quantities.flatMap(({ row, spread }) => [row.estimate, spread?.high.estimate].flatMap((v) => v ?? [])),
  );
  return panelChart(
    result,
    language,
    layout,
    quantities.filter(({ panel }) => shown.has(panel)),
    {
      title: words.chart.decisions.title,
      panelKind: words.chart.mix.level,
      axisTitle: () => words.chart.decisions.axis,
      format: ',.12~g',
      domain: () => [0, 1.05 * most],
      notes: [
        words.chart.spreadNote,
        ...(levels.length > MOST_LEVELS ? [words.chart.panelsLeftOut(levels.slice(MOST_LEVELS))] : []),
      ],
    },
  );
};
