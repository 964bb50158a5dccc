/** Width of a character in halves of an em: Chinese characters and punctuation take a full em. */
export function isWide(code: number): boolean {
  return (
    code >= 0x1100 &&
    (code <= 0x115f ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      code >= 0x20000)
  );
}

/**
 * What stays together in a line: a Chinese character or a word, with the brackets and quotation marks that open before it and the
 * punctuation that closes after it, and what a no-break space joins; as Chinese lines neither begin with a comma nor end with an opening bracket (GB/T 15834, 5.1).
 */
const PIECES =
  /[（〔【《〈「『“‘]*(?:[\u2e80-\u9fff\uff00-\uff60]|(?:[^\s“‘\u2e80-\u9fff\uff00-\uff60]|\u00a0)+)[，。、；：？！）〕】》〉」』”’]*|[“‘]+|[^\S\u00a0]+/g;

/**
 * Breaks a text into lines of at most `most` half-em characters, between words or before a Chinese character; a word that is
 * longer than a line stays whole.
 * `wrap('Biomarker stratified', 12)` is `['Biomarker', 'stratified']`.
 */
export function wrap(text: string, most: number): string[] {
  const pieces = text.match(PIECES) ?? [];
  const lines: string[] = [];
  let line = '';
  let length = 0;
  for (const piece of pieces) {
    let size = 0;
    for (const character of piece) size += isWide(character.codePointAt(0)!) ? 2 : 1;
    if (length + size > most && line.trim() !== '' && piece.trim() !== '') {
      lines.push(line.trimEnd());
      line = '';
      length = 0;
    }
    if (line === '' && piece.trim() === '') continue;
    line += piece;
    length += size;
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/**
 * As `wrap`, in as few lines but about equally long ones: no last word alone.
 * `balanced('Salivary and soft tissue capped at 8', 34)` is `['Salivary and soft', 'tissue capped at 8']`.
 */
export function balanced(text: string, most: number): string[] {
  let lines = wrap(text, most);
  for (let least = most - 1; lines.length > 1 && least > 0; least--) {
    const shorter = wrap(text, least);
    if (shorter.length > lines.length) break;
    lines = shorter;
  }
  return lines;
}

/**
 * Text in which a marker keeps its sign: the hyphen of `M-` is one that no line may be broken after.
 * @example bound('M- at 0.8') // 'M\u2011 at 0.8'
 */
export const bound = (text: string): string => text.replace(/(?<=[\p{L}\d])-(?![\p{L}\d])/gu, '\u2011');
