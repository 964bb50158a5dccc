import type { ResultRow } from '../operating-characteristics/result.ts';
import { decimalsFor, fixed, plain, signed } from './format.ts';
import type { Messages } from './messages/messages.ts';

/** How the numbers of a metric are written. Proportions are stored in [0,1] and written in percent. */
export type Unit = 'proportion' | 'count' | 'months' | 'cost' | 'number';

const units: Record<string, Unit> = {
  power: 'proportion',
  coverage: 'proportion',
  'type S error': 'proportion',
  'claim probability': 'proportion',
  'right claim probability': 'proportion',
  'false claim probability': 'proportion',
  'missed benefit probability': 'proportion',
  'success probability': 'proportion',
  'path probability': 'proportion',
  'probability of reaching': 'proportion',
  'outcome probability given reached': 'proportion',
  'replication probability': 'proportion',
  'class probability': 'proportion',
  'right class probability': 'proportion',
  'false prognostic claim': 'proportion',
  'missed prognostic marker': 'proportion',
  'false predictive claim': 'proportion',
  'missed predictive marker': 'proportion',
  'false effect claim': 'proportion',
  'missed effect': 'proportion',
  failed: 'proportion',
  selected: 'proportion',
  'coverage (repeated)': 'proportion',
  'coverage (stage-wise)': 'proportion',
  rejected: 'proportion',
  'stops for efficacy': 'proportion',
  'stops for futility': 'proportion',
  closed: 'proportion',
  'opened again': 'proportion',
  'months to decision': 'months',
  'months to decision quantile 5': 'months',
  'months to decision quantile 50': 'months',
  'months to decision quantile 95': 'months',
  'months to step': 'months',
  'months to step end': 'months',
  'months to step end quantile 5': 'months',
  'months to step end quantile 50': 'months',
  'months to step end quantile 95': 'months',
  'familywise error': 'proportion',
  'right set': 'proportion',
  borrowing: 'proportion',
  'calibrated cut-off': 'proportion',
  'calibrated error': 'proportion',
  'false pan-tumour claim': 'proportion',
  share: 'proportion',
  'share quantile 5': 'proportion',
  'share quantile 95': 'proportion',
  patients: 'count',
  'disjunctive power': 'proportion',
  'conjunctive power': 'proportion',
  'average power': 'proportion',
  'rejection for harm': 'proportion',
  'events not reached': 'proportion',
  ppv: 'proportion',
  'large imbalance': 'proportion',
  'unfilled strata': 'proportion',
  screened: 'count',
  randomised: 'count',
  events: 'count',
  'marker-negative exposed': 'count',
  'months to last patient': 'months',
  'months to analysis': 'months',
  'duration quantile 5': 'months',
  'duration quantile 50': 'months',
  'duration quantile 95': 'months',
  cost: 'cost',
};

/** Metrics of the whole trial, in the order of the comparison table; all are costs, so that less is better. */
export const burdens = [
  'randomised',
  'screened',
  'events',
  'marker-negative exposed',
  'months to last patient',
  'months to analysis',
  'cost',
];

/** Burdens in which less is better beyond doubt; events are information and a burden at once, so they are never marked. */
export const lessIsBetter = new Set(burdens.filter((metric) => metric !== 'events'));

/**
 * A metric taken apart: `power at look 2`, `power (Schoenfeld)` (power beside a second reference) and `power difference` are power; `bias
 * given claim M+ only` is bias.
 */
function partsOf(metric: string) {
  const [, given, claim] = /^(.*?) given claim (.*)$/s.exec(metric) ?? [];
  if (claim !== undefined) return { base: given!, look: null, claim, difference: false };
  const difference = metric.endsWith(' difference');
  const whole = metric.replace(/ difference$/, '');
  const [, base, look] = /^(.*) at look (\d+)$/.exec(whole) ?? [];
  const plain = (base ?? whole).replace(/^power \(.*\)$/, 'power');
  return { base: plain, look: look ?? null, claim: null, difference };
}

/** `coverage given selection (shrunken)`: an estimate's metric with its estimator, '' for the naive one. */
function estimatorOf(base: string): { metric: string; estimator: string } {
  const [, metric, estimator] = /^(.*) \(([a-z -]+)\)$/.exec(base) ?? [];
  return metric === undefined ? { metric: base, estimator: '' } : { metric, estimator: estimator! };
}

/** Unit of a metric or of its paired `... difference`. */
export function unitOf(metric: string): Unit {
  const { base } = partsOf(metric);
  return (
    units[base] ?? units[estimatorOf(base).metric.replace(/ given (selection|rejection)$/, '')] ?? 'number'
  );
}

/** Name of a metric in the catalogue's language. */
export function metricName(metric: string, words: Messages): string {
  const { base, look, claim, difference } = partsOf(metric);
  const adjusted = estimatorOf(base);
  const estimator = words.adjusted[adjusted.estimator];
  const plainName =
    words.metrics[base] ??
    (estimator === undefined
      ? base
      : words.bracket(words.metrics[adjusted.metric] ?? adjusted.metric, estimator));
  if (claim !== null) return words.givenClaim(plainName, claim);
  const name = look === null ? plainName : words.atLook(plainName, look);
  return difference ? words.difference(name) : name;
}

