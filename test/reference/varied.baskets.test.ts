import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { basketPosteriors } from '../../src/baskets/basketAnalysis.ts';
import { enumerateBaskets } from '../../src/baskets/enumerateBaskets.ts';
import { enumerateTwoStages } from '../../src/baskets/enumerateTwoStages.ts';
import { exchangeability } from '../../src/baskets/mem.ts';
import { type BasketSpec, createBasketAnalysis } from '../../src/baskets/methods.ts';
import { respondersNeeded } from '../../src/baskets/predictiveProbability.ts';

/*
 * Basket analyses at inputs drawn at random, worked out by R from their definitions (varied/baskets.R): unequal and empty baskets, rates
 * held against by basket, priors other than 1, 1.
 */

// biome-ignore lint/suspicious/noExplicitAny: each kind has its own inputs and values
type Row = any;
const made: Record<string, Row[]> = JSON.parse(
  readFileSync(new URL('./varied/baskets.json', import.meta.url), 'utf8'),
);
made.edges = JSON.parse(readFileSync(new URL('./varied/edges.json', import.meta.url), 'utf8')).designs;
const cases = (kind: string) => made[kind].map((row, i) => [i, row] as const);
const near = (actual: ArrayLike<number>, expected: number[], tolerance: number) =>
  expected.forEach((value, j) => {
    expect(Math.abs(actual[j] - value), `${j}: ${actual[j]}, ${value}`).toBeLessThan(tolerance);
  });
const settingOf = (nullRates: number[], sizes: number[]) => ({
  nullRates,
  mostPatients: Math.max(...sizes),
  level: null,
});

function specOf({ by, a, b, epsilon, tau, base, c, d, global }: Row): BasketSpec {
  const prior = [a, b] as const;
  const unit = base === '2' ? 2 : 'e';
  switch (by) {
    case 'fujikawa':
      return { by, prior, epsilon, tau, base: unit };
    case 'jsd':
      return { by: 'power-prior', prior, weight: { kind: by, epsilon, tau, base: unit }, global };
    case 'calibrated':
      return { by: 'power-prior', prior, weight: { kind: by, a: c, b: d }, global };
    case 'hellinger':
      return { by: 'power-prior', prior, weight: { kind: by } };
    default:
      return { by: 'power-prior', prior, weight: { kind: 'marginal-likelihood' }, global };
  }
}
const values = (list: readonly { value: number }[]) => list.map(({ value }) => value);

describe('basket analyses at inputs drawn at random', () => {
  // The reference's divergences are good to 1e-10, its powers by marginal likelihood to 1e-8.
  it.each(cases('exact'))('exact characteristics, design %i', (_, row) => {
    const nullRates: number[] = row.p0;
    const analysis = createBasketAnalysis(specOf(row), settingOf(nullRates, row.n));
    const [found] = enumerateBaskets({ analysis, sizes: row.n, nullRates, cutoff: row.cut }, [row.p]);
    near(values(found.claim), row.rej, 1e-9);
    near(values(found.mean), row.mean, 2e-8);
    near(values(found.mse), row.mse, 2e-8);
    expect(found.anyFalse === null).toBe((row.false ?? null) === null);
    if (found.anyFalse !== null) near([found.anyFalse.value], [row.false], 1e-9);
    if (found.anyTrue !== null) near([found.anyTrue.value], [row.true], 1e-9);
    near([found.correct.value], [row.correct], 1e-9);
  });

  // One patient a basket, four baskets, powers of 0.01 and 60, thresholds beside a weight, steep priors: varied/edges.R.
  it.each(cases('edges'))('exact characteristics at the ends, design %i', (_, row) => {
    const nullRates: number[] = row.p0;
    const analysis = createBasketAnalysis(specOf(row), settingOf(nullRates, row.n));
    const [found] = enumerateBaskets({ analysis, sizes: row.n, nullRates, cutoff: row.cut }, [row.p]);
    near(values(found.claim), row.rej, 1e-9);
    near(values(found.mean), row.mean, 1e-8);
    near(values(found.mse), row.mse, 1e-8);
    near(
      [found.anyFalse?.value ?? Number.NaN].filter(Number.isFinite),
      [row.false].filter(Number.isFinite),
      1e-9,
    );
    near(
      [found.anyTrue?.value ?? Number.NaN].filter(Number.isFinite),
      [row.true].filter(Number.isFinite),
      1e-9,
    );
    near([found.correct.value, found.rightSet.value], [row.correct, row.right], 1e-9);
  });

  it.each(cases('two'))('two stages, design %i', (_, row) => {
    const nullRates: number[] = row.p0;
    const setting = settingOf(nullRates, row.n);
    const prior = [row.a, row.b] as const;
    const alone = createBasketAnalysis({ by: 'beta-binomial', prior }, setting);
    const plan = {
      analysis: createBasketAnalysis(specOf(row), setting),
      sizes: row.n,
      nullRates,
      cutoff: row.cut,
      firstSizes: row.n1,
      needed: respondersNeeded(alone, row.n, row.cut),
      futility: row.futility,
      efficacy: row.efficacy,
    };
    const [found] = enumerateTwoStages(plan, [row.p]);
    near(values(found.claim), row.rej, 1e-9);
    near([found.anyFalse!.value], [row.false], 1e-9);
    near(values(found.patients), row.patients, 1e-9);
  });

  it.each(cases('mem'))('multisource exchangeability, data %i', (_, row) => {
    const options = {
      prior: [row.a, row.b] as const,
      exchangeable: row.exchangeable,
      over: 'pairs',
    } as const;
    const out = basketPosteriors(row.n.length);
    const nullRates = row.n.map(() => row.p0);
    createBasketAnalysis({ by: 'mem', ...options }, settingOf(nullRates, row.n)).analyse(row.n, row.x, out);
    near(out.mean, row.mean, 1e-12);
    near(out.above, row.above, 1e-12);
    const pep = exchangeability(row.n, row.x, options);
    row.pep.forEach((line: number[], j: number) => {
      near(pep[j], line, 1e-12);
    });
  });

  // Both are quadratures: ours is good to 5e-7, the reference to 1e-8 (seen by halving its steps).
  it.each(cases('hierarchical'))('hierarchical models and EXNEX, data %i', (_, row) => {
    const mu = { mean: row.mu, sd: row.sd };
    const tau = { kind: 'half-normal', scale: row.scale } as const;
    const alone = { mean: row.aloneMean, sd: row.aloneSd };
    const spec: BasketSpec =
      row.alone === 0
        ? { by: 'bhm', mu, tau }
        : { by: 'exnex', exchangeable: [{ mu, tau, weight: 1 - row.alone }], alone };
    const out = basketPosteriors(row.n.length);
    createBasketAnalysis(spec, settingOf(row.p0, row.n)).analyse(row.n, row.x, out);
    near(out.mean, row.mean, 1e-6);
    near(out.above, row.above, 1e-6);
  });
});
