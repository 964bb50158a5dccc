import { gaussLegendre } from '../numeric/gaussLegendre.ts';

/** From here on the samples of the normal density are its low-pass filter to 1e-9 and better. */
const SAMPLED_FROM = 1.2;
const REACH = 8.5;

/**
 * The normal law of standard deviation tau as weights on a grid: the value at d steps is what a point d steps away
 * gives to the mean of a function that the grid resolves.
 *
 * Where tau is less than some steps its samples are no longer those weights; they are then the Fourier coefficients of
 * the law over the frequencies that the grid can hold: 1 at 0 and 0 elsewhere for tau = 0.
 *
 * @param tau in steps of the grid
 * @param most greatest distance that is asked for
 */
export function smoothingKernel(tau: number, most: number): Float64Array {
  if (tau >= SAMPLED_FROM) {
    const length = Math.min(most, Math.ceil(REACH * tau)) + 1;
    return Float64Array.from(
      { length },
      (_, d) => Math.exp(-((d / tau) ** 2) / 2) / (tau * Math.sqrt(2 * Math.PI)),
    );
  }
  if (tau === 0) return Float64Array.of(1);
  const { node, weight } = gaussLegendre(Math.max(40, 2 * most));
  const kernel = new Float64Array(most + 1);
  node.forEach((x, i) => {
    // Frequencies from 0 to 1/2 a step, both signs at once.
    const frequency = (1 + x) / 4;
    const amplitude = (weight[i] / 2) * Math.exp(-2 * (Math.PI * frequency * tau) ** 2);
    const turn = 2 * Math.cos(2 * Math.PI * frequency);
    let before = turn / 2;
    let now = 1;
    for (let d = 0; d <= most; d++) {
      kernel[d] += amplitude * now;
      const next = turn * now - before;
      before = now;
      now = next;
    }
  });
  return kernel;
}

/** Whether the weights of a normal law of standard deviation tau, in steps, have both signs: where the function is small beside its greatest they tell little. */
export function isFilter(tau: number): boolean {
  return tau > 0 && tau < SAMPLED_FROM;
}

/** By distance d: sum of the weights of a kernel further than d on one side; of all weights together it is 1. */
export function weightsBeyond(kernel: Float64Array): Float64Array {
  const beyond = new Float64Array(kernel.length);
  beyond[0] = (1 - kernel[0]) / 2;
  for (let d = 1; d < kernel.length; d++) beyond[d] = beyond[d - 1] - kernel[d];
  return beyond;
}

/**
 * Weights of the samples of a function in its integral from a point on to infinity, in steps: 1/2 + Si(pi d) / pi at d
 * steps to the right of the point. For a function that the grid resolves the sum is the integral.
 *
 * Source: the cardinal series, integrated term by term (Stenger, "Numerical Methods Based on Sinc and Analytic
 * Functions", 1993).
 *
 * @param first distance of the first sample from the point, in steps
 */
export function tailWeights(first: number, count: number): Float64Array {
  const { node, weight } = gaussLegendre(20);
  const piece = (from: number, to: number) => {
    const half = (to - from) / 2;
    return node.reduce((sum, x, i) => {
      const d = Math.PI * (from + half * (1 + x));
      return sum + weight[i] * half * (d === 0 ? 1 : Math.sin(d) / d);
    }, 0);
  };
  const weights = new Float64Array(count);
  // From the sample nearest to the point outwards, a step at a time.
  const nearest = Math.min(count - 1, Math.max(0, Math.round(-first)));
  const at = first + nearest;
  let start = 0.5;
  for (let whole = 0; whole < Math.floor(Math.abs(at)); whole++)
    start += Math.sign(at) * piece(whole, whole + 1);
  const rest = Math.floor(Math.abs(at));
  weights[nearest] = start + Math.sign(at) * piece(rest, Math.abs(at));
  for (let i = nearest + 1; i < count; i++) weights[i] = weights[i - 1] + piece(first + i - 1, first + i);
  for (let i = nearest - 1; i >= 0; i--) weights[i] = weights[i + 1] - piece(first + i, first + i + 1);
  return weights;
}
