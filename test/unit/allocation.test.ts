import { describe, expect, it } from 'vitest';
import { allocationOf } from '../../src/designs/limits/allocation.ts';
import { enrolledMix } from '../../src/designs/limits/patientMix.ts';
import type { TrialDesign } from '../../src/scenario/model.ts';
import { binary, marker, planned, quotaOf, trialOf, truthOf } from '../fixtures/estimands/scenario.ts';

/**
 * 100 patients, 40 % M+; every patient counts a fixed number by status and arm: M+ 3 and 1, M- 2 and 0 (experimental,
 * control). Then only the counts of patients vary.
 */
function variance(
  trial: Partial<TrialDesign>,
  method: TrialDesign['randomise']['method'],
  stratifyBy: string[],
): number {
  const randomise = { ratio: [1, 1] as [number, number], method, block: 4, stratifyBy };
  const size = { kind: 'randomised' as const, n: 100 };
  const p = planned(
    truthOf({ prevalence: 0.4, endpoints: { Y: binary() } }),
    trialOf({ size, ...trial, randomise }),
  );
  const allocation = allocationOf(p.trial, p.plan, enrolledMix(p.trial, p.plan, p.truth, p.population));
  const contributions = p.population.groups.flatMap((group, g) =>
    ([0, 1] as const).map((arm) => {
      const value = (group.truth.M ? 1 : 0) + 2 * arm;
      const patients = group.truth.M ? 20 : 30;
      return { cell: allocation.cellOf[g], arm, sum: patients * value, squares: patients * value * value };
    }),
  );
  return allocation.variance(contributions);
}

const quotas = [quotaOf(marker('M+'), 40), quotaOf(marker('M-'), 60)];

describe('variance of a sum over randomised patients', () => {
  // One patient: variance 1 from the arm (0 or 2), 0.4 x 0.6 from his status.
  it('has both parts under simple randomisation', () => {
    expect(variance({}, 'simple', [])).toBeCloseTo(100 * (1 + 0.24), 9);
  });

  it('loses the arm under blocks, also within strata', () => {
    expect(variance({}, 'blocks', [])).toBeCloseTo(24, 9);
    expect(variance({}, 'blocks', ['M'])).toBeCloseTo(24, 9);
  });

  it('loses the arm under a biased coin and under minimisation, which balance it', () => {
    expect(variance({}, 'biased-coin', ['M'])).toBeCloseTo(24, 9);
    expect(variance({}, 'minimisation', ['M'])).toBeCloseTo(24, 9);
  });

  it('loses the status under quotas', () => {
    expect(variance({ quotas }, 'simple', [])).toBeCloseTo(100, 9);
    expect(variance({ quotas }, 'blocks', ['M'])).toBeCloseTo(0, 9);
  });
});
