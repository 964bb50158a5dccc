import type { Point, ScenarioResult } from '../../operating-characteristics/result.ts';
import { type HeadlineCell, headline } from '../headline.ts';
import { beyondError, headlinePoint } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { baseText, localText, settingsText } from '../messages/text.ts';
import { estimateText, intervalText, mcseText, quantityName } from '../metrics.ts';
import { details, escapeHtml, paragraph, section, table } from './html.ts';

/** Points whose comparison a page holds; a larger sweep has the rest in its data files, and the page says so. */
const mostPoints = 64;

function cellHtml({ estimate, interval, mcse, mark }: HeadlineCell, language: Language): string {
  const tag = mark === null ? '' : `<span class="tag">${escapeHtml(mark)}</span>`;
  const error = mcse === null ? '' : ` <span>${escapeHtml(`${messages(language).page.mcse} ${mcse}`)}</span>`;
  const small = interval === null ? '' : `<small>${escapeHtml(interval)}${error}</small>`;
  return `<td class="number${mark === null ? '' : ' best'}">${escapeHtml(estimate)}${tag}${small}`;
}

/** Quantities down, designs across: designs are few and quantities many, so that it also fits a phone. */
function comparisonTable(result: ScenarioResult, language: Language, point: number): string {
  const words = messages(language);
  const { columns, rows } = headline(result, language, point);
  const head = rows.map(({ design }) => `<th scope="col" class="number">${escapeHtml(design)}`).join('');
  const body = columns.map(
    ({ name }, index) =>
      `<tr><th scope="row">${escapeHtml(name)}${rows.map(({ cells }) => cellHtml(cells[index]!, language)).join('')}`,
  );
  return `<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${escapeHtml(words.page.quantity)}${head}<tbody>\n${body.join('\n')}</table></div>`;
}

/** All paired differences of a point but the ones that are zero by design. */
function pairedTable(result: ScenarioResult, language: Language, point: number): string {
  const words = messages(language);
  const titles = new Map(result.designs.map((design) => [design.id, localText(design.title, language)]));
  const rows = result.rows
    .filter(
      (row) =>
        row.point === point &&
        row.metric.endsWith(' difference') &&
        row.estimate !== null &&
        !(row.estimate === 0 && (row.mcse ?? 0) === 0),
    )
    .map((row) => {
      const [b, a] = row.design.split(' vs ');
      return [
        words.versus(titles.get(b!) ?? b!, titles.get(a!) ?? a!),
        quantityName(row.metric.replace(/ difference$/, ''), row.analysis, words),
        estimateText(row, words),
        mcseText(row) ?? '',
        intervalText(row, words) ?? '',
        beyondError(row) === 0 ? words.page.within : words.page.beyond,
      ];
    });
  if (rows.length === 0) return '';
  const columns = [
    words.chart.design,
    words.page.quantity,
    words.page.differenceColumn,
    words.page.mcse,
    words.chart.monteCarlo,
    '',
  ];
  return details(words.page.paired, paragraph(words.page.pairedNote, 'note') + table({ columns, rows }));
}

function pointPart(result: ScenarioResult, language: Language, point: Point, hidden: boolean): string {
  const words = messages(language);
  const title =
    point.index === result.base ? baseText(result, words) : settingsText(result, point.values, words);
  const heading = title === '' ? '' : paragraph(title, 'note');
  return `<div data-point="${point.index}"${hidden ? ' hidden' : ''}>${heading}${comparisonTable(result, language, point.index)}${pairedTable(result, language, point.index)}</div>`;
}

/** The comparison of designs, with a selector over the points of the sweep. */
export function comparisonSection(result: ScenarioResult, language: Language): string {
  const words = messages(language);
  const headlined = headlinePoint(result);
  const shown = result.points.length <= mostPoints ? result.points : [headlined];
  const options = shown.map(
    (point) =>
      `<option value="${point.index}"${point === headlined ? ' selected' : ''}>${escapeHtml(settingsText(result, point.values, words))}</option>`,
  );
  const selector =
    shown.length > 1
      ? `<p class="screen"><label>${escapeHtml(words.page.choosePoint)} <select id="point" autocomplete="off">${options.join('')}</select></label></p>`
      : '';
  return section(
    'comparison',
    words.page.comparison,
    paragraph(words.page.comparisonNote, 'note'),
    selector,
    ...shown.map((point) => pointPart(result, language, point, point !== headlined)),
    shown.length < result.points.length
      ? paragraph(words.page.otherPoints(result.points.length - shown.length), 'note')
      : '',
    result.axes.length > 0 && shown.length > 1
      ? `<noscript>${paragraph(words.page.otherPoints(result.points.length - 1), 'note')}</noscript>`
      : '',
  );
}
