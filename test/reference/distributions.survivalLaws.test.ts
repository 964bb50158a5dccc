import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  cumulativeHazard,
  hazardAt,
  inverseCumulativeHazard,
  type SurvivalLaw,
  survivalAt,
} from '../../src/distributions/survivalLaw.ts';
import { meanSurvival } from '../../src/distributions/survivalMean.ts';

/** R's pexp, pweibull and integrate (test/reference/distributions/survivalLaws.R). */
const reference: {
  times: number[];
  laws: Record<string, { law: SurvivalLaw; survival: number[]; restricted: number; mean: number }>;
} = JSON.parse(readFileSync('test/reference/distributions/survivalLaws.json', 'utf8'), (_, value) =>
  value === 'Infinity' ? Number.POSITIVE_INFINITY : value,
);
const { times, laws } = reference;

describe.each(Object.entries(laws))('%s', (_, { law, survival, restricted, mean }) => {
  it('has the survival of R (to 1e-14)', () => {
    for (let i = 0; i < times.length; i++) {
      expect(Math.abs(survivalAt(law, times[i]) - survival[i])).toBeLessThan(1e-14);
    }
  });

  it('has a cumulative hazard of -log S whose slope is the hazard and whose inverse is the time', () => {
    for (let i = 1; i < times.length; i++) {
      const t = times[i];
      const hazard = cumulativeHazard(law, t);
      expect(Math.abs(hazard + Math.log(survival[i]))).toBeLessThan(1e-12);
      // Within a period only: at a border the hazard jumps. The step leaves an error of its square, 1e-10.
      const step = 1e-5 * t;
      const slope = (cumulativeHazard(law, t + step) - cumulativeHazard(law, t + step / 2)) / (step / 2);
      expect(Math.abs(slope / hazardAt(law, t + 0.75 * step) - 1 || 0)).toBeLessThan(1e-6);
      const flat = law.multiplier.some((m) => m === 0) && t > 3 && t <= 6;
      if (!flat) expect(Math.abs(inverseCumulativeHazard(law, hazard) / t - 1)).toBeLessThan(1e-10);
    }
  });

  it('has the mean and the restricted mean of R (to 1e-10, the error asked of its quadrature)', () => {
    expect(Math.abs(meanSurvival(law, 24) / restricted - 1)).toBeLessThan(1e-10);
    if (mean === Number.POSITIVE_INFINITY) expect(meanSurvival(law)).toBe(mean);
    else expect(Math.abs(meanSurvival(law) / mean - 1)).toBeLessThan(1e-10);
  });
});
