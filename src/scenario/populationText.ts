import { cutName, cutOf } from './cuts.ts';
import type { PopulationExpression } from './model.ts';

/**
 * A population as the file would write it.
 *
 * @param voice under `truth` a marker means its true status; in `designs` that is written `true X+`
 * @example populationText({kind: 'marker', marker: 'EGFR', status: '+', by: 'truth'}) // 'true EGFR+'
 */
export function populationText(
  expression: PopulationExpression,
  voice: 'truth' | 'designs' = 'designs',
): string {
  switch (expression.kind) {
    case 'all':
      return 'all';
    case 'marker': {
      const cut = cutOf(expression.marker);
      const prefix = expression.by === 'truth' && voice === 'designs' ? 'true ' : '';
      if (cut !== null)
        return `${prefix}${expression.status === '+' ? cutName(cut) : cutName(cut).replace('>=', '<')}`;
      return `${prefix}${expression.marker}${expression.status}`;
    }
    case 'level':
      return `${expression.factor} = ${expression.level}`;
    case 'not':
      return `not ${inside(expression.of, voice)}`;
    case 'and':
      return expression.of.map((part) => inside(part, voice)).join(' & ');
    case 'or':
      return expression.of
        .map((part) => (part.kind === 'or' ? inside(part, voice) : populationText(part, voice)))
        .join(' | ');
  }
}

function inside(part: PopulationExpression, voice: 'truth' | 'designs'): string {
  const text = populationText(part, voice);
  return part.kind === 'and' || part.kind === 'or' ? `(${text})` : text;
}
