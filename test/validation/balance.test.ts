import { describe, expect, it } from 'vitest';
import { inProcessPool } from '../../src/cli/inProcessPool.ts';
import type { ResultRow } from '../../src/operating-characteristics/result.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

import { balanceLength, createBalance, strataAt } from '../../src/trial/balance.ts';
import { pointFrom } from '../fixtures/kernel/points.ts';

/** Of 60 checks together one in 400 seeds would fail at 4 MCSE; the seed is fixed. */
const LIMIT = 4;

async function rowsOf(designs: string, replicates = 4000): Promise<ResultRow[]> {
  const yaml = `
id: balance
title: Balance
truth:
  markers: {M: {prevalence: 0.4, assay: {sensitivity: 0.8, specificity: 0.9}}}
  strata:
    site: {a: {share: 0.2}, b: {share: 0.3}, c: {share: 0.5}}
    age: {young: {share: 0.5}, old: {share: 0.5}}
  enrolment: {screened per month: 20}
  endpoints:
    ORR: {binary: {control: {rate: 0.3}, odds ratio: 1}}
    PFS: {time-to-event: {control: {median: 10}, hazard ratio: 1}}
designs:
  base:
    size: {randomised: 62}
    balance: {by: [M, true M, site], beyond: 0.1}
    tests: {t: {of: ORR}}
${designs}
simulation: {replicates: ${replicates}}
`;
  const result = await runScenario(parseScenario(yaml, { file: 'balance.yaml' }), {
    workers: inProcessPool(),
  });
  return result.rows.filter(({ design }) => !design.includes(' vs '));
}

const find = (rows: ResultRow[], design: string, metric: string, population: string) => {
  const row = rows.find((r) => r.design === design && r.metric === metric && r.population === population);
  if (row === undefined) throw new Error(`${design} ${metric} ${population}`);
  return row as ResultRow & { estimate: number; mcse: number };
};
const score = ({ estimate, mcse }: { estimate: number; mcse: number }, expected: number) =>
  estimate === expected ? 0 : Math.abs(estimate - expected) / mcse;

describe('a record of the balance', () => {
  it('counts strata with fewer patients than a block, at 2:1 for each part of the ratio', () => {
    const yaml = `truth:
  strata: {site: {a: {share: 0.25}, b: {share: 0.25}, c: {share: 0.25}, d: {share: 0.25}}}
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.3}, odds ratio: 1}}}
designs: {d: {size: {randomised: 30}, randomise: {ratio: 2:1, blocks: 6, stratify by: [site]}, balance: {by: [site], beyond: 0.2}, tests: {t: {}}}}`;
    const point = pointFrom(yaml, 'balance');
    const [{ design, plan }] = point.designs.d;
    const out = new Float64Array(balanceLength(design.balance, point.population));
    const balance = createBalance(design, plan, point.population, out);
    // By site [control, experimental]: 6 patients are a block, 5 are not; site d has none.
    const arms: Record<string, [number, number]> = { a: [2, 4], b: [3, 2], c: [0, 3], d: [0, 0] };
    point.population.groups.forEach(({ levels }, g) => {
      balance?.counts.set(arms[levels.site], 2 * g);
    });
    balance?.record();
    // 2 (n1 - 2 n0) / 3 without its sign: 0 of site a, 8/3 of b, 2 of c; all 9 - 2 x 5.
    const [all, beyond] = out;
    expect(all).toBeCloseTo(2 / 3, 12);
    expect(beyond).toBe(0);
    const strata = out.subarray(strataAt(5));
    expect([...strata]).toEqual([expect.closeTo((8 / 3 + 2) / 3, 12), expect.closeTo(8 / 3, 12), 2 / 3]);
    expect([2, 4, 6, 8].map((at) => out[at])).toEqual([0, expect.closeTo(8 / 3, 12), 2, 0]);
    expect([3, 5, 7].map((at) => out[at])).toEqual([0, 1, 1]);
  });
});

describe('differences between the arms', () => {
  it('have the exact law of the allocation, on counts and on patients, at 1:1 and 2:1', async () => {
    const more = (name: string, randomise: string) => `
  ${name}: {extends: base, randomise: {${randomise}}}
  ${name} on patients: {extends: ${name}, tests: {t: {of: PFS}}, analyse at: {months: 60}}`;
    const rows = await rowsOf(
      [
        more('simple', 'method: simple'),
        more('simple 2', 'method: simple, ratio: 2:1'),
        more('blocks', 'blocks: 8'),
        more('coin', 'method: biased-coin, probability: 0.7'),
        more('coin 2', 'method: biased-coin, probability: 0.7, ratio: 2:1'),
      ].join(''),
    );
    const compared = rows.filter(
      ({ metric, reference }) => metric.includes('imbalance') && reference !== null,
    );
    expect(compared.length).toBe(2 * 11);
    for (const row of compared) {
      const told = `${row.design} ${row.metric}: ${row.estimate} for ${row.reference}`;
      const { estimate, mcse, reference } = row as ResultRow & {
        estimate: number;
        mcse: number;
        reference: number;
      };
      // A share that came out 0 or 1 has no MCSE of its own.
      expect(
        estimate === reference ? 0 : Math.abs(estimate - reference) / Math.max(mcse, 2e-4),
        told,
      ).toBeLessThan(LIMIT);
    }
  }, 60_000);

  it('are bounded by half a block in every stratum of stratified blocks, and of strata nobody is told more than there are', async () => {
    const rows = await rowsOf(`
  blocks: {extends: base, randomise: {blocks: 6, stratify by: [M, site, age]}, size: {randomised: 120}}
  few: {extends: base, randomise: {blocks: 6, stratify by: [M, site, age]}, size: {randomised: 24}}`);
    expect(find(rows, 'blocks', 'largest stratum imbalance', '').estimate).toBeLessThanOrEqual(3);
    // Twelve strata: with 120 patients hardly one has less than a block, with 24 nearly all.
    expect(find(rows, 'blocks', 'unfilled strata', '').estimate).toBeLessThan(0.3);
    expect(find(rows, 'few', 'unfilled strata', '').estimate).toBeGreaterThan(0.85);
    // Within the assay's strata it is balanced; in the true status, of which the assay tells little, less so.
    const [assay, truth] = ['M+', 'true M+'].map((one) => find(rows, 'blocks', 'imbalance', one).estimate);
    expect(truth).toBeGreaterThan(1.5 * assay);
  }, 60_000);

  it('in the margins: minimisation keeps them small where blocks in too many strata do not', async () => {
    const rows = await rowsOf(`
  blocks: {extends: base, randomise: {blocks: 8, stratify by: [M, site, age]}}
  minimised: {extends: base, randomise: {method: minimisation, stratify by: [M, site, age], probability: 0.9}}
  none: {extends: base, randomise: {method: minimisation, stratify by: [M, site, age], probability: 0.5}}
  simple: {extends: base, randomise: {method: simple}}`);
    for (const population of ['M+', 'site = c']) {
      const [blocks, minimised] = ['blocks', 'minimised'].map((d) => find(rows, d, 'imbalance', population));
      expect(minimised.estimate + 4 * minimised.mcse).toBeLessThan(blocks.estimate);
    }
    // A coin of 1/2 is no coin: binomial, E|2 X - 62| = 6.2569.
    expect(
      score(
        find(rows, 'none', 'imbalance', 'all'),
        find(rows, 'simple', 'imbalance', 'all').reference as number,
      ),
    ).toBeLessThan(LIMIT);
  }, 60_000);
});
