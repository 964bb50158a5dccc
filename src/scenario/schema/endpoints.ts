import { z } from 'zod';
import { byCell, field, finite, nonNegative, oneKeyOf, periods, positive, probability } from './shared.ts';

export const CURVE_KEYS = ['median', 'hazard', 'survival', 'weibull'] as const;
export const SPREAD_KEYS = ['median', 'scale'] as const;
export const TIME_EFFECT_KEYS = ['hazard ratio', 'experimental'] as const;
export const BINARY_EFFECT_KEYS = ['experimental', 'risk difference', 'odds ratio', 'risk ratio'] as const;
export const MEAN_EFFECT_KEYS = ['experimental', 'mean difference'] as const;
export const RATE_KEYS = ['rate', 'overall rate'] as const;
export const DROPOUT_KEYS = ['rate', 'probability'] as const;
export const KINDS = ['time-to-event', 'binary', 'continuous'] as const;

export const survivalPoint = z.strictObject({
  at: field(positive, 'Time since entry', { unit: 'months' }),
  value: field(z.number().gt(0).lt(1), 'Share still free of the event, cured patients included', {
    unit: 'probability',
  }),
});

const curve = oneKeyOf(
  z.strictObject({
    median: field(byCell(positive), 'Median of an exponential time', {
      unit: 'months',
      examples: [6.3, { 'EGFR+': 6.3, 'EGFR-': 5.5 }],
    }).optional(),
    hazard: field(byCell(periods(nonNegative)), 'Hazard, constant or by period since entry', {
      unit: 'per month',
      examples: [0.1, [{ until: 3, value: 0.05 }, { value: 0.1 }]],
    }).optional(),
    survival: field(
      byCell(z.union([survivalPoint, z.array(survivalPoint).min(1)])),
      'One point gives an exponential curve; several a piecewise exponential one, whose last hazard goes on',
      { examples: [{ at: 12, value: 0.6 }] },
    ).optional(),
    weibull: field(
      oneKeyOf(
        z.strictObject({
          shape: field(byCell(positive), 'Shape: below 1 the hazard falls, above 1 it rises'),
          median: field(byCell(positive), 'Median', { unit: 'months' }).optional(),
          scale: field(byCell(positive), 'Scale: the time at which 63.2 % have had the event', {
            unit: 'months',
          }).optional(),
        }),
        SPREAD_KEYS,
      ),
      'Weibull time: S(t) = exp(-(t / scale)^shape)',
      { examples: [{ shape: 1.2, median: 10 }] },
    ).optional(),
    cured: field(
      byCell(z.number().min(0).lt(1)),
      'Share that never has the event. Median, hazard and weibull are those of the others',
      {
        unit: 'probability',
        default: 0,
      },
    ).optional(),
  }),
  CURVE_KEYS,
).meta({ id: 'Curve', description: 'A time to event' });

const dropout = oneKeyOf(
  z.strictObject({
    rate: field(periods(nonNegative), 'Hazard of leaving, constant or by period since entry', {
      unit: 'per month',
      examples: [0.01],
    }).optional(),
    probability: field(
      z.number().min(0).lt(1),
      'Share that has left by the time `by` (constant hazard), were there no events',
      { unit: 'probability' },
    ).optional(),
    by: field(positive, 'Time since entry for `probability`', { unit: 'months' }).optional(),
  }),
  DROPOUT_KEYS,
);

/** What a standard deviation of each score multiplies, or adds. */
const ratioPerSd = (what: string) =>
  field(
    z.record(z.string(), positive),
    `By score: multiplies the ${what} for each standard deviation above 0`,
    { otherwise: 'none', examples: [{ risk: 1.5 }] },
  ).optional();
const shiftPerSd = (what: string) =>
  field(z.record(z.string(), finite), `By score: added to the ${what} for each standard deviation above 0`, {
    otherwise: 'none',
    examples: [{ risk: 2 }],
  }).optional();

