import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import type { Chart } from '../charts/chart.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { localText } from '../messages/text.ts';
import { designColours } from '../theme.ts';
import { details, escapeHtml, list, paragraph, section, table } from './html.ts';

/** A chart as the page needs it. */
export interface PageChart {
  name: string;
  chart: Chart;
  /** Static picture of the wide layout. */
  svg: string;
}

function figure({ name, chart, svg }: PageChart, language: Language, live: boolean): string {
  const words = messages(language);
  return [
    `<h3 id="chart-${name}">${escapeHtml(chart.title)}</h3>`,
    `<figure data-chart="${name}">`,
    `<div class="still">${svg}</div>`,
    `<div class="live" role="img" aria-label="${escapeHtml(chart.alt)}"></div>`,
    `<figcaption>${[...chart.notes, ...(live ? [] : [words.page.notLive])].map((note) => paragraph(note)).join('')}</figcaption>`,
    details(words.page.textAlternative, paragraph(chart.alt)),
    details(words.page.dataTable, table(chart.table, 'data')),
    '</figure>',
  ].join('\n');
}

function chips(result: ScenarioResult, language: Language): string {
  const words = messages(language);
  const buttons = result.designs.map(
    ({ id, title }, index) =>
      `<button type="button" aria-pressed="false" data-design="${escapeHtml(id)}"><svg viewBox="0 0 10 10" aria-hidden="true"><circle class="swatch${index % designColours.length}" cx="5" cy="5" r="5"/></svg>${escapeHtml(localText(title, language))}</button>`,
  );
  return `<div class="chips"><span>${escapeHtml(words.page.isolate)}</span><button type="button" aria-pressed="true" data-design="">${escapeHtml(words.page.showAll)}</button>${buttons.join('')}</div>`;
}

/** All charts, with the buttons that single out a design, and word of every chart that was asked for and is not here. */
export function chartsSection(
  result: ScenarioResult,
  language: Language,
  drawn: PageChart[],
  live: Set<string>,
  missing: { unknown: string[]; notApplicable: string[] },
): string {
  const words = messages(language);
  const absent = [
    ...(missing.unknown.length > 0 ? [words.page.unknownCharts(words.list(missing.unknown))] : []),
    ...(missing.notApplicable.length > 0
      ? [words.page.notApplicable(words.list(missing.notApplicable))]
      : []),
  ];
  return section(
    'charts',
    words.page.charts,
    `<noscript>${paragraph(words.page.noScript, 'note')}</noscript>`,
    result.designs.length > 1 ? chips(result, language) : '',
    paragraph(words.page.hoverHint, 'note screen'),
    ...drawn.map((chart) => figure(chart, language, live.has(chart.name))),
    absent.length === 0 ? '' : list(absent),
  );
}
