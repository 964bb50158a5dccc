import type { EnrolmentPlan } from '../designs/enrolmentPlan.ts';
import type { Population } from '../population/groups.ts';
import { binomialRange, binomialSplit, blockSplit, type Split } from './cellSplits.ts';

/** How many patients of every group are on every arm. */
export interface CellAllocation {
  /** By class = group * 2 + arm; refilled by `draw`. */
  readonly cells: Int32Array;
  /** Expected share of all patients, by class. */
  readonly sizes: readonly { share: number }[];
  /** Words that a draw takes: the same number for every design of a population, each with a place of its own. */
  readonly words: number;
  draw(words: Int32Array, at: number): void;
}

/**
 * The numbers in the cells of a trial by the law of its allocation: within a stratum, the arms divide the stratum's patients
 * (blocks, or each patient alone), and each arm's patients fall into the stratum's groups by their shares.
 */
export function createCellAllocation(plan: EnrolmentPlan, population: Population): CellAllocation {
  const { n, strata, stratumOf, quotaOf, arms } = plan;
  const groups = population.groups.length;
  const shares = population.groups.map((group, g) => (quotaOf[g] >= 0 ? group.probability : 0));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const probability = shares.map((share) => share / total);
  const own = Array.from({ length: strata }, (_, s) =>
    [...probability.keys()].filter((g) => stratumOf[g] === s && probability[g] > 0),
  ).filter((members) => members.length > 0);
  const ofStratum = own.map((members) => members.reduce((sum, g) => sum + probability[g], 0));
  const experimental = arms.experimental / (arms.experimental + arms.control);
  const stratumSplits = chain(n, ofStratum, 1);
  const armSplits = ofStratum.map((share) =>
    plan.block === 0
      ? binomialSplit(binomialRange(n, Math.min(1, share)), experimental)
      : blockSplit(plan.block, (plan.block * arms.experimental) / (arms.experimental + arms.control)),
  );
  const groupSplits = own.map((members, s) =>
    [1 - experimental, experimental].map((arm) =>
      chain(
        n,
        members.map((g) => probability[g] / ofStratum[s]),
        ofStratum[s] * arm,
      ),
    ),
  );
  const cells = new Int32Array(groups * 2);
  return {
    cells,
    sizes: probability.flatMap((share) => [
      { share: share * (1 - experimental) },
      { share: share * experimental },
    ]),
    words: 4 * groups,
    draw(words, at) {
      let left = n;
      for (let s = 0; s < own.length; s++) {
        const size = s === own.length - 1 ? left : stratumSplits[s].draw(left, words[at + s]);
        left -= size;
        const n1 = armSplits[s].draw(size, words[at + groups + s]);
        divide(own[s], groupSplits[s][0], size - n1, 0, words, at + 2 * groups, cells);
        divide(own[s], groupSplits[s][1], n1, 1, words, at + 3 * groups, cells);
      }
    },
  };
}

/** Splits that divide a count among parts one after the other; the last part takes what is left. */
function chain(n: number, parts: readonly number[], of: number): Split[] {
  let left = 1;
  return parts.slice(0, -1).map((part) => {
    const split = binomialSplit(binomialRange(n, Math.min(1, of * left)), Math.min(1, part / left));
    left = Math.max(0, left - part);
    return split;
  });
}

function divide(
  members: readonly number[],
  splits: readonly Split[],
  count: number,
  arm: number,
  words: Int32Array,
  at: number,
  cells: Int32Array,
): void {
  let left = count;
  for (let i = 0; i < splits.length; i++) {
    const g = members[i];
    const part = splits[i].draw(left, words[at + g]);
    cells[2 * g + arm] = part;
    left -= part;
  }
  cells[2 * members[splits.length] + arm] = left;
}
