/** Estimate over standard error; without variance 0 for no effect and NaN for any other. */
export function waldZ(effect: number, se: number): number {
  if (se > 0) return effect / se;
  return effect === 0 ? 0 : Number.NaN;
}
