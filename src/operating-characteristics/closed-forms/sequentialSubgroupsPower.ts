import type { SubgroupDrifts } from './mastPower.ts';
import { normalTheoryPower } from './normalTheoryPower.ts';

/**
 * Power of testing M+ first and M- only after it, each at alpha: the fixed sequence of two independent subgroups.
 *
 * @example sequentialSubgroupsPower({ positive: 2, negative: 2 }, 0.025) // { positive: 0.5160, both: 0.2662 }
 */
export function sequentialSubgroupsPower(
  { positive, negative }: SubgroupDrifts,
  alpha: number,
): { positive: number; both: number } {
  const first = normalTheoryPower(positive, 1, alpha);
  return { positive: first, both: first * normalTheoryPower(negative, 1, alpha) };
}
