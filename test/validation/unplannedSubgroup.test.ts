import { describe, expect, it } from 'vitest';
import { normalCdf, normalDensity, normalQuantile } from '../../src/numeric/normal.ts';
import { integrate } from '../../src/numeric/quadrature.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { fakePool } from '../fixtures/kernel/pools.ts';

const PREVALENCE = 0.4;
const MARKERS = ['A', 'B', 'C', 'D'];
const wins = (markers: string[]) => markers.map((m) => `reject ${m}+`).join(' or ');
const design = (name: string, markers: string[]) => `
  ${name}:
    randomise: {method: simple}
    size: {randomised: 400}
    tests: {overall: {of: Y}, ${markers.map((m) => `${m}+: {of: Y, in: ${m}+}`).join(', ')}}
    metrics: {win: ${wins(markers)}, win after failure: not reject overall and (${wins(markers)})}`;

const scenario = parseScenario(
  `
id: unplanned
title: Unplanned
truth:
  markers: {${MARKERS.map((m) => `${m}: {prevalence: ${PREVALENCE}}`).join(', ')}}
  enrolment: {screened per month: 20}
  endpoints: {Y: {continuous: {control: {mean: 0, sd: 1}, mean difference: 0}}}
designs:${design('one', ['A'])}${design('four', MARKERS)}
  confirm: {enrol: A+, size: {randomised: 200}, tests: {A+: {of: Y, in: A+}}}
programs:
  look-then-confirm:
    - {run: four, then: {try: not reject overall and (${wins(MARKERS)}), stop: otherwise}}
    - {on: try, run: confirm, then: {confirmed: A+, refuted: otherwise}}
simulation: {replicates: 20000}
`,
  { file: 'unplanned.yaml' },
);

/**
 * Without any effect, z of all and of K independent markers' positive patients are normal with correlation sqrt(p) to z of all, and given
 * that z independent of each other (the overlap of two subgroups, p, is the product of the two correlations).
 *
 * @param fails whether the overall test must have failed
 */
function someWin(k: number, fails: boolean): number {
  const c = normalQuantile(0.975);
  const root = Math.sqrt(PREVALENCE);
  const given = (x: number) => 1 - normalCdf((c - root * x) / Math.sqrt(1 - PREVALENCE)) ** k;
  return integrate((x) => normalDensity(x) * given(x), -8, fails ? c : 8).value;
}

describe('an unplanned look at K markers that do nothing', async () => {
  const { rows } = await runScenario(scenario, { workers: fakePool(1) });
  const of = (name: string, metric: string, analysis: string) =>
    rows.find((row) => row.design === name && row.metric === metric && row.analysis === analysis)!;

  // 4 MCSE: one false alarm in 16,000; 0.0015 for random subgroup sizes and t instead of normal tails.
  it.each([
    ['one', 1],
    ['four', 4],
  ])('%s: some subgroup wins as often as the normal law says, after failure too', (name, k) => {
    for (const [analysis, fails] of [
      ['win', false],
      ['win after failure', true],
    ] as const) {
      const found = of(name, 'success probability', analysis);
      expect(Math.abs(found.estimate! - someWin(k, fails))).toBeLessThan(4 * found.mcse! + 0.0015);
    }
  });

  it('is confirmed by a new trial in one of forty', () => {
    const found = of('look-then-confirm', 'replication probability', 'confirm: A+');
    expect(found.n).toBeGreaterThan(800);
    expect(Math.abs(found.estimate! - 0.025)).toBeLessThan(4 * found.mcse!);
  });
});
