import { describe, expect, it } from 'vitest';
import { basketPosteriors } from '../../src/baskets/basketAnalysis.ts';
import {
  type BasketSpec,
  calibrateChuYuan,
  calibrateCutoff,
  createBasketAnalysis,
  enumerateBaskets,
  enumerateTwoStages,
  simulateBaskets,
} from '../../src/index.ts';
import { binomialCdf, binomialPmf } from '../../src/numeric/binomial.ts';
import { stagedCharacteristics } from '../../src/single-arm/stages.ts';

const SPECS: Record<string, BasketSpec> = {
  exact: { by: 'exact' },
  'beta-binomial': { by: 'beta-binomial' },
  pooled: { by: 'pooled' },
  fujikawa: { by: 'fujikawa', tau: 0.2 },
  'power prior': { by: 'power-prior', weight: { kind: 'calibrated', a: 1, b: 1.5 }, global: 1 },
  'power prior by marginal likelihood': { by: 'power-prior', weight: { kind: 'marginal-likelihood' } },
  bhm: { by: 'bhm', tau: { kind: 'uniform', upper: 1.5 } },
  exnex: { by: 'exnex' },
  cbhm: { by: 'cbhm', a: -4, b: 3 },
  mem: { by: 'mem' },
  'mem over partitions': { by: 'mem', over: 'partitions' },
  'prune and pool': { by: 'prune-and-pool' },
  'robust map': { by: 'robust-map', sources: [{ n: 30, x: 9 }] },
};

describe('enumeration and simulation', () => {
  const nullRates = [0.2, 0.2, 0.3];
  const sizes = [12, 9, 7];
  const truths = [
    [0.2, 0.2, 0.3],
    [0.2, 0.5, 0.6],
  ];
  // 24 to 28 numbers of each of 13 methods and 5,000 trials: beyond 4.5 MCSE one run in 400. The floor is for events of
  // less than 1 in 1,000, whose estimated error is too small.
  it.each(Object.entries(SPECS))('%s: every operating characteristic within 4.5 MCSE', (_, spec) => {
    const level = spec.by === 'bhm' || spec.by === 'fujikawa' ? 0.9 : null;
    const setting = { nullRates, mostPatients: 12, mostInAll: 28, level };
    const plan = {
      analysis: createBasketAnalysis(spec, setting),
      sizes,
      nullRates,
      cutoff: [0.9, 0.9, 0.85],
    };
    const exact = enumerateBaskets(plan, truths);
    const simulated = simulateBaskets(plan, truths, { trials: 5000, seed: 'enumeration' });
    exact.forEach((wanted, t) => {
      const found = simulated[t];
      for (const key of ['claim', 'mean', 'bias', 'mse', 'coverage'] as const) {
        wanted[key].forEach((number, j) => {
          const { value, mcse } = found[key][j] ?? { value: Number.NaN, mcse: 0 };
          if (number === null) expect(value).toBeNaN();
          else expect(Math.abs(value - number.value), `${key} ${j}`).toBeLessThan(4.5 * Math.max(mcse, 4e-4));
        });
      }
      for (const key of ['anyFalse', 'anyTrue', 'correct', 'rightSet'] as const) {
        const number = wanted[key];
        if (number === null) expect(found[key]).toBeNull();
        else {
          const { value, mcse } = found[key]!;
          expect(Math.abs(value - number.value), key).toBeLessThan(4.5 * Math.max(mcse, 4e-4));
        }
      }
    });
  });
});

