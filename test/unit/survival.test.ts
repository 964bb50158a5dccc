import { describe, expect, it } from 'vitest';
import { type Analysis, SLOTS } from '../../src/analyses/analysis.ts';
import { compareSurvival, type SurvivalPatients } from '../../src/analyses/compareSurvival.ts';
import { coxTest } from '../../src/analyses/cox.ts';
import { coxRegression } from '../../src/analyses/coxRegression.ts';
import { interaction } from '../../src/analyses/interaction.ts';
import { kaplanMeier, medianSurvival, survivalAt } from '../../src/analyses/kaplanMeier.ts';
import { logRank } from '../../src/analyses/logRank.ts';
import { createPartialLikelihood } from '../../src/analyses/partialLikelihood.ts';
import { createRiskTable, fillRiskTable, type RiskTable, ROW_STRIDE } from '../../src/analyses/riskTable.ts';
import { type SurvivalArrays, survivalFromArrays } from '../../src/analyses/survivalFromArrays.ts';

function tableOf(arrays: SurvivalArrays, include = [1]): RiskTable {
  const data = survivalFromArrays(arrays);
  const table = createRiskTable(data.n);
  fillRiskTable(data, Uint8Array.from(include), table);
  return table;
}
const rowsOf = (table: RiskTable) =>
  Array.from({ length: table.rows }, (_, k) => [...table.row.subarray(k * ROW_STRIDE, (k + 1) * ROW_STRIDE)]);
function run(analysis: Analysis): number[] {
  const out = new Float64Array(SLOTS + 2).fill(7);
  analysis(out, 1);
  expect([out[0], out[SLOTS + 1]], 'writes its five numbers only').toEqual([7, 7]);
  return [...out.subarray(1, 1 + SLOTS)];
}

/** The example of the docstrings; R's values (survdiff, coxph, survfit's rmean) to the digits shown. */
const EXAMPLE: SurvivalPatients = {
  time: [6, 9, 11, 14, 1, 3, 7, 8],
  event: [1, 0, 1, 0, 1, 1, 1, 1],
  arm: [1, 1, 1, 1, 0, 0, 0, 0],
};
const NOTHING = [Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN];

describe('risk table', () => {
  it('counts at risk from the longest time down, a row for each event time', () => {
    const table = tableOf(EXAMPLE);
    expect(rowsOf(table)).toEqual([
      [11, 2, 2, 1, 1],
      [8, 4, 3, 1, 0],
      [7, 5, 3, 1, 0],
      [6, 6, 4, 1, 1],
      [3, 7, 4, 1, 0],
      [1, 8, 4, 1, 0],
    ]);
    expect(table).toMatchObject({
      patients: 8,
      patients1: 4,
      observed: 6,
      observed1: 2,
      lastTime0: 8,
      lastTime1: 14,
    });
    expect(table.expected1).toBeCloseTo(4 / 8 + 4 / 7 + 4 / 6 + 3 / 5 + 3 / 4 + 1, 14);
    expect(table.variance).toBeCloseTo(1 / 4 + 12 / 49 + 8 / 36 + 6 / 25 + 3 / 16, 14);
  });

  // Every order of the four tied patients: the first that the walk meets may be an event, a censored one, or
  // one left out.
  const tied = [
    [1, 1, 0],
    [1, 0, 0],
    [0, 1, 0],
    [1, 0, 1],
  ];
  it.each([0, 1, 2, 3])('keeps ties together in any order (%i)', (turn) => {
    const middle = tied.map((_, k) => tied[(k + turn) % 4]);
    const all = [[0, 1, 0], ...middle, [1, 1, 0]];
    const data = survivalFromArrays({
      time: [1, 2, 2, 2, 2, 3],
      event: all.map(([event]) => event),
      arm: all.map(([, arm]) => arm),
      group: all.map(([, , group]) => group),
    });
    const table = createRiskTable(6);
    fillRiskTable(data, Uint8Array.of(1, 0), table);
    expect(rowsOf(table)).toEqual([
      [3, 1, 1, 1, 1],
      [2, 4, 3, 2, 1],
    ]);
    // The hypergeometric variance of two events among four, three of them experimental.
    expect(table.variance).toBeCloseTo(2 * (3 / 4) * (1 / 4) * (2 / 3), 14);
  });

  it('forgets the patients of the replicate before', () => {
    const data = survivalFromArrays(EXAMPLE);
    const table = createRiskTable(8);
    fillRiskTable(data, Uint8Array.of(1), table);
    data.n = 3;
    fillRiskTable(data, Uint8Array.of(1), table);
    expect(rowsOf(table)).toEqual([
      [6, 1, 1, 1, 1],
      [3, 2, 1, 1, 0],
      [1, 3, 1, 1, 0],
    ]);
    data.n = 0;
    fillRiskTable(data, Uint8Array.of(1), table);
    expect(table).toMatchObject({
      rows: 0,
      patients: 0,
      observed: 0,
      variance: 0,
      lastTime0: 0,
      lastTime1: 0,
    });
  });

  it('holds 65,535 patients and says so of more', () => {
    const n = 65535;
    const patients = Array.from({ length: n }, (_, i) => i);
    const table = tableOf({
      time: patients.map((i) => i + 1),
      event: patients.map(() => 1),
      arm: patients.map(() => 1),
    });
    expect(table).toMatchObject({ patients: n, patients1: n, rows: n, observed1: n, variance: 0 });
    expect(() => createRiskTable(n + 1)).toThrow(
      'capacity: got 65536; a risk table holds at most 65535 patients.',
    );
  });
});

