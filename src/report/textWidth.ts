import { isWide } from './wrap.ts';

/** Advance widths of Helvetica and Arial in thousandths of an em, characters 32 to 126 (Adobe core font metrics). */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/** `→`, an em wide in Arial: of paths with several, the legend would be cut at 600. */
const ARROW = 0x2192;

/**
 * Width of a text in px from a fixed table, so that layout does not depend on the fonts of the machine that draws: Latin as in
 * Arial, Chinese one em a character, bold 6 % wider.
 * `textWidth('0.5', 10, false)` is 13.9.
 */
export function textWidth(text: string, size: number, bold: boolean): number {
  let thousandths = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    thousandths += isWide(code) || code === ARROW ? 1000 : (widths[code - 32] ?? 600);
  }
  return (thousandths * size * (bold ? 1.06 : 1)) / 1000;
}
