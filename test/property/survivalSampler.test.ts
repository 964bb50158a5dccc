import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inverseCumulativeHazard, type SurvivalLaw } from '../../src/distributions/survivalLaw.ts';
import { SurvivalSampler } from '../../src/distributions/survivalSampler.ts';

const law: fc.Arbitrary<SurvivalLaw> = fc
  .record({
    shape: fc.constantFrom(0.7, 1, 1, 1.6),
    scale: fc.constantFrom(1, 8),
    cured: fc.constantFrom(0, 0, 0.2),
    pieces: fc.array(
      fc.record({
        months: fc.double({ min: 0.1, max: 9, noNaN: true }),
        multiplier: fc.constantFrom(0, 0.05, 0.3, 1),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ pieces, ...rest }) => {
    let until = 0;
    const ends = pieces.map(({ months }, p) => {
      until += months;
      return p === pieces.length - 1 ? Number.POSITIVE_INFINITY : until;
    });
    return { ...rest, until: ends, multiplier: pieces.map(({ multiplier }) => multiplier) };
  });

it('gives the times that inverting each law gives', () => {
  fc.assert(
    fc.property(
      fc.array(law, { minLength: 1, maxLength: 3 }),
      fc.double({ min: 1e-9, max: 22, noNaN: true }),
      (laws, e) => {
        const sampler = new SurvivalSampler(laws);
        laws.forEach((one, l) => {
          const wanted = Math.min(Number.MAX_VALUE, inverseCumulativeHazard(one, e));
          // Two orders of summing the same hazards: a few roundings, magnified where the hazard is small.
          expect(Math.abs(sampler.draw(l, e) - wanted)).toBeLessThanOrEqual(1e-9 * wanted);
        });
      },
    ),
    { numRuns: 2000, seed: 4 },
  );
});
