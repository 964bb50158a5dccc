import { gaussLegendre } from '../../numeric/gaussLegendre.ts';
import { remembered } from '../../numeric/remembered.ts';
import type { Population } from '../../population/groups.ts';
import type { EnrolmentPlan } from '../enrolmentPlan.ts';
import { alongPath, type FluidEnrolment, fluidEnrolment } from './fluidEnrolment.ts';
import { mixNodes } from './mixNodes.ts';
import { type Openness, placesLaw } from './placesLaw.ts';

/** Each stretch of months by a Gauss rule; so many stretches before the last place may be taken, and while it may be. */
const RULE = gaussLegendre(3);
const EARLY = 10;
const LATE = 16;
/** Chance that the last place is taken before that while, or after it. */
const OUTSIDE = 1e-7;
/** Mixes that a varying one is averaged over, prime numbers. */
const MANY = 509;
const FEW = 31;
/** Months at which a path averaged over mixes is told. */
const TOLD = 60;
/** Asked for again by every limit of a design, and by points of a sweep that enrol alike. */
const enrolments = remembered<FluidEnrolment>(200);

/**
 * Whether it matters who comes: with several quotas, or where more or fewer of those screened are enrolled from trial to trial. Else the
 * fluid limit is the mean, but for a part in n where rates change in time.
 */
export function dependsOnArrivals({ quotas, everybody }: EnrolmentPlan, population: Population): boolean {
  const everyMix = everybody && population.mixes.length === 1;
  return quotas.length > 1 || (population.variation !== null && !everyMix);
}

/**
 * A trial's expected enrolment: means over the Poisson numbers of patients who come for each quota, and over the mixes of trials where
 * these vary. The last of several quotas is later than its mean in the fluid limit.
 *
 * Given the mix, the number who have come for a quota by a month is Poisson, and `placesLaw` says from these whether places are left and
 * who is taken: months are the integral of P(places are left), patients screened that of it times the rate of screening, patients of a
 * group that of P(taken) times the rate of the group. From the first month on at which kept places lapse it goes on in the
 * fluid limit, from the patients expected by then. Arrivals that are `even` or `uniform` are taken as Poisson.
 *
 * @param detail times as many stretches while the last place may be taken: for a path that is drawn, where a rare quota is long in filling
 * @example two quotas of 10, 10 a month come for either: the last place in month 1 + 10 C(20, 10) / 2^20 / 10 = 1.176
 */
export function expectedEnrolment(plan: EnrolmentPlan, population: Population, detail = 1): FluidEnrolment {
  const { n, quotas, floors, floorUntil, opensAt, quotaOf } = plan;
  const { screening, mixes, variation, groups } = population;
  const levels = variation === null ? [] : groups.map((group) => group.levels);
  const periods = [screening, mixes].map((list) =>
    list.map((period) => ({ ...period, until: `${period.until}` })),
  );
  const numbers = [quotas, floors, floorUntil, opensAt, quotaOf].map((list) => list.join());
  const key = JSON.stringify([n, numbers, periods, variation, levels, detail]);
  return enrolments(key, () =>
    variation === null ? givenMix(plan, population, detail) : overMixes(plan, population),
  );
}

/** Means over the mixes of what is late for random numbers, by few of them, and of the fluid limit, by many. */
function overMixes(plan: EnrolmentPlan, population: Population): FluidEnrolment {
  const few = mixNodes(population, FEW);
  const terms = [
    { sign: 1, walks: mixNodes(population, MANY).map((mix) => fluidEnrolment(plan, mix)) },
    { sign: 1, walks: few.map((mix) => givenMix(plan, mix)) },
    { sign: -1, walks: few.map((mix) => fluidEnrolment(plan, mix)) },
  ];
  const mean = (value: (walk: FluidEnrolment) => number) =>
    terms.reduce(
      (all, { sign, walks }) =>
        all + (sign * walks.reduce((sum, walk) => sum + value(walk), 0)) / walks.length,
      0,
    );
  const [{ patients, closes }] = terms[0].walks;
  const last = Math.max(...terms[1].walks.map(({ path }) => path[path.length - 1].month));
  return {
    patients: patients.map((_, g) => mean((walk) => walk.patients[g])),
    screened: mean((walk) => walk.screened),
    end: mean((walk) => walk.end),
    closes: closes.map((_, q) => mean((walk) => walk.closes[q])),
    path: Array.from({ length: TOLD + 1 }, (_, k) => {
      const month = (last * k) / TOLD;
      return { month, patients: patients.map((_, g) => mean(({ path }) => alongPath(path, g, month))) };
    }),
  };
}

