import { describe, expect, it } from 'vitest';
import { createPopulation, membersOf, shareOf } from '../../src/population/groups.ts';
import { parsePopulation } from '../../src/scenario/populationExpression.ts';
import { truthFrom } from '../fixtures/kernel/points.ts';

const REST = `  enrolment: {screened per month: 10}
  endpoints: {ORR: {binary: {control: {rate: 0.3}, odds ratio: 2}}}
designs: {d: {size: {randomised: 10}, tests: {t: {of: ORR}}}}`;
const populationFrom = (markers: string, strata = '{}') =>
  createPopulation(truthFrom(`truth:\n  markers: ${markers}\n  strata: ${strata}\n${REST}`));

/** `lung/young M+ as ?`: what a group is, for a table of probabilities. */
const shares = (population: ReturnType<typeof createPopulation>) =>
  Object.fromEntries(
    population.groups.map(({ levels, truth, assay, probability }) => [
      [
        ...Object.values(levels),
        ...Object.keys(truth).map((name) => `${name}${truth[name] ? '+' : '-'} as ${assay[name]}`),
      ].join(' '),
      probability,
    ]),
  );
const rounded = (table: Record<string, number>) =>
  // Products in another order differ in the last bits.
  Object.fromEntries(Object.entries(table).map(([name, p]) => [name, Number(p.toPrecision(14))]));

describe('the groups of a population', () => {
  it('have the products of their shares: strata x truth x assay', () => {
    const population = populationFrom(
      '{M: {prevalence: {tumour = lung: 0.4, tumour = colon: 0.1}, assay: {sensitivity: {tumour = lung: 0.9, all: 0.8}, specificity: 0.95, unevaluable: {tumour = colon: 0.2, all: 0.1}}}}',
      '{tumour: {lung: {share: 0.25}, colon: {share: 0.75}}}',
    );
    expect(rounded(shares(population))).toEqual(
      rounded({
        'lung M+ as +': 0.25 * 0.4 * 0.9 * 0.9,
        'lung M+ as -': 0.25 * 0.4 * 0.9 * 0.1,
        'lung M+ as ?': 0.25 * 0.4 * 0.1,
        'lung M- as +': 0.25 * 0.6 * 0.9 * 0.05,
        'lung M- as -': 0.25 * 0.6 * 0.9 * 0.95,
        'lung M- as ?': 0.25 * 0.6 * 0.1,
        'colon M+ as +': 0.75 * 0.1 * 0.8 * 0.8,
        'colon M+ as -': 0.75 * 0.1 * 0.8 * 0.2,
        'colon M+ as ?': 0.75 * 0.1 * 0.2,
        'colon M- as +': 0.75 * 0.9 * 0.8 * 0.05,
        'colon M- as -': 0.75 * 0.9 * 0.8 * 0.95,
        'colon M- as ?': 0.75 * 0.9 * 0.2,
      }),
    );
    expect(population.passes.map(({ purpose }) => purpose)).toEqual([
      'stratum:tumour',
      'marker:M',
      'assay:M',
    ]);
  });

  it('multiply over independent factors and markers', () => {
    const population = populationFrom(
      '{M: {prevalence: 0.4}, K: {prevalence: 0.2}}',
      '{age: {young: {share: 0.3}, old: {share: 0.7}}, sex: {f: {share: 0.5}, m: {share: 0.5}}}',
    );
    expect(population.groups).toHaveLength(16);
    const table = shares(population);
    expect(table['young f M+ as + K- as -']).toBeCloseTo(0.3 * 0.5 * 0.4 * 0.8, 15);
    expect(Object.values(table).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 14);
  });

  it('leave out what cannot be, and draw nothing that is certain', () => {
    const perfect = populationFrom('{M: {prevalence: 0.4}}');
    expect(shares(perfect)).toEqual({ 'M+ as +': 0.4, 'M- as -': 0.6 });
    expect(perfect.passes.map(({ purpose }) => purpose)).toEqual(['marker:M']);

    const specific = populationFrom('{M: {prevalence: 0.4, assay: {sensitivity: 0.5}}}');
    expect(Object.keys(shares(specific))).toEqual(['M+ as +', 'M+ as -', 'M- as -']);

    const everybody = populationFrom('{M: {prevalence: 1}}', '{sex: {f: {share: 1}}}');
    expect(shares(everybody)).toEqual({ 'f M+ as +': 1 });
    expect(everybody.passes).toEqual([]);

    const byLevel = populationFrom(
      '{M: {prevalence: {sex = f: 1, sex = m: 0}}}',
      '{sex: {f: {share: 0.5}, m: {share: 0.5}}}',
    );
    expect(shares(byLevel)).toEqual({ 'f M+ as +': 0.5, 'm M- as -': 0.5 });
    expect(byLevel.passes.map(({ purpose }) => purpose)).toEqual(['stratum:sex']);
  });

  it('are found by expression: assay, truth, neither', () => {
    const population = populationFrom(
      '{M: {prevalence: 0.4, assay: {sensitivity: 0.9, specificity: 0.8, unevaluable: 0.1}}}',
    );
    const names = { markers: ['M'], factors: {}, endpoints: { ORR: 'binary' as const }, withBaseline: [] };
    const share = (text: string) =>
      shareOf(population, membersOf(population, parsePopulation(text, names, 'designs')));
    expect(share('all')).toBeCloseTo(1, 14);
    expect(share('M+')).toBeCloseTo(0.9 * (0.4 * 0.9 + 0.6 * 0.2), 14);
    expect(share('true M+')).toBeCloseTo(0.4, 14);
    expect(share('M?')).toBeCloseTo(0.1, 14);
    expect(share('M+ & true M-')).toBeCloseTo(0.9 * 0.6 * 0.2, 14);
    expect(share('not M+')).toBeCloseTo(1 - share('M+'), 14);
  });
});

it('says when the truth tells more kinds of patients apart than a trial can hold', () => {
  const assay = '{prevalence: 0.5, assay: {sensitivity: 0.9, specificity: 0.9, unevaluable: 0.1}}';
  const markers = `{${['A', 'B', 'C', 'D', 'E', 'F'].map((name) => `${name}: ${assay}`).join(', ')}}`;
  expect(() => populationFrom(markers)).toThrow(
    /46656 kinds of patients apart, and a trial holds at most 16384/,
  );
});
