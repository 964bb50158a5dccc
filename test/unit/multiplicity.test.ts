import { describe, expect, it } from 'vitest';
import { informationCorrelation } from '../../src/multiplicity/informationCorrelation.ts';
import { interactionGated } from '../../src/multiplicity/interactionGated.ts';
import { mast } from '../../src/multiplicity/mast.ts';
import { jointLevels, overallSubgroup } from '../../src/multiplicity/overallSubgroup.ts';
import { boundOf } from '../../src/multiplicity/procedure.ts';
import { checkProcedure, createProcedure, type ProcedureSpec } from '../../src/multiplicity/procedures.ts';
import { ProcedureRefused } from '../../src/multiplicity/refusals.ts';
import { shareTable } from '../../src/multiplicity/shareTable.ts';
import { testHypotheses } from '../../src/multiplicity/testHypotheses.ts';
import { normalUpperQuantile } from '../../src/numeric/normal.ts';

const alpha = 0.025;
const decide = (spec: ProcedureSpec, z: number[]) => {
  const procedure = createProcedure(spec, { insist: true });
  const rejected = new Uint8Array(procedure.size).fill(7);
  procedure.reject(Float64Array.from(z), rejected);
  return [...rejected];
};
const codes = (spec: ProcedureSpec) => checkProcedure(spec).map(({ code, path }) => `${path}: ${code}`);
const nan = Number.NaN;
const correlation = [
  [1, 0.6],
  [0.6, 1],
];