describe('the example of the docstrings', () => {
  it.each([
    [{}, 1.951729397, -1.924913115, 1.131303449],
    [{ estimator: 'pike' }, 1.951729397, -1.453126328, 0.876157122],
    [{ estimator: 'peto' }, 1.951729397, -1.824269109, 0.934693668],
    [{ by: 'cox' }, 1.701500262, -1.924913115, 1.131303449],
    [{ by: 'rmst', horizon: 8 }, 1.839732422, 2.75, 1.494782593],
    // 0.75 against 0.25, both with Greenwood's variance 3 / 64; the log of log 0.75 / log 0.25 by the delta method.
    [{ by: 'milestone', horizon: 7.5 }, 1.632993162, 0.5, 0.306186218],
    [
      { by: 'milestone', horizon: 7.5, measure: 'cumulative hazard ratio' },
      1.330377578,
      -1.572533584,
      1.18202051,
    ],
    [{ by: 'fleming-harrington', weights: { rho: 0, gamma: 1 } }, 1.875346985, -1.924913115, 1.131303449],
  ] as const)('%o', (options, z, estimate, standardError) => {
    const got = compareSurvival(EXAMPLE, options);
    expect(got.z).toBeCloseTo(z, 9);
    expect(got.estimate).toBeCloseTo(estimate, 9);
    expect(got.standardError).toBeCloseTo(standardError, 9);
  });

  it('covers less at a lower confidence level', () => {
    const wide = compareSurvival(EXAMPLE);
    const narrow = compareSurvival(EXAMPLE, { level: 0.9 });
    expect((narrow.upper - narrow.lower) / (wide.upper - wide.lower)).toBeCloseTo(
      1.6448536269514722 / 1.959963984540054,
      12,
    );
  });
});

