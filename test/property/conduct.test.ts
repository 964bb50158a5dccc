import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lanDeMetsOBrienFleming } from '../../src/group-sequential/lanDeMetsOBrienFleming.ts';
import { lanDeMetsPocock } from '../../src/group-sequential/lanDeMetsPocock.ts';
import { pocock } from '../../src/group-sequential/pocock.ts';
import { spendingBounds } from '../../src/group-sequential/spendingBounds.ts';
import { stagewiseEffect } from '../../src/group-sequential/stagewiseOrdering.ts';
import { graphWeights } from '../../src/multiplicity/graphWeights.ts';
import { stagewiseCorrections } from '../../src/trial/conduct/adjustedEstimates.ts';
import { DECISION, DECISIONS } from '../../src/trial/conduct/decisions.ts';
import { conductFrom, type PlayedConduct } from '../fixtures/conduct/conduct.ts';

const SPENDING = {
  'lan-demets-obrien-fleming': lanDeMetsOBrienFleming,
  'lan-demets-pocock': lanDeMetsPocock,
};

const TESTS = ['all', 'M+', 'M-'];

const bodyOf = (spending: string, multiplicity: string, more = '') => `truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 30}
  endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.7}}}
designs:
  d:
    size: {randomised: 400}
    looks: {at: [{events: 100}, {events: 200}, {events: 300}], spending: ${spending}, information: planned${more}}
    tests: {all: {}, M+: {in: M+}, M-: {in: M-}}
    multiplicity: ${multiplicity}`;

/** Shares that add up to at most 1, with zeros among them. */
const shares = (size: number) =>
  fc
    .tuple(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: size, maxLength: size }), fc.boolean())
    .map(([parts, whole]) => {
      const sum = parts.reduce((total, part) => total + part, 0);
      return parts.map((part) => (sum === 0 ? 0 : part / (sum + (whole ? 0 : 1))));
    });

const graphs = fc.tuple(shares(3), shares(2), shares(2), shares(2)).map(([weights, a, b, c]) => ({
  weights,
  transitions: [
    [0, a[0], a[1]],
    [b[0], 0, b[1]],
    [c[0], c[1], 0],
  ],
}));

const graphYaml = ({ weights, transitions }: { weights: number[]; transitions: number[][] }) => {
  const row = (values: number[]) => TESTS.map((name, j) => `${name}: ${values[j]}`).join(', ');
  return `{graph: {weights: {${row(weights)}}, transitions: {${transitions
    .map(
      (edges, i) =>
        `${TESTS[i]}: {${TESTS.flatMap((name, j) => (j === i ? [] : [`${name}: ${edges[j]}`])).join(', ')}}`,
    )
    .join(', ')}}}}`;
};

