import { headlinePoint, rowOf, rowsOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { populationName } from '../messages/text.ts';
import type { ChartBuilder } from './chart.ts';
import type { Quantity } from './drawing.ts';
import { heldNotes } from './heldNotes.ts';
import { panelChart } from './panels.ts';

const MOST_LEVELS = 10;

/** Estimates of the levels that are tested one by one, with their spread over trials, beside the truth: how far they are drawn together. */
export const shrinkage: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const base = headlinePoint(result);
  // A forest is drawn at one truth.
  const there = { ...result, axes: [] };
  const quantities = result.designs.flatMap((design) =>
    design.tests
      .filter((test) => test.basket !== undefined)
      .flatMap(({ name, population }) =>
        [base].flatMap(({ index }): Quantity[] => {
          const at = (metric: string) => rowOf(result, index, design.id, name, metric);
          const row = at('mean estimate');
          const truth = rowsOf(result, index, design.id, name, 'bias')[0]?.reference ?? null;
          if (row === undefined) return [];
          const panel = populationName(population, words);
          const low = at('estimate quantile 5');
          const high = at('estimate quantile 95');
          const beside = { ...row, reference: truth, reference_kind: truth === null ? '' : 'true value' };
          return low && high ? [{ panel, row: beside, spread: { low, high } }] : [{ panel, row: beside }];
        }),
      ),
  );
  const levels = [...new Set(quantities.map(({ panel }) => panel))];
  if (levels.length < 2) return null;
  const shown = new Set(levels.slice(0, MOST_LEVELS));
  const drawn = quantities.filter(({ panel }) => shown.has(panel));
  const values = drawn.flatMap(({ row, spread }) =>
    [row.estimate, row.reference, spread?.low.estimate, spread?.high.estimate].flatMap((v) => v ?? []),
  );
  const room = 0.05 * (Math.max(...values) - Math.min(...values));
  return panelChart(there, language, layout, drawn, {
    title: words.chart.shrinkage.title,
    panelKind: words.chart.mix.level,
    axisTitle: () => words.chart.shrinkage.axis,
    format: '.12~g',
    baseline: 0,
    domain: () => [Math.min(0, ...values) - room, Math.max(...values) + room],
    notes: [
      words.chart.spreadNote,
      words.chart.shrinkage.note,
      ...heldNotes(result, words),
      ...(levels.length > MOST_LEVELS ? [words.chart.panelsLeftOut(levels.slice(MOST_LEVELS))] : []),
    ],
  });
};
