import { binomialPmf } from '../numeric/binomial.ts';
import { type BetaShapes, posteriorProbability } from './betaBinomial.ts';

/** Dual-criterion rule on a rate: go where the target is likely reached, no-go where not even the least worth having is. */
export interface GoNoGoRule {
  prior: BetaShapes;
  /** Go: P(rate > `rate`) >= `atLeast`. */
  go: { rate: number; atLeast: number };
  /** No-go: P(rate > `rate`) <= `atMost`. */
  noGo: { rate: number; atMost: number };
}

/**
 * Borders of a go / consider / no-go rule: no-go with at most `noGo` responders (-1: never), go with `go` or more (n + 1: never).
 * Between them one considers.
 *
 * Source: Frewer, Mitchell, Watkins & Matcham, Pharm Stat 2016;15:255-263 (three outcomes of two criteria).
 *
 * @throws RangeError where a count of responders would be go and no-go at once
 * @example goNoGoBorders({ prior: { a: 1, b: 1 }, go: { rate: 0.2, atLeast: 0.9 }, noGo: { rate: 0.3, atMost: 0.1 } }, 40) // noGo 8, go 12
 */
export function goNoGoBorders(rule: GoNoGoRule, n: number): { noGo: number; go: number } {
  let noGo = -1;
  while (noGo < n && posteriorProbability(rule.noGo.rate, noGo + 1, n, rule.prior) <= rule.noGo.atMost)
    noGo++;
  let go = n + 1;
  while (go > 0 && posteriorProbability(rule.go.rate, go - 1, n, rule.prior) >= rule.go.atLeast) go--;
  if (go <= noGo)
    throw new RangeError(
      `rule: ${go} to ${noGo} responders of ${n} are both go and no-go; raise go.rate or go.atLeast.`,
    );
  return { noGo, go };
}

/**
 * Exact probabilities of go, consider and no-go with n patients at the true rate p.
 *
 * @example
 * goNoGoCharacteristics({ prior: { a: 1, b: 1 }, go: { rate: 0.2, atLeast: 0.9 }, noGo: { rate: 0.3, atMost: 0.1 } }, 40, 0.3)
 * // go 0.5594, consider 0.3296, no-go 0.1110
 */
export function goNoGoCharacteristics(
  rule: GoNoGoRule,
  n: number,
  p: number,
): { go: number; consider: number; noGo: number } {
  const borders = goNoGoBorders(rule, n);
  const out = { go: 0, consider: 0, noGo: 0 };
  for (let x = 0; x <= n; x++) {
    const outcome = x >= borders.go ? 'go' : x <= borders.noGo ? 'noGo' : 'consider';
    out[outcome] += binomialPmf(x, n, p);
  }
  return out;
}
