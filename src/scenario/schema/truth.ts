import { z } from 'zod';
import { endpoint } from './endpoints.ts';
import { byCell, count, field, finite, nonNegative, periods, positive, probability } from './shared.ts';

const assay = z
  .strictObject({
    sensitivity: field(byCell(probability), 'P(result + when truly +, evaluable); may differ by stratum', {
      unit: 'probability',
      default: 1,
      examples: [0.95],
    }).optional(),
    specificity: field(byCell(probability), 'P(result - when truly -, evaluable); may differ by stratum', {
      unit: 'probability',
      default: 1,
      examples: [0.98],
    }).optional(),
    unevaluable: field(byCell(probability), 'P(no result), whatever the true status; may differ by stratum', {
      unit: 'probability',
      default: 0,
      examples: [0.05],
    }).optional(),
    turnaround: field(
      byCell(nonNegative),
      'Time from screening to the result; patients who need the result are randomised after it. May differ by stratum',
      { unit: 'months', default: 0, examples: [0.5] },
    ).optional(),
  })
  .meta({ id: 'Assay', description: 'What the design sees of a marker' });

const prevalence = field(byCell(probability), 'P(truly +); may differ by stratum', {
  unit: 'probability',
  examples: [0.6, { 'tumour = lung': 0.3, all: 0.05 }],
});

const marker = z.strictObject({
  prevalence: prevalence.optional(),
  assay: field(assay, 'The assay; perfect and immediate where none is given').optional(),
});

const level = z
  .object({
    share: field(
      byCell(probability),
      'Share of the population; shares of a factor sum to 1. By levels of a factor that stands before it: a subtype within a tumour',
      { unit: 'probability', examples: [0.1, { 'tumour = salivary': 0.9, all: 0.3 }] },
    ).optional(),
    incidence: field(
      byCell(nonNegative),
      'New patients a year, or any other measure of how many there are: the share is this over the sum of the factor. In place of the share, in every level',
      { unit: 'patients', examples: [196000] },
    ).optional(),
  })
  .catchall(marker)
  .meta({
    description: "One level: its share or incidence, and by marker name the level's own prevalence and assay",
    examples: [{ share: 0.1, NTRK: { prevalence: 0.02, assay: { sensitivity: 0.85 } } }],
  });

const score = z
  .strictObject({
    auc: field(
      z.number().gt(0.5).lt(1),
      'Area under the ROC curve for the binary endpoint `of` on control: normal with SD 1 in those with and those without the outcome',
      { otherwise: 'a normal score, whose effects the endpoints give per standard deviation' },
    ).optional(),
    of: field(z.string(), 'Endpoint that the AUC speaks of', { otherwise: 'the only endpoint' }).optional(),
    mean: field(
      byCell(z.number().min(-4).max(4)),
      'Mean by markers and strata, with a standard deviation of 1 about it: how the score goes with them. Not with `auc`',
      { unit: 'standard deviations', default: 0, examples: [{ 'EGFR+': 0.8, all: 0 }] },
    ).optional(),
    reliability: field(
      z.number().gt(0).max(1),
      'It is measured with error: share of the variance of what is measured that is true. Cuts and covariates of the designs are of what is measured, effects of the true score',
      { unit: 'share', default: 1, examples: [0.8] },
    ).optional(),
    'error sd': field(
      nonNegative,
      'The same as standard deviation of the error, in standard deviations of the score',
      { default: 0, examples: [0.5] },
    ).optional(),
    turnaround: field(
      nonNegative,
      'Time from screening to the score, for patients who are selected or stratified by it',
      {
        unit: 'months',
        default: 0,
      },
    ).optional(),
  })
  .meta({ id: 'Score', description: 'A continuous score, cut at quantiles: risk >= q60' });

const enrolment = z.strictObject({
  'screened per month': field(
    periods(nonNegative),
    'Patients screened per month (were all relative rates 1), by calendar period',
    {
      unit: 'patients per month',
      examples: [85, [{ until: 6, value: 10 }, { value: 25 }]],
    },
  ),
  'relative rate': field(
    byCell(periods(nonNegative)),
    'Multiplies the rate at which patients of some strata come to be screened, constant or by calendar period: recruitment, ramps, late opening (0 at first), drift',
    {
      default: 1,
      examples: [
        { 'tumour = salivary': 0.8, 'tumour = colorectal': [{ until: 6, value: 0 }, { value: 0.3 }] },
      ],
    },
  ).optional(),
  'mix variation': field(
    z.strictObject({
      of: field(z.string(), 'Factor', { examples: ['tumour'] }),
      concentration: field(
        positive,
        'Sum of the Dirichlet parameters: the larger, the more alike are trials',
        {
          examples: [50],
        },
      ),
    }),
    "A factor's shares among the screened vary between trials: a Dirichlet distribution about the expected ones",
    { otherwise: 'every trial has the same expected mix' },
  ).optional(),
  arrivals: field(
    z.enum(['poisson', 'uniform', 'even']),
    'poisson: a Poisson process; uniform: as many as are screened, at independent times with density proportional to the rate; even: at equal distances',
    { default: 'poisson' },
  ).optional(),
});

/** One value for all endpoints, or a table by endpoint. */
const byEndpoint = <T extends z.ZodType>(value: T) => z.union([value, z.record(z.string(), value)]);

