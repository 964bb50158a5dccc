import { type Block, cellText, onPaper, type TextTable } from './document/block.ts';
import type { ReportDocument } from './document/document.ts';
import { messages } from './messages/index.ts';
import type { Messages } from './messages/messages.ts';
import type { PageChart } from './page/figure.ts';

/** Text that Markdown must not read as markup. */
const plain = (text: string) => text.replace(/[\\`*_[\]<>|#]/g, '\\$&').replaceAll('\n', ' ');

function tableText(
  { columns, rows, caption, numbersFrom }: TextTable,
  under: string,
  words: Messages,
): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const body = rows.map((cells) => line(cells.map((cell) => plain(cellText(cell, words)))));
  const sides = columns.map((_, i) => (i >= (numbersFrom ?? columns.length) ? '---:' : '---'));
  const table = [line(columns.map(plain)), line(sides), ...body].join('\n');
  // The heading above may have said it.
  return caption === '' || caption === under ? table : `*${plain(caption)}*\n\n${table}`;
}

/** Of a chart Markdown writes the words; the picture is a file. */
type Pictured = Pick<PageChart, 'name' | 'chart'>;

/** What Markdown is told beside the blocks. */
interface MarkdownContext {
  words: Messages;
  chart: (name: string) => Pictured;
  /** Heading that a block stands under. */
  under: string;
  /** Path of a chart's picture from the file. */
  picture: (name: string) => string;
}

function blockText(block: Block, context: MarkdownContext): string {
  const { words, chart, picture } = context;
  const inner = (content: Block[], title = context.under) => {
    let under = title;
    return content
      .map((part) => {
        if (part.kind === 'heading') under = part.text;
        return blockText(part, { ...context, under });
      })
      .filter((text) => text !== '')
      .join('\n\n');
  };
  switch (block.kind) {
    case 'section':
      return `## ${plain(block.title)}\n\n${inner(block.content, block.title)}`;
    case 'heading':
      return `### ${plain(block.text)}`;
    case 'paragraph':
      switch (block.role) {
        case 'lead':
          return `**${plain(block.text)}**`;
        case 'warning':
          return `> ${plain(block.text)}`;
        case 'formula':
          return `    ${block.text}`;
        default:
          return plain(block.text);
      }
    case 'list':
      return block.items.map((item) => `- ${plain(item)}`).join('\n');
    case 'table':
      return tableText(block.table, context.under, words);
    case 'facts':
      return block.rows.map(([term, value]) => `- ${words.panel(plain(term), plain(value))}`).join('\n');
    case 'details':
      return `### ${plain(block.summary)}\n\n${inner(onPaper(block.content, words.page.cutRows), block.summary)}`;
    case 'code':
      return `\`\`\`sh\n${block.text}\n\`\`\``;
    case 'box':
      return inner(block.content);
    case 'point':
      return block.shown ? inner(block.content) : '';
    case 'figure': {
      const { chart: drawn } = chart(block.name);
      const notes = words.sentences(drawn.notes.map(plain));
      return `### ${plain(drawn.title)}\n\n![${plain(drawn.alt)}](${picture(block.name)})\n\n${notes}`;
    }
  }
}

/** The report as Markdown text, with its pictures beside it: for a repository, a wiki, a mail. */
export function markdownReport(
  { title, language, guideline, sections }: ReportDocument,
  charts: readonly Pictured[],
  picture: (name: string) => string,
): string {
  const words = messages(language);
  const context: MarkdownContext = {
    words,
    under: '',
    chart: (name) => charts.find((chart) => chart.name === name)!,
    picture,
  };
  return [
    `# ${plain(title)}`,
    ...(guideline === null ? [] : [words.panel(words.page.guideline, plain(guideline))]),
    ...sections.map((block) => blockText(block, context)),
    '',
  ].join('\n\n');
}
