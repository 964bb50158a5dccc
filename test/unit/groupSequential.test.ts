import { describe, expect, it } from 'vitest';
import { bauerKoehneBounds } from '../../src/group-sequential/bauerKoehne.ts';
import { betaSpendingBounds, betaSpendingDrift } from '../../src/group-sequential/betaSpending.ts';
import { conditionalError } from '../../src/group-sequential/conditionalError.ts';
import { conditionalPower } from '../../src/group-sequential/conditionalPower.ts';
import { conditionalPowerFutility } from '../../src/group-sequential/conditionalPowerFutility.ts';
import { driftForPower } from '../../src/group-sequential/driftForPower.ts';
import { efficacyBounds } from '../../src/group-sequential/efficacyBounds.ts';
import { equalLevelFisherBounds } from '../../src/group-sequential/equalLevelFisher.ts';
import { estimateFutility } from '../../src/group-sequential/estimateFutility.ts';
import { exitProbabilities } from '../../src/group-sequential/exitProbabilities.ts';
import { expectedInformation } from '../../src/group-sequential/expectedInformation.ts';
import { fisherConditionalError } from '../../src/group-sequential/fisherConditionalError.ts';
import { fisherCriticalProduct } from '../../src/group-sequential/fisherCriticalProduct.ts';
import { fisherBounds, fisherExitProbabilities } from '../../src/group-sequential/fisherProduct.ts';
import { haybittlePeto } from '../../src/group-sequential/haybittlePeto.ts';
import { hwangShihDeCani } from '../../src/group-sequential/hwangShihDeCani.ts';
import { inflationFactor } from '../../src/group-sequential/inflationFactor.ts';
import {
  inverseNormal,
  inverseNormalShift,
  inverseNormalWeights,
} from '../../src/group-sequential/inverseNormal.ts';
import { kimDeMets } from '../../src/group-sequential/kimDeMets.ts';
import { lanDeMetsOBrienFleming } from '../../src/group-sequential/lanDeMetsOBrienFleming.ts';
import { lanDeMetsPocock } from '../../src/group-sequential/lanDeMetsPocock.ts';
import { obrienFleming } from '../../src/group-sequential/obrienFleming.ts';
import { pocock } from '../../src/group-sequential/pocock.ts';
import { groupSequentialPower } from '../../src/group-sequential/power.ts';
import { predictivePower } from '../../src/group-sequential/predictivePower.ts';
import { predictivePowerFutility } from '../../src/group-sequential/predictivePowerFutility.ts';
import { repeatedInterval } from '../../src/group-sequential/repeatedInterval.ts';
import { repeatedPValue } from '../../src/group-sequential/repeatedPValue.ts';
import { spendingBounds } from '../../src/group-sequential/spendingBounds.ts';
import { spentBy } from '../../src/group-sequential/spendingFunction.ts';
import { stagewiseEffect, stagewisePValue } from '../../src/group-sequential/stagewiseOrdering.ts';
import { userSpending } from '../../src/group-sequential/userSpending.ts';
import { wangTsiatis } from '../../src/group-sequential/wangTsiatis.ts';

const NONE = Number.NEGATIVE_INFINITY;
const FIVE = [0.2, 0.4, 0.6, 0.8, 1];
const fleming = obrienFleming([0.5, 1], 0.025);
const flat = pocock([0.5, 1], 0.025);

