import { checkAlpha, checkOrder, checkSize, checkWeights } from './checks.ts';
import { type Graph, graphWeights } from './graphWeights.ts';
import type { ProcedureKind } from './procedure.ts';
import { refusal } from './refusals.ts';
import { sequentiallyRejective } from './sequentiallyRejective.ts';

export interface FallbackOptions {
  readonly alpha: number;
  /** Share of alpha of each hypothesis; sum at most 1. */
  readonly weights: readonly number[];
  /** Hypotheses, the first to be tested first; by default as numbered. */
  readonly order?: readonly number[];
  /** Passes the alpha of the last hypothesis back to the others, so that none is lost. */
  readonly exhaustive?: boolean;
}

/**
 * Fallback: hypotheses in order, each at its own share plus what the one before it had if that was rejected; a later one
 * is tested also where an earlier one is kept. The exhaustive version tests again with the alpha of the last, divided in
 * proportion to the shares. Valid under any dependence.
 *
 * Source: Wiens, Pharmaceutical Statistics 2003;2:211-215; exhaustive: Wiens & Dmitrienko, Journal of Biopharmaceutical
 * Statistics 2005;15:929-942, as the graph of Bretz et al., Statistics in Medicine 2009;28:586-604, section 3.
 *
 * @example fallback.build({ alpha: 0.025, weights: [0.8, 0.2] }) // overall at 0.02; M+ at 0.025, or 0.005 if it fails
 */
export const fallback: ProcedureKind<FallbackOptions> = {
  check({ alpha, weights, order, exhaustive }) {
    const size = weights.length;
    const faults = [...checkAlpha(alpha), ...checkSize(size, 'weights'), ...checkWeights(weights)];
    if (order !== undefined) faults.push(...checkOrder(order, size));
    if (faults.length > 0 || !exhaustive || size === 1) return faults;
    const last = order === undefined ? size - 1 : order[size - 1];
    const others = weights.some((w, j) => j !== last && w > 0);
    return others ? [] : [refusal('fallback-alone', 'weights', weights, {})];
  },
  build: ({ alpha, ...options }) => sequentiallyRejective(graphWeights(fallbackGraph(options)), alpha),
};

/** A chain, and in the exhaustive version the way back from its end. */
export function fallbackGraph({ weights, order, exhaustive }: Omit<FallbackOptions, 'alpha'>): Graph {
  const size = weights.length;
  const chain = order ?? weights.map((_, j) => j);
  const transitions = weights.map(() => new Array<number>(size).fill(0));
  for (let i = 0; i + 1 < size; i++) transitions[chain[i]][chain[i + 1]] = 1;
  const others = chain.slice(0, -1);
  const sum = others.reduce((total, j) => total + weights[j], 0);
  if (exhaustive) for (const j of others) transitions[chain[size - 1]][j] = weights[j] / sum;
  return { weights, transitions };
}