const timeToEvent = oneKeyOf(
  z.strictObject({
    control: field(curve, 'Control arm', {
      otherwise: 'required; with `after` the experimental arm',
    }).optional(),
    after: field(
      z.string(),
      'Binary endpoint at whose assessment the time begins, in the patients alone who have it: the duration of a response. Tested in single arms against a fixed curve: who responds on one arm is not who responds on the other',
      { otherwise: 'none: from entry, in everybody', examples: ['ORR'] },
    ).optional(),
    'hazard ratio': field(
      byCell(periods(positive)),
      'Experimental : control, below 1 is benefit; by period since entry for delayed, crossing or fading effects. Acts on the patients not cured',
      { examples: [0.7, { 'EGFR+': 0.48, 'EGFR-': 2.85 }, [{ until: 3, value: 1 }, { value: 0.6 }]] },
    ).optional(),
    experimental: field(curve, 'Experimental arm, instead of a hazard ratio').optional(),
    'prognostic hazard ratio': field(
      byCell(positive),
      "Multiplies the control hazard: the marker's effect without treatment",
      {
        default: 1,
        examples: [{ 'EGFR+': 0.8, all: 1 }],
      },
    ).optional(),
    'prognostic hazard ratio per sd': ratioPerSd('control hazard'),
    'hazard ratio per sd': ratioPerSd('hazard ratio'),
    dropout: field(dropout, 'Leaving before the event, in either arm', { otherwise: 'none' }).optional(),
  }),
  TIME_EFFECT_KEYS,
);

const rate = z.strictObject({
  rate: field(byCell(probability), 'P(outcome)', { unit: 'probability', examples: [0.3] }),
});

const controlRate = oneKeyOf(
  z.strictObject({
    rate: field(byCell(probability), 'P(outcome), before the prognostic odds ratio', {
      unit: 'probability',
      examples: [0.3],
    }).optional(),
    'overall rate': field(
      z.number().gt(0).lt(1),
      'P(outcome) in the whole population, prognostic odds ratios included: they move the cells and not the whole',
      { unit: 'probability', examples: [0.15] },
    ).optional(),
  }),
  RATE_KEYS,
);

const assessedAt = field(nonNegative, 'Time from entry to assessment', {
  unit: 'months',
  default: 0,
}).optional();
const better = field(z.enum(['higher', 'lower']), 'Which direction is benefit', {
  default: 'higher',
}).optional();

const binary = oneKeyOf(
  z.strictObject({
    control: field(controlRate, 'Control arm'),
    experimental: field(rate, 'Experimental arm, instead of an effect').optional(),
    'risk difference': field(byCell(z.number().min(-1).max(1)), 'Experimental minus control').optional(),
    'odds ratio': field(byCell(positive), 'Experimental : control').optional(),
    'risk ratio': field(byCell(positive), 'Experimental : control').optional(),
    'prognostic odds ratio': field(
      byCell(positive),
      "Multiplies the control odds: the marker's effect without treatment",
      { default: 1 },
    ).optional(),
    'prognostic odds ratio per sd': ratioPerSd('control odds'),
    'odds ratio per sd': ratioPerSd('odds ratio'),
    'assessed at': assessedAt,
    better,
  }),
  BINARY_EFFECT_KEYS,
);

const continuous = oneKeyOf(
  z.strictObject({
    control: field(
      z.strictObject({
        mean: field(byCell(finite), 'Mean'),
        sd: field(byCell(positive), 'Standard deviation within a cell'),
      }),
      'Control arm (normal)',
    ),
    experimental: field(
      z.strictObject({
        mean: field(byCell(finite), 'Mean'),
        sd: field(byCell(positive), 'Standard deviation within a cell', {
          otherwise: 'that of control',
        }).optional(),
      }),
      'Experimental arm, instead of a difference',
    ).optional(),
    'mean difference': field(byCell(finite), 'Experimental minus control').optional(),
    'prognostic shift': field(
      byCell(finite),
      "Added to the control mean: the marker's effect without treatment",
      { default: 0 },
    ).optional(),
    'prognostic shift per sd': shiftPerSd('control mean'),
    'mean difference per sd': shiftPerSd('mean difference'),
    baseline: field(
      z.strictObject({
        correlation: field(
          z.number().gt(-1).lt(1),
          'Correlation of the covariate with the outcome within a cell and arm',
        ),
      }),
      'A baseline covariate with mean 0 and standard deviation 1',
      { otherwise: 'none' },
    ).optional(),
    'assessed at': assessedAt,
    better,
  }),
  MEAN_EFFECT_KEYS,
);

/** An endpoint: exactly one kind. */
export const endpoint = oneKeyOf(
  z.strictObject({
    'time-to-event': field(timeToEvent, 'Time to an event, with censoring').optional(),
    binary: field(binary, 'Yes or no').optional(),
    continuous: field(continuous, 'A measurement').optional(),
  }),
  KINDS,
).meta({ id: 'Endpoint', description: 'An endpoint and how the treatment acts on it' });

export type EndpointInput = z.infer<typeof endpoint>;
export type CurveInput = z.infer<typeof curve>;
