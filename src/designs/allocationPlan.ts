import type { Population } from '../population/groups.ts';
import type { Assign, Ratio } from '../randomization/assignment.ts';
import { biasedCoin } from '../randomization/biasedCoin.ts';
import { type MinimisationFactors, minimisation } from '../randomization/minimisation.ts';
import { permutedBlocks } from '../randomization/permutedBlocks.ts';
import { simpleRandomization } from '../randomization/simple.ts';
import { levelOf } from '../scenario/cells.ts';
import type { Coin, Randomisation } from '../scenario/model.ts';

/** The method that allocates the patients of a trial. */
export function assignOf(
  { method, block, coin = DEFAULT_COIN }: Randomisation,
  arms: Ratio,
  strata: number,
  margins: MinimisationFactors | null,
): Assign {
  if (margins !== null) return minimisation(arms, coin.probability, coin.measure, margins);
  switch (method) {
    case 'simple':
      return simpleRandomization(arms);
    case 'biased-coin':
      return biasedCoin(arms, coin.probability, strata);
    default:
      return permutedBlocks(arms, block, strata);
  }
}

const DEFAULT_COIN: Coin = { probability: 0.8, measure: 'range', weights: {} };

/** The margins of minimisation: the level that each stratum has of each name. */
export function marginsOf(
  { stratifyBy, coin = DEFAULT_COIN }: Randomisation,
  { strata, stratumOf }: { strata: number; stratumOf: Uint16Array },
  population: Population,
): MinimisationFactors {
  const factors = stratifyBy.length;
  const byStratum = new Int32Array(strata * factors);
  let levels = 0;
  stratifyBy.forEach((name, f) => {
    const margin = stratify([name], population);
    margin.stratumOf.forEach((level, g) => {
      byStratum[stratumOf[g] * factors + f] = levels + level;
    });
    levels += margin.strata;
  });
  const weights = Float64Array.from(stratifyBy, (name) => coin.weights[name] ?? 1);
  return { levelOf: byStratum, levels, weights };
}

/** Strata by the levels of factors, the assay results of markers, and for `true X` their true status. */
export function stratify(
  names: readonly string[],
  population: Population,
): { strata: number; stratumOf: Uint16Array } {
  const keys = population.groups.map((group) => names.map((name) => levelOf(name, group)).join('|'));
  const distinct = [...new Set(keys)];
  return { strata: distinct.length, stratumOf: Uint16Array.from(keys, (key) => distinct.indexOf(key)) };
}
