// Long because it is one vocabulary: what every word of a scenario becomes, in the order of the language.

/**
 * The normalised scenario: what every room above reads. Defaults are filled, presets and `extends` expanded, names
 * checked, population expressions and claims parsed. Months; rates per month; probabilities in [0, 1].
 *
 * Long because it is a list of types that refer to each other, with no code.
 *
 * Records keep the order of the file (a name is never a whole number, so JavaScript does not reorder it).
 */

import type { BASKET_METHODS } from './basketMethods.ts';
import type { ClaimExpression } from './claimModel.ts';
import type { Monitoring, Multiplicity } from './conductModel.ts';

/** Text in the languages of the reports; English is always there. */
export interface LocalText {
  en: string;
  zh?: string;
}

export type Status = '+' | '-' | '?';

/**
 * Names patients. `by` says whose word on the marker counts: the assay's (designs) or the truth's (truth, and
 * `true X+` in designs). `?` is an unevaluable assay result, so it never comes with `truth`.
 */
export type PopulationExpression =
  | { kind: 'all' }
  | { kind: 'marker'; marker: string; status: Status; by: 'assay' | 'truth' }
  | { kind: 'level'; factor: string; level: string }
  | { kind: 'not'; of: PopulationExpression }
  | { kind: 'and'; of: PopulationExpression[] }
  | { kind: 'or'; of: PopulationExpression[] };

/** A value by population, most specific first match wins (see `resolveByCell`); a single value is one entry for `all`. */
export type ByCell<T> = { population: PopulationExpression; value: T }[];

/** Piecewise constant in time: `value` holds from the previous `until` (first: 0) to `until`; the last is Infinity. */
export type Periods = { until: number; value: number }[];

/** A kind of patient: level of every factor, true status of every marker, and the assays' results where known. */
export interface Cell {
  levels: Record<string, string>;
  truth: Record<string, boolean>;
  assay?: Record<string, Status>;
  /** Values of the scores, in standard deviations from their origin. */
  scores?: Record<string, number>;
  /** Of those that are measured with error, what was measured: what a design knows. */
  measured?: Record<string, number>;
}

/** A cell of the truth with its share of the screened population. */
export interface TrueCell extends Cell {
  probability: number;
}

// ---------------------------------------------------------------------------------------------------------- truth

export interface Assay {
  /** P(result + | truly +, evaluable), by stratum. */
  sensitivity: ByCell<number>;
  /** P(result - | truly -, evaluable), by stratum. */
  specificity: ByCell<number>;
  /** P(no result), by stratum. */
  unevaluable: ByCell<number>;
  /** Months from screening to the result, by stratum. */
  turnaround: ByCell<number>;
}

export interface Marker {
  /** P(truly +), by stratum. */
  prevalence: ByCell<number>;
  /** A perfect, immediate assay where the file gives none. */
  assay: Assay;
}

/**
 * Law of a continuous score among the screened, in standard deviations. `normal`: mean 0, SD 1. `binormal`: a share `cases` is normal about
 * d / 2, the others about -d / 2, with SD 1 each, where d = sqrt(2) times the normal quantile of the AUC: the log odds of being a case
 * rise by d for each SD.
 */
export type ScoreLaw = ({ kind: 'normal' } | { kind: 'binormal'; cases: number; auc: number }) & {
  /** Mean by markers and strata, with SD 1 about it, of a normal score; 0 for everybody where there is none. */
  mean?: ByCell<number>;
  /** Standard deviation of the error with which it is measured, in those of the score; none where it is known. */
  errorSd?: number;
};

export interface Enrolment {
  /** Patients screened per month were all relative rates 1, by calendar period. */
  screenedPerMonth: Periods;
  /** Multiplies the rate at which patients of some strata come, by calendar period: recruitment, ramps, late opening, drift. */
  relativeRate: ByCell<Periods>;
  /** Shares of a factor's levels among the screened vary between trials: Dirichlet, its parameters summing to `concentration`. */
  mixVariation: { factor: string; concentration: number } | null;
  /** Poisson process, the same number at uniform random times (a period's whole number), or evenly spaced times. */
  arrivals: 'poisson' | 'uniform' | 'even';
}

/**
 * Who is given the experimental treatment in a trial that randomises between strategies, by the arm's part in the ratio; everybody else is
 * given control.
 */
