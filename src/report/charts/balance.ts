import { messages } from '../messages/index.ts';
import { populationName } from '../messages/text.ts';
import { metricName } from '../metrics.ts';
import type { ChartBuilder } from './chart.ts';
import { panelChart } from './panels.ts';

/** How evenly the arms came out: expected difference overall, in the populations asked for, and within the strata. */
export const balance: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const names: Record<string, string> = {
    imbalance: '',
    'stratum imbalance': metricName('stratum imbalance', words),
  };
  const quantities = result.rows.flatMap((row) => {
    const name = names[row.metric];
    if (name === undefined) return [];
    return [{ panel: name === '' ? populationName(row.population, words) : name, row }];
  });
  const most = Math.max(0, ...quantities.map(({ row }) => row.upper ?? row.estimate ?? 0));
  return panelChart(result, language, layout, quantities, {
    title: words.chart.balance.title,
    panelKind: words.chart.population,
    axisTitle: () => words.chart.balance.axis,
    format: '.12~g',
    domain: () => [0, most * 1.05],
    notes: [],
  });
};