/** The same where the mix does not vary between trials. */
function givenMix(plan: EnrolmentPlan, population: Population, detail = 1): FluidEnrolment {
  const fluid = fluidEnrolment(plan, population);
  const { screening, mixes } = population;
  const rateOf = (g: number, month: number) => at(screening, month).value * at(mixes, month).shares[g];
  const lapse = Math.min(...plan.floorUntil);
  const breaks = [...screening, ...mixes].map(({ until }) => until).concat(...plan.opensAt);
  const comeBy = expectedBy(plan, population, breaks);
  const places = { n: plan.n, most: plan.quotas, kept: plan.floors };
  const openAt = (month: number): Openness => placesLaw(places, comeBy(month));
  const [from, to] = whileEnding(fluid.end, lapse, (month) => openAt(month).open);

  const patients = new Float64Array(population.groups.length);
  const path = [{ month: 0, patients: patients.slice() }];
  let end = 0;
  let screened = 0;
  for (const [start, stop] of stretches(from, to, breaks, LATE * detail)) {
    const half = (stop - start) / 2;
    RULE.node.forEach((node, i) => {
      const month = start + half * (1 + node);
      const { open, taken } = openAt(month);
      const months = half * RULE.weight[i];
      end += months * open;
      screened += months * open * at(screening, month).value;
      patients.forEach((_, g) => {
        const q = plan.quotaOf[g];
        if (q >= 0 && plan.opensAt[q] <= month) patients[g] += months * taken[q] * rateOf(g, month);
      });
    });
    path.push({ month: stop, patients: patients.slice() });
  }
  // A quota that is open to the end closes with the trial, as does one that in the fluid limit nobody comes for; and none after it.
  const closing = (last: number) =>
    fluid.closes.map((month) => (month > 0 && month < fluid.end * (1 - 1e-9) ? Math.min(month, last) : last));
  if (to < lapse) return { patients: filled(patients, plan.n), screened, end, closes: closing(end), path };
  const rest = fluidEnrolment(plan, population, { month: lapse, patients, screened });
  // Those trials only go on that are not full by then: the places left over, at the pace at which they are filled.
  const last = end + rest.end - lapse;
  return {
    patients: rest.patients,
    screened: rest.screened,
    end: last,
    closes: closing(last),
    path: [...path, ...rest.path.slice(1)],
  };
}

/** Expected patients who have come for each quota by a month. */
function expectedBy({ quotaOf, opensAt, quotas }: EnrolmentPlan, population: Population, breaks: number[]) {
  const { screening, mixes } = population;
  const ends = [...new Set(breaks)].filter((month) => month > 0).sort((a, b) => a - b);
  const rates = ends.map((until) => {
    const rate = new Float64Array(quotas.length);
    const { shares } = mixes.find((one) => until <= one.until)!;
    const { value } = screening.find((one) => until <= one.until)!;
    shares.forEach((share, g) => {
      if (quotaOf[g] >= 0 && opensAt[quotaOf[g]] < until) rate[quotaOf[g]] += share * value;
    });
    return rate;
  });
  return (month: number): Float64Array => {
    const come = new Float64Array(quotas.length);
    let begin = 0;
    for (let p = 0; begin < month && p < ends.length; p++) {
      const months = Math.min(month, ends[p]) - begin;
      for (let q = 0; q < come.length; q++) come[q] += months * rates[p][q];
      begin = ends[p];
    }
    return come;
  };
}

/** The months between which the last place is taken but for rare trials, or places kept lapse. */
function whileEnding(guess: number, lapse: number, open: (month: number) => number): [number, number] {
  let from = Math.min(guess, lapse);
  while (open(from) < 1 - OUTSIDE && from > 1e-3 * guess) from /= 1.15;
  let to = Math.min(guess, lapse);
  while (to < lapse && open(to) > OUTSIDE) to = Math.min(lapse, to * 1.15);
  return [from, to];
}

function stretches(from: number, to: number, breaks: readonly number[], late: number): [number, number][] {
  const ends = new Set(breaks.filter((month) => month > 0 && month < to));
  for (let k = 1; k <= EARLY; k++) ends.add((from * k) / EARLY);
  for (let k = 1; k <= late; k++) ends.add(from + ((to - from) * k) / late);
  const sorted = [0, ...ends].sort((a, b) => a - b);
  return sorted.slice(1).flatMap((end, i) => (end > sorted[i] ? [[sorted[i], end] as [number, number]] : []));
}

/** What the rare trials outside leave of the whole is shared out. */
function filled(patients: Float64Array, n: number): Float64Array {
  const factor = n / patients.reduce((sum, count) => sum + count, 0);
  return patients.map((count) => count * factor);
}

function at<P extends { until: number }>(periods: readonly P[], month: number): P {
  return periods.find(({ until }) => month < until)!;
}
