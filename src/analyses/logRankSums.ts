import type { SurvivalData } from '../subjects/survivalData.ts';
import { fillRiskTable, type RiskTable } from './riskTable.ts';

/** 1 / n: a load costs less than a division. */
const RECIPROCAL = Float64Array.from({ length: 65_537 }, (_, n) => (n === 0 ? 0 : 1 / n));

/**
 * The log-rank sums and patients of a risk table without its rows, for tests that read no more: a third of the work.
 *
 * Without ties every event has d = 1, so that its hypergeometric mean and variance are p and p (1 - p) with p the
 * experimental share of those at risk; the walk then has no branch. Tied data take the general way.
 */
export function fillLogRankSums(data: SurvivalData, include: Uint8Array, table: RiskTable): void {
  if (data.tied) {
    fillRiskTable(data, include, table);
    return;
  }
  const { code } = data;
  let atRisk = 0;
  let atRisk1 = 0;
  let observed = 0;
  let observed1 = 0;
  let expected1 = 0;
  let variance = 0;
  for (let i = data.n - 1; i >= 0; i--) {
    const c = code[i];
    const counted = include[c >> 2];
    const arm = (c >> 1) & counted;
    const event = c & counted;
    atRisk += counted;
    atRisk1 += arm;
    const p = atRisk1 * RECIPROCAL[atRisk];
    const mean = p * event;
    expected1 += mean;
    variance += mean - mean * p;
    observed += event;
    observed1 += event & arm;
  }
  table.patients = atRisk;
  table.patients1 = atRisk1;
  table.observed = observed;
  table.observed1 = observed1;
  table.expected1 = expected1;
  table.variance = variance;
  table.rows = 0;
}
