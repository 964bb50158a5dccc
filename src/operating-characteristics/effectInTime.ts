import { hazardAt, type SurvivalLaw } from '../distributions/survivalLaw.ts';
import { timeLaw } from '../endpoints/laws.ts';
import type { Part } from '../population/parts.ts';
import type { TimeToEventEndpoint } from '../scenario/model.ts';

/** Months at which effects are compared beside those at which a hazard or a ratio changes. */
const GRID = [0.5, 1, 3, 6, 12, 24, 36, 60];

/** The moments, in months, that tell one hazard ratio in time from another, for all these patients the same. */
export function effectTimes(endpoint: TimeToEventEndpoint, parts: readonly Part[]): number[] {
  const ends = parts.flatMap(({ cell }) =>
    ([0, 1] as const).flatMap((arm) => timeLaw(endpoint, cell, arm).until),
  );
  return [...new Set([...GRID, ...ends])].filter(Number.isFinite).sort((a, b) => a - b);
}

/**
 * The hazard ratio at these times, which a scenario names by itself: of the uncured where treatment cures nobody, else of
 * all. Of patients of different scores the geometric mean, so that one effect in all of them stays one whatever their
 * outcome on control; null where a hazard is 0.
 */
export function effectInTime(
  endpoint: TimeToEventEndpoint,
  parts: readonly Part[],
  times: readonly number[],
): { months: number; value: number | null }[] {
  const laws = parts.map(({ cell }) => pairOf(timeLaw(endpoint, cell, 0), timeLaw(endpoint, cell, 1)));
  return times.map((months) => {
    let sum = 0;
    parts.forEach(({ share }, i) => {
      const [control, experimental] = laws[i]!;
      sum += share * Math.log(hazardAt(experimental, months) / hazardAt(control, months));
    });
    return { months, value: Number.isFinite(sum) ? Math.exp(sum) : null };
  });
}

function pairOf(control: SurvivalLaw, experimental: SurvivalLaw): [SurvivalLaw, SurvivalLaw] {
  if (control.cured !== experimental.cured) return [control, experimental];
  return [
    { ...control, cured: 0 },
    { ...experimental, cured: 0 },
  ];
}