export interface MarkerStrategy {
  /** On the experimental arm. */
  guided: PopulationExpression;
  /** On the control arm; null: nobody. */
  unguided: PopulationExpression | null;
}

/**
 * Survival curve by cell. With `cured` > 0 the hazard (Weibull) is that of the patients not cured:
 * S(t) = cured + (1 - cured) S_uncured(t). Medians and survival points of the file are already converted.
 */
export type Curve =
  | { kind: 'piecewise'; hazard: ByCell<Periods>; cured: ByCell<number> }
  | { kind: 'weibull'; shape: ByCell<number>; scale: ByCell<number>; cured: ByCell<number> };

export interface TimeToEventEndpoint {
  kind: 'time-to-event';
  /** Of a trial of strategies, see `truthInTrial`; never in a file. */
  strategy?: MarkerStrategy;
  /**
   * Binary endpoint at whose assessment the time begins, in the patients alone who have it: duration of response. Others have no such time.
   * None where it begins at entry, in everybody.
   */
  after?: string;
  /** Before the prognostic hazard ratio. */
  control: Curve;
  /** Hazard ratio experimental : control (of the uncured), or the experimental arm's own curve. */
  effect: { kind: 'hazard ratio'; value: ByCell<Periods> } | { kind: 'experimental'; curve: Curve };
  /** Multiplies the control hazard (and, with a hazard ratio effect, so the experimental one). */
  prognosticHazardRatio: ByCell<number>;
  /** The same for each standard deviation of a score, by score; and of the effect (a hazard ratio). */
  prognosticPerSd?: Record<string, number>;
  effectPerSd?: Record<string, number>;
  /** Hazard of leaving, per month since entry. */
  dropout: Periods;
}

export interface BinaryEndpoint {
  kind: 'binary';
  /** Of a trial of strategies, see `truthInTrial`; never in a file. */
  strategy?: MarkerStrategy;
  /** Probability of the outcome on control, before the prognostic odds ratio. */
  control: ByCell<number>;
  effect: {
    kind: 'experimental' | 'risk difference' | 'odds ratio' | 'risk ratio';
    value: ByCell<number>;
  };
  /** Multiplies the control odds. */
  prognosticOddsRatio: ByCell<number>;
  /** The same for each standard deviation of a score, by score; and of the effect (an odds ratio). */
  prognosticPerSd?: Record<string, number>;
  effectPerSd?: Record<string, number>;
  /** The score whose cases are those with the outcome on control. */
  binormal?: { score: string; auc: number };
  /** Months from entry to assessment. */
  assessedAt: number;
  better: 'higher' | 'lower';
}

export interface ContinuousEndpoint {
  kind: 'continuous';
  /** Of a trial of strategies, see `truthInTrial`; never in a file. */
  strategy?: MarkerStrategy;
  /** Before the prognostic shift. */
  control: { mean: ByCell<number>; sd: ByCell<number> };
  /** `mean difference` keeps the control SD. */
  effect:
    | { kind: 'mean difference'; value: ByCell<number> }
    | { kind: 'experimental'; mean: ByCell<number>; sd: ByCell<number> };
  /** Added to the control mean (and, with a mean difference, so to the experimental one). */
  prognosticShift: ByCell<number>;
  /** The same for each standard deviation of a score, by score; and of the effect (a mean difference). */
  prognosticPerSd?: Record<string, number>;
  effectPerSd?: Record<string, number>;
  /** Correlation with a baseline covariate of mean 0 and SD 1; null without one. */
  baselineCorrelation: number | null;
  assessedAt: number;
  better: 'higher' | 'lower';
}

export type Endpoint = TimeToEventEndpoint | BinaryEndpoint | ContinuousEndpoint;

interface Costs {
  screened: number;
  randomised: number;
  /** Per calendar month of the trial. */
  month: number;
  event: number;
}

