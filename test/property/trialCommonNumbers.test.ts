import { describe, expect, it } from 'vitest';
import { pointFrom, simulated } from '../fixtures/kernel/points.ts';
import { correlation, Z_LIMIT } from '../fixtures/kernel/statistics.ts';

const REPLICATES = 20_000;

const truth = (assessed: string) => `truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 10}
  endpoints:
    ORR: {binary: {control: {rate: 0.4}, risk difference: 0.1, assessed at: 1}}
    DCR: {binary: {control: {rate: 0.6}, risk difference: 0.1, assessed at: 2}}
designs:
  one: {enrol: all, size: {randomised: 40}, ${assessed} tests: {t: {of: ORR}}}
  enriched: {enrol: M+, size: {randomised: 30}, ${assessed} tests: {t: {of: ORR}}}
  both: {enrol: all, size: {randomised: 50}, ${assessed} tests: {u: {of: DCR}, t: {of: ORR}}}`;

const DESIGNS = ['one', 'enriched', 'both'];

describe.each([
  // Two looks keep a trial on patients.
  ['patients', 'looks: {at: [{follow-up: 1}, {follow-up: 2}]},'],
  ['counts', 'analyse at: {follow-up: 2},'],
])('designs on %s', (_, look) => {
  const wanted = DESIGNS.flatMap((design) =>
    (['z', 'months to last patient', 'screened'] as const).map((quantity) => ({
      design,
      quantity,
      analysis: quantity === 'z' ? 't' : '',
    })),
  );
  const values = simulated(
    pointFrom(truth(look)),
    REPLICATES,
    wanted.map(({ design, quantity, analysis }) => [quantity, analysis, design]),
  );
  const random = [...wanted.keys()].filter((i) => values[i].some((x) => x !== values[i][0]));
  const score = (a: Float64Array, b: Float64Array) => correlation(a, b) * Math.sqrt(a.length);

  it('share nothing with each other, or themselves, in other replicates: pairs are all there is', () => {
    for (const i of random)
      for (const j of random)
        for (const lag of [1, 2, 3, 21, 64])
          expect(
            Math.abs(score(values[i].slice(lag), values[j].slice(0, -lag))),
            `${wanted[i].design} ${wanted[i].quantity}, ${wanted[j].design} ${wanted[j].quantity}, ${lag} before`,
          ).toBeLessThan(Z_LIMIT);
  });

  it('share their patients within a replicate: differences are sharper than of independent trials', () => {
    for (const quantity of ['z', 'months to last patient']) {
      const own = wanted.flatMap((one, i) => (one.quantity === quantity ? [values[i]] : []));
      // The same patient may be on another arm in another design: their z are coupled less than their times.
      expect(score(own[0], own[1]), quantity).toBeGreaterThan(Z_LIMIT);
      expect(correlation(own[0], own[2]), quantity).toBeGreaterThan(0.5);
    }
  });
});
