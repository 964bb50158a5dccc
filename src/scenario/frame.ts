import type { Source, SourceFile } from './tree.ts';

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/gu;
const WIDTH = 110;

/** Takes note of where the lines begin. */
export function sourceFile(name: string, text: string): SourceFile {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { name, text, lineStarts };
}

/** Both 1-based; the column counts UTF-16 units. */
export function lineAndColumn({ file, offset }: Source): { line: number; col: number } {
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (file.lineStarts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, col: offset - file.lineStarts[low] + 1 };
}

/**
 * The line of a place with the line before it and a caret; long lines are cut around the caret, and wide characters
 * count two columns.
 */
export function frameOf(source: Source): string {
  const { line, col } = lineAndColumn(source);
  const numberWidth = String(line).length;
  const length = lineText(source.file, line).length;
  const from = Math.max(0, Math.min(col - 1 - Math.floor(WIDTH / 2), length - WIDTH));
  const rows: string[] = [];
  for (let shown = Math.max(1, line - 1); shown <= line; shown++) {
    const text = lineText(source.file, shown);
    const start = shown === line ? from : 0;
    const cut = text.slice(start, start + WIDTH).replaceAll('\t', ' ');
    rows.push(`${shown === line ? '>' : ' '} ${String(shown).padStart(numberWidth)} | ${cut}`.trimEnd());
  }
  const before = lineText(source.file, line)
    .slice(from, col - 1)
    .replace(WIDE, '  ');
  rows.push(`  ${' '.repeat(numberWidth)} | ${' '.repeat(before.length)}^`);
  return rows.join('\n');
}

function lineText({ text, lineStarts }: SourceFile, line: number): string {
  return text.slice(lineStarts[line - 1], (lineStarts[line] ?? text.length + 1) - 1).replace(/\r$/, '');
}
