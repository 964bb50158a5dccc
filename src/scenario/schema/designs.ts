// Long because it is a list: every key of a design with its documentation, from which types, checks and reference are made.

import { z } from 'zod';
import { BASKET_METHODS } from '../basketMethods.ts';
import type { ConfidenceInterval, Estimator, Method } from '../model.ts';
import { borrowing } from './borrowing.ts';
import { monitoringShape, multiplicitySchema } from './conduct.ts';
import { survivalPoint } from './endpoints.ts';
import {
  byCell,
  count,
  field,
  localText,
  nonNegative,
  periods,
  population,
  positive,
  probability,
} from './shared.ts';

export const TIMING_KEYS = ['events', 'patients', 'months', 'follow-up', 'first of', 'last of'] as const;
export const SIZE_KEYS = ['randomised', 'per arm', 'treated', 'match'] as const;
export const AGAINST_KEYS = ['rate', 'median', 'hazard', 'survival', 'cohort'] as const;
const ADJUSTMENTS = ['none', 'matched', 'standardised', 'weighted', 'power-prior', 'robust-map'] as const;
export const PRESETS = ['all-comers', 'enrichment', 'stratified', 'separate-trials'] as const;

const METHODS = [
  'log-rank',
  'cox',
  'fleming-harrington',
  'rmst',
  'risk-difference',
  'risk-ratio',
  'odds-ratio',
  'cmh',
  'fisher',
  'barnard',
  'logistic',
  'g-computation',
  't-test',
  'ancova',
  'exact',
  'simon',
  'fleming',
  'predictive-probability',
  'posterior',
  'one-sample-log-rank',
  'milestone',
  'post-stratified-milestone',
  'median',
  ...BASKET_METHODS,
  'post-stratified',
  'model-based',
] as const satisfies readonly Method[];

const ESTIMATORS = [
  'cox',
  'pike',
  'peto',
  'rmst',
  'risk difference',
  'risk ratio',
  'odds ratio',
  'mean difference',
  'observed over expected',
  'survival difference',
  'cumulative hazard ratio',
  'median ratio',
  'umvue',
] as const satisfies readonly Estimator[];

const INTERVALS = [
  'wald',
  'score',
  'newcombe',
  'miettinen-nurminen',
  'clopper-pearson',
  'stage-wise',
  'credible',
] as const satisfies readonly ConfidenceInterval[];

const names = z.array(z.string());
const sided = z.union([z.literal(1), z.literal(2)]);
const alpha = z.number().gt(0).lt(1);

const timing = z
  .strictObject({
    events: field(count, 'At this many events', { examples: [320] }).optional(),
    patients: field(
      count,
      'When this many randomised patients have been assessed on every binary or continuous endpoint tested',
      { examples: [150] },
    ).optional(),
    in: field(
      population,
      'For events and patients: counted among these randomised patients. `each FACTOR`: every level has a look of its own (where levels are closed); `every FACTOR`: once all levels have so many',
      { default: 'all', examples: ['EGFR+', 'each tumour'] },
    ).optional(),
    of: field(z.string(), 'For events: of this time-to-event endpoint', {
      otherwise: 'the only one tested',
    }).optional(),
    months: field(nonNegative, 'At this calendar time since enrolment opened', {
      unit: 'months',
      examples: [36],
    }).optional(),
    'follow-up': field(nonNegative, 'This long after the last patient was randomised', {
      unit: 'months',
      examples: [12],
    }).optional(),
    get 'first of'() {
      return field(z.array(timing).min(1), 'Whichever comes first', {
        examples: [[{ events: 300 }, { months: 48 }]],
      }).optional();
    },
    get 'last of'() {
      return field(z.array(timing).min(1), 'Whichever comes last').optional();
    },
  })
  .meta({
    id: 'Timing',
    description: 'When the data are cut',
    exactlyOneOf: TIMING_KEYS,
  });

