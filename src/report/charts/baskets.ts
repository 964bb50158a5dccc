import { rowsOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { localText, settingsText } from '../messages/text.ts';
import { fullText, quantityName } from '../metrics.ts';
import type { ChartBuilder } from './chart.ts';
import { panelChart } from './panels.ts';
import { probabilities } from './scales.ts';

/** What is said of all levels together: false claims, and whether the set of levels claimed is the right one. */
const METRICS = ['right set', 'familywise error', 'false pan-tumour claim'];

/** Probability of judging all levels of a factor rightly, of any false claim, and of a claim for everybody that is too wide. */
export const baskets: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const families = new Set(
    result.designs.flatMap(({ tests }) =>
      tests.flatMap(({ basket, name, against }) =>
        basket ? [basket] : against?.kind === 'rate' ? [name] : [],
      ),
    ),
  );
  const quantities = METRICS.flatMap((metric) =>
    [...families].flatMap((family) =>
      result.designs.flatMap((design) =>
        result.points.flatMap(({ index }) =>
          rowsOf(result, index, design.id, family, metric).map((row) => ({
            panel: quantityName(metric, family, words),
            row,
          })),
        ),
      ),
    ),
  );
  // What can be wrong at one truth only, such as a claim for all where the others do not respond, is no line over a sweep.
  const truths = (panel: string) =>
    new Set(quantities.filter((one) => one.panel === panel).map(({ row }) => row.point)).size;
  const along = quantities.filter(({ panel }) => result.points.length === 1 || truths(panel) > 1);
  const alone = quantities.filter((one) => !along.includes(one));
  const only = alone.filter(({ row }) => row.point === alone[0]!.row.point);
  const drawn = along.length > 0 ? along : only;
  const there = along.length > 0 || only.length === 0 ? result : { ...result, axes: [] };
  const titles = new Map(result.designs.map(({ id, title }) => [id, localText(title, language)]));
  const told = [...new Set((along.length > 0 ? alone : []).map(({ panel }) => panel))].map((panel) => {
    const own = alone.filter((one) => one.panel === panel);
    return words.chart.baskets.only(
      panel,
      settingsText(result, result.points[own[0]!.row.point]!.values, words),
      words.clauses(
        own.map(
          ({ row }) => `${words.answer.named(titles.get(row.design) ?? row.design)} ${fullText(row, words)}`,
        ),
      ),
    );
  });
  const scale = probabilities(drawn);
  return panelChart(there, language, layout, drawn, {
    title: words.chart.baskets.title,
    panelKind: words.chart.measure,
    axisTitle: () => words.chart.baskets.axis,
    format: '.0%',
    domain: scale.domain,
    ticks: scale.ticks,
    notes: [
      ...(quantities.some(({ row }) => row.metric === 'right set') ? [words.chart.baskets.note] : []),
      ...told,
      ...(there === result
        ? []
        : [words.chart.heldNote(settingsText(result, result.points[only[0]!.row.point]!.values, words))]),
    ],
    cellNotes: (cells) => (cells.some(scale.rare) ? [words.chart.rareNote] : []),
  });
};
