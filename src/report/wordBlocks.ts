// Long because it is one renderer: every kind of block of a report to its form in Word.

import type { FileChild, IParagraphOptions, Paragraph, Table } from 'docx';
import { columnWidths, isSetAside, staysWhole } from './columnWidths.ts';
import { type Block, type Cell, onPaper, type TextTable } from './document/block.ts';
import type { Messages } from './messages/messages.ts';
import type { PageChart } from './page/figure.ts';
import type { Picture } from './png.ts';
import { ink } from './theme.ts';
import { bound } from './wrap.ts';

export type Docx = typeof import('docx');

/** A4 in twentieths of a point, with margins of 2 cm. */
export const paper = { width: 11906, height: 16838, margin: 1134 };
/** Usable width of a page, upright and on its side. */
const room = { upright: paper.width - 2 * paper.margin, aside: paper.height - 2 * paper.margin };
/** The same in CSS pixels. */
const pageWidth = 642;
/** Tallest picture that leaves room for its caption. */
const tallest = 860;
/** Half-points. */
export const sizes = { body: 20, table: 16, small: 13, note: 17 };
/** Left and right of the text in a cell, twentieths of a point. */
const padding = 60;

/** Letters of a font, Chinese in one that has them. */
export const latin = (name: string) => ({ ascii: name, hAnsi: name, cs: name, eastAsia: 'Microsoft YaHei' });

/** A part of the document, and whether it stands on pages on their side. */
export interface Part {
  aside: boolean;
  children: FileChild[];
}

/** A colour as Word writes it. */
export const hex = (colour: string) => colour.replace('#', '');

/** Makes what a Word document holds: state is the numbering of tables and figures. */
export class WordWriter {
  private readonly docx: Docx;
  private readonly words: Messages;
  private readonly charts: PageChart[];
  private readonly pictures: Map<string, Picture[]>;
  private tables = 0;
  private figures = 0;
  private readonly aside = new Set<FileChild>();
  private readonly headings = new Set<FileChild>();
  private readonly notes = new Set<FileChild>();

  constructor(docx: Docx, words: Messages, charts: PageChart[], pictures: Map<string, Picture[]>) {
    this.docx = docx;
    this.words = words;
    this.charts = charts;
    this.pictures = pictures;
  }

  /** The blocks in order; a heading, with a line under it, goes with the wide table that it stands over, and so do notes below. */
  parts(blocks: Block[]): Part[] {
    const parts: Part[] = [{ aside: false, children: [] }];
    for (const child of blocks.flatMap((block) => this.block(block))) {
      const { aside: before, children } = parts.at(-1)!;
      const aside = this.aside.has(child) || (before && this.notes.has(child));
      if (aside === before) children.push(child);
      else parts.push({ aside, children: [...(aside ? this.headingsAtEnd(children) : []), child] });
    }
    return parts.filter(({ children }) => children.length > 0);
  }

  /** Takes away the headings at the end, and the paragraph under them where there is one. */
  private headingsAtEnd(children: FileChild[]): FileChild[] {
    const under = this.headings.has(children.at(-1)!) ? 1 : 2;
    let from = children.length - under + 1;
    while (from > 0 && this.headings.has(children[from - 1]!)) from--;
    return from > children.length - under ? [] : children.splice(from);
  }

  private paragraph(text: string, options: IParagraphOptions = {}, run: object = {}): Paragraph {
    const { Paragraph, TextRun } = this.docx;
    return new Paragraph({
      spacing: { after: 100 },
      ...options,
      children: [new TextRun({ text: bound(text), ...run })],
    });
  }

  /** `Table 3. Power by design`, numbered by a field, so that Word renumbers it among the tables of a protocol. */
  private caption(kind: 'Table' | 'Figure', label: string, number: number, text: string): Paragraph {
    const { Paragraph, SimpleField, TextRun } = this.docx;
    return new Paragraph({
      style: 'Caption',
      keepNext: kind === 'Table',
      children: [
        new TextRun(`${label} `),
        new SimpleField(`SEQ ${kind} \\* ARABIC`, String(number)),
        new TextRun(`. ${bound(text)}`),
      ],
    });
  }

  private note(text: string): Paragraph {
    const made = this.paragraph(text, {}, { size: sizes.note, color: hex(ink.muted) });
    this.notes.add(made);
    return made;
  }

  private heading(text: string, level: 'HEADING_1' | 'HEADING_2'): Paragraph {
    const made = this.paragraph(text, { heading: this.docx.HeadingLevel[level] });
    this.headings.add(made);
    return made;
  }

  private cell(cell: Cell, toTheRight: boolean, head: boolean, width: number, keepNext: boolean) {
    const { AlignmentType, BorderStyle, Paragraph, TableCell, TextRun, WidthType } = this.docx;
    const alignment = toTheRight ? AlignmentType.RIGHT : AlignmentType.LEFT;
    const { text, tag, small } = typeof cell === 'string' ? { text: cell, tag: null, small: [] } : cell;
    const runs = [new TextRun({ text: bound(text), size: sizes.table, bold: head })];
    if (tag !== null)
      runs.push(new TextRun({ text: ` ${tag}`, size: sizes.small, bold: true, color: '00694F' }));
    const line = { style: BorderStyle.SINGLE, size: head ? 8 : 4, color: head ? hex(ink.rule) : 'D5DAE0' };
    const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
    return new TableCell({
      width: { size: width, type: WidthType.DXA },
      borders: { top: none, left: none, right: none, bottom: line },
      margins: { top: 40, bottom: 40, left: padding, right: padding },
      ...(tag === null ? {} : { shading: { fill: 'E2F3EE' } }),
      children: [
        new Paragraph({ alignment, keepNext, children: runs }),
        ...small.map(
          (part) =>
            new Paragraph({
              alignment,
              keepNext,
              children: [new TextRun({ text: part, size: sizes.small, color: hex(ink.muted) })],
            }),
        ),
      ],
    });
  }

