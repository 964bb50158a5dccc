import { describe, expect, it } from 'vitest';
import { betaSpendingBounds, betaSpendingDrift } from '../../src/group-sequential/betaSpending.ts';
import { boundTable } from '../../src/group-sequential/boundTable.ts';
import { chebyshevSum } from '../../src/group-sequential/chebyshev.ts';
import { hwangShihDeCani } from '../../src/group-sequential/hwangShihDeCani.ts';
import { lanDeMetsOBrienFleming } from '../../src/group-sequential/lanDeMetsOBrienFleming.ts';
import { lanDeMetsPocock } from '../../src/group-sequential/lanDeMetsPocock.ts';
import { spendingBounds } from '../../src/group-sequential/spendingBounds.ts';
import { type SpendingFunction, spentBy } from '../../src/group-sequential/spendingFunction.ts';
import { userSpending } from '../../src/group-sequential/userSpending.ts';
import { wangTsiatis } from '../../src/group-sequential/wangTsiatis.ts';

type Ranges = [number, number][];
type Exact = (information: number[]) => number;

/** The wanted error, by default; 2.5e-5 is the greatest that the 64 checks at set-up may find. */
const STATED = 1e-4;
const TRIES = 300;

/** Park & Miller's generator: the same points every time, and none of those that the table was checked at. */
function points(ranges: Ranges, count: number): number[][] {
  let state = 20_240_607;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return Array.from({ length: count }, () => ranges.map(([low, high]) => low + (high - low) * next()));
}

/** Worst error over the ranges and their corners, and how many look-ups took the exact bound though looks are apart. */
function compare(exact: Exact, ranges: Ranges, breaks?: number[]) {
  let calls = 0;
  const counted: Exact = (t) => {
    calls++;
    return exact(t);
  };
  const table = boundTable(counted, ranges, { breaks });
  const corners = ranges.reduce<number[][]>(
    (all, ends) => all.flatMap((c) => ends.map((e) => [...c, e])),
    [[]],
  );
  let [worst, slow] = [0, 0];
  for (const information of [...corners, ...points(ranges, TRIES)]) {
    const apart = information.every((t, k) => k === 0 || information[k - 1] / t < 0.95);
    calls = 0;
    const got = table.bound(information);
    slow += apart ? calls : 0;
    const want = exact(information);
    if (got !== want) worst = Math.max(worst, Math.abs(got - want));
  }
  return { worst, slow, checked: table.error };
}

const interim =
  (spending: SpendingFunction): Exact =>
  (t) =>
    spendingBounds(t, { alpha: 0.025, spending, last: false }).upper[t.length - 1];
const final =
  (spending: SpendingFunction): Exact =>
  (t) =>
    spendingBounds(t, { alpha: 0.025, spending }).upper[t.length - 1];

