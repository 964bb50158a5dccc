import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { basketPosteriors } from '../../src/baskets/basketAnalysis.ts';
import { pairWeight } from '../../src/baskets/borrowingWeights.ts';
import type { BasketCharacteristics } from '../../src/baskets/characteristics.ts';
import { enumerateBaskets, forEachTable } from '../../src/baskets/enumerateBaskets.ts';
import { enumerateTwoStages } from '../../src/baskets/enumerateTwoStages.ts';
import { generalisedDivergence } from '../../src/baskets/generalisedDivergence.ts';
import { globalWeight } from '../../src/baskets/globalWeight.ts';
import { jensenShannon } from '../../src/baskets/jensenShannon.ts';
import { exchangeability } from '../../src/baskets/mem.ts';
import { type BasketSpec, createBasketAnalysis } from '../../src/baskets/methods.ts';
import { respondersNeeded } from '../../src/baskets/predictiveProbability.ts';
import { betaUpperTail } from '../../src/numeric/beta.ts';
import { binomialPmf } from '../../src/numeric/binomial.ts';

// biome-ignore lint/suspicious/noExplicitAny: each row has its own inputs and values
type Row = { id: string; inputs: any; value: any; tolerance: any };

const rows = JSON.parse(readFileSync(new URL('./baskets/published.json', import.meta.url), 'utf8')) as Row[];

/** Where each row is tested; every row must be. */
const tested = new Set<string>();
const row = (id: string) => {
  tested.add(id);
  return rows.find((r) => r.id === id)!;
};

function specOf({ design, epsilon, tau, logbase, a, b, eps_global: global }: Row['inputs']): BasketSpec {
  const base = logbase === 2 ? 2 : 'e';
  if (/Fujikawa/.test(design)) return { by: 'fujikawa', epsilon, tau, base };
  if (/pooling/.test(design)) return { by: 'pooled' };
  if (/independent/.test(design)) return { by: 'beta-binomial' };
  if (/JSD/.test(design)) return { by: 'power-prior', weight: { kind: 'jsd', epsilon, tau, base } };
  if (/MML/.test(design)) return { by: 'power-prior', weight: { kind: 'marginal-likelihood' } };
  if (/CPP/.test(design)) return { by: 'power-prior', weight: { kind: 'calibrated', a, b }, global };
  throw new Error(design);
}

const values = (list: readonly { value: number }[]) => list.map(({ value }) => value);

function compare(found: BasketCharacteristics, expected: Row['value'], tolerance: number) {
  const near = (got: number | undefined, wanted: number) =>
    expect(Math.abs(got! - wanted)).toBeLessThan(tolerance);
  expected.rej.forEach((p: number, j: number) => void near(found.claim[j].value, p));
  expected.mean?.forEach((p: number, j: number) => void near(found.mean[j].value, p));
  expected.mse?.forEach((p: number, j: number) => void near(found.mse[j].value, p));
  if (expected.fwer != null) near(found.anyFalse?.value, expected.fwer);
  if (expected.ewp != null) near(found.anyTrue?.value, expected.ewp);
  if (expected.ecd != null) near(found.correct.value, expected.ecd);
}

describe('published exact operating characteristics', () => {
  const exact = rows.filter(({ id }) => /^BASK-(fuj1|fuj-n15|fuj-k4|cpp|jsd|pool|indep|mml)/.test(id));
  it.each(exact.map(({ id }) => id))('%s', (id) => {
    const { inputs, value, tolerance } = row(id);
    const nullRates = Array(inputs.k).fill(inputs.p0);
    const sizes = Array(inputs.k).fill(inputs.n);
    const setting = { nullRates, mostPatients: inputs.n, level: null };
    const analysis = createBasketAnalysis(specOf(inputs), setting);
    const plan = { analysis, sizes, nullRates, cutoff: inputs.lambda };
    const [found] = enumerateBaskets(plan, [inputs.p]);
    expect(values(found.claim)).toHaveLength(inputs.k);
    compare(found, value.exact ?? value, tolerance);
  });
});