describe('Monte Carlo errors and coverage', () => {
  const nullRates = [0.2, 0.3];
  const sizes = [12, 9];
  const rates = [0.35, 0.3];
  const analysis = createBasketAnalysis({ by: 'fujikawa' }, { nullRates, mostPatients: 12, level: 0.9 });
  const plan = { analysis, sizes, nullRates, cutoff: 0.9 };

  /** Standard deviations of what one trial gives, over all tables. */
  const deviations = () => {
    const out = basketPosteriors(2);
    const squares = new Map<string, [number, number]>();
    const add = (name: string, weight: number, value: number) => {
      const [mean, square] = squares.get(name) ?? [0, 0];
      squares.set(name, [mean + weight * value, square + weight * value * value]);
    };
    for (let x = 0; x <= 12; x++) {
      for (let y = 0; y <= 9; y++) {
        analysis.analyse(sizes, [x, y], out);
        const weight = binomialPmf(x, 12, rates[0]) * binomialPmf(y, 9, rates[1]);
        const claims = [0, 1].map((j) => Number(out.above[j] >= 0.9));
        for (const j of [0, 1]) {
          add(`claim ${j}`, weight, claims[j]);
          add(`bias ${j}`, weight, out.mean[j] - rates[j]);
          add(`mse ${j}`, weight, (out.mean[j] - rates[j]) ** 2);
          add(`coverage ${j}`, weight, Number(out.lower[j] <= rates[j] && rates[j] <= out.upper[j]));
        }
        add('correct', weight, claims[0] + (1 - claims[1]));
      }
    }
    return (name: string) => {
      const [mean, square] = squares.get(name) as [number, number];
      return { mean, sd: Math.sqrt(square - mean * mean) };
    };
  };

  it('standard errors are those of the law of a trial', () => {
    const of = deviations();
    const trials = 40_000;
    const [found] = simulateBaskets(plan, [rates], { trials, seed: 'errors' });
    const [exact] = enumerateBaskets(plan, [rates]);
    const all = [
      ...(['claim', 'bias', 'mse', 'coverage'] as const).flatMap((key) =>
        [0, 1].map((j) => [`${key} ${j}`, found[key][j], exact[key][j]] as const),
      ),
      ['correct', found.correct, exact.correct] as const,
    ];
    for (const [name, simulated, enumerated] of all) {
      const { mean, sd } = of(name);
      expect(enumerated?.value, name).toBeCloseTo(mean, 12);
      // A standard deviation estimated from 40,000 trials is good to 1 or 2 %: heavy tails included 6 %.
      expect(Math.abs((simulated?.mcse as number) * Math.sqrt(trials) - sd), name).toBeLessThan(0.06 * sd);
    }
  });

  it('an error that a cut-off is judged by has that of a proportion', () => {
    const simulation = { trials: 5000, seed: 'judged' };
    const { errors } = calibrateCutoff(plan, [nullRates], { error: 'family-wise', at: 0.2, simulation });
    const { value, mcse } = errors[0] as { value: number; mcse: number };
    expect(mcse).toBeCloseTo(Math.sqrt((value * (1 - value)) / 5000), 12);
  });
});