describe('what cannot be had', () => {
  const cases: [string, SurvivalPatients][] = [
    ['no events', { time: [1, 2, 3, 4], event: [0, 0, 0, 0], arm: [0, 1, 0, 1] }],
    ['one arm empty', { time: [1, 2, 3], event: [1, 1, 1], arm: [1, 1, 1] }],
    ['no event while both arms are at risk', { time: [1, 2, 3, 4], event: [0, 0, 1, 1], arm: [0, 0, 1, 1] }],
    ['nobody', { time: [], event: [], arm: [] }],
  ];
  it.each(cases)('%s: every number of every method is NaN', (_, patients) => {
    for (const options of [
      {},
      { estimator: 'pike' },
      { estimator: 'peto' },
      { by: 'cox' },
      { by: 'fleming-harrington', weights: { rho: 0, gamma: 1 } },
    ] as const) {
      const { z, estimate, standardError, lower, upper } = compareSurvival(patients, options);
      expect([z, estimate, standardError, lower, upper]).toEqual(NOTHING);
    }
  });

  it('a monotone likelihood leaves the log-rank z and fails the Cox estimate', () => {
    // All events of the control arm; then all of the experimental arm, but for one when control is gone.
    const patients = { time: [1, 2, 3, 4], event: [1, 1, 0, 1], arm: [0, 0, 1, 1] };
    const table = tableOf(patients);
    expect(run(coxTest([table]))).toEqual(NOTHING);
    const [z, ...rest] = run(logRank([table]));
    expect(z).toBeCloseTo((1 / 2 + 2 / 3) / Math.sqrt(1 / 4 + 2 / 9), 12);
    expect(rest).toEqual(NOTHING.slice(1));
    expect(run(logRank([table], { estimator: 'peto' })).every(Number.isFinite)).toBe(true);
    // The other way round, and with a second stratum that makes the estimate finite again.
    const reversed = tableOf({ ...patients, arm: patients.arm.map((arm) => 1 - arm) });
    expect(run(coxTest([reversed]))).toEqual(NOTHING);
    const both = run(coxTest([table, reversed]));
    expect(both[1]).toBeCloseTo(0, 12);
  });

  it('solves for strong effects, where the Peto step is far off', () => {
    // All control events first, but for one of the experimental arm among them.
    const n = 400;
    const arm = Array.from({ length: n }, (_, i) => (i < n / 2 ? 0 : 1));
    arm[1] = 1;
    const [, estimate, se] = run(
      coxTest([tableOf({ time: arm.map((_, i) => i + 1), event: arm.map(() => 1), arm })], {
        ties: 'breslow',
      }),
    );
    let score = arm.filter((a) => a === 1).length;
    let information = 0;
    for (let i = 0; i < n; i++) {
      const n1 = arm.slice(i).filter((a) => a === 1).length;
      const p = (n1 * Math.exp(estimate)) / (n - i - n1 + n1 * Math.exp(estimate));
      score -= p;
      information += p * (1 - p);
    }
    expect(estimate).toBeLessThan(-4);
    expect(Math.abs(score)).toBeLessThan(1e-12);
    expect(se * Math.sqrt(information)).toBeCloseTo(1, 9);
  });

  /** One stratum, one event at month 1, everybody else followed to month 2. */
  const oneEvent = (control: number, experimental: number, arm: number) =>
    tableOf({
      time: [1, ...Array(control + experimental - 1).fill(2)],
      event: [1, ...Array(control + experimental - 1).fill(0)],
      arm: [arm, ...Array(control - 1 + arm).fill(0), ...Array(experimental - arm).fill(1)],
    });

  it('solves where Peto is absurd: one patient against 400', () => {
    // Control first, then experimental: 1 = r / (400 + r) + r / (399 + r), r^2 = 400 * 399.
    const table = tableOf({
      time: [1, 2, ...Array(399).fill(3)],
      event: [1, 1, ...Array(399).fill(0)],
      arm: [0, 1, ...Array(399).fill(0)],
    });
    expect(run(logRank([table], { estimator: 'peto' }))[1]).toBeGreaterThan(100);
    expect(run(coxTest([table]))[1]).toBeCloseTo(0.5 * Math.log(400 * 399), 9);
  });

  it('solves across a plateau: strata that answer only to very large or very small hazard ratios', () => {
    const tables = Array.from({ length: 10 }, (_, s) => [
      oneEvent(5000, 1, s < 3 ? 1 : 0),
      oneEvent(1, 20, s < 9 ? 1 : 0),
    ]).flat();
    const [, estimate] = run(coxTest(tables));
    const ratio = Math.exp(estimate);
    expect(12 - (10 * ratio) / (5000 + ratio) - (10 * 20 * ratio) / (1 + 20 * ratio)).toBeCloseTo(0, 10);
    expect(estimate).toBeGreaterThan(4);
  });
});

