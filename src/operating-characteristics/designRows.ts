import type { ColumnSums } from './columnSums.ts';
import type { Estimated } from './monteCarlo.ts';
import type { ResultRow } from './result.ts';
import { type Reference, row, type Subject } from './rows.ts';

/** Name of a quantity of the whole design in the results. */
const METRIC: Readonly<Record<string, string>> = {
  screened: 'screened',
  randomised: 'randomised',
  events: 'events',
  'months to last patient': 'months to last patient',
  'months to analysis': 'months to analysis',
  cost: 'cost',
  'marker-negative exposed': 'marker-negative exposed',
  'average power': 'average power',
  'weighted power': 'weighted power',
  rejections: 'expected rejections',
  'events per month': 'events per month',
  imbalance: 'imbalance',
  'stratum imbalance': 'stratum imbalance',
  'largest stratum imbalance': 'largest stratum imbalance',
  'unfilled strata': 'unfilled strata',
};

/** Metric of a quantity that is 1 or 0 in every replicate. */
export const probabilityName = (quantity: string): string => `${quantity} probability`;
/** Share of a level among the patients of a trial, from trial to trial, beside its share in the target mix. */
function shareRows(
  sums: ColumnSums,
  index: number,
  subject: Subject,
  reference: Reference | null,
): ResultRow[] {
  return [
    row(subject, 'share', sums.mean(index), reference),
    row(subject, 'share sd', sums.sd(index)),
    ...[5, 95].flatMap((percent) => {
      const value = sums.quantile(index, percent / 100);
      return value ? [row(subject, `share quantile ${percent}`, asShare(value))] : [];
    }),
  ];
}

/** A quantile read from a histogram may lie a part of a bin outside what a share can be. */
function asShare({ estimate, lower, upper, ...rest }: Estimated): Estimated {
  const inside = (value: number | null) => (value === null ? null : Math.min(1, Math.max(0, value)));
  return { ...rest, estimate: inside(estimate), lower: inside(lower), upper: inside(upper) };
}

const DURATION_QUANTILES = [5, 50, 95];

/** Operating characteristics of a whole design: patients, time, cost, claims. */
export function designRows(
  sums: ColumnSums,
  index: number,
  subject: Subject,
  reference: Reference | null,
): ResultRow[] {
  const { quantity, look } = sums.columns[index];
  switch (quantity) {
    case 'claim':
    case 'right claim':
    case 'false claim':
    case 'missed benefit':
    case 'success':
      return [row(subject, probabilityName(quantity), sums.proportion(index), reference)];
    case 'large imbalance':
      return [row(subject, 'large imbalance', sums.proportion(index), reference)];
    case 'basket error':
      if (sums.moments(index).n === 0) return [];
      return [row(subject, 'familywise error', sums.proportion(index), reference)];
    case 'right set':
      return [row(subject, quantity, sums.proportion(index), reference)];
    case 'correct decisions':
      return [row(subject, quantity, sums.mean(index), reference)];
    case 'levels claimed':
      return [row(subject, quantity, sums.mean(index))];
    case 'patients of level':
      return [row(subject, 'patients', sums.mean(index), reference)];
    case 'share of level':
      return shareRows(sums, index, subject, reference);
    case 'ppv':
      return [row(subject, 'ppv', sums.mean(index), reference)];
    case 'stops for efficacy':
    case 'stops for futility':
      return [row(subject, `${quantity} at look ${look}`, sums.proportion(index), reference)];
    case 'familywise error':
    case 'disjunctive power':
    case 'conjunctive power':
      return [row(subject, quantity, sums.proportion(index), reference)];
    case 'unreached':
      return [row(subject, 'events not reached', sums.proportion(index))];
    case 'months to analysis':
      return [
        row(subject, quantity, sums.mean(index), reference),
        ...DURATION_QUANTILES.flatMap((percent) => {
          const value = sums.quantile(index, percent / 100);
          return value ? [row(subject, `duration quantile ${percent}`, value)] : [];
        }),
      ];
    default:
      return quantity in METRIC ? [row(subject, METRIC[quantity], sums.mean(index), reference)] : [];
  }
}
