import type { ScenarioResult } from '../operating-characteristics/result.ts';

/** `results.json`: the whole result, one row a line, with all digits. Its schema is results.schema.json. */
export function resultJson(result: ScenarioResult): string {
  const { rows, ...rest } = result;
  const head = JSON.stringify(rest, null, 1).replace(/\n\}$/, '');
  return `${head},\n "rows": [\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n ]\n}\n`;
}
