import { stratify } from '../designs/allocationPlan.ts';
import type { EnrolmentPlan } from '../designs/enrolmentPlan.ts';
import type { Population } from '../population/groups.ts';
import type { BalanceReport, TrialDesign } from '../scenario/model.ts';
import { labelledLevels } from './balanceLevels.ts';

/** How evenly the arms of a trial came out, written once a replicate to a column of its own. */
export interface Balance {
  /** Patients by class = group * 2 + arm; filled by the trial before `record`. */
  readonly counts: Int32Array;
  record(): void;
}

/** Numbers for each population, from its place on: |difference|, and 1 where it is beyond the limit. */
export const PER_POPULATION = { difference: 0, beyond: 1 } as const;
const POPULATION_NUMBERS = 2;

/** Numbers of the randomisation strata, after those of the populations. */
export const OF_STRATA = { mean: 0, largest: 1, unfilled: 2 } as const;
const STRATA_NUMBERS = 3;

/** Names of the populations whose balance is reported: everybody, then each level of each name. */
export function balancePopulations(report: BalanceReport, population: Population): string[] {
  return ['all', ...labelledLevels(report.by, population).map(({ label }) => label)];
}

export function balanceLength(report: BalanceReport | undefined, population: Population): number {
  if (report === undefined) return 0;
  return POPULATION_NUMBERS * balancePopulations(report, population).length + STRATA_NUMBERS;
}

/** Offset of the strata's numbers. */
export function strataAt(populations: number): number {
  return POPULATION_NUMBERS * populations;
}

/**
 * The difference between the arms is experimental minus control patients, each for its part of the ratio: 2 (s n1 - r n0) / (r + s), which
 * is n1 - n0 at 1:1. Of the strata that randomisation keeps apart (for minimisation: that its factors make together): the mean and
 * the largest of its absolute values over those with patients, and the share of them that has fewer patients than a block.
 *
 * @param out the trial's own part of the raw results
 */
export function createBalance(
  { randomise, balance }: TrialDesign,
  plan: EnrolmentPlan,
  population: Population,
  out: Float64Array,
): Balance | null {
  if (balance === undefined) return null;
  const classes = population.groups.length * 2;
  const counts = new Int32Array(classes);
  const everybody = new Uint8Array(population.groups.length).fill(1);
  const members = [everybody, ...labelledLevels(balance.by, population).map((level) => level.members)];
  const { strata, stratumOf } = stratify(randomise.stratifyBy, population);
  const strata1 = new Int32Array(strata);
  const strata0 = new Int32Array(strata);
  const { experimental, control } = plan.arms;
  const scale = 2 / (experimental + control);
  const block = randomise.block;
  const at = strataAt(members.length);
  const difference = (n1: number, n0: number) => scale * Math.abs(control * n1 - experimental * n0);
  return {
    counts,
    record() {
      for (let p = 0; p < members.length; p++) {
        let n1 = 0;
        let n0 = 0;
        for (let g = 0; g < members[p].length; g++) {
          n0 += members[p][g] * counts[2 * g];
          n1 += members[p][g] * counts[2 * g + 1];
        }
        const d = difference(n1, n0);
        out[POPULATION_NUMBERS * p + PER_POPULATION.difference] = d;
        out[POPULATION_NUMBERS * p + PER_POPULATION.beyond] = d > balance.beyond * (n1 + n0) + 1e-9 ? 1 : 0;
      }
      strata1.fill(0);
      strata0.fill(0);
      for (let g = 0; g < stratumOf.length; g++) {
        strata0[stratumOf[g]] += counts[2 * g];
        strata1[stratumOf[g]] += counts[2 * g + 1];
      }
      let present = 0;
      let sum = 0;
      let largest = 0;
      let unfilled = 0;
      for (let s = 0; s < strata; s++) {
        const n = strata1[s] + strata0[s];
        if (n === 0) continue;
        const d = difference(strata1[s], strata0[s]);
        present++;
        sum += d;
        largest = d > largest ? d : largest;
        unfilled += n < block ? 1 : 0;
      }
      out[at + OF_STRATA.mean] = sum / present;
      out[at + OF_STRATA.largest] = largest;
      out[at + OF_STRATA.unfilled] = unfilled / present;
    },
  };
}
