import { describe, expect, it } from 'vitest';
import { postStratifiedMilestone } from '../../src/analyses/postStratifiedMilestone.ts';
import { ScenarioError } from '../../src/errors.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

const scenario = (tests: string, design = 'single arm: experimental\n    size: {treated: 40}', more = '') => `
id: dor
title: DoR
truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 4}
  endpoints:
    ORR: {binary: {control: {rate: 0.1}, experimental: {rate: 0.5}, assessed at: 2}}
    DoR: {time-to-event: {after: ORR, experimental: {median: {M+: 10, M-: 5}}}}
designs:
  main:
    ${design}
    analyse at: {follow-up: 12}
    tests: {${tests}}
    ${more}
simulation: {replicates: 100}
`;
const WELL = 'response: {of: ORR, against: {rate: 0.3}}, duration: {of: DoR, against: {median: 6}}';

function faultsOf(text: string): string[] {
  try {
    parseScenario(text, { file: 'dor.yaml' });
    return [];
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
}

describe('a duration of response in the language', () => {
  it('takes its control curve from the experimental arm where none is written', () => {
    const { truth } = parseScenario(scenario(WELL), { file: 'dor.yaml' }).points[0];
    const endpoint = truth.endpoints.DoR;
    if (endpoint.kind !== 'time-to-event' || endpoint.effect.kind !== 'experimental') throw new TypeError();
    expect(endpoint.after).toBe('ORR');
    expect(endpoint.control).toEqual(endpoint.effect.curve);
  });

  const use = (path: string) => [`duration-use designs.main.${path}`];
  it.each([
    ['is held against a curve', WELL, []],
    ['not against nothing', 'duration: {of: DoR}', use('tests.duration')],
    [
      'not against other responders',
      'duration: {of: DoR, in: M+, against: M-}',
      use('tests.duration.against'),
    ],
  ])('%s', (_, tests, faults) => {
    expect(faultsOf(scenario(tests))).toEqual(faults);
  });

  it('is not compared between the arms of a randomised trial', () => {
    const randomised = 'randomise: {ratio: 1:1}\n    size: {randomised: 40}';
    expect(faultsOf(scenario('duration: {of: DoR}', randomised))).toEqual(use('tests.duration'));
    const other = 'duration: {of: DoR, in: M+, against: M-, arm: experimental}';
    expect(faultsOf(scenario(other, randomised))).toEqual(use('tests.duration.against'));
  });

  it('shows no benefit: claims are judged by the response tested beside it, and a marker has no class by it', () => {
    const claims = 'claims: {works: {when: reject duration, for: all}, none: {when: otherwise, for: none}}';
    expect(faultsOf(scenario(WELL, undefined, claims))).toEqual([]);
    const alone = 'duration: {of: DoR, against: {median: 6}}';
    expect(faultsOf(scenario(alone, undefined, claims))).toEqual(use('claims'));
    const classify = 'classify: {marker: M, of: DoR, prognostic: reject duration}';
    expect(faultsOf(scenario(WELL, undefined, classify))).toEqual(use('classify.of'));
  });
});

describe('duration in the target mix', () => {
  // Two strata of four responders each: S(6) is 3/4 and 1/4, Greenwood's sums are 1/12 and 1/12 + 1/6 + 1/2.
  const groups = [0, 1, 0, 1, 0, 1, 0, 1];
  const events = [1, 1, 0, 1, 0, 1, 0, 0];
  const data = {
    n: 8,
    time: Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8]),
    code: Uint16Array.from(events.map((event, i) => groups[i] * 4 + 2 + event)),
  };
  const strata = [Uint8Array.of(1, 0), Uint8Array.of(0, 1)];
  const table = (x1: number, n1: number) => ({ x1, n1, x0: 0, n0: 0 });
  const analyse = (weights: number[], responses?: ReturnType<typeof table>[]) => {
    const out = new Float64Array(5);
    const options = { weights, horizon: 6, reference: 0.4, responses };
    postStratifiedMilestone(data as never, strata, options)(out, 0);
    return out;
  };

  it('weighs the strata by the target mix times the shares who respond', () => {
    const out = analyse([1, 3], [table(4, 5), table(4, 15)]);
    // 1 x 4/5 : 3 x 4/15 = 1 : 1.
    expect(out[1]).toBeCloseTo((0.75 + 0.25) / 2 - 0.4, 12);
    // Var = sum q^2 Var S + sum (q (S - mean))^2 (1 - p) / (n p), q = 1/2.
    const curves = 0.25 * (0.75 ** 2 / 12 + 0.25 ** 2 * (1 / 12 + 1 / 6 + 1 / 2));
    const shares = 0.25 * 0.25 ** 2 * (0.2 / 4 + 11 / 15 / 4);
    expect(out[2]).toBeCloseTo(Math.sqrt(curves + shares), 12);
  });

  it('is the plain one where everybody responds, and leaves out strata in which nobody does', () => {
    expect(analyse([1, 3], [table(4, 4), table(4, 4)])).toEqual(analyse([1, 3]));
    const [first, second] = [analyse([1, 3], [table(0, 9), table(4, 9)]), analyse([0, 3])];
    // Rounding alone: weights of one stratum cancel.
    for (let i = 0; i < 5; i++) expect(first[i]).toBeCloseTo(second[i], 12);
  });
});
