import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Edge } from '../../src/multiplicity/graphWeights.ts';
import { informationCorrelation } from '../../src/multiplicity/informationCorrelation.ts';
import { mastOverallLevel } from '../../src/multiplicity/mast.ts';
import { jointLevels, type LevelSplit } from '../../src/multiplicity/overallSubgroup.ts';
import type { ProcedureSpec } from '../../src/multiplicity/procedures.ts';
import { testHypotheses } from '../../src/multiplicity/testHypotheses.ts';
import { type Sides, unionLevel } from '../../src/multiplicity/unionLevel.ts';
import { normalUpperQuantile } from '../../src/numeric/normal.ts';
import { mastPower } from '../../src/operating-characteristics/closed-forms/mastPower.ts';
import { overallSubgroupPower } from '../../src/operating-characteristics/closed-forms/overallSubgroupPower.ts';
import { sequentialSubgroupsPower } from '../../src/operating-characteristics/closed-forms/sequentialSubgroupsPower.ts';

// biome-ignore lint/suspicious/noExplicitAny: each row has its own inputs and values
type Row = { id: string; inputs: any; value: any; tolerance: number };
interface Values {
  adjusted: Record<'p' | 'bonferroni' | 'holm' | 'hochberg' | 'hommel', number[]>[];
  graphs: { name: string; weights: number[]; transitions: number[][]; p: number[]; adjusted: number[] }[];
  parametric: { weights: number[]; correlation: number[][]; sides: Sides; p: number[]; adjusted: number[] }[];
  power: (Record<'share' | 'positive' | 'negative', number> &
    Record<'overall' | 'subgroup' | 'both' | 'either', number>)[];
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`./multiplicity/${name}`, import.meta.url), 'utf8'));
const published = read('published.json') as Row[];
const values = read('values.json') as Values;

const tested = new Set<string>();
const each = (prefix: string, check: (row: Row) => void) =>
  it.each(published.filter(({ id }) => id.startsWith(prefix)))('$id', (row) => {
    tested.add(row.id);
    check(row);
  });
/** Published to 11 digits or so: the row's tolerance, and what its digits hold. */
const near = (row: Row, actual: number, expected: number, digits = row.tolerance) =>
  expect(Math.abs(actual - expected), row.id).toBeLessThan(Math.min(digits, row.tolerance));
const DIGITS = 1e-9;

const levels = (alpha: number, split: LevelSplit, prevalence: number, sides: Sides = 1) =>
  jointLevels({ alpha, split, sides }, prevalence);
const bothTests = (a: number, b: number, prevalence: number) => {
  const r = informationCorrelation(1, prevalence, prevalence);
  return unionLevel(
    [a, b],
    [
      [1, r],
      [r, 1],
    ],
  );
};

describe('overall and subgroup, Spiessens & Debois', () => {
  each('SD-equal1s', (row) => {
    const { alpha1s, prevalence } = row.inputs;
    const [overall, subgroup] = levels(alpha1s, { weights: [1, 1] }, prevalence);
    near(row, overall, row.value.alpha, DIGITS);
    near(row, normalUpperQuantile(subgroup), row.value.z, DIGITS);
  });
  each('SD-1s', (row) => {
    const { alpha1s, alphaF, prevalence } = row.inputs;
    near(row, levels(alpha1s, { overall: alphaF }, prevalence)[1], row.value, DIGITS);
  });
  each('SD-2s', (row) => {
    const { alpha2s, alphaF, prevalence } = row.inputs;
    near(row, levels(alpha2s, { overall: alphaF }, prevalence, 2)[1], row.value, DIGITS);
  });
  each('naive-FWER', (row) => {
    near(row, bothTests(0.025, 0.025, row.inputs.prevalence), row.value, DIGITS);
  });
  each('fallback-bonf-FWER', (row) => {
    const { alphaF, alphaS, prevalence } = row.inputs;
    near(row, bothTests(alphaF, alphaS, prevalence), row.value, DIGITS);
  });
});