describe('the examples of the docstrings', () => {
  const user = spendingBounds([0.5, 1], { alpha: 0.025, spending: lanDeMetsOBrienFleming });
  const beta = { spentAlpha: [0.0015, 0.025], spentBeta: [0.02, 0.1], drift: 3.3, binding: false };
  const second = (alpha: number) =>
    spendingBounds([0.5, 1], { alpha, spending: lanDeMetsOBrienFleming }).upper[1];
  const examples: [string, readonly number[], number[]][] = [
    ['lanDeMetsOBrienFleming', [lanDeMetsOBrienFleming(0.5, 0.025)], [0.001525323]],
    ['lanDeMetsPocock', [lanDeMetsPocock(0.5, 0.025)], [0.01550286]],
    ['hwangShihDeCani', [hwangShihDeCani(-4)(0.5, 0.025)], [0.00298007]],
    ['kimDeMets', [kimDeMets(3)(0.5, 0.025)], [0.003125]],
    ['userSpending', [userSpending([0.5], [0.4])(0.25, 0.025)], [0.005]],
    ['spendingBounds', user.upper, [2.962588, 1.968596]],
    ['efficacyBounds', efficacyBounds([0.3, 1], [0.01, 0.025]).upper, [2.326348, 2.11511]],
    ['wangTsiatis', wangTsiatis([0.4, 1], 0.025, 0.1).upper, [2.854452, 1.978549]],
    ['pocock', pocock(FIVE, 0.025).upper.slice(0, 1), [2.41318]],
    [
      'obrienFleming',
      [obrienFleming(FIVE, 0.025).upper[0], obrienFleming(FIVE, 0.025).upper[4]],
      [4.561742, 2.040073],
    ],
    ['haybittlePeto', haybittlePeto([0.5, 1], 0.025).upper, [3, 1.967294]],
    ['exitProbabilities', exitProbabilities(flat, 0).upper, [0.014693, 0.010307]],
    ['expectedInformation', [expectedInformation(flat, 0)], [0.992654]],
    ['groupSequentialPower', [groupSequentialPower(flat, 3.4)], [0.900025]],
    ['driftForPower', [driftForPower(flat, 0.9)], [3.399858]],
    ['inflationFactor', [inflationFactor(flat, 0.025, 0.9)], [1.100082]],
    ['betaSpendingBounds', betaSpendingBounds([0.5, 1], beta).lower, [0.279703, 1.968405]],
    ['betaSpendingDrift', [betaSpendingDrift([0.5, 1], beta)], [3.281651]],
    ['spentBy', spentBy(lanDeMetsOBrienFleming, 0.025, [0.5, 0.9]), [0.001525, 0.025]],
    ['conditionalPower', [conditionalPower(fleming, 0, 1.5, 3.24)], [0.840014]],
    ['conditionalError', [conditionalError(fleming, 0, 1.5)], [0.0974]],
    ['predictivePower', [predictivePower(fleming, 0, 1.5)], [0.557206]],
    ['conditionalPowerFutility', [conditionalPowerFutility(fleming, 0.1, 'trend').lower[0]], [0.757479]],
    ['predictivePowerFutility', [predictivePowerFutility(fleming, 0.1).lower[0]], [0.492061]],
    ['estimateFutility', [estimateFutility(obrienFleming([0.25, 1], 0.025), [0.3 * 3.24]).lower[0]], [0.486]],
    ['inverseNormalWeights', [...inverseNormalWeights([0.3, 1])], [Math.sqrt(0.3), Math.sqrt(0.7)]],
    ['inverseNormal', [inverseNormal([1.750686, 2.053749], inverseNormalWeights([0.3, 1]), 1)], [2.67718]],
    ['inverseNormalShift', inverseNormalShift([25, 100], [5, 5]), [5, 10.606602]],
    ['fisherCriticalProduct', [fisherCriticalProduct(0.025, 2)], [0.0038042]],
    [
      'fisherExitProbabilities',
      fisherExitProbabilities({ product: [0.0102, 0.0038], futility: [0.5, 1] }),
      [0.0102, 0.01479],
    ],
    ['fisherBounds', fisherBounds([0.0102, 0.025], [0.5]).product, [0.0102, 0.00380246]],
    ['bauerKoehneBounds', bauerKoehneBounds(0.025, 0.5).product, [0.010189, 0.0038042]],
    ['equalLevelFisherBounds', equalLevelFisherBounds(0.025, 2).product, [0.01578807, 0.00222054]],
    [
      'fisherConditionalError',
      [fisherConditionalError(bauerKoehneBounds(0.025, 0.5), 0, 0.1, 0.1)],
      [0.038042],
    ],
    ['stagewisePValue', [stagewisePValue(flat, { look: 1, z: 2.5 })], [0.018418]],
    ['stagewiseEffect', [stagewiseEffect(flat, { look: 1, z: 2.5 }, 0.5)], [2.346083]],
    ['repeatedInterval', repeatedInterval(2.5, 2.413, 10), [0.0087, 0.4913]],
    ['repeatedPValue', [repeatedPValue(second, 2.225319)], [0.013184]],
  ];
  it.each(examples)('%s', (_, got, want) => {
    expect(got.length).toBe(want.length);
    // To the digits that the docstrings print.
    want.forEach((value, i) => {
      expect(Math.abs(got[i] - value)).toBeLessThan(1e-6);
    });
  });
});