describe('published posteriors', () => {
  it('Fujikawa weights and shapes', () => {
    for (const id of ['BASK-fuj-weights', 'BASK-fuj-fig1']) {
      const { inputs, value, tolerance } = row(id);
      const setting = { nullRates: Array(3).fill(inputs.p0), mostPatients: inputs.n, level: null };
      const { epsilon, tau } = inputs;
      const out = basketPosteriors(3);
      const sizes = Array(3).fill(inputs.n);
      const above = value.prob ?? value.borrow;
      createBasketAnalysis({ by: 'fujikawa', epsilon, tau }, setting).analyse(sizes, inputs.r, out);
      for (let j = 0; j < 3; j++) {
        const [a, b] = value.shapes.slice(2 * j, 2 * j + 2);
        expect(Math.abs(out.mean[j] - a / (a + b))).toBeLessThan(tolerance);
        expect(Math.abs(out.above[j] - above[j])).toBeLessThan(tolerance);
      }
      if (value.noborrow === undefined) continue;
      createBasketAnalysis({ by: 'beta-binomial' }, setting).analyse(sizes, inputs.r, out);
      for (let j = 0; j < 3; j++) expect(Math.abs(out.above[j] - value.noborrow[j])).toBeLessThan(tolerance);
    }
  });

  it('the exact binomial test by basket', () => {
    const { inputs, value } = row('BASK-binomial');
    const setting = { nullRates: Array(4).fill(inputs.p0), mostPatients: 100, level: null };
    const analysis = createBasketAnalysis({ by: 'exact' }, setting);
    const out = basketPosteriors(4);
    const claims = (x: number[]) => {
      analysis.analyse(inputs.n, x, out);
      return [...out.above].map((above) => above >= 1 - inputs.alpha);
    };
    expect(claims(value.R)).toEqual([true, true, true, true]);
    expect(claims(value.R.map((r: number) => r - 1))).toEqual([false, false, false, false]);
    // One basket a trial, so that the tables are few: its power does not depend on the others.
    inputs.n.forEach((n: number, j: number) => {
      const nullRates = [inputs.p0];
      const alone = createBasketAnalysis({ by: 'exact' }, { nullRates, mostPatients: n, level: null });
      const plan = { analysis: alone, sizes: [n], nullRates, cutoff: 1 - inputs.alpha };
      const [found] = enumerateBaskets(plan, [[inputs.p1[j]]]);
      expect(found.claim[0].value).toBeCloseTo(value.exact[j], 10);
    });
  });
});

describe('multisource exchangeability', () => {
  it.each(['MEM-vemu3', 'MEM-vemu6'])('%s', (id) => {
    const { inputs, value, tolerance } = row(id);
    const setting = { nullRates: inputs.n.map(() => inputs.p0), mostPatients: 26, level: null };
    const out = basketPosteriors(inputs.n.length);
    createBasketAnalysis({ by: 'mem' }, setting).analyse(inputs.n, inputs.x, out);
    const pep = exchangeability(inputs.n, inputs.x);
    const bound = tolerance.exact ?? tolerance;
    inputs.n.forEach((_: number, j: number) => {
      expect(Math.abs(out.mean[j] - value.exact.mean[j])).toBeLessThan(bound);
      expect(Math.abs(out.above[j] - value.exact.post_prob[j])).toBeLessThan(bound);
      pep[j].forEach((p, i) => void expect(Math.abs(p - value.exact.pep[j][i])).toBeLessThan(bound));
    });
  });

  it.each(rows.filter(({ id }) => /^MEM-OC/.test(id)).map(({ id }) => id))('%s', (id) => {
    const { inputs, value, tolerance } = row(id);
    const nullRates = Array(inputs.k).fill(inputs.p0);
    const setting = { nullRates, mostPatients: inputs.n, level: null };
    const sizes = Array(inputs.k).fill(inputs.n);
    const plan = { analysis: createBasketAnalysis({ by: 'mem' }, setting), sizes, nullRates, cutoff: 0.95 };
    compare(enumerateBaskets(plan, [inputs.p])[0], value, tolerance);
  });
});

