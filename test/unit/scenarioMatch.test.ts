import { expect, it } from 'vitest';
import { sizeFaults } from '../../src/designs/sizeFaults.ts';
import { ScenarioError } from '../../src/errors.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

const text = `id: months
title: Months
truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 20}
  endpoints: {OS: {time-to-event: {control: {median: 10}, hazard ratio: 0.7}}}
designs:
  one: {size: {randomised: 200}, analyse at: {months: 30}, tests: {t: {of: OS, by: log-rank}}}
  two:
    size: {match: one, on: months}
    analyse at: {months: 7}
    tests: {t: {of: OS, by: log-rank}}
sweep: {truth.markers.M.prevalence: [0.2, 0.5]}
`;

it('says at the size of the design what a match cannot reach, at which point, and how far it gets', () => {
  const faults = (() => {
    try {
      parseScenario(text, { file: 'months.yaml', check: sizeFaults });
      return [];
    } catch (error) {
      if (error instanceof ScenarioError) return error.faults;
      throw error;
    }
  })();
  expect(faults.map(({ code, line, path, rule }) => ({ code, line, path, rule }))).toEqual([
    {
      code: 'match-unreachable',
      line: 10,
      path: 'designs.two.size',
      rule:
        'no size gives two the months of one, 30.00 (at prevalence 0.2): ' +
        'from the smallest trial to one 1000 times as large it goes from 7.000 to 7.000',
    },
    expect.objectContaining({ rule: expect.stringContaining('prevalence 0.5') }),
  ]);
});
