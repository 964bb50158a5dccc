import { Command } from 'commander';
import { type Comparison, compareResults } from '../../report/compare.ts';
import { examples, index } from '../options.ts';
import { readResult } from '../resultFolder.ts';
import { tableText } from '../table.ts';
import type { Terminal } from '../terminal.ts';

interface CompareOptions {
  limit: number;
  json?: boolean;
}

const HEAD = ['point', 'design', 'analysis', 'metric', 'A', 'B', 'B - A', 'in MCSEs'];

/** `markersim compare`: where two results differ, beyond Monte Carlo error first. */
export const compareCommand = (terminal: Terminal): Command =>
  new Command('compare')
    .description(
      'Compare two result folders, row by row; the differences beyond Monte Carlo error come first.',
    )
    .argument('<folderA>', 'folder that `markersim run` wrote')
    .argument('<folderB>', 'another one')
    .option('--limit <n>', 'rows to print, 0 for all', index, 20)
    .option('--json', 'print JSON with every row')
    .addHelpText(
      'after',
      examples('markersim compare reports/ipass other/ipass', 'markersim compare a/ipass b/ipass --limit 0'),
    )
    .action((folderA: string, folderB: string, { limit, json }: CompareOptions) => {
      const comparison = compareResults(readResult(folderA), readResult(folderB));
      terminal.out(json ? JSON.stringify(comparison, null, 2) : comparisonText(comparison, limit));
    });

const digits = (value: number | null) => (value === null ? '-' : String(Number(value.toPrecision(5))));

function comparisonText({ sameScenario, rows, beyond, onlyInA, onlyInB }: Comparison, limit: number): string {
  const differing = rows.filter(({ distance }) => distance > 0);
  const shown = differing
    .slice(0, limit === 0 ? undefined : limit)
    .map(({ setting, a, b, difference, distance }) => {
      const values = Object.entries(setting).map(([name, value]) => `${name}=${value}`);
      const numbers = [a.estimate, b.estimate, difference, distance].map(digits);
      return [values.join(' '), a.design, a.analysis, a.metric, ...numbers];
    });
  const unmatched = onlyInA.length + onlyInB.length;
  return [
    sameScenario ? 'The same scenario.' : 'Different scenarios (their hashes differ).',
    `${rows.length} rows compared: ${differing.length} differ, ${beyond} beyond Monte Carlo error.`,
    unmatched > 0 ? `Not compared: ${onlyInA.length} rows only in A, ${onlyInB.length} only in B.` : '',
    shown.length > 0 ? tableText(HEAD, shown) : '',
  ]
    .filter(Boolean)
    .join('\n');
}
