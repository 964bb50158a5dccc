import { describe, expect, it } from 'vitest';
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
});
