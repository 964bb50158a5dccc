import { SLOT, SLOTS } from '../../analyses/analysis.ts';
import { createTwoByTwo } from '../../analyses/twoByTwo.ts';
import { binomialPmf, binomialUpperTail } from '../../numeric/binomial.ts';
import type { Population } from '../../population/groups.ts';
import type { BinaryEndpoint, PopulationExpression, TestSpec, Truth } from '../../scenario/model.ts';
import { stagedCharacteristics } from '../../single-arm/stages.ts';
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

/** The number in the population is binomial; with more patients no fewer successes are needed. */
function oneRatePower(
  test: TestSpec,
  against: { kind: 'rate'; value: number },
  { better }: BinaryEndpoint,
  { share, rate }: { share: number; rate: number },
  n: number,
  bound: number,
): number {
  const table = createTwoByTwo();
  const analysis = oneRateAnalysis({ ...test, confidence: 'wald' }, against, better, table);
  const out = new Float64Array(SLOTS);
  const success = better === 'higher' ? rate : 1 - rate;
  let needed = 0;
  let power = 0;
  for (let m = 1; m <= n; m++) {
    const probability = binomialPmf(m, n, share);
    if (probability < NEGLIGIBLE) continue;
    const rejects = (successes: number) => {
      table.n1 = m;
      table.x1 = better === 'higher' ? successes : m - successes;
      analysis(out, 0);
      return out[SLOT.z] >= bound;
    };
    while (needed <= m && !rejects(needed)) needed++;
    power += probability * binomialUpperTail(needed, m, success);
  }
  return power;
}
