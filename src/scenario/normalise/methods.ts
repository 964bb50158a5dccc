import { BASKET_METHODS } from '../basketMethods.ts';
import type { BasketMethod, Comparator, ConfidenceInterval, Endpoint, Estimator, Method } from '../model.ts';
import type { TestInput } from '../schema/designs.ts';

/** What goes with a method: its kind of endpoint, the estimates (first = default) and options it takes. */
interface MethodRow {
  kind: Endpoint['kind'];
  estimates: readonly Estimator[];
  options: readonly (keyof TestInput)[];
  /** What it can be held against in a single-arm trial; two groups of patients can be compared as two arms are. */
  against: readonly Comparator['kind'][];
}

const HAZARD: readonly Estimator[] = ['cox', 'pike', 'peto'];
const STRATA = ['stratify by', 'interaction', 're-randomise'] as const;
const WITH_MARGIN = [...STRATA, 'margin'] as const;
const OTHERS = ['population'] as const;
const OTHERS_OR_COHORT = ['population', 'cohort'] as const;
const ANY_RATIO: readonly Estimator[] = ['odds ratio', 'risk difference', 'risk ratio'];

const STAGED_ESTIMATES: readonly Estimator[] = ['risk difference', 'umvue'];

const BASKETS: MethodRow = {
  kind: 'binary',
  estimates: ['risk difference'],
  options: ['borrowing', 'calibrate', 'probability'],
  against: ['rate'],
};
const STANDARDISED: MethodRow = {
  kind: 'binary',
  estimates: ['risk difference'],
  options: ['stratify by', 'for'],
  against: ['rate'],
};

export const METHODS: Record<Method, MethodRow> = {
  'log-rank': {
    kind: 'time-to-event',
    estimates: HAZARD,
    options: [...STRATA, 'ties'],
    against: OTHERS_OR_COHORT,
  },
  cox: {
    kind: 'time-to-event',
    estimates: ['cox'],
    options: [...STRATA, 'ties', 'covariates', 'margin'],
    against: OTHERS_OR_COHORT,
  },
  'fleming-harrington': {
    kind: 'time-to-event',
    estimates: HAZARD,
    options: [...STRATA, 'ties', 'weights'],
    against: OTHERS_OR_COHORT,
  },
  rmst: {
    kind: 'time-to-event',
    estimates: ['rmst'],
    options: [...STRATA, 'horizon', 'margin'],
    against: OTHERS_OR_COHORT,
  },
  'risk-difference': {
    kind: 'binary',
    estimates: ['risk difference'],
    options: WITH_MARGIN,
    against: OTHERS_OR_COHORT,
  },
  'risk-ratio': {
    kind: 'binary',
    estimates: ['risk ratio'],
    options: WITH_MARGIN,
    against: OTHERS_OR_COHORT,
  },
  'odds-ratio': {
    kind: 'binary',
    estimates: ['odds ratio'],
    options: WITH_MARGIN,
    against: OTHERS_OR_COHORT,
  },
  cmh: { kind: 'binary', estimates: ANY_RATIO, options: STRATA, against: OTHERS },
  fisher: { kind: 'binary', estimates: ANY_RATIO, options: [], against: OTHERS_OR_COHORT },
  barnard: {
    kind: 'binary',
    estimates: ['risk difference', 'risk ratio', 'odds ratio'],
    options: [],
    against: OTHERS,
  },
  logistic: {
    kind: 'binary',
    estimates: ['odds ratio'],
    options: [...STRATA, 'covariates'],
    against: OTHERS,
  },
  'g-computation': {
    kind: 'binary',
    estimates: ['risk difference', 'risk ratio', 'odds ratio'],
    options: [...STRATA, 'covariates'],
    against: OTHERS,
  },
  't-test': {
    kind: 'continuous',
    estimates: ['mean difference'],
    options: [...STRATA, 'variance', 'margin'],
    against: OTHERS_OR_COHORT,
  },
  ancova: {
    kind: 'continuous',
    estimates: ['mean difference'],
    options: [...STRATA, 'covariates', 'margin'],
    against: OTHERS_OR_COHORT,
  },
  exact: { kind: 'binary', estimates: ['risk difference'], options: [], against: ['rate'] },
  simon: { kind: 'binary', estimates: STAGED_ESTIMATES, options: ['stages'], against: ['rate'] },
  fleming: { kind: 'binary', estimates: STAGED_ESTIMATES, options: ['stages'], against: ['rate'] },
  'predictive-probability': {
    kind: 'binary',
    estimates: STAGED_ESTIMATES,
    options: ['stages', 'prior', 'probability'],
    against: ['rate'],
  },
  posterior: {
    kind: 'binary',
    estimates: ['risk difference'],
    options: ['prior', 'probability'],
    against: ['rate'],
  },
  'one-sample-log-rank': {
    kind: 'time-to-event',
    estimates: ['observed over expected'],
    options: [],
    against: ['curve'],
  },
  milestone: {
    kind: 'time-to-event',
    estimates: ['survival difference', 'cumulative hazard ratio'],
    options: [...STRATA, 'horizon', 'margin'],
    against: ['curve', ...OTHERS_OR_COHORT],
  },
  median: { kind: 'time-to-event', estimates: ['median ratio'], options: [], against: ['curve'] },
  ...(Object.fromEntries(BASKET_METHODS.map((name) => [name, BASKETS])) as Record<BasketMethod, MethodRow>),
  'post-stratified-milestone': {
    kind: 'time-to-event',
    estimates: ['survival difference'],
    options: ['horizon', 'stratify by', 'for'],
    against: ['curve'],
  },
  'post-stratified': STANDARDISED,
  'model-based': STANDARDISED,
};