describe('Cox regression', () => {
  const data = survivalFromArrays({
    time: [3, 5, 6, 7, 9, 10, 12, 13, 15, 16, 18, 20],
    event: [1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1],
    arm: [0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 0],
    group: [0, 1, 1, 0, 2, 1, 2, 0, 1, 0, 2, 2],
  });
  const byClass = (value: (group: number, arm: number) => number) =>
    Float64Array.from({ length: 6 }, (_, c) => value(c >> 1, c & 1));
  const arm = byClass((_, a) => a);
  const one = byClass((g) => Number(g === 1));
  const two = byClass((g) => Number(g === 2));
  const together = Int16Array.of(0, 0, 0);

  it('drops a column that is a sum of others, wherever it stands, and a constant', () => {
    const want = run(coxRegression(data, { columns: [arm, one, two], stratum: together, coefficient: 0 }));
    const either = byClass((g) => Number(g > 0));
    for (const columns of [
      [arm, one, two, either],
      [arm, either, one, two],
      [arm, one, byClass(() => 3), two],
    ]) {
      const got = run(coxRegression(data, { columns, stratum: together, coefficient: 0 }));
      got.forEach((value, k) => {
        expect(value).toBeCloseTo(want[k], 10);
      });
    }
    expect(run(coxRegression(data, { columns: [arm, arm], stratum: together, coefficient: 0 }))).toEqual(
      NOTHING,
    );
    expect(
      run(coxRegression(data, { columns: [one, byClass(() => 1)], stratum: together, coefficient: 1 })),
    ).toEqual(NOTHING);
  });

  it('a group left out is out; a covariate constant within its strata is dropped', () => {
    const without = run(
      coxRegression(data, { columns: [arm], stratum: Int16Array.of(0, -1, 0), coefficient: 0 }),
    );
    const kept = createRiskTable(12);
    fillRiskTable(data, Uint8Array.of(1, 0, 1), kept);
    run(coxTest([kept])).forEach((value, k) => {
      expect(without[k]).toBeCloseTo(value, 9);
    });
    const strata = Int16Array.of(0, 1, 2);
    const stratified = run(coxRegression(data, { columns: [arm], stratum: strata, coefficient: 0 }));
    run(coxRegression(data, { columns: [arm, one], stratum: strata, coefficient: 0 })).forEach((value, k) => {
      expect(value).toBeCloseTo(stratified[k], 10);
    });
  });

  it('a covariate with an infinite coefficient leaves the limit of the others: its level gives no information', () => {
    const patients = {
      time: [3, 5, 6, 7, 9, 10, 12, 13, 15, 16, 18, 20],
      event: [1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1],
      arm: [0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 0],
    };
    const never = [0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0];
    const got = compareSurvival({ ...patients, covariates: [never] }, { by: 'cox' });
    const keep = <T>(values: readonly T[]) => values.filter((_, i) => never[i] === 0);
    const want = compareSurvival(
      { time: keep(patients.time), event: keep(patients.event), arm: keep(patients.arm) },
      { by: 'cox' },
    );
    // Documented: to about 1e-5.
    expect(got.estimate).toBeCloseTo(want.estimate, 4);
    expect(got.standardError).toBeCloseTo(want.standardError, 4);
    const failed = compareSurvival({ ...patients, covariates: [never] }, { by: 'cox', interaction: 0 });
    expect([failed.z, failed.estimate]).toEqual([Number.NaN, Number.NaN]);
  });

  it('the arm infinite together with a covariate is infinite', () => {
    // No event in marker +: its coefficient runs off, and what is left is one informative event, of the
    // experimental arm.
    const got = compareSurvival(
      {
        time: [7, 2, 8, 4, 2, 4],
        event: [1, 0, 0, 0, 1, 0],
        arm: [0, 1, 1, 0, 1, 1],
        covariates: [[0, 0, 1, 1, 0, 1]],
      },
      { by: 'cox' },
    );
    expect([got.z, got.estimate, got.standardError]).toEqual(NOTHING.slice(2));
  });

  it('is the Cox test for the arm alone: in a large trial, and where the first Newton step is absurd', () => {
    const large = Array.from({ length: 600 }, (_, i) => ({
      time: i + 1,
      event: Number(i % 3 > 0),
      arm: ((i * i) % 7) & 1,
    }));
    const lone = [0, 1, ...Array(399).fill(0)].map((one, i) => ({
      time: i + 1,
      event: Number(i < 2),
      arm: one,
    }));
    for (const patients of [large, lone]) {
      const columns = {
        time: patients.map(({ time }) => time),
        event: patients.map(({ event }) => event),
        arm: patients.map(({ arm: a }) => a),
      };
      const want = compareSurvival(columns, { by: 'cox' });
      const got = compareSurvival({ ...columns, covariates: [] }, { by: 'cox' });
      expect(got.estimate).toBeCloseTo(want.estimate, 9);
      expect(got.standardError).toBeCloseTo(want.standardError, 9);
    }
  });

  it('no events, or the arm infinite: NaN', () => {
    const design = { columns: [Float64Array.of(0, 1)], stratum: Int16Array.of(0), coefficient: 0 };
    const monotone = survivalFromArrays({ time: [1, 2, 3, 4], event: [1, 1, 0, 0], arm: [0, 0, 1, 1] });
    expect(run(coxRegression(monotone, design))).toEqual(NOTHING);
    const silent = survivalFromArrays({ time: [1, 2], event: [0, 0], arm: [0, 1] });
    expect(run(coxRegression(silent, design))).toEqual(NOTHING);
  });

  it('the log likelihood of 600 untied events at no effect is -log 600!', () => {
    const n = 600;
    const months = Array.from({ length: n }, (_, i) => i + 1);
    const everybody = survivalFromArrays({
      time: months,
      event: months.map(() => 1),
      arm: months.map((i) => i % 2),
    });
    const likelihood = createPartialLikelihood(everybody, [Float64Array.of(0, 1)], Int16Array.of(0), true);
    expect(likelihood.arrange()).toBe(n);
    const logFactorial = months.reduce((sum, i) => sum + Math.log(i), 0);
    expect(likelihood.evaluate(Float64Array.of(0))).toBeCloseTo(-logFactorial, 8);
  });

  it('reads the sign of z off `better`', () => {
    const lower = run(coxRegression(data, { columns: [arm], stratum: together, coefficient: 0 }));
    const higher = run(
      coxRegression(data, { columns: [arm], stratum: together, coefficient: 0, better: 'higher' }),
    );
    expect(lower[0]).toBeCloseTo(-lower[1] / lower[2], 12);
    expect(higher[0]).toBe(-lower[0]);
  });
});

