import type { Cell, TextTable } from './document/block.ts';
import { textWidth } from './textWidth.ts';
import { isWide } from './wrap.ts';

/** What a column asks for: the width of its longest word, and of its longest line. */
interface Column {
  least: number;
  most: number;
}

/** Letters of what stands under a number, as a share of the table's. */
const SMALL = 13 / 16;

const linesOf = (cell: Cell) =>
  typeof cell === 'string'
    ? [{ text: cell, size: 1 }]
    : [
        { text: cell.tag === null ? cell.text : `${cell.text} ${cell.tag}`, size: 1 },
        ...cell.small.map((text) => ({ text, size: SMALL })),
      ];

/** Within Chinese: a Latin word, or four characters, with the marks that open before it and close after it. */
const CHINESE =
  /[（“‘《]*(?:[^\u2e80-\uffef（）“”‘’《》]+|[^（）“”‘’《》\x21-\x7e]{1,4})[）”’》，。；：、？]*|./gu;

/** Pieces that stay on a line: words, and Chinese in fours, so that no column is of one character. */
const pieces = (text: string): string[] =>
  text
    .split(/\s+/)
    .flatMap((word) =>
      [...word].some((character) => isWide(character.codePointAt(0)!)) ? word.match(CHINESE)! : [word],
    );

/** No table has fuller cells; one that would is squeezed. */
const MOST_LINES = 20;

/** Columns of this share of the room, numbers and verdicts mostly, are kept on a line where the others can bear it. */
const SHORT = 1 / 6;

/** Columns of values bear the same kinds of numbers: none is narrower than another's whole lines where there is room, else than its longest word. */
function evened(asked: Column[], rows: Cell[][], from: number, inner: number, letter: number): Column[] {
  if (asked.length - from < 2) return asked;
  const values = asked.slice(from);
  const lines = columnOf(
    rows.flatMap((cells) => cells.slice(from)),
    letter,
  ).most;
  const words = Math.max(...values.map(({ least }) => least));
  const heads = asked.slice(0, from).reduce((sum, { least }) => sum + least, 0);
  const whole = Math.max(lines, words);
  const equal = heads + values.length * whole <= inner ? whole : words;
  return asked.map(({ most, least }, i) =>
    i < from ? { most, least } : { most: Math.max(most, equal), least: equal },
  );
}

function columnOf(cells: Cell[], letter: number): Column {
  const lines = cells.flatMap(linesOf);
  // Bold, as heads and the best value are; 6 % more, because some bold letters are wider than the table of widths knows.
  const widest = (texts: { text: string; size: number }[]) =>
    Math.max(...texts.map(({ text, size }) => 1.06 * textWidth(text, size * letter, true)));
  const words = lines.flatMap(({ text, size }) => pieces(text).map((piece) => ({ text: piece, size })));
  return { most: widest(lines), least: widest(words) };
}

/** Widths of a table's columns, together the whole room, and the lines that its fullest cells then take. */
interface ColumnWidths {
  widths: number[];
  lines: number;
}

/** What a table is set in: the width there is, the size of its letters, and left and right of a cell together, all in one unit. */
export interface TableRoom {
  room: number;
  letter: number;
  padding: number;
}

/** A table of so many rows whose cells would take more lines than this is set on a page on its side. */
const wide = { rows: 8, lines: 3 };

/** Whether paper has to be turned for a table. */
export const isSetAside = (table: TextTable, upright: TableRoom): boolean =>
  table.rows.length >= wide.rows && columnWidths(table, upright).lines > wide.lines;

/**
 * Widths of a table's columns by what stands in them: the fullest cell of every column takes as few lines as the room allows, and no
 * column is narrower than its longest word.
 */
export function columnWidths(
  { columns, rows, numbersFrom = columns.length }: TextTable,
  { room, letter, padding }: TableRoom,
): ColumnWidths {
  const inner = room - padding * columns.length;
  const own = columns
    .map((head, i) => columnOf([head, ...rows.map((cells) => cells[i]!)], letter))
    .map(({ most, least }) => ({ most, least: Math.min(least, room / 3) }));
  const asked = evened(own, rows, numbersFrom, inner, letter);
  const isShort = ({ most }: Column) => most <= SHORT * room;
  const shortValues = asked.slice(numbersFrom).every(isShort);
  const whole = asked.map((column, i) =>
    (i < numbersFrom ? isShort(column) : shortValues) ? { ...column, least: column.most } : column,
  );
  const sum = (widths: number[]) => widths.reduce((total, width) => total + width, 0);
  // Lines are never filled to their end: 15 % more than their share.
  const widthsAt = (wanted: Column[], lines: number) =>
    wanted.map(({ least, most }) => Math.max(least, Math.min(most, (1.15 * most) / lines)));
  const linesOfAll = (wanted: Column[]) => {
    let lines = 1;
    while (lines < MOST_LINES && sum(widthsAt(wanted, lines)) > inner) lines += 0.5;
    return lines;
  };
  const bearable = linesOfAll(whole) <= linesOfAll(asked) + 1;
  const lines = linesOfAll(bearable ? whole : asked);
  const widths = widthsAt(bearable ? whole : asked, lines);
  const scale = inner / sum(widths);
  return { lines, widths: widths.map((width) => width * scale + padding) };
}

/** Whether the columns of values have room for each of their lines, so that none need be broken. */
export function keepsValues(table: TextTable, paper: TableRoom): boolean {
  const { rows, numbersFrom } = table;
  if (numbersFrom === undefined || rows.length === 0) return false;
  const values = rows.flatMap((cells) => cells.slice(numbersFrom));
  const longest = columnOf(values, paper.letter).most + paper.padding;
  return columnWidths(table, paper)
    .widths.slice(numbersFrom)
    .every((width) => width >= longest - 1e-9);
}

/** Lines up to which a table goes to the next page of paper rather than be cut: a fifth of a page. */
const SHORT_TABLE = 16;

/** Whether a table is so short that paper does not cut it. */
export function staysWhole(table: TextTable, paper: TableRoom): boolean {
  const { widths } = columnWidths(table, paper);
  const linesIn = (cell: Cell, width: number) =>
    linesOf(cell).reduce(
      (sum, { text, size }) =>
        sum + Math.ceil(textWidth(text, size * paper.letter, false) / (width - paper.padding)),
      0,
    );
  const lines = table.rows.map((cells) => Math.max(...cells.map((cell, i) => linesIn(cell, widths[i]!))));
  return lines.reduce((sum, one) => sum + one, 0) <= SHORT_TABLE;
}
