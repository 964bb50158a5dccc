import { gaussLegendre } from '../numeric/gaussLegendre.ts';
import { normalDensity, normalUpperTail } from '../numeric/normal.ts';

/**
 * Trials that have crossed no bound so far: the law of s = z sqrt(information) at a look, as masses at the nodes of a
 * quadrature rule. Their sum is the probability of going on.
 */
export interface Paths {
  readonly information: number;
  /** Values of s, ascending. */
  readonly at: Float64Array;
  readonly mass: Float64Array;
  readonly drift: number;
  /** What was known before the first look ahead. */
  readonly from: { readonly information: number; readonly at: number };
}

const RULE = gaussLegendre(16);

/** Standard deviations from the mean beyond which nothing is integrated: 1e-17 of the mass. */
const REACH = 8.5;

/** Length of a panel of 16 nodes, in standard deviations of the narrower step on either side of the look. */
const PANEL = 5;

/** Before the first look, or at a known z: then from.at is z sqrt(information). */
export function startPaths(drift: number, information = 0, at = 0): Paths {
  return {
    information,
    at: Float64Array.of(at),
    mass: Float64Array.of(1),
    drift,
    from: { information, at },
  };
}

/** P(no bound crossed so far, z >= bound at the given information); 0 without new information. */
export function upperTail(paths: Paths, information: number, bound: number): number {
  return tail(paths, information, bound, 1);
}

/** P(no bound crossed so far, z <= bound at the given information); 0 without new information. */
export function lowerTail(paths: Paths, information: number, bound: number): number {
  return tail(paths, information, bound, -1);
}

function tail(
  { at, mass, information: now, drift }: Paths,
  then: number,
  bound: number,
  side: 1 | -1,
): number {
  const step = then - now;
  if (!(step > 0) || bound === side * Number.POSITIVE_INFINITY) return 0;
  const deviation = Math.sqrt(step);
  const centre = bound * Math.sqrt(then) - drift * step;
  let sum = 0;
  for (let j = 0; j < at.length; j++) {
    sum += mass[j] * normalUpperTail((side * (centre - at[j])) / deviation);
  }
  return sum;
}

/** How fast `upperTail` falls as its bound rises: the density of z at the bound; of `lowerTail` how fast it rises. */
export function boundDensity(
  { at, mass, information: now, drift }: Paths,
  then: number,
  bound: number,
): number {
  const step = then - now;
  if (!(step > 0)) return 0;
  const deviation = Math.sqrt(step);
  const centre = bound * Math.sqrt(then) - drift * step;
  let sum = 0;
  for (let j = 0; j < at.length; j++) sum += mass[j] * normalDensity((centre - at[j]) / deviation);
  return (sum * Math.sqrt(then)) / deviation;
}

/**
 * The trials that go on past a look, by one step of the recursive integration of the sub-density.
 *
 * Source: Armitage, McPherson & Rowe, JRSS A 1969;132:235-244; Jennison & Turnbull 2000, chapter 19. Their grid carries
 * Simpson's rule; here panels of 16 Gauss-Legendre nodes, as short as the narrower of the steps before and after the
 * look asks, lie between the bounds: the integrand is smooth there, and the error is that of rounding.
 *
 * @param next information of the look after this one
 */
export function continuePaths(
  paths: Paths,
  information: number,
  lower: number,
  upper: number,
  next: number,
): Paths {
  const { at, mass, information: now, drift, from } = paths;
  const step = information - now;
  if (!(step > 0)) return paths;
  const root = Math.sqrt(information);
  const mean = from.at + drift * (information - from.information);
  const reach = REACH * Math.sqrt(information - from.information);
  const low = Math.max(lower * root, mean - reach);
  const high = Math.min(upper * root, mean + reach);
  const narrower = Math.sqrt(Math.min(step, next - information));
  const panels = high > low ? Math.ceil((high - low) / (PANEL * narrower)) : 0;
  const size = RULE.node.length;
  const nodes = new Float64Array(panels * size);
  const masses = new Float64Array(panels * size);
  const half = (high - low) / panels / 2;
  const deviation = Math.sqrt(step);
  for (let i = 0; i < nodes.length; i++) {
    const panel = Math.floor(i / size);
    const s = low + half * (2 * panel + 1 + RULE.node[i % size]);
    const moved = s - drift * step;
    let density = 0;
    for (let j = 0; j < at.length; j++) density += mass[j] * normalDensity((moved - at[j]) / deviation);
    nodes[i] = s;
    masses[i] = (RULE.weight[i % size] * half * density) / deviation;
  }
  return { information, at: nodes, mass: masses, drift, from };
}

/** Information of the next look that brings any. */
export function nextInformation(information: readonly number[], look: number): number {
  for (let k = look + 1; k < information.length; k++) {
    if (information[k] > information[look]) return information[k];
  }
  return Number.POSITIVE_INFINITY;
}
