import type { Alternative } from '../comparison.ts';
import type { Language } from '../messages/messages.ts';
import { localText } from '../messages/text.ts';
import { designColours, designDashes, designShapes } from '../theme.ts';

/** All designs of a result, or all its programs where these are drawn. */
interface Drawn {
  designs: readonly Alternative[];
}

/** Colour and shape scales keyed by design: computed over all designs of the result, so that no chart can differ. */
export function designScales({ designs }: Drawn, language: Language) {
  const domain = designs.map((design) => localText(design.title, language));
  return {
    colour: { domain, range: domain.map((_, index) => designColours[index % designColours.length]!) },
    shape: { domain, range: domain.map((_, index) => again(designShapes, index)) },
  };
}

/** Beyond the palette colours come back, with another shape and dash. */
const again = <T>(values: T[], index: number): T => {
  const round = Math.floor(index / values.length);
  return values[(index + 3 * round) % values.length]!;
};

/** Dash of each design's line. By conditions and not by a scale, so that it makes no legend beside that of the colours. */
export function dashes({ designs }: Drawn) {
  const condition = designs.map(({ id }, index) => ({
    test: `datum.design === ${JSON.stringify(id)}`,
    value: again(designDashes, index),
  }));
  return { condition, value: [1, 0] };
}

/** Signal of every chart: the design that a reader has singled out, '' for none. */
export const isolated = { name: 'isolated', value: '' };

/** Opacity that fades every other design when one is singled out; a mark that is no design's has an owner that is one. */
export function opacity(value: number) {
  return {
    condition: { test: "isolated === '' || (datum.owner || datum.design) === isolated", value },
    value: value * 0.12,
  };
}
