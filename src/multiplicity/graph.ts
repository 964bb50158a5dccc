import {
  checkAlpha,
  checkGraph,
  checkKnownCorrelation,
  checkPositiveDependence,
  checkSize,
} from './checks.ts';
import { closedTest } from './closedTest.ts';
import { type Graph, graphWeights } from './graphWeights.ts';
import { type PartialCorrelation, parametricTest } from './parametricTest.ts';
import type { ProcedureKind } from './procedure.ts';
import { sequentiallyRejective } from './sequentiallyRejective.ts';
import { MOST_IN_SIMES, simesTest } from './simesTest.ts';

export interface GraphOptions extends Graph {
  readonly alpha: number;
  /** Test of the intersections: Bonferroni by default; Simes and parametric are tested by full closure. */
  readonly test?: 'bonferroni' | 'simes' | 'parametric';
  /** For Simes, to show that none is negative; for parametric, what is known. */
  readonly correlation?: PartialCorrelation;
}

/**
 * Graphical procedure: hypotheses hold shares of alpha, and the share of a rejected one moves along its edges. Any weights
 * and transitions, epsilon edges among them. With Bonferroni tests valid under any dependence.
 *
 * Source: Bretz, Maurer, Brannath & Posch, Statistics in Medicine 2009;28:586-604; Simes and parametric tests: Bretz et
 * al., Biometrical Journal 2011;53:894-913.
 *
 * @example graph.build({ alpha: 0.025, weights: [0.5, 0.5], transitions: [[0, 1], [1, 0]] }) // Holm for two
 */
export const graph: ProcedureKind<GraphOptions> = {
  check({ alpha, weights, transitions, test, correlation }) {
    const faults = [...checkAlpha(alpha), ...checkGraph({ weights, transitions })];
    if (test === 'simes')
      faults.push(
        ...checkSize(weights.length, 'weights', MOST_IN_SIMES),
        ...checkPositiveDependence(correlation, weights.length),
      );
    if (test === 'parametric') faults.push(...checkKnownCorrelation(correlation, weights.length));
    return faults;
  },
  build({ alpha, weights, transitions, test = 'bonferroni', correlation = [] }) {
    const table = graphWeights({ weights, transitions });
    if (test === 'bonferroni') return sequentiallyRejective(table, alpha);
    return closedTest(test === 'simes' ? simesTest(table, alpha) : parametricTest(table, alpha, correlation));
  },
};
