import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/analyses/analysis.ts';
import { borrowedHazardRatio } from '../../src/analyses/borrowedHazardRatio.ts';
import type { CohortStrata } from '../../src/analyses/cohortWeights.ts';
import { addToMoments, createMoments } from '../../src/analyses/moments.ts';
import { createRiskTable, fillRiskTable } from '../../src/analyses/riskTable.ts';
import { standardisedMeans } from '../../src/analyses/standardisedMeans.ts';
import { standardisedRmst } from '../../src/analyses/standardisedRmst.ts';
import { weightedCox } from '../../src/analyses/weightedCox.ts';
import { weightedMeans } from '../../src/analyses/weightedMeans.ts';
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
    const tables = [0, 1].map((level) => {
      const table = createRiskTable(sides.n);
      fillRiskTable(sides, Uint8Array.of(+(level === 0), +(level === 0), level, level), table);
      return table;
    });
    same(run(standardisedRmst(tables, 12)), values.standardisedRmst);
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
