// Long because it is a format: every field of a result in one place, as `report/resultSchema.ts` reads it.

import type { Monitoring, Multiplicity } from '../scenario/conductModel.ts';
import type { Calibration } from '../scenario/model.ts';
import type { Uncomputed } from './uncomputed.ts';

/** Text in the languages of the reports; English is always there. */
export interface LocalText {
  en: string;
  zh?: string;
}

/** A swept parameter. */
export interface Axis {
  /** Column name: the last part of the path that tells it from the other axes, e.g. `prevalence`. */
  name: string;
  /** Full path(s) in the scenario; more than one where `zip` walks several together. */
  paths: string[];
  values: (number | string)[];
  /** What the scenario file itself says there, before the sweep; null where only the sweep gives a value. */
  stated: number | string | null;
  /** What the titles of the scenario make of its name: only in a copy made for a report. */
  shown?: string;
  /** How likely each value is; none without a prior, nor at paths that are zipped to one that has them. */
  weights?: number[];
}

/** One truth: a combination of the swept values. */
export interface Point {
  index: number;
  /** axis name -> value; empty without a sweep. */
  values: Record<string, number | string>;
  replicates: number;
}

/** A test as facts; the words for them are the report's. What does not apply to its method is null or empty. */
export interface TestSummary {
  name: string;
  /** Name of its trial, '' in a design of one trial. */
  trial: string;
  endpoint: string;
  /** Of a duration: the response that it begins with, whose patients it is of. */
  after?: string;
  /** Population expression, e.g. `EGFR+`. */
  population: string;
  /** Method in the scenario's words, e.g. `log-rank`. */
  method: string;
  /** Fleming-Harrington weights S^rho (1 - S)^gamma. */
  weights: { rho: number; gamma: number } | null;
  /** Months of the restricted mean. */
  horizon: number | null;
  /** Effect that it is held against, as written (a ratio as such), and on which side of none. */
  margin?: { value: number; of: 'non-inferiority' | 'superiority' };
  stratifyBy: string[];
  covariates: string[];
  /** Of a Cox model. */
  ties: 'efron' | 'breslow' | null;
  /** Of a binary endpoint: kind of interval. */
  confidence: string | null;
  /** Of a t-test. */
  variance: 'pooled' | 'welch' | null;
  /** Allocations drawn anew for its p-value. */
  reRandomise?: number;
  /** Of a trial of stages: their patients, and the responders so far that end it without the claim (-1: never) and with it (null: never). */
  stages?: { n: number; stop: number; claim: number | null }[];
  /** Marker whose interaction with treatment is tested. */
  interaction: string | null;
  /** Name of `in: each FACTOR` as written, of a test that stands for one of the levels. */
  basket?: string;
  /** Error that its cut-off is calibrated to, and the truths that it is kept under. */
  calibrate?: Pick<Calibration, 'error' | 'at'> & Partial<Calibration> & { cutoff?: number };
  /** Of a Bayesian rule or basket analysis: its priors, weights and limits, also those that the scenario leaves to the method. */
  options?: { name: string; value: string }[];
  /** In a single-arm trial: what its patients are held against. */
  against?: AgainstSummary | null;
  sided: 1 | 2;
  alpha: number;
  /** Level asked for, where the boundaries of its stages have a higher one, which is `alpha`. */
  nominalAlpha?: number;
  /** Estimator in the scenario's words, e.g. `cox`. */
  estimate: string;
  /** Scale of the estimate. */
  measure: EffectMeasure;
  /** Where a smaller estimate speaks for treatment, as a hazard ratio or a rate of harm does. */
  better?: 'lower';
}

export type EffectMeasure =
  | 'log hazard ratio'
  | 'RMST difference'
  | 'risk difference'
  | 'log risk ratio'
  | 'log odds ratio'
  | 'mean difference'
  | 'survival difference'
  | 'log cumulative hazard ratio'
  | 'log median ratio';

/** Other patients of the arm, a fixed rate, or a fixed curve told by its median in months. */
export type AgainstSummary =
  | { kind: 'population'; population: string }
  | { kind: 'rate'; value: number }
  /** Survival: of a test at a milestone, what it is held against there. */
  | { kind: 'curve'; median: number; survival?: number }
  /** An external cohort, with how it is adjusted or borrowed and for what; weight of a prior from it, standard deviation between trials. */
  | { kind: 'cohort'; cohort: string; adjustment: string; for: string[]; weight?: number; sd?: number };

