import type { Bounds, OtherSide } from './bounds.ts';
import { wangTsiatis } from './wangTsiatis.ts';

/**
 * The same bound at every look.
 *
 * Source: Pocock, Biometrika 1977;64:191-199.
 *
 * @param alpha one-sided; on each side of a two-sided test
 * @param other see `efficacyBounds`
 * @example pocock([0.2, 0.4, 0.6, 0.8, 1], 0.025).upper // 2.413180 five times
 */
export function pocock(information: readonly number[], alpha: number, other?: OtherSide): Bounds {
  return wangTsiatis(information, alpha, 0.5, other);
}