/** `Power, M+`: a metric of a test, or of the whole trial where the analysis is ''. */
export function quantityName(metric: string, analysis: string, words: Messages): string {
  const name = metricName(metric, words);
  return analysis === '' ? name : words.ofTest(name, analysis);
}

type Quantity = Pick<ResultRow, 'metric' | 'estimate' | 'lower' | 'upper'>;

function halfWidth(row: Quantity): number | null {
  return row.lower === null || row.upper === null ? null : (row.upper - row.lower) / 2;
}

/** The rounding of a sum, relative to the estimate: no Monte Carlo error. */
const ROUNDING = 1e-9;

/** Whether the design fixes the value: its interval is a point. */
const isFixed = ({ estimate, lower, upper }: Pick<ResultRow, 'lower' | 'upper'> & Partial<Quantity>) =>
  lower === null || upper === null || upper - lower <= ROUNDING * Math.abs(estimate ?? 0);

/** A value of a metric as text, with the digits that an interval of this half-width supports. */
export function valueText(
  value: number | null,
  metric: string,
  error: number | null,
  words: Messages,
): string {
  if (value === null || !Number.isFinite(value)) return words.notAvailable;
  const { difference } = partsOf(metric);
  const write = difference ? signed : fixed;
  switch (unitOf(metric)) {
    case 'proportion':
      if (!difference) return `${fixed(100 * value, decimalsFor(error === null ? null : 100 * error, 2))}%`;
      return signed(100 * value, decimalsFor(error === null ? null : 100 * error, 2)) + words.points;
    case 'count':
    case 'cost':
      // A number that the design fixes is no mean: it has no decimals.
      if (!(error! > 0) && Number.isInteger(value)) return write(value, 0);
      // Large means are told in whole numbers, unless their interval would then be a point.
      if (Math.abs(value) >= 100 && !(error! > 0 && error! < 0.5)) return write(value, 0);
      return write(value, Math.min(1, decimalsFor(error, 1)));
    case 'months':
      return write(value, Math.min(2, Math.max(1, decimalsFor(error, 2))));
    default:
      return error === null || (error === 0 && !difference)
        ? plain(value)
        : write(value, decimalsFor(error, 4));
  }
}

/** `93.1%` of a row. */
export function estimateText(row: Quantity, words: Messages): string {
  return valueText(row.estimate, row.metric, halfWidth(row), words);
}

/** An interval's end is written with so many times finer digits at most. */
const MOST_FINER = 1e4;

/** `92.6% to 93.6%` of a row; null where it has none, or where the design fixes the value. */
export function intervalText(row: Quantity, words: Messages): string | null {
  if (row.lower === null || row.upper === null || isFixed(row)) return null;
  const error = halfWidth(row)!;
  const beyond = partsOf(row.metric).difference && (row.lower > 0 || row.upper < 0);
  const ends = [row.lower, row.upper].map((end) => {
    const text = (shown: number) => valueText(end, row.metric, shown, words).replace(words.points, '');
    // An end that leaves out zero must not read as zero.
    for (let shown = error; beyond && shown > error / MOST_FINER; shown /= 10)
      if (/[1-9]/.test(text(shown))) return text(shown);
    return text(error);
  });
  return words.interval(ends[0]!, ends[1]!);
}

/**
 * Half of a row's interval with one significant digit: `0.4%`.
 * @param percent what stands after a share in hundredths: of a difference not per cent but points
 */
export function halfWidthText(row: Quantity, percent = '%'): string {
  const share = unitOf(row.metric) === 'proportion';
  const half = (halfWidth(row) ?? 0) * (share ? 100 : 1);
  return `${plain(half, 1)}${share ? percent : ''}`;
}

/**
 * A Monte Carlo standard error with two digits, `1.4%`; null where the design fixes the value. A share that came out as 0 or 1 has
 * an MCSE of 0 by its formula: the half-width of its interval over 1.96 stands in, as `<0.2%`.
 */
export function mcseText(
  row: Pick<ResultRow, 'metric' | 'mcse' | 'lower' | 'upper'> & Partial<Quantity>,
): string | null {
  const { lower, upper, mcse } = row;
  if (mcse === null || lower === null || upper === null || isFixed(row)) return null;
  const share = unitOf(row.metric) === 'proportion';
  const write = (value: number, digits: number) => {
    const rounded = Number(value.toPrecision(digits));
    return `${fixed(rounded, Math.max(0, digits - 1 - Math.floor(Math.log10(rounded))))}${share ? '%' : ''}`;
  };
  const scale = share ? 100 : 1;
  if (mcse > 0) return write(scale * mcse, 2);
  const bound = (scale * (upper - lower)) / 3.92;
  const unit = 10 ** Math.floor(Math.log10(bound));
  return `<${write(Math.ceil(bound / unit) * unit, 1)}`;
}

/** Estimate with its 95 % Monte Carlo interval where it stands in brackets: `70%, 68% to 72%`. */
export function insideText(row: Quantity, words: Messages): string {
  const interval = intervalText(row, words);
  return words.design.options([estimateText(row, words), ...(interval === null ? [] : [interval])]);
}

/** Estimate with its 95 % Monte Carlo interval, the form in which prose gives every number. */
export function fullText(row: Quantity, words: Messages): string {
  const interval = intervalText(row, words);
  return interval === null ? estimateText(row, words) : words.bracket(estimateText(row, words), interval);
}
