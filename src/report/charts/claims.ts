import { rowOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { localText } from '../messages/text.ts';
import type { ChartBuilder } from './chart.ts';
import { type Share, stackChart } from './stacks.ts';

/** Probability of each claim, stacked to 1 for each design. */
export const claims: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const shares = result.designs.flatMap((design): Share[] =>
    design.claims.flatMap((claim) =>
      result.points.flatMap((point) => {
        const row = rowOf(result, point.index, design.id, claim, 'claim probability');
        const title = localText(design.title, language);
        const nothing = design.rules?.find((rule) => rule.claim === claim)?.for === 'none';
        return row === undefined ? [] : [{ whole: design.id, title, part: claim, nothing, row }];
      }),
    ),
  );
  return stackChart(result, language, layout, shares, {
    title: words.chart.claims.title,
    wholeKind: words.chart.design,
    partKind: words.chart.claim,
    axisTitle: words.chart.claims.axis,
  });
};
