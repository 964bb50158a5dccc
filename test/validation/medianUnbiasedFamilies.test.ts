import { describe, expect, it } from 'vitest';
import { pointFrom } from '../fixtures/kernel/points.ts';

/*
 * Tests of a family, each taken where its own data stop it: half of the median-unbiased estimates lie above the true value and 95 % of the
 * intervals hold it, whatever the procedure. 3.5 MCSE: one check in 2,000 by chance. 0.015: the normal limit at 40 to 240 events, and
 * random information of the subgroup (measured at most 0.011).
 */
const TRIALS = 8000;
const NORMAL = 0.015;
const near = (share: number, expected: number) =>
  expect(Math.abs(share - expected)).toBeLessThan(
    3.5 * Math.sqrt((expected * (1 - expected)) / TRIALS) + NORMAL,
  );

const body = (multiplicity: string, looks: string) => `truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 30}
  endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.6}}}
designs:
  d:
    size: {randomised: 320}
    looks: {at: [{events: 80}, {events: 160}, {events: 240}], ${looks}}
    multiplicity: ${multiplicity}
    tests: {all: {estimate: pike}, M+: {in: M+, estimate: pike}}`;

describe('median-unbiased estimates of the tests of a family', () => {
  it.each([
    ['Holm', 'holm', 'bounds: pocock'],
    ['a fixed sequence', '{fixed sequence: [all, M+]}', 'spending: lan-demets-pocock'],
    [
      'a graph, futility by z',
      '{graph: {weights: {all: 0.5, M+: 0.5}, transitions: {all: {M+: 1}, M+: {all: 1}}}}',
      'spending: lan-demets-obrien-fleming, futility: {z below: 0.3}',
    ],
  ])('%s', (_, multiplicity, looks) => {
    const point = pointFrom(body(multiplicity, looks), 'families');
    const rows: Float64Array[] = [];
    for (let r = 0; r < TRIALS; r++) {
      point.run(r);
      rows.push(point.row.slice());
    }
    for (const analysis of ['all', 'M+']) {
      const of = (quantity: string) =>
        point.columns.findIndex(
          (column) =>
            column.quantity === quantity &&
            column.analysis === analysis &&
            column.given === undefined &&
            column.look === 0,
        );
      const covers = of('adjusted covers');
      const truth = point.columns[covers].estimand?.value as number;
      const median = of('adjusted estimate');
      const share = (holds: (row: Float64Array) => boolean) => rows.filter(holds).length / TRIALS;
      near(
        share((row) => row[median] > truth),
        0.5,
      );
      near(
        share((row) => row[covers] === 1),
        0.95,
      );
      expect(share((row) => Number.isNaN(row[median]))).toBe(0);
    }
  });
});
