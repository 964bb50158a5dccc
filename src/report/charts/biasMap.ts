import { signed } from '../format.ts';
import { rowsOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { halfWidthText } from '../metrics.ts';
import { designColours } from '../theme.ts';
import type { ChartBuilder } from './chart.ts';
import { truthMap } from './truthMap.ts';

/** The estimand that an estimate for the patients to be treated is held against. */
const TARGET = / at the target mix$/;

/** Differences of rates, whose bias is told in percentage points. */
const RATES = new Set(['risk difference', 'survival difference']);

/** No bias is so small that its colours should fill the scale: in points of a hundred. */
const LEAST = 0.02;

/**
 * Bias against the response of the target mix over a grid of two swept parameters: how far the pooled estimate lies from that of the
 * patients who will be treated, and what repairs it.
 */
export const biasMap: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const { title, note } = words.chart.biasMap;
  return truthMap(result, language, layout, {
    title,
    rowOf: (point, design, { name, measure, basket }) =>
      basket !== undefined || !RATES.has(measure)
        ? undefined
        : rowsOf(result, point, design, name, 'bias').find((row) => TARGET.test(row.reference_kind)),
    frames: null,
    text: (value) => signed(100 * value, 1),
    domain: (values) => {
      const most = Math.max(LEAST, ...values.map(Math.abs));
      return [-most, 0, most];
    },
    range: [designColours[0], '#f7f7f5', designColours[1]],
    legend: { labelExpr: "format(100 * datum.value, '+.0f')" },
    dark: ([, , most]) => `abs(datum.value) > ${0.6 * (most ?? 1)}`,
    notes: (widest) => [note(halfWidthText({ ...widest, metric: 'power' }, words.points))],
  });
};
