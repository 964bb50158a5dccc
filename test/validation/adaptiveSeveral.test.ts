import { describe, expect, it } from 'vitest';
import { adaptiveBody } from '../fixtures/adaptive/trials.ts';
import { pointFrom, simulated } from '../fixtures/kernel/points.ts';

/*
 * Three populations that overlap, nobody benefits, the best goes on: the familywise error is at most alpha, and not far below it, since
 * the correlation is used. 3.5 MCSE (one check in 2,000 by chance); 0.002 for random information. Stages of patients, a normal outcome.
 */
const TRIALS = 20_000;
const ALPHA = 0.025;
const body = (multiplicity: string, rule: string) =>
  adaptiveBody({
    others: ', K: {prevalence: 0.5}',
    endpoints: '{Y: {continuous: {control: {mean: 0, sd: 1}, mean difference: 0}}}',
    tests: '{all: {}, M+: {in: M+}, K+: {in: K+}}',
    at: '[{patients: 100}, {patients: 240}]',
    randomised: 240,
    select: `select: {from: [${multiplicity.includes('of:') ? '' : 'all, '}M+, K+], rule: ${rule}}`,
    multiplicity,
  });
const MCSE = Math.sqrt((ALPHA * (1 - ALPHA)) / TRIALS);

describe('three populations with their known correlation', () => {
  it.each([
    ['inverse normal, the best', '{closed: dunnett, combine: inverse-normal}', 'best', 0.015],
    ['conditional error, the best', '{closed: dunnett, combine: conditional-error}', 'best', 0.015],
    [
      'two that overlap, inverse normal',
      '{closed: dunnett, combine: inverse-normal, of: [M+, K+]}',
      'best',
      0.014,
    ],
    // Who is recruited changes, but not how M+ and K+ overlap among them.
    ['inverse normal, the two best', '{closed: dunnett, combine: inverse-normal}', '{r best: 2}', 0.018],
    [
      'conditional error, the two best',
      '{closed: dunnett, combine: conditional-error}',
      '{r best: 2}',
      0.018,
    ],
    ['conditional error, all go on', '{closed: dunnett, combine: conditional-error}', 'all', 0.021],
  ])('%s', (_, multiplicity, rule, least) => {
    const point = pointFrom(body(multiplicity, rule), 'several');
    const [errors] = simulated(point, TRIALS, [['familywise error']]);
    const rate = errors.reduce((sum, x) => sum + x, 0) / TRIALS;
    expect(rate).toBeLessThan(ALPHA + 3.5 * MCSE + 0.002);
    expect(rate).toBeGreaterThan(least);
  });

  it('holds for survival with prognostic markers, where the shares of the events drift from the planned ones', () => {
    const trials = 6000;
    const point = pointFrom(
      adaptiveBody({
        others: ', K: {prevalence: 0.3}',
        endpoints: '{OS: {time-to-event: {control: {median: {M+: 6, M-: 14}}, hazard ratio: 1}}}',
        tests: '{all: {}, M+: {in: M+}, K+: {in: K+}}',
        at: '[{events: 80}, {events: 160}]',
        randomised: 200,
        select: 'select: {from: [all, M+, K+], rule: {r best: 2}}',
        multiplicity: '{closed: dunnett, combine: inverse-normal}',
      }),
      'drift',
    );
    const [errors] = simulated(point, trials, [['familywise error']]);
    const rate = errors.reduce((sum, x) => sum + x, 0) / trials;
    // 0.003: the log-rank test at 25 to 160 events, and random information.
    expect(rate).toBeLessThan(ALPHA + 3.5 * Math.sqrt((ALPHA * (1 - ALPHA)) / trials) + 0.003);
    expect(rate).toBeGreaterThan(0.015);
  });
});