describe('decisions', () => {
  const z = normalUpperQuantile;
  it('reject at the bound, not a bit below it', () => {
    const bound = z(alpha);
    const below = bound * (1 - 2 ** -52);
    expect(decide({ kind: 'none', alpha, size: 2 }, [bound, below])).toEqual([1, 0]);
    expect(decide({ kind: 'bonferroni', alpha, weights: [0.5, 0.5] }, [z(alpha / 2), bound])).toEqual([1, 0]);
    expect(decide({ kind: 'fixed-sequence', alpha, order: [1, 0] }, [bound, bound])).toEqual([1, 1]);
    expect(decide({ kind: 'fixed-sequence', alpha, order: [1, 0] }, [9, below])).toEqual([0, 0]);
    expect(decide({ kind: 'fixed-sequence', alpha, order: [1, 0] }, [9, nan])).toEqual([0, 0]);
  });

  it('pass the share of a rejected hypothesis on', () => {
    const split = { alpha, weights: [0.8, 0.2] };
    const p = [0.015, 0.022].map(z);
    expect(decide({ kind: 'bonferroni', ...split }, p)).toEqual([1, 0]);
    expect(decide({ kind: 'fallback', ...split }, p)).toEqual([1, 1]);
    expect(decide({ kind: 'holm', ...split }, p)).toEqual([1, 1]);
    expect(decide({ kind: 'fallback', ...split }, [0.022, 0.004].map(z))).toEqual([0, 1]);
    expect(decide({ kind: 'fallback', ...split, exhaustive: true }, [0.022, 0.004].map(z))).toEqual([1, 1]);
    expect(decide({ kind: 'fallback', ...split, order: [1, 0] }, [0.022, 0.004].map(z))).toEqual([1, 1]);
  });

  it('Sidak: a little above Holm, by 1 - (1 - alpha)^w', () => {
    const spec: ProcedureSpec = { kind: 'sidak', alpha, weights: [0.5, 0.5], correlation };
    const local = 1 - Math.sqrt(1 - alpha);
    expect(decide(spec, [z(local - 1e-12), 0])).toEqual([1, 0]);
    expect(decide(spec, [z(local + 1e-12), 0])).toEqual([0, 0]);
    const adjusted = testHypotheses(spec, [0.01, 0.015]).adjusted!;
    expect(adjusted[0]).toBeCloseTo(1 - 0.99 ** 2, 14);
    expect(adjusted[1]).toBeCloseTo(1 - 0.99 ** 2, 14);
    expect(testHypotheses({ ...spec, weights: [0.8, 0.2] }, [0.3, 0.01]).adjusted![1]).toBeCloseTo(
      1 - 0.99 ** 5,
      14,
    );
  });

  it('step up: two at 0.024 are both rejected', () => {
    expect(decide({ kind: 'hochberg', alpha, size: 2, correlation }, [0.024, 0.024].map(z))).toEqual([1, 1]);
    expect(decide({ kind: 'holm', alpha, weights: [0.5, 0.5] }, [0.024, 0.024].map(z))).toEqual([0, 0]);
  });

  const ALL: ProcedureSpec[] = [
    { kind: 'none', alpha, size: 2 },
    { kind: 'bonferroni', alpha, weights: [0.5, 0.5] },
    { kind: 'holm', alpha, weights: [0.5, 0.5] },
    { kind: 'hochberg', alpha, size: 2, correlation },
    { kind: 'hommel', alpha, size: 2, correlation },
    { kind: 'fallback', alpha, weights: [0.5, 0.5], exhaustive: true },
    {
      kind: 'graph',
      alpha,
      weights: [0.5, 0.5],
      transitions: [
        [0, 1],
        [1, 0],
      ],
    },
    { kind: 'simes', alpha, weights: [0.5, 0.5], correlation },
    { kind: 'sidak', alpha, weights: [0.5, 0.5], correlation },
    { kind: 'parametric', alpha, weights: [0.5, 0.5], correlation },
    { kind: 'overall-subgroup', alpha, split: { weights: [1, 1] }, informationShare: 0.36 },
  ];
  it.each(ALL)('$kind: a missing z is kept and counts as p = 1, an infinite one is rejected', (spec) => {
    expect(decide(spec, [nan, nan])).toEqual([0, 0]);
    expect(decide(spec, [nan, 4])).toEqual([0, 1]);
    expect(decide(spec, [4, nan])).toEqual([1, 0]);
    expect(decide(spec, [4, 2])).toEqual([1, spec.kind === 'bonferroni' ? 0 : 1]);
    expect(decide(spec, [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])).toEqual([1, 0]);
    const adjusted = (p: number[]) => testHypotheses(spec, p).adjusted!;
    expect(adjusted([nan, 1e-4])).toEqual(adjusted([1, 1e-4]));
  });

  it('never reject a hypothesis without alpha, however large its z', () => {
    const transitions = [
      [0, 1],
      [0, 0],
    ];
    const chain: ProcedureSpec = { kind: 'graph', alpha, weights: [1, 0], transitions };
    expect(decide(chain, [1, Number.POSITIVE_INFINITY])).toEqual([0, 0]);
    expect(decide(chain, [2, 2])).toEqual([1, 1]);
    expect(decide({ kind: 'bonferroni', alpha, weights: [1, 0] }, [1, Number.POSITIVE_INFINITY])).toEqual([
      0, 0,
    ]);
    expect(testHypotheses(chain, [0.5, 0]).adjusted).toEqual([0.5, 0.5]);
  });

  it('an epsilon edge moves alpha only when nobody else is left', () => {
    const epsilon = { value: 0, epsilon: 1 };
    const rest = { value: 1, epsilon: -1 };
    const spec: ProcedureSpec = {
      kind: 'graph',
      alpha,
      weights: [0.5, 0.5, 0, 0],
      transitions: [
        [0, 0, 1, 0],
        [0, 0, 0, 1],
        [epsilon, 0, 0, rest],
        [0, epsilon, rest, 0],
      ],
    };
    // Hypothesis 1 gets all of alpha once 0, 2 and 3 are rejected, and not before.
    expect(decide(spec, [0.003, 0.02, 0.004, 0.006].map(z))).toEqual([1, 1, 1, 1]);
    expect(decide(spec, [0.003, 0.02, 0.004, 0.03].map(z))).toEqual([1, 0, 1, 0]);
  });

  it('a custom table without monotone weights is tested by full closure', () => {
    const spec: ProcedureSpec = {
      kind: 'closed',
      alpha,
      size: 2,
      intersections: [
        { members: [0], weights: [0.1] },
        { members: [1], weights: [1] },
        { members: [0, 1], weights: [1, 0] },
      ],
    };
    // 0 has all of alpha with 1, and a tenth alone.
    expect(decide(spec, [0.02, 0.02].map(z))).toEqual([0, 1]);
    expect(decide(spec, [0.002, 0.2].map(z))).toEqual([1, 0]);
    expect(testHypotheses(spec, [0.02, 0.02]).adjusted![0]).toBeCloseTo(0.2, 15);
  });

  it('overall and subgroup: after one, the other at full alpha; not in a single step', () => {
    const spec: ProcedureSpec = {
      kind: 'overall-subgroup',
      alpha,
      split: { overall: 0.02 },
      informationShare: 0.4,
    };
    // Bounds 2.0537 and 2.4250.
    expect(decide(spec, [2.05, 2.42])).toEqual([0, 0]);
    expect(decide(spec, [2.06, 1.97])).toEqual([1, 1]);
    expect(decide(spec, [1.97, 2.43])).toEqual([1, 1]);
    expect(decide(spec, [1.95, 2.43])).toEqual([0, 1]);
    expect(decide({ ...spec, step: 'single' }, [2.06, 1.97])).toEqual([1, 0]);
    expect(decide({ ...spec, step: 'single' }, [1.97, 2.43])).toEqual([0, 1]);
    // Adjusted: the greater of its own p-value and that of the intersection; alone, its own joint level.
    expect(testHypotheses(spec, [0.02, 0.3]).adjusted![0]).toBeCloseTo(0.025, 12);
    expect(testHypotheses(spec, [0.02, 0.3]).adjusted![1]).toBe(0.3);
    expect(testHypotheses({ ...spec, step: 'single' }, [0.02, 0.3]).adjusted![1]).toBeGreaterThan(0.3);
  });

  it('MaST: M- only after M+, all only without M+', () => {
    const spec: ProcedureSpec = { kind: 'mast', alpha, alphaPositive: 0.022, informationShare: 0.5 };
    expect(decide(spec, [2.1, 2, 9])).toEqual([1, 1, 0]);
    expect(decide(spec, [2.1, 1.9, 9])).toEqual([1, 0, 0]);
    expect(decide(spec, [2, 2, 2.6])).toEqual([0, 0, 1]);
    expect(decide(spec, [2, 2, 2.5])).toEqual([0, 0, 0]);
    expect(decide(spec, [nan, 9, 9])).toEqual([0, 0, 1]);
    expect(testHypotheses(spec, [0.5, 0.5, 0.5]).adjusted).toBeNull();
  });

  it('interaction gate: M+ where the interaction is significant, else all', () => {
    const spec: ProcedureSpec = { kind: 'interaction-gated', alpha, gate: 0.1, informationShare: 0.3 };
    expect(decide(spec, [3, 3, 1.3])).toEqual([0, 1, 1]);
    expect(decide(spec, [3, 3, 1.2])).toEqual([1, 0, 0]);
    // 1.96 is enough only without adjustment.
    expect(decide(spec, [1.97, 0, 0])).toEqual([0, 0, 0]);
    expect(decide({ ...spec, unadjusted: true }, [1.97, 0, 0])).toEqual([1, 0, 0]);
    expect(decide(spec, [3, 3, nan])).toEqual([1, 0, 0]);
  });
});

