import { config } from '../theme.ts';
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

/** Subtitle of a panel, or none: an empty one would still take its line. */
export const subtitle = (text: string) => (text === '' ? {} : { subtitle: text });

/** Usable width in px of each layout, axes not counted. */
export const widths = { wide: 800, narrow: 250 };
