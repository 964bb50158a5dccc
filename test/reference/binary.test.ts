import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { BinaryMeasure } from '../../src/analyses/binaryEffect.ts';
import type { BinaryInterval, BinaryTest } from '../../src/analyses/binaryOptions.ts';
import { type CompareRatesOptions, compareRates } from '../../src/analyses/compareRates.ts';
import type { TwoByTwo } from '../../src/analyses/twoByTwo.ts';

type Text = number | 'NaN' | 'Infinity' | '-Infinity';
interface Margin {
  margin: number;
  z: number;
  mn: number;
}
interface Effect {
  estimate: Text;
  se: Text;
  halfEstimate: Text;
  halfSe: Text;
  sato: number;
  wald: Text[];
  newcombe: Text[];
  score: Text[];
  mn: Text[];
  margins: Margin[];
}
interface Row extends TwoByTwo {
  z: number;
  cmh: number;
  tables: TwoByTwo[];
  difference: Effect;
  ratio: Effect;
  odds: Effect;
}

const values = JSON.parse(readFileSync(new URL('./binary/values.json', import.meta.url), 'utf8')) as {
  single: Row[];
  stratified: Row[];
};

const MEASURES = [
  ['risk difference', 'difference'],
  ['risk ratio', 'ratio'],
  ['odds ratio', 'odds'],
] as const satisfies readonly (readonly [BinaryMeasure, keyof Row])[];

/** Both sides compute in double precision, limits by root finding to 1e-14: measured worst 3.3e-14 over all values; 30 times that. */
const TOLERANCE = 1e-12;

function expectClose(actual: number, expected: Text): void {
  const value = Number(expected);
  if (Number.isFinite(value))
    expect(Math.abs(actual - value)).toBeLessThanOrEqual(TOLERANCE * Math.max(1, Math.abs(value)));
  else expect(actual).toBe(value);
}

function expectInterval(
  tables: readonly TwoByTwo[],
  options: CompareRatesOptions,
  expected: readonly Text[],
): void {
  const { lower, upper } = compareRates(tables, options);
  expectClose(lower, expected[0]!);
  expectClose(upper, expected[1]!);
}

describe.each(values.single)('one table, $x1/$n1 against $x0/$n0, against R', (row) => {
  const tables = [{ n1: row.n1, x1: row.x1, n0: row.n0, x0: row.x0 }];
  it('pooled score z (prop.test), the same for every measure', () => {
    for (const [measure] of MEASURES) expectClose(compareRates(tables, { measure }).z, row.z);
  });
  it('z with the Miettinen-Nurminen factor', () => {
    const n = row.n1 + row.n0;
    expectClose(compareRates(tables, { test: 'miettinen-nurminen' }).z, row.z * Math.sqrt((n - 1) / n));
  });
  it.each(MEASURES)('%s: estimate, standard error and Wald z', (measure, key) => {
    const { estimate, se } = row[key];
    const result = compareRates(tables, { measure, test: 'wald' });
    expectClose(result.estimate, estimate);
    expectClose(result.standardError, se);
    if (Number(se) > 0) expectClose(result.z, Number(estimate) / Number(se));
  });
  it.each(MEASURES.slice(1))('%s: 0.5 in every cell where there is no estimate', (measure, key) => {
    const { halfEstimate, halfSe } = row[key];
    const result = compareRates(tables, { measure, zeroCells: 'half' });
    expectClose(result.estimate, halfEstimate);
    expectClose(result.standardError, halfSe);
    expectClose(result.lower, Number(halfEstimate) - 1.959963984540054 * Number(halfSe));
  });
  it('Wald and Newcombe intervals of the difference', () => {
    expectInterval(tables, { confidence: 'wald' }, row.difference.wald);
    expectInterval(tables, { confidence: 'newcombe' }, row.difference.newcombe);
  });
  it.each(MEASURES)('%s: score and Miettinen-Nurminen intervals', (measure, key) => {
    expectInterval(tables, { measure, confidence: 'score' }, row[key].score);
    expectInterval(tables, { measure, confidence: 'miettinen-nurminen' }, row[key].mn);
  });
  it.each(MEASURES)('%s: score z at a margin', (measure, key) => {
    for (const { margin, z, mn } of row[key].margins) {
      expectClose(compareRates(tables, { measure, margin }).z, z);
      expectClose(compareRates(tables, { measure, margin, test: 'miettinen-nurminen' }).z, mn);
    }
  });
});

describe.each(values.stratified.map((row, i) => ({ i, row })))('strata, set $i, against R', ({ row }) => {
  const { tables } = row;
  it('CMH z (mantelhaen.test) and score z', () => {
    expectClose(compareRates(tables, { by: 'cmh' }).z, row.cmh);
    expectClose(compareRates(tables, { test: 'miettinen-nurminen' }).z, row.cmh);
    expectClose(compareRates(tables).z, row.z);
  });
  it.each(MEASURES)('%s: Mantel-Haenszel estimate and standard error', (measure, key) => {
    const result = compareRates(tables, { measure });
    expectClose(result.estimate, row[key].estimate);
    expectClose(result.standardError, row[key].se);
  });
  it('Sato standard error beside the CMH test', () => {
    expectClose(
      compareRates(tables, { by: 'cmh', measure: 'risk difference' }).standardError,
      row.difference.sato,
    );
  });
  it('hybrid score interval of the weighted difference', () => {
    expectInterval(tables, { confidence: 'newcombe' }, row.difference.newcombe);
  });
  it.each(MEASURES)('%s: score and Miettinen-Nurminen intervals', (measure, key) => {
    expectInterval(tables, { measure, confidence: 'score' }, row[key].score);
    expectInterval(tables, { measure, confidence: 'miettinen-nurminen' }, row[key].mn);
  });
});

/** Newcombe, Stat Med 1998;17:873-890, Table II, contrast (a), 56/70 - 48/80: methods 6 and 10, printed with four decimals. */
describe('published example', () => {
  it.each([
    ['miettinen-nurminen', 0.0528, 0.3382],
    ['newcombe', 0.0524, 0.3339],
  ] as [BinaryInterval, number, number][])('%s', (confidence, lower, upper) => {
    const test: BinaryTest = 'score';
    const result = compareRates([{ n1: 70, x1: 56, n0: 80, x0: 48 }], { confidence, test });
    expect(Math.abs(result.lower - lower)).toBeLessThan(5e-5);
    expect(Math.abs(result.upper - upper)).toBeLessThan(5e-5);
  });
});