/** Methods of trials that may stop at a stage. */
export const STAGED = methodsWhere(({ options }) => options.includes('stages'));

/** Methods that give the rate, or survival, of a mix that is not the trial's. */
export const STANDARDISING = methodsWhere(({ options }) => options.includes('for'));

/** Keys that belong to some methods only. */
export const SPECIAL_OPTIONS = [
  'stratify by',
  'interaction',
  're-randomise',
  'ties',
  'covariates',
  'weights',
  'horizon',
  'margin',
  'variance',
  'stages',
  'prior',
  'probability',
  'borrowing',
  'calibrate',
  'for',
] as const satisfies readonly (keyof TestInput)[];

const BETWEEN_ARMS: Record<Endpoint['kind'], Method> = {
  'time-to-event': 'log-rank',
  binary: 'risk-difference',
  continuous: 't-test',
};

/** The method of a test that names none: one arm against a fixed rate or curve has its own. */
export function defaultMethod(kind: Endpoint['kind'], against: TestInput['against']): Method {
  if (typeof against !== 'object' || 'cohort' in against || kind === 'continuous') return BETWEEN_ARMS[kind];
  return kind === 'binary' ? 'exact' : 'one-sample-log-rank';
}

/** Names of the methods for a kind of endpoint, or with an option. */
export function methodsWhere(holds: (row: MethodRow) => boolean): Method[] {
  return (Object.keys(METHODS) as Method[]).filter((method) => holds(METHODS[method]));
}

/** Intervals that there are for an estimate of a method; the first is the default. */
export function intervalsOf(estimate: Estimator, by: Method): readonly ConfidenceInterval[] {
  if (by === 'posterior' || METHODS[by] === BASKETS) return ['credible'];
  if (METHODS[by] === STANDARDISED) return ['wald'];
  if (by === 'logistic' || by === 'g-computation') return ['wald'];
  if (STAGED.includes(by)) return ['stage-wise', 'clopper-pearson', 'wald'];
  if (METHODS[by].against.includes('rate')) return ['clopper-pearson', 'wald'];
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
