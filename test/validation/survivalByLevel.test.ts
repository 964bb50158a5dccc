import { describe, expect, it } from 'vitest';
import { milestone } from '../../src/analyses/milestone.ts';
import { postStratifiedMilestone } from '../../src/analyses/postStratifiedMilestone.ts';
import { type ResultRow, runScenario } from '../../src/index.ts';

/** Two tumours, one of which is recruited too readily and lives longer, each against a history of its own. */
const scenario = `
id: pfs
title: PFS
truth:
  strata: {tumour: {a: {share: 0.5}, b: {share: 0.5}}}
  enrolment: {screened per month: 20, relative rate: {tumour = a: 1, tumour = b: 0.25}}
  endpoints:
    PFS: {time-to-event: {control: {median: {tumour = a: 6, tumour = b: 3}}, experimental: {median: {tumour = a: 10, tumour = b: 3}}, dropout: {rate: 0.01}}}
designs:
  d:
    single arm: experimental
    size: {treated: 150}
    analyse at: {follow-up: 6}
    tests:
      pooled: {by: milestone, against: {survival: {at: 6, value: 0.35}}}
      standardised: {by: post-stratified-milestone, against: {survival: {at: 6, value: 0.35}}, stratify by: [tumour], for: target mix}
      by tumour: {in: each tumour, by: one-sample-log-rank, against: {median: {tumour = a: 6, all: 3}}}
`;

describe('survival by level of a factor', () => {
  it('standardised to the target mix has no bias and its coverage where the pooled estimate has both', async () => {
    const rows = (await runScenario(scenario, { replicates: 4000 })).rows as ResultRow[];
    const of = (test: string, metric: string) =>
      rows.find(
        (row) =>
          row.analysis === test &&
          row.metric === metric &&
          (row.reference_kind === 'estimand: all at the target mix' || metric === 'power'),
      ) as ResultRow;
    // S(6) of a: 2^-0.6, of b: 2^-2; half of each wanted, 4 to 1 enrolled.
    const wanted = (2 ** -0.6 + 2 ** -2) / 2;
    expect(of('standardised', 'bias').reference).toBeCloseTo(wanted - 0.35, 10);
    const bias = of('pooled', 'bias');
    const enrolled = 0.8 * 2 ** -0.6 + 0.2 * 2 ** -2;
    expect(Math.abs((bias.estimate as number) - (enrolled - wanted))).toBeLessThan(4 * (bias.mcse as number));
    // 4 MCSE; Greenwood's curves are nearly unbiased at 30 patients and more.
    const standardised = of('standardised', 'bias');
    expect(Math.abs(standardised.estimate as number)).toBeLessThan(4 * (standardised.mcse as number));
    const coverage = of('standardised', 'coverage').estimate as number;
    // Measured 0.946; a normal law for a sum of binomial sizes 30 and 120 misses by less than 0.015.
    expect(coverage).toBeGreaterThan(0.935);
    expect(coverage).toBeLessThan(0.965);
    expect(of('pooled', 'coverage').estimate).toBeLessThan(0.3);
  });

  it('levels are held against curves of their own, and closed by them', async () => {
    const looks = `looks: {at: [{events: 15, in: each tumour}, {follow-up: 6}], futility: {hazard ratio above: 1}, close: {}}`;
    const rows = (await runScenario(scenario, { replicates: 1500 })).rows as ResultRow[];
    const powers = rows.filter(
      ({ analysis, metric }) => analysis.startsWith('by tumour') && metric === 'power',
    );
    expect(powers).toHaveLength(2);
    // Normal theory at 120 and 30 patients: within 0.02 (measured 0.011) beside 4 MCSE.
    for (const row of powers)
      expect(Math.abs((row.estimate as number) - (row.reference as number))).toBeLessThan(
        0.02 + 4 * (row.mcse as number),
      );
    const error = rows.find(({ metric }) => metric === 'familywise error');
    expect(error?.estimate).toBe(powers[1].estimate);
    const text = scenario.replace('analyse at: {follow-up: 6}', looks);
    const closed = (await runScenario(text, { replicates: 1500 })).rows as ResultRow[];
    const at = (level: string) =>
      closed.find(
        ({ analysis, metric }) => analysis === `by tumour: ${level}` && metric === 'closed at look 1',
      )?.estimate as number;
    // Of 15 events as many are expected under b's own history: closed about half of the time.
    expect(at('b')).toBeGreaterThan(0.4);
    expect(at('b')).toBeLessThan(0.65);
    expect(at('a')).toBeLessThan(0.1);
  });

  it('of one stratum is the milestone, with other strata by their weights', () => {
    // Groups 0 and 1; code = group * 4 + arm * 2 + event.
    const times = [1, 2, 3, 4, 5, 6, 7, 8];
    const events = [1, 1, 0, 1, 0, 1, 0, 0];
    const groups = [0, 1, 0, 1, 0, 1, 0, 1];
    const data = {
      n: 8,
      time: Float64Array.from(times),
      code: Uint16Array.from(events.map((event, i) => groups[i] * 4 + 2 + event)),
    };
    const out = new Float64Array(5);
    const alone = new Float64Array(5);
    const [first, second] = [Uint8Array.of(1, 0), Uint8Array.of(0, 1)];
    const options = { horizon: 6, reference: 0.4 };
    milestone(data as never, second, 6, 0.4)(alone, 0);
    postStratifiedMilestone(data as never, [second], { ...options, weights: [2] })(out, 0);
    for (let i = 0; i < 5; i++) expect(out[i]).toBeCloseTo(alone[i], 12);
    // 3/4 of the first; (3/4)(2/3)(1/2) = 1/4 of the second.
    postStratifiedMilestone(data as never, [first, second], { ...options, weights: [1, 3] })(out, 0);
    expect(out[1]).toBeCloseTo(0.25 * 0.75 + 0.75 * 0.25 - 0.4, 12);
    const greenwood = [0.75 ** 2 * (1 / 12), 0.25 ** 2 * (1 / 12 + 1 / 6 + 1 / 2)];
    expect(out[2]).toBeCloseTo(Math.sqrt(greenwood[0] / 16 + (9 * greenwood[1]) / 16), 12);
    // All of the first live, one of them at risk at the time: he counts as 1.5 of 2. Nobody is of the third.
    const live = { ...data, code: Uint16Array.from(data.code, (code) => (code < 4 ? 2 : code)) };
    postStratifiedMilestone(live as never, [first, second, Uint8Array.of(0, 0)], {
      reference: 0.4,
      horizon: 6.5,
      weights: [1, 3, 7],
    })(out, 0);
    expect(out[1]).toBeCloseTo(0.25 * 1 + 0.75 * 0.25 - 0.4, 12);
    expect(out[2]).toBeCloseTo(Math.sqrt((0.75 * 0.25) / 16 + (9 * greenwood[1]) / 16), 12);
    postStratifiedMilestone(data as never, [Uint8Array.of(0, 0)], { ...options, weights: [1] })(out, 0);
    expect([...out].every(Number.isNaN)).toBe(true);
  });
});