describe('marker sequential test, Freidlin, Korn & Gray', () => {
  const drifts = ({ total_events, prevalence, HRpos, HRneg }: Record<string, number>) => ({
    positive: (-Math.log(HRpos) * Math.sqrt(total_events * prevalence)) / 2,
    negative: (-Math.log(HRneg) * Math.sqrt(total_events * (1 - prevalence))) / 2,
  });
  each('MaST-a2', (row) => {
    const { alpha, alpha1, prevalence } = row.inputs;
    near(row, mastOverallLevel({ alpha, alphaPositive: alpha1 }, prevalence), row.value, DIGITS);
  });
  each('MaST-pow', (row) => {
    const { alpha, alpha1, prevalence } = row.inputs;
    const power = mastPower({ alpha, alphaPositive: alpha1 }, prevalence, drifts(row.inputs));
    near(row, power.positive, row.value.pos);
    near(row, power.negative, row.value.neg);
    near(row, power.overallStep, row.value.overall_step);
  });
  each('SeqSub-pow', (row) => {
    const power = sequentialSubgroupsPower(drifts(row.inputs), 0.025);
    near(row, power.positive, row.value.pos, DIGITS);
    near(row, power.both, row.value.both, DIGITS);
  });
});

it('leaves no published row untested', () => {
  expect(published).toHaveLength(71);
  expect(published.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
});

const adjustedBy = (spec: ProcedureSpec, p: number[]) => testHypotheses(spec, p, { insist: true }).adjusted!;
const expectNear = (actual: readonly number[], expected: readonly number[], tolerance: number) => {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, j) => {
    expect(Math.abs(value - expected[j])).toBeLessThan(tolerance);
  });
};

describe("adjusted p-values of R's p.adjust", () => {
  it.each(values.adjusted)('$p', ({ p, ...expected }) => {
    const [alpha, size] = [0.025, p.length];
    const weights = p.map(() => 1 / size);
    // Sums and products of a few doubles.
    expectNear(adjustedBy({ kind: 'bonferroni', alpha, weights }, p), expected.bonferroni, 1e-14);
    expectNear(adjustedBy({ kind: 'holm', alpha, weights }, p), expected.holm, 1e-14);
    expectNear(adjustedBy({ kind: 'hochberg', alpha, size }, p), expected.hochberg, 1e-14);
    expectNear(adjustedBy({ kind: 'hommel', alpha, size }, p), expected.hommel, 1e-14);
  });
});

describe('adjusted p-values of graphs', () => {
  const epsilon: Edge = { value: 0, epsilon: 1 };
  const rest: Edge = { value: 1, epsilon: -1 };
  const withEpsilon: Edge[][] = [
    [0, 0, 1, 0],
    [0, 0, 0, 1],
    [epsilon, 0, 0, rest],
    [0, epsilon, rest, 0],
  ];
  it.each(values.graphs)('$name, $p', ({ name, weights, transitions, p, adjusted }) => {
    const edges = name === 'epsilon' ? withEpsilon : transitions;
    const actual = adjustedBy({ kind: 'graph', alpha: 0.025, weights, transitions: edges }, p);
    // The reference has 1e-9 for epsilon, and what that leaves of a double where it divides by it.
    expectNear(actual, adjusted, name === 'epsilon' ? 1e-6 : 1e-13);
  });
});

describe('adjusted p-values of the parametric closed test', () => {
  it.each(values.parametric)('$weights, $sides sides, $p', ({ p, adjusted, ...options }) => {
    const actual = adjustedBy({ kind: 'parametric', alpha: 0.025, ...options }, p);
    // Miwa's grid in the reference; measured worst 4e-10.
    expectNear(actual, adjusted, 2e-9);
  });
});

describe('power of overall and subgroup together', () => {
  it.each(values.power)('share $share, drifts $positive, $negative', ({ share, ...row }) => {
    const power = overallSubgroupPower({ alpha: 0.025, split: { overall: 0.02 } }, share, row);
    // Measured worst 3e-12, from the reference's root.
    for (const key of ['overall', 'subgroup', 'both', 'either'] as const)
      expect(Math.abs(power[key] - row[key])).toBeLessThan(1e-10);
  });
});