export interface Truth {
  /** Declared markers, and those that cuts make of the scores (see `cutOf`). */
  markers: Record<string, Marker>;
  /** Independent of strata and declared markers, but for their means. */
  scores?: Record<string, ScoreLaw>;
  /**
   * factor -> level -> share in the population, by the levels of factors that stand before it (a subtype within a tumour).
   * Shares of a factor sum to 1 in every cell.
   */
  strata: Record<string, Record<string, ByCell<number>>>;
  enrolment: Enrolment;
  /**
   * Shares (not normalised) of populations that exclude each other; within a population cells keep their own mix, cells
   * outside all of them have none. Not a table for `resolveByCell`. Null = the population's own mix.
   */
  targetMix: ByCell<number> | null;
  /** Weight of a patient in the target mix. */
  treatmentNeed: ByCell<number>;
  endpoints: Record<string, Endpoint>;
  /**
   * Correlations of the normal scores of two endpoints in a patient, given his group and arm (Gaussian copula): larger values, longer
   * times and responses go together where positive. Pairs not named are independent given the others before them: 0.
   */
  correlations?: { of: [string, string]; value: number }[];
  costs: Costs;
  /** Patients under control outside the trial, by name. */
  externalCohorts?: Record<string, ExternalCohort>;
  /**
   * Smallest effect that counts as benefit, by endpoint: hazard ratio (average, over all time), difference of probabilities or means in
   * the better direction. Patients benefit who reach it on every endpoint named; empty = any benefit.
   */
  worthwhile: Record<string, number>;
}

// -------------------------------------------------------------------------------------------------------- designs

/** Patients who were treated as the control arm elsewhere or before. */
export interface ExternalCohort {
  patients: number;
  /** Shares (not normalised) of populations that exclude each other, as `targetMix`; null = the population's own mix. */
  mix: ByCell<number> | null;
  /** Markers and factors that the cohort recorded. */
  records: string[];
  /** Of every endpoint of the truth, by name. */
  shifts: Record<string, CohortShift>;
  /** Months for which a patient would be seen, uniform between the two; null: till event or dropout. */
  followUp: { least: number; most: number } | null;
}

/** How an endpoint differs in a cohort from what the truth says of control, in patients of the same kind. */
export interface CohortShift {
  /** Change in time: odds ratio, hazard ratio or difference of means, as the endpoint is. */
  drift: number;
  /** The same by differences that nobody recorded. */
  unmeasured: number;
  /** Standard deviation of a further, random shift of the log odds, log hazard or mean, one for each replicate. */
  betweenTrialSd: number;
}

/** When the data are cut. Calendar months run from the opening of enrolment. */
export type Timing =
  | { kind: 'events'; n: number; in: PopulationExpression; of: string }
  /** When the n-th randomised patient of the population has been assessed on every binary or continuous endpoint tested. */
  | { kind: 'patients'; n: number; in: PopulationExpression }
  | { kind: 'months'; months: number }
  /** Months after the last patient was randomised. */
  | { kind: 'follow-up'; months: number }
  /** When the last patient has been assessed on every (binary or continuous) endpoint tested. */
  | { kind: 'assessed' }
  /** A time for each level of a factor, at which its tests are analysed; `of` in the order of `levels`. */
  | { kind: 'each'; factor: string; levels: string[]; of: Timing[] }
  | { kind: 'first of'; of: Timing[] }
  | { kind: 'last of'; of: Timing[] };

export type Size =
  | { kind: 'randomised'; n: number }
  /** Sized so that the quantity equals that of another design; `test` is set for power only. */
  | {
      kind: 'match';
      design: string;
      on: 'randomised' | 'events' | 'screened' | 'months' | 'cost' | 'power';
      test: string | null;
    }
  /** The patients of the trial's staged rule. */
  | { kind: 'stages' };

/** Patients of a population that a trial takes; a fixed number where `least` and `most` are equal. */
export interface Quota {
  population: PopulationExpression;
  /** Places that are kept for them, till the calendar month `until`. */
  least: number;
  /** Infinity without a cap. */
  most: number;
  until: number;
  /** Calendar month from which on they are recruited; 0 where not given. */
  from?: number;
  /** Look (from 1) after which they are recruited: a level that is added to a trial whose levels are closed one by one. */
  afterLook?: number;
  /** Numbers by stage, from look to look; `least` and `most` are their sum. */
  byStage?: number[];
}

export interface Randomisation {
  /** [experimental, control], whole numbers; of a single-arm trial [1, 0] or [0, 1], with method `simple`. */
  ratio: [number, number];
  method: 'simple' | 'blocks' | 'biased-coin' | 'minimisation';
  /** Patients in a block; a multiple of the ratio's sum. Read by `blocks` only. */
  block: number;
  /** Markers (by assay; `true X` by the truth) and factors. */
  stratifyBy: string[];
  /** Of `biased-coin` and `minimisation`. */
  coin?: Coin;
}