const externalCohort = z
  .strictObject({
    patients: field(count.max(10_000), 'Patients of the cohort', { examples: [120] }),
    mix: field(
      z.record(z.string(), nonNegative),
      'Weight of each population in the cohort; within a population its own mix',
      { otherwise: "the population's own mix", examples: [{ 'EGFR+': 0.2, 'EGFR-': 0.8 }] },
    ).optional(),
    records: field(
      z.array(z.string()),
      'Markers and factors whose values the cohort holds: what can be matched, standardised or weighted',
      { default: [] },
    ).optional(),
    drift: field(
      byEndpoint(finite),
      'Change in time: how outcomes of the cohort differ from the control arm of the truth, in patients of the same kind. An odds ratio (binary), hazard ratio (time-to-event) or difference of means (continuous); where the truth has several kinds of endpoint, by endpoint',
      { otherwise: 'none', examples: [0.8, { PFS: 1.2, QoL: -2 }] },
    ).optional(),
    'unmeasured shift': field(
      byEndpoint(finite),
      'The same by differences between the patients that nobody recorded, so that no adjustment takes them out; multiplies (adds to) the drift',
      { otherwise: 'none', examples: [0.9] },
    ).optional(),
    'between-trial sd': field(
      byEndpoint(nonNegative),
      'Standard deviation of a further random shift of the log odds, log hazard or mean of the cohort, drawn once a replicate',
      { default: 0, examples: [0.2] },
    ).optional(),
    'follow-up': field(
      z.union([positive, z.tuple([nonNegative, positive])]),
      'Time-to-event: months for which each patient of the cohort was followed; of a pair, uniform between the two',
      { unit: 'months', otherwise: 'until event or dropout', examples: [24, [12, 36]] },
    ).optional(),
  })
  .meta({ id: 'ExternalCohort', description: 'Patients under control outside the trial' });

const costs = z.strictObject({
  screened: field(nonNegative, 'Per patient screened', { unit: 'cost units', default: 0 }).optional(),
  randomised: field(nonNegative, 'Per patient randomised', { unit: 'cost units', default: 0 }).optional(),
  month: field(nonNegative, 'Per calendar month until the analysis', {
    unit: 'cost units',
    default: 0,
  }).optional(),
  event: field(nonNegative, 'Per event observed', { unit: 'cost units', default: 0 }).optional(),
});

/** The assumptions: never mentions a design. A marker means its true status. */
export const truthSchema = z.strictObject({
  markers: field(
    z.record(z.string(), marker),
    'Binary markers by name (letters, digits, _, inner - or space)',
    {
      examples: [{ EGFR: { prevalence: 0.6 } }],
    },
  ).optional(),
  scores: field(
    z.record(z.string(), score),
    'Continuous scores by name, independent of markers and strata unless their mean depends on them. What a score does stands at the endpoints, per standard deviation or by population',
    { examples: [{ risk: { auc: 0.7, of: 'event' } }] },
  ).optional(),
  strata: field(
    z.record(z.string(), z.record(z.string(), level)),
    'Factors by name, each with its levels and their shares or incidences; a share may depend on the levels of a factor above it (a subtype within a tumour), else factors are independent',
    { examples: [{ tumour: { lung: { share: 0.4 }, colon: { share: 0.6 } } }] },
  ).optional(),
  enrolment: field(enrolment, 'How patients come'),
  'target mix': field(
    z.union([z.literal('from incidence and prevalence'), z.record(z.string(), nonNegative)]),
    'Share of each population in the mix that the treatment is meant for, or relative weights of which one is above 1; within a population its own mix times the need. For the estimand "overall at the target mix"',
    { otherwise: "the population's own mix times the need", examples: [{ 'EGFR+': 0.3, 'EGFR-': 0.7 }] },
  ).optional(),
  'treatment need': field(
    byCell(nonNegative),
    'Weight of a patient in the target mix, for instance the share who have no other treatment',
    { default: 1, examples: [{ 'tumour = colorectal': 0.5, all: 1 }] },
  ).optional(),
  endpoints: field(z.record(z.string(), endpoint), 'Endpoints by name, each of one kind'),
  correlations: field(
    z.record(z.string(), z.number().gt(-1).lt(1)),
    'Correlation of two endpoints in a patient, of his kind and in his arm: of their normal scores (Gaussian copula), positive where longer times, responses and larger values go together. Pairs not named have 0',
    { default: {}, examples: [{ 'PFS & OS': 0.6 }] },
  ).optional(),
  worthwhile: field(
    z.record(z.string(), z.number()),
    'Smallest effect that counts as benefit, by endpoint: an average hazard ratio, or a difference of probabilities or means in the better direction. Patients benefit who reach it on every endpoint named here. Where claims are of non-inferiority it lies on the side of harm: a hazard ratio above 1, a difference below 0',
    { otherwise: 'any benefit on the endpoint tested', examples: [{ PFS: 0.8 }] },
  ).optional(),
  'external cohorts': field(
    z.record(z.string(), externalCohort),
    'Cohorts by name, for tests `against: {cohort: NAME}`',
  ).optional(),
  costs: field(costs, 'Unit costs').optional(),
});

export type TruthInput = z.infer<typeof truthSchema>;
export type MarkerInput = z.infer<typeof marker>;
export type AssayInput = z.infer<typeof assay>;
