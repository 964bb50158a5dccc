import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edge, Graph } from '../../src/multiplicity/graphWeights.ts';
import { graphWeights } from '../../src/multiplicity/graphWeights.ts';
import { byPValues } from '../../src/multiplicity/procedure.ts';
import { createProcedure, type ProcedureSpec } from '../../src/multiplicity/procedures.ts';

const ALPHA = 0.025;
/** Within rounding of a bound either decision is right. */
const TIE = 1e-12;

const share = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: 0.01, max: 1, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(0) },
);
/** Shares that sum to 1 or a part of it. */
const shares = (n: number) =>
  fc.tuple(fc.array(share, { minLength: n, maxLength: n }), fc.constantFrom(1, 1, 0.7)).map(([raw, part]) => {
    const sum = raw.reduce((a, b) => a + b, 0);
    return raw.map((w) => (sum > 0 ? (part * w) / sum : 0));
  });
const graphOf = (n: number): fc.Arbitrary<Graph> =>
  fc
    .record({ weights: shares(n), transitions: fc.tuple(...Array.from({ length: n }, () => shares(n - 1))) })
    .map(({ weights, transitions }) => ({
      weights,
      transitions: transitions.map((row, l) => [...row.slice(0, l), 0, ...row.slice(l)]),
    }));
/** Spread over the levels at which decisions turn. */
const pValues = (n: number) =>
  fc.array(
    fc.double({ min: -3.5, max: 0.7, noNaN: true }).map((e) => Math.min(1, ALPHA * 10 ** e)),
    { minLength: n, maxLength: n },
  );

/** Weights of one intersection by the definition: hypotheses outside are taken out in the order given. */
function reduced({ weights, transitions }: Graph, out: readonly number[]): number[] {
  let w = [...weights];
  let g = transitions.map((row) => row.map((edge) => edge as number));
  const gone = new Set<number>();
  for (const j of out) {
    gone.add(j);
    w = w.map((share, l) => (gone.has(l) ? 0 : share + w[j] * g[j][l]));
    g = g.map((row, l) =>
      row.map((edge, k) => {
        const back = row[j] * g[j][l];
        return gone.has(l) || gone.has(k) || l === k || back > 1 - 1e-12
          ? 0
          : (edge + row[j] * g[j][k]) / (1 - back);
      }),
    );
  }
  return w;
}

const masksOf = (n: number) => Array.from({ length: 2 ** n - 1 }, (_, i) => i + 1);
const has = (mask: number, j: number) => ((mask >> j) & 1) === 1;
const hypotheses = (n: number) => Array.from({ length: n }, (_, j) => j);

/** Closed testing by its definition: a p-value for each intersection, the greatest over those that hold j. */
function closure(p: readonly number[], pOf: (mask: number) => number): number[] {
  const values = masksOf(p.length).map(pOf);
  return p.map((_, j) => Math.max(...values.filter((_, i) => has(i + 1, j))));
}
const bonferroniP = (p: readonly number[], w: readonly number[]) =>
  Math.min(1, ...p.map((value, j) => (w[j] > 1e-12 ? value / w[j] : 1)));
const simesP = (p: readonly number[], w: readonly number[]) =>
  Math.min(
    1,
    ...p.map((value, j) => {
      const sum = w.reduce((total, x, k) => total + (p[k] <= value ? x : 0), 0);
      return w[j] > 0 ? value / sum : 1;
    }),
  );
const proportional = (mask: number, weights: readonly number[]) => {
  const inside = weights.map((w, j) => (has(mask, j) ? w : 0));
  const sum = inside.reduce((a, b) => a + b, 0);
  return inside.map((w) => (sum > 0 ? w / sum : 0));
};

/** Decisions and adjusted p-values of a procedure are those of the closure. */
function expectClosure(spec: ProcedureSpec, p: readonly number[], expected: readonly number[]): void {
  const procedure = createProcedure(spec, { insist: true });
  const rejected = new Uint8Array(p.length);
  byPValues(procedure)(Float64Array.from(p), rejected);
  const adjusted = new Float64Array(p.length);
  procedure.adjust?.(Float64Array.from(p), adjusted);
  expected.forEach((value, j) => {
    // Sums of at most 32 products of numbers below 1.
    expect(Math.abs(adjusted[j] - value)).toBeLessThan(1e-10);
    if (Math.abs(value - ALPHA) > TIE) expect(rejected[j]).toBe(value <= ALPHA ? 1 : 0);
  });
}

const sized = <T>(most: number, of: (n: number) => fc.Arbitrary<T>) =>
  fc.integer({ min: 2, max: most }).chain((n) => fc.tuple(of(n), pValues(n)));
const positive = (n: number) =>
  fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: n, maxLength: n }).map((raw) => {
    const sum = raw.reduce((a, b) => a + b, 0);
    return raw.map((w) => w / sum);
  });

