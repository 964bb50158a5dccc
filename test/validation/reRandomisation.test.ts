import { describe, expect, it } from 'vitest';
import { inProcessPool } from '../../src/cli/inProcessPool.ts';
import { normalUpperTail } from '../../src/numeric/normal.ts';
import type { ResultRow } from '../../src/operating-characteristics/result.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { createPoint } from '../../src/trial/point.ts';

const read = (yaml: string) => parseScenario(yaml, { file: 're-randomise.yaml' });

describe('a re-randomisation test', () => {
  it('has the p-value that all allocations have, enumerated: 12 patients in blocks of 4, 216 allocations', () => {
    const scenario = read(`
id: enumerate
title: Enumerate
truth:
  enrolment: {screened per month: 10}
  endpoints: {Y: {continuous: {control: {mean: 0, sd: 1}, mean difference: 0.8}}}
designs:
  d: {size: {randomised: 12}, randomise: {blocks: 4}, tests: {t: {of: Y, variance: pooled, re-randomise: 9999}}}
`);
    const point = createPoint(scenario.points[0], 'seed', 'common');
    const z = point.columns.findIndex(({ quantity }) => quantity === 'z');
    const blocks = [0b0011, 0b0101, 0b0110, 0b1001, 0b1010, 0b1100];
    const lists = blocks.flatMap((a) => blocks.flatMap((b) => blocks.map((c) => a | (b << 4) | (c << 8))));
    for (let replicate = 0; replicate < 12; replicate++) {
      point.run(replicate);
      const { rows } = point.tables('d')[0];
      const values = rows.map((row) => row['Y value'] as number);
      const observed = rows.reduce((sum, row, k) => sum + (row.arm === 'experimental' ? values[k] : 0), 0);
      // With the pooled variance t rises with the sum of the experimental arm.
      const sums = lists.map((list) => values.reduce((sum, y, k) => sum + (list & (1 << k) ? y : 0), 0));
      const exact = sums.filter((sum) => sum >= observed - 1e-9).length / lists.length;
      const p = normalUpperTail(point.row[z]);
      // Of 12 checks at 4 SE one in 1,300 seeds would fail; 1 / 10000 for the draw that was seen.
      expect(Math.abs(p - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 9999) + 1e-4);
      expect(rows.filter(({ arm }) => arm === 'experimental')).toHaveLength(6);
    }
  });

  it('counts the allocation that was seen: with 19 draws p is a twentieth at least, and a whole number of them', () => {
    const scenario = read(`
id: few
title: Few
truth:
  enrolment: {screened per month: 10}
  endpoints: {Y: {continuous: {control: {mean: 0, sd: 1}, mean difference: 2}}}
designs:
  d: {size: {randomised: 40}, randomise: {blocks: 4}, tests: {t: {of: Y, re-randomise: 19}}}
`);
    const point = createPoint(scenario.points[0], 'seed', 'common');
    const z = point.columns.findIndex(({ quantity }) => quantity === 'z');
    for (let replicate = 0; replicate < 20; replicate++) {
      point.run(replicate);
      const shares = 20 * normalUpperTail(point.row[z]);
      expect(Math.abs(shares - Math.round(shares))).toBeLessThan(1e-9);
      // An effect of two standard deviations: none of 19 other allocations comes near it.
      if (replicate === 0) expect(shares).toBeCloseTo(1, 9);
      expect(shares).toBeGreaterThan(1 - 1e-9);
    }
  });

  it('keeps its level and wins back the power that balance takes from the plain test, for times, rates and means', async () => {
    const { rows } = await runScenario(
      read(`
id: power
title: Power
truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 10}
  endpoints:
    T: {time-to-event: {control: {hazard: {M+: 0.3, M-: 0.03}}, hazard ratio: 1}}
    R: {binary: {control: {rate: {M+: 0.85, M-: 0.15}}, odds ratio: 1, better: lower}}
    Y: {continuous: {control: {mean: {M+: 2, M-: 0}, sd: 1}, mean difference: 0}}
designs:
  minimised:
    size: {randomised: 60}
    randomise: {method: minimisation, stratify by: [M], probability: 0.9}
    analyse at: {months: 30}
    tests:
      T: {of: T}
      T by design: {of: T, re-randomise: 79}
      R: {of: R}
      R by design: {of: R, re-randomise: 79}
      Y: {of: Y}
      Y by design: {of: Y, re-randomise: 79}
sweep:
  zip:
    truth.endpoints.T.time-to-event.hazard ratio: [1, 0.5]
    truth.endpoints.R.binary.odds ratio: [1, 0.25]
    truth.endpoints.Y.continuous.mean difference: [0, 0.7]
simulation: {replicates: 1200}
`),
      { workers: inProcessPool() },
    );
    type Known = ResultRow & { estimate: number; mcse: number };
    const power = (point: number, test: string) =>
      rows.find((r) => r.point === point && r.analysis === test && r.metric === 'power') as Known;
    for (const test of ['T', 'R', 'Y']) {
      const own = power(0, `${test} by design`);
      // p <= 0.025 is 2 of 80: exactly 0.025 where no two allocations are alike, less where they are.
      expect(own.estimate - 0.025).toBeLessThan(4 * Math.sqrt((0.025 * 0.975) / 1200));
      expect(power(0, test).estimate).toBeLessThan(0.015);
      const gain = power(1, `${test} by design`).estimate - power(1, test).estimate;
      expect(gain, test).toBeGreaterThan(0.08);
      const limit = power(1, `${test} by design`);
      // The computed power takes minimisation to balance its margins exactly, z to be continuous (of rates it is not: 30 a
      // side have few tables, and equal ones count against the test: 0.12) and 79 draws for all of them.
      const distance = Math.abs(limit.estimate - (limit.reference as number));
      expect(distance, test).toBeLessThan(4 * limit.mcse + (test === 'R' ? 0.1 : 0.05));
    }
  }, 90_000);
});
