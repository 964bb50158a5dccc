import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { binomialLaw } from '../../src/distributions/binomial.ts';
import type { DiscreteLaw } from '../../src/distributions/discreteLaw.ts';
import { hypergeometricLaw } from '../../src/distributions/hypergeometric.ts';
import { negativeBinomialLaw } from '../../src/distributions/negativeBinomial.ts';
import { poissonLaw } from '../../src/distributions/poisson.ts';

/** R's dbinom, dhyper, dpois, dnbinom (test/reference/numeric/distributionFunctions.R). */
const tables: Record<string, Record<string, number[]>> = JSON.parse(
  readFileSync('test/reference/numeric/distributionFunctions.json', 'utf8'),
);

/** table, its parameters, the law, and what R's value lacks to ours. */
const FAMILIES: [string, string[], (...parameters: number[]) => DiscreteLaw, (size: number) => number][] = [
  ['binomial', ['n', 'prob'], binomialLaw, () => 0],
  ['hypergeometric', ['total', 'marked', 'drawn'], hypergeometricLaw, () => 0],
  ['poisson', ['mean'], poissonLaw, () => 0],
  // R counts failures, we count trials.
  ['negativeBinomial', ['size', 'prob'], negativeBinomialLaw, (size) => size],
];

describe('probabilities of discrete laws against R, relative error', () => {
  it.each(FAMILIES)('%s(%s): below 1e-12', (table, names, family, offset) => {
    const columns = tables[table];
    const laws = new Map<string, DiscreteLaw>();
    let compared = 0;
    let worst = 0;
    columns.x.forEach((x, i) => {
      // Terms below 2^-70 of the greatest are left out of a law.
      if (columns.pmf[i] < 1e-20) return;
      const parameters = names.map((name) => columns[name][i]);
      const key = parameters.join();
      const law = laws.get(key) ?? family(...parameters);
      laws.set(key, law);
      worst = Math.max(
        worst,
        Math.abs(law.probability[x + offset(parameters[0]) - law.lowest] / columns.pmf[i] - 1),
      );
      compared++;
    });
    expect(compared).toBeGreaterThan(50);
    expect(worst).toBeLessThan(1e-12);
  });
});
