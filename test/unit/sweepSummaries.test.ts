import { describe, expect, it } from 'vitest';
import { binomialCdf } from '../../src/numeric/binomial.ts';
import { type Estimated, proportion } from '../../src/operating-characteristics/monteCarlo.ts';
import { priorAverages } from '../../src/operating-characteristics/priorAverages.ts';
import type { ResultRow } from '../../src/operating-characteristics/result.ts';
import { worstRows } from '../../src/operating-characteristics/worstRows.ts';

const row = (
  point: number,
  metric: string,
  estimate: number | null,
  more: Partial<ResultRow> = {},
): ResultRow => ({
  point,
  design: 'd',
  analysis: '',
  population: '',
  metric,
  estimate,
  mcse: 0.01,
  lower: 0,
  upper: 1,
  n: 1000,
  reference: null,
  reference_kind: '',
  ...more,
});
const axis = (steps: number, weights?: number[]) => ({
  names: ['x'],
  paths: ['truth.x'],
  steps: Array.from({ length: steps }, (_, i) => [i]),
  ...(weights === undefined ? {} : { weights }),
});
const scenario = (axes: ReturnType<typeof axis>[], streams: 'common' | 'independent' = 'independent') =>
  ({ axes, simulation: { streams } }) as Parameters<typeof priorAverages>[0];

const limits = ({ lower, upper }: Estimated) => ({
  lower: expect.closeTo(lower as number, 9),
  upper: expect.closeTo(upper as number, 9),
});

describe('averages over a prior', () => {
  const two = [axis(2), axis(2, [0.25, 0.75])];
  const rows = [0.2, 0.6, 0.3, 0.7].map((power, point) => row(point, 'power', power));

  it('are weighted means over the axes with a prior, at each step of the others', () => {
    const averages = priorAverages(scenario(two), rows, [1000, 1000, 1000, 1000]);
    expect(averages.map(({ point, estimate }) => [point, estimate])).toEqual([
      [0, 0.25 * 0.2 + 0.75 * 0.6],
      [2, 0.25 * 0.3 + 0.75 * 0.7],
    ]);
    expect(averages[0].mcse).toBeCloseTo(0.01 * Math.hypot(0.25, 0.75), 12);
    expect(averages[0].n).toBe(2000);
    const bound = priorAverages(scenario(two, 'common'), rows, [1000, 1000, 1000, 1000]);
    expect(bound[0].mcse).toBeCloseTo(0.01, 12);
    expect(priorAverages(scenario([axis(2), axis(2)]), rows, [1000, 1000, 1000, 1000])).toEqual([]);
  });

  it('multiply the weights of several axes with a prior', () => {
    const both = [axis(2, [0.4, 0.6]), axis(2, [0.25, 0.75])];
    const [average, ...others] = priorAverages(scenario(both), rows, [1000, 1000, 1000, 1000]);
    expect(others).toEqual([]);
    expect(average.estimate).toBeCloseTo(
      0.4 * (0.25 * 0.2 + 0.75 * 0.6) + 0.6 * (0.25 * 0.3 + 0.75 * 0.7),
      12,
    );
  });

  it('of proportions have Wilson’s interval, which is no point where nothing was rejected', () => {
    const proportions = (p: number) =>
      [0, 1].map((point) =>
        row(point, 'power', p, { ...proportion(p, 1000), mcse: Math.sqrt((p * (1 - p)) / 1000) }),
      );
    const average = (p: number, streams: 'common' | 'independent') =>
      priorAverages(scenario([axis(2, [0.5, 0.5])], streams), proportions(p), [1000, 1000])[0];
    // Independent points count as 2,000 replicates, dependent ones as 1,000.
    for (const p of [0, 0.01, 0.5, 1]) {
      expect(average(p, 'independent')).toMatchObject(limits(proportion(p, 2000)));
      expect(average(p, 'common')).toMatchObject(limits(proportion(p, 1000)));
    }
    const means = [0, 1].map((point) => row(point, 'mean estimate', 0.5));
    const [other] = priorAverages(scenario([axis(2, [0.5, 0.5])]), means, [1000, 1000]);
    expect(other.upper).toBeCloseTo(0.5 + 1.959964 * 0.01 * Math.SQRT1_2, 6);
  });

  it('of what is conditional are over the trials that meet the condition', () => {
    const given = [
      row(0, 'bias given claim A', 0.3, { n: 100, mcse: 0.03 }),
      row(1, 'bias given claim A', 0.1, { n: 900, mcse: 0.01 }),
    ];
    const [average] = priorAverages(scenario([axis(2, [0.5, 0.5])]), given, [1000, 1000]);
    expect(average.estimate).toBeCloseTo((0.1 * 0.3 + 0.9 * 0.1) / 1, 12);
    expect(average.n).toBe(1000);
    // Of the ratio, to first order: shares 0.1 and 0.9, means 0.18 and -0.02 off the average.
    const expected = Math.hypot(
      0.5 * Math.sqrt(0.1 ** 2 * 0.03 ** 2 + (0.09 * 0.18 ** 2) / 1000),
      0.5 * Math.sqrt(0.9 ** 2 * 0.01 ** 2 + (0.09 * 0.02 ** 2) / 1000),
    );
    expect(average.mcse).toBeCloseTo(expected / 0.5, 12);
    // Where nobody meets it nothing is added.
    const never = [given[0], row(1, 'bias given claim A', null, { n: 0, mcse: null })];
    expect(priorAverages(scenario([axis(2, [0.5, 0.5])]), never, [1000, 1000])[0].estimate).toBeCloseTo(
      0.3,
      12,
    );
  });

  it('are made of means alone, and of what every truth has', () => {
    const made = priorAverages(
      scenario([axis(2, [0.5, 0.5])]),
      [
        ...[0, 1].flatMap((point) => [
          row(point, 'estimate quantile 50', 1),
          row(point, 'empirical se', 1),
          row(point, 'relative efficiency (screened)', 1),
        ]),
        row(0, 'familywise error', 0.02),
      ],
      [1000, 1000],
    );
    expect(made).toEqual([]);
  });

  it('carry the average of closed forms of one kind', () => {
    const known = [0.2, 0.6].map((power, point) =>
      row(point, 'power', power, { reference: power + 0.01, reference_kind: 't test' }),
    );
    const [average] = priorAverages(scenario([axis(2, [0.5, 0.5])]), known, [1000, 1000]);
    expect(average.reference).toBeCloseTo(0.41, 12);
    expect(average.reference_kind).toBe('t test');
  });
});

