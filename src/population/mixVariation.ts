import { gammaSampler } from '../distributions/gamma.ts';
import type { Stream } from '../rng/stream.ts';
import type { MixVariation, Population } from './groups.ts';
import type { StatusPass } from './statusPass.ts';

/** A pass whose probabilities are drawn anew for every trial. */
export interface VariedPass {
  readonly pass: StatusPass;
  /** Draws the mix of a trial. */
  draw(stream: Stream): void;
}

/** Ratios of drawn to expected shares of the levels, up to a common factor; refilled by `draw`. */
export function createRatios({ concentration, shares }: MixVariation): {
  readonly ratios: Float64Array;
  draw(stream: Stream): void;
} {
  const samplers = shares.map((share) => (share > 0 ? gammaSampler(concentration * share, 1) : () => 0));
  const ratios = new Float64Array(shares.length);
  return {
    ratios,
    draw(stream) {
      for (let l = 0; l < ratios.length; l++) ratios[l] = shares[l] > 0 ? samplers[l](stream) / shares[l] : 0;
    },
  };
}

/** Units of a cumulative probability in a pass. */
const UNITS = 2147483648;

/**
 * A factor's levels whose shares among the screened vary between trials: Dirichlet with parameters concentration x expected share,
 * so that a level of share s has variance s (1 - s) / (concentration + 1), and the patients of a trial are Dirichlet-multinomial.
 * Where the expected shares change in time or with other factors, every row of the pass is multiplied by the same ratios
 * of drawn to expected share.
 *
 * @example shares 0.5 and 0.5, concentration 1: the share of a trial is beta(0.5, 0.5)
 */
export function varyPass(pass: StatusPass, variation: MixVariation): VariedPass {
  const { levels, purpose } = pass;
  const { draw, ratios } = createRatios(variation);
  const rows = pass.limits.length / (levels - 1);
  const limits = new Int32Array(pass.limits.length);
  const base = Float64Array.from({ length: rows * levels }, (_, i) => {
    const [row, level] = [Math.floor(i / levels), i % levels];
    const upTo = (l: number) =>
      l < 0 ? 0 : l === levels - 1 ? 1 : (pass.limits[row * (levels - 1) + l] + 1) / UNITS;
    return upTo(level) - upTo(level - 1);
  });
  return {
    pass: { purpose, levels, limits },
    draw(stream) {
      draw(stream);
      for (let r = 0; r < rows; r++) {
        let sum = 0;
        for (let l = 0; l < levels; l++) sum += base[r * levels + l] * ratios[l];
        let cumulative = 0;
        for (let l = 0; l < levels - 1; l++) {
          cumulative += base[r * levels + l] * ratios[l];
          // A row that nobody reaches has no sum.
          const share = sum > 0 ? Math.min(1, cumulative / sum) : 1;
          limits[r * (levels - 1) + l] = Math.min(UNITS, Math.round(share * UNITS)) - 1;
        }
      }
    },
  };
}

/**
 * Shares of the groups, in a period, when those of the varying factor's levels are so many times the expected ones. As in `varyPass` the
 * factors that stand before it keep theirs.
 *
 * @returns what refills `shares` by the ratios of the levels
 */
export function createVariedShares(
  { groups, passes }: Population,
  { factor, levels, purpose }: MixVariation,
  expected: ArrayLike<number>,
  shares: Float64Array,
): (ratios: ArrayLike<number>) => void {
  const earlier = passes
    .slice(
      0,
      passes.findIndex((pass) => pass.purpose === purpose),
    )
    .map((pass) => pass.purpose.slice('stratum:'.length));
  const keys = groups.map((group) => earlier.map((name) => group.levels[name]).join('|'));
  const names = [...new Set(keys)];
  const rowOf = Int32Array.from(keys, (key) => names.indexOf(key));
  const levelOf = Int32Array.from(groups, (group) => levels.indexOf(group.levels[factor]));
  const planned = new Float64Array(names.length);
  groups.forEach((_, g) => {
    planned[rowOf[g]] += expected[g];
  });
  const drawn = new Float64Array(names.length);
  return (ratios) => {
    drawn.fill(0);
    for (let g = 0; g < shares.length; g++) {
      shares[g] = expected[g] * ratios[levelOf[g]];
      drawn[rowOf[g]] += shares[g];
    }
    for (let g = 0; g < shares.length; g++)
      if (shares[g] > 0) shares[g] *= planned[rowOf[g]] / drawn[rowOf[g]];
  };
}
