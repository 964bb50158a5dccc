import type { IStylesOptions } from 'docx';
import type { ReportDocument } from './document/document.ts';
import { messages } from './messages/index.ts';
import type { PageChart } from './page/figure.ts';
import { type Picture, pngOf } from './png.ts';
import { ink } from './theme.ts';
import { type Docx, hex, latin, type Part, paper, sizes, WordWriter } from './wordBlocks.ts';

function stylesOf(): IStylesOptions {
  const font = latin('Arial');
  const heading = (size: number, before: number) => ({
    run: { size, bold: true, color: hex(ink.text), font },
    paragraph: { spacing: { before, after: 100 }, keepNext: true },
  });
  return {
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
  };
}

/** Which program, which report, which page of how many. */
function footerOf(text: string, { AlignmentType, Footer, PageNumber, Paragraph, TextRun }: Docx) {
  const children = [`${text} \u00b7 `, PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES];
  const run = new TextRun({ size: sizes.small, color: hex(ink.muted), children });
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: [run] })] });
}

/** Title and guideline clauses. */
function titleOf({ title, language, guideline }: ReportDocument, { Paragraph, TextRun }: Docx) {
  const heading = new Paragraph({ style: 'Title', children: [new TextRun(title)] });
  if (guideline === null) return [heading];
  const words = messages(language);
  const text = words.panel(words.page.guideline, guideline);
  const run = new TextRun({ text, size: sizes.note, color: hex(ink.muted) });
  return [heading, new Paragraph({ spacing: { after: 160 }, children: [run] })];
}

/**
 * The sections as links, in a field that Word can fill in again. Without page numbers: nobody but Word knows its pages, and of a
 * field that is said to be out of date Word asks whoever opens the file.
 */
function contentsOf({ language }: ReportDocument, { Paragraph, TableOfContents, TextRun }: Docx) {
  const { contents } = messages(language).page;
  return [
    new Paragraph({
      spacing: { before: 120, after: 60 },
      keepNext: true,
      children: [new TextRun({ text: contents, bold: true })],
    }),
    new TableOfContents(contents, {
      hyperlink: true,
      headingStyleRange: '1-1',
      pageNumbersEntryLevelsRange: '1-1',
      beginDirty: false,
    }),
  ];
}

function pagesOf({ aside }: Part, { PageOrientation }: Docx) {
  const { width, height, margin } = paper;
  return {
    size: { width, height, ...(aside && { orientation: PageOrientation.LANDSCAPE }) },
    margin: { top: margin, bottom: margin, left: margin, right: margin },
  };
}

/**
 * The report as a Word document (A4): an appendix for a protocol or analysis plan, with numbered tables and figures, headings that
 * a table of contents can take up, wide tables on pages on their side, and text that can be edited. Its bytes are not the same each time: the format keeps times.
 */
export async function wordReport(
  report: ReportDocument,
  charts: PageChart[],
  version: string,
): Promise<Uint8Array> {
  const docx = await import('docx');
  const { title, language, guideline, sections } = report;
  const words = messages(language);
  const pictures = new Map<string, Picture[]>();
  for (const { name, sheets } of charts) pictures.set(name, await Promise.all(sheets.map(pngOf)));
  const parts = new WordWriter(docx, words, charts, pictures).parts(sections);
  parts[0]!.children.unshift(...titleOf(report, docx), ...contentsOf(report, docx));
  const footer = footerOf(`MarkerSim ${version} \u00b7 ${title}`, docx);
  return docx.Packer.toBuffer(
    new docx.Document({
      title,
      ...(guideline !== null && { subject: guideline }),
      creator: `MarkerSim ${version}`,
      lastModifiedBy: `MarkerSim ${version}`,
      description: words.page.lead,
      styles: stylesOf(),
      sections: parts.map((part) => ({
        properties: { page: pagesOf(part, docx) },
        footers: { default: footer },
        children: part.children,
      })),
    }),
  );
}