describe('calibrated cut-offs', () => {
  const nullRates = [0.2, 0.2, 0.2];
  const setting = { nullRates, mostPatients: 18, level: null };
  const plan = {
    analysis: createBasketAnalysis({ by: 'fujikawa' }, setting),
    sizes: [18, 18, 18],
    nullRates,
  };
  const truths = [nullRates, [0.2, 0.2, 0.5], [0.2, 0.5, 0.5], [0.5, 0.5, 0.5]];

  it.each(['basket-wise', 'family-wise'] as const)(
    '%s, exact: held at the cut-off and not below',
    (error) => {
      const { cutoff, errors } = calibrateCutoff(plan, truths, { error, at: 0.1 });
      const worst = (bound: number) =>
        enumerateBaskets({ ...plan, cutoff: bound }, truths).map(({ claim, anyFalse }, t) => {
          const nulls = claim.filter((_, j) => truths[t][j] <= 0.2).map(({ value }) => value);
          if (nulls.length === 0) return null;
          return error === 'basket-wise' ? Math.max(...nulls) : anyFalse!.value;
        });
      worst(cutoff).forEach((value, t) => {
        if (value === null) expect(errors[t]).toBeNull();
        else expect(errors[t]?.value).toBeCloseTo(value, 12);
      });
      expect(Math.max(...worst(cutoff).map((value) => value ?? 0))).toBeLessThanOrEqual(0.1);
      // The next table that a lower cut-off would let in lies within the gap that the cut-off halves.
      const lower = (() => {
        for (let step = 1e-6; ; step *= 2)
          if (Math.max(...worst(cutoff - step).map((value) => value ?? 0)) > 0.1) return step;
      })();
      expect(lower).toBeLessThan(0.02);
    },
  );

  it.each(['basket-wise', 'family-wise'] as const)('%s, the average of the truths', (error) => {
    const { cutoff, errors } = calibrateCutoff(plan, truths, { error, at: 0.1, hold: 'average' });
    /** The largest of the averages that are kept: of each basket over the truths in which it is null, or of any. */
    const average = (bound: number) => {
      const found = enumerateBaskets({ ...plan, cutoff: bound }, truths);
      const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
      if (error === 'family-wise') return mean(found.flatMap(({ anyFalse }) => anyFalse?.value ?? []));
      return Math.max(
        ...[0, 1, 2].map((j) =>
          mean(found.flatMap(({ claim }, t) => (truths[t][j] <= 0.2 ? [claim[j].value] : []))),
        ),
      );
    };
    expect(average(cutoff)).toBeLessThanOrEqual(0.1 + 1e-12);
    // The gap that the cut-off halves: a little lower, and the next table is let in.
    expect(average(cutoff - 0.02)).toBeGreaterThan(0.1);
    const worst = calibrateCutoff(plan, truths, { error, at: 0.1 });
    expect(cutoff).toBeLessThan(worst.cutoff);
    expect(Math.max(...errors.map((one) => one?.value ?? 0))).toBeGreaterThan(0.1);
    // Of one truth average and worst are the same, unless one basket is worse than another.
    const one = { error: 'family-wise', at: 0.1 } as const;
    expect(calibrateCutoff(plan, [nullRates], { ...one, hold: 'average' }).cutoff).toBe(
      calibrateCutoff(plan, [nullRates], one).cutoff,
    );
    // A truth that stands twice counts twice.
    const twice = calibrateCutoff(plan, [nullRates, nullRates, truths[1]], { ...one, hold: 'average' });
    const once = calibrateCutoff(plan, [nullRates, truths[1]], { ...one, hold: 'average' });
    expect(twice.cutoff).not.toBe(once.cutoff);
    expect(twice.cutoff).toBeLessThan(once.cutoff);
  });

  it('simulated: errors judged in other trials, within 4 MCSE of what is wanted; more confidence, higher cut-off', () => {
    const simulation = { seed: 'calibration', trials: 20_000 };
    const options = { error: 'family-wise', at: 0.1, simulation } as const;
    const { cutoff, errors } = calibrateCutoff(plan, truths, options);
    const exact = enumerateBaskets({ ...plan, cutoff }, truths);
    errors.forEach((found, t) => {
      if (found === null) return;
      const { value, mcse } = found;
      expect(Math.abs(value - exact[t].anyFalse!.value)).toBeLessThan(4 * Math.max(mcse, 2e-4));
    });
    // Found in one set of trials: the true error misses the aim by their Monte Carlo error, 4 x 0.0021, at most.
    expect(Math.max(...exact.map(({ anyFalse }) => anyFalse?.value ?? 0))).toBeLessThan(0.1 + 4 * 0.0021);
    const guarded = calibrateCutoff(plan, truths, { ...options, confidence: 0.999 });
    expect(guarded.cutoff).toBeGreaterThanOrEqual(cutoff);
    expect(calibrateCutoff(plan, truths, options)).toEqual({ cutoff, errors });
    const again = simulateBaskets({ ...plan, cutoff }, truths, { ...simulation, seed: 'calibration again' });
    errors.forEach((found, t) => {
      if (found === null) expect(again[t].anyFalse).toBeNull();
      else expect(found.value).toBeCloseTo(again[t].anyFalse!.value, 9);
    });
  });

  it('refusals', () => {
    const run = (at: number, confidence: number, rates: number[][]) =>
      calibrateCutoff(plan, rates, { error: 'basket-wise', at, confidence });
    expect(() => run(0, 0.4, [[0.5, 0.5, 0.5]])).toThrow(
      /at = 0\n.*\n.*\n\nconfidence = 0.4\n.*\n.*\n\ntruths = .*\n.*no basket of any truth is null/,
    );
  });
});

