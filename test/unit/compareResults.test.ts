import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/cli/library.ts';
import { normalUpperTail } from '../../src/numeric/normal.ts';
import { proportion } from '../../src/operating-characteristics/monteCarlo.ts';
import type { ResultRow, ScenarioResult } from '../../src/operating-characteristics/result.ts';
import { compareResults } from '../../src/report/compare.ts';
import { distance } from '../../src/report/distance.ts';
import { claimsOnly } from '../fixtures/report/results.ts';

/** Uniforms of Park & Miller: a generator that shares nothing with the engine's. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const share = (hits: number, n: number) => proportion(hits / n, n);

function meanOf(values: number[]) {
  const n = values.length;
  const estimate = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - estimate) ** 2, 0) / (n - 1);
  return { estimate, mcse: Math.sqrt(variance / n), n };
}

describe('distance of two simulated estimates', () => {
  it('judges shares by their counts: none of 100 is no wonder beside 1 % of 10,000', () => {
    // Its own MCSE of 0 and that of 10,000 would make it 10 standard errors. By hand: P(none in B | 100 hits in all).
    let none = 1;
    for (let hit = 0; hit < 100; hit++) none *= (10000 - hit) / (10100 - hit);
    const z = distance(share(100, 10000), share(0, 100))!;
    expect(normalUpperTail(z)).toBeCloseTo(none, 9);
    expect(distance(share(0, 100), share(100, 10000))).toBeCloseTo(z, 12);
  });

  it('counts out two of 100 beside none of 10,000, where the score test would say 14', () => {
    const both = (100 / 10100) * (99 / 10099);
    expect(normalUpperTail(distance(share(0, 10000), share(2, 100))!)).toBeCloseTo(both, 12);
  });

  it('counts out where fewer than 100 hits or misses are expected, and takes no mean for a share', () => {
    // 40 against 20 of 1,000: the score test has 2.62, Fisher's exact test 2.5.
    const far = distance(share(20, 1000), share(40, 1000))!;
    expect(far).toBeLessThan(2.6);
    expect(far).toBeGreaterThan(2.4);
    // A mean between 0 and 1 with a third of the spread of a share.
    const mean = (estimate: number) => ({
      estimate,
      mcse: Math.sqrt((estimate * (1 - estimate)) / 3 / 2000),
      n: 2000,
    });
    const error = Math.hypot(mean(0.45).mcse, mean(0.5).mcse);
    expect(distance(mean(0.45), mean(0.5))).toBeCloseTo(0.05 / error, 1);
  });

  it('is the score test with the pooled share for many hits', () => {
    const z = 0.05 / Math.sqrt(0.475 * 0.525 * (2 / 2000));
    expect(distance(share(900, 2000), share(1000, 2000))).toBeCloseTo(z, 10);
  });

  it('is 0 for another order of summation, infinite without any error, unknown where one has none', () => {
    expect(distance({ estimate: 7, mcse: 0.1, n: 9 }, { estimate: 7 + 1e-12, mcse: 0.1, n: 9 })).toBe(0);
    expect(distance({ estimate: 70, mcse: 0, n: 9 }, { estimate: 71, mcse: 0, n: 9 })).toBe(Infinity);
    expect(distance({ estimate: 70, mcse: 1, n: 9 }, { estimate: 71, mcse: null, n: 1 })).toBeNull();
  });

  it('grows on where the tail of t is below what a number holds', () => {
    const far = distance({ estimate: 0, mcse: 0.001, n: 10000 }, { estimate: 1, mcse: 0.001, n: 10000 });
    expect(far).toBeGreaterThan(500);
    expect(far).toBeLessThan(Infinity);
  });

  // Under no difference at most 1 % lie above 2.576; 4,000 pairs: MCSE 0.16 %, so that 1.63 % is 4 MCSEs (1 in 30,000 a case).
  const cases: [string, (u: () => number) => number | null][] = [
    [
      'rare shares, 100 against 1,000',
      (u) => {
        const hits = (n: number) => {
          let x = 0;
          for (let i = 0; i < n; i++) if (u() < 0.01) x++;
          return share(x, n);
        };
        return distance(hits(100), hits(1000));
      },
    ],
    [
      'means of three normals against 50',
      (u) => {
        const draw = (n: number) =>
          meanOf(
            Array.from({ length: n }, () => Math.sqrt(-2 * Math.log(u())) * Math.cos(6.283185307 * u())),
          );
        return distance(draw(3), draw(50));
      },
    ],
    [
      'means of two normals of twice the spread against 200',
      (u) => {
        const draw = (n: number, sd: number) =>
          meanOf(
            Array.from({ length: n }, () => sd * Math.sqrt(-2 * Math.log(u())) * Math.cos(6.283185307 * u())),
          );
        return distance(draw(2, 2), draw(200, 1));
      },
    ],
    [
      'means that are mostly nothing, 40 against 400',
      (u) => {
        const draw = (n: number) => meanOf(Array.from({ length: n }, () => (u() < 0.05 ? 1 + u() : 0)));
        return distance(draw(40), draw(400));
      },
    ],
  ];
  it.each(cases)('is far as seldom as it should be: %s', (_, pair) => {
    const u = uniforms(20260101);
    let far = 0;
    for (let i = 0; i < 4000; i++) if (pair(u)! > 2.5758) far++;
    expect(far / 4000).toBeLessThan(0.0163);
  });
});

describe('two results', () => {
  const changed = (change: (row: ResultRow) => void): ScenarioResult => {
    const copy = claimsOnly();
    change(copy.rows.find(({ metric, analysis }) => metric === 'power' && analysis === 'M+')!);
    return copy;
  };

  it('do not compare a number with none: the row is only in the other', () => {
    const without = changed((row) => {
      row.estimate = null;
    });
    const { rows, beyond, onlyInA, onlyInB } = compareResults(claimsOnly(), without);
    expect([beyond, onlyInA.length, onlyInB.length]).toEqual([0, 1, 0]);
    expect(rows.every(({ distance: z }) => z === 0)).toBe(true);
  });

  it('share the chance of error among the random rows alone: those without an error, or with none known, count for nothing', () => {
    const { rows, limit } = compareResults(claimsOnly(), claimsOnly());
    // Counted from the two errors of the rows themselves. The limit is taken back to the share of each through the tail.
    const counts = { random: 0, exact: 0, unknown: 0 };
    for (const { a } of rows) counts[a.mcse === null ? 'unknown' : a.mcse === 0 ? 'exact' : 'random']++;
    expect(counts.random).toBeGreaterThan(5);
    expect(counts.exact + counts.unknown).toBeGreaterThan(0);
    expect((0.05 / 2 / normalUpperTail(limit)).toFixed(6)).toBe(counts.random.toFixed(6));
    const blind = (change: (rows: ResultRow[]) => void = () => {}) => {
      const copy = claimsOnly();
      for (const row of copy.rows) row.mcse = 0;
      copy.rows[1]!.mcse = 0.01;
      copy.rows[2]!.mcse = 0.01;
      change(copy.rows);
      return copy;
    };
    const unknown = blind((rows) => {
      rows[0]!.mcse = null;
      rows[0]!.estimate! += 0.1;
    });
    const equal = blind((rows) => {
      rows[0]!.mcse = null;
    });
    const count = (other: ScenarioResult) => 0.05 / 2 / normalUpperTail(compareResults(blind(), other).limit);
    // Two rows are random. One of unknown error makes no more of them, whether it differs or not.
    for (const other of [blind(), unknown, equal]) expect(count(other)).toBeCloseTo(2, 6);
    // None and all of a share have no MCSE, but are far apart by chance or not at all.
    const none = (estimate: number) =>
      blind((rows) => {
        Object.assign(rows[0]!, { estimate, n: 100 });
      });
    expect(compareResults(none(0), none(1)).rows[0]).toMatchObject({ difference: 1, beyondError: true });
    const apart = 0.05 / 2 / normalUpperTail(compareResults(none(0), none(1)).limit);
    expect(apart).toBeCloseTo(3, 6);
    // Numbers without an error that differ do so whatever the seed.
    expect(compareResults(none(70), none(71)).rows[0]!.distance).toBe(Number.POSITIVE_INFINITY);
    expect(0.05 / 2 / normalUpperTail(compareResults(none(70), none(71)).limit)).toBeCloseTo(2, 6);
  });

  it('tell a computed value that changed, whatever was simulated', () => {
    const other = changed((row) => {
      row.reference = 0.5;
    });
    const { rows, beyond } = compareResults(claimsOnly(), other);
    expect([beyond, rows.filter(({ computedDiffers }) => computedDiffers).length]).toEqual([0, 1]);
    expect(compareResults(claimsOnly(), claimsOnly()).rows.some((row) => row.computedDiffers)).toBe(false);
  });

  it('of two seeds differ nowhere beyond error, of another truth first where it matters', async () => {
    const text = (ratio: number) => `
id: twice
title: Twice
question: The same?
truth:
  markers: {M: {prevalence: 0.3, assay: {sensitivity: 0.9, specificity: 0.9}}}
  enrolment: {screened per month: 30}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: {M+: ${ratio}, M-: 1}}}
designs:
  A:
    enrol: all
    size: {randomised: 120}
    analyse at: {events: 80}
    tests: {all: {of: PFS, by: log-rank}, M+: {of: PFS, in: M+, by: log-rank}}
simulation: {replicates: 300}
`;
    const [one, two, other] = await Promise.all([
      runScenario(text(0.6), { seed: 'one' }),
      runScenario(text(0.6), { seed: 'two' }),
      runScenario(text(0.3), { seed: 'two' }),
    ]);
    const same = compareResults(one, two);
    expect(same.sameScenario).toBe(true);
    expect(same.rows.filter(({ distance: z }) => z !== 0).length).toBeGreaterThan(30);
    expect(same.beyond).toBe(0);
    expect(same.rows.some(({ computedDiffers }) => computedDiffers)).toBe(false);
    const apart = compareResults(one, other);
    expect(apart.sameScenario).toBe(false);
    expect(apart.beyond).toBeGreaterThan(5);
    expect(apart.rows[0]!.a.analysis).toBe('M+');
    expect(apart.rows.slice(0, apart.beyond).every(({ beyondError }) => beyondError)).toBe(true);
    // The powers' own values are computed from the truth.
    expect(apart.rows.some(({ computedDiffers, a }) => computedDiffers && a.metric === 'power')).toBe(true);
  });
});
