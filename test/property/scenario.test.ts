import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ScenarioError } from '../../src/errors.ts';
import { evaluatePopulation } from '../../src/scenario/cells.ts';
import type { Cell, PopulationExpression, Status } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { formatPath, parsePath } from '../../src/scenario/path.ts';
import { parsePopulation } from '../../src/scenario/populationExpression.ts';
import { populationText } from '../../src/scenario/populationText.ts';

const NAMES = { markers: ['EGFR', 'PD-L1'], factors: { tumour: ['lung', 'soft tissue'] } };

const atom: fc.Arbitrary<PopulationExpression> = fc.oneof(
  fc.constant<PopulationExpression>({ kind: 'all' }),
  fc.record({
    kind: fc.constant('marker' as const),
    marker: fc.constantFrom(...NAMES.markers),
    status: fc.constantFrom<Status>('+', '-'),
    by: fc.constantFrom('assay' as const, 'truth' as const),
  }),
  fc.record({
    kind: fc.constant('level' as const),
    factor: fc.constant('tumour'),
    level: fc.constantFrom(...NAMES.factors.tumour),
  }),
);
const { expression } = fc.letrec<{ expression: PopulationExpression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    atom,
    fc.record({ kind: fc.constant('not' as const), of: tie('expression') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('expression'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));
const cell: fc.Arbitrary<Cell> = fc.record({
  levels: fc.record({ tumour: fc.constantFrom(...NAMES.factors.tumour) }),
  truth: fc.record({ EGFR: fc.boolean(), 'PD-L1': fc.boolean() }),
  assay: fc.record({
    EGFR: fc.constantFrom<Status>('+', '-', '?'),
    'PD-L1': fc.constantFrom<Status>('+', '-', '?'),
  }),
});

describe('population expressions', () => {
  it('read back from their text they hold for the same patients', () => {
    fc.assert(
      fc.property(expression, cell, (population, patient) => {
        const again = parsePopulation(populationText(population), NAMES, 'designs');
        expect(evaluatePopulation(again, patient)).toBe(evaluatePopulation(population, patient));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});

describe('paths', () => {
  it('read back from their text are the same keys', () => {
    const key = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && !text.includes('\\'));
    fc.assert(
      fc.property(fc.array(key, { minLength: 1 }), (keys) => {
        expect(parsePath(formatPath(keys))).toEqual({ keys });
      }),
      { numRuns: 2000, seed: 2 },
    );
  });
});

const SOUND = `
id: fuzz
title: Fuzz
truth:
  markers: {EGFR: {prevalence: 0.6, assay: {sensitivity: 0.9}}}
  strata: {age: {adult: {share: 0.9}, child: {share: 0.1, EGFR: {prevalence: 0.2}}}}
  enrolment: {screened per month: [{until: 6, value: 10}, {value: 20}]}
  target mix: {EGFR+: 0.3, EGFR-: 0.7}
  endpoints:
    PFS: {time-to-event: {control: {survival: [{at: 6, value: 0.7}], cured: 0.1}, hazard ratio: {EGFR+: 0.7, all: 1}, dropout: {probability: 0.1, by: 12}}}
    ORR: {binary: {control: {rate: 0.3}, odds ratio: 2}}
designs:
  main: {randomise: {ratio: 1:1, stratify by: [EGFR]}, size: {randomised: 300}, analyse at: {first of: [{events: 100}, {months: 48}]}, tests: {a: {of: PFS, in: EGFR+}, b: {of: ORR}}, claims: {x: reject a, y: otherwise}}
  apart: {preset: separate-trials, tests: {t: {of: PFS}}, size: {match: main, on: events}, analyse at: {events: 50}, trials: {EGFR+: {size: {randomised: 100}}}}
sweep: {truth.markers.EGFR.prevalence: [0.2, 0.4], zip: {truth.costs.month: [1, 2]}}
simulation: {precision: {power: 0.01}}
`;

describe('damaged files', () => {
  /** What a slip of the hand does: a value exchanged, a piece cut out, a piece moved. */
  const damage = fc.record({
    from: fc.nat(SOUND.length),
    length: fc.nat(12),
    text: fc.constantFrom(
      '',
      '',
      'x',
      '-1',
      '[]',
      '{}',
      'null',
      '{a: 1}',
      '[1]',
      '.nan',
      'all',
      'EGFR+',
      '"',
      ': ',
      '*a',
      '1e999',
      'true',
    ),
  });

  it('are sound or faulty, and never break the reader; every fault lies within the file', () => {
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        const text = damages.reduce(
          (t, { from, length, text: now }) => t.slice(0, from) + now + t.slice(from + length),
          SOUND,
        );
        const lines = text.split('\n');
        try {
          parseScenario(text, { file: 'fuzz.yaml' });
        } catch (error) {
          if (!(error instanceof ScenarioError)) throw error;
          expect(error.faults.length).toBeGreaterThan(0);
          for (const fault of error.faults) {
            expect(fault.col).toBeGreaterThan(0);
            expect(fault.col).toBeLessThanOrEqual(lines[fault.line - 1].length + 1);
            expect(fault.rule).not.toMatch(/undefined|\[object|NaN/);
            expect(fault.next).not.toBe('');
          }
        }
      }),
      { numRuns: 1500, seed: 3 },
    );
  }, 120_000);

  it('any value exchanged for any kind of value never breaks the reader', () => {
    const values: Json[] = [
      null,
      1,
      -1,
      1.5,
      true,
      '',
      'all',
      'reject a',
      [],
      [null],
      [{}],
      {},
      { all: 1 },
      { x: null },
      { x: { y: 1 } },
    ];
    const sound = parse(SOUND) as Json;
    for (const path of pathsOf(sound)) {
      for (const value of values) {
        const text = JSON.stringify(exchanged(sound, path, value));
        try {
          parseScenario(text, { file: 'fuzz.yaml' });
        } catch (error) {
          if (!(error instanceof ScenarioError))
            throw new Error(`${path.join('.')} -> ${JSON.stringify(value)}`, { cause: error });
        }
      }
    }
  });
});

type Json = null | number | boolean | string | Json[] | { [key: string]: Json };

function pathsOf(value: Json): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...pathsOf(inner).map((path) => [key, ...path]),
  ]);
}

function exchanged(value: Json, [key, ...rest]: string[], now: Json): Json {
  const copy = structuredClone(value) as { [key: string]: Json };
  copy[key] = rest.length === 0 ? now : exchanged(copy[key], rest, now);
  return copy;
}
