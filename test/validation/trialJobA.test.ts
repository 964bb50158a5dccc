import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { columnAt, pointFrom } from '../fixtures/kernel/points.ts';

/** An independent program's figures for the same trial. */
const { order, runs }: { order: string[]; runs: { replicates: number; mean: number[]; mcse: number[] }[] } =
  JSON.parse(readFileSync('test/reference/kernel/jobA.json', 'utf8'));

const REPLICATES = 100_000;

const point = pointFrom(
  `truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: [{until: 6, value: 16.666666666666668}, {value: 25}], arrivals: uniform}
  endpoints:
    OS:
      time-to-event:
        control: {median: {M+: 12, M-: 10}}
        hazard ratio: {M+: 0.6, M-: 1}
        dropout: {rate: 0.02}
designs:
  all-comers:
    enrol: all
    randomise: {ratio: 1:1, blocks: 4}
    size: {randomised: 400}
    analyse at: {events: 280}
    tests:
      overall: {by: log-rank, estimate: pike}
      M+: {in: M+, by: log-rank, estimate: pike}
      stratified: {by: log-rank, stratify by: [M], estimate: pike}`,
  'job A',
);
const columns = order.map((name) => {
  const [quantity, test = ''] = name.split(' ');
  return columnAt(point, quantity, test);
});
const events = columnAt(point, 'events');
const unreached = columnAt(point, 'unreached');

const sums = new Float64Array(columns.length);
const squares = new Float64Array(columns.length);
let short = 0;
let wrong = 0;
for (let r = 0; r < REPLICATES; r++) {
  point.run(r);
  columns.forEach((j, i) => {
    sums[i] += point.row[j];
    squares[i] += point.row[j] ** 2;
  });
  short += point.row[unreached];
  if (point.row[unreached] === 1 ? point.row[events] >= 280 : point.row[events] !== 280) wrong++;
}

describe('job A', () => {
  const cases = runs.flatMap(({ replicates, mean, mcse }) =>
    order.map((name, i) => ({ name, replicates, mean: mean[i], mcse: mcse[i], i })),
  );
  // 4 standard errors, of both programs together: each check would fail for 6 seeds in 100,000.
  it.each(cases)(
    'agrees with an independent program of $replicates replicates: $name',
    ({ i, mean, mcse }) => {
      const own = sums[i] / REPLICATES;
      const error = Math.sqrt((squares[i] / REPLICATES - own ** 2) / REPLICATES);
      expect(Math.abs(own - mean)).toBeLessThan(4 * Math.hypot(error, mcse));
    },
  );

  it('analyses exactly 280 events in every replicate, or fewer where the 280th never comes', () => {
    expect(wrong).toBe(0);
    expect(short).toBeGreaterThan(0);
  });
});
