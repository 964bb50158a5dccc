// Long because it names every word that a language must have: one type, so that none is missing.

import type { Uncomputed } from '../../operating-characteristics/uncomputed.ts';
import type {
  ClassicalBounds,
  Combination,
  FutilityCriterion,
  MultipleProcedure,
  Selection,
  SelectionMeasure,
  Spending,
} from '../../scenario/conductModel.ts';
import type { MethodId } from '../methods.ts';

/** What each method is; a method without words does not compile. */
export type MethodWords = Record<MethodId, { term: string; text: string; formula?: string }>;

/** What a reader chooses among. */
type AlternativeKind = 'design' | 'program';

/** Languages that a report can be written in: `en` English, `zh` simplified Chinese. */
export type Language = 'en' | 'zh';

/** What the thriftiest of some alternatives needs; beside what the other needs, where there are two. */
export interface Spent {
  quantity: string;
  value: string;
  instead: string | null;
}

/**
 * Every word of the page, the charts and the terminal's headline table, in one language.
 * A catalogue is one object of this type: a new language is a new file, and a missing word does not compile.
 * Names that the scenario's author chose (designs, tests, populations, claims) are data and are never translated.
 */
/** Designs whose test of one name is of the same patients. */
export interface PatientGroup {
  designs: string[];
  patients: string;
  /** What is compared are strategies. */
  strategies: boolean;
}