/** Whose balance between the arms is recorded. */
export interface BalanceReport {
  /** Markers (by assay; `true X` by the truth) and factors: each of their levels, beside everybody. */
  by: string[];
  /** Share of a population's patients beyond which a difference between the arms counts. */
  beyond: number;
}

/** Tests of which the best is reported, and estimates that allow for that. */
export interface SelectionEstimates {
  /** Names of the tests; the one with the largest z at the end is the best. */
  bestOf: string[];
  /** Name of the test of a population that holds theirs, towards whose estimate theirs are drawn; null without. */
  towards: string | null;
}

/** How an arm that is behind is favoured. */
export interface Coin {
  /** P(the arm that is behind) at 1:1, in [1/2, 1]. */
  probability: number;
  /** Of `minimisation`: how imbalances are added up over factors, and the weights of the factors, 1 where none is given. */
  measure: 'range' | 'variance' | 'marginal';
  weights: Record<string, number>;
}

export type Method =
  | 'log-rank'
  | 'cox'
  | 'fleming-harrington'
  | 'rmst'
  | 'risk-difference'
  | 'risk-ratio'
  | 'odds-ratio'
  | 'cmh'
  | 'fisher'
  | 'barnard'
  | 'logistic'
  | 'g-computation'
  | 't-test'
  | 'ancova'
  | 'exact'
  | 'simon'
  | 'fleming'
  | 'predictive-probability'
  | 'posterior'
  | 'one-sample-log-rank'
  | 'milestone'
  | 'post-stratified-milestone'
  | 'median'
  | BasketMethod
  | 'post-stratified'
  | 'model-based';

/** Analyses of all levels of `in: each FACTOR` together. */
export type BasketMethod = (typeof BASKET_METHODS)[number];

/** Cut-off of a posterior probability that keeps an error at a level under some truths. */
export interface Calibration {
  /** Of each level that does not respond, or of any of them. */
  error: 'basket-wise' | 'family-wise';
  at: number;
  /**
   * Rates of levels that differ from the one that they are held against, truth by truth; or the rate at which none, the first, the first
   * two, ... all but the last respond.
   */
  over: readonly Readonly<Record<string, number>>[] | { readonly respondingAt: number };
  /** Whether the largest error of these truths is held, or their average. */
  hold: 'worst' | 'average';
}

/** A test's place among those of `in: each FACTOR`. */
export interface BasketPlace {
  /** Name of the test as written: shared by the tests of all levels. */
  test: string;
  factor: string;
  level: string;
  /** Options of a basket analysis, by their names in the room of baskets. */
  options: Record<string, unknown>;
  /** Null where the cut-off is given, or has been found. */
  calibrate: Calibration | null;
  /** What the cut-off was calibrated to, once it has been found: alpha then says what it is. */
  calibrated?: Calibration;
  /** Patients of the level in all, where looks ask for its predictive probability. */
  planned?: number;
}

export type Estimator =
  | 'cox'
  | 'pike'
  | 'peto'
  | 'rmst'
  | 'risk difference'
  | 'risk ratio'
  | 'odds ratio'
  | 'mean difference'
  | 'observed over expected'
  | 'survival difference'
  | 'cumulative hazard ratio'
  | 'median ratio'
  | 'umvue';

export type ConfidenceInterval =
  | 'wald'
  | 'score'
  | 'newcombe'
  | 'miettinen-nurminen'
  | 'clopper-pearson'
  | 'stage-wise'
  | 'credible';

/** What patients are held against who are not compared with another arm. */
export type Comparator =
  /** Other patients of the same arm, told apart by the assay or a factor; of a randomised trial, in the arm named. */
  | { kind: 'population'; population: PopulationExpression; arm?: 'experimental' | 'control' }
  /** A fixed rate of a binary endpoint. */
  | { kind: 'rate'; value: number }
  /** A fixed survival curve, by hazards. */
  | { kind: 'curve'; hazard: Periods }
  /** An external cohort of the truth. */
  | { kind: 'cohort'; cohort: string; adjustment: Adjustment };

/** How an external cohort is made comparable, or how much of it is believed. */
export type Adjustment =
  /** As it is, or only those of it who belong to the test's population. */
  | { kind: 'none' | 'matched' }
  /** To the treated's mix of these markers (by the status that the cohort recorded) and factors. */
  | { kind: 'standardised' | 'weighted'; for: string[] }
  | { kind: 'power prior'; weight: number; matched: boolean }
  | { kind: 'robust map'; weight: number; sd: number; matched: boolean };

