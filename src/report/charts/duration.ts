import { rowOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { metricName } from '../metrics.ts';
import type { ChartBuilder } from './chart.ts';
import type { Quantity } from './drawing.ts';
import { panelChart } from './panels.ts';

/** Expected months to the last patient and to the analysis by design, with the spread of single trials around the latter. */
export const duration: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const quantities: Quantity[] = ['months to last patient', 'months to analysis'].flatMap((metric) =>
    result.designs.flatMap((design) =>
      result.points.flatMap((point) => {
        const at = (name: string) => rowOf(result, point.index, design.id, '', name);
        const row = at(metric);
        if (row === undefined) return [];
        const low = at('duration quantile 5');
        const high = at('duration quantile 95');
        const panel = metricName(metric, words);
        if (metric !== 'months to analysis' || low === undefined || high === undefined)
          return [{ panel, row }];
        return [{ panel, row, spread: { low, high } }];
      }),
    ),
  );
  const most = Math.max(
    0,
    ...quantities.flatMap(({ row, spread }) => [row.upper ?? row.estimate ?? 0, spread?.high.estimate ?? 0]),
  );
  return panelChart(result, language, layout, quantities, {
    title: words.chart.duration.title,
    panelKind: words.chart.measure,
    axisTitle: () => '',
    format: ',.12~g',
    domain: () => [0, most * 1.05],
    notes: quantities.some(({ spread }) => spread !== undefined) ? [words.chart.spreadNote] : [],
  });
};
