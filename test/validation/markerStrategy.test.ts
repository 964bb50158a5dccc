import { describe, expect, it } from 'vitest';
import { normalTheoryPower } from '../../src/designs/limits/normalTheoryPower.ts';
import { ScenarioError } from '../../src/errors.ts';
import { analysisMonth } from '../../src/trial/plannedTrial.ts';
import { pointFrom, scenarioFrom, simulated } from '../fixtures/kernel/points.ts';
import { Z_LIMIT } from '../fixtures/kernel/statistics.ts';

const REPLICATES = 6000;
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;
const error = (values: ArrayLike<number>) => {
  const centre = mean(values);
  return Z_LIMIT * Math.sqrt(mean(Array.from(values, (x) => (x - centre) ** 2)) / values.length);
};

const ENDPOINTS = {
  ORR: 'binary: {control: {rate: {M+: 0.3, M-: 0.2}}, risk difference: {M+: 0.25, M-: -0.05}}',
  QOL: 'continuous: {control: {mean: {M+: 2, M-: 1}, sd: 3}, mean difference: {M+: 1.5, M-: -0.5}, assessed at: 1}',
  PFS: 'time-to-event: {control: {median: {M+: 8, M-: 6}}, hazard ratio: {M+: 0.5, M-: 1.1}}',
};
const text = (endpoint: keyof typeof ENDPOINTS, tests: string, strategy = 'M+', size = 300) => `truth:
  markers: {M: {prevalence: 0.4, assay: {sensitivity: 0.9, specificity: 0.8}}}
  strata: {lot: {experimental: {share: 0.3}, control: {share: 0.7}}}
  enrolment: {screened per month: 40}
  endpoints: {E: {${ENDPOINTS[endpoint]}}}
designs:
  strategies: {marker strategy: ${strategy}, size: {randomised: ${size}}, ${endpoint === 'PFS' ? 'analyse at: {follow-up: 12}, ' : ''}tests: {${tests}}}
  stratified: {extends: strategies, marker strategy: null, randomise: {stratify by: [M]}}`;

/** Share of the assay-positive, and of the truly positive among them. */
const POSITIVE = 0.4 * 0.9 + 0.6 * 0.2;
const PPV = (0.4 * 0.9) / POSITIVE;