/** When the data are cut; `events` and `patients` are counted in a population. */
export type LookSummary =
  | { kind: 'events'; n: number; endpoint: string; population: string }
  | { kind: 'patients'; n: number; population: string }
  | { kind: 'months'; months: number }
  | { kind: 'follow-up'; months: number }
  | { kind: 'assessed' }
  /** A time for each level of a factor. */
  | { kind: 'each'; factor: string; of: LookSummary[] }
  | { kind: 'first of' | 'last of'; of: LookSummary[] };

/** Patients of a population that a trial takes: `n` where the number is fixed, else bounds. Absent or null = no such bound. */
export interface QuotaSummary {
  population: string;
  n: number | null;
  atLeast?: number;
  atMost?: number | null;
  /** Month from which places are no longer kept. */
  until?: number | null;
  /** Month from which on these patients are recruited. */
  from?: number;
  /** Look after which they are. */
  afterLook?: number;
  /** Numbers from look to look, where they are fixed so. */
  byStage?: number[];
}

/** What looks do, as facts; `stopWhen` as it is written. */
export type MonitoringSummary = Omit<Monitoring, 'stopWhen'> & { stopWhen: string | null };

/** One trial of a design as facts, with the sizes that it has at the base point. */
export interface TrialSummary {
  /** '' for the only trial of a design. */
  name: string;
  /** Population expression of who may enter. */
  enrols: string;
  randomised: number;
  /** The design and quantity that the size is matched on; null where the size is given. */
  matched: { design: string; on: string; test: string | null } | null;
  /** [experimental, control]; of a single-arm trial [1, 0] or [0, 1]. */
  ratio: [number, number];
  method: 'simple' | 'blocks' | 'biased-coin' | 'minimisation';
  /** Patients in a block; null for the other methods. */
  block: number | null;
  /** Of a biased coin and of minimisation: the chance of the arm that is behind, and how imbalances are added up. */
  coin?: { probability: number; measure: 'range' | 'variance' | 'marginal' } | null;
  stratifyBy: string[];
  /** Arms that are strategies: who is given the experimental treatment on either; null: nobody. */
  strategy?: { guided: string; unguided: string | null };
  /** Numbers of patients by population; empty where subgroup sizes are random. */
  quotas: QuotaSummary[];
  /** In order; the last is the final analysis. */
  looks: LookSummary[];
  /** Tests that share an alpha; none where each has its own. */
  multiplicity?: Multiplicity;
  /** None where looks stop nothing. */
  monitoring?: MonitoringSummary;
  /** Tests of which the best is picked at the end, and the test towards whose estimate theirs are drawn. */
  estimates?: { bestOf: string[]; towards: string | null };
}

export interface DesignSummary {
  id: string;
  title: LocalText;
  trials: TrialSummary[];
  tests: TestSummary[];
  /** Played only in the replicates in which a program comes to it: its rows are of these, and it is paired with no design. */
  onDemand?: true;
  /** By claim: tests whose rejection it rests on. */
  claimed?: Record<string, string[]>;
  /** Claim labels in order, if declared. */
  claims: string[];
  /** By what each is claimed, as one would write it, in order: the first that holds. */
  rules?: {
    claim: string;
    when: string;
    /** Population expression (true status) that it promises benefit, `none`, or null where nothing is said. */
    for: string | null;
  }[];
  /** Why there is no computed joint law of the rejections of its tests, where several share an alpha. */
  uncomputed?: Uncomputed;
  /** How it puts a marker into a class, and the class that the marker belongs to at each point. */
  classify?: {
    marker: string;
    endpoint: string;
    /** Scale on which effects are compared. */
    scale: string;
    /** The rule by which it is declared so, as one would write it; null: never. */
    predictive?: string | null;
    prognostic?: string | null;
    truth: ('none' | 'prognostic' | 'predictive' | 'both')[];
  };
}

