import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { estimandsOf } from '../../src/designs/estimands.ts';
import { expectationsOf } from '../../src/designs/expectations.ts';
import { allocationOf } from '../../src/designs/limits/allocation.ts';
import { dataCutLimit } from '../../src/designs/limits/dataCutLimit.ts';
import { enrolledMix } from '../../src/designs/limits/patientMix.ts';
import { testLaw } from '../../src/designs/limits/testLaw.ts';
import { normalCdf, normalQuantile } from '../../src/numeric/normal.ts';
import {
  byM,
  constant,
  enrolmentOf,
  exponential,
  hazardRatio,
  marker,
  planned,
  single,
  survival,
  testOf,
  trialOf,
  truthOf,
} from '../fixtures/estimands/scenario.ts';

const rows: {
  id: string;
  inputs: Record<string, number | string>;
  value: number | Record<string, number>;
  tolerance: number;
}[] = JSON.parse(readFileSync('test/reference/estimands/published.json', 'utf8'));

/** Everybody enters at once, so that the month of the cut is everybody's censoring time. */
const atOnce = enrolmentOf(constant(1e12));

const monthOf = (text: number | string) => (text === 'Inf' ? Number.POSITIVE_INFINITY : Number(text));

describe('limits of the Cox estimator with an omitted covariate', () => {
  for (const { id, inputs, value, tolerance } of rows.filter((row) => row.id.startsWith('CoxOmit'))) {
    it(id, () => {
      const truth = truthOf({
        prevalence: inputs.covariate_prev as number,
        enrolment: atOnce,
        endpoints: {
          Y: survival({
            control: exponential(single(inputs.control_hazard_z0 as number)),
            prognosticHazardRatio: byM(inputs.covariateHR as number, 1),
            effect: hazardRatio(single(inputs.conditionalHR as number)),
          }),
        },
      });
      const { trial, plan, population } = planned(truth);
      const [all] = estimandsOf(testOf(), trial, plan, truth, population, monthOf(inputs.admin_censor_time));
      expect(all.name).toBe('all (enrolled mix)');
      expect(Math.abs(Math.exp(all.value) - (value as number))).toBeLessThan(tolerance);
    });
  }
});

describe('limiting score of the plain and the stratified log-rank test', () => {
  for (const { id, inputs, value, tolerance } of rows.filter((row) => row.id.startsWith('StratLR'))) {
    it(id, () => {
      const truth = truthOf({
        prevalence: inputs.prev as number,
        enrolment: atOnce,
        endpoints: {
          Y: survival({
            control: exponential(single(1)),
            prognosticHazardRatio: byM(inputs.stratumHR as number, 1),
            effect: hazardRatio(single(inputs.HR as number)),
          }),
        },
      });
      const { trial, plan, population } = planned(truth);
      const month = monthOf(inputs.admin_censor);
      const mix = enrolledMix(trial, plan, truth, population);
      const cut = dataCutLimit(truth, population, mix, month);
      const drift = (stratifyBy: string[]) =>
        -testLaw(testOf({ stratifyBy }), cut, allocationOf(trial, plan, mix)).mean / Math.sqrt(plan.n);
      const [plain, stratified] = [drift([]), drift(['M'])];
      const bound = normalQuantile(1 - (inputs.alpha1 as number));
      const n = ((bound + normalQuantile(inputs.power_strat as number)) / stratified) ** 2;
      const found = {
        eventProb: expectationsOf(trial, plan, truth, population).events(month, trial.enrol, 'Y') / plan.n,
        ncp_unstrat: plain,
        ncp_strat: stratified,
        RE: (plain / stratified) ** 2,
        N: n,
        power_unstrat: normalCdf(-plain * Math.sqrt(n) - bound),
      };
      for (const [name, published] of Object.entries(value)) {
        const error = Math.abs(found[name as keyof typeof found] - published);
        expect(error, name).toBeLessThan(tolerance);
        // The values carry further than the rows ask: worst difference measured 6e-11 of the size.
        expect(error / Math.max(1, Math.abs(published)), name).toBeLessThan(1e-9);
      }
    });
  }
});

describe('limits of the Cox estimator in assay-positive patients', () => {
  for (const { id, inputs, value, tolerance } of rows.filter((row) => row.id.startsWith('Misclass'))) {
    it(id, () => {
      const truth = truthOf({
        prevalence: inputs.prevalence as number,
        assay: { sensitivity: single(inputs.sens as number), specificity: single(inputs.spec as number) },
        enrolment: atOnce,
        endpoints: {
          Y: survival({
            control: exponential(single(inputs.control_hazard as number)),
            effect: hazardRatio(byM(inputs.HR_truepos as number, inputs.HR_trueneg as number)),
          }),
        },
      });
      const test = testOf({ in: marker('M+') });
      const { trial, plan, population } = planned(truth, trialOf({ enrol: marker('M+') }));
      const ratios = [Number.POSITIVE_INFINITY, 1].map((month) => {
        const [byAssay, byTruth] = estimandsOf(test, trial, plan, truth, population, month);
        expect([byAssay.name, byTruth.name]).toEqual(['M+ (assay)', 'true M+']);
        expect(Math.abs(Math.exp(byTruth.value) - (inputs.HR_truepos as number))).toBeLessThan(1e-9);
        return Math.exp(byAssay.value);
      });
      const { HR_cox_limit, HR_cox_c1 } = value as Record<string, number>;
      expect(Math.abs(ratios[0] - HR_cox_limit)).toBeLessThan(tolerance);
      expect(Math.abs(ratios[1] - HR_cox_c1)).toBeLessThan(tolerance);
    });
  }
});
