import { describe, expect, it } from 'vitest';
import { replay } from '../../src/engine/replay.ts';
import { type ResultRow, runScenario } from '../../src/index.ts';
import { createPopulation } from '../../src/population/groups.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { planDesigns } from '../../src/trial/planDesigns.ts';

/** Three tumours that respond, and stay in response, unlike; a target mix that is not the trial's. */
const scenario = (patients: number, endpoint = 'after: ORR, ') => `
id: dor
title: DoR
truth:
  strata: {tumour: {a: {share: 0.5}, b: {share: 0.3}, c: {share: 0.2}}}
  target mix: {tumour = a: 0.2, tumour = b: 0.3, tumour = c: 0.5}
  enrolment: {screened per month: 20}
  endpoints:
    ORR: {binary: {control: {rate: 0.1}, experimental: {rate: {tumour = a: 0.7, tumour = b: 0.5, all: 0.4}}, assessed at: 2}}
    DoR: {time-to-event: {${endpoint}control: {median: 3}, experimental: {median: {tumour = a: 15, tumour = b: 8, all: 5}}, dropout: {rate: 0.01}}}
designs:
  main:
    single arm: experimental
    size: {treated: ${patients}}
    analyse at: {follow-up: 12}
    tests:
      response: {of: ORR, against: {rate: 0.5}}
      median: {of: DoR, by: median, against: {median: 7}}
      milestone: {of: DoR, by: milestone, against: {survival: {at: 6, value: 0.58}}}
      log-rank: {of: DoR, against: {median: 8}}
      mix: {of: DoR, by: post-stratified-milestone, against: {survival: {at: 6, value: 0.5}}, for: target mix, stratify by: [tumour]}
      by tumour: {of: DoR, in: each tumour, by: milestone, against: {survival: {at: 6, value: 0.5}}}
`;

const TUMOURS = [
  { enrolled: 0.5, target: 0.2, rate: 0.7, median: 15 },
  { enrolled: 0.3, target: 0.3, rate: 0.5, median: 8 },
  { enrolled: 0.2, target: 0.5, rate: 0.4, median: 5 },
];
const sum = (of: (one: (typeof TUMOURS)[number]) => number) => TUMOURS.reduce((all, one) => all + of(one), 0);
/** Share still in response at a time, of all responders of a mix. */
const lasting = (mix: 'enrolled' | 'target', time: number) =>
  sum((one) => one[mix] * one.rate * 2 ** (-time / one.median)) / sum((one) => one[mix] * one.rate);

/**
 * P(event seen) of a patient: of a responder with u months from the assessment to the cut, hazard h and dropout d,
 * h / (h + d) (1 - exp(-(h + d) u)), u uniform from 10 to 30 months for entries at an even rate over 20.
 */
const seenByCut = () =>
  sum(({ enrolled, rate, median }) => {
    const h = Math.LN2 / median;
    const k = h + 0.01;
    return (enrolled * rate * h * (1 - (Math.exp(-10 * k) - Math.exp(-30 * k)) / (20 * k))) / k;
  });

