import { describe, expect, it } from 'vitest';
import { type CompareSurvivalOptions, compareSurvival } from '../../src/analyses/compareSurvival.ts';
import { kaplanMeier, medianSurvival, survivalAt } from '../../src/analyses/kaplanMeier.ts';
import { createRiskTable, fillRiskTable } from '../../src/analyses/riskTable.ts';
import { survivalFromArrays } from '../../src/analyses/survivalFromArrays.ts';
import reference from './survival/values.json' with { type: 'json' };

/**
 * R's survival (survdiff, coxph with eps 1e-14, survfit) and definitions in base R: survival/make.R. Asked
 * for: 1e-8 of the value. The worst error measured is 4e-12 (a Cox standard error: its last step is not
 * followed by another pass).
 */
const TOLERANCE = 1e-10;
const near = (got: number, want: number | string) => {
  if (typeof want === 'string') expect(got).toBeNaN();
  else expect(Math.abs(got - want) / Math.max(1e-3, Math.abs(want))).toBeLessThan(TOLERANCE);
};
const CRITICAL = 1.959963984540054;

describe.each(reference.cases)('$name', ({ data, logRank, weighted, cox, rmst, kaplanMeier: curves }) => {
  const { time, event, arm, stratum, marker, x } = data;
  const compare = (stratified: number, options: CompareSurvivalOptions, covariates?: number[][]) =>
    compareSurvival({ time, event, arm, strata: stratified === 1 ? [stratum] : [], covariates }, options);
  const agrees = (
    got: ReturnType<typeof compare>,
    want: { estimate: number; standardError: number },
    reach = CRITICAL * want.standardError,
  ) => {
    near(got.estimate, want.estimate);
    near(got.standardError, want.standardError);
    expect(Math.abs(got.lower - (want.estimate - reach))).toBeLessThan(
      TOLERANCE * (reach + Math.abs(want.estimate)),
    );
    expect(Math.abs(got.upper - (want.estimate + reach))).toBeLessThan(
      TOLERANCE * (reach + Math.abs(want.estimate)),
    );
  };

  it.each(logRank)('log-rank, stratified $stratified', ({ stratified, z, pike, peto }) => {
    near(compare(stratified, {}).z, z);
    agrees(compare(stratified, { estimator: 'pike' }), pike);
    agrees(compare(stratified, { estimator: 'peto' }), peto);
  });

  it.each(weighted)(
    'Fleming-Harrington ($rho, $gamma), stratified $stratified',
    ({ stratified, rho, gamma, z }) => {
      near(compare(stratified, { by: 'fleming-harrington', weights: { rho, gamma } }).z, z);
    },
  );

  it.each(cox)(
    'Cox $model, $ties',
    ({ model, ties, stratified, covariates, interaction, estimate, standardError }) => {
      const columns = covariates === '' ? undefined : covariates === 'marker' ? [marker] : [marker, x];
      const options = {
        by: 'cox',
        ties: ties as 'efron',
        interaction: interaction === 1 ? 0 : undefined,
      } as const;
      const want = { estimate, standardError };
      const got = compare(stratified, options, columns);
      agrees(got, want);
      near(got.z, -estimate / standardError);
      if (model === 'plain' || model === 'stratified') {
        agrees(compare(stratified, options, []), want);
        agrees(compare(stratified, { ties: ties as 'efron' }), want);
      }
    },
  );

  it.each(rmst)(
    'RMST to $horizon, stratified $stratified',
    ({ stratified, horizon, estimate, standardError }) => {
      const got = compare(stratified, { by: 'rmst', horizon });
      agrees(got, { estimate, standardError });
      near(got.z, estimate / standardError);
    },
  );

  it.each(curves)('Kaplan-Meier, $arm', (want) => {
    const patients = survivalFromArrays({ time, event, arm });
    const table = createRiskTable(patients.n);
    fillRiskTable(patients, Uint8Array.of(1), table);
    const curve = kaplanMeier(table, want.arm as 'both');
    want.time.forEach((t, k) => {
      const point = survivalAt(curve, t);
      near(point.survival, want.survival[k]);
      near(point.standardError, want.standardError[k]);
      near(point.lower, want.lower[k]);
      near(point.upper, want.upper[k]);
    });
    const { median, lower, upper } = medianSurvival(curve);
    [median, lower, upper].forEach((got, k) => {
      near(got, want.median[k]);
    });
  });
});
