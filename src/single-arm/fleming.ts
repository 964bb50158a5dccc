import { normalQuantile } from '../numeric/normal.ts';
import { checkRates, type RatesToTell } from './ratesToTell.ts';
import { type Stage, stagedCharacteristics } from './stages.ts';

const MOST_PATIENTS = 5000;

/**
 * Patients of Fleming's single-stage design, by the normal approximation: (z_beta sqrt(p1 q1) + z_alpha sqrt(p0 q0))^2 / (p1 - p0)^2,
 * rounded up.
 *
 * Source: Fleming, Biometrics 1982;38:143-151.
 *
 * @example flemingPatients({ p0: 0.2, p1: 0.4, alpha: 0.05, power: 0.8 }) // 29
 */
export function flemingPatients(rates: RatesToTell): number {
  checkRates(rates);
  const { p0, p1, alpha, power } = rates;
  const spread =
    normalQuantile(power) * Math.sqrt(p1 * (1 - p1)) + normalQuantile(1 - alpha) * Math.sqrt(p0 * (1 - p0));
  return Math.ceil((spread / (p1 - p0)) ** 2);
}

/**
 * Fleming's multiple testing procedure: at each stage the claim, or the end without it, is as likely as the single-stage
 * test of all N patients would have it (normal approximation), so that stages cost no level worth speaking of.
 *
 * Boundaries with n_g patients by stage g, N in all: claim at floor(n_g p0 + z sqrt(N p0 q0)) + 1 responders, end at
 * floor(n_g pA - z sqrt(N pA qA)), pA = (sqrt(N p0) + sqrt(q0) z)^2 / (N + z^2). Exact level and power: `stagedCharacteristics`.
 *
 * Source: Fleming, Biometrics 1982;38:143-151, section 3.
 *
 * @param patients of each stage alone
 * @param alpha one-sided
 * @example flemingStages([20, 15, 15], 0.05, 0.05) // end at -1, 2, 5; claim from 4, 5, 6
 */
export function flemingStages(patients: readonly number[], p0: number, alpha: number): Stage[] {
  const z = normalQuantile(1 - alpha);
  const all = patients.reduce((sum, n) => sum + n, 0);
  const pA = (Math.sqrt(all * p0) + Math.sqrt(1 - p0) * z) ** 2 / (all + z * z);
  let enrolled = 0;
  return patients.map((n, g) => {
    enrolled += n;
    const claim = Math.floor(enrolled * p0 + z * Math.sqrt(all * p0 * (1 - p0))) + 1;
    const end = Math.floor(enrolled * pA - z * Math.sqrt(all * pA * (1 - pA)));
    return { n, stop: g === patients.length - 1 ? claim - 1 : Math.max(-1, end), claim };
  });
}

/** Levels that boundaries are tried at, as shares of the level asked for. */
const TRIED = Array.from({ length: 35 }, (_, i) => 1 - 0.02 * i);

/**
 * The smallest of Fleming's designs of some number of stages, as even as they can be, whose exact level and power are those asked for.
 * Where the normal approximation behind the boundaries misses the level, they are those of a smaller one.
 *
 * @param count stages
 * @throws RangeError for rates out of range, or where more than 5,000 patients would be needed
 * @example flemingDesign({ p0: 0.2, p1: 0.4, alpha: 0.05, power: 0.8 }, 2)
 */
export function flemingDesign(rates: RatesToTell, count: number): Stage[] {
  checkRates(rates);
  const { p0, p1, alpha, power } = rates;
  for (let n = Math.max(count, Math.floor(flemingPatients(rates) / 2)); n <= MOST_PATIENTS; n++) {
    const patients = Array.from({ length: count }, (_, k) => Math.floor((n + count - 1 - k) / count));
    for (const share of TRIED) {
      const stages = flemingStages(patients, p0, share * alpha);
      if (stagedCharacteristics(stages, p1).claim < power) break;
      if (stagedCharacteristics(stages, p0).claim <= alpha) return stages;
    }
  }
  throw new RangeError(
    `p1: ${p1} is so near p0 = ${p0} that more than ${MOST_PATIENTS} patients are needed.`,
  );
}
