import { claimNames, rowOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { ChartBuilder } from './chart.ts';
import { panelChart } from './panels.ts';
import { probability } from './scales.ts';

/** Probability of each claim label by design. */
export const claims: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const quantities = claimNames(result).flatMap((claim) =>
    result.designs.flatMap((design) =>
      result.points.flatMap((point) => {
        const row = rowOf(result, point.index, design.id, claim, 'claim probability');
        return row === undefined ? [] : [{ panel: claim, row }];
      }),
    ),
  );
  return panelChart(result, language, layout, quantities, {
    title: words.chart.claims.title,
    panelKind: words.chart.claim,
    axisTitle: () => words.chart.claims.axis,
    format: '.0%',
    ...probability,
    notes: [],
  });
};
