import { describe, expect, it } from 'vitest';
import { inProcessPool } from '../../src/cli/inProcessPool.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { scenarioFrom } from '../fixtures/kernel/points.ts';

describe('power of tests that share an alpha', () => {
  it('is held against that of a test by itself where its level is its own, and elsewhere against the joint law', async () => {
    const N = 20_000;
    const scenario = scenarioFrom(`truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 30}
  endpoints: {ORR: {binary: {control: {rate: 0.4}, risk difference: {M+: 0.15, M-: 0.1}}}}
designs:
  bonferroni:
    size: {randomised: 800}
    tests: {all: {}, M+: {in: M+}, M-: {in: M-}}
    multiplicity: {bonferroni: {weights: {all: 0.6, M+: 0.4}}}
  sequence: {extends: bonferroni, multiplicity: {fixed sequence: [M+, all]}}
  holm: {extends: bonferroni, multiplicity: {holm: {}, of: [M+, M-]}}
  mast: {extends: bonferroni, multiplicity: {mast: {positive: M+, negative: M-, overall: all, positive level: 0.022}}}
simulation: {replicates: ${N}, seed: family}`);
    const { rows } = await runScenario(scenario, { workers: inProcessPool() });
    const power = (design: string, test: string) => {
      const row = rows.find(
        (one) => one.design === design && one.analysis === test && one.metric === 'power',
      );
      if (row === undefined) throw new Error(`no power of ${test} in ${design}`);
      return row;
    };
    // 4 MCSE; 0.01 for the normal limit of a score test of 160 to 800 patients (measured 0.003).
    for (const [design, test] of [
      ['bonferroni', 'all'],
      ['bonferroni', 'M+'],
      ['bonferroni', 'M-'],
      ['sequence', 'M+'],
      ['holm', 'all'],
      ['mast', 'M+'],
      ['sequence', 'all'],
      ['holm', 'M+'],
      ['mast', 'M-'],
      ['mast', 'all'],
    ]) {
      const { estimate, mcse, reference } = power(design, test);
      expect(Math.abs((estimate as number) - (reference as number))).toBeLessThan(
        4 * (mcse as number) + 0.01,
      );
    }
    // What is told of a family is what its tests do.
    const of = (design: string, metric: string) =>
      rows.find((one) => one.design === design && one.metric === metric && one.analysis === '')
        ?.estimate as number;
    expect(of('sequence', 'conjunctive power')).toBe(power('sequence', 'all').estimate);
    expect(of('sequence', 'disjunctive power')).toBe(power('sequence', 'M+').estimate);
    const powers = ['M+', 'M-'].map((test) => power('holm', test).estimate as number);
    expect(of('holm', 'expected rejections')).toBeCloseTo(powers[0] + powers[1], 10);
    expect(of('holm', 'average power')).toBeCloseTo((powers[0] + powers[1]) / 2, 10);
    expect(rows.some((row) => row.metric === 'familywise error')).toBe(false);
  });

  it('may be run until the familywise error is precise', async () => {
    const scenario = scenarioFrom(`truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 30}
  endpoints: {ORR: {binary: {control: {rate: 0.4}, risk difference: 0}}}
designs:
  d: {size: {randomised: 200}, tests: {all: {}, M+: {in: M+}}, multiplicity: none}
simulation: {precision: {familywise error: 0.004}, max replicates: 20000, seed: family}`);
    const { rows, points } = await runScenario(scenario, { workers: inProcessPool() });
    const { estimate, mcse } = rows.find((row) => row.metric === 'familywise error') ?? {};
    expect(mcse as number).toBeLessThan(0.004);
    // Five per cent or less, by batches of 500.
    expect(points[0].replicates).toBeLessThanOrEqual(3500);
    expect(estimate as number).toBeGreaterThan(0.03);
  });
});
