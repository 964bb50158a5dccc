import { rowOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { localText } from '../messages/text.ts';
import type { ChartBuilder } from './chart.ts';
import { type Share, stackChart } from './stacks.ts';

/** Probability of each end of a program, stacked to 1: by whatever path it is come to, an end has one colour in all programs. */
export const programs: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const shares = (result.programs ?? []).flatMap((program): Share[] => {
    const title = localText(program.title, language);
    const outcomes = program.steps.flatMap((step) => step.outcomes);
    const nothing = (end: string) =>
      outcomes.every(({ label, next, for: whom }) => label !== end || next !== null || whom === 'none');
    return program.ends.flatMap((end) =>
      result.points.flatMap((point) => {
        const row = rowOf(result, point.index, program.id, end, 'claim probability');
        return row === undefined ? [] : [{ whole: program.id, title, part: end, nothing: nothing(end), row }];
      }),
    );
  });
  return stackChart(result, language, layout, shares, {
    title: words.chart.programs.title,
    wholeKind: words.chart.program,
    partKind: words.chart.programs.end,
    axisTitle: words.chart.programs.axis,
  });
};
