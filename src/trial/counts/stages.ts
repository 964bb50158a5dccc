import { endpointsOf } from '../../designs/endpointsOf.ts';
import type { EnrolmentPlan } from '../../designs/enrolmentPlan.ts';
import { recruitedQuotas, sharePlaces } from '../../designs/quotaStages.ts';
import type { Population } from '../../population/groups.ts';
import type { Stream } from '../../rng/stream.ts';
import type { PurposeStream } from '../../rng/streams.ts';
import type { BinaryEndpoint, TrialDesign, Truth } from '../../scenario/model.ts';
import { blockWords } from './blockWords.ts';
import type { CountedLooks } from './canCount.ts';
import { createCellOutcomes } from './cellOutcomes.ts';
import { createCellRecruitment } from './cellRecruitment.ts';
import { type CountRange, createSplitMaker, REACH } from './cellSplits.ts';
import type { OpenBlocks } from './openBlocks.ts';
import { createPartArrivals, placesAfter, shareOf } from './partArrivals.ts';
import type { ScreeningClock } from './screeningClock.ts';

/** Words that screening leaves for its state in the block of a trial of one look, so that both have the same words for cells. */
const STATE = 4;

/** The patients that a look adds, recruited from some groups. */
interface LookStage {
  /** By class; refilled by `draw`. */
  readonly cells: Int32Array;
  /** Of those who came last, those whom the look counts. */
  counted: number;
  /**
   * @param wanted patients whom the look counts
   * @param places left in the trial, for them and whoever comes with them
   * @returns how many came
   */
  draw(wanted: number, places: number, replicate: number, stream: Stream): number;
  /** Adds the outcomes of an endpoint to counts. */
  outcomes(endpoint: number, counts: Int32Array): void;
  /** Screens until they have come. */
  screen(clock: ScreeningClock, stream: Stream): void;
}

export interface LookStages {
  /** Everybody eligible, by group. */
  readonly everybody: Uint8Array;
  /** The stage of a look; set up when first asked for. @param recruited `everybody`, or a column that `among` has given */
  of(look: number, recruited: Uint8Array): LookStage;
  /** The eligible patients among some groups; the same column for the same groups. */
  among(groups: Uint8Array): Uint8Array;
}

/** The stages of a trial: one a look and set of groups that may be recruited for it. */
export function createStages(
  design: TrialDesign,
  looks: CountedLooks,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
  blocks: OpenBlocks | null,
  streams: (purpose: string) => PurposeStream,
): LookStages {
  const { patients, part } = looks;
  const names = endpointsOf(design, truth);
  const groups = population.groups.length;
  const everybody = Uint8Array.from(plan.quotaOf, (quota) => (quota < 0 ? 0 : 1));
  const ranges = sizesOf(design, looks, plan, truth, population);
  // The words of a look are the same whoever is recruited, and at the first those of a trial of one look.
  const words = patients.map((_, k) => {
    const label = k === 0 ? '' : ` look ${k + 1}`;
    return {
      cells: blockWords(streams(`counts${label}`), 4 * groups + STATE),
      outcomes: names.map((name) => blockWords(streams(`counts${label}:${name}`), 2 * groups)),
    };
  });
  const split = createSplitMaker();
  const known = patients.map(() => new Map<Uint8Array, LookStage>());
  const restricted = new Map<Uint8Array, Uint8Array>();

  /** Numbers by quota where they are fixed. */
  function placesOf(look: number, recruited: Uint8Array): Int32Array {
    const planned = plan.stages[look];
    const own = new Uint8Array(planned.length);
    recruitedQuotas(plan.quotaOf, recruited, own);
    const out = new Int32Array(planned.length);
    const all = planned.reduce((sum, n) => sum + n, 0);
    sharePlaces(all, planned, new Int32Array(planned.length), own, out);
    return out;
  }

  function create(look: number, recruited: Uint8Array): LookStage {
    const own = words[look];
    const fixed = plan.quotas.length === 1 ? null : placesOf(look, recruited);
    // Once populations were dropped, whoever comes counts.
    const arrivals =
      part !== null && look < part.looks && recruited === everybody
        ? createPartArrivals({ patients, part }, look, plan, population)
        : null;
    const lists = arrivals === null ? plan : { ...plan, quotaOf: arrivals.quotaOf };
    const numbers =
      arrivals?.ranges ??
      (fixed === null ? [ranges[look]] : Array.from(fixed, (n) => ({ least: n, most: n })));
    const recruitment = createCellRecruitment(lists, population, recruited, numbers, blocks, split);
    const outcomes = names.map((name) =>
      createCellOutcomes(truth.endpoints[name] as BinaryEndpoint, population, recruitment.ranges, split),
    );
    const shares = Float64Array.from(plan.quotas, (_, q) =>
      shareOf(population, (g) => plan.quotaOf[g] === q && recruited[g] === 1),
    );
    const came = fixed ?? new Int32Array(1);
    const sizes = arrivals?.sizes ?? came;
    let of = 0;
    return {
      cells: recruitment.cells,
      counted: 0,
      draw(wanted, places, replicate, stream) {
        of = replicate;
        const at = own.cells.of(replicate);
        const { words } = own.cells;
        const all = arrivals === null ? wanted : arrivals.draw(places, words[at + 4 * groups], stream);
        if (fixed === null) came[0] = all;
        recruitment.draw(sizes, words, at, stream);
        this.counted = arrivals === null ? wanted : sizes[0];
        return all;
      },
      outcomes(e, counts) {
        const { words: column } = own.outcomes[e];
        outcomes[e].add(recruitment.cells, column, own.outcomes[e].of(of), counts);
      },
      screen: (clock, stream) => clock.fill(came, shares, stream),
    };
  }

  return {
    everybody,
    of(look, recruited) {
      const found = known[look].get(recruited);
      if (found !== undefined) return found;
      const made = create(look, recruited);
      known[look].set(recruited, made);
      return made;
    },
    among(some) {
      const found = restricted.get(some);
      if (found !== undefined) return found;
      const made = some.map((member, g) => (plan.quotaOf[g] < 0 ? 0 : member));
      restricted.set(some, made);
      return made;
    },
  };
}

/**
 * How many patients a look may add, of all who are recruited: a fixed number, unless it is reassessed, some came while those before waited,
 * or the looks before it count a part.
 */
function sizesOf(
  design: TrialDesign,
  { patients, part }: CountedLooks,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
): CountRange[] {
  const select = design.monitoring?.select ?? null;
  const delay = (truth.endpoints[endpointsOf(design, truth)[0]] as BinaryEndpoint).assessedAt;
  const rate = Math.max(...population.screening.map(({ value }) => value));
  const mean = select?.recruit === 'selected' ? rate * (delay + Math.max(...plan.turnaround)) : 0;
  const waiting = mean === 0 ? 0 : Math.ceil(mean + REACH * Math.sqrt(mean) + REACH);
  return patients.map((n, k) => {
    const before = patients[k - 1] ?? 0;
    const added = n - before;
    const places = part === null || k === 0 ? null : placesAfter(part, before, plan, population);
    const least = places === null ? added : Math.min(added, places);
    if (select === null || k !== select.after) return { least, most: added };
    return {
      least: Math.max(1, least - waiting),
      most: (select.reassess?.most ?? n) - before,
    };
  });
}
