import { normalCdf, normalDensity, normalQuantile } from '../numeric/normal.ts';
import { findRoot } from '../numeric/roots.ts';

/**
 * Distance of the means, in standard deviations, at which two normal laws of SD 1 have an area under the ROC curve.
 *
 * @param auc in (0,1)
 * @example binormalDistance(0.7) // 0.741614
 */
export function binormalDistance(auc: number): number {
  return Math.SQRT2 * normalQuantile(auc);
}

/** A share `cases` normal about distance / 2, the others about -distance / 2, SD 1 each. Distance 0 is the standard normal. */
export interface BinormalLaw {
  readonly cases: number;
  readonly distance: number;
}

export function binormalDensity({ cases, distance }: BinormalLaw, x: number): number {
  return cases * normalDensity(x - distance / 2) + (1 - cases) * normalDensity(x + distance / 2);
}

export function binormalCdf({ cases, distance }: BinormalLaw, x: number): number {
  return cases * normalCdf(x - distance / 2) + (1 - cases) * normalCdf(x + distance / 2);
}

/**
 * @param p in (0,1)
 * @example binormalQuantile({ cases: 0.2, distance: 0 }, 0.975) // 1.959964
 */
export function binormalQuantile(law: BinormalLaw, p: number): number {
  const z = normalQuantile(p);
  if (law.distance === 0) return z;
  const reach = Math.abs(law.distance) / 2;
  return findRoot((x) => binormalCdf(law, x) - p, z - reach - 1e-9, z + reach + 1e-9, 1e-13);
}
