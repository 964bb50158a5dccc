import type { Population } from '../population/groups.ts';
import { stratify } from './allocationPlan.ts';

/** Values of a score by group, as measured; null where the name is not that of one. */
export function scoreOf(name: string, { groups }: Population): number[] | null {
  return groups[0]?.scores?.[name] === undefined
    ? null
    : groups.map(({ scores, measured }) => measured?.[name] ?? (scores?.[name] as number));
}

/** Markers and factors as levels, scores as values, by group: what a model takes as main effects. */
export function mainEffects(
  names: readonly string[],
  population: Population,
): { factors: number[][]; values: number[][] } {
  const scores = names.map((name) => scoreOf(name, population));
  return {
    factors: names.flatMap((name, i) =>
      scores[i] === null ? [[...stratify([name], population).stratumOf]] : [],
    ),
    values: scores.flatMap((score) => (score === null ? [] : [score])),
  };
}
