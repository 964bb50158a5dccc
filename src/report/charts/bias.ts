import { messages } from '../messages/index.ts';
import type { ChartBuilder } from './chart.ts';
import { estimandQuantities } from './estimands.ts';
import { panelChart } from './panels.ts';
import { domainsAround } from './scales.ts';

/** Bias of every estimate against its named estimands, with zero as the line to be at. */
export const bias: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const { quantities, measures, equal, leftOut } = estimandQuantities(result, language, 'bias');
  return panelChart(result, language, layout, quantities, {
    title: words.chart.bias.title,
    panelKind: `${words.chart.test}, ${words.chart.estimand}`,
    axisTitle: (panel) => words.chart.bias.axis(measures.get(panel)!),
    format: '.12~g',
    baseline: 0,
    domain: domainsAround(quantities, 0),
    dots: true,
    notes: [
      words.chart.zeroNote,
      words.chart.ownScaleNote,
      ...(equal.length > 0 ? [words.chart.bias.equal(equal)] : []),
      ...(leftOut.length > 0 ? [words.chart.panelsLeftOut(leftOut)] : []),
    ],
  });
};
