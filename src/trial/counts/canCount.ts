import { endpointsOf } from '../../designs/endpointsOf.ts';
import type { EnrolmentPlan } from '../../designs/enrolmentPlan.ts';
import { stagedTest } from '../../designs/stagedRule.ts';
import { membersOf, type Population } from '../../population/groups.ts';
import type { BinaryEndpoint, Timing, TrialDesign, Truth } from '../../scenario/model.ts';

/** The largest trial on cell counts: its tables of binomials grow with the number of patients. */
const MOST_COUNTED = 5000;

/** The same where the number recruited between two looks is random: tables for all numbers. */
const MOST_RANDOM = 1000;

/** The looks of a trial on cell counts, in numbers of patients. */
export interface CountedLooks {
  /** Patients whose outcomes are known at each look, in order of randomisation: all, or those of the part that it counts. */
  readonly patients: readonly number[];
  /** Months from the randomisation of the last of them to the look. */
  readonly after: readonly number[];
  /** Whom the first looks count, and how many looks these are; null where every look counts all. */
  readonly part: CountedPart | null;
}

/** A part of the patients that looks wait for. */
export interface CountedPart {
  /** By group, 1 = counts. */
  readonly members: Uint8Array;
  readonly looks: number;
}

/**
 * Whether a trial can be played on cell counts: all outcomes are binary, what is known at a look is a fixed number of patients (or of those
 * of a part) in order of randomisation, subgroup sizes are random or fixed from look to look, of one mix in all trials and months, and arms depend on the
 * numbers in the strata only. Patients in a cell are then exchangeable, and a trial costs a draw a cell.
 */
export function canCount(
  design: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
): boolean {
  const eligible = [...plan.turnaround].filter((_, g) => plan.quotaOf[g] >= 0);
  const staged = stagedTest(design) !== undefined;
  return (
    endpointsOf(design, truth).every((name) => truth.endpoints[name].kind === 'binary') &&
    (design.monitoring?.close ?? null) === null &&
    plan.exchangeable &&
    design.tests.every((test) => test.reRandomise === undefined) &&
    population.mixes.length === 1 &&
    population.variation === null &&
    !(truth.correlations ?? []).some(({ of }) =>
      of.every((name) => endpointsOf(design, truth).includes(name)),
    ) &&
    plan.n <= MOST_COUNTED &&
    (eligible.every((months) => months === eligible[0]) || staged) &&
    (isPlain(design, truth) || (!staged && countedLooks(design, plan, truth, population) !== null))
  );
}

/** Whether a trial has random subgroup sizes and one look, when everybody has been assessed. */
export function isPlain(design: TrialDesign, truth: Truth): boolean {
  const { looks, quotas } = design;
  const [look] = looks;
  const last = Math.max(...delaysOf(design, truth));
  const atAll = look.kind === 'assessed' || (look.kind === 'follow-up' && look.months >= last);
  return looks.length === 1 && quotas.length === 0 && atAll;
}

/**
 * Whether numbers fixed by quota leave patients of a cell exchangeable: fixed from look to look, and each list of allocation of one
 * quota. Where patients wait, no population may be dropped: whoever is in screening then may keep his place or lose it.
 */
function countsQuotas(
  { monitoring }: TrialDesign,
  { block, fixed, quotaOf, stages, strata, stratumOf }: EnrolmentPlan,
  patients: readonly number[],
  waits: boolean,
): boolean {
  let sum = 0;
  const sums = stages.map((sizes) => {
    sum += sizes.reduce((total, n) => total + n, 0);
    return sum;
  });
  const lists = Array.from(
    { length: strata },
    (_, s) => new Set(quotaOf.filter((q, g) => q >= 0 && stratumOf[g] === s)),
  );
  return (
    fixed &&
    patients.length === sums.length &&
    patients.every((n, k) => n === sums[k]) &&
    (block === 0 || lists.every((quotas) => quotas.size <= 1)) &&
    (!waits || (monitoring?.select ?? null) === null) &&
    (monitoring?.select?.reassess ?? null) === null
  );
}

