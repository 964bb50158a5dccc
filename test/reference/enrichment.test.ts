import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '../../src/numeric/normal.ts';
import {
  omittedCovariateHazardRatio,
  stratificationGain,
} from '../../src/operating-characteristics/closed-forms/omittedCovariate.ts';
import {
  preventionTrialSize,
  prognosticEnrichment,
} from '../../src/operating-characteristics/closed-forms/prognosticEnrichment.ts';

// biome-ignore lint/suspicious/noExplicitAny: each row has its own inputs and values
type Row = { id: string; inputs: any; value: any; tolerance: number };
const read = (path: string) => JSON.parse(readFileSync(`test/reference/${path}`, 'utf8')) as Row[];
const of = (rows: Row[], prefix: string) => rows.filter(({ id }) => id.startsWith(prefix));

/** The values carry further than the rows ask: worst relative difference measured 4e-10. */
const near = (actual: number, published: number) =>
  expect(Math.abs(actual - published) / Math.max(1, Math.abs(published))).toBeLessThan(2e-9);

describe('prognostic enrichment, Kerr et al. 2017', () => {
  const rows = read('closed-forms/enrichment.json');
  it.each(of(rows, 'BioPET-SS'))('$id', ({ inputs, value }) => {
    const { event_rate: eventRate, reduction, alpha1: alpha, power } = inputs;
    near(preventionTrialSize({ eventRate, reduction, alpha, power }), value);
  });
  it.each(of(rows, 'BioPET-binormal'))('$id', ({ inputs, value }) => {
    const found = prognosticEnrichment({
      eventRate: inputs.baseline_event_rate,
      reduction: inputs.reduction,
      alpha: inputs.alpha1,
      power: inputs.power,
      auc: inputs.AUC,
      below: inputs.screen_out_quantile,
      screeningCost: inputs.cost_screening,
      patientCost: inputs.cost_keeping,
    });
    near(found.eventRate, value.event);
    near(found.screenedPerPatient, value.NNS);
    near(found.patients, value.SS);
    near(found.screened, value.screened);
    near(found.cost, value.cost);
    near(100 * found.costReduction, value.cost_reduction_pct);
  });
});

describe('a prognostic covariate left out of a survival analysis', () => {
  const rows = read('estimands/published.json');
  const censored = (text: string) => (text === 'Inf' ? Number.POSITIVE_INFINITY : Number(text));
  it.each(of(rows, 'CoxOmit'))('$id', ({ inputs, value }) => {
    near(
      omittedCovariateHazardRatio({
        hazardRatio: inputs.conditionalHR,
        controlHazard: inputs.control_hazard_z0,
        covariateHazardRatio: inputs.covariateHR,
        prevalence: inputs.covariate_prev,
        censoredAt: censored(inputs.admin_censor_time),
      }),
      value,
    );
  });
  it.each(of(rows, 'StratLR'))('$id', ({ inputs, value }) => {
    const { events, plain, stratified, efficiency } = stratificationGain({
      hazardRatio: inputs.HR,
      controlHazard: 1,
      covariateHazardRatio: inputs.stratumHR,
      prevalence: inputs.prev,
      censoredAt: censored(inputs.admin_censor),
    });
    const bound = normalQuantile(1 - inputs.alpha1);
    const n = ((bound + normalQuantile(inputs.power_strat)) / stratified) ** 2;
    near(events, value.eventProb);
    near(plain, value.ncp_unstrat);
    near(stratified, value.ncp_strat);
    near(efficiency, value.RE);
    near(n, value.N);
    near(normalCdf(-plain * Math.sqrt(n) - bound), value.power_unstrat);
  });
  it('is nothing where there is no effect or no covariate', () => {
    const trial = {
      hazardRatio: 0.6,
      controlHazard: 1,
      covariateHazardRatio: 3,
      prevalence: 0,
      censoredAt: 2,
    };
    near(omittedCovariateHazardRatio(trial), 0.6);
    near(omittedCovariateHazardRatio({ ...trial, prevalence: 0.4, hazardRatio: 1 }), 1);
    near(stratificationGain(trial).efficiency, 1);
  });
});
