import { describe, expect, it } from 'vitest';
import { createEnrolmentPlan } from '../../src/designs/enrolmentPlan.ts';
import { expectationsOf } from '../../src/designs/expectations.ts';
import { expectedEnrolment } from '../../src/designs/limits/expectedEnrolment.ts';
import { enrolledMix } from '../../src/designs/limits/patientMix.ts';
import { placesLaw } from '../../src/designs/limits/placesLaw.ts';
import { runScenario } from '../../src/index.ts';
import { gaussLegendre } from '../../src/numeric/gaussLegendre.ts';
import { createPopulation } from '../../src/population/groups.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

/*
 * When the last place of several quotas is taken, and by whom. The other road goes through all states of a trial, patient by patient, as the
 * conventions say who is taken; a mix that varies is averaged by a Gauss rule on its beta law.
 */
interface Rules {
  n: number;
  shares: number[];
  most?: number[];
  kept?: number[];
  enrolment?: string;
}

const NAMES = ['a', 'b', 'c'];
const scenarioOf = ({ n, shares, most, kept, enrolment = '' }: Rules) => `
id: places
title: Places
truth:
  strata: {T: {${shares.map((share, q) => `${NAMES[q]}: {share: ${share}}`).join(', ')}}}
  enrolment: {screened per month: 10${enrolment}}
  endpoints: {Y: {binary: {control: {rate: 0.2}, experimental: {rate: 0.4}, assessed at: 2}}}
designs:
  d:
    single arm: experimental
    size: {treated: ${n}}
    quotas: {${shares
      .flatMap((_, q) => {
        const bounds = [
          ...(kept?.[q] ? [`at least: ${kept[q]}`] : []),
          ...(most?.[q] === undefined ? [] : [`at most: ${most[q]}`]),
        ];
        return bounds.length === 0 ? [] : [`T = ${NAMES[q]}: {${bounds.join(', ')}}`];
      })
      .join(', ')}}
    tests: {t: {against: {rate: 0.2}, by: exact}}
`;

function planned(text: string) {
  const point = parseScenario(text, { file: 'places.yaml' }).points[0];
  const population = createPopulation(point.truth);
  const [trial] = point.designs.d.trials;
  const n = trial.size.kind === 'randomised' ? trial.size.n : 0;
  const plan = createEnrolmentPlan(trial, point.truth, population, n);
  return { point, population, trial, plan };
}

/** Expected screened and patients by level, by all states of a trial: who comes next is taken or not. */
function byStates({ n, shares, most = [], kept = [] }: Rules, mix = shares) {
  const known = new Map<string, { screened: number; patients: number[] }>();
  const from = (taken: number[]): { screened: number; patients: number[] } => {
    const all = taken.reduce((sum, one) => sum + one, 0);
    if (all === n) return { screened: 0, patients: taken };
    const key = taken.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const unmet = taken.map((one, q) => Math.max(0, (kept[q] ?? 0) - one));
    const places = n - all - unmet.reduce((sum, one) => sum + one, 0);
    const may = taken.map((one, q) => one < (most[q] ?? n) && (unmet[q] > 0 || places > 0));
    const p = mix.reduce((sum, share, q) => sum + (may[q] ? share : 0), 0);
    const value = { screened: 1 / p, patients: shares.map(() => 0) };
    mix.forEach((share, q) => {
      if (!may[q]) return;
      const next = from(taken.map((one, i) => one + Number(i === q)));
      value.screened += (share / p) * next.screened;
      next.patients.forEach((count, i) => {
        value.patients[i] += (share / p) * count;
      });
    });
    known.set(key, value);
    return value;
  };
  return from(shares.map(() => 0));
}

const cases: Record<string, Rules> = {
  caps: { n: 30, shares: [0.5, 0.3, 0.2], most: [12, 10] },
  floors: { n: 30, shares: [0.6, 0.3, 0.1], kept: [0, 9, 5] },
  'caps and a floor': { n: 24, shares: [0.6, 0.3, 0.1], most: [12, 9], kept: [0, 0, 4] },
  'fixed numbers': { n: 24, shares: [0.6, 0.3, 0.1], most: [10, 8, 6], kept: [10, 8, 6] },
  'more free places than steps': { n: 160, shares: [0.6, 0.4], most: [90] },
};

