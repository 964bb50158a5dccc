import { describe, expect, it } from 'vitest';
import { binomialUpperTail } from '../../src/numeric/binomial.ts';
import { betaBinomialLaw, posteriorProbability } from '../../src/single-arm/betaBinomial.ts';
import { exactSingleStage } from '../../src/single-arm/exactSingleStage.ts';
import { flemingPatients, flemingStages } from '../../src/single-arm/fleming.ts';
import { goNoGoBorders, goNoGoCharacteristics } from '../../src/single-arm/goNoGo.ts';
import { simonDesigns, twoStages } from '../../src/single-arm/simon.ts';
import { stagedCharacteristics } from '../../src/single-arm/stages.ts';

/** Sums of at most a few hundred products of probabilities: rounding stays far below. */
const ROUNDING = 1e-12;

describe('single-arm designs', () => {
  it('one stage is the binomial tail; stages that never stop are one stage', () => {
    const one = stagedCharacteristics([{ n: 30, stop: 8, claim: 9 }], 0.3);
    const three = stagedCharacteristics(
      [
        { n: 10, stop: -1, claim: Number.POSITIVE_INFINITY },
        { n: 10, stop: -1, claim: Number.POSITIVE_INFINITY },
        { n: 10, stop: 8, claim: 9 },
      ],
      0.3,
    );
    expect(Math.abs(one.claim - binomialUpperTail(9, 30, 0.3))).toBeLessThan(ROUNDING);
    expect(Math.abs(three.claim - one.claim)).toBeLessThan(ROUNDING);
    expect(three.expectedPatients).toBeCloseTo(30, 10);
  });

  it('Simon designs by brute force over every r1, n1, r and n of a small case', () => {
    const rates = { p0: 0.2, p1: 0.5, alpha: 0.1, power: 0.8 };
    let optimal = { expectedPatients: Number.POSITIVE_INFINITY, key: '' };
    let minimax = { n: Number.POSITIVE_INFINITY, expectedPatients: Number.POSITIVE_INFINITY };
    for (let n = 2; n <= 24; n++) {
      for (let n1 = 1; n1 < n; n1++) {
        for (let r1 = 0; r1 < n1; r1++) {
          for (let r = r1; r < n; r++) {
            const stages = twoStages({ r1, n1, r, n });
            const none = stagedCharacteristics(stages, rates.p0);
            if (none.claim > rates.alpha || stagedCharacteristics(stages, rates.p1).claim < rates.power)
              continue;
            const { expectedPatients } = none;
            if (expectedPatients < optimal.expectedPatients - ROUNDING)
              optimal = { expectedPatients, key: `${r1}/${n1} ${n}` };
            if (n < minimax.n || (n === minimax.n && expectedPatients < minimax.expectedPatients))
              minimax = { n, expectedPatients };
          }
        }
      }
    }
    const found = simonDesigns(rates);
    expect(`${found.optimal.r1}/${found.optimal.n1} ${found.optimal.n}`).toBe(optimal.key);
    expect(found.minimax.n).toBe(minimax.n);
    expect(Math.abs(found.minimax.expectedPatients - minimax.expectedPatients)).toBeLessThan(ROUNDING);
  });

  it('admissible designs go from minimax to optimal and beat the others at some weight', () => {
    const { optimal, minimax, admissible } = simonDesigns({ p0: 0.1, p1: 0.3, alpha: 0.05, power: 0.8 });
    expect(admissible[0]).toEqual(minimax);
    expect(admissible.at(-1)).toEqual(optimal);
    expect(admissible.map(({ n }) => n)).toEqual([25, 26, 27, 29]);
  });

  it("Fleming's stages cost nearly no level", () => {
    const n = flemingPatients({ p0: 0.2, p1: 0.4, alpha: 0.05, power: 0.8 });
    const one = flemingStages([n], 0.2, 0.05);
    const two = flemingStages([15, n - 15], 0.2, 0.05);
    const exact = (stages: typeof one) => stagedCharacteristics(stages, 0.2).claim;
    // The paper's own tables move by less than 0.01 between one and two stages.
    expect(Math.abs(exact(two) - exact(one))).toBeLessThan(0.01);
    expect(n).toBeLessThanOrEqual(exactSingleStage({ p0: 0.2, p1: 0.4, alpha: 0.05, power: 0.8 }).n);
  });

  it('beta-binomial laws sum to 1 and have the mean of the prior', () => {
    const law = betaBinomialLaw(40, { a: 2.5, b: 7.5 });
    expect(Math.abs(law.reduce((sum, p) => sum + p, 0) - 1)).toBeLessThan(ROUNDING);
    expect(law.reduce((sum, p, x) => sum + x * p, 0)).toBeCloseTo(10, 9);
  });

  it('go, consider and no-go share out every count by their posteriors', () => {
    const rule = { prior: { a: 1, b: 1 }, go: { rate: 0.2, atLeast: 0.9 }, noGo: { rate: 0.3, atMost: 0.1 } };
    const { go, noGo } = goNoGoBorders(rule, 40);
    expect(posteriorProbability(0.2, go, 40, rule.prior)).toBeGreaterThanOrEqual(0.9);
    expect(posteriorProbability(0.2, go - 1, 40, rule.prior)).toBeLessThan(0.9);
    expect(posteriorProbability(0.3, noGo, 40, rule.prior)).toBeLessThanOrEqual(0.1);
    const at = goNoGoCharacteristics(rule, 40, 0.25);
    expect(Math.abs(at.go + at.consider + at.noGo - 1)).toBeLessThan(ROUNDING);
    expect(Math.abs(at.go - binomialUpperTail(go, 40, 0.25))).toBeLessThan(ROUNDING);
    expect(() =>
      goNoGoBorders({ ...rule, go: { rate: 0.1, atLeast: 0.5 }, noGo: { rate: 0.4, atMost: 0.9 } }, 40),
    ).toThrow(RangeError);
  });

  it('says what is wrong with rates', () => {
    expect(() => exactSingleStage({ p0: 0.4, p1: 0.2, alpha: 0.05, power: 0.8 })).toThrow(/p0 < p1/);
    expect(() => simonDesigns({ p0: 0.2, p1: 0.4, alpha: 0, power: 0.8 })).toThrow(/alpha/);
    expect(() => simonDesigns({ p0: 0.2, p1: 0.4, alpha: 0.05, power: 0.01 })).toThrow(/power/);
  });
});