describe('long-run sampling of published trials, test/reference/baskets/sampler.R', () => {
  const { version, chains, kept, ...models } = JSON.parse(
    readFileSync(new URL('./baskets/posteriors.json', import.meta.url), 'utf8'),
  );
  // 6 million draws in 1,000 chains; 4.5 MCSE and the 5e-9 of printing: false alarm 1 in 2,000 over 64 numbers.
  it.each(Object.keys(models))(`%s, ${version}, ${chains} chains of ${kept}`, (name) => {
    const { n, x, nullRate, mu, scale, weight, alone, mean, above } = models[name];
    const setting = { nullRates: n.map(() => nullRate), mostPatients: 30, mostInAll: 200, level: null };
    const tau = { kind: 'half-normal', scale } as const;
    const spec: BasketSpec =
      weight === 1 ? { by: 'bhm', mu, tau } : { by: 'exnex', exchangeable: [{ mu, tau, weight }], alone };
    const out = basketPosteriors(n.length);
    createBasketAnalysis(spec, setting).analyse(n, x, out);
    for (const [found, { value, mcse }] of [
      [out.mean, mean],
      [out.above, above],
    ] as const)
      found.forEach((p, j) => void expect(Math.abs(p - value[j]) / mcse[j], `basket ${j}`).toBeLessThan(4.5));
  });
});

describe('JAGS on published trials, test/reference/baskets/jags.R', () => {
  const { made, draws, trials } = JSON.parse(
    readFileSync(new URL('./baskets/jags.json', import.meta.url), 'utf8'),
  );
  // 320,000 draws, errors from 320 batches: 4.5 MCSE are a false alarm 1 in 800 over 120 numbers.
  it.each(Object.keys(trials))(`%s, ${made}, ${draws} draws`, (name) => {
    const { n, x, p0, m, s, scale, bhm, exnex, robustMap } = trials[name];
    const setting = { nullRates: n.map(() => p0), mostPatients: 90, mostInAll: 200, level: null };
    const mu = { mean: m, sd: s };
    const tau = { kind: 'half-normal', scale } as const;
    const compare = (spec: BasketSpec, told: typeof bhm) => {
      const out = basketPosteriors(n.length);
      createBasketAnalysis(spec, setting).analyse(n, x, out);
      for (const kind of ['mean', 'above'] as const)
        [told[kind].value].flat().forEach((value: number, j: number) => {
          const mcse = [told[kind].mcse].flat()[j];
          // Of a probability that no draw has missed: 3 in 320,000, times some for chains that remember.
          const error = 4.5 * mcse + (mcse === 0 ? 5e-5 : 1e-6);
          expect(Math.abs(out[kind][j] - value), `${spec.by} ${kind} ${j}`).toBeLessThan(error);
        });
    };
    compare({ by: 'bhm', mu, tau }, bhm);
    compare({ by: 'exnex', exchangeable: [{ mu, tau, weight: 0.5 }], alone: mu }, exnex);
    compare({ by: 'robust-map', mu, tau }, robustMap);
  });
});