const against = z
  .strictObject({
    rate: field(byCell(z.number().gt(0).lt(1)), 'This rate; may differ by level with `in: each FACTOR`', {
      unit: 'probability',
      examples: [0.15, { 'tumour = sarcoma': 0.1, all: 0.2 }],
    }).optional(),
    median: field(
      byCell(positive),
      'An exponential curve of this median; may differ by level with `in: each FACTOR`',
      {
        unit: 'months',
        examples: [6, { 'tumour = sarcoma': 3, all: 5 }],
      },
    ).optional(),
    hazard: field(periods(positive), 'A curve of this hazard, constant or by period', {
      unit: 'per month',
      examples: [0.1],
    }).optional(),
    survival: field(
      z.union([survivalPoint, z.array(survivalPoint).min(1)]),
      'A curve through this point (exponential) or through several',
      { examples: [{ at: 12, value: 0.4 }] },
    ).optional(),
    cohort: field(z.string(), 'An external cohort of the truth', {
      examples: ['history'],
    }).optional(),
    adjust: field(
      z.enum(ADJUSTMENTS),
      'cohort: none; matched (those of it in the same population); standardised (g-formula, a rate for each stratum); weighted (odds of being in the trial; hazard ratios with robust variance); power-prior, robust-map (borrowed as a prior of the control arm, in a randomised trial beside it). Standardised: by risk-difference, rmst, t-test; weighted: also log-rank, cox; borrowed: risk-difference, cox, t-test',
      { default: 'none' },
    ).optional(),
    for: field(names, 'standardised, weighted: markers and factors, which the cohort must record', {
      examples: [['EGFR']],
    }).optional(),
    weight: field(
      z.number().min(0).max(1),
      'power-prior: weight of the cohort; robust-map: of the informative part',
      {
        default: 0.5,
      },
    ).optional(),
    matched: field(
      z.boolean(),
      'power-prior, robust-map: borrowed only from those of the cohort in the same population, which it must record',
      { default: false },
    ).optional(),
    'between-trial sd': field(
      nonNegative,
      'robust-map: standard deviation between trials (log odds, log hazard or mean) that the cohort is discounted for',
      { default: 0 },
    ).optional(),
  })
  .meta({
    id: 'Against',
    description: 'What a single arm is held against: a fixed rate or survival curve',
    exactlyOneOf: AGAINST_KEYS,
  });

const stages = z
  .strictObject({
    n1: field(count, 'simon: patients of the first stage').optional(),
    r1: field(z.int().min(0), 'simon: ends there with so many responders or fewer').optional(),
    n: field(count, 'simon: patients in all; predictive-probability: patients at the end').optional(),
    r: field(z.int().min(0), 'simon: the claim needs more than so many responders in all').optional(),
    p1: field(
      z.number().gt(0).lt(1),
      'simon, fleming: to be searched for this rate, which is worth pursuing',
      {
        unit: 'probability',
      },
    ).optional(),
    power: field(z.number().gt(0).lt(1), 'To be searched: power at `p1`', { default: 0.8 }).optional(),
    type: field(
      z.enum(['optimal', 'minimax']),
      'simon, to be searched: fewest expected patients, or fewest in all',
      {
        default: 'optimal',
      },
    ).optional(),
    number: field(z.int().min(2).max(10), 'fleming, to be searched: number of stages, of equal size', {
      default: 2,
    }).optional(),
    patients: field(z.array(count).min(1), 'fleming: patients of each stage', {
      examples: [[20, 15, 15]],
    }).optional(),
    stop: field(
      z.array(z.int().min(-1)).min(1),
      "fleming: ends at a stage with so many responders in all or fewer, -1 = it does not; with `claim` in place of Fleming's boundaries",
      { examples: [[2, 8, 14]] },
    ).optional(),
    claim: field(
      z.array(z.union([z.int().min(1), z.literal('never')])).min(1),
      'fleming: ends with the claim at so many or more; the last is one more than the last of `stop`',
      { examples: [['never', 12, 15]] },
    ).optional(),
    looks: field(
      z.array(count).min(1),
      'predictive-probability: patients in all at each look, the end last',
      {
        examples: [[10, 20, 30, 36]],
      },
    ).optional(),
    first: field(count, 'predictive-probability: patients at the first look').optional(),
    every: field(count, 'predictive-probability: patients between looks').optional(),
    futility: field(
      probability,
      'predictive-probability: ends without the claim where the probability of making it at the end is below this',
      { unit: 'probability', default: 0.05 },
    ).optional(),
    efficacy: field(
      probability,
      'predictive-probability: ends with the claim where it is above this; 1 = never before the end',
      { unit: 'probability', default: 1 },
    ).optional(),
    'screening rests': field(
      z.boolean(),
      'Screening rests while a stage is assessed; false: as if every response were known at once',
      { default: true },
    ).optional(),
  })
  .meta({
    id: 'Stages',
    description:
      'When a single arm stops. simon: n1, r1, n and r, or searched from `p1`, the rate held against and alpha. fleming: `patients` of the stages, or searched from `p1`. predictive-probability: `looks`, or `first`, `every` and `n`',
  });

