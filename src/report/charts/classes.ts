import { rowOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { localText } from '../messages/text.ts';
import type { ChartBuilder } from './chart.ts';
import { type Share, stackChart } from './stacks.ts';

/** Probability of each class that a design puts the marker into, stacked to 1 for each design. */
export const classes: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const { names } = words.classes;
  const shares = result.designs.flatMap((design): Share[] =>
    (['prognostic', 'predictive', 'both', 'none'] as const).flatMap((name) =>
      result.points.flatMap((point) => {
        const row = rowOf(result, point.index, design.id, name, 'class probability');
        const title = localText(design.title, language);
        return row === undefined
          ? []
          : [{ whole: design.id, title, part: names[name], nothing: name === 'none', row }];
      }),
    ),
  );
  return stackChart(result, language, layout, shares, {
    title: words.chart.classes.title,
    wholeKind: words.chart.design,
    partKind: words.chart.classes.part,
    axisTitle: words.chart.classes.axis,
  });
};
