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
      const holds: boolean = open && evaluate(claims[c].when, rejected);
      raw[at + c] = holds ? 1 : 0;
      open = open && !holds;
    }
  };
}

function evaluate(expression: ClaimExpression, rejected: Rejected): boolean {
  switch (expression.kind) {
    case 'reject':
      return rejected(expression.trial, expression.test);
    case 'not':
      return !evaluate(expression.of, rejected);
    case 'and':
      return expression.of.every((part) => evaluate(part, rejected));
    case 'or':
      return expression.of.some((part) => evaluate(part, rejected));
    case 'otherwise':
      return true;
  }
}
