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
}

/** One truth: a combination of the swept values. */
export interface Point {
  index: number;
  /** axis name -> value; empty without a sweep. */
  values: Record<string, number | string>;
  replicates: number;
}

export interface TestSummary {
  name: string;
  endpoint: string;
  /** Population expression, e.g. `EGFR+`. */
  population: string;
  /** Method in the scenario's words, e.g. `log-rank`. */
  method: string;
  /** Scale of the estimate. */
  measure: EffectMeasure;
}

export type EffectMeasure =
  | 'log hazard ratio'
  | 'RMST difference'
  | 'risk difference'
  | 'log risk ratio'
  | 'log odds ratio'
  | 'mean difference';

export interface DesignSummary {
  id: string;
  title: LocalText;
  /** The design in plain words, one sentence an entry. */
  description: string[];
  tests: TestSummary[];
  /** Claim labels in order, if declared. */
  claims: string[];
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

export interface ScenarioResult {
  format: 'markersim-result/1';
  scenario: {
    id: string;
    title: LocalText;
    question?: LocalText;
    description?: LocalText;
    guideline: { clause: string; title?: LocalText }[];
    sources: string[];
    /** SHA-256 of the resolved scenario. */
    hash: string;
  };
  simulation: {
    seed: string;
    batch: number;
    streams: 'common' | 'independent';
    precision?: Record<string, number>;
  };
  axes: Axis[];
  points: Point[];
  designs: DesignSummary[];
  truth: TruthSummary[];
  rows: ResultRow[];
  /** Charts asked for, in order. */
  report: string[];
  /** Counted troubles, in words: fits that failed, trials that never reached their events. Never dropped silently. */
  warnings: string[];
  version: string;
}
