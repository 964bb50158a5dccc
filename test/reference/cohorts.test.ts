import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/analyses/analysis.ts';
import { type Borrowing, borrowedDifference } from '../../src/analyses/borrowedDifference.ts';
import { borrowedHazardRatio } from '../../src/analyses/borrowedHazardRatio.ts';
import type { CohortStrata } from '../../src/analyses/cohortWeights.ts';
import { milestoneContrast } from '../../src/analyses/milestoneContrast.ts';
import { addToMoments, createMoments } from '../../src/analyses/moments.ts';
import { createRiskTable, fillRiskTable } from '../../src/analyses/riskTable.ts';
import { standardisedDifference } from '../../src/analyses/standardisedDifference.ts';
import { standardisedMeans } from '../../src/analyses/standardisedMeans.ts';
import { standardisedMilestone } from '../../src/analyses/standardisedMilestone.ts';
import { standardisedRmst } from '../../src/analyses/standardisedRmst.ts';
import type { TwoByTwo } from '../../src/analyses/twoByTwo.ts';
import { weightedCox } from '../../src/analyses/weightedCox.ts';
import { weightedDifference } from '../../src/analyses/weightedDifference.ts';
import { weightedMeans } from '../../src/analyses/weightedMeans.ts';
import { weightedMilestone } from '../../src/analyses/weightedMilestone.ts';
import { weightedRmst } from '../../src/analyses/weightedRmst.ts';
import { normalCdf } from '../../src/numeric/normal.ts';
import { createSurvivalData, type SurvivalData } from '../../src/subjects/survivalData.ts';

interface Fit {
  estimate: number;
  se: number;
}
const values = JSON.parse(readFileSync('test/reference/cohorts/values.json', 'utf8')) as {
  patients: Record<'side' | 'm' | 'k' | 'time' | 'status' | 'y', number[]> & { arm: string[] };
  weightedCox: Fit & { score: number };
  weightedRmst: Fit;
  standardisedRmst: Fit;
  standardisedMeans: Fit;
  weightedMeans: Fit;
  powerPrior: Fit & { weight: number };
  robustMap: Fit & { weight: number; sd: number; probability: number };
  milestone: { month: number } & Record<
    'plain' | 'weighted' | 'standardised' | 'stratified',
    { difference: Fit; ratio: Fit }
  >;
  rates: {
    weighted: Fit;
    standardised: Fit;
    powerPrior: { weight: number; probability: number };
    robustMap: { weight: number; sd: number; probability: number };
  };
};
const { side, m, k, time, status, y, arm } = values.patients;

/** Patients by time; code by patient. */
function survivalOf(code: (i: number) => number): SurvivalData {
  const order = time.map((_, i) => i).sort((a, b) => time[a] - time[b]);
  const data = createSurvivalData(order.length);
  data.n = order.length;
  order.forEach((i, at) => {
    data.time[at] = time[i];
    data.code[at] = code(i);
  });
  return data;
}

/** Group m * 2 + k; the treated on the experimental side. */
const group = (i: number) => 2 * m[i] + k[i];
const sides = survivalOf((i) => group(i) * 4 + side[i] * 2 + status[i]);
const both: CohortStrata = {
  stratumOf: [0, 1, 2, 3],
  strata: 4,
  levels: [
    [0, 0, 1, 1],
    [0, 1, 0, 1],
  ],
};
const moments = createMoments(4);
side.forEach((s, i) => {
  addToMoments(moments, group(i), s, y[i], new Float64Array(0), 0);
});

function table(...include: number[]) {
  const out = createRiskTable(sides.n);
  fillRiskTable(sides, Uint8Array.from(include), out);
  return out;
}
const byM = [table(1, 1, 0, 0), table(0, 0, 1, 1)];

/** Responses: y above 2. */
function rateTable(member: (i: number) => boolean): TwoByTwo {
  const count = (s: number, least: number) =>
    y.filter((v, i) => member(i) && side[i] === s && v > least).length;
  return { n1: count(1, -Infinity), x1: count(1, 2), n0: count(0, -Infinity), x0: count(0, 2) };
}

function run(analysis: Analysis): Float64Array {
  const out = new Float64Array(5);
  analysis(out, 0);
  return out;
}

/** Worst difference from R measured: 2e-10 (the weights are fitted to 1e-10). */
const near = (actual: number, expected: number) => expect(Math.abs(actual - expected)).toBeLessThan(1e-8);
function same(out: Float64Array, { estimate, se }: Fit): void {
  near(out[1], estimate);
  near(out[2], se);
}

