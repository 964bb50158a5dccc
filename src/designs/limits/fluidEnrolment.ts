import type { Population } from '../../population/groups.ts';
import type { EnrolmentPlan } from '../enrolmentPlan.ts';

/** A trial's enrolment with every arrival process replaced by its rate. */
export interface FluidEnrolment {
  /** Patients by group. */
  readonly patients: Float64Array;
  /** Screened when the last place is taken, and the calendar month of it. */
  readonly screened: number;
  readonly end: number;
  /** Month at which each quota takes its last patient. */
  readonly closes: Float64Array;
  /** Patients by group at every month at which the walk halts, from 0 at month 0; in between they grow in proportion to time. */
  readonly path: readonly { readonly month: number; readonly patients: Float64Array }[];
}

/** Where a walk begins: the calendar month, the patients by group who are in, and how many have been screened. */
export interface EnrolmentStart {
  readonly month: number;
  readonly patients: Float64Array;
  readonly screened: number;
}

/**
 * Walks from one month at which a rate changes to the next: the mix or the rate of screening changes, a quota opens, a cap is reached, a floor is
 * met, places are no longer kept, or the places that are left are all kept for floors.
 *
 * A quota that pauses (while places are kept for others) and goes on later is told as entering until its last patient.
 */
export function fluidEnrolment(
  plan: EnrolmentPlan,
  population: Population,
  start?: EnrolmentStart,
): FluidEnrolment {
  const { quotaOf, n } = plan;
  const quotas = plan.quotas.length;
  const patients = start?.patients.slice() ?? new Float64Array(population.groups.length);
  const taken = new Float64Array(quotas);
  const closes = new Float64Array(quotas);
  const close = 1e-9 * n;
  let month = start?.month ?? 0;
  let screened = start?.screened ?? 0;
  let left: number = n;
  patients.forEach((count, g) => {
    if (count === 0) return;
    taken[quotaOf[g]] += count;
    closes[quotaOf[g]] = month;
    left -= count;
  });
  const path = [{ month, patients: patients.slice() }];
  while (left > close) {
    const floor = (q: number) => (plan.floorUntil[q] > month ? plan.floors[q] : 0);
    const unmet = taken.map((count, q) => Math.max(0, floor(q) - count));
    const kept = unmet.reduce((sum, places) => sum + places, 0);
    const tight = left - kept <= close;
    const open = Array.from(
      taken,
      (count, q) =>
        plan.opensAt[q] <= month &&
        (tight ? unmet[q] > close : count < plan.quotas[q] - close || unmet[q] > close),
    );
    const rate = periodAt(population.screening, month).value;
    const { shares } = periodAt(population.mixes, month);
    const inflow = new Float64Array(quotas);
    shares.forEach((share, g) => {
      const q = quotaOf[g];
      if (q >= 0 && open[q]) inflow[q] += rate * share;
    });
    // Places left less places kept fall at the rate of those who take no kept place.
    const free = inflow.reduce((sum, value, q) => sum + (unmet[q] > close ? 0 : value), 0);
    const all = inflow.reduce((sum, value) => sum + value, 0);
    const months = [
      periodAt(population.screening, month).until - month,
      periodAt(population.mixes, month).until - month,
      ...Array.from(plan.opensAt, (from) => (from > month ? from - month : Number.POSITIVE_INFINITY)),
      ...Array.from(plan.floorUntil, (until) => (until > month ? until - month : Number.POSITIVE_INFINITY)),
      ...Array.from(taken, (count, q) =>
        after(inflow[q], unmet[q] > close ? unmet[q] : plan.quotas[q] - count),
      ),
      after(free, tight ? 0 : left - kept),
      after(all, left),
    ];
    const step = Math.min(...months);
    if (step === Number.POSITIVE_INFINITY) break;
    shares.forEach((share, g) => {
      const q = quotaOf[g];
      if (q < 0 || !open[q]) return;
      patients[g] += step * rate * share;
      taken[q] += step * rate * share;
      if (share > 0) closes[q] = month + step;
    });
    screened += step * rate;
    left -= step * all;
    month += step;
    path.push({ month, patients: patients.slice() });
  }
  return { patients, screened, end: month, closes, path };
}

/** Months until an amount has flowed; Infinity where nothing flows or nothing is left. */
const after = (rate: number, amount: number): number =>
  rate > 0 && amount > 0 ? amount / rate : Number.POSITIVE_INFINITY;

/** The period that a month begins or lies in. */
function periodAt<P extends { until: number }>(periods: readonly P[], month: number): P {
  return periods.find(({ until }) => month < until)!;
}

/** Patients of a group by a month, between the halts of a walk. */
export function alongPath(path: FluidEnrolment['path'], g: number, month: number): number {
  const next = path.findIndex((halt) => halt.month >= month);
  if (next < 0) return path[path.length - 1].patients[g];
  if (next === 0) return 0;
  const [from, to] = [path[next - 1], path[next]];
  const part = (month - from.month) / (to.month - from.month);
  return from.patients[g] + part * (to.patients[g] - from.patients[g]);
}
