import { plain } from '../format.ts';
import { rowOf, trulyBeneficial } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { halfWidthText } from '../metrics.ts';
import { designColours } from '../theme.ts';
import type { ChartBuilder } from './chart.ts';
import { truthMap } from './truthMap.ts';

/** Rates that say that a rejection is wrong at a truth, by what it is read as. */
const WRONG = ['false predictive claim', 'false effect claim'];

/**
 * Probability of rejecting over a grid of two swept parameters. Truths at which what the test looks for, or is read as, is not there, so that every
 * rejection is a false claim, are framed.
 */
export const heatMap: ChartBuilder = (result, language, layout = 'wide') => {
  const { title, framed, percent, wrong, is } = messages(language).chart.heatMap;
  return truthMap(result, language, layout, {
    title,
    rowOf: (point, design, { name }) => rowOf(result, point, design, name, 'power'),
    frames: {
      holds: (point, design, { name }) =>
        WRONG.some((metric) => rowOf(result, point, design, name, metric) !== undefined) ||
        trulyBeneficial(result, point, result.designs.find(({ id }) => id === design)!, name) === false,
      column: wrong,
      word: (here) => is[here ? 'wrong' : 'right'],
    },
    text: (value) => `${plain(Math.round(100 * value))}`,
    domain: () => [0, 1],
    range: ['#f4f7fa', designColours[0]],
    legend: { format: '.0%' },
    dark: () => 'datum.value > 0.6',
    notes: (widest, some) => [percent(halfWidthText(widest)), ...(some ? [framed] : [])],
  });
};
