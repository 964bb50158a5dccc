import { normalCdf, normalQuantile } from '../../numeric/normal.ts';

/** Two arms with exponential survival, an accrual period and an end. Months and hazards per month (any one unit of time will do). */
export interface ExponentialTrial {
  controlHazard: number;
  experimentalHazard: number;
  /** Exponential dropout, the same in both arms; 0 for none. */
  dropoutHazard: number;
  /** Length of accrual, > 0, and of the whole study, >= accrual. */
  accrual: number;
  study: number;
  /** Entry density proportional to exp(-g u) over accrual: 0 uniform, > 0 early, < 0 late entry. */
  accrualShape: number;
  /** Patients experimental : control. */
  ratio: number;
  /** One-sided. */
  alpha: number;
}

/** Patients and expected events of both arms, not rounded. */
export interface PatientsAndEvents {
  patients: number;
  events: number;
}

/**
 * Patients for a test of the log hazard ratio of two exponential arms, with the variance under the null at the pooled
 * hazard and under the alternative at each arm's own.
 *
 * n = [za sqrt(V0) + zb sqrt(V1)]^2 / log(HR)^2, V = sum over arms of 1 / (share of arm x P(event)). The pooled hazard is
 * the mean of the two, weighted by the arms' shares.
 *
 * Source: Lachin & Foulkes, Biometrics 1986;42:507-519, on the log scale.
 *
 * @param power in (alpha,1)
 *
 * @example
 * lachinFoulkesSize({ controlHazard: 0.2, experimentalHazard: 0.1, dropoutHazard: 0, accrual: 0.5, study: 2,
 *   accrualShape: 1, ratio: 1.25, alpha: 0.025 }, 0.9) // { patients: 398.69, events: 88.72 }
 */
export function lachinFoulkesSize(trial: ExponentialTrial, power: number): PatientsAndEvents {
  const { null: nullRoot, alternative, perPatient } = terms(trial);
  const effect = Math.log(trial.experimentalHazard / trial.controlHazard);
  const root = (normalQuantile(1 - trial.alpha) * nullRoot + normalQuantile(power) * alternative) / effect;
  return { patients: root * root, events: root * root * perPatient };
}

/**
 * Power of the same test for benefit with a number of patients.
 *
 * @example // the trial of `lachinFoulkesSize` with 398.69 patients: 0.9
 */
export function lachinFoulkesPower(trial: ExponentialTrial, patients: number): number {
  const { null: nullRoot, alternative } = terms(trial);
  const effect = Math.log(trial.experimentalHazard / trial.controlHazard);
  return normalCdf(
    (-effect * Math.sqrt(patients) - normalQuantile(1 - trial.alpha) * nullRoot) / alternative,
  );
}

/** P(event seen) of a patient with this hazard, over entry times, with dropout and the end of study. */
export function exponentialEventProbability(trial: ExponentialTrial, hazard: number): number {
  const { accrual, study, accrualShape, dropoutHazard } = trial;
  const leaving = hazard + dropoutHazard;
  // Mean over entry u of exp(-leaving (study - u)), entry density proportional to exp(-g u).
  const stay =
    (Math.exp(-leaving * study) * meanExp((leaving - accrualShape) * accrual)) /
    meanExp(-accrualShape * accrual);
  return (hazard / leaving) * (1 - stay);
}

/** (exp(x) - 1) / x, the mean of exp over [0, x]. */
function meanExp(x: number): number {
  return x === 0 ? 1 : Math.expm1(x) / x;
}

function terms(trial: ExponentialTrial): { null: number; alternative: number; perPatient: number } {
  const share = trial.ratio / (1 + trial.ratio);
  const pooled = share * trial.experimentalHazard + (1 - share) * trial.controlHazard;
  const p = exponentialEventProbability(trial, pooled);
  const p1 = exponentialEventProbability(trial, trial.experimentalHazard);
  const p0 = exponentialEventProbability(trial, trial.controlHazard);
  return {
    null: Math.sqrt(1 / (share * p) + 1 / ((1 - share) * p)),
    alternative: Math.sqrt(1 / (share * p1) + 1 / ((1 - share) * p0)),
    perPatient: share * p1 + (1 - share) * p0,
  };
}