const test = z
  .strictObject({
    of: field(z.string(), 'Endpoint', { otherwise: 'the only endpoint' }).optional(),
    in: field(
      population,
      'Among these patients; by the assay unless `true`. `each FACTOR`: a test NAME: LEVEL for every level, in the basket analyses all together',
      { default: 'all', examples: ['EGFR+', 'each tumour'] },
    ).optional(),
    by: field(
      z.enum(METHODS),
      `Method. Time-to-event: log-rank, cox, fleming-harrington, rmst, milestone (survival at a month). Binary: risk-difference, risk-ratio, odds-ratio, cmh, fisher, barnard (exact unconditional), logistic (odds ratio given covariates), g-computation (covariate-adjusted effect in the population). Continuous: t-test, ancova. One arm against a fixed value: exact, simon, fleming (stages), predictive-probability (looks), posterior (binary); one-sample-log-rank, milestone, median (time-to-event). All levels of \`in: each FACTOR\` together: ${BASKET_METHODS.join(', ')}. For the target mix: post-stratified, model-based (binary); post-stratified-milestone (time-to-event)`,
      {
        otherwise:
          'log-rank; risk-difference; t-test; one arm against a fixed value: exact; one-sample-log-rank',
      },
    ).optional(),
    estimate: field(z.enum(ESTIMATORS), 'What is estimated beside the test', {
      otherwise: "the method's own",
    }).optional(),
    'stratify by': field(names, 'Markers (by assay; `true X` by the truth) and factors', {
      default: [],
    }).optional(),
    covariates: field(names, 'Markers (by assay; `true X` by the truth), factors, and `baseline`', {
      otherwise: '[baseline] for ancova',
    }).optional(),
    interaction: field(
      z.string(),
      'Tests the treatment-by-marker interaction instead: effect in + minus effect in -',
      {
        examples: ['EGFR'],
      },
    ).optional(),
    against: field(
      z.union([population, against]),
      'In a single-arm trial: what `in` is held against, other patients of the arm or a fixed value',
      { examples: ['EGFR-', { rate: 0.15 }] },
    ).optional(),
    arm: field(
      z.enum(['control', 'experimental']),
      'In a randomised trial, with `against` other patients: compares the two within this arm; within control it tests whether the marker is prognostic',
      { examples: ['control'] },
    ).optional(),
    stages: field(stages, 'simon, fleming, predictive-probability: the stages', {
      examples: [
        { p1: 0.3, power: 0.8 },
        { n1: 10, r1: 1, n: 29, r: 5 },
        { patients: [20, 15, 15] },
        { first: 10, every: 5, n: 40, futility: 0.05 },
      ],
    }).optional(),
    prior: field(
      z.strictObject({
        a: field(positive, 'Prior responders (a uniform prior has 1)'),
        b: field(positive, 'Prior patients without response (a uniform prior has 1)'),
      }),
      'posterior, predictive-probability: beta prior of the rate',
      { otherwise: '{a: 1, b: 1}' },
    ).optional(),
    borrowing: field(borrowing, 'Basket analyses: how levels lend to each other', {
      examples: [{ epsilon: 2, tau: 0.1 }],
    }).optional(),
    calibrate: field(
      z.strictObject({
        error: field(
          z.enum(['basket-wise', 'family-wise']),
          'Of each level, or of any of them, whose rate is no better than the one it is held against',
          { default: 'basket-wise' },
        ).optional(),
        at: field(z.number().gt(0).lt(1), 'Level that the error is kept at', {
          unit: 'probability',
          examples: [0.05],
        }),
        over: field(
          z.union([
            z.array(z.record(z.string(), probability)).min(1),
            z.strictObject({
              'responding at': field(
                z.number().gt(0).lt(1),
                'Rate at which none of the levels, the first, the first two, ... all but the last respond',
                { unit: 'probability' },
              ),
            }),
          ]),
          'Truths that the error is kept under: each the rates of levels that differ from the one they are held against',
          { otherwise: 'no level responds', examples: [[{}, { lung: 0.4 }]] },
        ).optional(),
        hold: field(
          z.enum(['worst', 'average']),
          'What is kept: the largest error of these truths, or their average',
          { default: 'worst' },
        ).optional(),
      }),
      'Basket analyses: the cut-off of the posterior probability is found before the trial by playing it under truths in which levels do not respond',
      { otherwise: 'the cut-off is `probability`' },
    ).optional(),
    for: field(
      z.literal('target mix'),
      'post-stratified, model-based, post-stratified-milestone: rate or survival is that of the target mix, from the strata of `stratify by`',
    ).optional(),
    probability: field(
      z.number().gt(0).lt(1),
      'posterior, predictive-probability (at its end) and basket analyses: rejects where the posterior probability of being better than `against` reaches this',
      { unit: 'probability', otherwise: '1 - alpha', examples: [0.9] },
    ).optional(),
    weights: field(
      z.strictObject({
        rho: field(nonNegative, 'Exponent of S'),
        gamma: field(nonNegative, 'Exponent of 1 - S'),
      }),
      'fleming-harrington: weights S^rho (1 - S)^gamma',
      { examples: [{ rho: 0, gamma: 1 }] },
    ).optional(),
    horizon: field(
      positive,
      'rmst: the restricted mean is taken up to here; milestone: survival is read here, by default at the one survival point of a fixed curve',
      {
        unit: 'months',
        examples: [24],
      },
    ).optional(),
    margin: field(
      z.number(),
      'Effect that the test is held against in place of none, on the scale of its estimate: a hazard, risk or odds ratio, or a difference. On the side of harm it is that of non-inferiority. cox, rmst, milestone, risk-difference, risk-ratio, odds-ratio, t-test, ancova; one-sided',
      { otherwise: 'no effect', examples: [1.25, -0.1] },
    ).optional(),
    're-randomise': field(
      count.min(19).max(9999),
      'p-value from this many allocations drawn anew by the design, in place of the law of z: each costs an analysis of the trial',
      { examples: [199] },
    ).optional(),
    ties: field(z.enum(['efron', 'breslow']), 'cox: tied event times', { default: 'efron' }).optional(),
    confidence: field(z.enum(INTERVALS), 'Kind of confidence interval', { default: 'wald' }).optional(),
    variance: field(z.enum(['pooled', 'welch']), 't-test: one variance, or one for each arm', {
      default: 'welch',
    }).optional(),
    sided: field(sided, 'One- or two-sided', { otherwise: "the design's" }).optional(),
    alpha: field(alpha, 'Level of the test as sided', {
      unit: 'probability',
      otherwise: "the design's",
    }).optional(),
  })
  .meta({ id: 'Test', description: 'A named analysis of the trial' });

