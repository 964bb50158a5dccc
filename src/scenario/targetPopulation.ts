import type { PopulationExpression } from './model.ts';

/** The patients of a test among those enrolled, by the truth: those whose target mix it speaks of. */
export function targetPopulation(
  own: PopulationExpression,
  enrol: PopulationExpression,
): PopulationExpression {
  const parts = [own, enrol].filter((one) => one.kind !== 'all').map(byTruth);
  if (parts.length === 0) return { kind: 'all' };
  return parts.length === 1 ? parts[0] : { kind: 'and', of: parts };
}

function byTruth(expression: PopulationExpression): PopulationExpression {
  switch (expression.kind) {
    case 'marker':
      return expression.status === '?' ? expression : { ...expression, by: 'truth' };
    case 'not':
      return { kind: 'not', of: byTruth(expression.of) };
    case 'and':
    case 'or':
      return { kind: expression.kind, of: expression.of.map(byTruth) };
    default:
      return expression;
  }
}
