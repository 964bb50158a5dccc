import { integrate } from '../numeric/quadrature.ts';
import { type SurvivalLaw, survivalAt } from './survivalLaw.ts';

/**
 * Mean survival time in months up to a horizon, the area under S; without a horizon the mean itself.
 *
 * Closed form where hazards are constant on periods, else adaptive quadrature to 1e-12.
 *
 * @param horizon months; Infinity where some are cured or the last hazard is 0 gives Infinity
 * @example meanSurvival(exponentialLaw(0.1), 12) // 6.98806, (1 - exp(-1.2)) / 0.1
 */
export function meanSurvival(law: SurvivalLaw, horizon = Number.POSITIVE_INFINITY): number {
  const { shape, cured, until, multiplier } = law;
  if (horizon === Number.POSITIVE_INFINITY && (cured > 0 || multiplier[multiplier.length - 1] === 0))
    return horizon;
  if (shape !== 1)
    return integrate((t) => survivalAt(law, t), 0, horizon, { breaks: until, relative: 1e-12 }).value;
  let uncured = 0;
  let surviving = 1;
  let begin = 0;
  for (let p = 0; p < until.length && begin < horizon; p++) {
    const length = Math.min(until[p], horizon) - begin;
    const hazard = multiplier[p] / law.scale;
    const dying = -Math.expm1(-hazard * length);
    uncured += surviving * (hazard === 0 ? length : dying / hazard);
    surviving *= Math.exp(-hazard * length);
    begin = until[p];
  }
  return cured === 0 ? uncured : cured * horizon + (1 - cured) * uncured;
}
