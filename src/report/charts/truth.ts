import type { ScenarioResult, TruthSummary } from '../../operating-characteristics/result.ts';
import { plain } from '../format.ts';
import { headlinePoint } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { populationName } from '../messages/text.ts';
import { base, widths } from './base.ts';
import type { Chart, ChartBuilder } from './chart.ts';
import { heldNotes } from './heldNotes.ts';
import { cellPictures, effectText, namesWidth, truthText } from './truthCells.ts';
import { curvePicture } from './truthCurves.ts';
import { truthGroups } from './truthGroups.ts';

function tableOf(truth: TruthSummary, words: Messages): Chart['table'] {
  const columns = words.page.cellColumns;
  return {
    columns: [
      columns.population,
      columns.share,
      columns.endpoint,
      columns.measure,
      columns.control,
      columns.experimental,
      columns.effect,
    ],
    rows: truth.cells.map((cell) => [
      populationName(cell.population, words),
      `${plain(100 * cell.probability, 3)}%`,
      cell.endpoint,
      words.measures[cell.measure] ?? cell.measure,
      truthText(cell.control, words),
      truthText(cell.experimental, words),
      effectText(cell, truth, words),
    ]),
  };
}

/** Truth table of a point, for the chart's data and the page's assumptions. */
export function truthTable(truth: TruthSummary, language: Language): Chart['table'] {
  return tableOf(truth, messages(language));
}

/** Which difference of an endpoint is benefit, as its tests say; of hazard ratios the direction is always the same. */
function betterOf(result: ScenarioResult, endpoint: string): 'higher' | 'lower' | null {
  const test = result.designs
    .flatMap(({ tests }) => tests)
    .find((one) => one.endpoint === endpoint && one.measure !== 'log hazard ratio');
  return test === undefined ? null : (test.better ?? 'higher');
}

/** The assumed truth as a picture: outcome by cell and arm, effect by cell, and survival curves. Computed, not simulated. */
export const truth: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const headline = headlinePoint(result);
  const summary = result.truth.find((entry) => entry.point === headline.index);
  if (summary === undefined || summary.cells.length === 0) return null;
  const { groups, curves } = truthGroups(summary);
  // Of a duration of response there is neither a control arm nor an effect to be drawn.
  const durations = new Set(summary.durations?.map(({ endpoint }) => endpoint));
  const endpoints = [...new Set(groups.map(({ cell }) => cell.endpoint))];
  const room = widths.wide + 15 - Math.max(40, namesWidth(groups, words, layout));
  const pictures = endpoints.flatMap((endpoint) => {
    const own = groups.filter(({ cell }) => cell.endpoint === endpoint);
    const { survival, months, stillResponding, monthsOfResponse } = words.chart.truth;
    const axes = durations.has(endpoint)
      ? { share: stillResponding, months: monthsOfResponse }
      : { share: survival, months };
    const drawn = curvePicture(curves, endpoint, axes, words, layout, room);
    return [
      ...cellPictures(own, betterOf(result, endpoint), words, layout),
      ...(drawn === null ? [] : [drawn]),
    ];
  });
  const whole = groups.filter(({ cell }) => !durations.has(cell.endpoint));
  const missing = groups.filter(
    ({ cell }) => cell.experimental === null || (cell.control === null && !durations.has(cell.endpoint)),
  ).length;
  const varying = whole.some(({ cell }) => cell.effect === null);
  const alt = words.chart.altTruth(
    words.chart.truth.title,
    words.sentences(
      groups.map(({ cell }) =>
        words.chart.altCell(
          populationName(cell.population, words),
          truthText(cell.control, words),
          truthText(cell.experimental, words),
          effectText(cell, summary, words),
        ),
      ),
    ),
  );
  return {
    title: words.chart.truth.title,
    spec: { ...base(), description: alt, vconcat: pictures, spacing: 28 },
    alt,
    notes: [
      words.chart.computedNote,
      ...heldNotes(result, words),
      ...(groups.length < summary.cells.length
        ? [words.chart.truth.together(summary.cells.length, groups.length)]
        : []),
      ...(varying ? [words.chart.truth.varying] : []),
      ...(missing > 0 ? [words.chart.leftOut(missing, words.chart.noTruth)] : []),
    ],
    table: tableOf(summary, words),
  };
};