describe('EXNEX with two laws to share', () => {
  const logit = (p: number) => Math.log(p / (1 - p));
  const scenarios = rows.filter(({ id }) => /^EXNEX-TableV/.test(id));
  // Published from 10,000 trials with MCMC posteriors: 1 percentage point is 2 to 4 MCSE of each. Here enumerated, but
  // for tables with less than 1e-7 under every truth (less than 1e-3 in all).
  it('the published re-analysis of the imatinib trial, Table V', () => {
    const { inputs } = scenarios[0];
    const sizes: number[] = inputs.n;
    const weight = inputs.w[0];
    const parts = [0.1, 0.3].map((p, i) => ({ mu: { mean: logit(p), sd: inputs.mu_sd[i] }, weight }));
    const analysis = createBasketAnalysis(
      { by: 'exnex', exchangeable: parts, alone: { mean: logit(0.2), sd: 2.5 } },
      { nullRates: [0.1, 0.1, 0.1, 0.1], mostPatients: 20, mostInAll: 60, level: null },
    );
    const laws = scenarios.map(({ inputs: { p } }) =>
      p.map((rate: number, j: number) =>
        Array.from({ length: sizes[j] + 1 }, (_, x) => binomialPmf(x, sizes[j], rate)),
      ),
    );
    const out = basketPosteriors(4);
    const go = scenarios.map(() => [0, 0, 0, 0, 0]);
    const mean = scenarios.map(() => [0, 0, 0, 0]);
    const mass = scenarios.map(() => 0);
    // Baskets 0 and 1 are alike, as are 2 and 3: the order of responders within a pair does not matter.
    const known = new Map<string, { mean: number[]; go: number[] }>();
    const posterior = (x: Int32Array) => {
      const order = [x[0] <= x[1] ? [0, 1] : [1, 0], x[2] <= x[3] ? [2, 3] : [3, 2]].flat();
      const sorted = order.map((j) => x[j]);
      const key = sorted.join();
      if (!known.has(key)) {
        analysis.analyse(sizes, sorted, out);
        known.set(key, {
          mean: [...out.mean],
          go: [0.9, 0.9, 0.8, 0.8].map((bound, j) => (out.above[j] > bound && out.mean[j] > 0.2 ? 1 : 0)),
        });
      }
      const { mean: m, go: g } = known.get(key)!;
      const back = (list: number[]) => [0, 1, 2, 3].map((j) => list[order.indexOf(j)]);
      return { mean: back(m), go: back(g) };
    };
    forEachTable(sizes, (x) => {
      const weights = laws.map((law) =>
        law.reduce((w: number, pmf: number[], j: number) => w * pmf[x[j]], 1),
      );
      if (Math.max(...weights) < 1e-7) return;
      const found = posterior(x);
      weights.forEach((w, s) => {
        mass[s] += w;
        for (let j = 0; j < 4; j++) {
          go[s][j] += w * found.go[j];
          mean[s][j] += w * found.mean[j];
        }
        go[s][4] += w * Math.max(...found.go);
      });
    });
    scenarios.forEach(({ id, value, tolerance }, s) => {
      tested.add(id);
      expect(mass[s]).toBeGreaterThan(0.999);
      [...value.go_pct, value.overall_go_pct].forEach((percent, j) => {
        expect(Math.abs(100 * go[s][j] - percent), `${id} go ${j}`).toBeLessThan(tolerance.go_pct);
      });
      // Means of 10,000 posterior means, spread about 0.06 to 0.15: 0.5 points are 3 MCSE and more.
      value.mean_pct.forEach((percent: number, j: number) => {
        expect(Math.abs(100 * mean[s][j] - percent), `${id} mean ${j}`).toBeLessThan(0.5);
      });
    });
  });
});

describe('two stages of Fujikawa et al.', () => {
  it.each(rows.filter(({ id }) => /^BASK-fuj2/.test(id)).map(({ id }) => id))('%s', (id) => {
    const { inputs, value, tolerance } = row(id);
    const nullRates = Array(inputs.k).fill(inputs.p0);
    const setting = { nullRates, mostPatients: inputs.n, level: null };
    const sizes = Array(inputs.k).fill(inputs.n);
    const plan = {
      analysis: createBasketAnalysis(specOf(inputs), setting),
      firstSizes: Array(inputs.k).fill(inputs.n1),
      sizes,
      nullRates,
      cutoff: inputs.lambda,
      needed: respondersNeeded(createBasketAnalysis({ by: 'beta-binomial' }, setting), sizes, inputs.lambda),
      futility: inputs.futstop,
      efficacy: inputs.effstop,
    };
    const [found] = enumerateTwoStages(plan, [inputs.p]);
    const { ess, ewp, ...rest } = value.exact;
    compare(found, ewp === 0 ? rest : { ...rest, ewp }, tolerance);
    found.patients.forEach((n, j) => void expect(Math.abs(n.value - ess[j])).toBeLessThan(tolerance));
  });
});

