import { messages } from '../messages/index.ts';
import type { ChartBuilder } from './chart.ts';
import { estimandQuantities } from './estimands.ts';
import { panelChart } from './panels.ts';
import { domainsAround } from './scales.ts';

/** Coverage of every confidence interval for its named estimands, with the nominal 95 % as the line to be at. */
export const coverage: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const { quantities, equal, leftOut } = estimandQuantities(result, language, 'coverage');
  return panelChart(result, language, layout, quantities, {
    title: words.chart.coverage.title,
    panelKind: `${words.chart.test}, ${words.chart.estimand}`,
    axisTitle: () => words.chart.coverage.axis,
    format: '.1~%',
    baseline: 0.95,
    domain: domainsAround(quantities, 0.95),
    dots: true,
    notes: [
      words.chart.nominalNote,
      words.chart.ownScaleNote,
      ...(equal.length > 0 ? [words.chart.bias.equal(equal)] : []),
      ...(leftOut.length > 0 ? [words.chart.panelsLeftOut(leftOut)] : []),
    ],
  });
};
