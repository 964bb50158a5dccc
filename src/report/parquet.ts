import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { type TidyColumn, tidyColumns } from './tidy.ts';

const integers = new Set(['point', 'n']);

function parquetColumn({ name, values }: TidyColumn) {
  if (integers.has(name)) return { name, data: values as number[], type: 'INT32' as const, nullable: false };
  const numeric = values.every((value) => value === null || typeof value === 'number');
  const alwaysText =
    name === 'scenario' ||
    name === 'design' ||
    name === 'analysis' ||
    name === 'population' ||
    name === 'metric' ||
    name === 'reference_kind';
  if (numeric && !alwaysText) return { name, data: values, type: 'DOUBLE' as const, nullable: true };
  return {
    name,
    data: values.map((value) => (value === null ? null : String(value))),
    type: 'STRING' as const,
    nullable: !alwaysText,
  };
}

/**
 * The tidy table as Parquet (Snappy), the same columns as the CSV: `point` and `n` as 32-bit integers, texts as UTF-8 strings,
 * everything else as nullable doubles; a swept parameter with any text value is a string column.
 */
export function resultParquet(result: ScenarioResult): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({ columnData: tidyColumns(result).map(parquetColumn), createdBy: 'markersim' }),
  );
}
