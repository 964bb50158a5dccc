import { betaTailQuantile } from '../numeric/betaTail.ts';

/** Shapes that are interpolated; others are computed. */
const LEAST = 0.4;
const GREATEST = 3000;
/** Nodes of log shape, so far apart. */
const STEP = 0.1;
const NODES = Math.ceil(Math.log(GREATEST / LEAST) / STEP) + 6;
/** Points of the polynomial in each direction. */
const POINTS = 6;

/** Writes the limits of the interval of Beta(a, b) at place j of two arrays. */
type WriteInterval = (a: number, b: number, j: number, lower: Float64Array, upper: Float64Array) => void;

/**
 * Equal-tailed intervals of beta laws whose shapes are no whole numbers, ten times as fast as quantiles: the logits of
 * both limits are smooth in the logs of the shapes, and are interpolated by polynomials through six nodes each way, each
 * node computed when it is first needed. Errors below 7e-9 for shapes from 0.4 to 3,000; beyond, limits are computed.
 *
 * @param level in (0, 1)
 */
export function betaIntervals(level: number): WriteInterval {
  const tails = [(1 + level) / 2, (1 - level) / 2];
  /** Logits of both limits, node by node. */
  const kept = new Float64Array(2 * NODES * NODES).fill(Number.NaN);
  const forA = new Float64Array(POINTS);
  const forB = new Float64Array(POINTS);

  const fill = (node: number): void => {
    const a = LEAST * Math.exp((Math.floor(node / NODES) - 2) * STEP);
    const b = LEAST * Math.exp(((node % NODES) - 2) * STEP);
    for (let side = 0; side < 2; side++) {
      const limit = betaTailQuantile(tails[side], a, b);
      kept[2 * node + side] = Math.log(limit) - Math.log1p(-limit);
    }
  };

  return (a, b, j, lower, upper) => {
    if (!(a >= LEAST && a <= GREATEST && b >= LEAST && b <= GREATEST)) {
      lower[j] = betaTailQuantile(tails[0], a, b);
      upper[j] = betaTailQuantile(tails[1], a, b);
      return;
    }
    const first =
      lagrange(Math.log(a / LEAST) / STEP, forA) * NODES + lagrange(Math.log(b / LEAST) / STEP, forB);
    let low = 0;
    let high = 0;
    for (let i = 0; i < POINTS; i++) {
      for (let k = 0; k < POINTS; k++) {
        const node = first + i * NODES + k;
        if (Number.isNaN(kept[2 * node])) fill(node);
        const weight = forA[i] * forB[k];
        low += weight * kept[2 * node];
        high += weight * kept[2 * node + 1];
      }
    }
    lower[j] = 1 / (1 + Math.exp(-low));
    upper[j] = 1 / (1 + Math.exp(-high));
  };
}

/** Writes the weights of the six nodes around a place, nodes 1 apart from -2 on; gives the number of the first. */
function lagrange(place: number, weights: Float64Array): number {
  const first = Math.floor(place);
  const c = place - first;
  const a = c + 2;
  const b = c + 1;
  const d = c - 1;
  const e = c - 2;
  const f = c - 3;
  const bc = b * c;
  const de = d * e;
  weights[0] = (-bc * de * f) / 120;
  weights[1] = (a * c * de * f) / 24;
  weights[2] = (-a * b * de * f) / 12;
  weights[3] = (a * bc * e * f) / 12;
  weights[4] = (-a * bc * d * f) / 24;
  weights[5] = (a * bc * de) / 120;
  return first;
}
