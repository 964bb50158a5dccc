/**
 * Spending that gives nearly Pocock's bounds: alpha log(1 + (e - 1) t).
 *
 * Source: Lan & DeMets, Biometrika 1983;70:659-663, alpha_2*.
 *
 * @example lanDeMetsPocock(0.5, 0.025) // 0.01550286
 */
export function lanDeMetsPocock(fraction: number, alpha: number): number {
  if (fraction >= 1) return alpha;
  return fraction > 0 ? alpha * Math.log1p((Math.E - 1) * fraction) : 0;
}
