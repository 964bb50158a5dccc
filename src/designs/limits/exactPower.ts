import { SLOT, SLOTS } from '../../analyses/analysis.ts';
import { binomialPmf } from '../../numeric/binomial.ts';
import type { Population } from '../../population/groups.ts';
import type { BinaryEndpoint, TestSpec, Truth } from '../../scenario/model.ts';
import { createTestPlan } from '../testPlan.ts';

/** Two arms of fixed sizes whose patients respond independently. */
export interface TwoArms {
  readonly n1: number;
  readonly p1: number;
  readonly n0: number;
  readonly p0: number;
}

/**
 * Exact power of a test of one table, by enumeration: the probability of the tables that the very kernel of the simulated
 * trials rejects.
 *
 * Walks the border of the rejection region: with more successes on control it needs no fewer on experimental, for
 * all tests of rates here, so about n1 + n0 tables are looked at.
 *
 * @param bound z that rejects
 * @example fisher, 50 patients an arm, rates 0.5 and 0.2, bound 1.96: 0.8527
 */
export function exactPower(
  test: TestSpec,
  endpoint: BinaryEndpoint,
  truth: Truth,
  population: Population,
  arms: TwoArms,
  bound: number,
): number {
  return exactPowerOf(test, endpoint, truth, population, bound)(arms);
}

/** The same for many sizes and rates of the arms: the test is set up once. */
export function exactPowerOf(
  test: TestSpec,
  endpoint: BinaryEndpoint,
  truth: Truth,
  population: Population,
  bound: number,
): (arms: TwoArms) => number {
  const counts = new Int32Array(population.groups.length * 4);
  const [analysis] = withCounts(test, truth, population, counts);
  const out = new Float64Array(SLOTS);
  const higher = endpoint.better === 'higher';
  return ({ n1, p1, n0, p0 }) => {
    // Successes are what is better: outcomes, or patients without them.
    const rejects = (success1: number, success0: number) => {
      const x1 = higher ? success1 : n1 - success1;
      const x0 = higher ? success0 : n0 - success0;
      counts.set([n0 - x0, x0, n1 - x1, x1]);
      analysis(out, 0);
      return out[SLOT.z] >= bound;
    };
    const [q1, q0] = higher ? [p1, p0] : [1 - p1, 1 - p0];
    const tail = new Float64Array(n1 + 2);
    for (let x = n1; x >= 0; x--) tail[x] = tail[x + 1] + binomialPmf(x, n1, q1);
    let power = 0;
    let needed = 0;
    for (let x0 = 0; x0 <= n0; x0++) {
      while (needed <= n1 && !rejects(needed, x0)) needed++;
      power += binomialPmf(x0, n0, q0) * tail[needed];
    }
    return power;
  };
}

/** The test of a population that is all in the first group, with its counts open to be written. */
function withCounts(test: TestSpec, truth: Truth, { groups, ...rest }: Population, counts: Int32Array) {
  const first = { ...rest, groups: [groups[0]] };
  const everybody: TestSpec = { ...test, in: { kind: 'all' }, stratifyBy: [] };
  const plan = createTestPlan([everybody], truth, first, { [test.of]: { kind: 'binary', counts } });
  return plan.analyses.map((analysis): typeof analysis => (out, at) => {
    plan.refresh();
    analysis(out, at);
  });
}
