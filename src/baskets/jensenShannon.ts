import { logBeta } from '../numeric/betaTail.ts';

/** A density is below e^-42 of its peak so many units of 1 / shape away, on the logit scale. */
const REACH = 42;
/** The grid is even within so many widths of the narrower law, and opens out beyond. */
const EVEN = 4;

/**
 * Jensen-Shannon divergence of two beta laws, in nats: 0 where they are one, at most log 2.
 *
 * On the logit scale, where it is the same number and its integrand is smooth and falls off at least exponentially, the
 * trapezoid rule converges geometrically. The step follows the narrower law and the place in the complex plane where
 * the densities first cancel; far from the narrower law, where only the other is left, it grows. Error below 1e-9
 * against adaptive quadrature for shapes from 0.5 to 200.
 *
 * Source: Lin, IEEE Transactions on Information Theory 1991;37:145-151.
 *
 * @example jensenShannon(6, 20, 4, 22) // 0.1197
 */
export function jensenShannon(a1: number, b1: number, a2: number, b2: number): number {
  const log1 = logBeta(a1, b1);
  const log2 = logBeta(a2, b2);
  const width1 = Math.sqrt(1 / a1 + 1 / b1);
  const width2 = Math.sqrt(1 / a2 + 1 / b2);
  const width = Math.min(width1, width2);
  const centre = width1 <= width2 ? Math.log(a1 / b1) : Math.log(a2 / b2);
  const slope = Math.max(Math.abs(a1 - a2), Math.abs(b1 - b2), 1);
  const scale = EVEN * width;
  const step = Math.min(0.35 * width, 0.85 / slope) / scale;
  const from = Math.min(tailEnd(a1, b1), tailEnd(a2, b2));
  const to = -Math.min(tailEnd(b1, a1), tailEnd(b2, a2));
  const start = Math.asinh((from - centre) / scale);
  const points = Math.floor((Math.asinh((to - centre) / scale) - start) / step) + 1;
  const factor = Math.exp(step);
  let sum = 0;
  // exp(t), by steps: sinh and cosh come from it.
  let grown = Math.exp(start);
  for (let i = 0; i < points; i++, grown *= factor) {
    const shrunk = 1 / grown;
    const theta = centre + 0.5 * scale * (grown - shrunk);
    const logP = theta < 0 ? theta - Math.log1p(Math.exp(theta)) : -Math.log1p(Math.exp(-theta));
    const logQ = logP - theta;
    const u = a1 * logP + b1 * logQ - log1;
    const v = a2 * logP + b2 * logQ - log2;
    // p log(p / m) + q log(q / m) with m = (p + q) / 2, by the log ratio d of the smaller to the greater.
    const d = -Math.abs(u - v);
    const ratio = Math.exp(d);
    const greater = Math.exp(Math.max(u, v));
    const logMean = Math.log1p(ratio) - Math.LN2;
    sum += greater * (ratio * (d - logMean) - logMean) * 0.5 * (grown + shrunk);
  }
  return Math.max(0, 0.5 * step * scale * sum);
}

/** Logit below which a beta density is as good as 0. */
function tailEnd(a: number, b: number): number {
  return Math.log(a / b) - REACH / Math.min(a, 10);
}
