import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharePlaces } from '../../src/designs/quotaStages.ts';

const share = (places: number, planned: number[], taken: number[], recruited: number[]) => {
  const out = new Int32Array(planned.length);
  sharePlaces(places, Int32Array.from(planned), Int32Array.from(taken), Uint8Array.from(recruited), out);
  return [...out];
};

/** Every way to share places out. */
function ways(places: number, parts: number): number[][] {
  if (parts === 1) return [[places]];
  return Array.from({ length: places + 1 }, (_, n) => n).flatMap((n) =>
    ways(places - n, parts - 1).map((rest) => [n, ...rest]),
  );
}

describe('places of a stage shared out among quotas', () => {
  it('in proportion where that is whole, none to who is dropped', () => {
    expect(share(150, [15, 60, 30, 45], [0, 0, 0, 0], [1, 0, 1, 0])).toEqual([50, 0, 100, 0]);
  });

  it('by the divisors of Webster where it is not', () => {
    // Planned / (2 s + 1): 30, 20, 10, 6.7, 6 are the five largest; the first quota has 1.
    expect(share(5, [1, 30, 20], [0, 0, 0], [1, 1, 1])).toEqual([0, 3, 2]);
  });

  it('as near to proportion as can be, for who is in already, by trying every way', () => {
    // Webster minimises the sum of planned x (share of the planned - mean share)^2.
    const part = fc.record({
      planned: fc.integer({ min: 1, max: 20 }),
      taken: fc.integer({ min: 0, max: 6 }),
      recruited: fc.constantFrom(0, 1, 1),
    });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 0, max: 8 }),
        (all, places) => {
          const own = all.filter(({ recruited }) => recruited === 1);
          fc.pre(own.length > 0);
          const distance = (added: number[]) =>
            own.reduce((sum, { planned, taken }, q) => sum + (taken + added[q]) ** 2 / planned, 0);
          const given = share(
            places,
            all.map(({ planned }) => planned),
            all.map(({ taken }) => taken),
            all.map(({ recruited }) => recruited),
          );
          expect(given.filter((_, q) => all[q].recruited === 0).every((n) => n === 0)).toBe(true);
          const least = Math.min(...ways(places, own.length).map(distance));
          expect(distance(given.filter((_, q) => all[q].recruited === 1))).toBeCloseTo(least, 10);
        },
      ),
      { seed: 31, numRuns: 200 },
    );
  });
});
