import { SLOT, SLOTS } from '../../analyses/analysis.ts';
import { createTwoByTwo } from '../../analyses/twoByTwo.ts';
import { binomialPmf, binomialUpperTail } from '../../numeric/binomial.ts';
import type { Population } from '../../population/groups.ts';
import type { BinaryEndpoint, PopulationExpression, TestSpec, Truth } from '../../scenario/model.ts';
import { type Stage, stagedCharacteristics } from '../../single-arm/stages.ts';
import type { EnrolmentPlan } from '../enrolmentPlan.ts';
import { oneRateAnalysis } from '../oneSample.ts';
import { stagesOf } from '../stagedRule.ts';
import { exactPowerOf } from './exactPower.ts';
import { rateOf } from './oneSampleLimit.ts';
import { type PatientMix, within } from './patientMix.ts';

/** Tables looked at for one contrast: above this the enumeration over random subgroup sizes would be felt at set-up. */
const MOST_WORK = 3e6;

/** Sizes of subgroups less likely than this add nothing that shows. */
const NEGLIGIBLE = 1e-13;

/**
 * Exact power of a binary test of a single-arm trial, by enumeration over the random subgroup sizes and the responders, with the very
 * kernels that judge the simulated trials. Everybody enrolled must have been assessed, and subgroup sizes be random.
 *
 * @param n patients treated
 * @param bound z that rejects
 * @returns null where the test is stratified, or too many tables would have to be looked at
 */
export function exactSingleArm(
  test: TestSpec,
  endpoint: BinaryEndpoint,
  truth: Truth,
  population: Population,
  mix: PatientMix,
  n: number,
  bound: number,
): number | null {
  if (test.stratifyBy.length > 0 || test.against === null) return null;
  const arm = mix.experimental === 1 ? 1 : 0;
  const all = mix.patients.reduce((sum, one) => sum + one, 0);
  const part = (of: PopulationExpression) => {
    const weights = within(mix.patients, population, of);
    const patients = weights.reduce((sum, one) => sum + one, 0);
    return { share: Math.min(1, patients / all), rate: rateOf(endpoint, population, weights, arm) };
  };
  const own = part(test.in);
  if (test.against.kind === 'rate') {
    if (test.stages !== null) {
      const rate = endpoint.better === 'higher' ? own.rate : 1 - own.rate;
      return stagedCharacteristics(stagesOf(test), rate).claim;
    }
    return oneRatePower(test, test.against, endpoint, own, n, bound);
  }
  if (test.against.kind !== 'population') return null;
  const other = part(test.against.population);
  const rest = Math.max(0, 1 - own.share - other.share);
  if ((rest > 1e-12 ? (n * n) / 2 : 1) * n * n > MOST_WORK) return null;
  const power = exactPowerOf({ ...test, against: null }, endpoint, truth, population, bound);
  let sum = 0;
  for (let sorted = 0; sorted <= n; sorted++) {
    const reached = rest > 1e-12 ? binomialPmf(sorted, n, 1 - rest) : Number(sorted === n);
    if (reached < NEGLIGIBLE) continue;
    for (let n1 = 1; n1 < sorted; n1++) {
      const probability = reached * binomialPmf(n1, sorted, own.share / (own.share + other.share));
      if (probability < NEGLIGIBLE) continue;
      sum += probability * power({ n1, p1: own.rate, n0: sorted - n1, p0: other.rate });
    }
  }
  return sum;
}

/**
 * The same where patients of every quota are fixed in number: responders are a sum of binomial variables, one for each quota, whose
 * variance is less than that of one binomial where the quotas' rates differ.
 *
 * @returns null where the test is none of one rate, or reads only some patients of a quota
 * @example quotas of 8, 4, 11, 3 and 8 with rates 0.3, 0.49, 0.28, 0.32 and 0.15 against 0.2, exact: 0.1298
 */
