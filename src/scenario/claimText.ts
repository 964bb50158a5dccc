import type { ClaimExpression, TestName } from './claimModel.ts';

const nameOf = ({ trial, test }: TestName) => `${trial === '' ? '' : `${trial}/`}${test}`;

/** A claim expression as one would write it. @example "reject M+ and not reject all" */
export function claimText(expression: ClaimExpression): string {
  const inner = (part: ClaimExpression) =>
    part.kind === 'and' || part.kind === 'or' ? `(${claimText(part)})` : claimText(part);
  switch (expression.kind) {
    case 'reject':
      return `reject ${nameOf(expression)}`;
    case 'harm':
      return `reject ${nameOf(expression)} for harm`;
    case 'compare':
      return `${expression.what} of ${nameOf(expression)} ${expression.sign} ${expression.value}`;
    case 'strongest':
      return `strongest ${nameOf(expression)} of ${expression.among.map(nameOf).join(', ')}`;
    case 'claim':
      return `claim ${expression.label}`;
    case 'not':
      return `not ${inner(expression.of)}`;
    case 'and':
    case 'or':
      return expression.of.map(inner).join(` ${expression.kind} `);
    case 'otherwise':
      return 'otherwise';
  }
}
