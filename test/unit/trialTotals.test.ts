import { expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { createPoint } from '../../src/trial/point.ts';

const scenario = (second: string) => `
id: totals
title: Totals
truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 20}
  endpoints:
    OS: {time-to-event: {control: {median: 10}, hazard ratio: 0.7}}
    ORR: {binary: {control: {rate: 0.2}, risk difference: 0.2}}
  costs: {event: 5}
designs:
  two:
    trials:
      timed: {enrol: M+, size: {randomised: 60}, analyse at: {events: 40}, tests: {t: {of: OS, by: log-rank}}}
      other: {enrol: M-, size: {randomised: 60}, ${second}}
`;

const totals = (second: string) => {
  const { points } = parseScenario(scenario(second), { file: 'totals.yaml' });
  const point = createPoint(points[0], 'totals', 'common');
  point.run(0);
  const of = (quantity: string) =>
    point.row[point.columns.findIndex((column) => column.quantity === quantity)];
  return { events: of('events'), cost: of('cost'), randomised: of('randomised') };
};

it('adds the events of the trials that have times, and charges for those only', () => {
  expect(totals('tests: {r: {of: ORR, by: risk-difference}}')).toEqual({
    events: 40,
    cost: 200,
    randomised: 120,
  });
  expect(totals('analyse at: {events: 30}, tests: {u: {of: OS, by: log-rank}}')).toEqual({
    events: 70,
    cost: 350,
    randomised: 120,
  });
});

const rowOf = (text: string, design: string) => {
  const point = createPoint(parseScenario(text, { file: 'totals.yaml' }).points[0], 'totals', 'common');
  point.run(0);
  return (quantity: string) =>
    point.row[point.columns.findIndex((one) => one.quantity === quantity && one.design === design)];
};
const MONTHS = ['months to analysis', 'months to last patient'];

it('takes the months of the longest of the trials', () => {
  const [first, second] = [20, 100].map(
    (n, k) =>
      `${k === 0 ? 'short' : 'long'}: {enrol: M${k === 0 ? '+' : '-'}, size: {randomised: ${n}}, tests: {t${k}: {of: ORR, by: risk-difference}}}`,
  );
  const text = scenario('tests: {r: {of: ORR, by: risk-difference}}').replace(
    /designs:[\s\S]*/,
    `designs:
  both: {trials: {${first}, ${second}}}
  turned: {trials: {${second}, ${first}}}
  first: {trials: {${first}}}
  second: {trials: {${second}}}
`,
  );
  for (const months of MONTHS) {
    const [both, turned, short, long] = ['both', 'turned', 'first', 'second'].map((id) =>
      rowOf(text, id)(months),
    );
    expect(long).toBeGreaterThan(short);
    expect([both, turned]).toEqual([long, long]);
  }
});

it('counts as exposed who is given the treatment, not who is on its arm', () => {
  const arms = (more: string) =>
    scenario('tests: {r: {of: ORR, by: risk-difference}}').replace(
      /designs:[\s\S]*/,
      `designs:\n  d: {size: {randomised: 80}, ${more} tests: {t: {of: ORR, by: risk-difference}}}\n`,
    );
  // The assay does not err: nobody who is M- is guided to the treatment.
  expect(rowOf(arms('marker strategy: M+,'), 'd')('marker-negative exposed')).toBe(0);
  expect(rowOf(arms(''), 'd')('marker-negative exposed')).toBeGreaterThan(10);
});
