import type { DesignSummary, ScenarioResult } from '../../operating-characteristics/result.ts';
import { rowOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { localText } from '../messages/text.ts';
import { mcseText, valueText } from '../metrics.ts';
import { type Block, type Cell, paragraph, section, table } from './block.ts';

const CLASSES = ['none', 'prognostic', 'predictive', 'both'] as const;

/**
 * Mean of a probability over some points. Points of a sweep share their random numbers, so that their errors need not average out: the MCSE is
 * the mean of theirs, an upper bound.
 */
function meanCell(
  result: ScenarioResult,
  points: readonly number[],
  design: string,
  [metric, analysis]: readonly [string, string],
  words: Messages,
): Cell {
  const rows = points.flatMap((point) => rowOf(result, point, design, analysis, metric) ?? []);
  if (rows.length === 0) return '';
  const mean = (value: (row: (typeof rows)[number]) => number | null) =>
    rows.reduce((sum, row) => sum + (value(row) ?? 0), 0) / rows.length;
  const mcse = mean((row) => row.mcse);
  const estimate = mean((row) => row.estimate);
  const [lower, upper] = [mean((row) => row.lower), mean((row) => row.upper)];
  const error = mcseText({ metric, mcse, lower, upper });
  return {
    text: valueText(estimate, metric, (upper - lower) / 2, words),
    tag: null,
    small: error === null ? [] : [`${words.page.mcse} ${error}`],
  };
}

function rowsOfDesign(
  result: ScenarioResult,
  design: DesignSummary,
  title: string,
  words: Messages,
): Cell[][] {
  const truth = design.classify?.truth ?? [];
  return CLASSES.flatMap((actual) => {
    const points = result.points.map(({ index }) => index).filter((index) => truth[index] === actual);
    if (points.length === 0) return [];
    const asked = [
      ...CLASSES.map((name) => ['class probability', name] as const),
      ['right class probability', ''] as const,
    ];
    return [
      [
        words.classes.whose(title, words.classes.names[actual], points.length),
        ...asked.map((one) => meanCell(result, points, design.id, one, words)),
      ],
    ];
  });
}

/** The truth against the conclusion: which class each design puts the marker into, by the class that it belongs to. */
export function classesSection(result: ScenarioResult, language: Language): Block[] {
  const words = messages(language);
  const judging = result.designs.filter(({ classify }) => classify !== undefined);
  if (judging.length === 0) return [];
  const { classes } = words;
  const rows = judging.flatMap((design) =>
    rowsOfDesign(result, design, localText(design.title, language), words),
  );
  const scales = judging.flatMap(({ classify }) =>
    classify === undefined
      ? []
      : [classes.scale(classify.marker, classify.endpoint, classes.scales[classify.scale])],
  );
  return [
    section(
      'classes',
      classes.title,
      paragraph(words.sentences([...new Set(scales), classes.note]), 'note'),
      table(
        {
          columns: [classes.truth, ...CLASSES.map((name) => classes.put(classes.names[name])), classes.right],
          rows,
        },
        { numbersFrom: 1, rowHeads: true, caption: classes.title },
      ),
    ),
  ];
}