const zs = fc.array(fc.array(fc.double({ min: -1, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 }), {
  minLength: 3,
  maxLength: 3,
});

/** Bounds by spending, level and information: each set of z asks for the same ones. */
const solved = new Map<string, ArrayLike<number>>();

/** Every intersection at every look, nothing cut short: rejections after the last look. */
function bruteClosure(
  played: PlayedConduct,
  graph: { weights: number[]; transitions: number[][] },
  spending: keyof typeof SPENDING,
  z: number[][],
): number[] {
  const { weight } = graphWeights(graph);
  const fractions = played.information.expected.map((row) => row.map((value) => value / row[2]));
  const upper = (j: number, level: number) => {
    const key = `${spending} ${level} ${fractions[j]}`;
    const bounds =
      solved.get(key) ?? spendingBounds(fractions[j], { alpha: level, spending: SPENDING[spending] }).upper;
    solved.set(key, bounds);
    return bounds;
  };
  const rejected = [0, 0, 0];
  for (let look = 0; look < 3; look++) {
    const before = rejected.slice();
    const holds = (mask: number) =>
      [0, 1, 2].some((j) => {
        if (!((mask >> j) & 1)) return false;
        const level = weight[mask * 3 + j] * 0.025;
        return before[j] === 1 || (level > 0 && z[look][j] >= upper(j, level)[look]);
      });
    for (let j = 0; j < 3; j++) {
      const masks = [1, 2, 3, 4, 5, 6, 7].filter((mask) => (mask >> j) & 1);
      if (masks.every(holds)) rejected[j] = 1;
    }
  }
  return rejected;
}

describe('a graph at several looks', () => {
  it('decides as the closed test of all intersections does (20 random graphs, 20 sets of z each)', () => {
    fc.assert(
      fc.property(
        graphs,
        fc.constantFrom('lan-demets-obrien-fleming' as const, 'lan-demets-pocock' as const),
        fc.array(zs, { minLength: 20, maxLength: 20 }),
        (graph, spending, sets) => {
          const played = conductFrom(bodyOf(spending, graphYaml(graph)));
          for (const z of sets) {
            played.play(z);
            expect(played.rejected()).toEqual(bruteClosure(played, graph, spending, z));
          }
        },
      ),
      { numRuns: 20, seed: 3 },
    );
  });

  it('a table of weights decides as the graph that it is written from', () => {
    const graph = {
      weights: [0.2, 0.8, 0],
      transitions: [
        [0, 0.5, 0.5],
        [1, 0, 0],
        [1, 0, 0],
      ],
    };
    const { weight } = graphWeights(graph);
    const sets = [1, 2, 3, 4, 5, 6, 7].map((mask) => {
      const members = [0, 1, 2].filter((j) => (mask >> j) & 1);
      const row = members.map((j) => `${TESTS[j]}: ${weight[mask * 3 + j]}`).join(', ');
      return `${members.map((j) => TESTS[j]).join(' & ')}: {${row}}`;
    });
    const table = `{closed: {table: {${sets.join(', ')}}}}`;
    const one = conductFrom(bodyOf('lan-demets-pocock', graphYaml(graph)));
    const two = conductFrom(bodyOf('lan-demets-pocock', table));
    fc.assert(
      fc.property(zs, (z) => {
        one.play(z);
        two.play(z);
        expect(two.rejected()).toEqual(one.rejected());
      }),
      { numRuns: 500, seed: 4 },
    );
  });

  it('bounds for information as it is seen are those solved for it', () => {
    const seen = conductFrom(
      bodyOf('lan-demets-pocock', '{fixed sequence: [M+]}').replace(
        'information: planned',
        'information: actual',
      ),
    );
    const most = seen.information.expected[1][2];
    fc.assert(
      fc.property(
        fc.tuple(
          ...[100, 200, 300].map((n) => fc.integer({ min: Math.round(n * 0.3), max: Math.round(n * 0.48) })),
        ),
        fc.integer({ min: 0, max: 2 }),
        (events, look) => {
          fc.pre(events[0] < events[1] && events[1] < events[2]);
          const fractions = events.slice(0, look + 1).map((n) => n / most);
          const { upper } = spendingBounds(fractions, {
            alpha: 0.025,
            spending: lanDeMetsPocock,
            last: look === 2,
          });
          fc.pre(Number.isFinite(upper[look]));
          const information = events.map((n) => [0, n, 0]);
          // Wanted error of the tables: 1e-4.
          const at = (z: number) => [0, 1, 2].map((k) => [0, k === look ? z : -3, 0]);
          seen.play(at(upper[look] + 1.5e-4), information);
          expect(seen.rejected()[1]).toBe(1);
          seen.play(at(upper[look] - 1.5e-4), information);
          expect(seen.rejected()[1]).toBe(0);
        },
      ),
      { numRuns: 300, seed: 5 },
    );
  });
});

describe('estimates that allow for the looks', () => {
  it('come from tables as good as 5e-4 of a standard error (measured 1.7e-4 at three looks)', () => {
    const bounds = { ...pocock([0.33, 0.67, 1], 0.025), lower: [0, 0.5, Number.NEGATIVE_INFINITY] };
    const corrections = stagewiseCorrections(bounds);
    for (const look of [1, 2]) {
      const root = Math.sqrt(bounds.information[look]);
      for (let z = -5.9; z < 6; z += 0.71) {
        const { median, lower, upper } = corrections[look];
        for (const [probability, table] of [
          [0.5, median],
          [0.025, lower],
          [0.975, upper],
        ] as const) {
          const exact = stagewiseEffect(bounds, { look, z }, probability) * root - z;
          expect(Math.abs(table(z) - exact)).toBeLessThan(5e-4);
        }
      }
    }
  });
});

describe('a trial with looks', () => {
  it('stops when all is decided, when nothing can be rejected any more, or when it says so', () => {
    const sequence = '{fixed sequence: [M+, all]}';
    const played = conductFrom(bodyOf('lan-demets-pocock', sequence, ', futility: {z below: 0, of: [M+]}'));
    const high = [9, 9, 9];
    played.play([high, high, high]);
    expect([played.stopLook(), played.rejected()]).toEqual([1, [1, 1, 1]]);
    // M+ is dropped: overall, behind it in the sequence, has no alpha to come.
    played.play([[1, -1, 0], high, high]);
    expect([played.stopLook(), played.dropped()]).toEqual([1, [0, 1, 0]]);
    played.play([[9, 1, 0], [1, 9, 0], high]);
    expect([played.stopLook(), played.rejected()]).toEqual([3, [1, 1, 1]]);
    const told = conductFrom(bodyOf('lan-demets-pocock', sequence, ', stop when: reject M+'));
    told.play([[0, 1, 0], [0, 9, 0], high]);
    expect([told.stopLook(), told.rejected()]).toEqual([2, [0, 1, 0]]);
  });

  it('has the results of the look where it stops as its final ones, and none of looks that never came', () => {
    const played = conductFrom(bodyOf('lan-demets-pocock', '{fixed sequence: [all]}'));
    played.play([
      [9, 1, 2],
      [1, 1, 1],
      [1, 1, 1],
    ]);
    const z = (look: number) => [0, 1, 2].map((t) => played.results[(look * 3 + t) * 6]);
    expect([z(0), z(1), z(2)]).toEqual([
      [9, 1, 2],
      [Number.NaN, Number.NaN, Number.NaN],
      [9, 1, 2],
    ]);
  });

  it('keeps what is dropped, and its alpha with it', () => {
    const played = conductFrom(
      bodyOf('lan-demets-pocock', '{holm: {}, of: [all, M+]}', ', futility: {effect below: 0, at: [1]}'),
    );
    played.play([
      [0.1, -0.1, 0],
      [2.5, 9, 0],
      [2.2, 9, 0],
    ]);
    expect([played.rejected(), played.dropped(), played.stopLook()]).toEqual([[0, 0, 0], [0, 1, 0], 3]);
  });

  it('two-sided: a table of spending is that of both sides together', () => {
    const two = conductFrom(
      bodyOf('{user: [0.01, 0.02, 0.05]}', '{fixed sequence: [all]}').replace('size:', 'sided: 2\n    size:'),
    );
    // 0.005 on each side at the first look: z 2.5758.
    const at = (z: number) => [
      [z, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ];
    two.play(at(2.575));
    expect(two.rejected()[0]).toBe(0);
    two.play(at(2.577));
    expect(two.rejected()[0]).toBe(1);
  });

  it('two-sided: rejects on either side, and says which', () => {
    const played = conductFrom(
      bodyOf('lan-demets-pocock', '{holm: {}, of: [all, M+]}').replace('size:', 'sided: 2\n    size:'),
    );
    played.play([
      [-4, 4, 0],
      [-4, 4, 0],
      [-4, 4, 0],
    ]);
    expect([played.rejected(), played.stopLook()]).toEqual([[0, 1, 0], 1]);
    expect([0, 1, 2].map((t) => played.decisions[t * DECISIONS + DECISION.harm])).toEqual([1, 0, 0]);
  });
});

describe('a population without patients', () => {
  it('rejects nothing, and holds nothing up', () => {
    const empty = bodyOf('lan-demets-pocock', '{fixed sequence: [all, M+]}').replace(
      'prevalence: 0.4',
      'prevalence: 0',
    );
    const played = conductFrom(empty);
    const nan = Number.NaN;
    played.play([
      [1, nan, 1],
      [9, nan, 9],
      [9, nan, 9],
    ]);
    expect([played.rejected(), played.stopLook()]).toEqual([[1, 0, 1], 3]);
  });
});
