import { describe, expect, it } from 'vitest';
import { normalTheoryPower } from '../../src/designs/limits/normalTheoryPower.ts';
import { binomialPmf } from '../../src/numeric/binomial.ts';
import { analysisMonth } from '../../src/trial/plannedTrial.ts';
import { pointFrom, scenarioFrom, simulated } from '../fixtures/kernel/points.ts';
import { Z_LIMIT } from '../fixtures/kernel/statistics.ts';

const REPLICATES = 20_000;

const body = (endpoint: string, tests: string, more = '') => `truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 20}
  endpoints: {E: {${endpoint}}}
designs: {d: {size: {randomised: 200}, randomise: {stratify by: [M]}, ${more}tests: {${tests}}}}`;

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;
const sdOf = (values: ArrayLike<number>) => {
  const centre = mean(values);
  return Math.sqrt(mean(Array.from(values, (x) => (x - centre) ** 2)));
};

describe('a contrast of M+ and M- within one arm', () => {
  const control = '{in: M+, against: M-, arm: control}';
  const treated = '{in: M+, against: M-, arm: experimental}';
  const tests = `control: ${control}, treated: ${treated}`;

  it.each([
    ['binary', 'binary: {control: {rate: {M+: 0.45, M-: 0.25}}, odds ratio: {M+: 3, M-: 1}}', '', 0.2],
    [
      'continuous',
      'continuous: {control: {mean: {M+: 0.5, M-: 0}, sd: 1}, mean difference: {M+: 0.4, M-: 0}}',
      '',
      0.5,
    ],
    [
      'time-to-event',
      'time-to-event: {control: {median: {M+: 14, M-: 8}}, hazard ratio: {M+: 0.6, M-: 1}}',
      'analyse at: {follow-up: 12}, ',
      Math.log(8 / 14),
    ],
  ])(
    '%s: estimate and power are those computed; under control the estimand is the prognostic shift',
    (_, endpoint, more, shift) => {
      const text = body(endpoint, tests, more);
      const point = pointFrom(text, 'arm');
      const [planned] = point.designs.d;
      const { truth } = scenarioFrom(text).points[0];
      const [own, other] = planned.estimands;
      expect(own).toHaveLength(1);
      expect(own[0].value).toBeCloseTo(shift, 8);
      expect(other.map(({ name }) => name.split(' ')[0])).toEqual(['difference', 'interaction']);
      const names = ['control', 'treated'];
      const values = simulated(point, REPLICATES, [
        ...names.map((name) => ['estimate', name] as const),
        ...names.map((name) => ['rejects', name] as const),
      ]);
      names.forEach((_, t) => {
        const known = values[t].filter(Number.isFinite);
        const sd = sdOf(known);
        // Cox's estimate is biased by a few hundredths of its spread in small samples: 100 patients, about 80 events.
        const allowance = endpoint.startsWith('time') ? 0.06 * sd : 0;
        expect(Math.abs(mean(known) - planned.estimands[t][0].value)).toBeLessThan(
          (Z_LIMIT * sd) / Math.sqrt(REPLICATES) + allowance,
        );
        const computed = normalTheoryPower(
          planned.design.tests[t],
          planned.design,
          planned.plan,
          truth,
          point.population,
          analysisMonth(planned.design, planned.expectations),
        );
        // Normal law at 40 against 60 patients: worst seen 0.012.
        expect(Math.abs(mean(values[2 + t]) - (computed?.power ?? 0))).toBeLessThan(0.02);
      });
    },
  );

  it('with numbers fixed in every cell both arms are exact and independent: the four classes are products', () => {
    const point = pointFrom(
      `truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 20}
  endpoints: {E: {binary: {control: {rate: {M+: 0.5, M-: 0.2}}, experimental: {rate: {M+: 0.7, M-: 0.3}}}}}
designs:
  d:
    size: {randomised: 48}
    quotas: {M+: 24, M-: 24}
    randomise: {blocks: 2, stratify by: [M]}
    alpha: 0.1
    tests: {${tests}}
    classify: {predictive: reject treated, prognostic: reject control}`,
      'classes',
    );
    const rejects = (p1: number, p0: number) => {
      let sum = 0;
      for (let x1 = 0; x1 <= 12; x1++)
        for (let x0 = 0; x0 <= 12; x0++) {
          const pooled = (x1 + x0) / 24;
          const z = (x1 - x0) / 12 / Math.sqrt((pooled * (1 - pooled)) / 6);
          if (z >= 1.2815515655446004) sum += binomialPmf(x1, 12, p1) * binomialPmf(x0, 12, p0);
        }
      return sum;
    };
    const prognostic = rejects(0.5, 0.2);
    const predictive = rejects(0.7, 0.3);
    const expected = {
      none: (1 - prognostic) * (1 - predictive),
      prognostic: prognostic * (1 - predictive),
      predictive: (1 - prognostic) * predictive,
      both: prognostic * predictive,
    };
    const names = Object.keys(expected) as (keyof typeof expected)[];
    const values = simulated(
      point,
      REPLICATES,
      names.map((name) => ['class', name] as const),
    );
    names.forEach((name, c) => {
      const p = expected[name];
      expect(Math.abs(mean(values[c]) - p)).toBeLessThan(Z_LIMIT * Math.sqrt((p * (1 - p)) / REPLICATES));
    });
  });
});
