import type { HyperPrior, NormalPrior } from './hyperPrior.ts';

/** An EXNEX model with everything that was not given filled in. */
export interface ExnexModel {
  readonly laws: readonly HyperPrior[];
  /** By law, by basket. */
  readonly weights: readonly Float64Array[];
  /** By basket. */
  readonly alone: readonly NormalPrior[];
}