const size = z
  .strictObject({
    randomised: field(count.max(65_535), 'Patients randomised', { examples: [1200] }).optional(),
    'per arm': field(count, 'Patients in each arm (1:1)', { examples: [230] }).optional(),
    treated: field(count.max(65_535), 'Patients of a single-arm trial', { examples: [60] }).optional(),
    match: field(z.string(), 'Design to be equalled', { examples: ['all-comers'] }).optional(),
    on: field(z.string(), 'Quantity equalled: randomised, events, screened, months, cost, or power of TEST', {
      default: 'randomised',
      examples: ['power of M+'],
    }).optional(),
  })
  .meta({
    id: 'Size',
    description: 'How many patients',
    exactlyOneOf: SIZE_KEYS,
  });

const randomise = z
  .strictObject({
    ratio: field(z.union([z.string(), z.number()]), 'experimental:control', {
      default: '1:1',
      examples: ['1:1', '2:1'],
    }).optional(),
    method: field(
      z.enum(['simple', 'blocks', 'biased-coin', 'minimisation']),
      'simple: independent draws; blocks: permuted blocks (within strata); biased-coin: the arm that is behind (in the stratum) is favoured (Efron); minimisation: the arm that leaves less imbalance in the margins of `stratify by` is favoured (Pocock and Simon)',
      { default: 'blocks' },
    ).optional(),
    blocks: field(count, "Patients in a block: a multiple of the ratio's sum", {
      otherwise: "twice the ratio's sum",
      examples: [4],
    }).optional(),
    'stratify by': field(names, 'Markers (by assay; `true X` by the truth) and factors', {
      default: [],
      examples: [['EGFR']],
    }).optional(),
    probability: field(
      z.number().min(0.5).max(1),
      'biased-coin, minimisation: probability of the arm that is behind, at 1:1',
      { unit: 'probability', otherwise: '2/3 of biased-coin, 0.8 of minimisation' },
    ).optional(),
    measure: field(
      z.enum(['range', 'variance', 'marginal']),
      'minimisation: what is added up over the factors: range |d|, variance d^2, marginal d (Taves), with d the difference between the arms',
      { default: 'range' },
    ).optional(),
    weights: field(
      z.record(z.string(), positive),
      'minimisation: weight of each factor or marker in the sum',
      {
        otherwise: '1 each',
        examples: [{ EGFR: 2 }],
      },
    ).optional(),
  })
  .meta({ id: 'Randomise', description: 'How patients are allocated to the arms' });

