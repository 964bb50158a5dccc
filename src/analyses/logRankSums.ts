import type { SurvivalData } from '../subjects/survivalData.ts';
import { fillRiskTable, type RiskTable } from './riskTable.ts';

/** Patients and groups that the scratch holds. */
const ROOM = 65_537;

/** 1 / n: a load costs less than a division. */
const RECIPROCAL = Float64Array.from({ length: ROOM }, (_, n) => (n === 0 ? 0 : 1 / n));

// Scratch of this thread, into which the columns are copied: the engine knows the address of an array that is a constant of
// the module, but looks up one handed over anew for every patient. Nothing in it outlives a call.
const CODE = new Uint16Array(ROOM);
const INCLUDE = new Uint8Array(ROOM);

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
  CODE.set(data.code);
  INCLUDE.set(include);
  let atRisk = 0;
  let atRisk1 = 0;
  let observed = 0;
  let observed1 = 0;
  let expected1 = 0;
  let variance = 0;
  for (let i = data.n - 1; i >= 0; i--) {
    const c = CODE[i];
    const counted = INCLUDE[c >> 2];
    const arm = (c >> 1) & counted;
    const event = c & counted;
    atRisk = (atRisk + counted) | 0;
    atRisk1 = (atRisk1 + arm) | 0;
    const p = atRisk1 * RECIPROCAL[atRisk];
    const mean = p * event;
    expected1 += mean;
    variance += mean - mean * p;
    observed = (observed + event) | 0;
    observed1 = (observed1 + (event & arm)) | 0;
  }
  table.patients = atRisk;
  table.patients1 = atRisk1;
  table.observed = observed;
  table.observed1 = observed1;
  table.expected1 = expected1;
  table.variance = variance;
  table.rows = 0;
}
