import type { Chart } from '../charts/chart.ts';

/** Text as HTML text or attribute value. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** JSON that can stand inside a script element: no `<`, and no line ends that old parsers trip over. */
export function inlineJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** A section with its heading and anchor. */
export function section(id: string, title: string, ...content: string[]): string {
  return `<section id="${id}">\n<h2>${escapeHtml(title)}</h2>\n${content.filter((part) => part !== '').join('\n')}\n</section>`;
}

/** A paragraph of escaped text. */
export function paragraph(text: string, name = ''): string {
  return `<p${name === '' ? '' : ` class="${name}"`}>${escapeHtml(text)}</p>`;
}

/** An unordered list of escaped texts. */
export function list(items: string[]): string {
  return `<ul>${items.map((item) => `<li>${escapeHtml(item)}`).join('')}</ul>`;
}

/** A table of escaped texts that scrolls in its own box when the page is narrow; end tags that HTML does not need are left out. */
export function table({ columns, rows }: Chart['table'], name = ''): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}`).join('');
  const body = rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}`).join('')}`)
    .join('\n');
  return `<div class="scroll" tabindex="0"><table${name === '' ? '' : ` class="${name}"`}><thead><tr>${head}<tbody>\n${body}</table></div>`;
}

/** A table of terms and values. */
export function facts(rows: [string, string][]): string {
  return `<dl>${rows.map(([term, value]) => `<dt>${escapeHtml(term)}<dd>${escapeHtml(value)}`).join('')}</dl>`;
}

/** Something to open. */
export function details(summary: string, content: string): string {
  return `<details><summary>${escapeHtml(summary)}</summary>${content}</details>`;
}