describe('the largest error over a sweep', () => {
  it('is the row of its point, with an interval that holds at all points together', () => {
    const [worst, ...others] = worstRows([
      row(0, 'familywise error', 0.02),
      row(1, 'power', 0.9),
      row(2, 'familywise error', 0.03),
      row(3, 'familywise error', 0.01),
    ]);
    expect(others).toEqual([]);
    expect(worst).toMatchObject({ point: 2, estimate: 0.03, points: 3, n: 1000 });
    // Wilson's interval of 0.03 of 1000 at z = 2.3940, the normal quantile of 1 - 0.05 / 6.
    expect(worst.lower).toBeCloseTo(0.019525, 5);
    expect(worst.upper).toBeCloseTo(0.045831, 5);
  });

  it('needs several points', () => {
    expect(worstRows([row(0, 'familywise error', 0.02), row(1, 'power', 0.9)])).toEqual([]);
  });

  /** Chance that the interval misses the largest true error, by the binomial law: of as many points that have it, the others none. */
  function misses(p: number, n: number, points: number, having: number): { above: number; below: number } {
    const interval = (x: number) =>
      worstRows([
        row(0, 'familywise error', x / n, { n }),
        ...Array.from({ length: points - 1 }, (_, i) => row(i + 1, 'familywise error', 0, { n })),
      ])[0];
    let least = 0;
    while ((interval(least).upper as number) < p) least++;
    let most = least;
    while (most < n && (interval(most + 1).lower as number) <= p) most++;
    return {
      // Too low everywhere, or too high anywhere.
      below: least === 0 ? 0 : binomialCdf(least - 1, n, p) ** having,
      above: 1 - binomialCdf(most, n, p) ** having,
    };
  }

  it.each([
    [0.025, 1000, 4, 1],
    [0.025, 1000, 4, 4],
    [0.025, 4000, 12, 12],
    [0.025, 10_000, 40, 40],
    [0.05, 4000, 40, 1],
    [0.3, 1000, 12, 12],
  ])(
    'error %d of %i replicates, %i points of which %i have it: missed by at most 5 %%',
    (p, n, points, having) => {
      const { above, below } = misses(p, n, points, having);
      expect(above + below).toBeLessThan(0.05);
    },
  );
});
