import type { EnrolmentPlan } from '../../designs/enrolmentPlan.ts';
import type { DiscreteLaw } from '../../distributions/discreteLaw.ts';
import { DiscreteSampler } from '../../distributions/discreteSampler.ts';
import { negativeBinomialLaw } from '../../distributions/negativeBinomial.ts';
import type { Population } from '../../population/groups.ts';
import type { Stream } from '../../rng/stream.ts';
import type { CountedPart } from './canCount.ts';
import type { CountRange } from './cellSplits.ts';

const WORDS = 4294967296;

/** Patients of a part and others who come until a look has those of the part that it waits for, or the trial is full. */
export interface PartArrivals {
  /** By group: 0 = of the part, 1 = another, -1 = not eligible. */
  readonly quotaOf: Int16Array;
  /** Members of the part, others; refilled by `draw`. */
  readonly sizes: Int32Array;
  /** Numbers that they practically have. */
  readonly ranges: readonly CountRange[];
  /**
   * @param places left in the trial
   * @param stream read only where the trial is full before the look
   * @returns how many came
   */
  draw(places: number, word: number, stream: Stream): number;
}

/**
 * How many come until the last that is wanted is negative binomial. Where that is more than there are places, the last of them are taken
 * back one by one: whoever completed the look, then any of the others, who came in any order.
 */
export function createPartArrivals(
  { patients, part }: { patients: readonly number[]; part: CountedPart },
  look: number,
  plan: EnrolmentPlan,
  population: Population,
): PartArrivals {
  const before = patients[look - 1] ?? 0;
  const wanted = patients[look] - before;
  const law = untilLast(wanted, part, plan, population);
  const sampler = new DiscreteSampler([law]);
  const most = mostOf(law);
  const full = most > (before === 0 ? plan.n : placesAfter(part, before, plan, population));
  const sizes = new Int32Array(2);
  return {
    quotaOf: plan.quotaOf.map((quota, g) => (quota < 0 ? -1 : 1 - part.members[g])),
    sizes,
    ranges: [
      { least: full ? 0 : wanted, most: wanted },
      { least: full ? 0 : law.lowest - wanted, most: Math.min(plan.n, most - wanted) },
    ],
    draw(places, word, stream) {
      const came = sampler.draw(0, word);
      let members = wanted;
      for (let left = came; left > places; left--) {
        if (left === came || (stream.next() >>> 0) * left < members * WORDS) members--;
      }
      const all = Math.min(came, places);
      sizes[0] = members;
      sizes[1] = all - members;
      return all;
    },
  };
}

/** The fewest places that are practically left once so many of a part have come. */
export function placesAfter(
  part: CountedPart,
  members: number,
  plan: EnrolmentPlan,
  population: Population,
): number {
  return Math.max(0, plan.n - mostOf(untilLast(members, part, plan, population)));
}

/** Share of the screened who are of some groups. */
export function shareOf({ groups }: Population, among: (g: number) => boolean): number {
  const share = groups.reduce((sum, { probability }, g) => sum + (among(g) ? probability : 0), 0);
  return Math.min(1, share);
}

/** Patients randomised until so many of a part are. */
function untilLast(
  members: number,
  part: CountedPart,
  { quotaOf }: EnrolmentPlan,
  population: Population,
): DiscreteLaw {
  const eligible = shareOf(population, (g) => quotaOf[g] >= 0);
  const share = shareOf(population, (g) => quotaOf[g] >= 0 && part.members[g] === 1);
  return negativeBinomialLaw(members, share / eligible);
}

const mostOf = ({ lowest, probability }: DiscreteLaw): number => lowest + probability.length - 1;
