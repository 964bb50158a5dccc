/**
 * Numbers as text, the same bytes on every machine (no Intl, no locale): true minus sign, comma for thousands, and no more
 * digits than the Monte Carlo error supports.
 */

const minus = '\u2212';

/** Decimals that show one significant digit of the error: 0.5 -> 1, 0.04 -> 2, 12 -> 0. */
export function decimalsFor(error: number | null, most: number): number {
  if (error === null || !(error > 0)) return most;
  let decimals = 0;
  for (let shown = error; shown < 1 && decimals < most; shown *= 10) decimals++;
  return decimals;
}

/** `fixed(-1234.5, 1)` is `−1,234.5`; a value that rounds to zero has no sign. */
export function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  const [whole, fraction] = text.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && Number(text) !== 0 ? minus : '';
  return sign + grouped + (fraction === undefined ? '' : `.${fraction}`);
}

/** As `fixed`, with a plus sign for what is above zero: differences always show their direction. */
export function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return value > 0 && Number(value.toFixed(decimals)) !== 0 ? `+${text}` : text;
}

/** Shortest form with at most `digits` significant digits, for values that carry no error: 0.95, 6.3, 1,217, 0.0253. */
export function plain(value: number, digits = 4): string {
  const rounded = Number(value.toPrecision(digits));
  const text = String(Math.abs(rounded));
  if (text.includes('e')) return (rounded < 0 ? minus : '') + text;
  return fixed(rounded, text.split('.')[1]?.length ?? 0);
}

/**
 * A probability that may be so near 1 that four digits would say it is certain: two digits of what is missing.
 * @example nearOne(0.99999973) // 0.99999973, not 1
 */
export function nearOne(value: number): string {
  const text = plain(value);
  return text === '1' && value < 1 ? fixed(value, 1 - Math.floor(Math.log10(1 - value))) : text;
}