const quota = z
  .strictObject({
    'at least': field(count, 'Places kept for these patients').optional(),
    'at most': field(count, 'Closed to these patients once so many are in').optional(),
    until: field(positive, 'For at least: from this calendar month on the places are open to others too', {
      unit: 'months',
      otherwise: 'never',
    }).optional(),
    from: field(
      positive,
      'Calendar month from which on these patients are recruited; who is screened before is not enrolled',
      {
        unit: 'months',
        otherwise: 'the opening of the trial',
        examples: [12],
      },
    ).optional(),
    'after look': field(
      count,
      'Look after which these patients are recruited, a level of the tests that `looks: {close: ...}` closes: added whatever the look shows. Places kept for them stay free till then',
      { otherwise: 'the opening of the trial', examples: [1] },
    ).optional(),
  })
  .meta({ id: 'Quota', description: 'Bounds on the number of patients of a population' });

const balance = z
  .strictObject({
    by: field(
      names,
      'In each level of these markers (by assay; `true X` by the truth) and factors, beside everybody',
      {
        otherwise: 'those of `randomise: stratify by`',
        examples: [['EGFR']],
      },
    ).optional(),
    beyond: field(
      probability,
      "A difference between the arms counts as large beyond this share of the population's patients",
      {
        unit: 'share',
        default: 0.1,
      },
    ).optional(),
  })
  .meta({
    id: 'Balance',
    description:
      'Differences between the arms: overall, in populations, and within the strata of the randomisation',
  });