/**
 * The looks of a trial of several, or of one with quotas, as numbers of patients; null where they are not: calendar looks, looks at several parts of the patients in turn, endpoints
 * assessed at different times (who is known of the earlier one depends on who came when), uniform arrivals (whose order of
 * randomisation is not that of their allocation).
 *
 * Where populations are dropped while patients wait to be assessed or to be randomised, these are counted one by one; that is done for
 * a selection before the last look of all patients.
 */
export function countedLooks(
  design: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
): CountedLooks | null {
  const delays = delaysOf(design, truth);
  const [delay] = delays;
  if (delays.some((months) => months !== delay) || truth.enrolment.arrivals === 'uniform') return null;
  const waits = delay > 0 || plan.turnaround.some((months, g) => plan.quotaOf[g] >= 0 && months > 0);
  const looks = design.looks.map((look) => countedLook(look, plan, population, delay));
  const patients = looks.map((look) => look?.patients ?? Number.NaN);
  if (!patients.every((n, k) => n <= plan.n && n > (patients[k - 1] ?? 0))) return null;
  const after = looks.map((look) => look?.after ?? Number.NaN);
  const members = looks.map((look) => look?.members ?? null);
  const part = partOf(members);
  if (part === null && members.some((one) => one !== null)) return null;
  if (part !== null && !countsPart(design, part, members, plan, patients)) return null;
  if (design.quotas.length > 0 && !countsQuotas(design, plan, patients, waits)) return null;
  const select = design.monitoring?.select ?? null;
  const random =
    part !== null ||
    (select !== null && (select.reassess !== null || (select.recruit === 'selected' && waits)));
  if (random && plan.n > MOST_RANDOM) return null;
  if (select?.recruit === 'selected' && waits) {
    const last = select.after === looks.length - 1 && patients[select.after] === plan.n;
    if (!last || select.reassess !== null) return null;
  }
  return { patients, after, part };
}

/** The part that the looks before the first of all patients count. */
function partOf(members: readonly (Uint8Array | null)[]): CountedPart | null {
  const [first] = members;
  if (first === null) return null;
  const all = members.indexOf(null);
  return { members: first, looks: all < 0 ? members.length : all };
}

/**
 * Whether looks at a part leave patients of a cell exchangeable: all at the same part until a look at everybody, and each list of allocation
 * of patients within the part or without. Whoever completes a look is of the part; in a list of both he would stand at its end.
 */
function countsPart(
  { quotas, monitoring }: TrialDesign,
  part: CountedPart,
  members: readonly (Uint8Array | null)[],
  { block, n, quotaOf, strata, stratumOf }: EnrolmentPlan,
  patients: readonly number[],
): boolean {
  const same = (other: Uint8Array | null) => other?.every((member, g) => member === part.members[g]) ?? false;
  const pure = Array.from({ length: strata }, (_, s) => {
    const own = part.members.filter((_, g) => quotaOf[g] >= 0 && stratumOf[g] === s);
    return own.every((member) => member === own[0]);
  });
  return (
    quotas.length === 0 &&
    members.slice(0, part.looks).every(same) &&
    members.slice(part.looks).every((other, k) => other === null && patients[part.looks + k] === n) &&
    part.members.some((member, g) => member === 1 && quotaOf[g] >= 0) &&
    (block === 0 || pure.every(Boolean)) &&
    (monitoring?.select?.reassess ?? null) === null
  );
}

function countedLook(
  look: Timing,
  plan: EnrolmentPlan,
  population: Population,
  delay: number,
): { patients: number; after: number; members: Uint8Array | null } | null {
  switch (look.kind) {
    case 'patients': {
      const members = membersOf(population, look.in);
      const everybody = plan.quotaOf.every((quota, g) => quota < 0 || members[g] === 1);
      return { patients: look.n, after: delay, members: everybody ? null : members };
    }
    case 'assessed':
      return { patients: plan.n, after: delay, members: null };
    case 'follow-up':
      return look.months >= delay ? { patients: plan.n, after: look.months, members: null } : null;
    default:
      return null;
  }
}

/** Months from randomisation to the assessment of each endpoint. */
function delaysOf(design: TrialDesign, truth: Truth): number[] {
  return endpointsOf(design, truth).map((name) => (truth.endpoints[name] as BinaryEndpoint).assessedAt);
}
