import { expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { createPoint } from '../../src/trial/point.ts';

it('a look at the first or the last of several times is at the earliest or latest of them, in every replicate', () => {
  const times = ['{events: 60}', '{months: 16}', '{follow-up: 4}'];
  const cuts = [...times, `{first of: [${times}]}`, `{last of: [${times}]}`];
  const designs = cuts.map(
    (cut, i) => `  d${i}: {size: {randomised: 100}, analyse at: ${cut}, tests: {t: {by: log-rank}}}`,
  );
  const text = `id: times
title: Times
truth:
  enrolment: {screened per month: 10}
  endpoints: {OS: {time-to-event: {control: {median: 10}, hazard ratio: 0.7}}}
designs:
${designs.join('\n')}
`;
  const point = createPoint(parseScenario(text, { file: 'times.yaml' }).points[0], 'times', 'common');
  const places = cuts.map((_, i) =>
    point.columns.findIndex(
      ({ quantity, design }) => quantity === 'months to analysis' && design === `d${i}`,
    ),
  );
  const firsts = new Set<number>();
  for (let r = 0; r < 40; r++) {
    point.run(r);
    const [events, months, followUp, first, last] = places.map((place) => point.row[place]);
    const all = [events, months, followUp];
    expect([first, last]).toEqual([Math.min(...all), Math.max(...all)]);
    firsts.add(all.indexOf(first)).add(all.indexOf(last));
  }
  // Each of them decides somewhere.
  expect(firsts.size).toBe(3);
});
