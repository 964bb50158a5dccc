import type { IntersectionTest } from './closedTest.ts';
import type { IntersectionWeights } from './intersections.ts';
import { boundOf, orOne } from './procedure.ts';

/** Weighted Bonferroni tests of the intersections: some p_j <= w_j alpha. Valid under any dependence. */
export function bonferroniTest(weights: IntersectionWeights, alpha: number): IntersectionTest {
  const { size, weight } = weights;
  return {
    size,
    rejects: reachesBound(
      size,
      weight.map((w) => boundOf(w * alpha)),
    ),
    pValue: (mask, p) => Math.min(1, leastWeighted(weights, mask, p)),
  };
}

/** Whether some z of the mask reaches its bound in it; `bound` laid out as the weights are. */
export function reachesBound(size: number, bound: Float64Array): IntersectionTest['rejects'] {
  return (mask, z) => {
    // The bound of a hypothesis outside the mask is NaN.
    for (let j = 0, at = mask * size; j < size; j++, at++) if (z[j] >= bound[at]) return true;
    return false;
  };
}

/** min p_j / w_j over the mask; infinite where no weight is positive. */
export function leastWeighted({ size, weight }: IntersectionWeights, mask: number, p: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let j = 0; j < size; j++) {
    const w = weight[mask * size + j];
    if (w > 0) least = Math.min(least, orOne(p[j]) / w);
  }
  return least;
}
