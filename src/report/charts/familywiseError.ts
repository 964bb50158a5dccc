import { rowsOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { settingValue } from '../messages/text.ts';
import type { ChartBuilder } from './chart.ts';
import type { Quantity } from './drawing.ts';
import { panelChart } from './panels.ts';
import { domainsAround } from './scales.ts';

/** Familywise error of every design, at the truths of the sweep under which some hypothesis is true. */
export const familywiseError: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const families = result.designs.flatMap(({ trials }) =>
    trials.flatMap(({ multiplicity }) => (multiplicity == null ? [] : [multiplicity.alpha])),
  );
  if (families.length === 0) return null;
  const alpha = Math.min(...families);
  const quantities = result.designs.flatMap((design): Quantity[] =>
    [...new Set(design.trials.map(({ name }) => name))].flatMap((trial) =>
      result.points.flatMap((point) =>
        rowsOf(result, point.index, design.id, trial, 'familywise error').map((row) => ({
          panel: trial === '' ? words.chart.familywiseError.title : trial,
          row,
        })),
      ),
    ),
  );
  return panelChart(result, language, layout, quantities, {
    title: words.chart.familywiseError.title,
    panelKind: words.chart.measure,
    axisTitle: () => words.chart.familywiseError.axis,
    format: '.1~%',
    baseline: alpha,
    domain: domainsAround(quantities, alpha),
    dots: true,
    notes: [words.chart.familywiseError.note(settingValue(alpha))],
  });
};
