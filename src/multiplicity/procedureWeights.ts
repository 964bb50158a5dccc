import { fallbackGraph } from './fallback.ts';
import { graphWeights } from './graphWeights.ts';
import {
  type IntersectionWeights,
  maskCount,
  membersOf,
  proportionalWeights,
  tableWeights,
} from './intersections.ts';
import type { ProcedureSpec } from './procedures.ts';

/** How a procedure divides alpha in every intersection, where its tests of them are Bonferroni's. */
interface ProcedureWeights {
  readonly weights: IntersectionWeights;
  /** Whether weights only grow as hypotheses leave, so that what is rejected may be taken out one by one. */
  readonly monotone: boolean;
}

/**
 * The weights of a procedure that is a closed test with weighted Bonferroni tests (or, with constant weights, no closed test at all):
 * what a test with several looks needs of it. Null for procedures that use the joint law or order of the p-values.
 *
 * @example procedureWeights({ kind: 'fixed-sequence', alpha: 0.025, order: [1, 0] })?.weights.weight // mask 0b11: 0, 1
 */
export function procedureWeights(spec: ProcedureSpec): ProcedureWeights | null {
  switch (spec.kind) {
    case 'none':
      return { weights: constant(new Array<number>(spec.size).fill(1)), monotone: true };
    case 'bonferroni':
      return { weights: constant(spec.weights), monotone: true };
    case 'holm':
      return { weights: proportionalWeights(spec.weights), monotone: true };
    case 'fixed-sequence': {
      const weights = spec.order.map(() => 0);
      weights[spec.order[0]] = 1;
      return { weights: graphWeights(fallbackGraph({ weights, order: spec.order })), monotone: true };
    }
    case 'fallback':
      return { weights: graphWeights(fallbackGraph(spec)), monotone: true };
    case 'graph':
      return (spec.test ?? 'bonferroni') === 'bonferroni'
        ? { weights: graphWeights(spec), monotone: true }
        : null;
    case 'closed':
      return (spec.test ?? 'bonferroni') === 'bonferroni'
        ? { weights: tableWeights(spec.size, spec.intersections), monotone: false }
        : null;
    default:
      return null;
  }
}

/** The same weights in every intersection. */
function constant(own: readonly number[]): IntersectionWeights {
  const size = own.length;
  const weight = new Float64Array(maskCount(size) * size);
  for (let mask = 1; mask < maskCount(size); mask++)
    for (const j of membersOf(mask)) weight[mask * size + j] = own[j];
  return { size, weight };
}
