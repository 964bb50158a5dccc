import { betaCdf } from '../numeric/beta.ts';
import { gaussLegendre } from '../numeric/gaussLegendre.ts';
import { betaBinomialLaw } from '../single-arm/betaBinomial.ts';
import type { Analysis } from './analysis.ts';
import { type Better, directionSign } from './direction.ts';
import { cachedByTable } from './tableCache.ts';
import { tailScore } from './tailScore.ts';
import type { TwoByTwo } from './twoByTwo.ts';
import { criticalValue } from './waldInterval.ts';

/** How an external cohort enters the prior of the control rate; every prior is Beta(1, 1) beside it. */
export type Borrowing =
  /** Its counts times a weight in [0,1]. */
  | { kind: 'power prior'; weight: number }
  /**
   * A mixture: with the weight, its counts discounted for a standard deviation between trials on the log-odds scale (effective patients n / (1 +
   * n p (1 - p) sd^2)); with the rest, nothing of it. A concurrent control moves the weights by its own probability under each.
   */
  | { kind: 'robust map'; weight: number; sd: number };

/**
 * Bayesian comparison of the treated with a control rate that borrows from an external cohort. z is the normal quantile of P(treated rate > control
 * rate); estimate, the difference of the posterior means, with their standard deviations and a normal interval.
 *
 * Sources: Ibrahim & Chen, Stat Sci 2000;15:46-60; Schmidli et al., Biometrics 2014;70:1023-1032.
 *
 * @param trial counts of the trial; a single arm has no control patients
 * @param external counts of the cohort on the control side
 */
export function borrowedDifference(
  trial: TwoByTwo,
  external: TwoByTwo,
  borrowing: Borrowing,
  better?: Better,
): Analysis {
  const sign = directionSign(better);
  const c = criticalValue();
  const control: ControlPosterior = { weight: 1, a: 1, b: 1, a0: 1, b0: 1 };
  // Remembered by the three counts of responders for the numbers of patients of the first trial, which mostly are those of all.
  const sizes = new Float64Array(3).fill(-1);
  const cached = cachedByTable((x1) => superiority(1 + x1, 1 + sizes[0] - x1, control));
  return (out, at) => {
    const n1 = trial.n1;
    const x1 = trial.x1;
    fillControl(trial, external, borrowing, control);
    if (sizes[0] < 0) {
      sizes[0] = n1;
      sizes[1] = trial.n0;
      sizes[2] = external.n0;
    }
    const same = sizes[0] === n1 && sizes[1] === trial.n0 && sizes[2] === external.n0;
    const p = same ? cached(x1, trial.x0, external.x0, 0) : superiority(1 + x1, 1 + n1 - x1, control);
    const { weight, a, b, a0, b0 } = control;
    const m = a / (a + b);
    const m0 = a0 / (a0 + b0);
    const centre = weight * m + (1 - weight) * m0;
    const spread =
      weight * (varianceOf(a, b) + (m - centre) ** 2) +
      (1 - weight) * (varianceOf(a0, b0) + (m0 - centre) ** 2);
    const estimate = n1 === 0 ? Number.NaN : (1 + x1) / (2 + n1) - centre;
    const se = Math.sqrt(varianceOf(1 + x1, 1 + n1 - x1) + spread);
    out[at] = n1 === 0 ? Number.NaN : sign * tailScore(1 - p, p);
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - c * se;
    out[at + 4] = estimate + c * se;
  };
}

/** Posterior of the control rate: Beta(a, b) with the weight, Beta(a0, b0), without the cohort, with the rest. */
interface ControlPosterior {
  weight: number;
  a: number;
  b: number;
  a0: number;
  b0: number;
}

function fillControl(
  { n0, x0 }: TwoByTwo,
  external: TwoByTwo,
  borrowing: Borrowing,
  out: ControlPosterior,
): void {
  let share = borrowing.weight;
  if (borrowing.kind === 'robust map') {
    const p = (external.x0 + 1) / (external.n0 + 2);
    share = 1 / (1 + external.n0 * p * (1 - p) * borrowing.sd * borrowing.sd);
  }
  const a = 1 + share * external.x0;
  const b = 1 + share * (external.n0 - external.x0);
  out.a = a + x0;
  out.b = b + n0 - x0;
  out.a0 = 1 + x0;
  out.b0 = 1 + n0 - x0;
  out.weight = 1;
  if (borrowing.kind === 'power prior') return;
  out.weight = borrowing.weight;
  if (n0 === 0) return;
  const informed = borrowing.weight * betaBinomialLaw(n0, { a, b })[x0];
  const vague = (1 - borrowing.weight) / (n0 + 1);
  out.weight = informed / (informed + vague);
}

const varianceOf = (a: number, b: number): number => (a * b) / ((a + b) * (a + b) * (a + b + 1));

const { node, weight: nodeWeight } = gaussLegendre(48);

/** P(a beta rate with shapes s, t > the control rate), by quadrature over eight standard deviations to either side. */
function superiority(s: number, t: number, control: ControlPosterior): number {
  const mean = s / (s + t);
  const reach = 8 * Math.sqrt(varianceOf(s, t));
  const low = Math.max(0, mean - reach);
  const high = Math.min(1, mean + reach);
  const mode = Math.min(1 - 1e-9, Math.max(1e-9, (s - 1) / Math.max(1e-9, s + t - 2)));
  const top = (s - 1) * Math.log(mode) + (t - 1) * Math.log1p(-mode);
  let above = 0;
  let all = 0;
  for (let i = 0; i < node.length; i++) {
    const p = low + ((high - low) * (node[i] + 1)) / 2;
    const density = nodeWeight[i] * Math.exp((s - 1) * Math.log(p) + (t - 1) * Math.log1p(-p) - top);
    all += density;
    above += density * controlCdf(p, control);
  }
  return above / all;
}

function controlCdf(p: number, { weight, a, b, a0, b0 }: ControlPosterior): number {
  if (weight === 1) return betaCdf(p, a, b);
  return weight * betaCdf(p, a, b) + (1 - weight) * betaCdf(p, a0, b0);
}
