// Long because it is one renderer: every kind of block of a report to its form in Word.

import type { FileChild, IParagraphOptions, Paragraph, Table } from 'docx';
import { type Block, type Cell, onPaper, type TextTable } from './document/block.ts';
import type { ReportDocument } from './document/document.ts';
import { messages } from './messages/index.ts';
import type { Messages } from './messages/messages.ts';
import type { PageChart } from './page/figure.ts';
import { type Picture, pngOf } from './png.ts';
import { ink } from './theme.ts';

type Docx = typeof import('docx');

/** Usable width of an A4 page between margins of 2 cm, in CSS pixels and in twentieths of a point. */
const pageWidth = { pixels: 642, twips: 9638 };
/** Tallest picture that leaves room for its caption. */
const tallest = 860;
/** Half-points. */
const sizes = { body: 20, table: 16, small: 13, note: 17 };

const hex = (colour: string) => colour.replace('#', '');

/** Makes the Word document: state is the numbering of tables and figures. */
class WordWriter {
  private readonly docx: Docx;
  private readonly words: Messages;
  private readonly charts: PageChart[];
  private readonly pictures: Map<string, Picture>;
  private tables = 0;
  private figures = 0;

  constructor(docx: Docx, words: Messages, charts: PageChart[], pictures: Map<string, Picture>) {
    this.docx = docx;
    this.words = words;
    this.charts = charts;
    this.pictures = pictures;
  }

  blocks(blocks: Block[]): FileChild[] {
    return blocks.flatMap((block) => this.block(block));
  }

  private paragraph(text: string, options: IParagraphOptions = {}, run: object = {}): Paragraph {
    const { Paragraph, TextRun } = this.docx;
    return new Paragraph({ spacing: { after: 100 }, ...options, children: [new TextRun({ text, ...run })] });
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
        new TextRun(`. ${text}`),
      ],
    });
  }

  private cell(cell: Cell, toTheRight: boolean, head: boolean) {
    const { AlignmentType, BorderStyle, Paragraph, TableCell, TextRun } = this.docx;
    const alignment = toTheRight ? AlignmentType.RIGHT : AlignmentType.LEFT;
    const { text, tag, small } = typeof cell === 'string' ? { text: cell, tag: null, small: [] } : cell;
    const runs = [new TextRun({ text, size: sizes.table, bold: head })];
    if (tag !== null)
      runs.push(new TextRun({ text: ` ${tag}`, size: sizes.small, bold: true, color: '00694F' }));
    const line = { style: BorderStyle.SINGLE, size: head ? 8 : 4, color: head ? hex(ink.rule) : 'D5DAE0' };
    const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
    return new TableCell({
      borders: { top: none, left: none, right: none, bottom: line },
      margins: { top: 40, bottom: 40, left: 60, right: 60 },
      ...(tag === null ? {} : { shading: { fill: 'E2F3EE' } }),
      children: [
        new Paragraph({ alignment, children: runs }),
        ...small.map(
          (part) =>
            new Paragraph({
              alignment,
              children: [new TextRun({ text: part, size: sizes.small, color: hex(ink.muted) })],
            }),
        ),
      ],
    });
  }

  private table(data: TextTable, title: string): (Paragraph | Table)[] {
    const { Paragraph, Table, TableRow, WidthType } = this.docx;
    const right = (i: number) => data.numbersFrom !== undefined && i >= data.numbersFrom;
    this.tables++;
    return [
      this.caption(
        'Table',
        this.words.page.tableLabel,
        this.tables,
        data.caption === '' ? title : data.caption,
      ),
      new Table({
        width: { size: pageWidth.twips, type: WidthType.DXA },
        rows: [
          new TableRow({
            tableHeader: true,
            cantSplit: true,
            children: data.columns.map((column, i) => this.cell(column, right(i), true)),
          }),
          ...data.rows.map(
            (cells) =>
              new TableRow({
                cantSplit: true,
                children: cells.map((cell, i) => this.cell(cell, right(i), false)),
              }),
          ),
        ],
      }),
      new Paragraph({ spacing: { after: 120 }, children: [] }),
    ];
  }

  private figure(name: string): FileChild[] {
    const { ImageRun, Paragraph } = this.docx;
    const { chart } = this.charts.find((drawn) => drawn.name === name)!;
    const { data, width, height } = this.pictures.get(name)!;
    const shrink = Math.min(1, pageWidth.pixels / width, tallest / height);
    this.figures++;
    return [
      new Paragraph({
        keepNext: true,
        children: [
          new ImageRun({
            type: 'png',
            data,
            transformation: { width: Math.round(width * shrink), height: Math.round(height * shrink) },
            altText: { title: chart.title, description: chart.alt, name },
          }),
        ],
      }),
      this.caption('Figure', this.words.page.figureLabel, this.figures, chart.title),
      ...chart.notes.map((note) => this.paragraph(note, {}, { size: sizes.note, color: hex(ink.muted) })),
    ];
  }

  private block(block: Block, under = ''): FileChild[] {
    const { BorderStyle, HeadingLevel } = this.docx;
    const content = (blocks: Block[], title: string) => {
      let heading = title;
      return blocks.flatMap((part) => {
        if (part.kind === 'heading') heading = part.text;
        return this.block(part, heading);
      });
    };
    switch (block.kind) {
      case 'section':
        return [
          this.paragraph(block.title, { heading: HeadingLevel.HEADING_1 }),
          ...content(block.content, block.title),
        ];
      case 'heading':
        return [this.paragraph(block.text, { heading: HeadingLevel.HEADING_2 })];
      case 'paragraph':
        switch (block.role) {
          case 'lead':
            return [this.paragraph(block.text, {}, { bold: true })];
          case 'note':
            return [this.paragraph(block.text, {}, { size: sizes.note, color: hex(ink.muted) })];
          case 'formula':
            return [this.paragraph(block.text, { indent: { left: 360 } }, { font: 'Cambria Math' })];
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
          this.paragraph(`${term}: ${value}`, { spacing: { after: 40 } }),
        );
      case 'details':
        return [
          this.paragraph(block.summary, { heading: HeadingLevel.HEADING_2 }),
          ...content(onPaper(block.content, this.words.page.cutRows), block.summary),
        ];
      case 'code':
        return [this.paragraph(block.text, {}, { font: 'Courier New', size: sizes.note })];
      case 'box':
        return content(block.content, under);
      case 'point':
        return block.shown ? content(block.content, under) : [];
      case 'figure':
        return this.figure(block.name);
    }
  }
}

