import { betaQuantile } from '../../numeric/beta.ts';
import { korobovGenerator } from '../../numeric/korobovLattice.ts';
import type { MixVariation, Population } from '../../population/groups.ts';

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

/** Shares of the groups when those of the varying factor's levels are so many times the expected ones, given the factors before it. */
function ofRatios(
  { groups, passes, mixes }: Population,
  { factor, levels, purpose }: MixVariation,
  ratios: readonly number[],
): Population['mixes'] {
  const earlier = passes
    .slice(
      0,
      passes.findIndex((pass) => pass.purpose === purpose),
    )
    .map((pass) => pass.purpose.slice('stratum:'.length));
  const rowOf = groups.map((group) => earlier.map((name) => group.levels[name]).join('|'));
  const ratioOf = groups.map((group) => ratios[levels.indexOf(group.levels[factor])]);
  return mixes.map(({ until, shares }) => {
    const planned: Record<string, number> = {};
    const drawn: Record<string, number> = {};
    shares.forEach((share, g) => {
      planned[rowOf[g]] = (planned[rowOf[g]] ?? 0) + share;
      drawn[rowOf[g]] = (drawn[rowOf[g]] ?? 0) + share * ratioOf[g];
    });
    return {
      until,
      shares: shares.map((share, g) =>
        share === 0 ? 0 : (share * ratioOf[g] * planned[rowOf[g]]) / drawn[rowOf[g]],
      ),
    };
  });
}