const selectionEstimates = z
  .strictObject({
    'best of': field(
      z.array(z.string()).min(1),
      'Tests, of one endpoint and method, of which the one with the largest z at the end is reported: selected. Its estimate less what being the best adds on average is the selection-corrected one',
      { examples: [['A+', 'B+', 'C+']] },
    ),
    'shrink towards': field(
      z.string(),
      'Test of all their patients, towards whose estimate theirs are drawn by as much as their scatter looks like chance: the shrunken ones',
      { examples: ['overall'] },
    ).optional(),
  })
  .meta({ id: 'Estimates', description: 'Estimates that allow for the best of several having been picked' });

const trialShape = {
  'single arm': field(
    z.enum(['experimental', 'control']),
    'Everybody is given this treatment; nobody is randomised',
  ).optional(),
  enrol: field(population, 'Who is randomised; by the assay unless `true`', { default: 'all' }).optional(),
  randomise: field(randomise, 'Allocation to the arms', {
    examples: [{ ratio: '2:1', 'stratify by': ['EGFR'] }],
  }).optional(),
  'marker strategy': field(
    z.union([
      population,
      z.strictObject({
        guided: field(population, 'Given the experimental treatment on the experimental arm'),
        unguided: field(
          population,
          'Given the experimental treatment on the control arm. A factor of the truth with shares stands for a second randomisation there',
          { otherwise: 'nobody', examples: ['lot = experimental'] },
        ).optional(),
      }),
    ]),
    'Randomises between strategies: on the experimental arm these patients are given the experimental treatment and the others control, on the control arm everybody is given control',
    { examples: ['EGFR+', { guided: 'EGFR+', unguided: 'lot = experimental' }] },
  ).optional(),
  balance: field(balance, 'Reports how evenly the arms come out').optional(),
  size: field(size, 'Number of patients; may be left out where quotas cover everybody').optional(),
  quotas: field(
    z.record(z.string(), z.union([count, z.array(count).min(1), quota])),
    'Numbers of patients by population, fixed or within bounds; a list fixes them from look to look, looks being at these patients. Without, subgroup sizes are random',
    {
      examples: [
        { 'EGFR+': 200, 'EGFR-': 100 },
        { 'tumour = colorectal': { 'at least': 12, until: 24 }, 'tumour = salivary': { 'at most': 12 } },
        { 'EGFR+': [40, 60], 'EGFR-': [60, 90] },
        { 'tumour = gastric': { from: 12, 'at least': 10 } },
      ],
    },
  ).optional(),
  'analyse at': field(timing, 'The only data cut: short for `looks: {at: [...]}`', {
    otherwise: 'when the last patient has been assessed; time-to-event endpoints have no default',
    examples: [{ events: 950 }],
  }).optional(),
  looks: field(
    z.strictObject({ at: field(z.array(timing).min(1), 'Data cuts in order'), ...monitoringShape }),
    'Several data cuts; without spending, bounds or futility they are analysed and stop nothing',
  ).optional(),
  multiplicity: field(
    multiplicitySchema,
    'Tests of one trial that share an alpha. Without it each test has its own',
    {
      examples: ['holm', { 'fixed sequence': ['M+', 'overall'], alpha: 0.025 }],
    },
  ).optional(),
  estimates: field(
    selectionEstimates,
    'Estimates beside the naive ones, for subgroups of which the best is picked at the end. Estimates that allow for looks, or for a selection at a look, need no word',
  ).optional(),
  tests: field(z.record(z.string(), test), 'Analyses by name', {
    examples: [{ overall: { of: 'PFS', by: 'log-rank' } }],
  }).optional(),
  alpha: field(alpha, 'Level of its tests, as sided', {
    unit: 'probability',
    otherwise: '0.025 one-sided, 0.05 two-sided',
  }).optional(),
  sided: field(sided, 'Its tests are one- or two-sided', { default: 1 }).optional(),
};

const trial = z.strictObject(trialShape).meta({
  id: 'Trial',
  description: "One of a design's parallel trials; takes over the design's keys where it has none of its own",
});

