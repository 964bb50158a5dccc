// Long because it is a catalogue: one place for the words of one language.

import type { Uncomputed } from '../../operating-characteristics/uncomputed.ts';
import { conductEn } from './conduct.en.ts';
import type { Messages, PatientGroup } from './messages.ts';
import { methodsEn } from './methods.en.ts';

const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** Panels left out of a chart that are named one by one. */
const FEW = 4;

const plurals = { design: 'designs', program: 'programs' };

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A title, test or claim inside a sentence: in quotes where it is more than a word and would run into those about it. */
const quoted = (name: string) => (/[\s,;:]/.test(name) ? `\u201c${name}\u201d` : name);

/** Why there is no computed joint law of rejections. */
const uncomputed: Record<Uncomputed, string> = {
  populations: 'the tests that share an alpha are of more populations than one and its complement',
  looks: 'several looks decide on all data, or there are more than two stages',
  'stop when': 'a rule of its own stops the trial',
  reassessed: 'the size is reassessed',
  endpoints: 'the tests are not of one endpoint by one method, or one is chosen by another endpoint',
  'followed stages': 'patients of the first stage are followed to events of their own',
  'two-sided': 'the tests are two-sided',
  enrolment: 'enrolment has quotas or a mix that changes',
};

/** Which designs test whom. */
const whoseTest = (groups: readonly PatientGroup[]) =>
  groups
    .map(
      ({ designs, patients, strategies }) =>
        `${en.list(designs.map(quoted))} ${designs.length === 1 ? 'tests' : 'test'} ${strategies ? 'strategies in ' : ''}${patients}`,
    )
    .join('; ');