describe('RMST beyond follow-up', () => {
  const control = { time: [2, 4], event: [1, 1], arm: [0, 0] };
  const join = (time: number[], event: number[]) => ({
    time: [...control.time, ...time],
    event: [...control.event, ...event],
    arm: [...control.arm, 1, 1],
  });
  it('is the mean where the curve has reached 0, and missing where it has not', () => {
    const complete = compareSurvival(join([3, 7], [1, 1]), { by: 'rmst', horizon: 10 });
    expect(complete.estimate).toBeCloseTo(5 - 3, 12);
    // Mean of two uncensored times: Greenwood's variance is that of the mean with divisor n.
    expect(complete.standardError).toBeCloseTo(Math.sqrt((4 + 1) / 2), 12);
    expect(compareSurvival(join([3, 7], [1, 0]), { by: 'rmst', horizon: 10 }).estimate).toBeNaN();
    expect(compareSurvival(join([3, 7], [1, 0]), { by: 'rmst', horizon: 7 }).estimate).toBeCloseTo(5 - 3, 12);
  });
  it('without events before the horizon is 0 with standard error 0', () => {
    const got = compareSurvival(join([3, 7], [1, 1]), { by: 'rmst', horizon: 1 });
    expect([got.z, got.estimate, got.standardError]).toEqual([0, 0, 0]);
  });
  it('weighs strata by their patients and passes over one with an empty arm', () => {
    const strata = [[0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2]];
    const got = compareSurvival(
      {
        time: [2, 4, 3, 7, 1, 2, 3, 1, 5, 6, 1, 9],
        event: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0],
        arm: [0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1],
        strata,
      },
      { by: 'rmst', horizon: 8 },
    );
    expect(got.estimate).toBeCloseTo((4 * (5 - 3) + 6 * (4 - 2)) / 10, 12);
  });
});

