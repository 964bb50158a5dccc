import { byPValues } from './procedure.ts';
import { createProcedure, type ProcedureOptions, type ProcedureSpec } from './procedures.ts';

/** What a procedure decides on one set of p-values. */
export interface Decisions {
  readonly rejected: boolean[];
  /** Smallest alpha that rejects; null where the procedure defines none. */
  readonly adjusted: number[] | null;
}

/**
 * Runs a procedure once on one-sided p-values, in the order of its hypotheses.
 *
 * @throws ProcedureRefused where its assumptions fail or its options are wrong
 * @throws RangeError where the p-values are not as many as the hypotheses
 * @example testHypotheses({ kind: 'holm', alpha: 0.025, weights: [0.5, 0.5] }, [0.01, 0.02])
 * // { rejected: [true, true], adjusted: [0.02, 0.02] }
 */
export function testHypotheses(
  spec: ProcedureSpec,
  pValues: readonly number[],
  options?: ProcedureOptions,
): Decisions {
  const procedure = createProcedure(spec, options);
  const { size, adjust } = procedure;
  if (pValues.length !== size)
    throw new RangeError(
      `${pValues.length} p-values for ${size} hypotheses; give one for each, NaN where missing`,
    );
  const p = Float64Array.from(pValues);
  const rejected = new Uint8Array(size);
  byPValues(procedure)(p, rejected);
  const adjusted = new Float64Array(size);
  adjust?.(p, adjusted);
  return {
    rejected: Array.from(rejected, (flag) => flag === 1),
    adjusted: adjust === null ? null : Array.from(adjusted),
  };
}