/** A program as facts: a tree of steps, the first its root. */
export interface ProgramSummary {
  id: string;
  title: LocalText;
  steps: {
    design: string;
    /** Outcome that leads here, null for the first step. */
    on: string | null;
    /** Months between the trial before and this one. */
    gap: number;
    outcomes: {
      label: string;
      /** Its condition as one would write it. */
      when: string;
      /** Population expression (true status) that the end promises benefit, `none`, or null where nothing is said. */
      for: string | null;
      /** Step that follows; null at an end. */
      next: number | null;
    }[];
  }[];
  /** Labels that it may end with. */
  ends: string[];
  /** The ways to its ends, as the rows `path probability` name them. */
  paths: string[];
}

/** What is told of a truth beside its numbers by kind of patient. */
export type TruthFacts = Pick<TruthSummary, 'benefit' | 'durations' | 'correlations' | 'cohorts' | 'course'>;

/** A value from the `until` before (first: 0) to its own; null: for good. */
export type TimedValues = { until: number | null; value: number }[];

/** What a truth says of the course of every trial: how patients come, when they are known, how they leave, and what they cost. */
export interface CourseFacts {
  screening: {
    /** Patients a month. */
    perMonth: TimedValues;
    arrivals: 'poisson' | 'uniform' | 'even';
    /** Times as many of some patients; none where all come alike. */
    relative: { population: string; rate: TimedValues }[];
    /** Where the mix of a factor varies between trials. */
    variation: { factor: string; concentration: number } | null;
  };
  /** Months from screening to the result of an assay or score, of those that take time. */
  turnaround: { marker: string; months: { population: string; value: number }[] }[];
  /** Months from entry to the assessment of binary and continuous endpoints. */
  assessed: { endpoint: string; months: number }[];
  /** Hazard of leaving, a month, of times. */
  dropout: { endpoint: string; hazard: TimedValues }[];
  /** Unit costs; null where nothing costs. */
  costs: { screened: number; randomised: number; event: number; month: number } | null;
}

/** The truth at one point, as computed (not simulated). */
export interface TruthSummary {
  point: number;
  cells: {
    /** e.g. `EGFR+`, or `EGFR+ & tumour = lung`. */
    population: string;
    probability: number;
    endpoint: string;
    measure: 'median (months)' | 'rate' | 'mean';
    control: number | null;
    experimental: number | null;
    effectMeasure: EffectMeasure | 'hazard ratio';
    effect: number | null;
    /** Hazard ratio in time, at the same months in all cells of the endpoint, where it is no one number in one of them. */
    inTime?: { months: number; value: number | null }[];
  }[];
  /** Survival curves of time-to-event endpoints by cell and arm, and of the whole population (`all`). */
  curves: {
    endpoint: string;
    population: string;
    arm: 'control' | 'experimental';
    time: number[];
    survival: number[];
  }[];
  assays: {
    marker: string;
    prevalence: number;
    sensitivity: number;
    specificity: number;
    unevaluable: number;
    ppv: number;
    npv: number;
    positive: number;
  }[];
  /** Smallest effect that counts as benefit, on all of these endpoints; absent where any benefit on the endpoint tested counts. */
  benefit?: {
    endpoint: string;
    scale: 'hazard ratio' | 'risk difference' | 'mean difference';
    least: number;
  }[];
  /** Times that begin with a response, of those who respond: their control arm is not told of. */
  durations?: { endpoint: string; after: string }[];
  /** Pairs of endpoints that a patient's normal scores correlate in. */
  correlations?: { of: [string, string]; value: number }[];
  /** Patients under control outside the trial. */
  cohorts?: {
    name: string;
    patients: number;
    /** Markers and factors that it recorded. */
    records: string[];
    /** Shares of populations where its mix is its own; null: that of the screened. */
    mix?: { population: string; share: number }[] | null;
    /** Months of follow-up of times; null: to the end. Absent where no endpoint is a time. */
    followUp?: { least: number; most: number } | null;
    shifts: {
      endpoint: string;
      scale: 'odds ratio' | 'hazard ratio' | 'mean difference';
      drift: number;
      unmeasured: number;
      betweenTrialSd: number;
    }[];
  }[];
  /** Absent from results of versions that did not tell it. */
  course?: CourseFacts;
}

