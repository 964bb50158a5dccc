import { inverseCumulativeHazard, type SurvivalLaw } from '../../distributions/survivalLaw.ts';
import { collocation, ORDER } from './collocation.ts';

/** Points and weights for integrals over follow-up time: pieces of `ORDER` Gauss-Legendre points, in order of time. */
export interface TimeGrid {
  readonly time: Float64Array;
  readonly weight: Float64Array;
}

/** Cumulative hazard beyond which nothing that happens is seen in the 16th digit. */
const SPENT = 38;

/** Cumulative hazards at which a law is given an end of a piece: its density changes by a bounded factor within each. */
const GUIDES = [1, 2, 4, 8, 16, SPENT];

/** A Weibull hazard may be infinite at 0: mass left in the first piece, where the rule does not converge. */
const FIRST_MASS = 1e-8;

/** A piece may reach to this multiple of its beginning where a hazard is a power of time. */
const STRETCH = 8;

/**
 * Lays a grid over [0, end] for functions of these laws: ends of pieces wherever a law or the entry of patients changes
 * (`breaks`), and enough between them that 16 points see a density to about 1e-10.
 *
 * @param dropout null if nobody drops out
 * @param end Infinity for as long as anything can happen
 */
export function createTimeGrid(
  events: readonly SurvivalLaw[],
  dropout: SurvivalLaw | null,
  breaks: readonly number[],
  end: number,
): TimeGrid {
  const laws = dropout === null ? events : [...events, dropout];
  const uncured = laws.map((law) => ({ ...law, cured: 0 }));
  const left = dropout === null ? end : inverseCumulativeHazard(dropout, SPENT);
  const last = Math.min(end, left, Math.max(...events.map(spent)));
  const inside = (times: readonly number[]) => times.filter((t) => t > 0 && t < last);
  const fixed = [...new Set(inside([...breaks, ...laws.flatMap((law) => law.until)])), last].sort(
    (a, b) => a - b,
  );
  const powers = uncured.filter((law) => law.shape !== 1);
  const first = Math.min(...powers.map((law) => inverseCumulativeHazard(law, FIRST_MASS)), Number.MAX_VALUE);
  const guides = inside(uncured.flatMap((law) => GUIDES.map((h) => inverseCumulativeHazard(law, h))));
  const ends = stretched(merged(fixed, guides), first);
  const time = new Float64Array(ends.length * ORDER);
  const weight = new Float64Array(ends.length * ORDER);
  let begin = 0;
  ends.forEach((until, p) => {
    const length = until - begin;
    for (let i = 0; i < ORDER; i++) {
      time[p * ORDER + i] = begin + length * collocation.node[i];
      weight[p * ORDER + i] = length * collocation.weight[i];
    }
    begin = until;
  });
  return { time, weight };
}

/** Running integral of f, given as value times weight at the points of the grid. */
export function runningIntegral(grid: TimeGrid, weighted: Float64Array): Float64Array {
  const { running, weight } = collocation;
  const out = new Float64Array(weighted.length);
  let before = 0;
  for (let piece = 0; piece < grid.time.length; piece += ORDER) {
    let whole = 0;
    for (let i = 0; i < ORDER; i++) {
      let sum = before;
      for (let j = 0; j < ORDER; j++) sum += (running[i * ORDER + j] / weight[j]) * weighted[piece + j];
      out[piece + i] = sum;
      whole += weighted[piece + i];
    }
    before += whole;
  }
  return out;
}

/** Time after which a law has no events to speak of. */
function spent(law: SurvivalLaw): number {
  const time = inverseCumulativeHazard({ ...law, cured: 0 }, SPENT);
  return time < Number.POSITIVE_INFINITY ? time : Math.max(0, ...law.until.slice(0, -1));
}

/** The fixed ends, and those guides that are not within a tenth of an end that is there already. */
function merged(fixed: readonly number[], guides: readonly number[]): number[] {
  const ends = [...fixed];
  for (const guide of [...guides].sort((a, b) => a - b)) {
    if (!ends.some((end) => Math.abs(end - guide) < 0.1 * guide)) ends.push(guide);
  }
  return ends.sort((a, b) => a - b);
}

/** Adds ends so that the first piece ends at `first` and no other reaches to more than a multiple of its beginning. */
function stretched(ends: readonly number[], first: number): number[] {
  const out: number[] = [];
  let next = first;
  for (const end of ends) {
    for (; next < end; next *= STRETCH) out.push(next);
    out.push(end);
    next = end * STRETCH;
  }
  return out;
}
