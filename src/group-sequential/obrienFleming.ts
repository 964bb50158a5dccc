import type { Bounds, OtherSide } from './bounds.ts';
import { wangTsiatis } from './wangTsiatis.ts';

/**
 * Bounds c / sqrt(t_k / t_K): the same bound at every look for z sqrt(information).
 *
 * Source: O'Brien & Fleming, Biometrics 1979;35:549-556.
 *
 * @param alpha one-sided; on each side of a two-sided test
 * @param other see `efficacyBounds`
 * @example obrienFleming([0.2, 0.4, 0.6, 0.8, 1], 0.025).upper // 4.561742, ..., 2.040073
 */
export function obrienFleming(information: readonly number[], alpha: number, other?: OtherSide): Bounds {
  return wangTsiatis(information, alpha, 0, other);
}
