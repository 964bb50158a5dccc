import { z } from 'zod';
import { endpoint } from './endpoints.ts';
import { byCell, field, nonNegative, periods, probability } from './shared.ts';

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
    share: field(probability, 'Share of the screened population; shares of a factor sum to 1', {
      unit: 'probability',
    }),
  })
  .catchall(marker)
  .meta({
    description: "One level: its share, and by marker name the level's own prevalence and assay",
    examples: [{ share: 0.1, NTRK: { prevalence: 0.02, assay: { sensitivity: 0.85 } } }],
  });

const enrolment = z.strictObject({
  'screened per month': field(periods(nonNegative), 'Patients screened per month, by calendar period', {
    unit: 'patients per month',
    examples: [85, [{ until: 6, value: 10 }, { value: 25 }]],
  }),
  arrivals: field(
    z.enum(['poisson', 'uniform', 'even']),
    'poisson: a Poisson process; uniform: as many as are screened, at independent times with density proportional to the rate; even: at equal distances',
    { default: 'poisson' },
  ).optional(),
});

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
  strata: field(
    z.record(z.string(), z.record(z.string(), level)),
    'Factors by name, each with its levels; factors are independent of each other',
    { examples: [{ tumour: { lung: { share: 0.4 }, colon: { share: 0.6 } } }] },
  ).optional(),
  enrolment: field(enrolment, 'How patients come'),
  'intended mix': field(
    z.record(z.string(), nonNegative),
    'Weight of each population in the mix that the treatment is meant for; within a population its own mix. For the estimand "overall at the intended mix"',
    { otherwise: "the population's own mix", examples: [{ 'EGFR+': 0.3, 'EGFR-': 0.7 }] },
  ).optional(),
  endpoints: field(z.record(z.string(), endpoint), 'Endpoints by name, each of one kind'),
  costs: field(costs, 'Unit costs').optional(),
});

export type TruthInput = z.infer<typeof truthSchema>;
export type MarkerInput = z.infer<typeof marker>;
export type AssayInput = z.infer<typeof assay>;
