import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/index.ts';
import { normalCdf, normalUpperQuantile } from '../../src/numeric/normal.ts';

/*
 * A t test of 200 with a normal prior on the effect: assurance is Phi((mean - 1.96 SE) / root(SE^2 + sd^2)) for a known variance
 * (O'Hagan, Stevens & Campbell 2005). The Gauss rule of 9 points is within 1e-5 of it here (by the closed form at the points); 0.0035 for the t
 * law of an estimated variance; 3.5 MCSE, of independent points.
 */
const SE = 2 / Math.sqrt(200);
const body = (streams: string) => `id: assurance
title: Assurance
truth:
  enrolment: {screened per month: 30}
  endpoints: {Y: {continuous: {control: {mean: 0, sd: 1}, mean difference: 0.3}}}
designs:
  d:
    size: {randomised: 200}
    tests: {all: {}}
    metrics: {double: {weights: {all: 2}}}
prior:
  truth.endpoints.Y.continuous.mean difference: {normal: {mean: 0.3, sd: 0.15}, points: 9}
simulation: {replicates: 4000, seed: assurance, streams: ${streams}}
`;

describe('assurance', () => {
  const exact = normalCdf((0.3 - normalUpperQuantile(0.025) * SE) / Math.hypot(SE, 0.15));

  it('is the closed form of a normal prior, and the average of the closed forms at its points', async () => {
    const { averages } = await runScenario(body('independent'));
    const power = averages?.find(({ metric }) => metric === 'power');
    expect(Math.abs((power?.estimate as number) - exact)).toBeLessThan(
      3.5 * (power?.mcse as number) + 0.0035,
    );
    const weighted = averages?.find(({ metric }) => metric === 'weighted power');
    expect(weighted?.estimate).toBeCloseTo(2 * (power?.estimate as number), 12);
  });

  it('has an upper limit for its Monte Carlo error where points share their patients', async () => {
    const common = (await runScenario(body('common'))).averages?.find(({ metric }) => metric === 'power');
    const apart = (await runScenario(body('independent'))).averages?.find(({ metric }) => metric === 'power');
    expect(common?.mcse as number).toBeGreaterThan(apart?.mcse as number);
    expect(Math.abs((common?.estimate as number) - exact)).toBeLessThan(
      3.5 * (common?.mcse as number) + 0.0035,
    );
  });
});