describe('spending', () => {
  it('by a table refuses fractions or shares out of order or above 1', () => {
    expect(() => userSpending([0.5, 0.4], [0.1, 0.2])).toThrow(RangeError);
    expect(() => userSpending([0.5, 0.5], [0.1, 0.2])).toThrow(RangeError);
    expect(() => userSpending([0.5, 1.2], [0.1, 1])).toThrow(RangeError);
    expect(() => userSpending([0.5], [1.1])).toThrow(RangeError);
    expect(() => userSpending([0.3, 0.5], [0.4, 0.2])).toThrow(RangeError);
    expect(() => userSpending([0.5], [0.1, 0.2])).toThrow(RangeError);
    expect(userSpending([0.5, 1], [0.2, 1])(0.75, 0.025)).toBeCloseTo(0.015, 15);
  });

  it('spends what is left at the last look whatever its information, and only there', () => {
    expect(spentBy(kimDeMets(1), 0.02, [0.5, 0.8])).toEqual([0.01, 0.02]);
    expect(spentBy(kimDeMets(1), 0.02, [0.5, 0.8], false)).toEqual([0.01, 0.016]);
    expect(spentBy(kimDeMets(1), 0.02, [0.5, 1.3, 1.4], false)).toEqual([0.01, 0.02, 0.02]);
  });
});

