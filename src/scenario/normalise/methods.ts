import type { ConfidenceInterval, Endpoint, Estimator, Method } from '../model.ts';
import type { TestInput } from '../schema/designs.ts';

/** What goes with a method: its kind of endpoint, the estimates (first = default) and options it takes. */
interface MethodRow {
  kind: Endpoint['kind'];
  estimates: readonly Estimator[];
  options: readonly (keyof TestInput)[];
}

const HAZARD: readonly Estimator[] = ['cox', 'pike', 'peto'];
const STRATA = ['stratify by', 'interaction'] as const;

export const METHODS: Record<Method, MethodRow> = {
  'log-rank': { kind: 'time-to-event', estimates: HAZARD, options: [...STRATA, 'ties'] },
  cox: { kind: 'time-to-event', estimates: ['cox'], options: [...STRATA, 'ties', 'covariates'] },
  'fleming-harrington': { kind: 'time-to-event', estimates: HAZARD, options: [...STRATA, 'ties', 'weights'] },
  rmst: { kind: 'time-to-event', estimates: ['rmst'], options: [...STRATA, 'horizon'] },
  'risk-difference': { kind: 'binary', estimates: ['risk difference'], options: STRATA },
  'risk-ratio': { kind: 'binary', estimates: ['risk ratio'], options: STRATA },
  'odds-ratio': { kind: 'binary', estimates: ['odds ratio'], options: STRATA },
  cmh: { kind: 'binary', estimates: ['odds ratio', 'risk difference', 'risk ratio'], options: STRATA },
  fisher: { kind: 'binary', estimates: ['odds ratio', 'risk difference', 'risk ratio'], options: [] },
  barnard: { kind: 'binary', estimates: ['risk difference', 'risk ratio', 'odds ratio'], options: [] },
  't-test': { kind: 'continuous', estimates: ['mean difference'], options: [...STRATA, 'variance'] },
  ancova: { kind: 'continuous', estimates: ['mean difference'], options: [...STRATA, 'covariates'] },
};

/** Keys that belong to some methods only. */
export const SPECIAL_OPTIONS = [
  'stratify by',
  'interaction',
  'ties',
  'covariates',
  'weights',
  'horizon',
  'variance',
] as const satisfies readonly (keyof TestInput)[];

export const DEFAULT_METHOD: Record<Endpoint['kind'], Method> = {
  'time-to-event': 'log-rank',
  binary: 'risk-difference',
  continuous: 't-test',
};

/** Names of the methods for a kind of endpoint, or with an option. */
export const methodsWhere = (holds: (row: MethodRow) => boolean): Method[] =>
  (Object.keys(METHODS) as Method[]).filter((method) => holds(METHODS[method]));

/** Intervals that there are for an estimate; the first is the default. */
export function intervalsOf(estimate: Estimator): readonly ConfidenceInterval[] {
  switch (estimate) {
    case 'risk difference':
      return ['wald', 'score', 'newcombe', 'miettinen-nurminen'];
    case 'risk ratio':
    case 'odds ratio':
      return ['wald', 'score', 'miettinen-nurminen'];
    default:
      return ['wald'];
  }
}