const expression = z.string().meta({
  id: 'Claim expression',
  description:
    'Parts joined by and, or, not, with parentheses: `reject TEST`, `reject TEST for harm` (z <= -bound), `strongest TEST of TEST, TEST` (largest z), `z of TEST >= NUMBER` (also >, <=, <; also `estimate of`, and `ratio of` for a hazard, odds or risk ratio), `claim LABEL` (in metrics and programs), `otherwise`. Tests of parallel trials are TRIAL/TEST',
  examples: ['reject M+ and not reject all', 'strongest A of A, B, C and z of A >= 1.28', 'otherwise'],
});

const promisedTo = field(
  population,
  'Whom it promises benefit: a population by true status, or `none`. With it the probabilities of a right claim, a false claim and missed benefit are reported',
  { examples: ['all', 'EGFR+', 'none'] },
);

export const claim = z.union([
  expression,
  z.strictObject({
    when: field(expression, 'When it holds'),
    for: promisedTo.optional(),
  }),
]);

/** An option of the sponsor: never mentions the truth. A marker means what the assay said. */
export const designSchema = z
  .strictObject({
    title: field(localText, 'Name in the report', { otherwise: "the design's key" }).optional(),
    preset: field(
      z.enum(PRESETS),
      'Writes usual keys, under those given: all-comers (enrol all), enrichment (enrol M+), stratified (enrol all, randomise within M+ and M-, test both), separate-trials (one trial in M+, one in M-)',
    ).optional(),
    marker: field(z.string(), 'Marker of the preset', { otherwise: 'the only marker' }).optional(),
    extends: field(
      z.string(),
      'Another design whose keys are taken over; tables are merged, but size, quotas, analyse at, looks, tests, multiplicity, estimates, claims, metrics, classify and trials are replaced whole; null removes',
    ).optional(),
    ...trialShape,
    claims: field(
      z.record(z.string(), claim),
      'What may be concluded, by label; looked at in order, the first that is true holds',
      {
        examples: [
          { everybody: 'reject overall', 'M+ only': 'reject M+ and not reject overall', none: 'otherwise' },
        ],
      },
    ).optional(),
    metrics: field(
      z.record(
        z.string(),
        z.union([
          expression,
          z.strictObject({
            weights: field(
              z.record(z.string(), z.number()),
              'What each of these is worth: a test counts where it is rejected, any other expression where it holds',
              { examples: [{ 'M+': 0.7, overall: 0.3 }] },
            ),
          }),
        ]),
      ),
      'Successes of your own: their probability is reported under their name; with weights the mean of what is reached, weighted power',
      {
        examples: [
          { 'at least one': 'reject overall or reject M+', value: { weights: { 'M+': 0.7, overall: 0.3 } } },
        ],
      },
    ).optional(),
    classify: field(
      z.strictObject({
        marker: field(z.string(), 'Marker that is put into a class', {
          otherwise: 'the only marker',
        }).optional(),
        of: field(z.string(), 'Endpoint on which the truth is read', {
          otherwise: 'the only endpoint tested',
        }).optional(),
        predictive: field(expression, 'When it is declared predictive', { otherwise: 'never' }).optional(),
        prognostic: field(expression, 'When it is declared prognostic', { otherwise: 'never' }).optional(),
        scale: field(
          z.enum(['risk difference', 'risk ratio', 'odds ratio']),
          'Binary endpoints: scale on which the effect of treatment is the same in M+ and M- or not',
          { otherwise: "that of the truth's effect; risk difference where it gives rates" },
        ).optional(),
      }),
      'Puts a marker into one of four classes (none, prognostic, predictive, both) and is judged by the truth: probability of the right class, of false predictive claims and of missed ones',
      { examples: [{ predictive: 'reject interaction', prognostic: 'reject prognostic' }] },
    ).optional(),
    trials: field(z.record(z.string(), trial), 'Trials run in parallel that make up the design').optional(),
  })
  .meta({ id: 'Design' });

export type TimingInput = z.infer<typeof timing>;
export type TestInput = z.infer<typeof test>;
export type TrialInput = z.infer<typeof trial>;
export type ClaimInput = z.infer<typeof claim>;
export type DesignInput = z.infer<typeof designSchema>;