describe('two stages', () => {
  it("Simon's design in each basket, against the exact single-arm design", () => {
    const nullRates = [0.1, 0.1];
    const analysis = createBasketAnalysis({ by: 'exact' }, { nullRates, mostPatients: 29, level: null });
    // Optimal design of Simon 1989 for 0.1 against 0.3, alpha 0.05, power 0.8: r1 = 1 of 10, r = 5 of 29.
    const plan = {
      analysis,
      nullRates,
      firstSizes: [10, 10],
      sizes: [29, 29],
      futility: binomialCdf(1, 10, 0.1),
      efficacy: null,
      cutoff: binomialCdf(5, 29, 0.1),
    };
    const truths = [0.1, 0.3];
    const [found] = enumerateTwoStages(plan, [truths]);
    truths.forEach((p, j) => {
      const stages = [
        { n: 10, stop: 1, claim: Number.POSITIVE_INFINITY },
        { n: 19, stop: 5, claim: 6 },
      ];
      const simon = stagedCharacteristics(stages, p);
      expect(found.claim[j].value).toBeCloseTo(simon.claim, 12);
      expect(found.patients[j].value).toBeCloseTo(simon.expectedPatients, 10);
      expect(found.stopped[j].value).toBeCloseTo(simon.stopped[0], 12);
    });
    expect(found.claim[0].value).toBeCloseTo(0.0471, 4);
  });

  it('without rules at the interim analysis they are one stage', () => {
    const nullRates = [0.2, 0.3];
    const analysis = createBasketAnalysis({ by: 'mem' }, { nullRates, mostPatients: 9, level: null });
    const plan = { analysis, nullRates, sizes: [9, 8], cutoff: 0.9 };
    const [two] = enumerateTwoStages({ ...plan, firstSizes: [4, 8], futility: null, efficacy: null }, [
      [0.2, 0.6],
    ]);
    const [one] = enumerateBaskets(plan, [[0.2, 0.6]]);
    two.claim.forEach(({ value }, j) => void expect(value).toBeCloseTo(one.claim[j].value, 12));
    expect(two.rightSet.value).toBeCloseTo(one.rightSet.value, 12);
    expect(two.patients.map(({ value }) => Math.round(value * 1e9) / 1e9)).toEqual([9, 8]);
  });

  it('refuses impossible sizes and too many tables', () => {
    const nullRates = [0.2, 0.2, 0.2, 0.2];
    const analysis = createBasketAnalysis({ by: 'pooled' }, { nullRates, mostPatients: 25, level: null });
    const plan = { analysis, nullRates, sizes: [25, 25, 25, 25], cutoff: 0.9, futility: 0.1, efficacy: null };
    expect(() => enumerateTwoStages({ ...plan, firstSizes: [26, 10, 10, 10] }, [])).toThrow(
      /firstSizes\[0\] = 26/,
    );
    expect(() => enumerateTwoStages({ ...plan, firstSizes: [10, 10, 10, 10] }, [])).toThrow(
      /959,512,576 tables/,
    );
  });
});

describe('the line of the calibrated hierarchical model', () => {
  const four = {
    sizes: [20, 20, 20, 20],
    nullRates: [0.2, 0.2, 0.2, 0.2],
    activeRates: [0.4, 0.4, 0.4, 0.4],
    seed: 'line',
  };

  it('goes through both variances', () => {
    const { a, b } = calibrateChuYuan(four);
    expect(b).toBeGreaterThan(0);
    const other = calibrateChuYuan({ ...four, alike: 0.5, different: 40 });
    // The same medians: the same slope, and lower by log 2.
    expect(other.b).toBeCloseTo(b, 12);
    expect(other.a).toBeCloseTo(a - Math.LN2, 12);
  });

  it('refuses rates that are not told apart', () => {
    expect(() => calibrateChuYuan({ ...four, activeRates: four.nullRates })).toThrow(/no line rises/);
  });
});
