import type { Messages } from '../messages/messages.ts';

/**
 * A report as a list of blocks: what is said, apart from how a page, a Word document or a text file sets it. Sections make
 * blocks and know no form; a form renders blocks and knows no section.
 */
export type Block =
  | { kind: 'section'; id: string; title: string; content: Block[] }
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string; role: ParagraphRole }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; table: TextTable }
  | { kind: 'facts'; rows: [string, string][] }
  /** What a page folds away; forms on paper leave it out or append it. */
  | { kind: 'details'; summary: string; content: Block[] }
  | { kind: 'code'; text: string }
  /** The chart of this name, with its alternatives. */
  | { kind: 'figure'; name: string }
  /** The answer's frame. */
  | { kind: 'box'; content: Block[] }
  /** What holds at a point of the sweep; only a screen can show another than the one that is `shown` at first. */
  | { kind: 'point'; point: number; shown: boolean; content: Block[] };

export type ParagraphRole = '' | 'lead' | 'note' | 'warning' | 'question' | 'formula';

/** A cell of a table: text, or a number with what stands beside and under it. */
export type Cell = string | { text: string; tag: string | null; small: string[] };

export interface TextTable {
  /** What the table is, for a form that numbers its tables; '' where the heading above says it. */
  caption: string;
  columns: string[];
  rows: Cell[][];
  /** Columns from this one on are set to the right. */
  numbersFrom?: number;
  /** The first cell of a row names it. */
  rowHeads?: boolean;
  /** Rows that even a screen is spared, as a note behind the table says. */
  unlisted?: number;
}

/** Content with what is not there left out. */
type Content = Block | Block[] | null;

const flat = (content: Content[]): Block[] => content.flatMap((part) => part ?? []);

export const section = (id: string, title: string, ...content: Content[]): Block => ({
  kind: 'section',
  id,
  title,
  content: flat(content),
});

export const heading = (text: string): Block => ({ kind: 'heading', text });

export const paragraph = (text: string, role: ParagraphRole = ''): Block => ({
  kind: 'paragraph',
  text,
  role,
});

export const list = (items: string[]): Block => ({ kind: 'list', items });

export const table = (
  data: { columns: string[]; rows: Cell[][] },
  options: Omit<Partial<TextTable>, 'columns' | 'rows'> = {},
): Block => ({ kind: 'table', table: { caption: '', ...options, columns: data.columns, rows: data.rows } });

export const facts = (rows: [string, string][]): Block => ({ kind: 'facts', rows });

export const details = (summary: string, ...content: Content[]): Block => ({
  kind: 'details',
  summary,
  content: flat(content),
});

export const box = (...content: Content[]): Block => ({ kind: 'box', content: flat(content) });

/** A cell in one line of text: `97% (96% to 98%, MCSE 0.71%) highest`. */
export function cellText(cell: Cell, words: Pick<Messages, 'bracket' | 'beside'>): string {
  if (typeof cell === 'string') return cell;
  const whole = cell.small.length === 0 ? cell.text : words.bracket(cell.text, words.beside(cell.small));
  return cell.tag === null ? whole : `${whole} ${cell.tag}`;
}

/** Rows of a folded table that are worth paper. */
const mostOnPaper = 40;

/**
 * What a page folds away, as it goes on paper: long tables are cut, and a note says how many rows they had, with those that the page leaves out
 * already, in place of the page's own note.
 */
export function onPaper(content: Block[], cut: (rows: number) => string): Block[] {
  let told = false;
  return content.flatMap((block): Block[] => {
    const repeats = told && block.kind === 'paragraph' && block.role === 'note';
    told = false;
    if (repeats) return [];
    if (block.kind !== 'table' || block.table.rows.length <= mostOnPaper) return [block];
    const { rows, unlisted = 0 } = block.table;
    told = unlisted > 0;
    return [
      { ...block, table: { ...block.table, rows: rows.slice(0, mostOnPaper) } },
      paragraph(cut(rows.length - mostOnPaper + unlisted), 'note'),
    ];
  });
}