/** Whom a claim or the end of a program promises benefit, behind its name: null for nobody, undefined where nothing is said. */
const promise = (promised: string | null | undefined) =>
  promised === undefined ? '' : ` (benefit in ${promised ?? 'nobody'})`;

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** English catalogue. */
export const en: Messages = {
  tag: 'en',
  ownName: 'English',
  list: (items) =>
    items.length < 3
      ? items.join(' and ')
      : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`,
  titles: (items) => (items.length === 1 ? items[0]! : en.list(items.map(quoted))),
  sentences: (items) => items.join(' '),
  interval: (low, high) => `${low} to ${high}`,
  bracket: (text, note) => `${text} (${note})`,
  panel: (whole, part) => `${whole}: ${part}`,
  beside: (items) => items.join(', '),
  clauses: (items) => items.join('; '),
  points: ' points',
  notAvailable: 'n/a',
  everyone: 'all patients',
  expression: { and: 'and', or: 'or', not: 'not', truly: 'true' },
  arm: { control: 'Control', experimental: 'Experimental' },
  entered: { treated: 'Treated', mixed: 'Patients enrolled' },
  metrics: {
    power: 'Power',
    bias: 'Bias',
    'relative bias': 'Relative bias',
    'empirical se': 'Empirical standard error',
    'model se': 'Mean model standard error',
    mse: 'Mean squared error',
    coverage: 'Coverage of the 95% confidence interval',
    'type M error': 'Type M error (exaggeration)',
    'type S error': 'Type S error (wrong sign)',
    'mean estimate': 'Mean estimate',
    'estimate quantile 5': '5% quantile of the estimate',
    'estimate quantile 25': '25% quantile of the estimate',
    'estimate quantile 50': 'Median of the estimate',
    'estimate quantile 75': '75% quantile of the estimate',
    'estimate quantile 95': '95% quantile of the estimate',
    'median bias': 'Bias of the median',
    'median bias (median-unbiased)': 'Bias of the median of the median-unbiased estimate',
    'coverage (stage-wise)': 'Coverage of the stage-wise interval',
    'coverage (repeated)': 'Coverage of the repeated interval',
    rejected: 'Rejected for the first time',
    'stops for efficacy': 'Stops with a rejection',
    'stops for futility': 'Stops for futility',
    closed: 'Closed without a claim',
    'opened again': 'Closed and opened again',
    'months to decision': 'Months to the decision',
    'months to decision quantile 5': '5% quantile of the months to the decision',
    'months to decision quantile 50': 'Median months to the decision',
    'months to decision quantile 95': '95% quantile of the months to the decision',
    'familywise error': 'Familywise error rate',
    'right set': 'Right set of levels claimed',
    'calibrated cut-off': 'Calibrated cut-off of the posterior probability',
    'calibrated error': 'Error at the calibrated cut-off, in trials of its own',
    'false pan-tumour claim': 'False claim for all strata',
    borrowing: 'Borrowing: mean weight of the other level',
    'correct decisions': 'Levels judged rightly',
    'levels claimed': 'Levels claimed',
    patients: 'Patients of the level',
    share: 'Share of patients',
    'share sd': 'Standard deviation of the share between trials',
    'share quantile 5': '5% quantile of the share',
    'share quantile 95': '95% quantile of the share',
    'disjunctive power': 'Power for any true effect',
    'conjunctive power': 'Power for all true effects',
    'weighted power': 'Weighted power',
    'average power': 'Share of true effects found',
    'expected rejections': 'Expected rejections',
    failed: 'Analyses that failed',
    screened: 'Screened',
    randomised: 'Randomised',
    events: 'Events',
    'marker-negative exposed': 'Marker-negative exposed',
    'months to last patient': 'Months to last patient',
    'months to analysis': 'Months to analysis',
    'duration quantile 5': '5% quantile of the duration',
    'duration quantile 50': 'Median duration',
    'duration quantile 95': '95% quantile of the duration',
    cost: 'Cost',
    'claim probability': 'Probability of the claim',
    'right claim probability': 'Probability of a right claim',
    'false claim probability': 'Probability of a false claim',
    'missed benefit probability': 'Probability of missed benefit',
    'success probability': 'Probability',
    'path probability': 'Probability of the path',
    'probability of reaching': 'Probability of reaching the trial',
    'months to step': 'Months to the opening of the trial',
    'months to step end': 'Months to the analysis of the trial',
    'months to step end quantile 5': '5% quantile of the months to the analysis of the trial',
    'months to step end quantile 50': 'Median months to the analysis of the trial',
    'months to step end quantile 95': '95% quantile of the months to the analysis of the trial',
    'outcome probability given reached': 'Probability of the outcome, given that the trial is reached',
    'replication probability': 'Probability of replication',
    'rejection for harm': 'Rejection in favour of control',
    'mean z': 'Mean z',
    information: 'Events or patients analysed',
    'bias given rejection': 'Bias given rejection',
    'class probability': 'Probability of the class',
    'right class probability': 'Probability of the right class',
    'false prognostic claim': 'Declared prognostic though it is not',
    'missed prognostic marker': 'Prognostic marker missed',
    'false predictive claim': 'Declared predictive though it is not',
    'missed predictive marker': 'Predictive marker missed',
    'false effect claim': 'Declared effective though it is not',
    'missed effect': 'Effect missed',
    'contrast: treatment effect': 'Treatment effect in the contrast',
    'contrast: prognostic shift': 'Prognostic shift in the contrast',
    'contrast: history': 'History off the unselected, in the contrast',
    'contrast: mix shift': 'Mix shift in the contrast',
    'contrast: drift': 'Drift in the contrast',
    'contrast: unmeasured shift': 'Unmeasured shift in the contrast',
    'contrast: selection': 'Selection in the contrast',
    'bias given selection': 'Bias given selection',
    'mse given selection': 'Mean squared error given selection',
    'coverage given selection': 'Coverage given selection',
    'mean estimate given selection': 'Mean estimate given selection',
    'mean estimate given rejection': 'Mean estimate given rejection',
    'mse given rejection': 'Mean squared error given rejection',
    'coverage given rejection': 'Coverage given rejection',
    selected: 'Selected',
    'events not reached': 'Trials short of their events',
    'relative efficiency (randomised)': 'Relative efficiency (randomised)',
    'relative efficiency (screened)': 'Relative efficiency (screened)',
    ppv: 'Positive predictive value',
    'events per month': 'Events per calendar month',
    imbalance: 'Difference between the arms (patients)',
    'large imbalance': 'Probability of a large difference between the arms',
    'stratum imbalance': 'Difference between the arms within a stratum (patients)',
    'largest stratum imbalance': 'Largest difference between the arms in a stratum (patients)',
    'unfilled strata': 'Strata with fewer patients than a block',
  },
  adjusted: {
    naive: 'naive',
    'median-unbiased': 'median-unbiased',
    'later stage': 'later stages alone',
    weighted: 'fixed weights',
    shrunken: 'shrunken',
    'selection-corrected': 'corrected for selection',
  },
  parameters: {
    'hazard ratio per sd': 'hazard ratio per SD of',
    'odds ratio per sd': 'odds ratio per SD of',
    'prognostic hazard ratio per sd': 'prognostic hazard ratio per SD of',
    'prognostic odds ratio per sd': 'prognostic odds ratio per SD of',
  },
  methods: {
    'log-rank': 'log-rank test',
    cox: 'Cox model',
    'fleming-harrington': 'Fleming-Harrington weighted log-rank test',
    rmst: 'difference in restricted mean survival',
    'risk-difference': 'score test of the risk difference',
    'risk-ratio': 'score test of the risk ratio',
    'odds-ratio': 'score test of the odds ratio',
    cmh: 'Cochran-Mantel-Haenszel test',
    fisher: 'Fisher\u2019s exact test',
    barnard: 'unconditional exact test',
    logistic: 'logistic regression',
    'g-computation': 'g-computation',
    't-test': 't test',
    ancova: 'analysis of covariance',
    'one-sample-log-rank': 'one-sample log-rank test',
    exact: 'exact binomial test',
    simon: 'Simon\u2019s two stages',
    fleming: 'Fleming\u2019s stages',
    'predictive-probability': 'predictive probability',
    posterior: 'posterior probability',
    pooled: 'all levels pooled',
    fujikawa: 'borrowing by similarity (Fujikawa)',
    'power-prior': 'power prior',
    bhm: 'Bayesian hierarchical model',
    exnex: 'exchangeability-nonexchangeability',
    cbhm: 'calibrated hierarchical model',
    mem: 'multisource exchangeability',
    'prune-and-pool': 'pruning and pooling',
    'robust-map': 'robust MAP prior',
    'post-stratified': 'post-stratified rate of the target mix',
    'model-based': 'model-based rate of the target mix',
    milestone: 'survival at a milestone',
    'post-stratified-milestone': 'post-stratified survival of the target mix at a milestone',
    median: 'median survival',
  },
  measures: {
    'RMST difference': 'RMST difference, months',
    'hazard ratio': 'Hazard ratio',
    'median (months)': 'Median (months)',
    rate: 'Rate',
    mean: 'Mean',
  },
  difference: (metric) => `Difference in ${lower(metric)}`,
  inSentence: lower,
  standing: (name) => (/^[a-z]+ [a-z\d]|^[a-z]{3,}$/.test(name) ? upper(name) : name),
  ofTest: (metric, test) => `${metric} (${test})`,
  errorOf: (test) => `Error without benefit (${test})`,
  powerOrError: (test) => `Power / error without benefit (${test})`,
  versus: (b, a) => `${quoted(b)} vs ${quoted(a)}`,
  programs: {
    title: 'Programs',
    caption: 'Comparison of programs',
    step: ({ design, on, gap, outcomes }) =>
      `${on === null ? 'First' : `On \u201c${on}\u201d${gap === null ? '' : `, after a gap of ${gap} months`},`} ${design}: ${outcomes}.`,
    outcome: (label, when, promised) =>
      `\u201c${label}\u201d${promise(promised)} ${when === null ? 'otherwise' : `if ${when}`}`,
  },
  classes: {
    title: 'Which class the marker is put into',
    truth: 'Design, and the class by the truth',
    right: 'Right class',
    note: 'Where several truths of the sweep are of a class, each counts once; their MCSE is that of one truth, since they share random numbers.',
    names: { none: 'none', prognostic: 'prognostic', predictive: 'predictive', both: 'both' },
    scales: {
      'hazard ratio': 'hazard ratio',
      'mean difference': 'difference of means',
      'risk difference': 'risk difference',
      'risk ratio': 'risk ratio',
      'odds ratio': 'odds ratio',
    },
    put: (name) => `Put: ${name}`,
    scale: (marker, endpoint, scale) =>
      `${marker} is prognostic where ${endpoint} under control differs between ${marker}+ and ${marker}-, and predictive where the ${scale} of treatment does.`,
    rule: (marker, predictive, prognostic) =>
      `${marker} is declared ${[
        ...(predictive === null ? [] : [`predictive where ${predictive}`]),
        ...(prognostic === null ? [] : [`prognostic where ${prognostic}`]),
      ].join(', ')}.`,
    whose: (design, name, truths) => `${design}: ${name} (${plural(truths, 'truth', 'truths')})`,
  },
  condition: {
    rejects: (test, yes) => `\u201c${test}\u201d ${yes ? 'rejects' : 'does not reject'}`,
    harm: (test) => `\u201c${test}\u201d rejects in favour of control`,
    quantities: { z: 'z', estimate: 'the estimate', ratio: 'the ratio' },
    signs: { '>=': 'is at least', '>': 'is above', '<=': 'is at most', '<': 'is below' },
    compares: (quantity, test, sign, value) => `${quantity} of \u201c${test}\u201d ${sign} ${value}`,
    strongest: (test, among) =>
      `\u201c${test}\u201d has the largest z of ${en.list(among.map((name) => `\u201c${name}\u201d`))}`,
    claims: (label, yes) => `\u201c${label}\u201d is ${yes ? '' : 'not '}claimed`,
    not: (condition) => `not (${condition})`,
    inBrackets: (condition) => `(${condition})`,
    and: ' and ',
    or: ' or ',
    otherwise: 'otherwise',
  },
  givenClaim: (metric, claim) => `${metric}, given the claim \u201c${claim}\u201d`,
  atLook: (metric, look) => `${metric} at look ${look}`,
  settings: (items) => items.join(', '),
  setting: (parameter, value) => `${parameter} ${value}`,
  parameterOf: (parameter, of) =>
    of === 'all'
      ? `${parameter} of all others`
      : parameter.endsWith(' of')
        ? `${parameter} ${of}`
        : /\s/.test(of)
          ? `${parameter} in ${of}`
          : `${of} ${parameter}`,
  estimands: {
    allEnrolled: 'all enrolled patients',
    byAssay: (of) => `${of} by the assay`,
    underControl: (of) => `${of} under control`,
    truly: (of) => `true ${of}`,
    enrolledMix: (of) => `${of}, enrolled mix`,
    populationMix: (of) => `${of}, mix of the population`,
    targetMix: (of) => `${of} at the target mix`,
    fixed: (of) => `${of} against the fixed value`,
    responders: (of) => `responders among ${of}`,
    cohort: (of, cohort) => `${of} against \u201c${cohort}\u201d`,
    effect: (of) => `treatment effect in ${of}`,
    difference: (a, b) => `difference between ${a} and ${b}`,
    interactionBetween: (a, b) => `interaction between ${a} and ${b}`,
    interaction: (marker) => `interaction with ${marker}`,
  },
  base: {
    stated: (settings) => `${settings} as in the scenario file`,
    middle: (settings) => `${settings} in the middle of the sweep`,
  },
  references: {
    'exact binomial': 'exact, binomial',
    enumeration: 'exact, all tables enumerated',
    'target mix': 'share in the target mix',
    'error asked for': 'error asked for',
    'true value': 'true value',
    'exact allocation law': 'exact, law of the allocation',
    Bayes: 'exact, Bayes\u2019 rule',
    Schoenfeld: 'Schoenfeld\u2019s formula',
    'group sequential': 'group-sequential quadrature',
    'two-stage quadrature': 'quadrature over both stages',
    'joint law, quadrature': 'quadrature of the joint law of the tests',
    'limiting score': 'large-sample limit of the score',
    'normal theory': 'normal theory',
    'fluid limit': 'fluid limit without random variation',
    'expected enrolment': 'expected enrolment by quota and mix',
    'Simon-Maitournam': 'Simon and Maitournam\u2019s ratio',
  },
  marks: { highest: 'highest', lowest: 'lowest', fewest: 'fewest', shortest: 'shortest' },
  legend:
    '\u00b1: half of the 95% Monte Carlo interval (1.96 MCSE). *: highest power or most right claims, or fewest patients, months or cost, beyond Monte Carlo error.',
  design: {
    inTrial: (trial, sentence) => `Trial ${trial}: ${lower(sentence)}`,
    onDemand:
      'Played only in the replicates in which a program comes to it: its own numbers are of these, and its differences from other designs are not told.',
    enrolment: ({ population, n, most, ratio, block, coin, strata }) => {
      const who = `Enrols ${population} and randomises ${most ? 'up to ' : ''}${n} ${ratio}`;
      if (coin?.method === 'minimisation')
        return `${who} by minimisation over ${strata} (${coin.percent}% for the arm that is behind).`;
      const how =
        coin !== null
          ? `by a biased coin (${coin.percent}% for the arm that is behind)`
          : block === null
            ? 'by simple randomisation'
            : `in permuted blocks of ${block}`;
      return `${who} ${how}${strata === '' ? '' : `, stratified by ${strata}`}.`;
    },
    quota: (n, population, byStage) =>
      `${n} ${population}${byStage.length < 2 ? '' : ` (${byStage.join(' + ')} from look to look)`}`,
    bounds: (least, most, until, population) => {
      const floor = `at least ${least}${until === null ? '' : ` (kept until month ${until})`}`;
      const parts = [least > 0 ? floor : '', most === null ? '' : `at most ${most}`].filter(Boolean);
      return [parts.join(' and '), population].filter(Boolean).join(' ');
    },
    recruitedFrom: (text, month) => `${text} from month ${month} on`,
    recruitedAfter: (text, look) => `${text} added after look ${look}`,
    quotas: (items) => `Numbers set by population: ${items}.`,
    matched: (design, quantity) =>
      `Sized to match ${design} on ${lower(quantity)}; the size may differ at other truths.`,
    analysed: (looks) =>
      looks.length === 1
        ? `Analysed ${looks[0]}.`
        : `Looks: ${looks.slice(0, -1).join('; ')}. Final analysis ${looks[looks.length - 1]}.`,
    events: (n, endpoint, population) =>
      `at ${n} ${endpoint} events${population === null ? '' : ` in ${population}`}`,
    patients: (n, population) =>
      `when ${n} patients${population === null ? '' : ` of ${population}`} have been assessed`,
    months: (months) => `at month ${months}`,
    followUp: (months, single) =>
      `${months} months after the last patient ${single ? 'entered' : 'was randomised'}`,
    assessed: 'when the last patient has been assessed',
    firstOf: (items) => `at the earliest of: ${items}`,
    lastOf: (items) => `at the latest of: ${items}`,
    eachOf: (factor, items) => `in each ${factor} by itself: ${items}`,
    weights: (rho, gamma) => `weights (${rho}, ${gamma})`,
    horizon: (months) => `to month ${months}`,
    margin: (of, value) => `${of} margin ${value}`,
    stratified: (by) => `stratified by ${by}`,
    reRandomised: (draws) => `p from ${draws} re-randomisations`,
    stage: ({ patients, stop, claim }) =>
      `after ${patients}: ${[
        ...(stop < 0 ? [] : [`ends at ${stop} or fewer`]),
        ...(claim === null ? [] : [`claims from ${claim}`]),
      ].join(', ')}`,
    manyStages: (looks, first, last) => `${looks} looks, after ${first} to ${last} patients`,
    adjusted: (covariates) => `adjusted for ${covariates}`,
    interaction: (marker) => `treatment-by-${marker} interaction`,
    strategy: (guided, unguided) =>
      `The arms are strategies: on the experimental arm ${guided} are given the experimental treatment and the others control; on the control arm ${unguided === null ? 'all are given control' : `${unguided} are given the experimental treatment and the others control`}.`,
    treated: ({ population, n, arm, most }) =>
      `Enrols ${population} and gives ${most ? 'up to' : 'all'} ${n} the ${arm} treatment, without randomisation.`,
    claims: (rules) =>
      `Claims, the first that holds: ${rules
        .map(
          ({ label, when, promised }) =>
            `\u201c${label}\u201d${promise(promised)} ${when === null ? 'otherwise' : `if ${when}`}`,
        )
        .join('; ')}.`,
    againstPopulation: (population) => `against ${population}`,
    againstRate: (rate) => `against a rate of ${rate}`,
    againstCurve: (median) => `against a curve of median ${median} months`,
    againstSurvival: (survival, month) => `against a survival of ${survival} at month ${month}`,
    againstCohort: (cohort, adjustment, names) =>
      `against the cohort \u201c${cohort}\u201d${adjustment === null ? '' : `, ${adjustment}`}${names === '' ? '' : ` for ${names}`}`,
    borrowedBy: (weight, sd) =>
      `weight ${weight}${sd === null ? '' : `, standard deviation between trials ${sd}`}`,
    adjustments: {
      none: 'unadjusted',
      matched: 'its patients of the same population',
      standardised: 'standardised',
      weighted: 'weighted',
      'power prior': 'as a power prior',
      'robust map': 'as a robust meta-analytic prior',
      'power prior, matched': 'its patients of the same population as a power prior',
      'robust map, matched': 'its patients of the same population as a robust meta-analytic prior',
    },
    options: (items) => items.join(', '),
    ties: { efron: 'Efron ties', breslow: 'Breslow ties' },
    confidence: {
      wald: 'Wald interval',
      score: 'score interval',
      newcombe: 'Newcombe interval',
      'miettinen-nurminen': 'Miettinen-Nurminen interval',
      'clopper-pearson': 'Clopper-Pearson interval',
      'stage-wise': 'interval of the stage-wise ordering',
      credible: 'credible interval',
    },
    variance: { pooled: 'pooled variance', welch: 'Welch' },
    estimators: {
      cox: 'Cox model',
      pike: 'Pike',
      peto: 'Peto',
      rmst: 'restricted mean survival time',
      umvue: 'unbiased estimate after stages (UMVUE)',
    },
    calibrated: ({ error, at, hold, truths, cutoff }) => {
      const over =
        typeof truths === 'number'
          ? `${truths} truths`
          : `truths in which none to all but one of the levels respond at ${truths.responding}`;
      return `cut-off ${cutoff === null ? '' : `${cutoff} of the posterior probability, `}calibrated to a ${error} error of ${at}${truths === 1 ? '' : `, the ${hold} of ${over}`}`;
    },
    posterior: (probability) => `posterior probability \u2265 ${probability}`,
    option: (name, value) => `${name} ${value}`,
    optionNames: {
      epsilon: 'power \u03b5',
      tau: '\u03c4',
      mu: '\u03bc (logit)',
      base: 'logarithm to base',
      alone: 'alone (logit)',
      vague: 'vague prior',
      over: 'patterns of',
      prune: 'pruned below',
      level: 'level of homogeneity',
      test: 'homogeneity by',
    },
    eachLevel: (levels) => `each of ${levels}`,
    significance: (sided, alpha) => `${sided === 1 ? 'one' : 'two'}-sided ${alpha}`,
    sharedLevel: (level) => `${level}, shared`,
    firstLevel: (level) => `${level} at first`,
    aboveNominal: (level, nominal) =>
      `${level} (exact, above the ${nominal} asked for: these boundaries are a normal approximation)`,
    test: ({ endpoint, population, method, significance }) =>
      `${endpoint} in ${population} by ${method}, ${significance}`,
    testSentence: (name, test, estimate) => `Test \u201c${name}\u201d: ${test}; estimate: ${estimate}.`,
  },
  warnings: {
    'no estimate': {
      summary: ({ design, points, of, worst, where }) =>
        `${design}: no estimate in some trials at ${points} of ${plural(of, 'truth', 'truths')}, at most in ${worst} (${where}). They count as not rejected where z is missing too, and are left out of bias and coverage.`,
      detail: ({ design, where, count }) => `${design}, ${where}: no estimate in ${count} trials.`,
    },
    'events not reached': {
      summary: ({ design, points, of, worst, where }) =>
        `${design}: the events waited for never came in some trials at ${points} of ${plural(of, 'truth', 'truths')}, at most in ${worst}${where === '' ? '' : ` (${where})`}. These were analysed at their last event.`,
      detail: ({ design, where, count }) =>
        `${design}${where === '' ? '' : `, ${where}`}: events not reached in ${count} trials.`,
    },
  },
  countOf: (count, n) => `${count} of ${n}`,
  warning: (text) => `warning: ${text}`,
  chart: {
    power: {
      title: 'Power by design',
      axis: 'Probability of rejecting',
      others: 'in the patients of each design',
    },
    claims: { title: 'What each design would claim', axis: 'Probability of the claim' },
    classes: {
      title: 'Which class the marker is put into',
      part: 'Class',
      axis: 'Probability of the class',
    },
    programs: { title: 'Where each program ends', axis: 'Probability of the end', end: 'End of the program' },
    timeline: {
      title: 'How long each path takes, and where it leads',
      axis: 'Months from the opening of the first trial',
      reached: (share) => `reached by ${share}`,
      end: (label, share) => `${label} ${share}`,
      ends: 'Ends of the program here, of all replicates',
      from: 'Opens, month',
      to: 'Analysed, month',
      spread: 'Analysed, 5% to 95% quantile',
      between: (low, high) => `${low} to ${high}`,
      alt: (trial, from, to) => `${trial}: months ${from} to ${to}.`,
      note: (months, share) =>
        `Bars go from the mean month at which a trial opens to that of its analysis, among the replicates that come to it; thin lines from the 5% to the 95% quantile of the analysis. Percentages are shares of all replicates: of those that reach the trial, and of each end of the program. Half of a 95% Monte Carlo interval is at most about ${months} months and ${share}; see the table for each.`,
    },
    program: 'Program',
    winnersCurse: {
      title: 'The winner\u2019s curse: estimates that come with a claim',
      axis: (measure) => `Mean estimate given the claim (${measure})`,
      note: (fewest) =>
        `Means over the trials that end with the claim: at the short stroke, the true value, they would be right. Truths with fewer than ${fewest} such trials are left out.`,
    },
    familywiseError: {
      title: 'Familywise error where hypotheses are true',
      axis: 'Probability of a false rejection',
      note: (alpha) =>
        `The grey line is ${alpha}, the smallest level that a family of the designs has. Truths at which no hypothesis is true have no familywise error and no mark.`,
    },
    stackNote: (what, half) =>
      `${what}, stacked to 100%. Half of a 95% Monte Carlo interval is at most about ${half}; see the table for each.`,
    bias: {
      title: 'Bias of the estimate',
      axis: (measure) => `Bias (${measure})`,
      panel: (test, estimand) => `${test}, estimand: ${estimand}`,
      equal: (panels) =>
        panels.length > FEW
          ? `${panels.length} further estimands are not drawn again, as every number is that of another panel of their test.`
          : `Not drawn again, as every number is that of another panel of the test: ${panels.join('; ')}.`,
    },
    selection: {
      title: 'Which populations go on after the look',
      axis: 'Probability to go on',
      note: 'Among the trials that came to the selection; more than one population may go on.',
    },
    coverage: { title: 'Coverage of the confidence interval', axis: 'Coverage of the 95% interval' },
    efficiency: {
      title: 'What power costs',
      of: (quantity) => `What it costs: ${lower(quantity)}`,
      axis: (test) => `Power, ${test}`,
      alike: (spent) => `The same wherever it would be compared, and not drawn: ${spent}.`,
      absent: (title, spent) =>
        `Not drawn: \u201c${title}\u201d, since all that would be compared spend the same (${spent}).`,
    },
    duration: { title: 'How long a trial takes' },
    mix: {
      title: 'Who is in the trial, and who will be treated',
      axis: 'Share of the patients',
      level: 'Level',
      alike: (first, more) => `${first} and ${more} more`,
      alikeNote: (first, names) => `“${first}”: these designs enrol alike and share a row: ${names}.`,
    },
    enrolment: {
      title: 'Who has entered by when: the enrolment plan',
      patients: 'Patients entered',
      months: 'Calendar month',
      note: 'Lines are the patients expected by a month, computed from the plan (quotas, kept places, relative rates, opening months, the law of a mix that varies). Designs that enrol alike share a panel.',
      dotNote:
        'A dot stands at the simulated mean of the months to the last patient of the trial and of the patients of the level, with 95% Monte Carlo intervals; a line goes on beyond its dot, since some trials are full later than on average.',
      lastMonth: '99% of the level (month, computed)',
      simulatedPatients: 'Patients (simulated)',
      simulatedMonths: 'Months to last patient of the trial (simulated)',
      until: (level, month) => `${level}, to month ${month}`,
      leftOut: (designs) =>
        `Not drawn, because the plan alone does not say who enters when (looks or stages may change recruitment, or arrivals are uniform): ${designs}.`,
      alt: (design, level, patients, month) => `${design}, ${level}: ${patients} patients by month ${month}.`,
    },
    estimates: {
      title: 'What the estimate is worth: naive and adjusted',
      axis: (measure) => `Bias (${measure})`,
      selected: (design, test) => `${design}: ${test}, given that it was selected`,
      claimed: (design, test, claim) => `${design}: ${test}, given the claim \u201c${claim}\u201d`,
      note: 'Bias of each estimate in the trials that select the population, or end with the claim. At zero there is none.',
    },
    shrinkage: {
      title: 'Estimates by level beside the truth',
      axis: 'Mean estimate, as difference from the rate held against',
      note: 'How far a mean lies from the truth is the pull of the other levels.',
    },
    baskets: {
      title: 'Judging all levels together',
      axis: 'Probability',
      note: 'Right set: the levels claimed are those that truly exceed the rate held against, no more and no fewer.',
      only: (what, settings, values) => `${what}, at ${settings} only: ${values}.`,
    },
    balance: {
      title: 'How evenly the arms come out',
      axis: 'Expected difference between the arms (patients)',
    },
    looks: {
      title: 'What each look decides on',
      note: 'Solid: z that rejects, at the level the test has before anything is rejected; dotted: at the highest level it can come to; dashed: z at or below which it is dropped. Bounds for planned information.',
      pathNote: 'Grey lines are the first simulated trials at this point, up to their stop.',
      look: 'Look',
      information: 'Information',
      upper: 'Rejects at',
      full: 'At its highest level',
      futility: 'Dropped at',
      alt: (test, upper, full, futility) =>
        `${test}: ${upper === '' ? `has no level until others are rejected, at its highest level it rejects at z of ${full}` : `rejects at z of ${upper}`}${futility === '' ? '' : `; dropped at ${futility}`}.`,
    },
    heatMap: {
      title: 'Probability of rejecting over the truths',
      percent: (half) =>
        `Numbers are percent of trials that reject; half of a 95% Monte Carlo interval is at most about ${half}, see the table for each.`,
      framed:
        'Framed: what the test looks for or is read as (a prognostic or predictive marker, an effect of treatment) is not there, so every rejection is a false claim.',
      wrong: 'A rejection is',
      is: { wrong: 'a false claim', right: 'right' },
    },
    decisions: { title: 'When each level is decided', axis: 'Months to the claim or the closing' },
    levels: {
      title: 'How often each level is claimed',
      kind: 'By the truth',
      kinds: { power: 'Power: the level benefits', error: 'Error: it does not' },
      alt: (level, share, kind) => `${level}: ${share} (${kind}).`,
      note: 'A claim for a level that is truly no better than what it is held against is an error.',
    },
    exchangeability: {
      title: 'Who borrows from whom',
      truth: 'True difference of the rates',
      to: 'Borrows',
      from: 'from',
      points: (value) => `${value} points`,
      alt: (to, from, percent) => `${to} takes ${percent}% from ${from}.`,
      note: (half) =>
        `Numbers are percent: the mean weight, over trials, with which the level of the row takes from that of the column; for multisource exchangeability the mean posterior probability that the two are exchangeable. Half of a 95% Monte Carlo interval is at most about ${half}.`,
      truthNote: 'Orange: how far apart the true rates are, in percentage points.',
    },
    biasMap: {
      title: 'Bias for the patients who will be treated, over the truths',
      note: (half) =>
        `Mean estimate minus the true value at the target mix, in percentage points: orange too high, blue too low. Half of a 95% Monte Carlo interval is at most about ${half}.`,
    },
    contrast: {
      title: 'What a single-arm contrast is made of',
      note: 'Parts end to end, on the scale of the estimate. All but the selection are computed; selection is the mean estimate of the trials that reject, minus the contrast, simulated.',
      zero: (parts) => `Zero in all of them, and not drawn: ${parts}.`,
      borrowed: (designs) => `Without the tests in which levels borrow from each other: ${designs}.`,
      noError: '\u00b1?: one trial alone rejects, so that the error is not known.',
      total: 'seen in trials that reject',
      parts: {
        'treatment effect': 'treatment effect',
        'prognostic shift': 'prognostic shift',
        history: 'history off the unselected',
        'mix shift': 'mix shift',
        drift: 'drift',
        'unmeasured shift': 'unmeasured shift',
        selection: 'selection',
      },
    },
    procedures: {
      title: 'Where alpha starts and where it goes',
      note: 'In each circle the level of the test before anything is rejected; arrows are the shares of a rejected test’s level that go on.',
      level: 'Level',
      onward: 'Passed on',
      alt: (design, test, level, onward) =>
        `${design}, ${test}: ${level}${onward === '' ? '' : `, passes on ${onward}`}.`,
    },
    truth: {
      title: 'The assumed truth: outcome and effect by kind of patient',
      together: (cells, drawn) =>
        `The ${cells} rows of the table are drawn as ${drawn}: patients with the same truth stand together.`,
      noSingle: 'not one number',
      varying:
        'Where no effect is drawn the hazard ratio is not one number: it changes over time or between the patients of the row.',
      survival: 'Survival probability',
      months: 'Months since entry',
      stillResponding: 'Share of responders still in response',
      monthsOfResponse: 'Months since the response was assessed',
      effect: {
        ratio: 'favours experimental < 1 < favours control',
        difference: 'favours control < 0 < favours experimental',
        differenceOfHarm: 'favours experimental < 0 < favours control',
      },
      values: 'by kind of patient and arm',
    },
    design: 'Design',
    test: 'Test',
    population: 'Population',
    estimand: 'Estimand',
    endpoint: 'Endpoint',
    claim: 'Claim',
    measure: 'Quantity',
    estimate: 'Estimate',
    monteCarlo: '95% Monte Carlo interval',
    closedForm: 'Computed',
    replicates: 'Replicates',
    bandNote:
      'Marks are the simulated truths, joined by straight lines to guide the eye; bands are 95% Monte Carlo intervals, which may be narrower than the line.',
    intervalNote:
      'Marks are simulated values; bars are 95% Monte Carlo intervals, which may be narrower than the mark.',
    referenceNote: (kinds, approximate) =>
      `Short strokes are computed ${approximate ? 'approximations' : 'values'} (${kinds}).`,
    spreadNote: 'Pale bars and bands run from the 5% to the 95% quantile of single trials.',
    spread: '5% to 95% of trials',
    zeroNote: 'The grey line is no bias.',
    nominalNote: 'The grey line is the nominal 95%.',
    switchedNote: (settings) =>
      `Shown at ${settings}; the sliders of the web page show the other swept values.`,
    unchangedNote: (parameters) => `The same at every value of ${parameters}.`,
    heldNote: (settings) => `Shown at ${settings}; the other swept values are in the downloads.`,
    pathNote: (parameter) => `Lines join the simulated values of ${parameter}.`,
    ownScaleNote: 'Each panel has its own scale.',
    rareNote: 'Where no value comes above 20%, the axis ends there.',
    harmNote: (tests) =>
      `Rejection in favour of control is not drawn: the comparison table tells it for ${tests}.`,
    levelNote:
      'The grey line there is the one-sided level of the test, or of its family where several share it.',
    computedNote: 'Computed from the scenario, not simulated: there is no Monte Carlo error.',
    leftOut: (n, what) => `${plural(n, 'row is', 'rows are')} not drawn: ${what}.`,
    panelsLeftOut: (names) =>
      names.length > FEW
        ? `${names.length} further panels are left out to keep the chart readable; see the downloads.`
        : `Left out to keep the chart readable: ${names.join('; ')}; see the downloads.`,
    valueLabels: (parameter) =>
      `Numbers at the marks are ${parameter}; where they would cover each other some are left out.`,
    over: (title, parameter) => (title === '' ? `by ${parameter}` : `${title}, by ${parameter}`),
    noEstimate: 'no replicate gave an estimate',
    noTruth: 'no value to draw',
    altTitle: (title) => `${title}.`,
    altPanels: (title, panels, designs, over) =>
      `${title}: ${designs}${over === '' ? '' : ` over ${over}`}, in ${plural(panels, 'panel', 'panels')}.`,
    altRange: (design, low, high) => `${design}: from ${low} to ${high}.`,
    altValue: (design, value) => `${design}: ${value}.`,
    altPair: (design, spent, power) => `${design}: ${spent}, ${power}.`,
    altTruth: (title, cells) => `${title}. ${cells}`,
    altCell: (population, control, experimental, effect) =>
      `${population}: control ${control}, experimental ${experimental}, effect ${effect}.`,
  },
  answer: {
    named: quoted,
    asked: (quantity, where, designs) => `${quantity}${where === '' ? '' : `, at ${where}`}: ${designs}.`,
    reached: ({ design, value, as, walked, ends }) =>
      ends === null
        ? `${quoted(design)} at no simulated value of ${walked} (${value} at ${as})`
        : `${quoted(design)} between ${ends[0]!.at}, with ${ends[0]!.value}, and ${ends[1]!.at}, with ${ends[1]!.value}, against ${value} at ${as}`,
    askedAlong: (quantity, where) => (where === '' ? quantity : `${quantity}, at ${where}`),
    falseRejection: (test) =>
      `Probability that ${quoted(test)} rejects although the treatment does not truly work there`,
    onScale: (quantity, scale) => `${quantity}, as ${lower(scale)}`,
    heldAgainst: (quantity, estimand) => `${quantity}, against the estimand \u201c${estimand}\u201d`,
    notThere: (quantity, there) =>
      `${quantity}: the result holds no such number.${there.length === 0 ? '' : ` Estimands there: ${there.join('; ')}.`}`,
    at: (settings) => `At ${settings}.`,
    criteria: {
      power: (test) => `power for ${quoted(test)}`,
      'right claim probability': () => 'probability of a right claim',
      'right set': () => 'probability of claiming just the right levels',
      'disjunctive power': (trial) => `power for any true effect${trial === '' ? '' : ` (${trial})`}`,
    },
    meanings: {
      'right claim probability': 'it promises benefit to all patients who benefit, and to no others',
      'right set': 'those that truly exceed the rate held against, no more and no fewer',
      'disjunctive power': 'at least one true effect of the family is found',
    },
    compared: (kind, criterion, what) =>
      `${upper(plurals[kind])} are compared on the ${criterion} (${what}), then on what they cost.`,
    otherPatients: (groups) =>
      `Not all test the same patients: ${whoseTest(groups)}. More power is then a better chance of rejection, not a larger benefit.`,
    unmarked: (test, groups) =>
      `The test \u201c${test}\u201d is not of the same patients in all designs, so that no best is marked: ${whoseTest(groups)}.`,
    alone: (design, test, power) => `${quoted(design)} rejects ${quoted(test)} in ${power} of trials.`,
    range: (harm, low, high) =>
      `${harm ? 'The treatment does not truly work where these tests look. They reject' : 'The tests reject'} with a probability from ${low} to ${high}.`,
    ofDesign: (test, design, power) => `${power} for \u201c${test}\u201d of ${quoted(design)}`,
    rates: (design, tests) => `${quoted(design)} rejects: ${tests}.`,
    design: (design, power) => `${quoted(design)} ${power}`,
    best: (design, criterion, designs) => `${quoted(design)} has the highest ${criterion}: ${designs}.`,
    leastError: (design, test, designs) =>
      `${quoted(design)} has the lowest probability of rejecting ${quoted(test)}, where the treatment does not truly work: ${designs}.`,
    saturated: (kind, criterion, designs) =>
      `The ${criterion} is above 99% in every ${kind}: ${designs}. It does not tell them apart here; patients and time do.`,
    unclear: (kind, criterion, designs) =>
      `The ${criterion} does not rank the ${plurals[kind]} beyond Monte Carlo error: ${designs}.`,
    alike: (kind, criterion, designs) =>
      `The ${plurals[kind]} have the same ${criterion} to within one percentage point: ${designs}. Patients and time tell them apart.`,
    shared: ({ criterion, test, harm, leaders, others, thrifty }) =>
      en.sentences([
        `${harm ? `The lowest probability of rejecting ${quoted(test)}, where the treatment does not truly work,` : `The highest ${criterion}`} is shared by ${leaders}, ahead of ${others}.`,
        ...thrifty.map(
          ({ design, spent }) =>
            `Of those that share it, ${quoted(design)} spends least: ${en.list(spent.map(({ quantity, value, instead }) => `${quantity} ${value}${instead === null ? '' : ` instead of ${instead}`}`))}.`,
        ),
      ]),
    cheapest: (design, marks) =>
      `${quoted(design)} has the ${en.list(marks.map(({ mark, quantity }) => `${mark} ${lower(quantity)}`))}`,
    cheapestOf: (designs) => `Beyond Monte Carlo error, ${designs.join('; ')}.`,
    against: (design, reference, changes) =>
      `${quoted(design)} against ${quoted(reference)}: ${changes.join('; ')}.`,
    change: (metric, difference) => `${lower(metric)} ${difference}`,
    same: (metrics) => `no difference beyond Monte Carlo error in ${metrics}`,
    sweep: (design, reference, criterion, { above, below, neither, errors }) =>
      `Over the ${above + below + neither} truths of the sweep${errors === 0 ? '' : ' at which the treatment truly works there'}, the ${criterion} of ${quoted(design)} is above that of ${quoted(reference)} in ${above}, below in ${below}, and within Monte Carlo error in ${neither}.`,
    claim: (claim, probability) => `\u201c${claim}\u201d ${probability}`,
    claims: (design, claims) => `${quoted(design)} claims ${claims}.`,
    ends: (program, ends) => `${quoted(program)} ends with ${ends}.`,
    endsWith: (end, programs) => `The probability of ending with \u201c${end}\u201d: ${programs}.`,
    program: (program, quantities) => `The program \u201c${program}\u201d comes to: ${quantities}.`,
    nothing: 'The result holds no test and no claim to compare designs by.',
    weak: (criterion, best, others, needed) =>
      `Monte Carlo error does not support a choice by the ${criterion}: ${quoted(best)} differs ${en.list(others.map(({ name, difference }) => `from ${quoted(name)} by ${difference}`))}${needed === null ? '' : `; about ${needed} replicates would resolve ${others.length === 1 ? 'a difference of this size' : 'the smallest of these'}`}.`,
  },
  tipping: {
    note: 'Along each swept value with the others as in the answer. Only simulated values are compared: a change lies somewhere between two of them. A design leads where no other is better beyond Monte Carlo error.',
    best: 'Who leads',
    mark: 'changes',
    none: 'none ahead',
    whole: 'Over the whole sweep',
    tip: ({ parameter, from, to, quantity, before, after }) =>
      `Between ${[parameter, from].filter(Boolean).join(' ')} and ${to} ${before === null ? `the lead on ${quantity} goes to ${after}, where none was ahead` : after === null ? `the lead on ${quantity} is lost by ${before}: none is ahead` : `the lead on ${quantity} passes from ${before} to ${after}`}.`,
    crossing: ({ design, criterion, level, rises, parameter, from, to }) =>
      `The ${criterion} of ${quoted(design)} ${rises ? 'rises above' : 'falls below'} ${level} between ${[parameter, from].filter(Boolean).join(' ')} and ${to}.`,
    still: (parameter, quantities) => `No value of ${parameter} changes who leads on ${quantities}.`,
    errors: (parameter, values, test) =>
      `At ${[parameter, values].filter(Boolean).join(' ')} the treatment does not truly work where ${quoted(test)} looks: rejecting is an error there, and the lowest rate leads.`,
  },
  conduct: conductEn,
  truth: {
    assay: ({ marker, prevalence, sensitivity, specificity, unevaluable, ppv }) =>
      `${prevalence} of patients are truly ${marker}+; the assay finds ${sensitivity} of them and calls ${specificity} of the others negative${unevaluable === null ? '' : `; ${unevaluable} have no result`}. Of its positive results ${ppv} are right.`,
    cell: ({ endpoint, population, measure, control, experimental, effect }) =>
      `${endpoint} in ${population}: ${measure} ${control} on control and ${experimental} on the experimental arm${effect === null ? '' : `, ${effect}`}.`,
    nature: ({ endpoint, prognostic, predictive, opposite, scale }) => {
      const effect = `the effect of treatment${scale === null ? '' : `, by the ${scale},`}`;
      return `For ${endpoint} ${prognostic ? 'the outcome on control differs between these patients (prognostic)' : 'the outcome on control is the same in all of them (not prognostic)'}, and ${effect} ${predictive ? `differs (predictive)${opposite ? ', even in direction' : ''}` : 'is the same (not predictive)'}.`;
    },
    quantiles: (names, shares, several) =>
      `${names} ${several ? 'are quantiles' : 'is a quantile'} in the patients screened: ${shares} of them have a value at least as high${several ? ', in this order' : ''}.`,
    benefit: (conditions) => `Patients count as benefiting where ${en.list(conditions)}.`,
    least: (endpoint, scale, value) =>
      scale === 'hazard ratio'
        ? `the hazard ratio for ${endpoint} is at most ${value}`
        : `${endpoint} is better by at least ${value} (${scale})`,
    duration: ({ endpoint, population, measure, value }) =>
      `${endpoint} in ${population}: ${measure} ${value}.`,
    after: (endpoint, response) =>
      `${endpoint} begins when ${response} is assessed, in those alone who have it.`,
    correlation: (first, second, value) =>
      `In a patient (of one kind, in one arm) the normal scores of ${first} and ${second} have the correlation ${value} (Gaussian copula).`,
    cohort: ({ name, patients, records, mix, followUp, shifts }) =>
      `External cohort \u201c${name}\u201d: ${patients} patients under control, ${mix === undefined ? '' : mix === '' ? 'in the mix of those screened, ' : `of whom ${mix}, `}${records === '' ? 'no marker or factor recorded' : `with ${records} recorded`}${followUp === undefined ? '' : followUp === null ? ', followed to the end' : `, followed for ${followUp.least === followUp.most ? followUp.most : `${followUp.least} to ${followUp.most}`} months`}. Against control in the trial, in patients of the same kind: ${shifts}.`,
    cohortShare: (population, percent) => `${percent}% ${population}`,
    cohortShift: (endpoint, scale, drift, unmeasured, sd) =>
      `${endpoint}: ${scale} ${drift} by drift and ${unmeasured} by what nobody recorded, standard deviation between trials ${sd}`,
    inTime: (values) =>
      values
        .map(({ value, until }, i) =>
          until !== null ? `${value} to month ${until}` : i === 0 ? value : `${value} thereafter`,
        )
        .join(', '),
    byPopulation: (values) =>
      en.list(
        values.map(({ population, value }) =>
          values.length === 1 && population === 'all'
            ? value
            : `${value} in ${population === 'all' ? 'all others' : population}`,
        ),
      ),
    screening: (perMonth, arrivals) =>
      `Patients who come to screening per month: ${perMonth} (${{ poisson: 'Poisson process', uniform: 'at independent times', even: 'evenly spaced' }[arrivals]}).`,
    relativeRate: (rates) => `Relative to this they come at these rates: ${rates}.`,
    mixVariation: (factor, concentration) =>
      `The mix of ${factor} among the screened varies between trials (Dirichlet, concentration ${concentration}).`,
    turnaround: (marker, months) =>
      `The result of ${marker} takes ${months} months from screening; a design that does not need it does not wait.`,
    assessed: (endpoint, months) => `${endpoint} is assessed ${months} months after entry.`,
    dropout: (endpoint, hazard, yearly) =>
      `Dropout from ${endpoint}: hazard ${hazard} a month${yearly === null ? '' : ` (${yearly}% in a year, without events)`}.`,
    noDropout: (endpoint) => `Nobody drops out of ${endpoint}.`,
    costs: (units) =>
      `Unit costs: ${en.list(units.map(({ of, cost }) => `${cost} per ${{ screened: 'patient screened', randomised: 'patient enrolled', event: 'event', month: 'month of the trial' }[of]}`))}.`,
  },
  methodWords: methodsEn,
  gallery: {
    title: 'Simulated scenarios',
    search: 'Search by guideline clause or word:',
    made: (replicates, truths, version) => `${replicates} replicates, ${truths}, MarkerSim ${version}`,
  },
  page: {
    lead: 'Clinical trial simulation report',
    contents: 'Contents',
    question: 'Question',
    answer: 'Answer',
    eachDesign: (n) => `Design by design: ${n} sentences`,
    comparison: 'Comparison of designs',
    comparisonNote:
      'Simulated expectations with 95% Monte Carlo intervals and Monte Carlo standard errors (MCSE); a number without them is fixed by the design. A mark says which design has the highest power, the most right and fewest false claims, or the fewest patients, months or cost, where every paired difference is beyond its error; events are information and cost at once and are not marked. Power is the probability of rejecting; where the treatment does not truly work in the population tested, it is an error rate, and is called so. Screened are all who come to a trial, also those whom it does not enrol; every trial counts its own.',
    prior: {
      title: 'Averaged over the prior',
      weights: (parameter, weights) => `${parameter}: ${weights}.`,
      weight: (value, weight) => `${value} with weight ${weight}`,
      note: (common) =>
        `Means over the truths, each with its weight: power is then assurance. What rests on a condition is averaged over the trials that meet it.${common ? ' The truths share their patients, so the Monte Carlo errors given are upper limits.' : ''}`,
    },
    worst: {
      title: 'Largest errors over the sweep',
      largest: 'Largest',
      interval: 'Simultaneous 95% interval',
      where: 'Where',
      truths: 'Truths',
      note: 'The largest of several estimates is too high on average; the interval holds the largest true value with 95% (Wilson’s intervals at all truths together, Bonferroni).',
    },
    otherPoints: (n) =>
      `${plural(n, 'other truth is', 'other truths are')} not shown here: see the charts and results.csv.`,
    truths: (n) => plural(n, 'truth', 'truths'),
    checkTable: 'All comparisons, the farthest first',
    otherChecks: (n) =>
      `${plural(n, 'nearer comparison is', 'nearer comparisons are')} not shown here: see results.csv.`,
    mcse: 'MCSE',
    paired: 'Paired differences between designs',
    pairedNote:
      'Designs see the same simulated patients (of binary endpoints alone, where trials are played on counts, draws from the same random numbers), so that differences are taken within replicates. A difference is beyond error when its 95% Monte Carlo interval leaves out zero.',
    otherPairs: (n) =>
      `Differences from the first are shown; ${plural(n, 'other is', 'others are')} in results.csv.`,
    differenceColumn: 'Difference',
    beyond: 'beyond error',
    within: 'within error',
    judged: 'Judged',
    charts: 'Charts',
    isolate: 'Highlight a design:',
    showAll: 'All',
    notLive:
      'To keep this file small the chart is not interactive here: its specification is in the charts folder.',
    hoverHint: 'Point at a mark for its values; by keyboard, go to a chart and use the arrow keys.',
    clickHint: 'Click a mark to highlight its design, again for all.',
    chosen: 'As chosen on the screen:',
    dataTable: 'Data of this chart',
    textAlternative: 'In words',
    choosePoint: 'Truth:',
    tipping: 'What would change the answer',
    assumptions: 'Assumptions',
    truthTable: 'Truth by kind of patient',
    assays: 'Marker and assay',
    assayColumns: {
      marker: 'Marker',
      prevalence: 'Prevalence',
      sensitivity: 'Sensitivity',
      specificity: 'Specificity',
      unevaluable: 'Unevaluable',
      positive: 'Assay-positive',
      ppv: 'PPV',
      npv: 'NPV',
    },
    cellColumns: {
      population: 'Population',
      share: 'Share',
      endpoint: 'Endpoint',
      measure: 'Quantity',
      control: 'Control',
      experimental: 'Experimental',
      effect: 'Effect',
    },
    designs: 'Designs',
    designsNote: 'Sizes are those at the truth of the answer.',
    tests: 'Tests',
    testsOf: (design) => `Tests of ${quoted(design)}`,
    testColumns: {
      name: 'Test',
      endpoint: 'Endpoint',
      population: 'Population',
      method: 'Method',
      significance: 'Level',
      measure: 'Effect measure',
    },
    sweep: 'Swept values',
    sweepText: (parameter, values) => `${parameter}: ${values}`,
    sources: 'Sources',
    noSources: 'The scenario names no source for its assumptions.',
    methods: 'Methods',
    methodsText: ({ replicates, points, common, seed }) => [
      `Each design was simulated ${replicates} times at ${points === '1 truth' ? 'one truth' : `each of ${points}`}. A replicate plays each trial as its design says: patients are screened, tested for the marker and randomised where the design does so, treated and observed, and the data are cut and analysed.`,
      common
        ? 'All designs and all truths see the same simulated patients, or on counts draw from the same random numbers (common random numbers), so that differences between designs are paired.'
        : 'Designs and truths have independent random streams.',
      `Every random number follows from the seed \u201c${seed}\u201d, the replicate number and its purpose; the result does not depend on the number of processors.`,
    ],
    references: 'References',
    conventions: 'Conventions',
    conventionsText: ({ times, single, randomised, population }) => [
      `Time is in months${times ? ' and hazards are per month' : ''}.`,
      `${times ? 'A hazard ratio below 1 and any other effect above 0 favour' : 'An effect above 0 favours'} the experimental treatment; a positive z favours it too.`,
      ...(single
        ? [
            'Effects of a single arm are differences from what it is held against, a fixed value or other patients.',
          ]
        : []),
      'Significance levels are one-sided unless a test says otherwise; a test rejects when z reaches its bound.',
      ...(randomised ? ['Allocation ratios are experimental to control.'] : []),
      ...(population === null
        ? []
        : [
            `A population such as ${population} is as the assay says; \u201ctrue ${population}\u201d is the true status.`,
          ]),
    ],
    checks: 'Check against computed values',
    exactText: ({ compared, flagged, limit, largest }) =>
      `${compared === '1' ? '1 simulated value has' : `${compared} simulated values have`} an exact value. ${flagged === 0 ? `${compared === '1' ? 'It lies' : 'All lie'} within ${limit} MCSE of it` : `${plural(flagged, 'lies', 'lie')} farther than ${limit} MCSE from it and ${flagged === 1 ? 'is' : 'are'} marked: a fault to be looked for`}${largest === null ? '' : `; the largest distance is ${largest} MCSE`}.`,
    approximateText: (compared) =>
      `${compared} simulated values have an approximation beside them. A difference there is that of the approximation as well as of the simulation, so that it is shown and not judged.`,
    powerNotComputed: (tests) =>
      `No value is computed for the power of ${tests}: no formula here holds, or too many tables would have to be enumerated. These are simulated alone.`,
    uncomputed: (designs, reason) =>
      `No joint law of the rejections is computed for ${designs}: ${uncomputed[reason]}.`,
    noChecks: 'No simulated value of this scenario has a computed value to be held against.',
    checkKinds: { exact: 'exact', approximate: 'approximation' },
    checkKindColumns: {
      kind: 'Computed by',
      nature: 'Nature',
      compared: 'Compared',
      largestInErrors: 'Largest difference in MCSE',
      largest: 'the same in its own unit',
    },
    checkColumns: {
      simulated: 'Simulated',
      computed: 'Computed',
      kind: 'Computed by',
      difference: 'Difference',
      inErrors: 'in MCSE',
      verdict: 'Verdict',
    },
    verdicts: {
      agrees: 'agrees',
      differs: 'DIFFERS',
      approximation: 'approximation',
      unknown: 'no error known',
    },
    warningDetails: (n) => `All ${n} counts`,
    warnings: 'Counted troubles',
    noWarnings: 'None: no analysis failed and every trial reached its analysis.',
    unknownCharts: (names) => `The scenario asks for charts that this version does not draw: ${names}.`,
    notApplicable: (names) => `Asked for but not applicable to this result: ${names}.`,
    provenance: 'Provenance',
    reproduce: 'Reproduce',
    reproduceText: 'This command gives the same results to the last byte, with any number of workers:',
    provenanceRows: {
      scenario: 'Scenario',
      hash: 'Scenario hash (SHA-256)',
      seed: 'Seed',
      batch: 'Batch size',
      streams: 'Random streams',
      replicates: 'Replicates',
      precision: 'Stopping precision (MCSE)',
      version: 'MarkerSim version',
      format: 'Result format',
    },
    streams: { common: 'common to all designs and truths', independent: 'independent' },
    downloads: 'Downloads',
    tableLabel: 'Table',
    figureLabel: 'Figure',
    partOf: (title, part, parts) => `${title} (${part} of ${parts})`,
    downloadCsv: 'All results as CSV',
    downloadScenario: 'Scenario (YAML)',
    downloadsNote:
      'What a button saves is inside this file: no network is needed. Each chart can be saved below it, as a picture, as data and as a specification.',
    saveSvg: 'Save picture (SVG)',
    saveCsv: 'Save data (CSV)',
    saveSpec: 'Save specification (Vega)',
    explore: 'Explore',
    backToAnswer: 'Back to the truth of the answer',
    elsewhere: 'The comparison at this truth is not in this file: see results.csv. The charts mark it.',
    cutRows: (rows) => `${plural(rows, 'further row is', 'further rows are')} in results.csv.`,
    notEmbedded: (file) => `Too large to embed: see ${file} beside this page.`,
    rounded: 'rounded to 6 significant digits; full digits in results.csv',
    guideline: 'Guideline',
    noScript: 'Charts are static pictures here, because scripts are off or this browser is from before 2023.',
    point: 'Truth',
    quantity: 'Quantity',
    value: 'Value',
  },
};