describe('against R survival, with tied events', () => {
  it('Cox regression with weights and robust variance', () => {
    const out = run(weightedCox(sides, both));
    same(out, values.weightedCox);
    near(out[0], -values.weightedCox.estimate / values.weightedCox.se);
  });
  it('robust log-rank score with weights', () => {
    near(run(weightedCox(sides, both, { test: 'score' }))[0], values.weightedCox.score);
  });
  it('restricted means with weights', () => same(run(weightedRmst(sides, both, 12)), values.weightedRmst));
  it('restricted means standardised for one marker', () => {
    same(run(standardisedRmst(byM, 12)), values.standardisedRmst);
  });
  it.each(['survival difference', 'cumulative hazard ratio'] as const)(
    '%s at a milestone that is an event time',
    (measure) => {
      const { month, ...fits } = values.milestone;
      const of = (fit: { difference: Fit; ratio: Fit }) =>
        measure === 'survival difference' ? fit.difference : fit.ratio;
      const plain = run(milestoneContrast([table(1, 1, 1, 1)], month, { measure }));
      same(plain, of(fits.plain));
      const z = of(fits.plain).estimate / of(fits.plain).se;
      near(plain[0], measure === 'survival difference' ? z : -z);
      // Against a margin z moves by margin / SE.
      const held = run(milestoneContrast([table(1, 1, 1, 1)], month, { measure, margin: 0.1 }));
      near(Math.abs(plain[0] - held[0]), 0.1 / of(fits.plain).se);
      expect(held[0] < plain[0]).toBe(measure === 'survival difference');
      near(plain[4] - plain[3], 2 * 1.959963984540054 * of(fits.plain).se);
      same(run(milestoneContrast(byM, month, { measure })), of(fits.stratified));
      same(run(weightedMilestone(sides, both, month, measure)), of(fits.weighted));
      same(run(standardisedMilestone(byM, month, measure)), of(fits.standardised));
    },
  );
  it('rates with weights, standardised, and borrowed by a single arm', () => {
    const { rates } = values;
    const tables = [0, 1, 2, 3].map((g) => rateTable((i) => group(i) === g));
    same(run(weightedDifference(tables, both.levels)), rates.weighted);
    same(
      run(standardisedDifference([0, 1].map((level) => rateTable((i) => m[i] === level)))),
      rates.standardised,
    );
    const all = rateTable(() => true);
    const [trial, cohort] = [
      { ...all, n0: 0, x0: 0 },
      { ...all, n1: 0, x1: 0 },
    ];
    const { powerPrior, robustMap } = rates;
    const z = (borrowing: Borrowing) => run(borrowedDifference(trial, cohort, borrowing))[0];
    near(normalCdf(z({ kind: 'power prior', weight: powerPrior.weight })), powerPrior.probability);
    const { weight, sd, probability } = robustMap;
    near(normalCdf(z({ kind: 'robust map', weight, sd })), probability);
  });
  it('means standardised, and weighted', () => {
    same(
      run(
        standardisedMeans(moments, [
          [0, 1],
          [2, 3],
        ]),
      ),
      values.standardisedMeans,
    );
    same(run(weightedMeans(moments, both)), values.weightedMeans);
  });
  it('hazard ratios that borrow, beside a control arm', () => {
    // The trial is group 0, the cohort group 1.
    const data = survivalOf((i) => (arm[i] === 'E' ? 4 : 0) + (arm[i] === 'T' ? 2 : 0) + status[i]);
    const { powerPrior, robustMap } = values;
    const power = run(borrowedHazardRatio(data, 1, 2, { kind: 'power prior', weight: powerPrior.weight }));
    same(power, powerPrior);
    const { weight, sd, probability } = robustMap;
    const robust = run(borrowedHazardRatio(data, 1, 2, { kind: 'robust map', weight, sd }));
    same(robust, robustMap);
    near(normalCdf(robust[0]), probability);
  });
});

describe('ends', () => {
  const everybody: CohortStrata = { stratumOf: [0, 0, 0, 0], strata: 1, levels: [] };

  it('a cohort that lacks a kind of the treated: no number', () => {
    const lacking = survivalOf((i) => group(i) * 4 + (m[i] === 1 ? 1 : side[i]) * 2 + status[i]);
    expect(run(weightedCox(lacking, both)).every(Number.isNaN)).toBe(true);
    expect(run(weightedRmst(lacking, both, 12))[1]).toBeNaN();
  });

  it('a horizon beyond the follow-up of a side whose curve is above 0: no number', () => {
    expect(run(weightedRmst(sides, everybody, 40))[1]).toBeNaN();
  });

  it('single arm: a power prior of full weight is the Cox model, of none says nothing', () => {
    const data = survivalOf((i) => (side[i] === 1 ? 2 : 4) + status[i]);
    const full = run(borrowedHazardRatio(data, 1, 2, { kind: 'power prior', weight: 1 }));
    const plain = run(weightedCox(sides, everybody));
    // Efron and Breslow part at ties.
    expect(Math.abs(full[1] - plain[1])).toBeLessThan(0.01);
    const none = run(borrowedHazardRatio(data, 1, 2, { kind: 'power prior', weight: 0 }));
    expect(none[0]).toBe(0);
    expect(none[2]).toBe(Number.POSITIVE_INFINITY);
  });
});
