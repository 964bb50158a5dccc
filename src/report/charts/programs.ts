import { rowOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { localText } from '../messages/text.ts';
import type { ChartBuilder } from './chart.ts';
import { type Share, stackChart } from './stacks.ts';

/** Probability of each path through a program, stacked to 1. */
export const programs: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const shares = (result.programs ?? []).flatMap((program): Share[] =>
    program.paths.flatMap((path) =>
      result.points.flatMap((point) => {
        const row = rowOf(result, point.index, program.id, path, 'path probability');
        const title = localText(program.title, language);
        return row === undefined
          ? []
          : [{ whole: program.id, title, part: path.replaceAll(' > ', ' → '), row }];
      }),
    ),
  );
  return stackChart(result, language, layout, shares, {
    title: words.chart.programs.title,
    wholeKind: words.chart.program,
    partKind: words.chart.path,
    axisTitle: words.chart.programs.axis,
  });
};