describe('weights by integration, test/reference/baskets/weights.R', () => {
  const { version, divergences, hellinger } = JSON.parse(
    readFileSync(new URL('./baskets/weights.json', import.meta.url), 'utf8'),
  );
  // Printed to 12 digits; the greatest difference seen is 4e-13.
  it(`Jensen-Shannon divergence of several posteriors, Hellinger distance of likelihoods (${version})`, () => {
    for (const { n, x, prior, value } of divergences) {
      const a = n.map((_: number, j: number) => prior[0] + x[j]);
      const b = n.map((m: number, j: number) => prior[1] + m - x[j]);
      expect(Math.abs(generalisedDivergence(a, b, n.length) - value)).toBeLessThan(1e-11);
      const global = globalWeight({ kind: 'jsd', epsilon: 2 }, n.length + 1, prior)!;
      // An empty basket does not count.
      expect(Math.abs(global([...n, 0], [...x, 0]) - (1 - value) ** 2)).toBeLessThan(1e-11);
    }
    for (const { pair, weight } of hellinger)
      expect(
        Math.abs(
          pairWeight({ kind: 'hellinger' }, [1, 1])(...(pair as [number, number, number, number])) - weight,
        ),
      ).toBeLessThan(1e-11);
  });
});

describe('exact values that basksim is tested against (lbau7/basksim, tests/testthat/test-get_details.R)', () => {
  it.each([
    {
      spec: { by: 'power-prior', weight: { kind: 'jsd', epsilon: 1.5, tau: 0, base: 2 } } as const,
      p0: 0.2,
      n: 12,
      lambda: 0.95,
      p: [0.2, 0.5, 0.6],
      rej: [0.350056, 0.8917081, 0.9701317],
      mean: [0.2976754, 0.4857321, 0.5432103],
      mse: [0.02132311, 0.01401632, 0.01667987],
    },
    {
      spec: { by: 'power-prior', weight: { kind: 'calibrated', a: 2, b: 2 } } as const,
      p0: 0.2,
      n: 15,
      lambda: 0.99,
      p: [0.2, 0.2, 0.5],
      rej: [0.06643573, 0.06643573, 0.56254586],
      mean: [0.2529584, 0.2529584, 0.4173126],
      mse: [0.008506501, 0.008506501, 0.018349713],
    },
  ])('$spec.weight.kind, $n patients', ({ spec, p0, n, lambda, p, ...expected }) => {
    const nullRates = p.map(() => p0);
    const analysis = createBasketAnalysis(spec, { nullRates, mostPatients: n, level: null });
    const plan = { analysis, sizes: p.map(() => n), nullRates, cutoff: lambda };
    compare(enumerateBaskets(plan, [p])[0], expected, 1e-6);
  });
});

