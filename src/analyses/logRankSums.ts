import { outOfLine, scratchBytes, scratchDoubles, scratchShorts, scratchWords } from '../subjects/scratch.ts';
import type { SurvivalData } from '../subjects/survivalData.ts';
import { fillRiskTable, type RiskTable } from './riskTable.ts';

/** 1 / n: a load costs less than a division. */
const RECIPROCAL = scratchDoubles(1 << 17);
for (let n = 1; n < RECIPROCAL.length; n++) RECIPROCAL[n] = 1 / n;

const CODE = scratchShorts();
const INCLUDE = scratchBytes();
/** What a walk found: patients, those of the experimental arm, events, those of the experimental arm. */
const COUNTS = scratchWords(4);
/** Expected events of the experimental arm and their variance. */
const SUMS = scratchDoubles(2);

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
  outOfLine(walk, data.n, 0);
  table.patients = COUNTS[0];
  table.patients1 = COUNTS[1];
  table.observed = COUNTS[2];
  table.observed1 = COUNTS[3];
  table.expected1 = SUMS[0];
  table.variance = SUMS[1];
  table.rows = 0;
}

function walk(n: number): number {
  let atRisk = 0;
  let atRisk1 = 0;
  let observed = 0;
  let observed1 = 0;
  let expected1 = 0;
  let variance = 0;
  for (let i = n - 1; i >= 0; i--) {
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
  COUNTS[0] = atRisk;
  COUNTS[1] = atRisk1;
  COUNTS[2] = observed;
  COUNTS[3] = observed1;
  SUMS[0] = expected1;
  SUMS[1] = variance;
  return observed;
}