/**
 * When a single arm stops for its responders: given stage by stage, or to be found for the rate it is held against, the level and what is
 * said here.
 */
export type StagedRule = {
  /** Whether screening rests while a stage is assessed; else every response is known at once. */
  rests: boolean;
  /** Responders are patients with the outcome, or those without where fewer are better. */
  better: 'higher' | 'lower';
} & (
  | {
      kind: 'stages';
      /** Patients of the stage alone; ends without a claim at `stop` responders in all or fewer, with it at `claim` or more. */
      stages: readonly { n: number; stop: number; claim: number }[];
    }
  | { kind: 'simon'; p1: number; power: number; type: 'optimal' | 'minimax' }
  /** Boundaries of Fleming for stages of so many patients. */
  | { kind: 'fleming'; patients: number[] }
  | { kind: 'fleming search'; p1: number; power: number; number: number }
  /** Looks after so many patients in all; ends where the predictive probability of the claim is below or above. */
  | { kind: 'predictive probability'; looks: number[]; futility: number; efficacy: number }
);

export interface TestSpec {
  name: string;
  /** Endpoint. */
  of: string;
  in: PopulationExpression;
  by: Method;
  estimate: Estimator;
  /** Markers (by assay; `true X` by the truth) and factors. */
  stratifyBy: string[];
  /** Markers (by assay; `true X` by the truth), factors, scores, and `baseline`. */
  covariates: string[];
  /** Of a test of one level of `in: each FACTOR`, else null. */
  basket: BasketPlace | null;
  /** Standardised to the target mix of this population (by the truth); null where patients are taken as they come. */
  target: PopulationExpression | null;
  /** Marker whose interaction with treatment is tested (effect in + minus effect in -), or null. */
  interaction: string | null;
  /** In a single-arm trial; null where the arms of a randomised trial are compared. */
  against: Comparator | null;
  /** Of `simon`, `fleming` and `predictive-probability`. */
  stages: StagedRule | null;
  /** Level asked for of boundaries whose exact level, which `alpha` then is, is above it. */
  nominalAlpha?: number;
  /** Shapes of the beta prior of `posterior` and `predictive-probability`. */
  prior: { a: number; b: number } | null;
  /** Effect that z is held against in place of none, on the scale of the estimate (ratios as logs); absent = 0. */
  margin?: number;
  /** Fleming-Harrington weights S^rho (1 - S)^gamma; null for other methods. */
  weights: { rho: number; gamma: number } | null;
  /** Months of the restricted mean or of the milestone; null for other methods. */
  horizon: number | null;
  ties: 'efron' | 'breslow';
  /** Allocations drawn anew for a design-based p-value; z is then its normal quantile. */
  reRandomise?: number;
  confidence: ConfidenceInterval;
  /** Of the t-test. */
  variance: 'pooled' | 'welch';
  sided: 1 | 2;
  alpha: number;
}

export interface Claim {
  label: string;
  when: ClaimExpression;
  /** Whom the claim promises benefit, by true status; null where the file does not say. */
  for: PromisedTo | null;
}

export type PromisedTo = PopulationExpression | { kind: 'nobody' };

/** When a marker is declared predictive, and when prognostic; null = never. */
export interface Classification {
  marker: string;
  /** Endpoint on which the truth is read. */
  of: string;
  predictive: ClaimExpression | null;
  prognostic: ClaimExpression | null;
  /** Of a binary endpoint: the scale on which effects are the same or not; null = that of the truth's effect. */
  scale: 'risk difference' | 'risk ratio' | 'odds ratio' | null;
}

/** A success of the user's own, or several that each have a weight: their sum is averaged. */
export type SuccessMetric =
  | { name: string; when: ClaimExpression }
  | { name: string; weights: { when: ClaimExpression; weight: number }[] };

/** One trial: who, how allocated, how many, when looked at, what tested. */
export interface TrialDesign {
  /** '' for the only trial of a plain design. */
  name: string;
  enrol: PopulationExpression;
  randomise: Randomisation;
  /** The arms are strategies. */
  strategy?: MarkerStrategy;
  balance?: BalanceReport;
  size: Size;
  /** Bounds on the numbers enrolled by population; empty = random subgroup sizes. */
  quotas: Quota[];
  /** Data cuts in order; the last is the final analysis. */
  looks: Timing[];
  tests: TestSpec[];
  /** What the looks do; null: nothing is decided before the last. */
  monitoring: Monitoring | null;
  /** Null: every test at its own alpha. */
  multiplicity: Multiplicity | null;
  estimates?: SelectionEstimates;
}

