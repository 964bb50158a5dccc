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
