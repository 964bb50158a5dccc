import { describe, expect, it } from 'vitest';
import { clopperPearson } from '../../src/single-arm/clopperPearson.ts';
import { flemingDesign, flemingStages } from '../../src/single-arm/fleming.ts';
import { predictiveStages } from '../../src/single-arm/predictiveStages.ts';
import { simonDesigns, twoStages } from '../../src/single-arm/simon.ts';
import { stagedInterval, stagedPValue } from '../../src/single-arm/stagedInference.ts';
import { patientsBy, type Stage, stagedCharacteristics, stageLaws } from '../../src/single-arm/stages.ts';
import { umvue } from '../../src/single-arm/umvue.ts';

/** Sums of at most a few hundred products of probabilities; worst seen 1.3e-12. */
const ROUNDING = 5e-12;
/** Of means of estimates; worst seen below 1e-13. */
const BIAS = 1e-12;

const designs: [string, readonly Stage[]][] = [
  ['Simon', twoStages(simonDesigns({ p0: 0.2, p1: 0.4, alpha: 0.05, power: 0.8 }).optimal)],
  ['Fleming, three stages', flemingStages([20, 15, 15], 0.2, 0.05)],
  [
    'predictive probability, both borders',
    predictiveStages({
      p0: 0.2,
      cut: 0.9,
      prior: { a: 1, b: 1 },
      looks: [8, 16, 24, 32],
      futility: 0.05,
      efficacy: 0.9,
    }),
  ],
];

interface End {
  stage: number;
  x: number;
  n: number;
  probability: number;
}

/** Every way a trial can end, with its probability at p. */
function ends(stages: readonly Stage[], p: number): End[] {
  const by = patientsBy(stages);
  return stageLaws(stages, p).flatMap((law, stage) =>
    [...law].flatMap((probability, x) =>
      probability > 0 && (x <= stages[stage].stop || x >= stages[stage].claim)
        ? [{ stage, x, n: by[stage], probability }]
        : [],
    ),
  );
}

describe.each(designs)('after a trial of stages: %s', (_, stages) => {
  const rates = [0.05, 0.2, 0.35, 0.6, 0.9];

  it.each(rates)('all ends have probability 1, and the UMVUE is unbiased, at %s', (p) => {
    const all = ends(stages, p);
    expect(Math.abs(all.reduce((sum, end) => sum + end.probability, 0) - 1)).toBeLessThan(ROUNDING);
    const mean = all.reduce((sum, end) => sum + end.probability * umvue(stages, end), 0);
    expect(Math.abs(mean - p)).toBeLessThan(BIAS);
  });

  it('the share observed is biased', () => {
    const mean = ends(stages, 0.3).reduce((sum, { probability, x, n }) => sum + (probability * x) / n, 0);
    expect(Math.abs(mean - 0.3)).toBeGreaterThan(0.005);
  });

  it('the stage-wise p-value is at most the level exactly where the stages make the claim', () => {
    const level = stagedCharacteristics(stages, 0.2).claim;
    for (const end of ends(stages, 0.2)) {
      const p = stagedPValue(stages, end, 0.2);
      expect(p <= level * (1 + 1e-9), `${end.x} after stage ${end.stage}`).toBe(
        end.x >= stages[end.stage].claim,
      );
    }
  });

  it('p-values are those of a law: P(p-value <= p) = p at every p that occurs', () => {
    const all = ends(stages, 0.2).map((end) => ({ ...end, p: stagedPValue(stages, end, 0.2) }));
    for (const { p } of all) {
      const below = all.reduce((sum, end) => sum + (end.p <= p * (1 + 1e-9) ? end.probability : 0), 0);
      expect(Math.abs(below - p)).toBeLessThan(ROUNDING);
    }
  });

  it.each(rates)('its interval covers with 95 %% or more, at %s', (p) => {
    const covered = ends(stages, p).reduce((sum, end) => {
      const { lower, upper } = stagedInterval(stages, end);
      return sum + (lower <= p && p <= upper ? end.probability : 0);
    }, 0);
    expect(covered).toBeGreaterThanOrEqual(0.95 - ROUNDING);
  });
});

it('of one stage all is as without', () => {
  const one = [{ n: 20, stop: 5, claim: 6 }];
  for (let x = 0; x <= 20; x++) {
    const { lower, upper } = stagedInterval(one, { stage: 0, x });
    const exact = clopperPearson(x, 20);
    expect(Math.abs(lower - exact.lower)).toBeLessThan(1e-9);
    expect(Math.abs(upper - exact.upper)).toBeLessThan(1e-9);
    expect(umvue(one, { stage: 0, x })).toBeCloseTo(x / 20, 12);
  }
});

describe('designs of stages', () => {
  it.each([2, 3, 4])('the smallest of %s stages of Fleming has level and power', (count) => {
    const rates = { p0: 0.1, p1: 0.3, alpha: 0.05, power: 0.85 };
    const stages = flemingDesign(rates, count);
    const sizes = stages.map(({ n }) => n);
    expect(stages).toHaveLength(count);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    expect(stagedCharacteristics(stages, 0.1).claim).toBeLessThanOrEqual(0.05);
    expect(stagedCharacteristics(stages, 0.3).claim).toBeGreaterThanOrEqual(0.85);
  });

  it('says where no design of Fleming is small enough', () => {
    expect(() => flemingDesign({ p0: 0.2, p1: 0.201, alpha: 0.05, power: 0.8 }, 2)).toThrow(/5000 patients/);
  });

  it('a predictive probability that never stops is one stage', () => {
    const rule = { p0: 0.2, cut: 0.95, prior: { a: 1, b: 1 }, futility: 0, efficacy: 1 };
    const one = predictiveStages({ ...rule, looks: [40] });
    const many = predictiveStages({ ...rule, looks: [10, 20, 40] });
    expect(stagedCharacteristics(many, 0.3).claim).toBeCloseTo(stagedCharacteristics(one, 0.3).claim, 12);
    expect(many[0]).toEqual({ n: 10, stop: -1, claim: Number.POSITIVE_INFINITY });
  });
});