/** A design: one trial, or several trials run in parallel that answer together. */
export interface Design {
  name: string;
  title: LocalText | null;
  trials: TrialDesign[];
  /** Looked at in order, the first that is true holds. */
  claims: Claim[];
  /** Probabilities asked for beside power. */
  metrics: SuccessMetric[];
  /** The class that a marker is put into, to be judged by the truth. */
  classify?: Classification;
}

// ------------------------------------------------------------------------------------------------------- programs

/** What a step of a program may end with. */
export interface ProgramOutcome {
  label: string;
  when: ClaimExpression;
  /** Whom the program then promises benefit; null where the file does not say, and where the program goes on. */
  for: PromisedTo | null;
  /** The step that it leads to; null where the program ends. */
  next: number | null;
}

/** A trial of a program. */
export interface ProgramStep {
  /** Design that is run. */
  design: string;
  /** The outcome that leads here; null for the first step. */
  on: { step: number; outcome: number } | null;
  /** Months between the end of the trial before and the opening of this one. */
  gap: number;
  /** Looked at in order, the first that is true holds; the last is always true. */
  outcomes: ProgramOutcome[];
}

/** Trials in sequence, each on patients of its own; a tree of steps, the first its root. */
export interface Program {
  name: string;
  title: LocalText | null;
  steps: ProgramStep[];
}

// ------------------------------------------------------------------------------------------------------- scenario

/** A swept parameter, or several walked together (`zip`). */
export interface Axis {
  /** Short name of each path: as many of its last parts as tell it from the others. One column of the results each. */
  names: string[];
  /** Full path of each, as in the file. */
  paths: string[];
  /** Steps of the axis: one value for each path. A value that is no number or text is given as compact JSON text. */
  steps: (number | string)[][];
  /** How likely each step is, adding up to 1; none without a prior. */
  weights?: number[];
}

export interface Simulation {
  /** Replicates to run (with `precision`: the fewest); null when precision alone decides. */
  replicates: number | null;
  /** metric -> MCSE to reach, e.g. power -> 0.0025; empty when the number is fixed. */
  precision: Record<string, number>;
  maxReplicates: number;
  seed: string;
  streams: 'common' | 'independent';
  /** Replicates in a batch; null = the engine's choice. */
  batch: number | null;
}

/** One truth of the sweep with the designs set beside each other under it. */
export interface ScenarioPoint {
  index: number;
  /** Column name (see `Axis.names`) -> value; empty without a sweep. */
  values: Record<string, number | string>;
  truth: Truth;
  designs: Record<string, Design>;
  programs: Record<string, Program>;
}

/** A quantity that the answer of the report tells first, of every design and program that has it. */
export interface AnswerPart {
  /** As the results name it. */
  metric: string;
  /** A test, claim or outcome; '' for the whole trial. */
  of: string;
  /** Of a bias or coverage that is held against several; null = the first. */
  estimand: string | null;
  /** Step on each axis; null where it is that of the file. */
  steps: (number | null)[];
  /** Told instead: between which steps of an axis it comes to what it is at other steps. */
  reaches?: { axis: number; steps: (number | null)[] };
  /** What the answer calls it; without, the name of the metric. */
  as?: LocalText;
}

export interface Scenario {
  id: string;
  title: LocalText;
  question: LocalText | null;
  /** What the answer tells first; none = what ranks the designs. */
  answer: AnswerPart[];
  description: LocalText | null;
  /** Name of a test, claim, outcome, trial, metric, endpoint, cohort, factor or level -> what reports call it. */
  titles: Record<string, LocalText>;
  guideline: { clause: string; title?: LocalText }[];
  /** As written: plain text, such as a reference, reads the same in every language. */
  sources: (string | LocalText)[];
  axes: Axis[];
  /** Grid over the axes, the first axis slowest. */
  points: ScenarioPoint[];
  simulation: Simulation;
  /** Charts asked for, in order; null = all that apply. */
  report: string[] | null;
  /** The file as written, with file-level `extends` resolved. */
  document: unknown;
  /** `document` as JSON, keys in the order of the file, comments and layout gone. To be hashed. */
  canonical: string;
  /** Files read, the scenario's own first. */
  files: string[];
}
