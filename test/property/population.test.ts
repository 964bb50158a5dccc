import { describe, expect, it } from 'vitest';
import { createPopulation } from '../../src/population/groups.ts';
import { createStatusPass, drawStatus } from '../../src/population/statusPass.ts';
import { streamsOf } from '../../src/rng/streams.ts';
import { type Cohort, createCohort } from '../../src/trial/cohort.ts';
import { truthFrom } from '../fixtures/kernel/points.ts';
import {
  chiSquareP,
  correlation,
  KOLMOGOROV_LIMIT,
  kolmogorov,
  P_LIMIT,
  Z_LIMIT,
} from '../fixtures/kernel/statistics.ts';

const N = 100_000;

const truth = (assay: string, prevalence: string | number = '{tumour = lung: 0.4, tumour = colon: 0.1}') =>
  truthFrom(`truth:
  strata: {tumour: {lung: {share: 0.25}, colon: {share: 0.75}}}
  markers: {M: {prevalence: ${prevalence}, assay: {${assay}}}}
  enrolment: {screened per month: 10}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.7, dropout: {rate: 0.01}}}
    QoL: {continuous: {control: {mean: 0, sd: 1}, mean difference: 0, baseline: {correlation: 0.5}}}
    ORR: {binary: {control: {rate: 0.3}, odds ratio: 2}}
designs: {d: {size: {randomised: 10}, tests: {t: {of: ORR}}}}`);

function screened(of: ReturnType<typeof truth>, replicate: number, n = N, seed = 'people') {
  const population = createPopulation(of);
  const cohort = createCohort(of, population, ['PFS', 'QoL', 'ORR'], n, streamsOf(seed));
  cohort.start(replicate);
  cohort.ensure(n);
  return { cohort, population, patients: Array.from(cohort.group, (g) => population.groups[g]) };
}

const IMPERFECT = 'sensitivity: 0.9, specificity: 0.8, unevaluable: 0.1';

describe('screened patients', () => {
  it('fall into the groups with their probabilities: chi-square', () => {
    const { cohort, population } = screened(truth(IMPERFECT), 3);
    const counts = population.groups.map(() => 0);
    for (const g of cohort.group) counts[g]++;
    expect(population.groups).toHaveLength(12);
    const expected = population.groups.map(({ probability }) => N * probability);
    expect(chiSquareP(counts, expected)).toBeGreaterThan(P_LIMIT);
  });

  it('are drawn level by level with the probabilities of a row, impossible levels never', () => {
    const rows = [
      [0.2, 0, 0.3, 0.5],
      [0, 1, 0, 0],
      [0, 0, 0, 1],
      [1, 0, 0, 0],
    ];
    const pass = createStatusPass('x', rows);
    const words = new Int32Array(N);
    const states = Int32Array.from({ length: N }, (_, i) => i % 4);
    const stream = streamsOf('levels')('x');
    stream.start(0);
    stream.stream.fill(words, 0, N);
    drawStatus(pass, words, states, 0, N);
    const counts = new Array(16).fill(0);
    for (const state of states) counts[state]++;
    const possible = [...counts.keys()].filter((s) => rows[s >> 2][s & 3] > 0);
    expect(counts.filter((count, s) => count > 0 && !possible.includes(s))).toEqual([]);
    expect(
      chiSquareP(
        possible.filter((s) => s < 4).map((s) => counts[s]),
        possible.filter((s) => s < 4).map((s) => (N / 4) * rows[0][s]),
      ),
    ).toBeGreaterThan(P_LIMIT);
  });

  it('are the same whether they come at once or in pieces', () => {
    const whole = screened(truth(IMPERFECT), 5, 1000).cohort;
    const of = truth(IMPERFECT);
    const pieces = createCohort(of, createPopulation(of), ['PFS', 'QoL', 'ORR'], 1000, streamsOf('people'));
    pieces.start(5);
    for (const n of [1, 2, 3, 64, 65, 500, 400, 999, 1000]) pieces.ensure(n);
    for (const column of columnsOf(whole).keys())
      expect(columnsOf(pieces)[column].values).toEqual(columnsOf(whole)[column].values);
    expect(() => pieces.ensure(1001)).toThrow('1001 patients screened, room for 1000');
  });
});

