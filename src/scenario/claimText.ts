import type { ClaimExpression } from './model.ts';

/** A claim expression as one would write it. @example "reject M+ and not reject all" */
export function claimText(expression: ClaimExpression): string {
  const inner = (part: ClaimExpression) =>
    part.kind === 'and' || part.kind === 'or' ? `(${claimText(part)})` : claimText(part);
  switch (expression.kind) {
    case 'reject':
      return `reject ${expression.trial === '' ? '' : `${expression.trial}/`}${expression.test}`;
    case 'not':
      return `not ${inner(expression.of)}`;
    case 'and':
    case 'or':
      return expression.of.map(inner).join(` ${expression.kind} `);
    case 'otherwise':
      return 'otherwise';
  }
}
