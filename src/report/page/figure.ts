import type { Chart } from '../charts/chart.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { escapeHtml, tableHtml } from './html.ts';

/** A chart as the page needs it. */
export interface PageChart {
  name: string;
  chart: Chart;
  /** Still pictures of the wide layout: one, or the parts of one that is taller than a page of paper. */
  sheets: string[];
}

/** A chart in the page: static picture, place for the live one, notes, what it says in words and numbers, and its files. */
export function figureHtml({ name, chart, sheets }: PageChart, language: Language, live: boolean): string {
  const words = messages(language);
  const part = (sheet: number) => escapeHtml(words.page.partOf('', sheet + 1, sheets.length));
  // On paper a part may begin a page.
  const svg = sheets
    .map((picture, i) =>
      i === 0
        ? picture
        : `<p class="part">${escapeHtml(words.page.partOf(chart.title, i + 1, sheets.length))}</p>${picture}`,
    )
    .join('');
  const first = sheets.length === 1 ? '' : `<span class="part">${part(0)}</span>`;
  const notes = chart.notes.map((note) => `<p>${escapeHtml(note)}</p>`);
  // On paper no chart is live.
  if (!live) notes.push(`<p class="screen">${escapeHtml(words.page.notLive)}</p>`);
  const save = (kind: 'svg' | 'csv' | 'json', text: string) =>
    `<button type="button" data-save="${kind}">${escapeHtml(text)}</button>`;
  const saves = [
    save('svg', words.page.saveSvg),
    save('csv', words.page.saveCsv),
    ...(live ? [save('json', words.page.saveSpec)] : []),
  ];
  return [
    `<figure data-chart="${name}" id="chart-${name}" aria-labelledby="title-${name}">`,
    `<h3 id="title-${name}">${escapeHtml(chart.title)}${first}</h3>`,
    // What scrolls on a phone must be reached by keyboard; a live chart takes the picture's place.
    live
      ? `<div class="still">${svg}</div>`
      : `<div class="still" tabindex="0" role="region" aria-label="${escapeHtml(chart.title)}">${svg}</div>`,
    `<div class="live" role="img" tabindex="0" aria-label="${escapeHtml(chart.alt)}"></div>`,
    `<figcaption>${notes.join('')}</figcaption>`,
    `<details><summary>${escapeHtml(words.page.textAlternative)}</summary><p>${escapeHtml(chart.alt)}</p></details>`,
    `<details><summary>${escapeHtml(words.page.dataTable)}</summary>${tableHtml({ ...chart.table, caption: '' }, words.bracket(chart.title, words.page.dataTable), { name: 'data' })}</details>`,
    `<p class="saves">${saves.join('')}</p>`,
    '</figure>',
  ].join('\n');
}