/** One tidy row. Proportions stay in [0,1]. */
export interface ResultRow {
  point: number;
  /** Design id, or `B vs A` for a paired difference (B minus A). */
  design: string;
  /** Test name, claim label, or '' for a quantity of the whole trial. */
  analysis: string;
  population: string;
  /** e.g. `power`, `bias`, `coverage`, `screened`, `months to analysis`, `claim probability`, `power difference`. */
  metric: string;
  estimate: number | null;
  mcse: number | null;
  lower: number | null;
  upper: number | null;
  /** Replicates that the estimate rests on (conditional metrics: those that met the condition). */
  n: number;
  /** Computed value it is held against, if there is one. */
  reference: number | null;
  /** What the reference is: `Schoenfeld`, `exact binomial`, `estimand: true EGFR+`, `Simon-Maitournam`, ... */
  reference_kind: string;
}

/** The largest of an error over the sweep: the point at which it is, and a simultaneous 95 % interval. */
export interface WorstRow extends ResultRow {
  /** Points at which it is an error. */
  points: number;
}

/** What looks decide on, at the point of the headline; null where there is no bound. */
export interface LookPicture {
  design: string;
  /** Test. */
  analysis: string;
  /** Planned, as fractions of that at the final look. */
  information: number[];
  /** z that rejects, at the level that the test has before anything is rejected. */
  upper: (number | null)[];
  /** The same at the highest level that it can come to. */
  full: (number | null)[];
  /** z at or below which it is dropped, by look before the last. */
  futility: (number | null)[];
  /** z by look in single trials; null from the stop on. */
  paths: (number | null)[][];
}

/** Patients expected to have entered by calendar month, as computed from the plan (not simulated), at the point of the headline. */
export interface EnrolmentPicture {
  design: string;
  /** Between them patients grow in proportion to time. */
  months: number[];
  /** Levels of one factor, e.g. `tumour = lung`, or of one marker. */
  levels: { population: string; patients: number[] }[];
}

/** A counted trouble: nothing fails silently. */
export interface ResultWarning {
  /**
   * `no estimate`: a fit failed or a table was empty; the trial counts as not rejected where z is missing too, and is left
   * out of bias and coverage. `events not reached`: the trial was analysed at its last event.
   */
  kind: 'no estimate' | 'events not reached';
  point: number;
  design: string;
  /** Test name, '' for the whole trial. */
  analysis: string;
  /** Trials in which it happened, of `n`. */
  count: number;
  n: number;
}

/** A quantity that the answer tells before it ranks the designs. */
export interface AnswerRequest {
  metric: string;
  /** Analysis of its rows; '' for the whole trial. */
  analysis: string;
  /** `reference_kind` of its row, where it has several; null = the first. */
  estimand: string | null;
  point: number;
  /** Told instead: between which of these points it comes to what it is at the point `as`. */
  reaches?: { points: number[]; as: number };
  /** What the answer calls it, in the author's words. */
  as?: LocalText;
}

export interface ScenarioResult {
  format: 'markersim-result/1';
  scenario: {
    id: string;
    title: LocalText;
    question?: LocalText;
    description?: LocalText;
    /** What the answer tells first; none where the file asks for nothing. */
    answer?: AnswerRequest[];
    /** What reports call names of tests, claims, levels, ...; none where the file gives none. */
    titles?: Record<string, LocalText>;
    guideline: { clause: string; title?: LocalText }[];
    /** Plain text, such as a reference, reads the same in every language. */
    sources: (string | LocalText)[];
    /** SHA-256 of the resolved scenario. */
    hash: string;
    /** The resolved scenario as a YAML file that gives this result again; results of earlier versions have none. */
    file?: string;
  };
  simulation: {
    seed: string;
    batch: number;
    streams: 'common' | 'independent';
    precision?: Record<string, number>;
  };
  axes: Axis[];
  points: Point[];
  /** Index of the point that the headline is told at: swept values as the file states them, else the middle of their axis. */
  base: number;
  designs: DesignSummary[];
  /** Where the scenario has programs. */
  programs?: ProgramSummary[];
  truth: TruthSummary[];
  /** None where no look decides. */
  looks?: LookPicture[];
  /** None where no plan alone says who enters when. */
  enrolment?: EnrolmentPicture[];
  rows: ResultRow[];
  /** Averages over the prior; `point` is the first of those averaged. None without a prior. */
  averages?: ResultRow[];
  /** None where no error is met at several points. */
  worst?: WorstRow[];
  /** Charts asked for, in order. */
  report: string[];
  warnings: ResultWarning[];
  version: string;
}