export function exactQuotaPower(
  test: TestSpec,
  endpoint: BinaryEndpoint,
  population: Population,
  mix: PatientMix,
  { quotaOf, quotas }: Pick<EnrolmentPlan, 'quotaOf' | 'quotas'>,
  bound: number,
): number | null {
  if (test.stratifyBy.length > 0 || test.against?.kind !== 'rate' || test.stages !== null) return null;
  const own = within(mix.patients, population, test.in);
  const arm = mix.experimental === 1 ? 1 : 0;
  let law = Float64Array.of(1);
  for (const [q, n] of quotas.entries()) {
    const weights = own.map((patients, g) => (quotaOf[g] === q ? patients : 0));
    const read = weights.reduce((sum, one) => sum + one, 0);
    if (read === 0) continue;
    if (read < n - 1e-9) return null;
    const rate = rateOf(endpoint, population, weights, arm);
    law = sumLaw(law, n, endpoint.better === 'higher' ? rate : 1 - rate);
  }
  const m = law.length - 1;
  const needed = m === 0 ? 1 : neededBy(test, test.against, endpoint.better, bound)(m, 0);
  return law.reduce((sum, p, x) => (x >= needed ? sum + p : sum), 0);
}

/**
 * Where looks at fixed numbers of patients end a test of one rate: by enumeration, with the kernel that judges the simulated trials.
 *
 * @param patients assessed by each look, all of the same rate
 * @param upper z that rejects, by look
 * @param lower z at or below which the test is dropped, by look before the last
 * @example 46 and 92 patients with rate 0.4135 against 0.3, bounds 2.157 and 2.201, exact: rejected at look 1 with probability 0.2281
 */
export function exactLooks(
  test: TestSpec,
  against: { kind: 'rate'; value: number },
  { better }: BinaryEndpoint,
  rate: number,
  patients: readonly number[],
  upper: readonly number[],
  lower: readonly number[],
): { reject: number[]; drop: number[] } {
  const stages = patients.map((n, k): Stage => {
    const claim = neededBy(test, against, better, upper[k])(n, 0);
    const last = k === patients.length - 1;
    const above = last ? claim : neededBy(test, against, better, lower[k], true)(n, 0);
    return { n: n - (patients[k - 1] ?? 0), stop: Math.min(above, claim) - 1, claim };
  });
  const { claimed, stopped } = stagedCharacteristics(stages, better === 'higher' ? rate : 1 - rate);
  return { reject: claimed, drop: stopped.slice(0, -1) };
}

/** Law of a number with a binomial one added. */
function sumLaw(law: Float64Array, n: number, rate: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(law.length + n);
  for (let x = 0; x <= n; x++) {
    const p = binomialPmf(x, n, rate);
    law.forEach((before, y) => {
      out[x + y] += before * p;
    });
  }
  return out;
}

/** The number in the population is binomial; with more patients no fewer successes are needed. */
function oneRatePower(
  test: TestSpec,
  against: { kind: 'rate'; value: number },
  { better }: BinaryEndpoint,
  { share, rate }: { share: number; rate: number },
  n: number,
  bound: number,
): number {
  const neededOf = neededBy(test, against, better, bound);
  const success = better === 'higher' ? rate : 1 - rate;
  let needed = 0;
  let power = 0;
  for (let m = 1; m <= n; m++) {
    const probability = binomialPmf(m, n, share);
    if (probability < NEGLIGIBLE) continue;
    needed = neededOf(m, needed);
    power += probability * binomialUpperTail(needed, m, success);
  }
  return power;
}

/**
 * The fewest successes among m patients, from a number on that is not too many, with which z of a test of one rate is at a bound or, where
 * asked, beyond it; m + 1 where none do.
 */
function neededBy(
  test: TestSpec,
  against: { kind: 'rate'; value: number },
  better: BinaryEndpoint['better'],
  bound: number,
  beyond = false,
): (m: number, from: number) => number {
  const table = createTwoByTwo();
  const analysis = oneRateAnalysis({ ...test, confidence: 'wald' }, against, better, table);
  const out = new Float64Array(SLOTS);
  return (m, from) => {
    let needed = from;
    for (; needed <= m; needed++) {
      table.n1 = m;
      table.x1 = better === 'higher' ? needed : m - needed;
      analysis(out, 0);
      if (beyond ? out[SLOT.z] > bound : out[SLOT.z] >= bound) break;
    }
    return needed;
  };
}