describe('interaction', () => {
  const fixed =
    (estimate: number, se: number): Analysis =>
    (out, at) => {
      out.set([0, estimate, se, 0, 0], at);
    };
  it('is the difference of estimates over its pooled error; the sign follows the direction', () => {
    const a = fixed(Math.log(0.48), 0.14);
    const b = fixed(Math.log(2.85), 0.17);
    const [z, estimate, se, lower, upper] = run(interaction(a, b, { better: 'lower' }));
    expect(estimate).toBeCloseTo(-1.781, 3);
    expect(se).toBeCloseTo(0.2202, 4);
    expect(z).toBeCloseTo(8.09, 2);
    expect([lower, upper].map((x) => (x - estimate) / se)).toEqual([
      expect.closeTo(-1.959963984540054, 10),
      expect.closeTo(1.959963984540054, 10),
    ]);
    expect(run(interaction(a, b))[0]).toBeCloseTo(-z, 12);
  });
  it('fails with either part', () => {
    expect(run(interaction(fixed(0.2, 0.1), fixed(Number.NaN, Number.NaN)))).toEqual(NOTHING);
  });
});

describe('Kaplan-Meier', () => {
  it('takes the middle of a stretch on 0.5 as the median, the end of the band as its limits', () => {
    const curve = kaplanMeier(
      tableOf({ time: [1, 3, 7, 8], event: [1, 1, 1, 1], arm: [0, 0, 0, 0] }),
      'control',
    );
    expect([...curve.survival]).toEqual([0.75, 0.5, 0.25, 0]);
    // survfit: median 5, limits 1 and NA.
    expect(medianSurvival(curve)).toEqual({ median: 5, lower: 1, upper: Number.NaN });
    expect(survivalAt(curve, 100).survival).toBe(0);
  });
  it('knows nothing beyond a censored last follow-up, and no median above 0.5', () => {
    const curve = kaplanMeier(tableOf({ time: [1, 2, 9], event: [1, 0, 0], arm: [1, 1, 1] }), 'experimental');
    expect(survivalAt(curve, 0.5)).toEqual({
      survival: 1,
      standardError: 0,
      lower: Number.NaN,
      upper: Number.NaN,
    });
    expect(survivalAt(curve, 9).survival).toBeCloseTo(2 / 3, 14);
    expect(survivalAt(curve, 9.1).survival).toBeNaN();
    expect(medianSurvival(curve).median).toBeNaN();
  });
});

describe('input of the library', () => {
  it.each([
    [{ time: [1, 0], event: [1, 1], arm: [0, 1] }, 'time[1]: got 0; a time is > 0 and finite.'],
    [{ time: [1, Number.NaN], event: [1, 1], arm: [0, 1] }, 'time[1]: got NaN; a time is > 0 and finite.'],
    [{ time: [1, 2], event: [1, 2], arm: [0, 1] }, 'event[1]: got 2; give 1 (event) or 0 (censored).'],
    [{ time: [1, 2], event: [1, 1], arm: [0, 2] }, 'arm[1]: got 2; give 1 (experimental) or 0 (control).'],
    [{ time: [1, 2], event: [1], arm: [0, 1] }, 'event: got 1 values; it needs one for each of 2 times.'],
    [
      { time: [1, 2], event: [1, 0], arm: [0, 1], strata: [[1]] },
      'strata[0]: got 1 values; it needs one for each of 2 times.',
    ],
  ])('%o', (patients, message) => {
    expect(() => compareSurvival(patients)).toThrow(message);
  });
  it('asks for what a method needs', () => {
    expect(() => compareSurvival(EXAMPLE, { by: 'rmst' })).toThrow(
      'horizon: got undefined; rmst needs months > 0.',
    );
    expect(() => compareSurvival(EXAMPLE, { by: 'fleming-harrington' })).toThrow('weights: missing;');
    expect(() => compareSurvival({ ...EXAMPLE, covariates: [] }, {})).toThrow(
      'covariates: log-rank takes none;',
    );
    expect(() => compareSurvival(EXAMPLE, { by: 'cox', interaction: 0 })).toThrow(
      'interaction: got 0; there are 0 covariates.',
    );
    expect(() => survivalFromArrays({ time: [1], event: [1], arm: [1], group: [1.5] })).toThrow(
      'group[0]: got 1.5;',
    );
  });
});
