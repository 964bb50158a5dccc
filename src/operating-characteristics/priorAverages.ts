import type { Scenario } from '../scenario/model.ts';
import { normalEstimate, proportion } from './monteCarlo.ts';
import type { ResultRow } from './result.ts';

/** Metrics that are no mean over replicates, and so have none over truths. */
const NO_MEAN = /quantile|empirical se|^share sd|relative|^type M|^median bias|^contrast: selection/;

/** Points over which a row is averaged, with their weights, those that share all that has no prior. */
interface Slice {
  /** The first of them: what has no prior is as there. */
  readonly first: number;
  readonly points: readonly { readonly point: number; readonly weight: number }[];
}

/**
 * Operating characteristics averaged over the prior of a scenario: assurance for power, and so on for every metric that is a mean over
 * replicates. A row stands for all points that differ from its `point` in the axes with a prior only. Nothing without a prior.
 *
 * A conditional metric (given a claim, given that a trial was reached) is averaged over the trials that meet the condition, wherever they
 * do: sum w p m / sum w p, with p their share. Its MCSE is that of the ratio, to first order. Points whose patients are common are dependent
 * in a way that is not kept: their MCSEs are then added up, which is an upper limit (Cauchy-Schwarz); independent ones by squares.
 * Averages of proportions have Wilson's interval for as many replicates as give their MCSE.
 * A reference is averaged where every point has the same kind and nothing is conditional.
 *
 * Source: O'Hagan, Stevens & Campbell, Pharmaceutical Statistics 2005;4:187-201 (assurance).
 *
 * @param rows of all points
 * @param replicates by point
 */
export function priorAverages(
  { axes, simulation }: Pick<Scenario, 'axes' | 'simulation'>,
  rows: readonly ResultRow[],
  replicates: readonly number[],
): ResultRow[] {
  if (axes.every(({ weights }) => weights === undefined)) return [];
  const at = byPoint(rows, replicates.length);
  return slicesOf(axes, replicates.length).flatMap(({ first, points }) =>
    [...at[first]].flatMap(([key, row]) => {
      const found = points.map(({ point, weight }) => ({
        row: at[point].get(key),
        weight,
        of: replicates[point],
      }));
      if (NO_MEAN.test(row.metric) || found.some((one) => one.row === undefined)) return [];
      const averaged = average(
        found.map((one) => ({ ...one, row: one.row as ResultRow })),
        simulation.streams === 'common',
      );
      return averaged === null ? [] : [{ ...row, ...averaged }];
    }),
  );
}

function average(
  found: readonly { row: ResultRow; weight: number; of: number }[],
  common: boolean,
): Pick<ResultRow, 'estimate' | 'mcse' | 'lower' | 'upper' | 'n' | 'reference' | 'reference_kind'> | null {
  const known = found.filter(({ row, of }) => row.estimate !== null && row.n > 0 && of > 0);
  if (known.length === 0) return null;
  const shares = known.map(({ row, weight, of }) => weight * (row.n / of));
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (!(total > 0)) return null;
  const estimate = known.reduce((sum, { row }, i) => sum + shares[i] * (row.estimate as number), 0) / total;
  const errors = known.map(({ row, weight, of }) => {
    const share = row.n / of;
    const off = (row.estimate as number) - estimate;
    return (
      (weight / total) * Math.sqrt(share ** 2 * (row.mcse ?? 0) ** 2 + (share * (1 - share) * off ** 2) / of)
    );
  });
  const mcse = common ? errors.reduce((sum, error) => sum + error, 0) : Math.hypot(...errors);
  const n = known.reduce((sum, { row }) => sum + row.n, 0);
  const [{ row: first }] = found;
  const whole = found.every(
    ({ row, of }) => row.n === of && row.reference !== null && row.reference_kind === first.reference_kind,
  );
  const interval = known.every(({ row }) => isShare(row))
    ? proportion(estimate, effectiveSize(estimate, mcse, known, common))
    : normalEstimate(estimate, mcse, n);
  return {
    estimate,
    mcse,
    lower: interval.lower,
    upper: interval.upper,
    n,
    reference: whole
      ? found.reduce((sum, { row, weight }) => sum + weight * (row.reference as number), 0)
      : null,
    reference_kind: whole ? first.reference_kind : '',
  };
}

/** Whether a row is a proportion of its replicates: it has the error of one, and limits that keep to [0, 1]. */
function isShare({ estimate, mcse, lower, upper, n }: ResultRow): boolean {
  if (estimate === null || mcse === null || lower === null || upper === null) return false;
  const error = Math.sqrt(Math.max(0, estimate * (1 - estimate)) / n);
  return lower >= 0 && upper <= 1 && Math.abs(error - mcse) < 1e-9;
}

/**
 * Replicates of one proportion with the error of an average of proportions; where that is 0, because none or all have it, as many as the
 * weights leave of those that there are, so that the interval is no point.
 */
function effectiveSize(
  estimate: number,
  mcse: number,
  known: readonly { row: ResultRow; weight: number }[],
  common: boolean,
): number {
  if (mcse > 0) return (estimate * (1 - estimate)) / mcse ** 2;
  const total = known.reduce((sum, { weight }) => sum + weight, 0);
  const parts = known.map(({ row, weight }) => weight / total / Math.sqrt(row.n));
  return 1 / (common ? parts.reduce((sum, part) => sum + part, 0) : Math.hypot(...parts)) ** 2;
}

/** Rows of each point by what they are of; of those against several estimands each by its own. */
function byPoint(rows: readonly ResultRow[], points: number): Map<string, ResultRow>[] {
  const at = Array.from({ length: points }, () => new Map<string, ResultRow>());
  for (const row of rows) {
    const estimand = row.reference_kind.startsWith('estimand') ? row.reference_kind : '';
    const key = JSON.stringify([row.design, row.analysis, row.population, row.metric, estimand]);
    if (!at[row.point].has(key)) at[row.point].set(key, row);
  }
  return at;
}

/** Points are a grid with the first axis slowest. */
function slicesOf(axes: Scenario['axes'], points: number): Slice[] {
  const slices = new Map<number, { point: number; weight: number }[]>();
  for (let point = 0; point < points; point++) {
    let first = point;
    let weight = 1;
    let stride = points;
    for (const { steps, weights } of axes) {
      stride /= steps.length;
      const step = Math.floor(point / stride) % steps.length;
      if (weights === undefined) continue;
      weight *= weights[step];
      first -= step * stride;
    }
    slices.set(first, [...(slices.get(first) ?? []), { point, weight }]);
  }
  return [...slices].map(([first, own]) => ({ first, points: own }));
}
