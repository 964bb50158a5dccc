import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readScenario, runScenario } from '../../src/index.ts';
import { checksOf } from '../../src/report/checks.ts';

/*
 * Whole scenarios, three of them shipped ones at one truth, against simulations of the same trials in plain R (test/reference/trials: NAME.yaml, NAME.R, NAME.json), written from
 * the conventions and sharing nothing with the project: powers, looks, sizes, months, cost, estimates, coverage.
 *
 * Each number is allowed four combined Monte Carlo errors (one correct number of 16,000 is further off), and one that one side has never seen
 * what three replicates in n are. Of the values that stand beside simulated ones as exact none may differ.
 */
interface Row {
  /** Design, analysis, metric, and where several have the metric part of the kind of its reference, and the population. */
  row: string;
  value: number;
  se: number;
  n: number;
}

const folder = new URL('../reference/trials/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -5)] : []));

it.each(names)('%s', async (name) => {
  const { rows }: { rows: Row[] } = JSON.parse(read(`${name}.json`));
  const result = await runScenario(readScenario(fileURLToPath(new URL(`${name}.yaml`, folder))));
  // A simulation that draws its truths from the prior is one of the averages over it.
  const results = result.averages ?? result.rows;
  for (const { row, value, se, n } of rows) {
    const [design, analysis, metric, kind = '', population] = row.split('|');
    const found = results.find(
      (one) =>
        one.design === design &&
        one.analysis === analysis &&
        one.metric === metric &&
        (population === undefined || one.population === population) &&
        one.reference_kind.includes(kind),
    );
    expect(found, `${row} is not among the results`).toBeDefined();
    const { estimate, mcse, n: own } = found!;
    const never = mcse === 0 || se === 0 ? 3 / Math.min(n, own) : 0;
    const error = 4 * Math.hypot(mcse!, se) + never + 1e-9;
    expect(Math.abs(estimate! - value), `${row}: ${estimate} (${mcse}), R ${value} (${se})`).toBeLessThan(
      error,
    );
  }
  for (const { row, verdict } of checksOf(result))
    expect(verdict, `${row.design} ${row.analysis} ${row.metric}`).not.toBe('differs');
});
