import { z } from 'zod';
import { PRIOR_POINTS } from '../priorLaws.ts';
import { field, oneKeyOf, positive } from './shared.ts';

/** Laws of which a prior has one. */
export const PRIOR_LAWS = ['normal', 'log-normal', 'logit-normal', 'uniform'] as const;

const law = oneKeyOf(
  z.strictObject({
    normal: field(
      z.strictObject({ mean: field(z.number(), 'Mean'), sd: field(positive, 'Standard deviation') }),
      'Normal',
    ).optional(),
    'log-normal': field(
      z.strictObject({
        median: field(positive, 'Median'),
        sd: field(positive, 'Standard deviation of the logarithm'),
      }),
      'Of a positive number, for instance a hazard ratio',
      { examples: [{ median: 0.7, sd: 0.2 }] },
    ).optional(),
    'logit-normal': field(
      z.strictObject({
        median: field(z.number().gt(0).lt(1), 'Median', { unit: 'probability' }),
        sd: field(positive, 'Standard deviation of the log odds'),
      }),
      'Of a probability, for instance a prevalence or a rate',
    ).optional(),
    uniform: field(
      z.strictObject({ from: field(z.number(), 'Lower end'), to: field(z.number(), 'Upper end') }),
      'Uniform',
    ).optional(),
    points: field(
      z.union(PRIOR_POINTS.map((n) => z.literal(n))),
      'Values that stand for it: points of a Gauss rule, which become an axis of the sweep',
      { default: 7 },
    ).optional(),
  }),
  PRIOR_LAWS,
);

/** What `prior` takes. */
export const priorSchema = z.record(z.string(), z.union([z.array(z.number().min(0)).min(1), law])).meta({
  description:
    'How likely the truths are: by path the weights of its swept values (of values zipped together at any one of their paths), adding up to 1; or a law, whose points are then swept. Results are also averaged over it: power becomes assurance',
  examples: [
    {
      'truth.endpoints.PFS.time-to-event.hazard ratio.EGFR+': { 'log-normal': { median: 0.7, sd: 0.2 } },
      'truth.markers.EGFR.prevalence': [0.25, 0.5, 0.25],
    },
  ],
});

export type PriorInput = z.infer<typeof priorSchema>;
