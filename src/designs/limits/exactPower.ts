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

/** Fewest successes on the experimental side that are rejected with, by successes on the control side; n1 + 1 where none are. */
export type Border = (n1: number, n0: number) => Int32Array;

/** The border of a test's own kernel, set up once. */
export function borderOf(
  test: TestSpec,
  endpoint: BinaryEndpoint,
  truth: Truth,
  population: Population,
  bound: number,
): Border {
  const counts = new Int32Array(population.groups.length * 4);
  const [analysis] = withCounts(test, truth, population, counts);
  const out = new Float64Array(SLOTS);
  return borderBy(endpoint, (n1, x1, n0, x0) => {
    counts.set([n0 - x0, x0, n1 - x1, x1]);
    analysis(out, 0);
    return out[SLOT.z] >= bound;
  });
}

/**
 * The border of any rule that with more responders (fewer, where that is better) on the experimental side rejects sooner.
 *
 * @param rejects asked with responders x1 of n1 and x0 of n0
 * @param mayFall whether with more successes on control fewer may do: tests of rates never ask for it
 */
export function borderBy(
  { better }: Pick<BinaryEndpoint, 'better'>,
  rejects: (n1: number, x1: number, n0: number, x0: number) => boolean,
  mayFall = false,
): Border {
  const higher = better === 'higher';
  return (n1, n0) => {
    // Successes are what is better: outcomes, or patients without them.
    const beyond = (s1: number, s0: number) =>
      higher ? rejects(n1, s1, n0, s0) : rejects(n1, n1 - s1, n0, n0 - s0);
    const border = new Int32Array(n0 + 1);
    let needed = 0;
    for (let s0 = 0; s0 <= n0; s0++) {
      while (needed <= n1 && !beyond(needed, s0)) needed++;
      while (mayFall && needed > 0 && beyond(needed - 1, s0)) needed--;
      border[s0] = needed;
    }
    return border;
  };
}

/** Probability of the tables at or beyond a border. */
export function powerBeyond(
  border: Int32Array,
  { better }: Pick<BinaryEndpoint, 'better'>,
  { n1, p1, n0, p0 }: TwoArms,
): number {
  const [q1, q0] = better === 'higher' ? [p1, p0] : [1 - p1, 1 - p0];
  const tail = new Float64Array(n1 + 2);
  for (let x = n1; x >= 0; x--) tail[x] = tail[x + 1] + binomialPmf(x, n1, q1);
  let power = 0;
  for (let x0 = 0; x0 <= n0; x0++) power += binomialPmf(x0, n0, q0) * tail[border[x0]];
  return power;
}

/** The same for many sizes and rates of the arms: the test is set up once. */
export function exactPowerOf(
  test: TestSpec,
  endpoint: BinaryEndpoint,
  truth: Truth,
  population: Population,
  bound: number,
): (arms: TwoArms) => number {
  const border = borderOf(test, endpoint, truth, population, bound);
  return (arms) => powerBeyond(border(arms.n1, arms.n0), endpoint, arms);
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
