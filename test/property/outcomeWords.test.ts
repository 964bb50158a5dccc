import { describe, expect, it } from 'vitest';
import { standardNormal } from '../../src/distributions/standardNormal.ts';
import { copulaLoadings } from '../../src/endpoints/copula.ts';
import { bivariateNormalUpper } from '../../src/numeric/bivariateNormal.ts';
import { normalCdf, normalUpperQuantile } from '../../src/numeric/normal.ts';
import { streamsOf } from '../../src/rng/streams.ts';
import type { Endpoint, Truth } from '../../src/scenario/model.ts';
import { outcomeWords } from '../../src/trial/outcomeWords.ts';
import {
  correlation,
  countScore,
  KOLMOGOROV_LIMIT,
  kolmogorov,
  Z_LIMIT,
} from '../fixtures/kernel/statistics.ts';

const N = 100_000;
const kind = (name: Endpoint['kind']) => ({ kind: name }) as Endpoint;
const TRUTH = {
  endpoints: {
    ORR: kind('binary'),
    PFS: kind('time-to-event'),
    QoL: kind('continuous'),
    OS: kind('time-to-event'),
    alone: kind('binary'),
  },
  correlations: [
    { of: ['PFS', 'OS'], value: 0.6 },
    { of: ['PFS', 'ORR'], value: 0.5 },
    { of: ['QoL', 'OS'], value: -0.3 },
  ],
} as unknown as Truth;

/** Drawn in two portions, as a cohort that grows does. */
function wordsOf(name: string, truth = TRUTH): Int32Array {
  const { start, fill } = outcomeWords(name, truth, streamsOf('copula'));
  const words = new Int32Array(N);
  start(3);
  fill(words, 0, 777);
  fill(words, 777, N);
  return words;
}
/** Positive for a longer time, a response, a larger value. */
const scoresOf = (name: string, truth = TRUTH) =>
  Float64Array.from(
    wordsOf(name, truth),
    (word) => (TRUTH.endpoints[name].kind === 'continuous' ? 1 : -1) * standardNormal(word),
  );

describe('correlated endpoints', () => {
  const scores = Object.fromEntries(Object.keys(TRUTH.endpoints).map((name) => [name, scoresOf(name)]));

  it.each(Object.keys(TRUTH.endpoints))('%s keeps its own law', (name) => {
    expect(kolmogorov(scores[name], normalCdf)).toBeLessThan(KOLMOGOROV_LIMIT);
  });

  it.each([
    ['PFS', 'OS', 0.6],
    ['ORR', 'PFS', 0.5],
    ['QoL', 'OS', -0.3],
    ['ORR', 'OS', 0],
    ['ORR', 'QoL', 0],
    ['PFS', 'alone', 0],
  ] as const)('%s and %s have the correlation %d and its joint law', (a, b, rho) => {
    // The standard error of a correlation is (1 - rho^2) / root(n).
    const score = ((correlation(scores[a], scores[b]) - rho) * Math.sqrt(N)) / (1 - rho * rho);
    expect(Math.abs(score)).toBeLessThan(Z_LIMIT);
    for (const [p, q] of [
      [0.3, 0.5],
      [0.1, 0.05],
    ]) {
      const [h, k] = [normalUpperQuantile(p), normalUpperQuantile(q)];
      const both = scores[a].reduce((sum, x, i) => sum + (x > h && scores[b][i] > k ? 1 : 0), 0);
      expect(Math.abs(countScore(both, N, bivariateNormalUpper(h, k, rho)))).toBeLessThan(Z_LIMIT);
    }
  });

  it('leave the draws of the first of them and of those that are correlated with none', () => {
    const apart = { ...TRUTH, correlations: [] };
    for (const name of ['ORR', 'QoL', 'alone']) expect(wordsOf(name)).toEqual(wordsOf(name, apart));
    expect(wordsOf('PFS')).not.toEqual(wordsOf('PFS', apart));
  });

  it('that no joint law has are told', () => {
    const truth = {
      ...TRUTH,
      correlations: [
        { of: ['ORR', 'PFS'], value: 0.9 },
        { of: ['PFS', 'OS'], value: 0.9 },
        { of: ['ORR', 'OS'], value: -0.5 },
      ],
    } as Truth;
    expect(copulaLoadings(truth)).toBeNull();
    expect(copulaLoadings(TRUTH)?.PFS).toEqual([
      { of: 'ORR', loading: 0.5 },
      { of: 'PFS', loading: Math.sqrt(0.75) },
    ]);
  });
});
