import { normalQuantile } from '../numeric/normal.ts';
import { checkRates, type RatesToTell } from './ratesToTell.ts';
import type { Stage } from './stages.ts';

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
