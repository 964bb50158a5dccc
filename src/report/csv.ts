import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { tidyColumns } from './tidy.ts';

/** A value as a CSV field. */
export function csvField(value: number | string | null, digits: number | undefined): string {
  if (value === null) return '';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return '';
    return String(digits === undefined ? value : Number(value.toPrecision(digits)));
  }
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/**
 * The tidy table as CSV (RFC 4180 with line feeds): a header, no byte order mark unless asked for, an empty field where there is
 * no value, numbers in the shortest form that reads back to the same value.
 * @param options.bom writes a UTF-8 byte order mark, without which Excel misreads Chinese names
 * @param options.digits rounds numbers to so many significant digits
 */
export function resultCsv(result: ScenarioResult, options: { bom?: boolean; digits?: number } = {}): string {
  const columns = tidyColumns(result);
  const lines = [columns.map(({ name }) => csvField(name, undefined)).join(',')];
  for (let row = 0; row < result.rows.length; row++) {
    lines.push(columns.map(({ values }) => csvField(values[row]!, options.digits)).join(','));
  }
  return `${options.bom ? '\ufeff' : ''}${lines.join('\n')}\n`;
}