describe('expected enrolment', () => {
  it.each(Object.entries(cases))('by all states of a trial: %s', (name, rules) => {
    const { population, plan } = planned(scenarioOf(rules));
    const { patients, screened, end } = expectedEnrolment(plan, population);
    const other = byStates(rules);
    // Quadrature: 6e-5 at worst, measured; with free places in steps of 160 / 128: 3e-4.
    const error = name === 'more free places than steps' ? 6e-4 : 1.2e-4;
    expect(Math.abs(screened / other.screened - 1)).toBeLessThan(error);
    expect(end).toBeCloseTo(screened / 10, 9);
    rules.shares.forEach((_, q) => {
      const g = population.groups.findIndex(({ levels }) => levels.T === NAMES[q]);
      expect(Math.abs(patients[g] - other.patients[q])).toBeLessThan(5 * error * rules.n);
    });
  });

  it('kept places that lapse when hardly a trial is still open change next to nothing', () => {
    const text = scenarioOf({ n: 36, shares: [0.8, 0.2], kept: [0, 4] });
    // Of 60 patients expected by month 6 fewer than 36 have come in 4 of 10,000 trials.
    const lapsing = text.replace('at least: 4', 'at least: 4, until: 6');
    const [kept, lapsed] = [text, lapsing].map((one) => {
      const { point, population, trial, plan } = planned(one);
      const { end, closes } = expectedEnrolment(plan, population);
      return { end, closes, ...expectationsOf(trial, plan, point.truth, population) };
    });
    for (const close of lapsed.closes) expect(close).toBeCloseTo(lapsed.end, 9);
    expect(Math.abs(lapsed.end - kept.end)).toBeLessThan(2e-3);
    // It was 24.9, with patients entering until month 6.
    expect(lapsed.randomised).toBeCloseTo(36, 6);
    expect(Math.abs(lapsed.screened - kept.screened)).toBeLessThan(0.02);
  });

  it('screened of a rate that rises: their mean, which is not what the mean month brings', async () => {
    // Assessed at once, so that the analysis is in the month of the last place.
    const text = scenarioOf({ n: 36, shares: [0.8, 0.2], kept: [0, 4] })
      .replace('screened per month: 10', 'screened per month: [{until: 5, value: 5}, {value: 28}]')
      .replace('assessed at: 2', 'assessed at: 0');
    const { point, population, trial, plan } = planned(text);
    const { screened } = expectationsOf(trial, plan, point.truth, population);
    const { rows } = await runScenario(text, { replicates: 4000 });
    const row = rows.find(({ metric }) => metric === 'screened');
    expect(screened).toBe(row?.reference);
    // 4 MCSE of 4000 trials are 0.13; by the mean month it was 36.19.
    const far = Math.abs((row?.estimate as number) - screened);
    expect(far).toBeLessThan(4 * (row?.mcse as number));
    expect(screened).toBeCloseTo(36.36, 2);
  });

  it('of two quotas: the mean of the larger of two gamma variables', () => {
    const { population, plan } = planned(
      scenarioOf({ n: 20, shares: [0.5, 0.5], most: [10, 10], kept: [10, 10] }),
    );
    // Half the mean difference of two gamma variables of shape 10 is 10 C(20, 10) / 2^20.
    const larger = 10 + (10 * 184756) / 2 ** 20;
    expect(Math.abs(expectedEnrolment(plan, population).end - larger / 5)).toBeLessThan(2.5e-4);
    expect(placesLaw({ n: 20, most: [10, 10], kept: [10, 10] }, [10, 10]).open).toBeCloseTo(
      1 - 0.5420702855281476 ** 2,
      12,
    );
  });

  it('of a mix that varies between trials', () => {
    const rules: Rules = {
      n: 30,
      shares: [0.6, 0.4],
      most: [20, 24],
      enrolment: ', mix variation: {of: T, concentration: 15}',
    };
    const { population, plan } = planned(scenarioOf(rules));
    const found = expectedEnrolment(plan, population);
    // beta(9, 6) of the share of a, by 200 points of Gauss.
    const rule = gaussLegendre(200);
    const sum = { weight: 0, screened: 0, a: 0 };
    rule.node.forEach((node, i) => {
      const w = (1 + node) / 2;
      const weight = rule.weight[i] * w ** 8 * (1 - w) ** 5;
      const { screened, patients } = byStates(rules, [w, 1 - w]);
      sum.weight += weight;
      sum.screened += weight * screened;
      sum.a += weight * patients[0];
    });
    const a = population.groups.findIndex(({ levels }) => levels.T === 'a');
    // The lattice of 31 mixes for what is not of the fluid limit: 1e-3 of the screened, measured.
    expect(Math.abs(found.screened / (sum.screened / sum.weight) - 1)).toBeLessThan(2e-3);
    expect(Math.abs(found.patients[a] - sum.a / sum.weight)).toBeLessThan(0.03);
  });

  it('whoever is enrolled of a mix that varies: E[n / p], and shares of those enrolled', () => {
    const text = scenarioOf({
      n: 30,
      shares: [0.6, 0.4],
      enrolment: ', mix variation: {of: T, concentration: 15}',
    })
      .replace('a: {share: 0.6}', 'a: {share: 0.6, M: {prevalence: 0.5}}')
      .replace('b: {share: 0.4}', 'b: {share: 0.4, M: {prevalence: 0.1}}')
      .replace('single arm', 'enrol: M+\n    single arm')
      .replace(/ {4}quotas.*\n/, '');
    const { point, population, trial, plan } = planned(text);
    const mix = enrolledMix(trial, plan, point.truth, population);
    const rule = gaussLegendre(200);
    const sum = { weight: 0, screened: 0, a: 0 };
    rule.node.forEach((node, i) => {
      const w = (1 + node) / 2;
      const p = 0.5 * w + 0.1 * (1 - w);
      const weight = rule.weight[i] * w ** 8 * (1 - w) ** 5;
      sum.weight += weight;
      sum.screened += (weight * 30) / p;
      sum.a += (weight * 30 * 0.5 * w) / p;
    });
    const a = population.groups.findIndex(({ levels, truth }) => levels.T === 'a' && truth.M);
    // 509 folded points of one beta law, and what the few mixes leave: 2e-4, measured.
    expect(Math.abs(mix.screened / (sum.screened / sum.weight) - 1)).toBeLessThan(1e-3);
    expect(Math.abs(mix.patients[a] - sum.a / sum.weight)).toBeLessThan(0.01);
    // Nobody else is let in, so the fluid limit is 30 / 0.34: 4 % too early.
    expect(mix.screened).toBeGreaterThan(1.02 * (30 / 0.34));
    const { monthsToAnalysis, ofArrivals } = expectationsOf(trial, plan, point.truth, population);
    expect(ofArrivals).toBe(true);
    expect(monthsToAnalysis).toBeCloseTo(mix.screened / 10 + 2, 6);
  });

  /*
   * Against the simulated trials: 4 MCSE, and for lapsing places 2 % of the months (1 % measured at 20,000 trials: beyond the lapse the
   * fluid limit goes on from mean numbers).
   */
  it.each([
    [
      'a tumour that opens late and a rate that rises',
      'quotas: {T = a: {at most: 20}, T = b: {from: 3, at least: 8}}',
      0,
    ],
    ['a floor that lapses', 'quotas: {T = c: {at least: 8, until: 6}, T = a: {at most: 16}}', 0.02],
  ])('near the simulated trials: %s', async (_, quotas, allowed) => {
    const text = scenarioOf({ n: 40, shares: [0.5, 0.3, 0.2] })
      .replace('quotas: {}', quotas)
      .replace('screened per month: 10', 'screened per month: [{until: 4, value: 5}, {value: 12}]');
    const { rows } = await runScenario(text, { replicates: 4000 });
    const compared = rows.filter(({ reference_kind }) => reference_kind === 'expected enrolment');
    expect(compared.map(({ metric }) => metric)).toEqual(
      expect.arrayContaining(['screened', 'months to last patient', 'months to analysis']),
    );
    for (const { metric, estimate, mcse, reference } of compared)
      expect(
        Math.abs(estimate! - reference!),
        `${metric}: ${estimate} (${mcse}), computed ${reference}`,
      ).toBeLessThan(4 * mcse! + allowed * reference! + 1e-6 * (1 + reference!));
  });
});