  private table(data: TextTable, title: string): (Paragraph | Table)[] {
    const { Paragraph, Table, TableLayoutType, TableRow, WidthType } = this.docx;
    const within = (space: number) => ({ room: space, letter: 10 * sizes.table, padding: 2 * padding });
    const aside = isSetAside(data, within(room.upright));
    const space = within(aside ? room.aside : room.upright);
    const widths = columnWidths(data, space).widths.map(Math.floor);
    // A short table is not cut by the end of a page: each row keeps to the next.
    const whole = staysWhole(data, space);
    const row = (cells: Cell[], head: boolean, keepNext: boolean) =>
      new TableRow({
        ...(head && { tableHeader: true }),
        cantSplit: true,
        children: cells.map((cell, i) =>
          this.cell(
            cell,
            data.numbersFrom !== undefined && i >= data.numbersFrom,
            head,
            widths[i]!,
            keepNext,
          ),
        ),
      });
    this.tables++;
    const caption = data.caption === '' ? title : data.caption;
    const made = [
      this.caption('Table', this.words.page.tableLabel, this.tables, caption),
      new Table({
        width: { size: widths.reduce((sum, width) => sum + width), type: WidthType.DXA },
        layout: TableLayoutType.FIXED,
        columnWidths: widths,
        rows: [
          row(data.columns, true, true),
          ...data.rows.map((cells, i) => row(cells, false, whole && i < data.rows.length - 1)),
        ],
      }),
      new Paragraph({ spacing: { after: 120 }, children: [] }),
    ];
    if (aside) for (const child of made) this.aside.add(child);
    return made;
  }

  private figure(name: string): FileChild[] {
    const { ImageRun, Paragraph } = this.docx;
    const { chart } = this.charts.find((drawn) => drawn.name === name)!;
    const pictures = this.pictures.get(name)!;
    // The parts of one chart are shrunk alike.
    const shrink = Math.min(
      1,
      ...pictures.map(({ width, height }) => Math.min(pageWidth / width, tallest / height)),
    );
    this.figures++;
    return [
      ...pictures.flatMap(({ data, width, height }, sheet) => [
        ...(pictures.length === 1
          ? []
          : [
              this.paragraph(
                this.words.page.partOf(chart.title, sheet + 1, pictures.length),
                { keepNext: true, spacing: { before: 80, after: 40 } },
                { size: sizes.note, bold: true },
              ),
            ]),
        new Paragraph({
          // The last stands with the caption.
          keepNext: sheet === pictures.length - 1,
          children: [
            new ImageRun({
              type: 'png',
              data,
              transformation: { width: Math.round(width * shrink), height: Math.round(height * shrink) },
              altText: { title: chart.title, description: chart.alt, name },
            }),
          ],
        }),
      ]),
      this.caption('Figure', this.words.page.figureLabel, this.figures, chart.title),
      ...chart.notes.map((note) => this.note(note)),
    ];
  }

  private block(block: Block, under = ''): FileChild[] {
    const { BorderStyle } = this.docx;
    const content = (blocks: Block[], title: string) => {
      let heading = title;
      return blocks.flatMap((part) => {
        if (part.kind === 'heading') heading = part.text;
        return this.block(part, heading);
      });
    };
    switch (block.kind) {
      case 'section':
        return [this.heading(block.title, 'HEADING_1'), ...content(block.content, block.title)];
      case 'heading':
        return [this.heading(block.text, 'HEADING_2')];
      case 'paragraph':
        switch (block.role) {
          case 'lead':
            return [this.paragraph(block.text, {}, { bold: true })];
          case 'note':
            return [this.note(block.text)];
          case 'formula':
            return [this.paragraph(block.text, { indent: { left: 360 } }, { font: latin('Cambria Math') })];
          case 'warning':
            return [
              this.paragraph(block.text, {
                shading: { fill: 'FFF4E2' },
                border: { left: { style: BorderStyle.SINGLE, size: 18, color: '8A4B00', space: 6 } },
              }),
            ];
          default:
            return [this.paragraph(block.text)];
        }
      case 'list':
        return block.items.map((item) =>
          this.paragraph(item, { bullet: { level: 0 }, spacing: { after: 40 } }),
        );
      case 'table':
        return this.table(block.table, under);
      case 'facts':
        return block.rows.map(([term, value]) =>
          this.paragraph(this.words.panel(term, value), { spacing: { after: 40 } }),
        );
      case 'details':
        return [
          this.heading(block.summary, 'HEADING_2'),
          ...content(onPaper(block.content, this.words.page.cutRows), block.summary),
        ];
      case 'code':
        return [this.paragraph(block.text, {}, { font: latin('Courier New'), size: sizes.note })];
      case 'box':
        return content(block.content, under);
      case 'point':
        return block.shown ? content(block.content, under) : [];
      case 'figure':
        return this.figure(block.name);
    }
  }
}
