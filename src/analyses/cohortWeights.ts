import type { SurvivalData } from '../subjects/survivalData.ts';
import { createRaking } from './raking.ts';

/** Strata in which the treated and an external cohort are told apart. */
export interface CohortStrata {
  /** Stratum of each group, from 0. */
  readonly stratumOf: ArrayLike<number>;
  readonly strata: number;
  /** By covariate the level of each stratum. */
  readonly levels: readonly ArrayLike<number>[];
}

/** Weights of the patients of a comparison with a cohort. */
export interface CohortWeights {
  /** Weight by class = group * 2 + side: 1 of the treated (side 1), of the cohort that of its stratum. */
  readonly weight: Float64Array;
  /** Refills them from the data as they stand; false where the cohort cannot be weighted to the treated. */
  refresh(): boolean;
}

/** See `createRaking`. @param data the treated on the experimental side, the cohort on the control side */
export function createCohortWeights(
  data: SurvivalData,
  { stratumOf, strata, levels }: CohortStrata,
): CohortWeights {
  const { weights, rake } = createRaking(strata, levels);
  const weight = new Float64Array(2 * stratumOf.length).fill(1);
  const treated = new Float64Array(strata);
  const cohort = new Float64Array(strata);
  return {
    weight,
    refresh() {
      treated.fill(0);
      cohort.fill(0);
      for (let i = 0; i < data.n; i++) {
        const s = stratumOf[data.code[i] >> 2];
        if ((data.code[i] & 2) === 2) treated[s]++;
        else cohort[s]++;
      }
      const fitted = rake(treated, cohort);
      for (let g = 0; g < stratumOf.length; g++) weight[2 * g] = weights[stratumOf[g]];
      return fitted;
    },
  };
}
