import { readingOf } from '../designs/reading.ts';
import { singleArmTruth } from '../designs/singleArmEstimands.ts';
import type { PointRun } from '../engine/engineOptions.ts';
import { analysisMonth, type PlannedTrial } from '../trial/plannedTrial.ts';
import type { ColumnSums } from './columnSums.ts';
import { mean, normalEstimate, proportion } from './monteCarlo.ts';
import type { ResultRow } from './result.ts';
import { type Reference, row, type Subject } from './rows.ts';

const METRIC = {
  predictive: { wrong: 'false predictive claim', missed: 'missed predictive marker' },
  effect: { wrong: 'false effect claim', missed: 'missed effect' },
} as const;

/**
 * How often a test is misread: it rejects where what it is read as is not there (false claim), or does not where it is (missed). One of
 * the two at any truth.
 *
 * @param powers computed powers of the test
 */
export function readingRows(
  run: PointRun,
  { design, estimands }: PlannedTrial,
  index: number,
  rejects: { estimate: number | null; n: number },
  subject: Subject,
  powers: readonly Reference[],
): ResultRow[] {
  const test = design.tests[index];
  const reading = readingOf(test, run.point.truth.endpoints[test.of], estimands[index]);
  if (reading === null || rejects.estimate === null) return [];
  const [own] = powers;
  const { wrong, missed } = METRIC[reading.kind];
  if (!reading.holds) return [row(subject, wrong, proportion(rejects.estimate, rejects.n), own)];
  const reference = own === undefined ? null : { ...own, value: 1 - own.value };
  return [row(subject, missed, proportion(1 - rejects.estimate, rejects.n), reference)];
}

/**
 * What a single-arm comparison is made of: the parts of the contrast, each computed, and the selection that comes with a claim (mean
 * estimate given rejection minus the contrast), which is simulated. Together they are the mean estimate of the trials that claim.
 */
export function contrastRows(
  run: PointRun,
  { design, plan, expectations, estimands }: PlannedTrial,
  index: number,
  sums: ColumnSums,
  column: { design: string; analysis: string },
  subject: Subject,
): ResultRow[] {
  const test = design.tests[index];
  const [experimental, control] = design.randomise.ratio;
  if (test.against === null || experimental * control > 0) return [];
  const { truth } = run.point;
  const { population } = run.compiled.point;
  const month = analysisMonth(design, expectations);
  const { parts } = singleArmTruth(test, design, plan, truth, population, month);
  const claimed = sums.moments(sums.find(column.design, 'estimate given rejection', column.analysis));
  const contrast = estimands[index][0].value;
  const { n } = sums.proportion(sums.find(column.design, 'rejects', column.analysis));
  return [
    ...parts.map(({ part, value }) => row(subject, `contrast: ${part}`, normalEstimate(value, 0, n))),
    row(subject, 'contrast: selection', mean({ ...claimed, mean: claimed.mean - contrast })),
  ];
}