describe('observed information shares', () => {
  const options = { alpha, split: { overall: 0.02 } } as const;
  const KINDS = [
    {
      name: 'overall-subgroup',
      observed: overallSubgroup.buildObserved(options),
      planned: (informationShare: number) => overallSubgroup.build({ ...options, informationShare }),
    },
    {
      name: 'overall-subgroup, ratio',
      observed: overallSubgroup.buildObserved({ alpha, split: { weights: [2, 1] } }),
      planned: (informationShare: number) =>
        overallSubgroup.build({ alpha, split: { weights: [2, 1] }, informationShare }),
    },
    {
      name: 'mast',
      observed: mast.buildObserved({ alpha, alphaPositive: 0.022 }),
      planned: (informationShare: number) => mast.build({ alpha, alphaPositive: 0.022, informationShare }),
    },
    {
      name: 'interaction-gated',
      observed: interactionGated.buildObserved({ alpha, gate: 0.1 }),
      planned: (informationShare: number) => interactionGated.build({ alpha, gate: 0.1, informationShare }),
    },
  ];
  it.each(KINDS)('$name: the bounds of the share itself', ({ observed, planned }) => {
    const [a, b] = [new Uint8Array(3), new Uint8Array(3)];
    const z = new Float64Array(3);
    const random = (i: number, step: number) => (i * step) % 1;
    for (let i = 1; i < 3000; i++) {
      const share = i % 50 === 0 ? 1 : random(i, 0.754877);
      for (let j = 0; j < 3; j++) z[j] = 1.5 + 1.5 * random(i, 0.56984 + j * 0.1234567);
      planned(share).reject(z, b);
      observed.reject(z, share, a);
      expect([...a]).toEqual([...b]);
    }
  });
  it('the table of bounds keeps its stated error', () => {
    const bound = (share: number) => boundOf(jointLevels({ alpha, split: { overall: 0.0249 } }, share)[1]);
    const table = shareTable(bound);
    for (let i = 0; i <= 2000; i++) {
      const error = Math.abs(table(i / 2000) - bound(i / 2000));
      // The hardest of the bounds measured: worst 3.3e-7 at 0.99975, 6e-10 up to 0.98.
      expect(error).toBeLessThan(i <= 1960 ? 2e-9 : 4e-7);
    }
  });
  it('a share that could not be had rejects nothing at its bound', () => {
    const rejected = new Uint8Array(2);
    overallSubgroup.buildObserved(options).reject(Float64Array.of(1, 9), nan, rejected);
    expect([...rejected]).toEqual([0, 0]);
  });
});