export interface Messages {
  /** BCP 47 tag for `<html lang>`. */
  tag: string;
  /** The language's own name. */
  ownName: string;
  list: (items: string[]) => string;
  /** Titles of designs side by side: in quotes where their own words would run into those of the list. */
  titles: (items: string[]) => string;
  sentences: (items: string[]) => string;
  interval: (low: string, high: string) => string;
  /** `text (note)` with the brackets of the language. */
  bracket: (text: string, note: string) => string;
  /** `whole: part` with the colon of the language. */
  panel: (whole: string, part: string) => string;
  /** What stands beside a number in one bracket: `99% to 100%, MCSE 0.1%`. */
  beside: (items: string[]) => string;
  /** Clauses that stand side by side. */
  clauses: (items: string[]) => string;
  points: string;
  notAvailable: string;
  everyone: string;
  /** Signs of a population expression as words. */
  expression: { and: string; or: string; not: string; truly: string };
  arm: Record<'control' | 'experimental', string>;
  /** Names of metrics; one that is not here is shown as it stands in the data. */
  metrics: Record<string, string>;
  /** Patients in the trials, where all trials have one arm and where some have. */
  entered: { treated: string; mixed: string };
  /** Names of estimators, as in `bias (shrunken)`; `naive` of that which allows for nothing. */
  adjusted: Record<string, string>;
  /** Names of swept parameters, by the last part of their path. */
  parameters: Record<string, string>;
  methods: Record<string, string>;
  measures: Record<string, string>;
  difference: (metric: string) => string;
  /** A quantity's name as it stands inside a sentence. */
  inSentence: (name: string) => string;
  /** A name or setting as it stands alone: with a capital where it begins with plain words, unlike `M+ hazard ratio`. */
  standing: (name: string) => string;
  ofTest: (metric: string, test: string) => string;
  /** Power of a test where the treatment does not truly work. */
  errorOf: (test: string) => string;
  /** Power of a test over truths at some of which the treatment does not truly work. */
  powerOrError: (test: string) => string;
  versus: (b: string, a: string) => string;
  programs: {
    title: string;
    caption: string;
    step: (facts: { design: string; on: string | null; gap: string | null; outcomes: string }) => string;
    /**
     * `when`: a condition in words; null: whatever the others leave. `promised`: whom an end promises benefit; null: nobody;
     * undefined: nothing is said, or a trial follows.
     */
    outcome: (label: string, when: string | null, promised: string | null | undefined) => string;
  };
  /** The class that a design puts a marker into. */
  classes: {
    title: string;
    truth: string;
    right: string;
    note: string;
    names: Record<'none' | 'prognostic' | 'predictive' | 'both', string>;
    scales: Record<string, string>;
    /** Column of those put into a class. */
    put: (name: string) => string;
    scale: (marker: string, endpoint: string, scale: string) => string;
    /** What a marker is declared by; null where it never is. */
    rule: (marker: string, predictive: string | null, prognostic: string | null) => string;
    whose: (design: string, name: string, truths: number) => string;
  };
  /** Conditions of the scenario language: over rejections, claims and numbers. */
  condition: {
    rejects: (test: string, yes: boolean) => string;
    harm: (test: string) => string;
    quantities: Record<'z' | 'estimate' | 'ratio', string>;
    signs: Record<'>=' | '>' | '<=' | '<', string>;
    compares: (quantity: string, test: string, sign: string, value: string) => string;
    strongest: (test: string, among: string[]) => string;
    claims: (label: string, yes: boolean) => string;
    not: (condition: string) => string;
    inBrackets: (condition: string) => string;
    and: string;
    or: string;
    otherwise: string;
  };
  givenClaim: (metric: string, claim: string) => string;
  atLook: (metric: string, look: string) => string;
  settings: (items: string[]) => string;
  setting: (parameter: string, value: string) => string;
  /** A parameter of some patients or of a score: `M- hazard ratio`; of `all` it is of everybody whom no other value is for. */
  parameterOf: (parameter: string, of: string) => string;
  /** Names of estimands, as they are made in the computed part of the results; `of` is a population in words. */
  estimands: {
    /** Whom a single arm enrols. */
    allEnrolled: string;
    byAssay: (of: string) => string;
    underControl: (of: string) => string;
    truly: (of: string) => string;
    enrolledMix: (of: string) => string;
    populationMix: (of: string) => string;
    targetMix: (of: string) => string;
    fixed: (of: string) => string;
    responders: (of: string) => string;
    cohort: (of: string, cohort: string) => string;
    effect: (of: string) => string;
    difference: (a: string, b: string) => string;
    interactionBetween: (a: string, b: string) => string;
    interaction: (marker: string) => string;
  };
  /** Where the base point's values come from. */
  base: Record<'stated' | 'middle', (settings: string) => string>;
  /** Kinds of computed values that simulated ones are held against. */
  references: Record<string, string>;
  /** What the best of a row of the comparison is. */
  marks: Record<'highest' | 'lowest' | 'fewest' | 'shortest', string>;
  /** Under the terminal's comparison. */
  legend: string;
  /** A design in words; populations come translated. */
  design: {
    inTrial: (trial: string, sentence: string) => string;
    /** Played only where a program comes to it. */
    onDemand: string;
    enrolment: (facts: {
      population: string;
      n: string;
      /** They are fewer on average, since the data are cut or the trial stops before the last has come. */
      most: boolean;
      ratio: string;
      /** Patients in a block; null without blocks. */
      block: string | null;
      /** Of a biased coin or minimisation: the chance of the arm that is behind, in percent. */
      coin: { method: 'biased-coin' | 'minimisation'; percent: string } | null;
      /** '' without. */
      strata: string;
    }) => string;
    quota: (n: string, population: string, byStage: readonly number[]) => string;
    /** Bounds on the number of a population: `least` 0 and `most` null are none. */
    bounds: (least: number, most: number | null, until: number | null, population: string) => string;
    /** `text` of a quota that is recruited from a month on. */
    recruitedFrom: (text: string, month: string) => string;
    /** The same of one that is recruited after a look. */
    recruitedAfter: (text: string, look: string) => string;
    quotas: (items: string) => string;
    matched: (design: string, quantity: string) => string;
    analysed: (looks: string[]) => string;
    /** `population` is null for everybody. */
    events: (n: string, endpoint: string, population: string | null) => string;
    patients: (n: string, population: string | null) => string;
    months: (months: string) => string;
    followUp: (months: string, single: boolean) => string;
    assessed: string;
    firstOf: (items: string) => string;
    lastOf: (items: string) => string;
    eachOf: (factor: string, items: string) => string;
    weights: (rho: string, gamma: string) => string;
    horizon: (months: string) => string;
    margin: (of: 'non-inferiority' | 'superiority', value: string) => string;
    stratified: (by: string) => string;
    adjusted: (covariates: string) => string;
    reRandomised: (draws: string) => string;
    /** A stage: patients so far, responders that end the trial without the claim (-1: never) and with it (null: never). */
    stage: (stage: { patients: number; stop: number; claim: number | null }) => string;
    manyStages: (looks: number, first: number, last: number) => string;
    interaction: (marker: string) => string;
    /** Of a single-arm trial. */
    strategy: (guided: string, unguided: string | null) => string;
    treated: (facts: {
      population: string;
      n: string;
      arm: 'control' | 'experimental';
      /** They may be fewer: it may stop after a stage, or be cut before the last has come. */
      most: boolean;
    }) => string;
    /** Claims in order; `when` null: whatever the others leave; `promised` null: benefit to nobody, undefined: nothing is said. */
    claims: (rules: { label: string; when: string | null; promised: string | null | undefined }[]) => string;
    againstPopulation: (population: string) => string;
    againstRate: (rate: string) => string;
    againstCurve: (median: string) => string;
    /** At a milestone. */
    againstSurvival: (survival: string, month: string) => string;
    /** `names` is '' where the adjustment is for nothing by name. */
    /** `adjustment` null: told elsewhere. */
    againstCohort: (cohort: string, adjustment: string | null, names: string) => string;
    /** Weight of what is borrowed from a cohort, and the standard deviation between trials, null where there is none. */
    borrowedBy: (weight: string, sd: string | null) => string;
    adjustments: Record<string, string>;
    options: (items: string[]) => string;
    ties: Record<string, string>;
    confidence: Record<string, string>;
    variance: Record<string, string>;
    estimators: Record<string, string>;
    significance: (sided: 1 | 2, alpha: string) => string;
    /** Level of a whole family, beside one of its tests. */
    sharedLevel: (level: string) => string;
    /** Level of a test before another of its family is rejected. */
    firstLevel: (level: string) => string;
    /** `level` is what the stages have. */
    aboveNominal: (level: string, nominal: string) => string;
    /** Probability that a posterior must reach. */
    posterior: (probability: string) => string;
    /** An option of a Bayesian analysis, and what options are called. */
    option: (name: string, value: string) => string;
    optionNames: Record<string, string>;
    /** Levels that a row of tests stands for, one after the other. */
    eachLevel: (levels: string) => string;
    calibrated: (facts: {
      error: 'basket-wise' | 'family-wise';
      at: string;
      hold: 'worst' | 'average';
      /** How many truths are listed, or the rate at which none to all but one of the levels respond. */
      truths: number | { responding: string };
      /** Once it has been found. */
      cutoff: string | null;
    }) => string;
    /** What a test is, inside a sentence. */
    test: (facts: { endpoint: string; population: string; method: string; significance: string }) => string;
    testSentence: (name: string, test: string, estimate: string) => string;
  };
  warnings: Record<
    'no estimate' | 'events not reached',
    {
      /** All points of a design in one line; `worst` is `15 of 1,000`, `where` names test and point of it. */
      summary: (facts: {
        design: string;
        points: number;
        of: number;
        worst: string;
        where: string;
      }) => string;
      /** One point. */
      detail: (facts: { design: string; where: string; count: string }) => string;
    }
  >;
  countOf: (count: string, n: string) => string;
  /** A counted trouble on the terminal. */
  warning: (text: string) => string;
  chart: {
    power: { title: string; axis: string; others: string };
    claims: { title: string; axis: string };
    classes: { title: string; part: string; axis: string };
    programs: { title: string; axis: string; end: string };
    timeline: {
      title: string;
      axis: string;
      reached: (share: string) => string;
      end: (label: string, share: string) => string;
      ends: string;
      from: string;
      to: string;
      spread: string;
      between: (low: string, high: string) => string;
      alt: (trial: string, from: string, to: string) => string;
      /** @param months, share half of the widest 95 % Monte Carlo interval of each */
      note: (months: string, share: string) => string;
    };
    program: string;
    winnersCurse: { title: string; axis: (measure: string) => string; note: (fewest: number) => string };
    familywiseError: { title: string; axis: string; note: (alpha: string) => string };
    /** `half` is the widest half of a Monte Carlo interval. */
    stackNote: (what: string, half: string) => string;
    bias: {
      title: string;
      axis: (measure: string) => string;
      panel: (test: string, estimand: string) => string;
      /** Panels whose numbers are all the same. */
      equal: (panels: readonly string[]) => string;
    };
    coverage: { title: string; axis: string };
    selection: { title: string; axis: string; note: string };
    efficiency: {
      title: string;
      of: (quantity: string) => string;
      axis: (test: string) => string;
      /** @param spent quantities of which all spend the same */
      alike: (spent: string) => string;
      absent: (title: string, spent: string) => string;
    };
    duration: { title: string };
    mix: {
      title: string;
      axis: string;
      level: string;
      /** Of designs that share a row. */
      alike: (first: string, more: number) => string;
      alikeNote: (name: string, designs: string) => string;
    };
    enrolment: {
      title: string;
      patients: string;
      months: string;
      note: string;
      /** Where something simulated is drawn beside the lines. */
      dotNote: string;
      lastMonth: string;
      simulatedPatients: string;
      simulatedMonths: string;
      until: (level: string, month: string) => string;
      leftOut: (designs: string) => string;
      alt: (design: string, level: string, patients: string, month: string) => string;
    };
    estimates: {
      title: string;
      axis: (measure: string) => string;
      selected: (design: string, test: string) => string;
      claimed: (design: string, test: string, claim: string) => string;
      note: string;
    };
    shrinkage: { title: string; axis: string; note: string };
    baskets: {
      title: string;
      axis: string;
      note: string;
      only: (what: string, settings: string, values: string) => string;
    };
    balance: { title: string; axis: string };
    looks: {
      title: string;
      note: string;
      pathNote: string;
      look: string;
      information: string;
      upper: string;
      full: string;
      futility: string;
      /** Without `upper`, the test has no level until others are rejected. */
      alt: (test: string, upper: string, full: string, futility: string) => string;
    };
    /** `framed`: what the framed cells are; `wrong`: whether a rejection is an error, in the table. */
    heatMap: {
      title: string;
      percent: (half: string) => string;
      framed: string;
      wrong: string;
      is: Record<'wrong' | 'right', string>;
    };
    decisions: { title: string; axis: string };
    levels: {
      title: string;
      kind: string;
      kinds: Record<'power' | 'error', string>;
      alt: (level: string, share: string, kind: string) => string;
      note: string;
    };
    exchangeability: {
      title: string;
      truth: string;
      to: string;
      from: string;
      points: (value: number) => string;
      alt: (to: string, from: string, percent: string) => string;
      note: (half: string) => string;
      truthNote: string;
    };
    biasMap: { title: string; note: (half: string) => string };
    contrast: {
      title: string;
      note: string;
      /** Parts that no test has. */
      zero(parts: string): string;
      /** Where a simulated value has no error. */
      noError: string;
      /** Designs with tests that are shown elsewhere. */
      borrowed: (designs: string) => string;
      total: string;
      parts: Record<
        | 'treatment effect'
        | 'prognostic shift'
        | 'history'
        | 'mix shift'
        | 'drift'
        | 'unmeasured shift'
        | 'selection',
        string
      >;
    };
    procedures: {
      title: string;
      note: string;
      level: string;
      onward: string;
      alt: (design: string, test: string, level: string, onward: string) => string;
    };
    truth: {
      title: string;
      /** Note that groups of patients with the same truth are drawn as one. */
      together: (cells: number, drawn: number) => string;
      /** Note that an effect that is not drawn is no single number. */
      varying: string;
      /** In the place of an effect that is not one number. */
      noSingle: string;
      survival: string;
      months: string;
      /** Of a time that begins with a response. */
      stillResponding: string;
      monthsOfResponse: string;
      effect: Record<'ratio' | 'difference' | 'differenceOfHarm', string>;
      values: string;
    };
    design: string;
    test: string;
    population: string;
    estimand: string;
    endpoint: string;
    claim: string;
    measure: string;
    estimate: string;
    monteCarlo: string;
    closedForm: string;
    replicates: string;
    bandNote: string;
    intervalNote: string;
    referenceNote: (kinds: string, approximate: boolean) => string;
    spreadNote: string;
    spread: string;
    zeroNote: string;
    nominalNote: string;
    heldNote: (settings: string) => string;
    /** Note that swept parameters, which change nothing that is drawn, are not drawn. */
    unchangedNote: (parameters: string) => string;
    /** As `heldNote`, where the page's sliders show the others. */
    switchedNote: (settings: string) => string;
    pathNote: (parameter: string) => string;
    ownScaleNote: string;
    /** That panels of small probabilities end at 20%. */
    rareNote: string;
    /** That their grey line is the level of the test. */
    levelNote: string;
    /** Tests that often reject in favour of control, which a chart of power does not draw. */
    harmNote: (tests: string) => string;
    computedNote: string;
    leftOut: (n: number, what: string) => string;
    /** Panels that are not drawn; where they are many only how many. */
    panelsLeftOut: (names: readonly string[]) => string;
    valueLabels: (parameter: string) => string;
    over: (title: string, parameter: string) => string;
    noEstimate: string;
    noTruth: string;
    /** The title of a chart before what it shows in words. */
    altTitle: (title: string) => string;
    altPanels: (title: string, panels: number, designs: string, over: string) => string;
    altRange: (design: string, low: string, high: string) => string;
    altValue: (design: string, value: string) => string;
    altPair: (design: string, spent: string, power: string) => string;
    altTruth: (title: string, cells: string) => string;
    altCell: (population: string, control: string, experimental: string, effect: string) => string;
  };
  answer: {
    /** A design inside a sentence. */
    named: (title: string) => string;
    /** What the scenario's `answer` asks for; `where` names the swept values that are not those of the rest, '' where none. */
    asked: (quantity: string, where: string, designs: string) => string;
    /** @param ends values of the walk that the change lies between; null where the errors show none */
    reached: (fact: {
      design: string;
      value: string;
      as: string;
      walked: string;
      ends: { at: string; value: string }[] | null;
    }) => string;
    askedAlong: (quantity: string, where: string) => string;
    falseRejection: (test: string) => string;
    onScale: (quantity: string, scale: string) => string;
    heldAgainst: (quantity: string, estimand: string) => string;
    /** @param there estimands, by name, that the result holds the quantity against */
    notThere: (quantity: string, there: string[]) => string;
    at: (settings: string) => string;
    /** What ranks first, inside a sentence, by metric; the analysis is a test, a family of levels or a trial. */
    criteria: Record<string, (analysis: string) => string>;
    /** What a criterion means, in brackets; of power it is the test in words. */
    meanings: Record<string, string>;
    compared: (kind: AlternativeKind, criterion: string, what: string) => string;
    /** The test by whose power designs are compared is of other patients in another design, or compares strategies. */
    otherPatients: (groups: PatientGroup[]) => string;
    /** The same of a test by which they are not compared: no best is marked. */
    unmarked: (test: string, groups: PatientGroup[]) => string;
    alone: (design: string, test: string, power: string) => string;
    /** The least and the greatest probability of rejecting, of tests that designs do not share. */
    range: (harm: boolean, low: string, high: string) => string;
    ofDesign: (test: string, design: string, power: string) => string;
    rates: (design: string, tests: string) => string;
    design: (design: string, power: string) => string;
    best: (design: string, criterion: string, designs: string) => string;
    /** The treatment does not truly work where this test looks. */
    leastError: (design: string, test: string, designs: string) => string;
    saturated: (kind: AlternativeKind, criterion: string, designs: string) => string;
    unclear: (kind: AlternativeKind, criterion: string, designs: string) => string;
    /** As `unclear`, but every difference is smaller than anybody would choose by. */
    alike: (kind: AlternativeKind, criterion: string, designs: string) => string;
    /** Some lead, none of them beyond error; `thrifty` says what one of these spends least of. */
    shared: (facts: {
      criterion: string;
      /** Of a criterion that is an error. */
      test: string;
      harm: boolean;
      leaders: string;
      others: string;
      thrifty: { design: string; spent: Spent[] }[];
    }) => string;
    /** What a design is best at beyond error: its marks with their quantities. */
    cheapest: (design: string, marks: { mark: string; quantity: string }[]) => string;
    cheapestOf: (designs: string[]) => string;
    /** Differences beyond error, and what shows none. */
    against: (design: string, reference: string, changes: string[]) => string;
    change: (metric: string, difference: string) => string;
    same: (metrics: string) => string;
    sweep: (
      design: string,
      reference: string,
      criterion: string,
      /** `errors`: truths left out, at which rejecting is an error. */
      counts: { above: number; below: number; neither: number; errors: number },
    ) => string;
    claim: (claim: string, probability: string) => string;
    claims: (design: string, claims: string) => string;
    /** What a program ends with. */
    ends: (program: string, ends: string) => string;
    /** One end, over all programs. */
    endsWith: (end: string, programs: string) => string;
    /** A program that no other is compared with. */
    program: (program: string, quantities: string) => string;
    nothing: string;
    /** `needed` replicates would resolve the smallest difference; null where that cannot be said. */
    weak: (
      criterion: string,
      best: string,
      others: { name: string; difference: string }[],
      needed: string | null,
    ) => string;
  };
  tipping: {
    note: string;
    best: string;
    /** Of a step at which the best are others than at the step before. */
    mark: string;
    /** No design can be told from any other. */
    none: string;
    whole: string;
    tip: (facts: {
      parameter: string;
      from: string;
      to: string;
      quantity: string;
      /** Null where none was ahead. */
      before: string | null;
      after: string | null;
    }) => string;
    crossing: (facts: {
      design: string;
      criterion: string;
      level: string;
      rises: boolean;
      parameter: string;
      from: string;
      to: string;
    }) => string;
    still: (parameter: string, quantities: string) => string;
    /** Values at which a test rejects in error; `parameter` '' where the values are named. */
    errors: (parameter: string, values: string, test: string) => string;
  };
  /** How a trial decides: multiplicity and looks. */
  conduct: ConductWords;
  /** The truth in words. */
  truth: {
    assay: (facts: {
      marker: string;
      prevalence: string;
      sensitivity: string;
      specificity: string;
      /** Null where every patient has a result. */
      unevaluable: string | null;
      ppv: string;
    }) => string;
    cell: (facts: {
      endpoint: string;
      population: string;
      measure: string;
      control: string;
      experimental: string;
      /** Null where the effect is no single number. */
      effect: string | null;
    }) => string;
    /** Whether outcome without treatment and effect differ between kinds of patients, and the effect even in direction. */
    nature: (of: {
      endpoint: string;
      prognostic: boolean;
      predictive: boolean;
      opposite: boolean;
      /** On which the effect is told, null where the truth gives none. */
      scale: string | null;
    }) => string;
    /** A duration of response in one kind of patient. */
    duration: (part: { endpoint: string; population: string; measure: string; value: string }) => string;
    /** What a time begins with. */
    after: (endpoint: string, response: string) => string;
    correlation: (first: string, second: string, value: string) => string;
    /** Quantiles of scores by which patients are told apart, and the share of those screened who reach each. */
    quantiles: (names: string, shares: string, several: boolean) => string;
    /** Conditions as `least` words them, of which all must hold. */
    benefit: (conditions: string[]) => string;
    least: (
      endpoint: string,
      scale: 'hazard ratio' | 'risk difference' | 'mean difference',
      value: string,
    ) => string;
    /** @param followUp months of times: null to the end, undefined where there are none */
    cohort: (cohort: {
      name: string;
      patients: string;
      records: string;
      /** '' = that of the screened; undefined = not told. */
      mix?: string;
      followUp?: { least: string; most: string } | null;
      shifts: string;
    }) => string;
    /** Share of a kind of patients in a cohort. */
    cohortShare: (population: string, percent: string) => string;
    cohortShift: (
      endpoint: string,
      scale: 'odds ratio' | 'hazard ratio' | 'mean difference',
      drift: string,
      unmeasured: string,
      sd: string,
    ) => string;
    /** Values in time, each with the month up to which it holds; the last for good. */
    inTime: (values: { value: string; until: string | null }[]) => string;
    /** Values of kinds of patients; `all` is the rest. */
    byPopulation: (values: { population: string; value: string }[]) => string;
    screening: (perMonth: string, arrivals: 'poisson' | 'uniform' | 'even') => string;
    relativeRate: (rates: string) => string;
    mixVariation: (factor: string, concentration: string) => string;
    turnaround: (marker: string, months: string) => string;
    assessed: (endpoint: string, months: string) => string;
    /** @param yearly percent of those without an event who have left after a year; null where the hazard changes */
    dropout: (endpoint: string, hazard: string, yearly: string | null) => string;
    noDropout: (endpoint: string) => string;
    /** Costs that are not zero. */
    costs: (units: { of: 'screened' | 'randomised' | 'event' | 'month'; cost: string }[]) => string;
  };
  methodWords: MethodWords;
  /** The page over all runs. */
  gallery: {
    title: string;
    search: string;
    made: (replicates: string, truths: string, version: string) => string;
  };
  page: {
    lead: string;
    contents: string;
    question: string;
    answer: string;
    /** Over the further sentences of the answer where they are many. */
    eachDesign: (n: number) => string;
    comparison: string;
    comparisonNote: string;
    otherPoints: (n: number) => string;
    prior: {
      title: string;
      weights: (parameter: string, weights: string) => string;
      weight: (value: string, weight: string) => string;
      note: (common: boolean) => string;
    };
    worst: {
      title: string;
      largest: string;
      interval: string;
      where: string;
      truths: string;
      note: string;
    };
    truths: (n: number) => string;
    checkTable: string;
    otherChecks: (n: number) => string;
    mcse: string;
    paired: string;
    pairedNote: string;
    /** Differences between others than the first and one more. */
    otherPairs: (n: number) => string;
    differenceColumn: string;
    beyond: string;
    within: string;
    judged: string;
    charts: string;
    isolate: string;
    showAll: string;
    hoverHint: string;
    /** Where there are designs to be singled out. */
    clickHint: string;
    /** Lead of what a printed page was set to. */
    chosen: string;
    notLive: string;
    dataTable: string;
    textAlternative: string;
    choosePoint: string;
    /** What would change the answer. */
    tipping: string;
    assumptions: string;
    truthTable: string;
    assays: string;
    assayColumns: Record<
      'marker' | 'prevalence' | 'sensitivity' | 'specificity' | 'unevaluable' | 'positive' | 'ppv' | 'npv',
      string
    >;
    cellColumns: Record<
      'population' | 'share' | 'endpoint' | 'measure' | 'control' | 'experimental' | 'effect',
      string
    >;
    designs: string;
    designsNote: string;
    tests: string;
    testsOf: (design: string) => string;
    testColumns: Record<'name' | 'endpoint' | 'population' | 'method' | 'significance' | 'measure', string>;
    sweep: string;
    sweepText: (parameter: string, values: string) => string;
    sources: string;
    noSources: string;
    methods: string;
    methodsText: (facts: { replicates: string; points: string; common: boolean; seed: string }) => string[];
    references: string;
    conventions: string;
    /** @param facts what the scenario has: times to an event, single arms, randomised trials, a marker by its name */
    conventionsText: (facts: {
      times: boolean;
      single: boolean;
      randomised: boolean;
      /** Of a marker that an assay tells. */
      population: string | null;
    }) => string[];
    checks: string;
    exactText: (facts: {
      compared: string;
      flagged: number;
      limit: string;
      largest: string | null;
    }) => string;
    approximateText: (compared: string) => string;
    /** Designs whose family has no computed law, and why. */
    uncomputed: (designs: string, reason: Uncomputed) => string;
    /** Tests whose power is simulated alone. */
    powerNotComputed: (tests: string) => string;
    noChecks: string;
    checkKinds: Record<'exact' | 'approximate', string>;
    checkKindColumns: Record<'kind' | 'nature' | 'compared' | 'largestInErrors' | 'largest', string>;
    checkColumns: Record<'simulated' | 'computed' | 'kind' | 'difference' | 'inErrors' | 'verdict', string>;
    verdicts: Record<'agrees' | 'differs' | 'approximation' | 'unknown', string>;
    warnings: string;
    warningDetails: (n: number) => string;
    noWarnings: string;
    unknownCharts: (names: string) => string;
    notApplicable: (names: string) => string;
    provenance: string;
    reproduce: string;
    reproduceText: string;
    provenanceRows: Record<
      'scenario' | 'hash' | 'seed' | 'batch' | 'streams' | 'replicates' | 'precision' | 'version' | 'format',
      string
    >;
    streams: Record<'common' | 'independent', string>;
    downloads: string;
    /** `Table 3.`, `Figure 2.` on paper. */
    tableLabel: string;
    figureLabel: string;
    /** After the title of a picture that paper shows in parts. */
    partOf: (title: string, part: number, parts: number) => string;
    downloadCsv: string;
    downloadScenario: string;
    downloadsNote: string;
    saveSvg: string;
    saveCsv: string;
    saveSpec: string;
    explore: string;
    backToAnswer: string;
    /** The chosen truth's comparison is not in the page. */
    elsewhere: string;
    notEmbedded: (file: string) => string;
    /** Rows of a long table that a document on paper leaves out. */
    cutRows: (rows: number) => string;
    rounded: string;
    guideline: string;
    noScript: string;
    point: string;
    quantity: string;
    value: string;
  };
}

