import { type SurvivalLaw, survivalAt } from '../../distributions/survivalLaw.ts';
import { createTimeGrid } from './timeGrid.ts';

/**
 * Restricted mean survival time of a mixture of laws: the area under sum of weight * S up to the horizon, in months.
 *
 * @param weights sum to 1
 * @example restrictedMean([exponentialLaw(0.1)], [1], 12) // 6.98806, (1 - exp(-1.2)) / 0.1
 */
export function restrictedMean(
  laws: readonly SurvivalLaw[],
  weights: readonly number[],
  horizon: number,
): number {
  const { time, weight } = createTimeGrid(laws, null, [], horizon);
  let area = 0;
  laws.forEach((law, k) => {
    if (weights[k] > 0)
      for (let i = 0; i < time.length; i++) area += weights[k] * weight[i] * survivalAt(law, time[i]);
  });
  return area;
}
