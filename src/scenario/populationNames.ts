import type { PopulationExpression } from './model.ts';

/** Markers and factors that a population names. */
export function namedIn(population: PopulationExpression): string[] {
  switch (population.kind) {
    case 'marker':
      return [population.marker];
    case 'level':
      return [population.factor];
    case 'not':
      return namedIn(population.of);
    case 'and':
    case 'or':
      return [...new Set(population.of.flatMap(namedIn))];
    default:
      return [];
  }
}
