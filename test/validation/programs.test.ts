import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { fakePool } from '../fixtures/kernel/pools.ts';

const REPLICATES = 20_000;
const scenario = parseScenario(
  `
id: two-trials
title: Two trials
truth:
  markers: {M: {prevalence: 0.3}}
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.3}, risk difference: 0.2}}}
designs:
  phase2: {size: {randomised: 80}, tests: {t: {of: ORR, alpha: 0.1}}}
  phase3: {size: {randomised: 160}, tests: {t: {of: ORR}}}
  same: {size: {randomised: 160}, tests: {t: {of: ORR}}}
  rare: {size: {randomised: 100}, tests: {t: {of: ORR}}}
programs:
  both:
    - {run: phase2, then: {go: t, stop: otherwise}}
    - {on: go, run: phase3, gap: 6, then: {success: reject t, failure: otherwise}}
  seldom:
    - {run: phase2, then: {lucky: z of t >= 4.2, stop: otherwise}}
    - {on: lucky, run: rare, then: {success: reject t, failure: otherwise}}
simulation: {replicates: ${REPLICATES}}
`,
  { file: 'two.yaml' },
);

describe('two trials in sequence', async () => {
  const { rows } = await runScenario(scenario, { workers: fakePool(1) });
  const of = (design: string, metric: string, analysis: string) =>
    rows.find((row) => row.design === design && row.metric === metric && row.analysis === analysis)!;
  const first = of('phase2', 'power', 't');
  // The same trial, which no program comes to: played in every replicate, on other patients.
  const second = of('same', 'power', 't');

  // Trials share no patient: all below would be far off if they did. 4 MCSE: one false alarm in 16,000.
  it('succeed with the product of their powers', () => {
    const both = of('both', 'path probability', 'go > success');
    const p = first.estimate! * second.estimate!;
    expect(Math.abs(both.estimate! - p)).toBeLessThan(4 * both.mcse!);
    expect(of('both', 'claim probability', 'success').estimate).toBe(both.estimate);
    // No trial on the way has times: there are no events, which is not 0 of them.
    expect(rows.some(({ design, metric }) => design === 'both' && metric === 'events')).toBe(false);
  });

  it('replicate with the power of the second, on the replicates that came to it', () => {
    const replication = of('both', 'replication probability', 'phase3: t');
    expect(replication.n).toBe(Math.round(first.estimate! * REPLICATES));
    expect(Math.abs(replication.estimate! - second.estimate!)).toBeLessThan(4 * replication.mcse!);
    expect(of('both', 'outcome probability given reached', 'phase3: success').estimate).toBe(
      replication.estimate,
    );
  });

  it('show of the second what it would show everywhere, on the replicates that came to it', () => {
    const own = of('phase3', 'power', 't');
    const replication = of('both', 'replication probability', 'phase3: t');
    expect([own.estimate, own.n]).toEqual([replication.estimate, replication.n]);
    expect(own.reference).toBe(second.reference);
    expect(Math.abs(of('phase3', 'mean estimate', 't').estimate! - 0.2)).toBeLessThan(
      4 * of('phase3', 'mean estimate', 't').mcse!,
    );
    expect(of('phase3', 'randomised', '').n).toBe(own.n);
    // Where it is not played nothing failed.
    expect(of('phase3', 'failed', 't')).toMatchObject({ estimate: 0, n: own.n });
    expect(rows.some(({ design }) => / vs (phase3|rare)$|^(phase3|rare) vs /.test(design))).toBe(false);
    expect(rows.some(({ design }) => design === 'same vs phase2')).toBe(true);
  });

  it('give quantiles of a trial that no replicate of the pilot came to', () => {
    const reached = of('seldom', 'probability of reaching', 'rare');
    expect(reached.estimate!).toBeLessThan(0.01);
    const months = of('rare', 'months to analysis', '');
    expect(months.n).toBe(Math.round(reached.estimate! * REPLICATES));
    // 100 patients at 20 a month: Erlang, mean 5, SD 0.5; its median is 1/3 of an arrival below its mean.
    const median = of('rare', 'duration quantile 50', '');
    expect(Math.abs(median.estimate! - (5 - 1 / 60))).toBeLessThan(4 * median.mcse! + 0.02);
    // Gamma of shape 100 and rate 20: half of the 95 % quantile 233.99 of chi-square with 200 degrees of freedom, by 20.
    const late = of('rare', 'duration quantile 95', '');
    expect(Math.abs(late.estimate! - 233.99 / 40)).toBeLessThan(4 * (late.mcse ?? 0.1) + 0.02);
  });

  it('take the patients and months of the first, and of the second as often as it is reached', () => {
    const reached = of('both', 'probability of reaching', 'phase3');
    expect(reached.estimate).toBe(first.estimate);
    expect(of('both', 'randomised', '').estimate).toBeCloseTo(80 + 160 * reached.estimate!, 8);
    const months = of('both', 'months to analysis', '');
    const expected =
      of('phase2', 'months to analysis', '').estimate! +
      reached.estimate! * (6 + of('same', 'months to analysis', '').estimate!);
    expect(Math.abs(months.estimate! - expected)).toBeLessThan(4 * months.mcse!);
  });

  it('open and are analysed in line: what a step takes is what its trial takes', () => {
    const at = (metric: string, step: string) => of('both', metric, step);
    const [end, opens, last] = [
      at('months to step end', 'phase2'),
      at('months to step', 'phase3'),
      at('months to step end', 'phase3'),
    ];
    expect(at('months to step', 'phase2').estimate).toBe(0);
    expect(end.estimate).toBe(of('phase2', 'months to analysis', '').estimate);
    // Who comes when says nothing of who responds: also those who go on have waited as long.
    expect(Math.abs(opens.estimate! - 6 - end.estimate!)).toBeLessThan(
      4 * Math.hypot(opens.mcse!, end.mcse!),
    );
    const took = last.estimate! - opens.estimate!;
    const second = of('phase3', 'months to analysis', '');
    expect(Math.abs(took - second.estimate!)).toBeLessThan(4 * last.mcse!);
    // The months of a program are those of its steps, as often as they are reached: the same replicates.
    const reached = of('both', 'probability of reaching', 'phase3');
    expect(of('both', 'months to analysis', '').estimate).toBeCloseTo(
      end.estimate! + reached.estimate! * (6 + took),
      6,
    );
    expect(opens.n).toBe(Math.round(first.estimate! * REPLICATES));
  });
});