describe('a trial of strategies', () => {
  it('shows the effect in the assay-positive, diluted by their share: rates', () => {
    const point = pointFrom(text('ORR', 'all: {}, M+: {in: M+}, M-: {in: M-}'), 'strategy');
    const [{ estimands }] = point.designs.strategies;
    const own = PPV * 0.25 - (1 - PPV) * 0.05;
    expect(estimands[0].map(({ name }) => name)).toEqual(['all (enrolled mix)', 'treatment effect in M+']);
    expect(estimands[0][0].value).toBeCloseTo(POSITIVE * own, 12);
    expect(estimands[0][1].value).toBeCloseTo(own, 12);
    expect(estimands[1][0].value).toBeCloseTo(own, 12);
    // Both arms give them control, and there is no effect of the treatments among them to speak of.
    expect(estimands[2][0].value).toBeCloseTo(0, 12);
    expect(estimands[2].map(({ name }) => name)).toEqual(['M- (assay)', 'true M-']);
    const columns = simulated(point, REPLICATES, [
      ['estimate', 'all', 'strategies'],
      ['estimate', 'M+', 'strategies'],
      ['estimate', 'M-', 'strategies'],
    ]);
    [POSITIVE * own, own, 0].forEach((value, t) => {
      expect(Math.abs(mean(columns[t]) - value)).toBeLessThan(error(columns[t]));
    });
  });

  it('means: and beside a second randomisation of the unguided less what that gives them', () => {
    const point = pointFrom(text('QOL', 'all: {}', '{guided: M+, unguided: lot = experimental}'), 'strategy');
    const own = PPV * 1.5 - (1 - PPV) * 0.5;
    const unguided = 0.3 * (0.4 * 1.5 - 0.6 * 0.5);
    const [{ estimands }] = point.designs.strategies;
    expect(estimands[0][0].value).toBeCloseTo(POSITIVE * own - unguided, 12);
    expect(estimands[0].at(-1)?.value).toBeCloseTo(own, 12);
    const [found] = simulated(point, REPLICATES, [['estimate', 'all', 'strategies']]);
    expect(Math.abs(mean(found) - (POSITIVE * own - unguided))).toBeLessThan(error(found));
  });

  it('times: with its power computed; the same patients in the stratified trial', () => {
    const body = text('PFS', 'all: {by: log-rank}, M+: {in: M+, by: log-rank}');
    const point = pointFrom(body, 'strategy');
    const columns = simulated(point, 2000, [
      ['rejects', 'all', 'strategies'],
      ['rejects', 'M+', 'strategies'],
      ['estimate', 'all', 'strategies'],
    ]);
    const [planned] = point.designs.strategies;
    [0, 1].forEach((t) => {
      const { design, plan, expectations, truth } = planned;
      const month = analysisMonth(design, expectations);
      const power = normalTheoryPower(design.tests[t], design, plan, truth, point.population, month)?.power;
      // First order in some 190 and 90 events, beside 4.9 SE.
      expect(Math.abs(mean(columns[t]) - (power as number))).toBeLessThan(0.02 + error(columns[t]));
    });
    expect(Math.abs(mean(columns[2]) - planned.estimands[0][0].value)).toBeLessThan(0.01 + error(columns[2]));
    // Nobody whom the assay calls negative is given the drug: only the truly negative among the positive, half of them.
    const exposed = (design: string) =>
      mean(simulated(point, 500, [['marker-negative exposed', 'M', design]])[0]);
    expect(exposed('strategies')).toBeCloseTo(150 * 0.12, -0.5);
    expect(exposed('stratified')).toBeCloseTo(150 * 0.6, -0.5);
  });

  it('is the stratified trial where everybody is guided to the drug', () => {
    const guided = pointFrom(text('PFS', 'all: {by: log-rank}', 'all'), 'strategy');
    const plain = pointFrom(text('PFS', 'all: {by: log-rank}', 'null'), 'strategy');
    for (let r = 0; r < 5; r++) {
      guided.run(r);
      plain.run(r);
      const z = (point: typeof guided) => simulatedOne(point, 'z', 'all');
      expect(z(guided)).toBe(z(plain));
    }
  });
});

function simulatedOne(point: ReturnType<typeof pointFrom>, quantity: string, analysis: string): number {
  const j = point.columns.findIndex(
    (c) => c.quantity === quantity && c.analysis === analysis && c.design === 'strategies',
  );
  return point.row[j];
}

describe('a strategy that cannot be', () => {
  const codes = (edit: (body: string) => string) => {
    try {
      scenarioFrom(edit(text('ORR', 'all: {}')));
      return [];
    } catch (fault) {
      if (fault instanceof ScenarioError) return fault.faults.map(({ code, path }) => `${code} ${path}`);
      throw fault;
    }
  };
  it.each([
    ['marker strategy: M+', 'marker strategy: N+', 'unknown-name designs.strategies.marker strategy'],
    [
      'marker strategy: M+',
      'enrol: M-, marker strategy: M+',
      'not-enrolled designs.strategies.marker strategy',
    ],
    [
      'marker strategy: M+',
      'marker strategy: {guided: M+, unguided: lot = x}',
      'unknown-name designs.strategies.marker strategy.unguided',
    ],
    [
      'marker strategy: M+, size: {randomised',
      'single arm: experimental, marker strategy: M+, size: {treated',
      'option-method designs.strategies.marker strategy',
    ],
  ])('%s as %s', (old, now, fault) => {
    expect(codes((body) => body.replace(old, now))).toContain(fault);
  });
});