/**
 * The report as a Word document (A4): an appendix for a protocol or analysis plan, with numbered tables and figures, headings that
 * a table of contents can take up, and text that can be edited. Its bytes are not the same each time: the format keeps times.
 */
export async function wordReport(
  { title, language, guideline, sections }: ReportDocument,
  charts: PageChart[],
  version: string,
): Promise<Uint8Array> {
  const docx = await import('docx');
  const words = messages(language);
  const pictures = new Map<string, Picture>();
  for (const { name, svg } of charts) pictures.set(name, await pngOf(svg));
  const writer = new WordWriter(docx, words, charts, pictures);
  const { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, TextRun } = docx;
  const font = { ascii: 'Arial', hAnsi: 'Arial', cs: 'Arial', eastAsia: 'Microsoft YaHei' };
  const heading = (size: number, before: number) => ({
    run: { size, bold: true, color: hex(ink.text), font },
    paragraph: { spacing: { before, after: 100 }, keepNext: true },
  });
  const document = new Document({
    title,
    creator: `MarkerSim ${version}`,
    description: words.page.lead,
    styles: {
      default: {
        document: { run: { font, size: sizes.body, language: { value: 'en-GB', eastAsia: 'zh-CN' } } },
        title: { run: { size: 36, bold: true, font }, paragraph: { spacing: { after: 120 } } },
        heading1: heading(28, 360),
        heading2: heading(22, 240),
      },
      paragraphStyles: [
        {
          id: 'Caption',
          name: 'caption',
          basedOn: 'Normal',
          next: 'Normal',
          run: { size: sizes.note, bold: true },
          paragraph: { spacing: { before: 160, after: 80 } },
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1134, bottom: 1134, left: 1134, right: 1134 },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                children: [
                  new TextRun({
                    size: sizes.small,
                    color: hex(ink.muted),
                    children: [
                      `MarkerSim ${version} \u00b7 ${title} \u00b7 `,
                      PageNumber.CURRENT,
                      ' / ',
                      PageNumber.TOTAL_PAGES,
                    ],
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({ style: 'Title', children: [new TextRun(title)] }),
          ...(guideline === null
            ? []
            : [
                new Paragraph({
                  spacing: { after: 160 },
                  children: [
                    new TextRun({
                      text: `${words.page.guideline}: ${guideline}`,
                      size: sizes.note,
                      color: hex(ink.muted),
                    }),
                  ],
                }),
              ]),
          ...writer.blocks(sections),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