describe('preconditions', () => {
  const unknown = { size: 2, alpha };
  const negative = [
    [1, -0.2],
    [-0.2, 1],
  ];
  it('Hochberg, Hommel and Simes want positive dependence, and run when insisted on', () => {
    for (const kind of ['hochberg', 'hommel'] as const) {
      expect(codes({ kind, ...unknown })).toEqual(['correlation: dependence-unknown']);
      expect(codes({ kind, ...unknown, correlation: negative })).toEqual([
        'correlation[0][1]: dependence-negative',
      ]);
      expect(codes({ kind, ...unknown, correlation })).toEqual([]);
      expect(() => createProcedure({ kind, ...unknown })).toThrow(ProcedureRefused);
      expect(createProcedure({ kind, ...unknown }, { insist: true }).size).toBe(2);
    }
    expect(codes({ kind: 'simes', alpha, weights: [0.5, 0.5] })).toEqual(['correlation: dependence-unknown']);
    expect(
      codes({
        kind: 'graph',
        alpha,
        weights: [1, 0],
        transitions: [
          [0, 1],
          [0, 0],
        ],
        test: 'simes',
      }),
    ).toEqual(['correlation: dependence-unknown']);
    expect(
      codes({
        kind: 'hochberg',
        ...unknown,
        correlation: [
          [1, null],
          [null, 1],
        ],
      }),
    ).toEqual(['correlation[0][1]: dependence-unknown']);
  });

  it('says value, rule and next step', () => {
    const [refusal] = checkProcedure({ kind: 'hochberg', ...unknown, correlation: negative });
    expect(refusal).toEqual({
      code: 'dependence-negative',
      kind: 'assumption',
      parameters: {},
      path: 'correlation[0][1]',
      value: '-0.2',
      rule: 'the inequality of Simes (or Šidák) can fail for negatively correlated statistics',
      next: 'use holm, or a parametric test with this correlation',
    });
    const text =
      'weights[1] = NaN\n  a weight must lie in [0, 1]\n  next: give each hypothesis its share of alpha';
    expect(() => createProcedure({ kind: 'bonferroni', alpha, weights: [0.5, nan] })).toThrow(text);
    const [gate] = checkProcedure({
      kind: 'interaction-gated',
      alpha,
      gate: 0.1,
      informationShare: 0.3,
      unadjusted: true,
    });
    expect(gate).toMatchObject({
      kind: 'assumption',
      rule: expect.stringContaining('0.0441 at the global null'),
    });
  });

  const third = [
    [1, 0.5, null],
    [0.5, 1, 0.5],
    [null, 0.5, 1],
  ];
  const impossible = [
    [1, 0.9, -0.9],
    [0.9, 1, 0.9],
    [-0.9, 0.9, 1],
  ];
  const transitions = [
    [0, 1],
    [1, 0],
  ];
  const alone = { members: [0], weights: [1] };
  const CASES: [ProcedureSpec, string[]][] = [
    [{ kind: 'none', alpha: 0.7, size: 0 }, ['alpha: alpha', 'size: no-hypotheses']],
    [{ kind: 'bonferroni', alpha, weights: [0.8, 0.3] }, ['weights: weights-sum']],
    [{ kind: 'bonferroni', alpha, weights: [0.8, -0.3] }, ['weights[1]: weight']],
    [{ kind: 'holm', alpha, weights: [1, 0] }, ['weights[1]: weight-zero']],
    [{ kind: 'holm', alpha, weights: new Array(17).fill(1 / 17) }, ['weights: too-many']],
    [{ kind: 'fixed-sequence', alpha, order: [0, 2] }, ['order: order-places']],
    [{ kind: 'fallback', alpha, weights: [0.5, 0.5], order: [0, 0] }, ['order: order-places']],
    [{ kind: 'fallback', alpha, weights: [0, 1], exhaustive: true }, ['weights: fallback-alone']],
    [
      { kind: 'graph', alpha, weights: [0.5, 0.5], transitions: [[0, 1]] },
      ['transitions: transitions-shape'],
    ],
    [
      {
        kind: 'graph',
        alpha,
        weights: [1, 0],
        transitions: [
          [1, 0],
          [2, 0],
        ],
      },
      ['transitions[0][0]: transition-self', 'transitions[1][0]: transition'],
    ],
    [
      {
        kind: 'graph',
        alpha,
        weights: [1, 0, 0],
        transitions: [
          [0, 0.7, 0.7],
          [0, 0, 1],
          [0, 0, 0],
        ],
      },
      ['transitions[0]: transition-row'],
    ],
    [
      {
        kind: 'graph',
        alpha,
        weights: [1, 0, 0],
        transitions: [
          [0, 1, { value: 0, epsilon: 1 }],
          [0, 0, 1],
          [0, 0, 0],
        ],
      },
      ['transitions[0]: transition-row'],
    ],
    [
      {
        kind: 'graph',
        alpha,
        weights: [1, 0],
        transitions: [
          [0, { value: 0, epsilon: -1 }],
          [0, 0],
        ],
      },
      ['transitions[0][1]: transition'],
    ],
    [
      { kind: 'graph', alpha, weights: [1, 0], transitions, test: 'parametric' },
      ['correlation: correlation-missing'],
    ],
    [{ kind: 'parametric', alpha, weights: [0.5, 0.5] }, ['correlation: correlation-missing']],
    [
      {
        kind: 'parametric',
        alpha,
        weights: [0.5, 0.5],
        correlation: [
          [1, null],
          [null, 1],
        ],
      },
      ['correlation: correlation-missing'],
    ],
    [
      {
        kind: 'parametric',
        alpha,
        weights: [0.5, 0.5],
        correlation: [
          [1, 0.5],
          [0.4, 1],
        ],
      },
      ['correlation: correlation-shape'],
    ],
    [
      {
        kind: 'parametric',
        alpha,
        weights: [0.5, 0.5],
        correlation: [
          [1, 1.5],
          [1.5, 1],
        ],
      },
      ['correlation[0][1]: correlation-value'],
    ],
    [
      { kind: 'parametric', alpha, weights: [0.4, 0.3, 0.3], correlation: third },
      ['correlation[0]: correlation-groups'],
    ],
    [
      { kind: 'parametric', alpha, weights: [0.4, 0.3, 0.3], correlation: impossible },
      ['correlation: correlation-definite'],
    ],
    [
      {
        kind: 'parametric',
        alpha,
        weights: new Array(7).fill(1 / 7),
        correlation: Array.from({ length: 7 }, (_, j) =>
          Array.from({ length: 7 }, (_, k) => (j === k ? 1 : 0.5)),
        ),
      },
      ['correlation: correlation-large'],
    ],
    [
      { kind: 'overall-subgroup', alpha, split: { overall: 0.025 } },
      ['informationShare: share', 'split.overall: level-above-alpha'],
    ],
    [
      { kind: 'overall-subgroup', alpha, split: { weights: [1, 0] }, informationShare: 0.3 },
      ['split.weights[1]: weight-zero'],
    ],
    [
      { kind: 'mast', alpha, alphaPositive: 0.03, informationShare: 1.2 },
      ['alphaPositive: level-above-alpha', 'informationShare: share'],
    ],
    [{ kind: 'interaction-gated', alpha, gate: 1, informationShare: 0.5 }, ['gate: gate']],
    [
      { kind: 'closed', alpha, size: 2, intersections: [alone] },
      ['intersections: intersection-missing', 'intersections: intersection-missing'],
    ],
    [
      { kind: 'closed', alpha, size: 1, intersections: [alone, alone] },
      ['intersections[1]: intersection-repeat'],
    ],
    [
      { kind: 'closed', alpha, size: 1, intersections: [{ members: [1], weights: [1] }] },
      ['intersections[0]: intersection-members'],
    ],
    [
      { kind: 'closed', alpha, size: 1, intersections: [{ members: [0], weights: [2] }] },
      ['intersections[0].weights[0]: weight'],
    ],
    [{ kind: 'closed', alpha, size: 11, intersections: [], test: 'simes' }, ['size: too-many']],
  ];
  it.each(CASES)('%o', (spec, expected) => {
    expect(codes(spec)).toEqual(expected);
    // What is not a procedure is refused even when insisted on.
    expect(() => createProcedure(spec, { insist: true })).toThrow(ProcedureRefused);
  });
});

it('one call: rejections and adjusted p-values by hypothesis', () => {
  const spec: ProcedureSpec = { kind: 'holm', alpha, weights: [0.5, 0.5] };
  expect(testHypotheses(spec, [0.01, 0.02])).toEqual({ rejected: [true, true], adjusted: [0.02, 0.02] });
  expect(() => testHypotheses(spec, [0.01])).toThrow('1 p-values for 2 hypotheses');
});

it('correlation of populations that share patients', () => {
  expect(informationCorrelation(400, 160, 160)).toBeCloseTo(Math.sqrt(0.4), 15);
  expect(informationCorrelation(240, 160, 0)).toBe(0);
});