describe('duration of response', () => {
  it('estimates tend to what responders show, by hand', async () => {
    const rows = (await runScenario(scenario(400), { replicates: 3000 })).rows as ResultRow[];
    const bias = (test: string, estimand: string) =>
      rows.find(
        ({ analysis, metric, reference_kind }) =>
          analysis === test && metric === 'bias' && reference_kind === `estimand: responders in ${estimand}`,
      ) as ResultRow;
    const fixed = bias('milestone', 'all against the fixed value');
    expect(fixed.reference).toBeCloseTo(lasting('enrolled', 6) - 0.58, 10);
    const mix = bias('mix', 'all at the target mix');
    expect(mix.reference).toBeCloseTo(lasting('target', 6) - 0.5, 10);
    const level = bias('by tumour: c', 'tumour = c against the fixed value');
    expect(level.reference).toBeCloseTo(2 ** (-6 / 5) - 0.5, 10);
    // 4 MCSE, one run in 3,000 outside for these three; Kaplan-Meier estimates at 30 responders and more have no bias to be seen beside it.
    for (const row of [fixed, mix, level])
      expect(Math.abs(row.estimate as number)).toBeLessThan(4 * (row.mcse as number));
    // Half are left at the median of the mixture.
    const median = bias('median', 'all against the fixed value');
    expect(lasting('enrolled', 7 * Math.exp(median.reference as number))).toBeCloseTo(0.5, 9);
    // Nothing is read as an effect of treatment.
    const own = rows.filter(({ analysis }) => analysis === 'milestone');
    expect(own.some(({ reference_kind }) => reference_kind.includes('treatment effect'))).toBe(false);
    expect(own.some(({ metric }) => metric.endsWith('effect claim') || metric === 'missed effect')).toBe(
      false,
    );
    // Standard errors are right where the intervals hold: 0.942 measured for the mix, 2,900 trials in 3,000 within 0.015 of 0.95.
    const coverage = rows.find(
      ({ analysis, metric, reference_kind }) =>
        analysis === 'mix' && metric === 'coverage' && reference_kind.endsWith('at the target mix'),
    ) as ResultRow;
    expect(Math.abs((coverage.estimate as number) - 0.95)).toBeLessThan(0.02);
  });

  it('powers are those of the law of z, and events those expected by quadrature', async () => {
    const { rows } = await runScenario(scenario(400), { replicates: 3000 });
    const power = (test: string) =>
      rows.find(({ analysis, metric }) => analysis === test && metric === 'power') as ResultRow;
    for (const test of ['median', 'milestone', 'log-rank']) {
      const { estimate, reference, mcse } = power(test);
      // Normal theory for a score of 210 responders: within 0.02 (measured 0.012) beside 4 MCSE.
      expect(Math.abs((estimate as number) - (reference as number))).toBeLessThan(
        0.02 + 4 * (mcse as number),
      );
      expect(reference).toBeGreaterThan(0.3);
      expect(reference).toBeLessThan(0.98);
    }
    const events = rows.find(
      ({ analysis, metric }) => analysis === 'milestone' && metric === 'information',
    ) as ResultRow;
    // 0.1 beside 4 MCSE: the month of the last entry is random about 20.
    expect(Math.abs((events.estimate as number) - 400 * seenByCut())).toBeLessThan(
      0.1 + 4 * (events.mcse as number),
    );
  });

  it('events expected at a month are those of responders followed since their assessment', () => {
    const { points } = parseScenario(scenario(400), { file: 'dor.yaml' });
    const [{ expectations, design }] = planDesigns(points[0], createPopulation(points[0].truth)).main;
    expect(expectations.monthsToAnalysis).toBeCloseTo(32, 9);
    const milestone = design.tests.find(({ name }) => name === 'milestone') as (typeof design.tests)[number];
    expect(expectations.events(32, milestone.in, 'DoR')).toBeCloseTo(400 * seenByCut(), 6);
  });

  it('a look at more events than responders have comes at the last of them', async () => {
    const text = scenario(60).replace('analyse at: {follow-up: 12}', 'analyse at: {events: 55, of: DoR}');
    const result = await runScenario(text.replace('dropout: {rate: 0.01}', 'dropout: {rate: 0}'), {
      replicates: 50,
    });
    const of = (metric: string) =>
      result.rows.find((row) => row.metric === metric && row.analysis === '')?.estimate as number;
    expect(of('months to analysis')).toBeLessThan(300);
    expect(of('events')).toBeLessThan(55);
    expect(result.warnings.some(({ kind }) => kind === 'events not reached')).toBe(true);
  });

  it('has no computed power at a time that no response is followed to', async () => {
    // The first patient is assessed at month 2 at the earliest, and the data are cut at 5 or 6: 60 patients at 20 a month, and 3 months more.
    const reference = async (at: number) => {
      const text = scenario(60)
        .replace('follow-up: 12', 'follow-up: 3')
        .replace('{at: 6, value: 0.58}', `{at: ${at}, value: 0.58}`);
      const { rows } = await runScenario(text, { replicates: 2 });
      return rows.find(({ analysis, metric }) => analysis === 'milestone' && metric === 'power')?.reference;
    };
    expect(await reference(3.9)).toBeGreaterThan(0);
    expect(await reference(4.1)).toBeNull();
  });

  it('the truth told is that of responders, without a control arm', async () => {
    const { truth, designs } = await runScenario(scenario(60), { replicates: 2 });
    const [{ curves, cells, durations }] = truth;
    expect(durations).toEqual([{ endpoint: 'DoR', after: 'ORR' }]);
    expect(designs[0].tests.map(({ after }) => after)).toEqual([undefined, ...Array(7).fill('ORR')]);
    expect(curves.every(({ arm }) => arm === 'experimental')).toBe(true);
    const all = curves.find(({ population }) => population === 'all');
    all?.time.forEach((time, i) => {
      expect(all.survival[i]).toBeCloseTo(lasting('enrolled', time), 10);
    });
    const told = cells.filter(({ endpoint }) => endpoint === 'DoR');
    expect(told.map(({ control, experimental, effect }) => [control, experimental, effect])).toEqual([
      [null, expect.closeTo(15, 9), null],
      [null, expect.closeTo(8, 9), null],
      [null, expect.closeTo(5, 9), null],
    ]);
    expect(told.map(({ probability }) => probability)).toEqual([0.5, 0.3, 0.2]);
  });

  it('claims are judged by the response', async () => {
    const claims = `
    claims: {works: {when: reject response and reject milestone, for: all}, none: {when: otherwise, for: none}}
`;
    const { rows } = await runScenario(scenario(60).trimEnd() + claims, { replicates: 300 });
    const of = (metric: string, analysis = '') =>
      rows.find((row) => row.metric === metric && row.analysis === analysis)?.estimate;
    expect(of('right claim probability')).toBe(of('claim probability', 'works'));
    expect(of('false claim probability')).toBe(0);
  });

  it('is a time from entry where everybody responds at once', async () => {
    const all = (text: string) =>
      text
        .replace('rate: {tumour = a: 0.7, tumour = b: 0.5, all: 0.4}}, assessed at: 2', 'rate: 1}')
        .replace(/ {6}(mix|response): .*\n/g, '');
    const numbers = async (text: string) =>
      (await runScenario(text, { replicates: 200 })).rows
        .filter(({ metric }) =>
          ['power', 'mean estimate', 'information', 'months to analysis'].includes(metric),
        )
        .map(({ analysis, metric, estimate }) => [analysis, metric, estimate]);
    const duration = await numbers(all(scenario(60)));
    expect(duration).toEqual(await numbers(all(scenario(60, ''))));
    expect(duration.length).toBeGreaterThan(15);
  });

  it('leaves out who does not respond, patient by patient', () => {
    const { points, simulation } = parseScenario(scenario(60), { file: 'dor.yaml' });
    const [{ rows }] = replay(points[0], simulation, 'main', 3).tables;
    expect(rows).toHaveLength(60);
    for (const row of rows) {
      const responds = row['ORR response'] === 1;
      expect(row['DoR ends in'] === 'no response').toBe(!responds);
      if (!responds) expect(row['DoR months']).toBeUndefined();
      else {
        const began = (row['DoR calendar month'] as number) - (row['DoR months'] as number);
        expect(began).toBeCloseTo((row['randomised at'] as number) + 2, 9);
      }
    }
  });
});