describe('looks that bring nothing', () => {
  it('without new information spend nothing, and the next look spends their alpha', () => {
    const spent = [0.002, 0.006, 0.025];
    const skipped = efficacyBounds([0.4, 0.4, 1], spent);
    const without = efficacyBounds([0.4, 1], [0.002, 0.025]);
    expect(skipped.upper).toEqual([without.upper[0], Number.POSITIVE_INFINITY, without.upper[1]]);
    expect(exitProbabilities(skipped, 1).upper[1]).toBe(0);
    expect(efficacyBounds([0, 0.4, 1], [0.001, ...spent.slice(1)]).upper[0]).toBe(Number.POSITIVE_INFINITY);
  });

  it('with nothing to spend have no bound', () => {
    const { upper } = efficacyBounds([0.5, 1], [0, 0.025]);
    expect(upper[0]).toBe(Number.POSITIVE_INFINITY);
    expect(upper[1]).toBeCloseTo(1.959963984540054, 12);
    expect(efficacyBounds([0.5, 1], [0.025, 0.025]).upper[1]).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('one look', () => {
  const z = 1.959963984540054;
  it.each([
    ['spending', spendingBounds([1], { alpha: 0.025, spending: lanDeMetsPocock })],
    ['Pocock', pocock([1], 0.025)],
    ['Haybittle-Peto', haybittlePeto([0.7], 0.025)],
    ['two-sided', obrienFleming([3], 0.025, 'symmetric')],
  ])('is the fixed design: %s', (_, bounds) => {
    expect(bounds.upper[0]).toBeCloseTo(z, 12);
    expect(groupSequentialPower(bounds, 0)).toBeCloseTo(0.025, 12);
  });

  it('inflates nothing', () => {
    expect(inflationFactor(pocock([1], 0.025), 0.025, 0.9)).toBeCloseTo(1, 10);
  });
});

describe('what cannot be', () => {
  it('Haybittle-Peto that spends alpha before the end is refused', () => {
    expect(() => haybittlePeto([0.5, 1], 0.001, 3)).toThrow(RangeError);
  });

  it("Fisher's product with a rising bound or nothing to spend is refused", () => {
    expect(() => fisherBounds([0.0001, 0.025])).toThrow(RangeError);
    expect(() => fisherBounds([0.01, 0.01])).toThrow(RangeError);
  });

  it('futility bounds that nobody passes leave an efficacy bound that everybody left crosses', () => {
    expect(efficacyBounds([0.5, 1], [0.001, 0.025], [3]).upper[1]).toBe(NONE);
  });
});

describe('bounds that cross', () => {
  it('reject at and above the upper one and stop below it', () => {
    const exits = exitProbabilities({ information: [0.5, 1], upper: [1, 2], lower: [1.5, 2] }, 0);
    expect(exits.upper[0] + exits.lower[0]).toBeCloseTo(1, 14);
    expect(exits.upper[0]).toBeCloseTo(0.15865525393145707, 14);
    expect([exits.upper[1], exits.lower[1], exits.beyond]).toEqual([0, 0, 0]);
  });
});

describe('futility', () => {
  const bounds = obrienFleming([0.3, 0.6, 1], 0.025);
  const open = { ...bounds, lower: [NONE, NONE, NONE] };

  it('by prospects stands where the prospect is the threshold, and leaves the efficacy bounds', () => {
    const byPower = conditionalPowerFutility(bounds, 0.2, 3.3);
    const byPrediction = predictivePowerFutility(bounds, 0.1, { mean: 1, information: 0.2 });
    for (const look of [0, 1]) {
      // The root of z is good to 1e-10 and the slopes are below 1.
      expect(conditionalPower(open, look, byPower.lower[look], 3.3)).toBeCloseTo(0.2, 9);
      const predicted = predictivePower(open, look, byPrediction.lower[look], { mean: 1, information: 0.2 });
      expect(predicted).toBeCloseTo(0.1, 9);
    }
    expect(byPower.upper).toEqual(bounds.upper);
    expect(byPower.lower[2]).toBe(bounds.upper[2]);
  });

  it('by estimate is a straight line of z / sqrt(information), and never above the efficacy bound', () => {
    const { lower } = estimateFutility(bounds, [1, 10]);
    expect(lower).toEqual([Math.sqrt(0.3), bounds.upper[1], bounds.upper[2]]);
  });

  it('by beta spending at an interim look of actual information does not end at the efficacy bound', () => {
    const options = { spentAlpha: [0.001, 0.006], spentBeta: [0.01, 0.03], drift: 3.3, binding: true };
    const interim = betaSpendingBounds([0.3, 0.55], { ...options, last: false });
    expect(interim.lower[1]).toBeLessThan(interim.upper[1] - 0.5);
    expect(exitProbabilities(interim, 3.3).lower[1]).toBeCloseTo(0.02, 12);
    expect(exitProbabilities(interim, 0).upper[1]).toBeCloseTo(0.005, 12);
  });
});

describe('beta spending', () => {
  it('stops at the efficacy bound where its own bound would be above', () => {
    // Drift 8: at half the information z is 5.66 on average, and 9 % are below 4.3.
    const options = { spentAlpha: [0.0001, 0.025], spentBeta: [0.09, 0.1], drift: 8, binding: false };
    const { upper, lower } = betaSpendingBounds([0.5, 1], options);
    expect(upper[0]).toBeCloseTo(3.719016, 6);
    expect(lower).toEqual(upper);
  });
});

describe("conditional error of Fisher's product", () => {
  it('with two stages left is that of the test of what is left', () => {
    const bounds = fisherBounds([0.01, 0.016, 0.025], [0.6, 0.5]);
    expect(fisherConditionalError(bounds, 0, 0.7, 0.7)).toBe(0);
    const [, c2, c3] = bounds.product;
    const rest = c2 / 0.1 + (c3 / 0.1) * Math.log(0.5 / (c2 / 0.1));
    expect(fisherConditionalError(bounds, 0, 0.1, 0.1)).toBeCloseTo(rest, 14);
    expect(fisherConditionalError(bounds, 1, 0.2, 0.02)).toBeCloseTo(c3 / 0.02, 14);
  });
});

describe('stage-wise ordering', () => {
  const bounds = { information: [0.5, 1], upper: [2.5, 2], lower: [0, 2] };

  it('of a stop at the first look is the fixed test', () => {
    expect(stagewisePValue(bounds, { look: 0, z: 2.6 })).toBeCloseTo(0.004661188, 9);
    expect(stagewisePValue(bounds, { look: 0, z: -0.5 })).toBeCloseTo(0.6914625, 7);
    expect(stagewiseEffect(bounds, { look: 0, z: 2.6 }, 0.5)).toBeCloseTo(2.6 / Math.sqrt(0.5), 9);
  });

  it('puts every later result between the early stops', () => {
    const early = stagewisePValue(bounds, { look: 0, z: 2.5 });
    const late = [9, 2, 0, -9].map((z) => stagewisePValue(bounds, { look: 1, z }));
    const futile = stagewisePValue(bounds, { look: 0, z: 0 });
    expect([early, ...late, futile]).toEqual([early, ...late, futile].sort((a, b) => a - b));
    expect(late[0]).toBeCloseTo(early, 12);
    expect(late[3]).toBeCloseTo(futile, 12);
  });
});
