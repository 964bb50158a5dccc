import { textWidth } from '../textWidth.ts';

/** A labelled mark in px from the upper left of its panel; marks of a series are joined by a line in their order. */
interface Labelled {
  x: number;
  y: number;
  text: string;
  series: string;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const labelSize = 11;
/** Half of a mark and the air around it. */
const clear = 6;

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Whether the line from `a` to `b` comes within a box (Liang and Barsky's clipping). */
function crosses(a: Labelled, b: Labelled, box: Box): boolean {
  let from = 0;
  let to = 1;
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const sides = [
    [-dx, a.x - box.left],
    [dx, box.right - a.x],
    [-dy, a.y - box.top],
    [dy, box.bottom - a.y],
  ];
  for (const [p, q] of sides as [number, number][]) {
    if (p === 0 && q < 0) return false;
    if (p < 0) from = Math.max(from, q / p);
    if (p > 0) to = Math.min(to, q / p);
  }
  return from < to;
}

/** Px within which marks of a series are one to the eye. */
const near = 4;

/**
 * Labels of marks with those of a series at one place joined at the first of them, `1, 2, 3` or from four on `1 \u2026 6`; the others have none.
 */
export function joined(marks: Labelled[]): Labelled[] {
  const taken = new Set<number>();
  return marks.map((mark, i) => {
    if (taken.has(i)) return { ...mark, text: '' };
    const together = marks.flatMap((other, j) =>
      j >= i && other.series === mark.series && Math.hypot(other.x - mark.x, other.y - mark.y) < near
        ? [j]
        : [],
    );
    for (const j of together) taken.add(j);
    const texts = together.map((j) => marks[j]!.text);
    return { ...mark, text: texts.length > 3 ? `${texts[0]} \u2026 ${texts.at(-1)}` : texts.join(', ') };
  });
}

/**
 * Centres of labels beside their marks, so that no label covers a mark, a line, another label or the edge of the panel: above, below,
 * to the right or to the left, then askew, the first that is free; null where none is.
 */
export function placeLabels(
  marks: Labelled[],
  width: number,
  height: number,
): ({ x: number; y: number } | null)[] {
  const taken: Box[] = marks.map(({ x, y }) => ({
    left: x - clear,
    right: x + clear,
    top: y - clear,
    bottom: y + clear,
  }));
  const lines = marks.flatMap((mark, i) => {
    const next = marks.slice(i + 1).find(({ series }) => series === mark.series);
    return next === undefined ? [] : [[mark, next] as const];
  });
  return marks.map(({ x, y, text }) => {
    if (text === '') return null;
    const across = textWidth(text, labelSize, false);
    const beside = clear + 3 + across / 2;
    const over = clear + 1 + labelSize / 2;
    const aside = Math.max(0, across / 2 - clear);
    const places = [
      { x, y: y - over },
      { x, y: y + over },
      { x: x + beside, y },
      { x: x - beside, y },
      { x: x - aside, y: y - over },
      { x: x - aside, y: y + over },
      { x: x + aside, y: y - over },
      { x: x + aside, y: y + over },
    ];
    for (const place of places) {
      const box = {
        left: place.x - across / 2,
        right: place.x + across / 2,
        top: place.y - labelSize / 2,
        bottom: place.y + labelSize / 2,
      };
      const inside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      if (!inside || taken.some((other) => overlap(box, other))) continue;
      if (lines.some(([a, b]) => crosses(a, b, box))) continue;
      taken.push(box);
      return place;
    }
    return null;
  });
}
