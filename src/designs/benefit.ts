import { inverseCumulativeHazard, type SurvivalLaw, survivalAt } from '../distributions/survivalLaw.ts';
import { normalLaw, responseRate, timeLaw } from '../endpoints/laws.ts';
import { integrate } from '../numeric/quadrature.ts';
import { createPopulation } from '../population/groups.ts';
import { type Part, partsOf } from '../population/parts.ts';
import { trueKinds } from '../population/trueKinds.ts';
import { evaluatePopulation } from '../scenario/cells.ts';
import type { Cell, Endpoint, PromisedTo, Truth } from '../scenario/model.ts';

/** What is to be said of a claim under a truth, each 1 or 0. */
export interface Verdict {
  /** It promises benefit to all patients who benefit and to no others. */
  readonly right: number;
  /** It promises benefit to some patients who do not benefit. */
  readonly wrong: number;
  /** It leaves out some patients who benefit. */
  readonly missed: number;
}

/** Effects closer than this are one: quadrature is good to 1e-9. */
const ROUNDING = 1e-7;

/**
 * Judges a claim by the truth: every kind of patient that exists, by true status, is promised benefit or not, and benefits or not; the
 * patients of a band between two cuts of a score are one kind.
 *
 * Patients benefit who reach the smallest worthwhile effect on every endpoint that `truth.worthwhile` names; where it names none, who
 * have any benefit on `endpoint`.
 *
 * @param promisedTo population by true status, or nobody
 * @param endpoint that the design tests; null where the truth names its own
 * @example a claim for all patients where the hazard ratio is 0.6 in M+ and 1 in M- // right 0, wrong 1, missed 0
 */
export function judgeClaim(promisedTo: PromisedTo, truth: Truth, endpoint: string | null): Verdict {
  let wrong = false;
  let missed = false;
  for (const { cell, benefits } of kindsOf(truth, endpoint)) {
    const promised = promisedTo.kind !== 'nobody' && evaluatePopulation(promisedTo, cell);
    wrong ||= promised && !benefits;
    missed ||= benefits && !promised;
  }
  return { right: wrong || missed ? 0 : 1, wrong: wrong ? 1 : 0, missed: missed ? 1 : 0 };
}

/** A kind of patient that exists, and whether it benefits. */
interface Kind {
  readonly cell: Cell;
  readonly benefits: boolean;
}

/** Kinds by truth and endpoint: every claim of every design at a point asks for the same. */
const known = new WeakMap<Truth, Map<string | null, readonly Kind[]>>();

function kindsOf(truth: Truth, endpoint: string | null): readonly Kind[] {
  const made = known.get(truth) ?? new Map<string | null, readonly Kind[]>();
  known.set(truth, made);
  const kinds = made.get(endpoint) ?? judgedKinds(truth, endpoint);
  made.set(endpoint, kinds);
  return kinds;
}

function judgedKinds(truth: Truth, endpoint: string | null): Kind[] {
  const named = Object.entries(truth.worthwhile);
  const { groups } = createPopulation(truth);
  return trueKinds(truth, groups).flatMap((cell): Kind[] => {
    const parts = cell.probability === 0 ? [] : partsOf(cell, groups);
    if (parts.length === 0) return [];
    const benefits =
      named.length > 0
        ? named.every(
            ([name, least]) =>
              effectGain(truth.endpoints[name], parts) >= gainOf(truth, name, least) - ROUNDING,
          )
        : effectGain(truth.endpoints[endpoint as string], parts) > ROUNDING;
    return [{ cell, benefits }];
  });
}

const gainOf = (truth: Truth, name: string, least: number) =>
  truth.endpoints[name].kind === 'time-to-event' ? -Math.log(least) : least;

/** In a band of a score, the mean over its patients. */
function effectGain(endpoint: Endpoint, parts: readonly Part[]): number {
  return parts.reduce((sum, { cell, share }) => sum + share * gainIn(endpoint, cell), 0);
}

/** Effect in the direction of benefit: minus the log of the average hazard ratio, or a difference of probabilities or means. */
function gainIn(endpoint: Endpoint, cell: Cell): number {
  if (endpoint.kind === 'time-to-event') {
    return -Math.log(averageHazardRatio(timeLaw(endpoint, cell, 0), timeLaw(endpoint, cell, 1)));
  }
  const difference =
    endpoint.kind === 'binary'
      ? responseRate(endpoint, cell, 1) - responseRate(endpoint, cell, 0)
      : normalLaw(endpoint, cell, 1).mean - normalLaw(endpoint, cell, 0).mean;
  return endpoint.better === 'lower' ? -difference : difference;
}

/**
 * Average hazard ratio, P(experimental time < control time) / P(control time < experimental time): the hazard ratio itself where hazards
 * are proportional.
 *
 * Source: Kalbfleisch & Prentice, Biometrika 1981;68:105-112, with the weights of pairs of uncensored patients.
 *
 * @throws RangeError where no event ever happens in either arm
 * @example exponential medians 6 and 10 months // 0.6
 */
export function averageHazardRatio(control: SurvivalLaw, experimental: SurvivalLaw): number {
  // In time of the events of one arm: the integral of S_other dF_own, on a range where both laws are smooth between their breaks.
  const earlier = (own: SurvivalLaw, other: SurvivalLaw) => {
    const most = 1 - survivalAt(own, Number.POSITIVE_INFINITY);
    const breaks = [...own.until, ...other.until]
      .filter(Number.isFinite)
      .map((time) => 1 - survivalAt(own, time))
      .filter((p) => p > 0 && p < most);
    const at = (p: number) => survivalAt(other, inverseCumulativeHazard(own, -Math.log1p(-p)));
    return most === 0 ? 0 : integrate(at, 0, most, { breaks: [...new Set(breaks)], relative: 1e-9 }).value;
  };
  const [before, after] = [earlier(experimental, control), earlier(control, experimental)];
  if (before === 0 && after === 0) throw new RangeError('no event ever happens in either arm');
  return before / after;
}
