import type { Axis, Point, ScenarioResult } from '../../operating-characteristics/result.ts';
import { isApproximate } from '../checks.ts';
import { headlinePoint } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { localText, parameterName, settingsText } from '../messages/text.ts';
import { estimateText, fullText } from '../metrics.ts';
import type { Chart, Layout } from './chart.ts';
import { dotPanels } from './dotPanels.ts';
import type { Drawing, Mark, PanelOptions, Quantity } from './drawing.ts';
import { switchOf } from './heldAxes.ts';
import { linePanels } from './linePanels.ts';
import { altOf, isClosedForm, tableOf } from './panelWords.ts';
import { drawable } from './scales.ts';
import { unchangedAxes } from './unchanged.ts';

/** Columns of small multiples beyond which the third and later axes are held at the headline point. */
const mostColumns = 6;

/** Quantities up to which a chart holds every truth, so that a reader can switch between the held values. */
const mostSwitched = 500;

/** Splits the sweep: the first axis runs along x, the others make columns, as many as can be read; the rest is held. */
function divide([along, ...others]: Axis[]) {
  const facets: Axis[] = [];
  let columns = 1;
  for (const axis of others) {
    if (columns * axis.values.length > mostColumns) break;
    columns *= axis.values.length;
    facets.push(axis);
  }
  return { along: along ?? null, facets, held: others.slice(facets.length) };
}

/**
 * The chart that most operating characteristics share. With a sweep: lines over the first swept parameter with Monte Carlo bands,
 * a row of small multiples for each panel and a column for each value of the further parameters. Without: dots with Monte Carlo intervals.
 */
export function panelChart(
  swept: ScenarioResult,
  language: Language,
  layout: Layout,
  all: Quantity[],
  options: PanelOptions,
): Chart | null {
  const words = messages(language);
  const headline = headlinePoint(swept);
  const unchanged = unchangedAxes(swept, all);
  const result =
    unchanged.length === 0
      ? swept
      : { ...swept, axes: swept.axes.filter((axis) => !unchanged.includes(axis)) };
  const quantities = all.filter(({ row }) =>
    unchanged.every(({ name }) => swept.points[row.point]!.values[name] === headline.values[name]),
  );
  const { along, facets, held } = divide(result.axes);
  const atHeadline = ({ row }: Quantity) =>
    held.every((axis) => result.points[row.point]!.values[axis.name] === headline.values[axis.name]);
  const switched = quantities.length <= mostSwitched ? switchOf(swept, held) : null;
  const inView = switched === null ? quantities.filter(atHeadline) : quantities;
  const drawn = inView.filter(({ row }) => row.estimate !== null);
  if (!drawn.some(atHeadline)) return null;

  const titles = new Map(result.designs.map((design) => [design.id, localText(design.title, language)]));
  const nameOf = (point: Point) =>
    facets.length === 0 ? '' : settingsText(result, point.values, words, facets);
  const marks = drawn.map(({ row, panel, owner, spread }, i): Mark => {
    const values = result.points[row.point]!.values;
    const label = titles.get(row.design) ?? row.design;
    const mark: Mark = {
      panel,
      column: nameOf(result.points[row.point]!),
      design: row.design,
      label,
      y: drawable(row.estimate)!,
      lo: drawable(row.lower),
      hi: drawable(row.upper),
      i: i + 1,
    };
    if (owner !== undefined) mark.owner = owner;
    if (along === null) mark.text = layout === 'wide' ? fullText(row, words) : estimateText(row, words);
    else {
      mark.x = values[along.name]!;
      mark.p = row.point;
    }
    if (switched !== null) mark.h = switched.key(row.point);
    if (isClosedForm(row)) mark.ref = drawable(row.reference)!;
    if (spread !== undefined) {
      mark.slo = drawable(spread.low.estimate);
      mark.shi = drawable(spread.high.estimate);
    }
    return mark;
  });
  // Where the held values can be switched, a cell shows those of all.
  const shown = result.points.filter(
    (point) =>
      switched !== null || held.every((axis) => point.values[axis.name] === headline.values[axis.name]),
  );
  const columns = [...new Set(shown.map(nameOf))].map((name) => ({
    name,
    points: new Set(shown.filter((point) => nameOf(point) === name).map(({ index }) => index)),
  }));
  const drawing: Drawing = {
    result,
    language,
    words,
    layout,
    options,
    panels: [...new Set(drawn.map(({ panel }) => panel))],
    columns,
    along,
    marks,
    switched,
  };
  const kinds = [
    ...new Set(drawn.filter(({ row }) => isClosedForm(row)).map(({ row }) => row.reference_kind)),
  ];
  const notes = [
    along === null || options.dots ? words.chart.intervalNote : words.chart.bandNote,
    ...options.notes,
    ...(options.cellNotes?.(
      drawing.panels.flatMap((panel) => columns.map(({ points }) => ({ panel, points }))),
    ) ?? []),
    ...(kinds.length > 0
      ? [
          words.chart.referenceNote(
            words.list(kinds.map((kind) => words.references[kind] ?? kind)),
            kinds.some(isApproximate),
          ),
        ]
      : []),
    ...(unchanged.length > 0
      ? [words.chart.unchangedNote(words.list(unchanged.map((axis) => parameterName(axis, words))))]
      : []),
    ...(held.length > 0
      ? [
          words.chart[switched === null ? 'heldNote' : 'switchedNote'](
            settingsText(result, headline.values, words, held),
          ),
        ]
      : []),
    ...(drawn.length < inView.length
      ? [words.chart.leftOut(inView.length - drawn.length, words.chart.noEstimate)]
      : []),
  ];
  const alt = altOf(
    { ...drawing, marks: marks.filter((_, i) => atHeadline(drawn[i]!)) },
    drawn.filter(atHeadline),
  );
  const spec = along === null ? dotPanels(drawing) : linePanels(drawing);
  return {
    title: options.title,
    spec: { ...spec, description: alt },
    alt,
    notes,
    table: tableOf(drawn, options, result, language),
  };
}
