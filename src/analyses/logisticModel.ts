import { newtonStep } from './newtonStep.ts';

/** Patients who have the same covariates: numbers and responders on each arm. Fractions are allowed: expected numbers have a limit too. */
export interface Pattern {
  /** Intercept 1, then the covariates. */
  readonly x: readonly number[];
}

/** Logistic regression on arm and covariates of data by pattern, refilled and fitted again. */
export interface LogisticModel {
  readonly patterns: number;
  /** By pattern: patients and responders, experimental (1) and control (0). */
  readonly n1: Float64Array;
  readonly x1: Float64Array;
  readonly n0: Float64Array;
  readonly x0: Float64Array;
  /** Coefficients in the order of `x`, then that of the arm. */
  readonly beta: Float64Array;
  /** Standard error of the arm's coefficient; NaN before a fit and after one that failed. */
  standardError: number;
  /** Probability of response of a pattern on an arm, by the fit. */
  probability(pattern: number, arm: 0 | 1): number;
  /** Maximum likelihood; false where the arm's coefficient cannot be had (no responders on an arm, aliased). */
  fit(): boolean;
}

const MOST_ITERATIONS = 60;
/** Twice the gain in log likelihood that the last step may promise. */
const LAST_GAIN = 1e-16;
/** A column with less than this share of its squares left says nothing (more): aliased, or its coefficient runs to infinity. */
const ALIASED = 1e-9;
/** Log odds ratio beyond which the arm's coefficient is taken to be infinite. */
const INFINITE = 20;

/**
 * Sets up the regression. Columns that the data leave aliased are dropped, as `glm` does; a level without responders (or without others)
 * ends the same way, the other coefficients at their limits.
 *
 * @param patterns covariates, the first column 1 in all of them
 */
export function createLogisticModel(patterns: readonly Pattern[]): LogisticModel {
  const count = patterns.length;
  const p = (patterns[0]?.x.length ?? 0) + 1;
  const arm = p - 1;
  const design = Float64Array.from(patterns.flatMap(({ x }) => x));
  const column = () => new Float64Array(count);
  const [n1, x1, n0, x0] = [column(), column(), column(), column()];
  const beta = new Float64Array(p);
  const accepted = new Float64Array(p);
  const score = new Float64Array(p);
  const step = new Float64Array(p);
  const floor = new Float64Array(p);
  const information = new Float64Array((p * (p + 1)) / 2);
  const row = new Float64Array(p);

  const eta = (pattern: number, onArm: number) => {
    let sum = beta[arm]! * onArm;
    for (let j = 0; j < arm; j++) sum += beta[j]! * design[pattern * arm + j]!;
    return sum;
  };

  /** Adds patients of a pattern and arm to score and information; gives their log likelihood. */
  function add(pattern: number, onArm: number, n: number, x: number): number {
    if (n === 0) return 0;
    const linear = eta(pattern, onArm);
    const small = Math.exp(-Math.abs(linear));
    const mean = linear >= 0 ? 1 / (1 + small) : small / (1 + small);
    const weight = (n * small) / (1 + small) ** 2;
    for (let j = 0; j < arm; j++) row[j] = design[pattern * arm + j]!;
    row[arm] = onArm;
    for (let j = 0; j < p; j++) {
      score[j]! += (x - n * mean) * row[j]!;
      floor[j]! += ALIASED * n * row[j]! * row[j]!;
      const at = (j * (j + 1)) / 2;
      for (let k = 0; k <= j; k++) information[at + k]! += weight * row[j]! * row[k]!;
    }
    return x * linear - n * (Math.max(0, linear) + Math.log1p(small));
  }

  function evaluate(): number {
    score.fill(0);
    information.fill(0);
    floor.fill(0);
    let value = 0;
    for (let i = 0; i < count; i++) value += add(i, 1, n1[i]!, x1[i]!) + add(i, 0, n0[i]!, x0[i]!);
    return value;
  }

  const model: LogisticModel = {
    patterns: count,
    n1,
    x1,
    n0,
    x0,
    beta,
    standardError: Number.NaN,
    probability: (pattern, onArm) => 1 / (1 + Math.exp(-eta(pattern, onArm))),
    fit() {
      model.standardError = Number.NaN;
      beta.fill(0);
      accepted.fill(0);
      step.fill(0);
      let best = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < MOST_ITERATIONS; i++) {
        const value = evaluate();
        if (!(value >= best - 1e-10 * Math.abs(best))) {
          for (let j = 0; j < p; j++) {
            step[j]! *= 0.5;
            beta[j] = accepted[j]! + step[j]!;
          }
          continue;
        }
        best = value;
        accepted.set(beta);
        const gain = newtonStep(information, score, floor, step);
        const pivot = information[information.length - 1]!;
        if (!(pivot > 0) || Math.abs(beta[arm]!) > INFINITE) return false;
        for (let j = 0; j < p; j++) beta[j]! += step[j]!;
        if (gain < LAST_GAIN) {
          model.standardError = 1 / pivot;
          return true;
        }
      }
      return false;
    },
  };
  return model;
}
