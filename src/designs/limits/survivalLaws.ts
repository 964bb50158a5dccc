import { largerIsBetter, readsCurves } from '../measureOf.ts';
import { coxLimit, solveInformation } from './coxLimit.ts';
import { logRankLimit, petoLimit, pikeLimit } from './logRankLimit.ts';
import { milestoneLaw } from './milestoneLaw.ts';
import { riskRows } from './riskRows.ts';
import { rmstLaw } from './rmstLaw.ts';
import { type ScoreProcess, scoreProcess } from './scoreProcess.ts';
import { type EstimateLaw, type TestContext, waldLaw, type ZLaw } from './zLaw.ts';

const NORMAL = Number.POSITIVE_INFINITY;

/**
 * Law of z of a time-to-event test. Log-rank tests: score over the root of its variance, with the spread of both
 * (kind `limiting score`); others: estimate over its standard error.
 */
export function survivalZLaw(context: TestContext): ZLaw {
  const { test, cut, rows, allocation } = context;
  const { margin = 0 } = test;
  if (test.covariates.length > 0 || readsCurves(test)) {
    const longer = largerIsBetter(test, cut.truth.endpoints[test.of]);
    return waldLaw(survivalEstimateLaw(context), longer ? 1 : -1, margin);
  }
  const followUp = cut.process(test.of);
  const risk = riskRows(followUp, rows);
  const sd = (score: ScoreProcess, a: number, b: number) =>
    Math.sqrt(allocation.variance(score.contributions(a, b)));
  if (test.by === 'cox') {
    const [beta] = coxLimit(risk).beta;
    const score = scoreProcess(risk, followUp.grid, beta);
    const root = Math.sqrt(score.variance);
    // z = -(beta - margin) sqrt(I(beta)): d beta = dU / I, dI = dV + I' d beta.
    const beyond = beta - margin;
    const slope = (beyond * score.varianceSlope) / (2 * score.variance * root);
    return { mean: -beyond * root, sd: sd(score, -(1 / root + slope), -beyond / (2 * root)), df: NORMAL };
  }
  const score = scoreProcess(risk, followUp.grid, 0, test.by === 'fleming-harrington' ? test.weights : null);
  const root = Math.sqrt(score.variance);
  return {
    mean: -score.score / root,
    sd: sd(score, -1 / root, score.score / (2 * score.variance * root)),
    df: NORMAL,
  };
}

/** Law of the estimate of a time-to-event test. */
export function survivalEstimateLaw(context: TestContext): EstimateLaw {
  const { test, cut, rows, allocation } = context;
  if (test.by === 'rmst') return rmstLaw(context);
  if (test.by === 'milestone') return milestoneLaw(context);
  const followUp = cut.process(test.of);
  const risk = riskRows(followUp, rows);
  if (test.covariates.length > 0) {
    const { beta, information } = coxLimit(risk);
    const first = beta.map((_, j) => (j === 0 ? 1 : 0));
    const standardError = Math.sqrt(
      information.length === 0 ? Number.NaN : solveInformation(information, first)[0],
    );
    return { estimate: beta[0], standardError, sd: standardError, df: NORMAL };
  }
  if (test.estimate === 'pike') {
    const limit = logRankLimit(risk);
    const { observed, expected } = limit;
    const standardError = Math.sqrt((observed[0] + observed[1]) / (expected[0] * expected[1]));
    return { estimate: pikeLimit(limit), standardError, sd: standardError, df: NORMAL };
  }
  if (test.estimate === 'peto') {
    const limit = logRankLimit(risk);
    const { score, variance, contributions } = scoreProcess(risk, followUp.grid, 0);
    const sd = Math.sqrt(allocation.variance(contributions(1 / variance, -score / variance ** 2)));
    return { estimate: petoLimit(limit), standardError: 1 / Math.sqrt(variance), sd, df: NORMAL };
  }
  const [beta] = coxLimit(risk).beta;
  const { variance, contributions } = scoreProcess(risk, followUp.grid, beta);
  const sd = Math.sqrt(allocation.variance(contributions(1 / variance, 0)));
  return { estimate: beta, standardError: 1 / Math.sqrt(variance), sd, df: NORMAL };
}
