import type { EnrolmentPlan } from '../../designs/enrolmentPlan.ts';
import type { Population } from '../../population/groups.ts';
import type { Stream } from '../../rng/stream.ts';
import { type CountRange, rangeWithin, type Split, type SplitMaker } from './cellSplits.ts';
import type { OpenBlocks } from './openBlocks.ts';

/** How many patients of every group come to every arm: of all patients, or of those between two looks. */
export interface CellRecruitment {
  /** By class = group * 2 + arm; refilled by `draw`. */
  readonly cells: Int32Array;
  /** Numbers that a class practically has. */
  readonly ranges: readonly CountRange[];
  /**
   * @param sizes patients of each quota
   * @param words four for each group from `at` on: the same number for every design of a population, each with a place of its own
   * @param stream read where an open block is not filled
   */
  draw(sizes: Int32Array, words: Int32Array, at: number, stream: Stream): void;
}

/** Patients of a quota in a stratum of the allocation. */
interface Unit {
  readonly quota: number;
  readonly stratum: number;
  readonly members: readonly number[];
  /** Size, given what the units before it left of the quota; null for the last of a quota. */
  readonly size: Split | null;
  /** Patients on the experimental arm where each is allocated by himself; null for blocks. */
  readonly alone: Split | null;
  /** Control, experimental: how an arm divides into groups. */
  readonly control: readonly Split[];
  readonly experimental: readonly Split[];
}

/**
 * The numbers in the cells of a trial by the law of its allocation: a quota's patients fall into strata, within a stratum the arms
 * divide the patients (blocks, or each patient alone), and each arm's patients fall into the stratum's groups by their shares.
 *
 * With blocks no stratum may hold patients of two quotas.
 *
 * @param recruited by group, 1 = recruited
 * @param sizes by quota
 * @param blocks of the whole trial; null where patients are allocated each by himself
 */
export function createCellRecruitment(
  plan: EnrolmentPlan,
  population: Population,
  recruited: Uint8Array,
  sizes: readonly CountRange[],
  blocks: OpenBlocks | null,
  split: SplitMaker,
): CellRecruitment {
  const { arms, strata, stratumOf, quotaOf } = plan;
  const groups = population.groups.length;
  const toExperimental = arms.experimental / (arms.experimental + arms.control);
  const ranges: CountRange[] = Array.from({ length: 2 * groups }, () => ({ least: 0, most: 0 }));
  const units = sizes.flatMap((range, quota): Unit[] => {
    const shares = population.groups.map((group, g) =>
      recruited[g] === 1 && quotaOf[g] === quota ? group.probability : 0,
    );
    const total = shares.reduce((sum, share) => sum + share, 0);
    const probability = shares.map((share) => share / total);
    const own = Array.from({ length: strata }, (_, s) =>
      [...probability.keys()].filter((g) => stratumOf[g] === s && probability[g] > 0),
    ).filter((members) => members.length > 0);
    const ofStratum = own.map((members) => members.reduce((sum, g) => sum + probability[g], 0));
    const unitSizes = chain(split, range, ofStratum, 1);
    return own.map((members, s): Unit => {
      for (const g of members) {
        ranges[2 * g] = rangeWithin(range, probability[g] * (1 - toExperimental));
        ranges[2 * g + 1] = rangeWithin(range, probability[g] * toExperimental);
      }
      const parts = members.map((g) => probability[g] / ofStratum[s]);
      const unit = rangeWithin(range, Math.min(1, ofStratum[s]));
      return {
        quota,
        stratum: stratumOf[members[0]],
        members,
        size: unitSizes[s] ?? null,
        alone: blocks === null ? split(unit, toExperimental) : null,
        control: chain(split, range, parts, ofStratum[s] * (1 - toExperimental)),
        experimental: chain(split, range, parts, ofStratum[s] * toExperimental),
      };
    });
  });
  const cells = new Int32Array(2 * groups);
  const left = new Int32Array(sizes.length);
  return {
    cells,
    ranges,
    draw(wanted, words, at, stream) {
      for (let q = 0; q < left.length; q++) left[q] = wanted[q];
      for (let u = 0; u < units.length; u++) {
        const { quota, stratum, members, size, alone, control, experimental } = units[u];
        const n = size === null ? left[quota] : size.draw(left[quota], words[at + u]);
        left[quota] -= n;
        const word = words[at + groups + u];
        const n1 =
          alone === null ? (blocks as OpenBlocks).draw(stratum, n, word, stream) : alone.draw(n, word);
        divide(members, control, n - n1, 0, words, at + 2 * groups, cells);
        divide(members, experimental, n1, 1, words, at + 3 * groups, cells);
      }
    },
  };
}

/** Splits that divide a count among parts one after the other; the last part takes what is left. */
function chain(split: SplitMaker, range: CountRange, parts: readonly number[], of: number): Split[] {
  let left = 1;
  return parts.slice(0, -1).map((part) => {
    const own = split(rangeWithin(range, Math.min(1, of * left)), Math.min(1, part / left));
    left = Math.max(0, left - part);
    return own;
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
  // The other arm of a single-arm trial: its words stay unread.
  if (count === 0) {
    for (let i = 0; i < members.length; i++) cells[2 * members[i] + arm] = 0;
    return;
  }
  let left = count;
  for (let i = 0; i < splits.length; i++) {
    const g = members[i];
    const part = splits[i].draw(left, words[at + g]);
    cells[2 * g + arm] = part;
    left -= part;
  }
  cells[2 * members[splits.length] + arm] = left;
}
