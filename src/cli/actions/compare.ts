import { compareResults } from '../../report/compare.ts';
import { comparisonText } from '../comparisonText.ts';
import { CliFailure } from '../failures.ts';
import { readResult } from '../resultFolder.ts';
import type { Terminal } from '../terminal.ts';

export interface CompareOptions {
  limit: number;
  json?: boolean;
}

/** `markersim compare`: where results differ from the first, beyond Monte Carlo error first. */
export function compareAction(folders: string[], { limit, json }: CompareOptions, terminal: Terminal): void {
  const [first, ...others] = folders;
  if (others.length === 0)
    throw new CliFailure('one result alone cannot be compared.\nName a second folder.');
  const a = { folder: first, result: readResult(first) };
  for (const folder of others) {
    const b = { folder, result: readResult(folder) };
    const comparison = compareResults(a.result, b.result);
    terminal.out(
      json
        ? JSON.stringify({ a: first, b: folder, ...comparison })
        : comparisonText(comparison, a, b, limit, terminal.language ?? 'en'),
    );
  }
}
