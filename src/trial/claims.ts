import type { Claim, ClaimExpression } from '../scenario/model.ts';

/** Whether a test of a trial has rejected in favour of the experimental arm. */
export type Rejected = (trial: string, test: string) => boolean;

/**
 * The claim that a replicate ends with: writes 1 for the first claim that holds, 0 for the others, to `raw` from `at` on.
 * `otherwise` holds when it is reached.
 */
export function createClaims(
  claims: readonly Claim[],
  rejected: Rejected,
  raw: Float64Array,
  at: number,
): () => void {
  return () => {
    let open = true;
    for (let c = 0; c < claims.length; c++) {
      const holds: boolean = open && evaluateClaim(claims[c].when, rejected);
      raw[at + c] = holds ? 1 : 0;
      open = open && !holds;
    }
  };
}

export function evaluateClaim(expression: ClaimExpression, rejected: Rejected): boolean {
  switch (expression.kind) {
    case 'reject':
      return rejected(expression.trial, expression.test);
    case 'not':
      return !evaluateClaim(expression.of, rejected);
    case 'and':
      return expression.of.every((part) => evaluateClaim(part, rejected));
    case 'or':
      return expression.of.some((part) => evaluateClaim(part, rejected));
    case 'otherwise':
      return true;
  }
}
