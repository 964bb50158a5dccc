import { textWidth } from '../textWidth.ts';
import { config } from '../theme.ts';
import { balanced } from '../wrap.ts';
import { isolated } from './designs.ts';

/** What every specification starts from: schema, theme, and the signal by which a reader singles out a design. */
export function base() {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config,
    params: [isolated],
    autosize: { type: 'pad' },
  };
}

/** Subtitle of a panel of so many px, in as many lines as it needs, or none: an empty one would still take its line. */
export const subtitle = (text: string, width: number) =>
  text === '' ? {} : { subtitle: balanced(text, Math.floor((width + 40) / 5.5)) };

/** Title of a panel of so many px, broken where it would make the picture wider: a page shrinks a picture that is too wide. */
export function panelTitle(text: string, width: number): string | string[] {
  const lines = balanced(text, Math.floor((width + 40) / 6.5));
  return lines.length < 2 ? text : lines;
}

/** Widest text in px at a size of type. */
export const widest = (texts: readonly string[], size: number): number =>
  Math.max(0, ...texts.map((text) => textWidth(text, size, false)));

/** Px of the column that a page shows a wide picture in: a wider one would be shrunk, its letters too. */
export const columnWidth = 862;

/** Usable width in px of each layout, axes not counted. */
export const widths = { wide: 800, narrow: 250 };

/** Panels in a row, at most so many: four stand two by two, and not three and one. */
export const acrossOf = (panels: number, most: number): number =>
  panels === most + 1 && most > 2 ? most - 1 : Math.min(most, panels);
