import { SLOT } from '../analyses/analysis.ts';
import type { Verdict } from '../designs/benefit.ts';
import type { ClaimExpression, TestName } from '../scenario/claimModel.ts';

/** What is said of the claim that a replicate ends with, in this order after the claims. */
export const VERDICTS = ['right claim', 'false claim', 'missed benefit'] as const;

/** Where a test's results stand in `results`, and the 1 or 0 of what was decided of it in `decisions`. */
export interface TestPlace {
  readonly results: number;
  readonly rejected: number;
  readonly harm: number;
}

/** What claims of a design may read. */
export interface ClaimSources {
  readonly results: Float64Array;
  readonly decisions: Float64Array;
  test(name: TestName): TestPlace;
  /** Where the 1 or 0 of a claim stands in `decisions`. */
  claim(label: string): number;
}

/**
 * The claim that a replicate ends with: writes 1 for the first claim that holds, 0 for the others, to `raw` from `at` on, and after them
 * what is to be said of it (see `VERDICTS`) where the claims say whom they promise benefit.
 *
 * @param conditions of the claims in order, compiled
 * @param verdicts of the claims in order; null where they promise nothing
 */
export function createClaims(
  conditions: readonly (() => boolean)[],
  verdicts: readonly Verdict[] | null,
  raw: Float64Array,
  at: number,
): () => void {
  const n = conditions.length;
  return () => {
    let held = -1;
    for (let c = 0; c < n; c++) {
      if (held < 0 && conditions[c]()) held = c;
      raw[at + c] = held === c ? 1 : 0;
    }
    if (verdicts === null) return;
    // No claim promises nothing, and misses whoever benefits: the last verdict is for it.
    const { right, wrong, missed } = verdicts[held < 0 ? n : held];
    raw[at + n] = right;
    raw[at + n + 1] = wrong;
    raw[at + n + 2] = missed;
  };
}

/** Writes to `raw[at]` the sum of the weights of the conditions that hold. */
export function createScore(
  conditions: readonly (() => boolean)[],
  weights: Float64Array,
  raw: Float64Array,
  at: number,
): () => void {
  return () => {
    let sum = 0;
    for (let c = 0; c < conditions.length; c++) if (conditions[c]()) sum += weights[c];
    raw[at] = sum;
  };
}

/** Makes the question that an expression asks of a replicate: set up outside, asked inside. */
export function compileClaim(expression: ClaimExpression, sources: ClaimSources): () => boolean {
  const { decisions } = sources;
  switch (expression.kind) {
    case 'reject': {
      const { rejected } = sources.test(expression);
      return () => decisions[rejected] === 1;
    }
    case 'harm': {
      const { harm } = sources.test(expression);
      return () => decisions[harm] === 1;
    }
    case 'compare':
      return compileComparison(expression, sources);
    case 'strongest':
      return compileStrongest(expression, sources);
    case 'claim': {
      const at = sources.claim(expression.label);
      return () => decisions[at] === 1;
    }
    case 'not': {
      const of = compileClaim(expression.of, sources);
      return () => !of();
    }
    case 'and':
    case 'or': {
      const parts = expression.of.map((part) => compileClaim(part, sources));
      const enough = expression.kind === 'or';
      return () => {
        for (let p = 0; p < parts.length; p++) if (parts[p]() === enough) return enough;
        return !enough;
      };
    }
    case 'otherwise':
      return () => true;
  }
}

function compileComparison(
  { what, sign, value, ...test }: Extract<ClaimExpression, { kind: 'compare' }>,
  sources: ClaimSources,
): () => boolean {
  const { results } = sources;
  const at = sources.test(test).results + (what === 'z' ? SLOT.z : SLOT.estimate);
  // Estimates of ratios are logarithms.
  const limit = what === 'ratio' ? Math.log(value) : value;
  switch (sign) {
    case '>=':
      return () => results[at] >= limit;
    case '>':
      return () => results[at] > limit;
    case '<=':
      return () => results[at] <= limit;
    case '<':
      return () => results[at] < limit;
  }
}

function compileStrongest(
  { trial, test, among }: Extract<ClaimExpression, { kind: 'strongest' }>,
  sources: ClaimSources,
): () => boolean {
  const { results } = sources;
  const own = among.findIndex((other) => other.trial === trial && other.test === test);
  const places = Int32Array.from(among, (one) => sources.test(one).results + SLOT.z);
  return () => {
    const z = results[places[own]];
    if (Number.isNaN(z)) return false;
    for (let k = 0; k < places.length; k++) {
      const other = results[places[k]];
      if (other > z || (other === z && k < own)) return false;
    }
    return true;
  };
}
