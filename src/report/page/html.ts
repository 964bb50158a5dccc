import { isSetAside, keepsValues, staysWhole } from '../columnWidths.ts';
import type { Block, Cell, TextTable } from '../document/block.ts';

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

/** Letters of a cell beyond which a phone gives it a wider column rather than very many lines. */
const wordy = 24;

/** Whether a text is a Chinese word that a narrow column would set one letter below the other. */
const isWord = (text: string) => text.length <= 4 && /^\p{Script=Han}+$/u.test(text);

function cellHtml(cell: Cell, number: boolean, folded: boolean): string {
  const kind = typeof cell !== 'string' ? '' : isWord(cell) ? 'word' : cell.length > wordy ? 'long' : '';
  const name = number ? 'number' : folded ? '' : kind;
  if (typeof cell === 'string') return `<td${name === '' ? '' : ` class="${name}"`}>${escapeHtml(cell)}`;
  const [first, ...others] = cell.small;
  const spans = others.map((text) => ` <span>${escapeHtml(text)}</span>`).join('');
  const small = first === undefined ? '' : `<small>${escapeHtml(first)}${spans}</small>`;
  const tag = cell.tag === null ? '' : `<span class="tag">${escapeHtml(cell.tag)}</span>`;
  const classes = [name, cell.tag === null ? '' : 'best'].filter((part) => part !== '').join(' ');
  return `<td${classes === '' ? '' : ` class="${classes}"`}>${escapeHtml(cell.text)}${tag}${small}`;
}

/**
 * A table that scrolls in its own box when the page is narrow; end tags that HTML does not need are left out. Its caption is heard in
 * any case, and seen where the heading above does not tell which table it is.
 */
export function tableHtml(table: TextTable, label: string, { name = '', captioned = false } = {}): string {
  const { columns, rows, numbersFrom, rowHeads, caption } = table;
  const isNumber = (column: number) => numbersFrom !== undefined && column >= numbersFrom;
  const head = columns
    .map((column, i) => {
      const kind = isNumber(i) ? 'number' : isWord(column) ? 'word' : '';
      return `<th scope="col"${kind === '' ? '' : ` class="${kind}"`}>${escapeHtml(column)}`;
    })
    .join('');
  const body = rows
    .map((cells) => {
      const parts = cells.map((cell, i) =>
        i === 0 && rowHeads === true && typeof cell === 'string'
          ? `<th scope="row">${escapeHtml(cell)}`
          : cellHtml(cell, isNumber(i), name !== ''),
      );
      return `<tr>${parts.join('')}`;
    })
    .join('\n');
  const seen = captioned && caption !== '' ? `<caption>${escapeHtml(caption)}</caption>` : '';
  const onPaper = [staysWhole(table, upright) ? 'short' : '', keepsValues(table, upright) ? 'kept' : ''];
  const classes = name === '' ? onPaper.filter((one) => one !== '').join(' ') : name;
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(label)}"><table${classes === '' ? '' : ` class="${classes}"`}>${seen}<thead><tr>${head}<tbody>\n${body}</table></div>`;
}

/** What the page adds to blocks: how a chart stands in it. */
export interface HtmlContext {
  figure: (name: string) => string;
  /** Heading that a block stands under: names a table that has no caption. */
  under: string;
  /** Whether more than one table stands under that heading. */
  several?: boolean;
  /** How many tables have a name so far: each is a landmark, to be told from the others by its name. */
  named: Map<string, number>;
}

/** Tables under the heading that a block stands under, or is. */
function tablesBeside(blocks: Block[], place: number): number {
  const starts = (block: Block) => block.kind === 'heading' || block.kind === 'section';
  const first = blocks.findLastIndex((block, i) => i <= place && starts(block)) + 1;
  const next = blocks.findIndex((block, i) => i >= first && starts(block));
  return blocks.slice(first, next < 0 ? undefined : next).filter(({ kind }) => kind === 'table').length;
}

/** The name, with a number from the second table of that name on. */
function nameOnce(title: string, named: Map<string, number>): string {
  const times = (named.get(title) ?? 0) + 1;
  named.set(title, times);
  return times === 1 ? title : `${title} (${times})`;
}

/** Blocks as HTML. */
export function blocksHtml(blocks: Block[], context: HtmlContext): string {
  let under = context.under;
  const parts = blocks.map((block, i) => {
    if (block.kind === 'heading') under = block.text;
    return blockHtml(block, { ...context, under, several: tablesBeside(blocks, i) > 1 });
  });
  return parts.filter((part) => part !== '').join('\n');
}

/** A4 upright as the print style sets its tables, in points. */
const upright = { room: 504, letter: 7.5, padding: 6.7 };

/** Blocks that are seen on paper, without what stands around them. */
const printed = (blocks: Block[]): Block[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'point') return block.shown ? printed(block.content) : [];
    return block.kind === 'box' ? printed(block.content) : [block];
  });

/** Whether blocks hold a table: what is folded without one is printed, long tables are for the screen and the files of data. */
const hasTables = (blocks: Block[]): boolean =>
  blocks.some((block) => block.kind === 'table' || ('content' in block && hasTables(block.content)));

/** A section with a table that is too wide for upright paper is printed on pages on their side, heading and all. */
function sectionClass(content: Block[]): string {
  const seen = printed(content);
  const turned =
    seen.some((block) => block.kind === 'table' && isSetAside(block.table, upright)) &&
    !seen.some(({ kind }) => kind === 'figure');
  return turned ? ' class="aside"' : '';
}

function blockHtml(block: Block, context: HtmlContext): string {
  switch (block.kind) {
    case 'section': {
      const inner = blocksHtml(block.content, { ...context, under: block.title });
      return `<section id="${block.id}"${sectionClass(block.content)}>\n<h2>${escapeHtml(block.title)}</h2>\n${inner}\n</section>`;
    }
    case 'heading':
      return `<h3>${escapeHtml(block.text)}</h3>`;
    case 'paragraph':
      return `<p${block.role === '' ? '' : ` class="${block.role}"`}>${escapeHtml(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}`).join('')}</ul>`;
    case 'table':
      return tableHtml(block.table, nameOnce(block.table.caption || context.under, context.named), {
        captioned: context.several === true,
      });
    case 'facts':
      return `<dl>${block.rows.map(([term, value]) => `<dt>${escapeHtml(term)}<dd>${escapeHtml(value)}`).join('')}</dl>`;
    case 'details':
      return `<details${hasTables(block.content) ? '' : ' class="paper"'}><summary>${escapeHtml(block.summary)}</summary>${blocksHtml(block.content, { ...context, under: block.summary })}</details>`;
    case 'code':
      // Words of a command are not broken at their hyphens: `--` at the end of a line is an argument of its own.
      return `<pre><code>${block.text
        .split(' ')
        .map((word) => `<span>${escapeHtml(word)}</span>`)
        .join(' ')}</code></pre>`;
    case 'figure':
      return context.figure(block.name);
    case 'box':
      return `<div class="answer">${blocksHtml(block.content, context)}</div>`;
    case 'point': {
      // One truth is seen at a time, and its tables have the names of the others'.
      const named = block.shown ? context.named : new Map<string, number>();
      return `<div data-point="${block.point}"${block.shown ? '' : ' hidden'}>${blocksHtml(block.content, { ...context, named })}</div>`;
    }
  }
}