describe('weighted borrowing as defined, every table of a small trial', () => {
  const sizes = [4, 7, 6];
  const nullRates = [0.2, 0.2, 0.3];
  const rates = [0.2, 0.5, 0.35];
  const prior = [0.7, 1.2] as const;
  const divergence = (i: number, j: number, x: ArrayLike<number>) =>
    jensenShannon(prior[0] + x[i], prior[1] + sizes[i] - x[i], prior[0] + x[j], prior[1] + sizes[j] - x[j]);
  const distance = (i: number, j: number, x: ArrayLike<number>) =>
    Math.abs(x[i] / sizes[i] - x[j] / sizes[j]);
  const calibrated = (a: number, b: number) => (i: number, j: number, x: ArrayLike<number>) => {
    const s = Math.max(sizes[i], sizes[j]) ** 0.25 * distance(i, j, x);
    return s === 0 ? 1 : 1 / (1 + Math.exp(a + b * Math.log(s)));
  };
  const all = (x: ArrayLike<number>) =>
    generalisedDivergence(
      sizes.map((_, j) => prior[0] + x[j]),
      sizes.map((n, j) => prior[1] + n - x[j]),
      3,
    );
  const spread = (x: ArrayLike<number>) => {
    const sorted = sizes.map((n, j) => x[j] / n).sort((a, b) => a - b);
    const gaps = [sorted[1] - sorted[0], sorted[2] - sorted[1]];
    return 1 - (gaps[0] + gaps[1]) * 10 ** -((gaps[0] - 0.5) ** 2 + (gaps[1] - 0.5) ** 2);
  };

  /** Of i to j: what of i's data (and of the prior, where it is shared) counts in j. */
  type Share = (i: number, j: number, x: ArrayLike<number>) => number;
  const cases: [string, BasketSpec, Share, boolean][] = [
    [
      'fujikawa',
      { by: 'fujikawa', prior, epsilon: 1.25, tau: 0.5, base: 2 },
      (i, j, x) => {
        const weight = (1 - divergence(i, j, x) / Math.LN2) ** 1.25;
        return weight <= 0.5 ? 0 : weight;
      },
      true,
    ],
    [
      'fujikawa with a weight by the spread',
      { by: 'fujikawa', prior, epsilon: 2, global: 1.7 },
      (i, j, x) => (1 - divergence(i, j, x)) ** 2 * spread(x) ** 1.7,
      true,
    ],
    [
      'divergence and that of all',
      {
        by: 'power-prior',
        prior,
        weight: { kind: 'jsd', epsilon: 1.5, tau: 0.1, base: 2 },
        global: { kind: 'jsd', epsilon: 1.2 },
      },
      (i, j, x) => {
        const weight = (1 - divergence(i, j, x) / Math.LN2) ** 1.5;
        return (weight <= 0.1 ? 0 : weight) * (1 - all(x)) ** 1.2;
      },
      false,
    ],
    [
      'calibrated and a fixed part',
      {
        by: 'power-prior',
        prior,
        weight: { kind: 'calibrated', a: 1, b: 1.5 },
        global: { kind: 'fixed', weight: 0.6 },
      },
      (i, j, x) => 0.6 * calibrated(1, 1.5)(i, j, x),
      false,
    ],
    [
      'calibrated, limited',
      { by: 'power-prior', prior, weight: { kind: 'calibrated', a: 0.5, b: 2 }, limited: true },
      (i, j, x) => Math.min(1, sizes[j] / sizes[i]) * calibrated(0.5, 2)(i, j, x),
      false,
    ],
    [
      'adaptive power prior',
      { by: 'power-prior', prior, weight: { kind: 'hellinger' }, limited: true },
      (i, j, x) =>
        Math.min(1, sizes[j] / sizes[i]) *
        pairWeight({ kind: 'hellinger' }, [1, 1])(sizes[i], x[i], sizes[j], x[j]),
      false,
    ],
  ];

  // Two programs with the same definitions: 1e-9 is rounding.
  it.each(cases)('%s', (_, spec, share, sharesPrior) => {
    const analysis = createBasketAnalysis(spec, { nullRates, mostPatients: 7, level: null });
    const [found] = enumerateBaskets({ analysis, sizes, nullRates, cutoff: 0.9 }, [rates]);
    const claim = [0, 0, 0];
    const mean = [0, 0, 0];
    forEachTable(sizes, (x) => {
      const chance = sizes.reduce((product, n, j) => product * binomialPmf(x[j], n, rates[j]), 1);
      for (let j = 0; j < 3; j++) {
        let a = prior[0] + x[j];
        let b = prior[1] + sizes[j] - x[j];
        for (let i = 0; i < 3; i++) {
          if (i === j) continue;
          const weight = share(i, j, x);
          a += weight * (x[i] + (sharesPrior ? prior[0] : 0));
          b += weight * (sizes[i] - x[i] + (sharesPrior ? prior[1] : 0));
        }
        mean[j] += (chance * a) / (a + b);
        if (betaUpperTail(nullRates[j], a, b) >= 0.9) claim[j] += chance;
      }
    });
    for (let j = 0; j < 3; j++) {
      expect(Math.abs(found.claim[j].value - claim[j])).toBeLessThan(1e-9);
      expect(Math.abs(found.mean[j].value - mean[j])).toBeLessThan(1e-9);
    }
  });
});

it('every published row of the collection is tested', () => {
  expect(rows.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
});
