import { describe, expect, it } from 'vitest';
import { inProcessPool } from '../../src/cli/inProcessPool.ts';
import { sizeFaults } from '../../src/designs/sizeFaults.ts';
import { prognosticEnrichment } from '../../src/operating-characteristics/closed-forms/prognosticEnrichment.ts';
import type { ResultRow, ScenarioResult } from '../../src/operating-characteristics/result.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

const run = (yaml: string): Promise<ScenarioResult> =>
  runScenario(parseScenario(yaml, { file: 'enrichment.yaml', check: sizeFaults }), {
    workers: inProcessPool(),
  });

type Known = ResultRow & { estimate: number; mcse: number };
const find = ({ rows }: ScenarioResult, design: string, metric: string, analysis = '') =>
  rows.find((r) => r.design === design && r.metric === metric && r.analysis === analysis) as Known;

describe('prognostic enrichment by a binormal score', () => {
  it('takes as many patients as Kerr et al. compute, at the power that they ask for', async () => {
    const plan = {
      eventRate: 0.2,
      reduction: 0.3,
      alpha: 0.025,
      power: 0.9,
      auc: 0.7,
      screeningCost: 1,
      patientCost: 10,
    };
    const all = prognosticEnrichment({ ...plan, below: 0 });
    const result = await run(`
id: kerr
title: Kerr
truth:
  scores: {risk: {auc: 0.7, of: event}}
  enrolment: {screened per month: 100}
  endpoints: {event: {binary: {control: {rate: 0.2}, risk ratio: 0.7, better: lower}}}
  costs: {screened: 1, randomised: 10}
designs:
  all: {size: {randomised: ${2 * Math.round(all.patients / 2)}}, randomise: {blocks: 2}, tests: {t: {of: event}}}
  half: {extends: all, enrol: risk >= q50, size: {match: all, on: power of t}}
  quarter: {extends: all, enrol: risk >= q75, size: {match: all, on: power of t}}
simulation: {replicates: 40000}
`);
    for (const [design, below] of [
      ['all', 0],
      ['half', 0.5],
      ['quarter', 0.75],
    ] as const) {
      const wanted = prognosticEnrichment({ ...plan, below });
      const n = find(result, design, 'randomised').estimate;
      const screened = find(result, design, 'screened');
      // Kerr's formula is that of a normal test with the variance of the rates as they are; ours knows the blocks: 0.3 %.
      expect(Math.abs(n / wanted.patients - 1)).toBeLessThan(0.005);
      if (below > 0) expect(Math.abs(screened.estimate - n / (1 - below)) / screened.mcse).toBeLessThan(4);
      const power = find(result, design, 'power', 't');
      expect(Math.abs(power.estimate - 0.9)).toBeLessThan(4 * power.mcse + 0.003);
      expect(Math.abs(power.estimate - (power.reference as number))).toBeLessThan(4 * power.mcse + 0.003);
    }
  }, 60_000);

  it('of survival: unbiased after adjustment for the score, and between the limits of the plain analysis', async () => {
    const result = await run(`
id: survival
title: Survival
truth:
  scores: {risk: {}}
  enrolment: {screened per month: 30}
  endpoints:
    OS: {time-to-event: {control: {median: 12}, prognostic hazard ratio per sd: {risk: 2}, hazard ratio: 0.6}}
    Y: {continuous: {control: {mean: 0, sd: 1}, prognostic shift per sd: {risk: 1}, mean difference: 0.2}}
designs:
  all:
    size: {randomised: 400}
    analyse at: {months: 36}
    tests: {plain: {of: OS}, adjusted: {of: OS, by: cox, covariates: [risk]}}
  high: {extends: all, enrol: risk >= q60}
  means:
    size: {randomised: 300}
    tests: {plain: {of: Y}, adjusted: {of: Y, by: ancova, covariates: [risk]}}
simulation: {replicates: 3000}
`);
    for (const design of ['all', 'high', 'means']) {
      for (const test of ['plain', 'adjusted']) {
        const bias = find(result, design, 'bias', test);
        // Beside the Monte Carlo error the bias of order 1 / events that maximum likelihood has.
        expect(Math.abs(bias.estimate), `${design} ${test}`).toBeLessThan(4 * bias.mcse + 0.004);
        const power = find(result, design, 'power', test);
        expect(Math.abs(power.estimate - (power.reference as number)), `${design} ${test}`).toBeLessThan(
          4 * power.mcse + 0.01,
        );
      }
    }
    // The score explains half of the variance: the adjusted standard error is that of SD 1, the plain one of SD sqrt 2.
    const se = (test: string) => find(result, 'means', 'model se', test).estimate;
    expect(se('plain') / se('adjusted')).toBeCloseTo(Math.SQRT2, 1);
    const estimate = (test: string) => find(result, 'all', 'mean estimate', test).estimate;
    expect(estimate('plain')).toBeGreaterThan(estimate('adjusted') + 0.05);
  }, 60_000);
});
