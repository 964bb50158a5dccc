import { betaQuantile } from '../../numeric/beta.ts';
import { korobovGenerator } from '../../numeric/korobovLattice.ts';
import type { MixVariation, Population } from '../../population/groups.ts';
import { createVariedShares } from '../../population/mixVariation.ts';

/**
 * Populations whose averages are those over the mixes that trials draw: Dirichlet by its beta parts, at the points of a Korobov
 * lattice, folded (2 u, then 2 - 2 u) so that the rule of a function that is not periodic errs by 1 / size^2. The population itself where
 * the mix does not vary.
 *
 * @param size a prime number
 */
export function mixNodes(population: Population, size: number): Population[] {
  const { variation } = population;
  if (variation === null) return [population];
  const { concentration, shares } = variation;
  const present = shares.flatMap((share, l) => (share > 0 ? [l] : []));
  const generator = korobovGenerator(size, Math.max(1, present.length - 1));
  return Array.from({ length: size }, (_, k) => {
    const ratios = shares.map(() => 0);
    let left = 1;
    let expected = 1;
    present.forEach((l, d) => {
      expected -= shares[l];
      const last = d === present.length - 1;
      const part = last
        ? 1
        : betaQuantile(
            folded((((k * generator[d]) % size) + 0.25) / size),
            concentration * shares[l],
            concentration * expected,
          );
      ratios[l] = (left * part) / shares[l];
      left *= 1 - part;
    });
    return { ...population, mixes: ofRatios(population, variation, ratios) };
  });
}

/** In (0, 1), as no point of an odd number of them moved by a quarter is a multiple of 1/2. */
const folded = (u: number): number => (u < 0.5 ? 2 * u : 2 - 2 * u);

/** The population with shares of the varying factor's levels that are so many times the expected ones. */
const ofRatios = (population: Population, variation: MixVariation, ratios: readonly number[]) =>
  population.mixes.map(({ until, shares: expected }) => {
    const shares = new Float64Array(expected.length);
    createVariedShares(population, variation, expected, shares)(ratios);
    return { until, shares };
  });
