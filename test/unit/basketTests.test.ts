import { describe, expect, it } from 'vitest';
import { SLOT } from '../../src/analyses/analysis.ts';
import { createTwoByTwo } from '../../src/analyses/twoByTwo.ts';
import { basketPosteriors } from '../../src/baskets/basketAnalysis.ts';
import { createBasketTests } from '../../src/designs/basketTests.ts';
import { createBasketAnalysis } from '../../src/index.ts';
import { normalCdf } from '../../src/numeric/normal.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

const testsOf = (better: 'higher' | 'lower', against: string, by: string, borrowing = '{}') => {
  const text = `
id: baskets
title: Baskets
truth:
  strata: {tumour: {a: {share: 0.2}, b: {share: 0.3}, c: {share: 0.5}}}
  enrolment: {screened per month: 10}
  endpoints: {E: {binary: {control: {rate: 0.5}, experimental: {rate: 0.5}, better: ${better}}}}
designs:
  d:
    single arm: experimental
    size: {treated: 40}
    tests: {by tumour: {in: each tumour, against: {rate: ${against}}, by: ${by}, probability: 0.9, borrowing: ${borrowing}}}
`;
  return parseScenario(text, { file: 'baskets' }).points[0].designs.d.trials[0].tests;
};

/** The five numbers of every level. */
function resultsOf(
  better: 'higher' | 'lower',
  against: string,
  by: string,
  n: number[],
  x: number[],
  borrowing?: string,
) {
  const tables = n.map((m, j) => Object.assign(createTwoByTwo(), { n1: m, x1: x[j] }));
  const { refresh, analyses } = createBasketTests(
    testsOf(better, against, by, borrowing),
    tables,
    better,
    40,
  );
  refresh();
  return analyses.map((analysis) => {
    const out = new Float64Array(5);
    analysis(out, 0);
    return out;
  });
}

const HIGHER = '{tumour = a: 0.1, tumour = b: 0.3, tumour = c: 0.2}';
const LOWER = '{tumour = a: 0.9, tumour = b: 0.7, tumour = c: 0.8}';

describe('basket tests of a trial', () => {
  it.each(['fujikawa', 'pooled', 'bhm', 'mem'] as const)('%s: what the room of baskets says', (by) => {
    const n = [8, 14, 18];
    const x = [2, 7, 4];
    const nullRates = [0.1, 0.3, 0.2];
    const out = basketPosteriors(3);
    const setting = { nullRates, mostPatients: 40, mostInAll: 40, level: 0.95 };
    createBasketAnalysis({ by }, setting).analyse(n, x, out);
    resultsOf('higher', HIGHER, by, n, x).forEach((found, j) => {
      expect(normalCdf(found[SLOT.z])).toBeCloseTo(out.above[j], 10);
      expect(found[SLOT.estimate]).toBeCloseTo(out.mean[j] - nullRates[j], 12);
      expect(found[SLOT.lower]).toBeCloseTo(out.lower[j] - nullRates[j], 12);
      expect(found[SLOT.upper]).toBeCloseTo(out.upper[j] - nullRates[j], 12);
      // Half the width of the interval is 1.96 standard errors.
      expect(found[SLOT.standardError] * 2 * 1.959963985).toBeCloseTo(out.upper[j] - out.lower[j], 8);
    });
  });

  it.each(['fujikawa', 'pooled', 'bhm', 'mem'] as const)(
    '%s: an event that is bad is the absence of one that is good',
    (by) => {
      const n = [8, 14, 18];
      const x = [2, 7, 4];
      const good = resultsOf('higher', HIGHER, by, n, x);
      const bad = resultsOf(
        'lower',
        LOWER,
        by,
        n,
        n.map((m, j) => m - x[j]),
      );
      good.forEach((found, j) => {
        expect(bad[j][SLOT.z]).toBeCloseTo(found[SLOT.z], 10);
        expect(bad[j][SLOT.estimate]).toBeCloseTo(-found[SLOT.estimate], 12);
        expect(bad[j][SLOT.standardError]).toBeCloseTo(found[SLOT.standardError], 12);
        expect(bad[j][SLOT.lower]).toBeCloseTo(-found[SLOT.upper], 12);
        expect(bad[j][SLOT.upper]).toBeCloseTo(-found[SLOT.lower], 12);
      });
    },
  );

  it('data from outside count as those of a level that gives and is not judged; in terms of what is better', () => {
    const n = [8, 14, 18];
    const x = [2, 7, 4];
    const borrowing = '{sources: [{patients: 30, responders: 12}, {patients: 10, responders: 3}]}';
    const mirrored = '{sources: [{patients: 30, responders: 18}, {patients: 10, responders: 7}]}';
    const good = resultsOf('higher', HIGHER, 'robust-map', n, x, borrowing);
    const missed = n.map((m, j) => m - x[j]);
    const bad = resultsOf('lower', LOWER, 'robust-map', n, missed, mirrored);
    const out = basketPosteriors(5);
    const five = { nullRates: [0.1, 0.3, 0.2, 0.2, 0.2], mostPatients: 40, level: null };
    const sources = [
      { n: 30, x: 12 },
      { n: 10, x: 3 },
    ];
    const setting = { nullRates: [0.1, 0.3, 0.2], mostPatients: 40, level: null };
    const three = basketPosteriors(3);
    createBasketAnalysis({ by: 'robust-map', sources }, setting).analyse(n, x, three);
    // The mean null rate, where priors are centred, is 0.2 for three levels and for five.
    createBasketAnalysis({ by: 'robust-map' }, five).analyse([...n, 30, 10], [...x, 12, 3], out);
    good.forEach((found, j) => {
      expect(normalCdf(found[SLOT.z])).toBeCloseTo(three.above[j], 10);
      expect(three.above[j]).toBeCloseTo(out.above[j], 6);
      expect(three.mean[j]).toBeCloseTo(out.mean[j], 6);
      expect(bad[j][SLOT.z]).toBeCloseTo(found[SLOT.z], 6);
      expect(bad[j][SLOT.estimate]).toBeCloseTo(-found[SLOT.estimate], 6);
    });
  });
});
