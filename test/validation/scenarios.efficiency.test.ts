import { beforeAll, describe, expect, it } from 'vitest';
import { type ResultRow, readScenario, runScenario, type ScenarioResult } from '../../src/index.ts';

/**
 * Relative efficiency of enrolling by the assay, simulated, against Simon & Maitournam's formula.
 *
 * Allowed: 4 MCSE (one in 16,000 by chance for each of the rows; the seed is fixed). Two differences are known and not chance:
 * - the formula's variance is that of the two rates, the score test's that of their pooled mean. Both are closed forms, so the
 *   formula is put on the test's variance before it is held against the simulation (3 % here, at effects of 0.2 and more);
 * - the mean of z has a term of the order 1 / patients: a relative 1.5 / patients of the smaller trial is allowed for it, twice
 *   the worst seen at 300,000 replicates (0.5 % with 150 patients).
 */
const relative = (result: ScenarioResult) =>
  result.rows.filter(
    ({ metric, reference_kind }) =>
      /^relative efficiency/.test(metric) && reference_kind === 'Simon-Maitournam',
  );

/** Variances of a patient pair's comparison of rates: `pooled` under the mean rate, `own` under each arm's. */
const variances = (control: number, effect: number) => {
  const mean = control + effect / 2;
  const experimental = control + effect;
  return { pooled: 2 * mean * (1 - mean), own: control * (1 - control) + experimental * (1 - experimental) };
};

/** The factor from the formula's variance to the test's, for the targeted over the untargeted design. */
function pooledFactor(result: ScenarioResult, point: number): number {
  const truth = result.truth.find((one) => one.point === point)!;
  const { ppv, prevalence } = truth.assays[0];
  const effectOf = (status: string) => truth.cells.find(({ population }) => population === `M${status}`)!;
  const [positive, negative] = [effectOf('+'), effectOf('-')];
  const control = positive.control!;
  const mixed = (share: number) => share * positive.effect! + (1 - share) * negative.effect!;
  const [untargeted, targeted] = [variances(control, mixed(prevalence)), variances(control, mixed(ppv))];
  return untargeted.pooled / targeted.pooled / (untargeted.own / targeted.own);
}

const patientsOf = ({ rows }: ScenarioResult, { point, design }: ResultRow) =>
  design
    .split(' vs ')
    .map(
      (id) =>
        rows.find((row) => row.point === point && row.design === id && row.metric === 'randomised')!
          .estimate!,
    );

describe.each([
  { name: 'BM-4.3.1-validated-marker', targeted: 'M+ only', replicates: 20_000, atLeast: 30 },
  { name: 'BM-3.2.4-assay-accuracy', targeted: 'by the assay', replicates: 2000, atLeast: 40 },
])('$name', ({ name, targeted, replicates, atLeast }) => {
  let result: ScenarioResult;

  beforeAll(async () => {
    result = await runScenario(readScenario(name), { replicates });
  }, 60_000);

  it('needs the patients that the formula says, randomised and screened', () => {
    const rows = relative(result);
    expect(rows.length).toBeGreaterThanOrEqual(atLeast);
    for (const row of rows) {
      const factor = pooledFactor(result, row.point);
      const expected = row.reference! * (row.design.startsWith(targeted) ? factor : 1 / factor);
      const allowed = 4 * row.mcse! + (expected * 1.5) / Math.min(...patientsOf(result, row));
      const where = `${JSON.stringify(result.points[row.point].values)} ${row.design} ${row.metric}`;
      expect(Math.abs(row.estimate! - expected), where).toBeLessThan(allowed);
    }
  });

  it('has the predictive value and the diluted effect of Bayes and of the mixture', () => {
    for (const { index } of result.points) {
      const of = (metric: string) =>
        result.rows.filter((row) => row.point === index && row.design === targeted && row.metric === metric);
      const [ppv] = of('ppv');
      const { assays, cells } = result.truth.find(({ point }) => point === index)!;
      const { prevalence: p, sensitivity, specificity } = assays[0];
      const bayes = (p * sensitivity) / (p * sensitivity + (1 - p) * (1 - specificity));
      // A perfect assay has no row: there is nothing to err.
      if (ppv === undefined) expect(bayes).toBe(1);
      else expect(Math.abs(ppv.estimate! - bayes)).toBeLessThanOrEqual(4 * ppv.mcse!);

      const effect = (status: string) => cells.find(({ population }) => population === `M${status}`)!.effect!;
      const diluted = bayes * effect('+') + (1 - bayes) * effect('-');
      const biases = of('bias').filter(({ analysis }) => analysis === 'M+');
      const against = biases.find(({ reference_kind }) => /true M\+|: M\+$/.test(reference_kind))!;
      expect(against.reference).toBeCloseTo(effect('+'), 12);
      // Response rates are unbiased: 4 MCSE and nothing else.
      expect(Math.abs(against.estimate! - (diluted - effect('+')))).toBeLessThan(4 * against.mcse!);
    }
  });
});