describe('shortcuts are their closure', () => {
  it('graphs: 1,000 random graphs and p-values, hypotheses taken out in any order', () => {
    const cases = sized(6, (n) =>
      fc.tuple(graphOf(n), fc.shuffledSubarray(hypotheses(n), { minLength: n, maxLength: n })),
    );
    fc.assert(
      fc.property(cases, ([[graph, order], p]) => {
        const table = graphWeights(graph);
        const weightsOf = (mask: number) =>
          reduced(
            graph,
            order.filter((j) => !has(mask, j)),
          );
        for (const mask of masksOf(p.length))
          weightsOf(mask).forEach((w, j) => {
            expect(Math.abs(table.weight[mask * p.length + j] - w)).toBeLessThan(1e-11);
          });
        const expected = closure(p, (mask) => bonferroniP(p, weightsOf(mask)));
        expectClosure({ kind: 'graph', alpha: ALPHA, ...graph }, p, expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('weighted Holm, Simes, Hommel, Hochberg within Hommel', () => {
    fc.assert(
      fc.property(sized(6, positive), ([weights, p]) => {
        const holm = closure(p, (mask) => bonferroniP(p, proportional(mask, weights)));
        expectClosure({ kind: 'holm', alpha: ALPHA, weights }, p, holm);
        const simes = closure(p, (mask) => simesP(p, proportional(mask, weights)));
        expectClosure({ kind: 'simes', alpha: ALPHA, weights }, p, simes);
        const equal = closure(p, (mask) =>
          simesP(
            p,
            proportional(
              mask,
              p.map(() => 1),
            ),
          ),
        );
        expectClosure({ kind: 'hommel', alpha: ALPHA, size: p.length }, p, equal);
        const hochberg = new Float64Array(p.length);
        createProcedure({ kind: 'hochberg', alpha: ALPHA, size: p.length }, { insist: true }).adjust?.(
          Float64Array.from(p),
          hochberg,
        );
        const decided = [...hochberg];
        expectClosure({ kind: 'hochberg', alpha: ALPHA, size: p.length }, p, decided);
        for (let j = 0; j < p.length; j++) expect(equal[j]).toBeLessThanOrEqual(hochberg[j] + 1e-14);
      }),
      { numRuns: 500 },
    );
  });

  it("fallback by Wiens' rule, its exhaustive version above it, fixed sequences", () => {
    const cases = sized(6, (n) =>
      fc.tuple(positive(n), fc.shuffledSubarray(hypotheses(n), { minLength: n, maxLength: n })),
    );
    fc.assert(
      fc.property(cases, ([[weights, order], p]) => {
        const n = p.length;
        const run = (spec: ProcedureSpec) => {
          const rejected = new Uint8Array(n);
          byPValues(createProcedure(spec))(Float64Array.from(p), rejected);
          return [...rejected];
        };
        let carried = 0;
        const byRule = new Array<number>(n).fill(0);
        for (const j of order) {
          const level = weights[j] * ALPHA + carried;
          fc.pre(Math.abs(p[j] - level) > TIE);
          byRule[j] = p[j] <= level ? 1 : 0;
          carried = byRule[j] ? level : 0;
        }
        expect(run({ kind: 'fallback', alpha: ALPHA, weights, order })).toEqual(byRule);
        const exhaustive = run({ kind: 'fallback', alpha: ALPHA, weights, order, exhaustive: true });
        byRule.forEach((flag, j) => {
          expect(exhaustive[j]).toBeGreaterThanOrEqual(flag);
        });
        const sequence = closure(p, (mask) => p[order.find((j) => has(mask, j))!]);
        expectClosure({ kind: 'fixed-sequence', alpha: ALPHA, order }, p, sequence);
      }),
      { numRuns: 500 },
    );
  });
});

it('an exhaustive fallback passes the last share back in proportion and leaves no alpha in any intersection', () => {
  const cases = sized(6, positive);
  fc.assert(
    fc.property(cases, ([weights, p]) => {
      const n = weights.length;
      const others = 1 - weights[n - 1];
      const transitions = weights.map((_, l) =>
        weights.map((w, k) => (l < n - 1 ? Number(k === l + 1) : k < n - 1 ? w / others : 0)),
      );
      const { weight } = graphWeights({ weights, transitions });
      for (const mask of masksOf(n)) {
        const sum = weight.subarray(mask * n, (mask + 1) * n).reduce((a, b) => a + b, 0);
        expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
      }
      const expected = closure(p, (mask) => bonferroniP(p, [...weight.subarray(mask * n, (mask + 1) * n)]));
      expectClosure({ kind: 'fallback', alpha: ALPHA, weights, exhaustive: true }, p, expected);
    }),
    { numRuns: 300 },
  );
});

it('epsilon edges are the limit of small edges', () => {
  const epsilon = 1e-6;
  const cases = fc
    .integer({ min: 2, max: 5 })
    .chain((n) =>
      fc.tuple(graphOf(n), fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { minLength: 1, maxLength: 3 })),
    );
  fc.assert(
    fc.property(cases, ([graph, places]) => {
      const edges: Edge[][] = graph.transitions.map((row) => [...row]);
      const numbers = graph.transitions.map((row) => row.map((edge) => edge as number));
      for (const [l, k] of places) {
        const largest = numbers[l].indexOf(Math.max(...numbers[l]));
        if (l === k || largest === k || numbers[l][largest] === 0 || typeof edges[l][largest] !== 'number')
          continue;
        edges[l][k] = { value: 0, epsilon: 1 };
        edges[l][largest] = { value: numbers[l][largest] + numbers[l][k], epsilon: -1 };
        numbers[l][largest] += numbers[l][k] - epsilon;
        numbers[l][k] = epsilon;
      }
      const limit = graphWeights({ weights: graph.weights, transitions: edges }).weight;
      const near = graphWeights({ weights: graph.weights, transitions: numbers }).weight;
      // Weights above 0.005 or so bound the ratio of the next term to epsilon.
      limit.forEach((w, at) => {
        expect(Math.abs(w - near[at])).toBeLessThan(1e-3);
      });
    }),
    { numRuns: 500 },
  );
});

describe('laws', () => {
  const correlation = [
    [1, Math.sqrt(0.5), Math.sqrt(0.2)],
    [Math.sqrt(0.5), 1, Math.sqrt(0.4)],
    [Math.sqrt(0.2), Math.sqrt(0.4), 1],
  ];
  const weights = [0.5, 0.3, 0.2];
  const transitions = [
    [0, 0.6, 0.4],
    [1, 0, 0],
    [0.5, 0.5, 0],
  ];
  const alpha = ALPHA;
  const SPECS: ProcedureSpec[] = [
    { kind: 'none', alpha, size: 3 },
    { kind: 'bonferroni', alpha, weights },
    { kind: 'holm', alpha, weights },
    { kind: 'hochberg', alpha, size: 3, correlation },
    { kind: 'hommel', alpha, size: 3, correlation },
    { kind: 'fixed-sequence', alpha, order: [1, 0, 2] },
    { kind: 'fallback', alpha, weights },
    { kind: 'fallback', alpha, weights, exhaustive: true },
    { kind: 'graph', alpha, weights, transitions },
    { kind: 'graph', alpha, weights, transitions, test: 'simes', correlation },
    { kind: 'graph', alpha, weights, transitions, test: 'parametric', correlation },
    { kind: 'simes', alpha, weights, correlation },
    { kind: 'parametric', alpha, weights, correlation },
    { kind: 'parametric', alpha, weights, correlation, sides: 2 },
  ];
  const built = SPECS.map((spec) => ({
    name: `${spec.kind} ${'test' in spec ? spec.test : ''}`,
    ...createProcedure(spec),
  }));

  it.each(built)(
    '$name: a smaller p-value never takes a rejection away, nor raises an adjusted one',
    (procedure) => {
      const decide = byPValues(procedure);
      fc.assert(
        fc.property(pValues(3), fc.nat(2), fc.double({ min: 0, max: 1, noNaN: true }), (p, j, factor) => {
          const [before, after] = [Float64Array.from(p), Float64Array.from(p)];
          after[j] *= factor;
          const [a, b] = [new Uint8Array(3), new Uint8Array(3)];
          decide(before, a);
          decide(after, b);
          const [x, y] = [new Float64Array(3), new Float64Array(3)];
          procedure.adjust?.(before, x);
          procedure.adjust?.(after, y);
          for (let k = 0; k < 3; k++) {
            expect(b[k]).toBeGreaterThanOrEqual(a[k]);
            // Sums of joint probabilities round differently: measured below 1e-12.
            expect(y[k]).toBeLessThanOrEqual(x[k] + 1e-11);
            expect(x[k]).toBeGreaterThanOrEqual(p[k] - 1e-15);
          }
        }),
        { numRuns: 100 },
      );
    },
  );

  it.each(built)('$name: rejects at alpha where the adjusted p-value is at most alpha', (procedure) => {
    const decide = byPValues(procedure);
    const [rejected, adjusted] = [new Uint8Array(3), new Float64Array(3)];
    fc.assert(
      fc.property(pValues(3), (p) => {
        // The two-sided procedure decides on |z|, whose upper tail is half of p.
        const sides = procedure === built.at(-1) ? 2 : 1;
        decide(
          Float64Array.from(p, (value) => value / sides),
          rejected,
        );
        procedure.adjust?.(Float64Array.from(p), adjusted);
        adjusted.forEach((value, j) => {
          if (Math.abs(value - ALPHA) > 1e-10) expect(rejected[j]).toBe(value <= ALPHA ? 1 : 0);
        });
      }),
      { numRuns: 100 },
    );
  });
});