describe('tables of bounds', () => {
  const fleming = lanDeMetsOBrienFleming;
  const table = userSpending([0.5, 0.8], [0.3, 0.6]);
  const knots = [0.5, 0.8, 1];
  const drift = betaSpendingDrift([0.3, 0.65, 1], {
    spentAlpha: spentBy(fleming, 0.025, [0.3, 0.65, 1]),
    spentBeta: spentBy(fleming, 0.1, [0.3, 0.65, 1]),
    binding: false,
  });
  const futility: Exact = (t) =>
    betaSpendingBounds(t, {
      spentAlpha: spentBy(fleming, 0.025, t, false),
      spentBeta: spentBy(fleming, 0.1, t, false),
      drift,
      binding: false,
      last: false,
    }).lower[t.length - 1];
  const cases: [string, Exact, Ranges, number[]?][] = [
    ['first look, wide', interim(fleming), [[0.1, 0.95]]],
    ['first look past the plan', interim(lanDeMetsPocock), [[0.8, 1.3]]],
    [
      '2 looks, planned end',
      final(fleming),
      [
        [0.1, 0.95],
        [1, 1],
      ],
    ],
    [
      '2 looks, planned end, Pocock type',
      final(lanDeMetsPocock),
      [
        [0.1, 0.95],
        [1, 1],
      ],
    ],
    [
      '2 looks, random end',
      final(fleming),
      [
        [0.3, 0.8],
        [0.8, 1.2],
      ],
    ],
    [
      '2 looks, planned interim',
      final(fleming),
      [
        [0.5, 0.5],
        [0.8, 1.2],
      ],
    ],
    [
      '2 looks, Wang-Tsiatis',
      (t) => wangTsiatis(t, 0.025, 0.25).upper[1],
      [
        [0.3, 0.7],
        [1, 1],
      ],
    ],
    [
      '2 looks, user table',
      final(table),
      [
        [0.3, 0.7],
        [1, 1],
      ],
      knots,
    ],
    [
      '3 looks, planned end',
      final(hwangShihDeCani(-4)),
      [
        [0.3, 0.5],
        [0.6, 0.8],
        [1, 1],
      ],
    ],
    [
      '3 looks, ranges that overlap',
      final(fleming),
      [
        [0.2, 0.6],
        [0.4, 0.9],
        [1, 1],
      ],
    ],
    [
      '3 looks, ranges with the same start',
      final(fleming),
      [
        [0.3, 0.6],
        [0.3, 0.9],
        [1, 1],
      ],
    ],
    [
      '3 looks, random end',
      final(lanDeMetsPocock),
      [
        [0.2, 0.45],
        [0.5, 0.75],
        [0.85, 1.15],
      ],
    ],
    [
      '3 looks, user table',
      final(table),
      [
        [0.35, 0.6],
        [0.65, 0.9],
        [1, 1],
      ],
      knots,
    ],
    [
      '4 looks, planned end',
      final(fleming),
      [
        [0.2, 0.3],
        [0.45, 0.55],
        [0.7, 0.8],
        [1, 1],
      ],
    ],
    [
      '4 looks, random end',
      final(fleming),
      [
        [0.2, 0.3],
        [0.45, 0.55],
        [0.7, 0.8],
        [0.9, 1.1],
      ],
    ],
    [
      'futility at the second look',
      futility,
      [
        [0.2, 0.4],
        [0.5, 0.8],
      ],
    ],
  ];

  it.each(cases)('%s: within the stated 1e-4 of z (measured 2e-5)', (_, exact, ranges, breaks) => {
    const { worst, slow, checked } = compare(exact, ranges, breaks);
    expect(worst).toBeLessThan(STATED);
    expect(checked).toBeLessThanOrEqual(STATED / 4);
    expect(slow).toBe(0);
  });

  it('give the exact bound outside their ranges and where looks bring nothing new', () => {
    const exact = final(fleming);
    const two = boundTable(exact, [
      [0.4, 0.6],
      [1, 1],
    ]);
    for (const t of [
      [0.3, 1],
      [0.7, 1],
      [0.5, 1.1],
      [1, 1],
      [0, 1],
    ])
      expect(two.bound(t)).toBe(exact(t));
    expect(two.bound([0.5, 1, 7])).toBe(two.bound([0.5, 1]));
  });

  it('know looks that cannot stop the trial', () => {
    const spent = boundTable(interim(fleming), [
      [1.1, 1.2],
      [1.3, 1.4],
    ]);
    expect(spent.bound([1.15, 1.35])).toBe(Number.POSITIVE_INFINITY);
  });

  it('are as good as asked', () => {
    const exact = final(fleming);
    const fine = boundTable(
      exact,
      [
        [0.3, 0.7],
        [1, 1],
      ],
      { error: 1e-9 },
    );
    const errors = points(
      [
        [0.3, 0.7],
        [1, 1],
      ],
      100,
    ).map((t) => Math.abs(fine.bound(t) - exact(t)));
    expect(Math.max(...errors)).toBeLessThan(1e-9);
    expect(fine.error).toBeLessThan(1e-9);
  });

  it('refuse a bound that jumps', () => {
    expect(() => boundTable((t) => (t[0] > 0.53 ? 2 : 3), [[0.4, 0.6]])).toThrow(RangeError);
  });

  it('change nothing that they return afterwards', () => {
    const two = boundTable(final(fleming), [
      [0.4, 0.6],
      [1, 1],
    ]);
    const first = two.bound([0.45, 1]);
    two.bound([0.55, 1]);
    expect(two.bound([0.45, 1])).toBe(first);
  });
});

describe('Chebyshev sums', () => {
  it('are exact for polynomials of lower degree than points, in every dimension', () => {
    const f = (x: ArrayLike<number>) => 1 - x[0] + 2 * x[0] ** 3 * x[1] ** 2 - x[1] * x[2];
    const sum = chebyshevSum(f, [4, 3, 2]);
    for (const x of [
      [0.3, -0.7, 1],
      [-1, 0.2, 0.4],
      [0.9, 1, -0.35],
    ])
      expect(sum.value(x)).toBeCloseTo(f(x), 13);
  });
});