/** Words for multiplicity, bounds, futility and selection; values come as text. */
/** A test and its level. */
interface TestLevel {
  test: string;
  level: string;
}

export interface ConductWords {
  procedures: Record<MultipleProcedure['kind'], string>;
  combinations: Record<Combination, string>;
  family: (tests: string, level: string, procedure: string, combination: string | null) => string;
  /** Levels that tests begin with, as the family is sided. */
  levels: (tests: TestLevel[]) => string;
  /** Of a fixed sequence. */
  order: (tests: string[]) => string;
  /** Shares of the level of a rejected test that go on. */
  passes: (edges: { from: string; to: string; share: string }[]) => string;
  /** One test has its level, the other what the correlation leaves. */
  rest: (first: TestLevel, other: string) => string;
  /** The test that comes first in a marker sequential test. */
  first: (test: TestLevel) => string;
  /** Of the interaction that opens the test of the subgroup, one-sided. */
  gate: (test: string, level: string) => string;
  fractions: (shares: string) => string;
  bounds: Record<(Spending | ClassicalBounds)['kind'], (value: string) => string>;
  bound: (bounds: string, planned: boolean) => string;
  criteria: Record<FutilityCriterion['kind'], (value: string) => string>;
  /** Tests of all levels of a factor, each by itself. */
  everyLevel: (tests: string) => string;
  /** Several tests to which a rule applies one by one. */
  eachOf: (tests: string) => string;
  futility: (tests: string, criterion: string, looks: string, binding: boolean) => string;
  stopWhen: (condition: string) => string;
  measures: Record<SelectionMeasure, string>;
  rules: Record<Selection['rule']['kind'], (value: string) => string>;
  select: (look: string, tests: string, measure: string, rule: string, restricted: boolean) => string;
  reassess: (power: string, most: string) => string;
  bestOf: (tests: string) => string;
  shrunken: (towards: string) => string;
  /** `tests` is null where no rule rejects or drops before the end. */
  close: (rule: { tests: string | null; replaced: boolean; reOpens: boolean; pauses: boolean }) => string;
}