describe('common random numbers', () => {
  const changed = (before: ReturnType<typeof screened>, after: ReturnType<typeof screened>) =>
    before.patients.flatMap((was, i) => {
      const is = after.patients[i];
      const same =
        was.truth.M === is.truth.M && was.assay.M === is.assay.M && was.levels.tumour === is.levels.tumour;
      return same ? [] : [{ was, is }];
    });
  const base = screened(truth('', 0.3), 0);

  it('a higher prevalence turns the patients between the thresholds positive, and nobody else', () => {
    const higher = screened(truth('', 0.5), 0);
    const differ = changed(base, higher);
    expect(
      differ.every(({ was, is }) => !was.truth.M && is.truth.M && was.levels.tumour === is.levels.tumour),
    ).toBe(true);
    expect(Math.abs(differ.length - 0.2 * N)).toBeLessThan(Z_LIMIT * Math.sqrt(N * 0.2 * 0.8));
    expect(higher.cohort.arrival).toEqual(base.cohort.arrival);
    for (const endpoint of ['PFS', 'QoL', 'ORR'])
      expect(higher.cohort.latent[endpoint]).toEqual(base.cohort.latent[endpoint]);
  });

  it('a higher sensitivity (specificity) changes the result of truly positive (negative) patients only', () => {
    const low = screened(truth('sensitivity: 0.7, specificity: 0.8', 0.3), 0);
    const sensitive = changed(low, screened(truth('sensitivity: 0.9, specificity: 0.8', 0.3), 0));
    expect(
      sensitive.every(
        ({ was, is }) => was.truth.M && is.truth.M && was.assay.M === '-' && is.assay.M === '+',
      ),
    ).toBe(true);
    expect(Math.abs(sensitive.length - 0.06 * N)).toBeLessThan(Z_LIMIT * Math.sqrt(N * 0.06 * 0.94));
    const specific = changed(low, screened(truth('sensitivity: 0.7, specificity: 0.9', 0.3), 0));
    expect(
      specific.every(
        ({ was, is }) => !was.truth.M && !is.truth.M && was.assay.M === '+' && is.assay.M === '-',
      ),
    ).toBe(true);
    expect(Math.abs(specific.length - 0.07 * N)).toBeLessThan(Z_LIMIT * Math.sqrt(N * 0.07 * 0.93));
  });

  it('an assay leaves the true status of everybody as it was', () => {
    const assayed = screened(truth(IMPERFECT, 0.3), 0);
    expect(assayed.patients.map((one) => one.truth.M)).toEqual(base.patients.map((one) => one.truth.M));
    const perfect = screened(truth('sensitivity: 1, specificity: 1, unevaluable: 0, turnaround: 2', 0.3), 0);
    expect(perfect.cohort.group).toEqual(base.cohort.group);
  });
});

/** Every random column of a cohort as uniforms or numbers. */
function columnsOf(cohort: Cohort): { name: string; values: Float64Array }[] {
  const gaps = cohort.arrival.map((time, i) => time - (i === 0 ? 0 : cohort.arrival[i - 1]));
  const { PFS, QoL, ORR } = cohort.latent;
  return [
    { name: 'arrival gap', values: gaps },
    { name: 'event', values: PFS.first },
    { name: 'dropout', values: PFS.second },
    { name: 'outcome', values: QoL.first },
    { name: 'baseline', values: QoL.second },
    { name: 'response', values: Float64Array.from(ORR.words, (word) => word >>> 0) },
    { name: 'group', values: Float64Array.from(cohort.group) },
  ];
}

describe('purposes', () => {
  it('are uncorrelated: every pair of columns of the same patients, and a column with itself in the next replicate', () => {
    const first = columnsOf(screened(truth(IMPERFECT), 8).cohort);
    const next = columnsOf(screened(truth(IMPERFECT), 9).cohort);
    const score = (a: Float64Array, b: Float64Array) => Math.abs(correlation(a, b)) * Math.sqrt(N);
    first.forEach((one, i) => {
      first.slice(i + 1).forEach((other) => {
        expect(score(one.values, other.values), `${one.name}, ${other.name}`).toBeLessThan(Z_LIMIT);
      });
      expect(score(one.values, next[i].values), `${one.name} of the next replicate`).toBeLessThan(Z_LIMIT);
      expect(
        score(one.values.slice(1), one.values.slice(0, -1)),
        `${one.name} of the next patient`,
      ).toBeLessThan(Z_LIMIT);
    });
  });

  it('give the first patient of replicates 0, 1, 2, ... independent draws of the law', () => {
    const of = truth(IMPERFECT);
    const cohort = createCohort(of, createPopulation(of), ['PFS', 'QoL', 'ORR'], 1, streamsOf('first'));
    const events = new Float64Array(20_000);
    const arrivals = new Float64Array(20_000);
    for (let replicate = 0; replicate < events.length; replicate++) {
      cohort.start(replicate);
      cohort.ensure(1);
      events[replicate] = cohort.latent.PFS.first[0];
      arrivals[replicate] = cohort.arrival[0] * 10;
    }
    const root = Math.sqrt(events.length);
    for (const values of [events, arrivals]) {
      expect(kolmogorov(values, (x) => -Math.expm1(-x))).toBeLessThan(KOLMOGOROV_LIMIT);
      expect(Math.abs(correlation(values.slice(1), values.slice(0, -1))) * root).toBeLessThan(Z_LIMIT);
    }
    expect(Math.abs(correlation(events, arrivals)) * root).toBeLessThan(Z_LIMIT);
  });
});
