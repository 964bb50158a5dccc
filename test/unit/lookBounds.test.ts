import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionalPower } from '../../src/group-sequential/conditionalPower.ts';
import { exitProbabilities } from '../../src/group-sequential/exitProbabilities.ts';
import type { FutilityRule, Monitoring } from '../../src/scenario/conductModel.ts';
import { boundsFor, type LookLevel } from '../../src/trial/conduct/boundsFor.ts';
import { bindingBounds, futilityBounds } from '../../src/trial/conduct/futility.ts';
import { lookBounds } from '../../src/trial/conduct/lookBounds.ts';

const LEVELS: Record<string, LookLevel> = {
  'one-sided': { level: 0.025, alpha: 0.025, other: undefined },
  'two-sided': { level: 0.025, alpha: 0.05, other: 'symmetric' },
};

/** Tables are good to 1e-4, and z as near as that to its bound may be decided either way. */
const NEAR = 1e-4;

const CASES = [
  { kind: 'lan-demets-obrien-fleming', sided: 'one-sided', variation: 'little', deviation: [0.03, 0.02] },
  { kind: 'lan-demets-pocock', sided: 'two-sided', variation: 'little', deviation: [0.03, 0.02] },
  // A subgroup of a dozen patients at the first look: no table within the limit on its size.
  { kind: 'lan-demets-obrien-fleming', sided: 'two-sided', variation: 'much', deviation: [0.13, 0.2] },
  { kind: 'lan-demets-pocock', sided: 'one-sided', variation: 'much', deviation: [0.13, 0.2] },
];

describe('bounds of looks at random information', () => {
  it.each(CASES)(
    'decide as the exact ones: $kind, $sided, information varies $variation',
    ({ kind, sided, variation, deviation }) => {
      const bounds = { kind } as Monitoring['bounds'];
      const level = LEVELS[sided];
      const planned = [0.5, 1];
      const made = lookBounds({ bounds, information: 'actual' }, planned, deviation, level);
      // Without a table the bound of planned information is told, whatever was seen.
      const told = made.map((one) => one.bound(Float64Array.of(0.4, 0.9)));
      const plan = boundsFor(bounds, planned, level, true).upper;
      expect(told[1] === plan[1]).toBe(variation === 'much');
      fc.assert(
        fc.property(
          fc.double({ min: -3.5, max: 3.5, noNaN: true }),
          fc.double({ min: -3.5, max: 3.5, noNaN: true }),
          fc.double({ min: -0.4, max: 0.4, noNaN: true }),
          (first, second, beside) => {
            const seen = planned.map((fraction, k) => fraction + [first, second][k] * deviation[k]);
            fc.pre(seen[0] > 0.05 && seen[1] > seen[0] + 0.02);
            const information = Float64Array.from(seen);
            [0, 1].forEach((k) => {
              const exact = boundsFor(bounds, seen.slice(0, k + 1), level, k === 1).upper[k];
              const z = exact + beside ** 3;
              fc.pre(Math.abs(z - exact) > NEAR);
              expect(made[k].reaches(z, information)).toBe(z > exact);
            });
          },
        ),
        { seed: 17, numRuns: 80 },
      );
    },
  );
});

describe('binding futility by power', () => {
  const level = LEVELS['one-sided'];
  const below = 0.25;
  const rules: FutilityRule[] = [
    { criterion: { kind: 'conditional power', below }, of: ['all'], at: [1, 2], binding: true },
  ];
  it.each([
    ['Haybittle-Peto bounds', { kind: 'haybittle-peto', z: 3 }, [0.44, 1]],
    ['Pocock bounds', { kind: 'pocock' }, [0.4, 0.7, 1]],
    ['O’Brien-Fleming spending', { kind: 'lan-demets-obrien-fleming' }, [0.5, 0.95, 1]],
  ] as [string, Monitoring['bounds'], number[]][])(
    '%s: drops at the power to reach the bounds that it makes, at the whole level',
    (_, bounds, information) => {
      const other = bindingBounds(rules, bounds, information, level) as number[];
      const { upper } = boundsFor(bounds, information, { ...level, other }, true);
      const dropped = futilityBounds(rules, bounds, information, { ...level, other }).map(({ z }) => z);
      // What the trial drops at is what its bounds count on. 1e-6: where the search ends.
      for (const [k, z] of dropped.entries()) expect(Math.abs(z - other[k])).toBeLessThan(1e-6);
      const free = { information, upper, lower: upper.map(() => Number.NEGATIVE_INFINITY) };
      for (const [k, z] of dropped.entries())
        expect(conditionalPower(free, k, z, z / Math.sqrt(information[k]))).toBeCloseTo(below, 6);
      const lower = [...dropped, upper[upper.length - 1]];
      const error = exitProbabilities({ information, upper, lower }, 0).upper.reduce((sum, p) => sum + p, 0);
      expect(error).toBeCloseTo(level.level, 6);
    },
  );
});
