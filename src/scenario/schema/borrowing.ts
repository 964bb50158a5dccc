import { z } from 'zod';
import { count, field, finite, nonNegative, positive, probability } from './shared.ts';

const beta = z.tuple([positive, positive]);

const normal = z.strictObject({
  mean: field(finite, 'Mean, on the logit scale'),
  sd: field(positive, 'Standard deviation, on the logit scale'),
});

export const TAU_KEYS = ['half-normal', 'uniform', 'inverse-gamma', 'fixed'] as const;

const spread = z
  .strictObject({
    'half-normal': field(positive, 'Scale of a half-normal law').optional(),
    uniform: field(positive, 'Upper end of a uniform law').optional(),
    'inverse-gamma': field(
      z.strictObject({ shape: field(positive, 'Shape'), scale: field(positive, 'Scale') }),
      'Of the variance',
    ).optional(),
    fixed: field(nonNegative, 'A value that is known').optional(),
  })
  .meta({
    id: 'Spread',
    description: 'Prior of the standard deviation between levels, on the logit scale',
    exactlyOneOf: TAU_KEYS,
  });

export const WEIGHT_KEYS = ['divergence', 'calibrated', 'marginal-likelihood', 'hellinger', 'fixed'] as const;

const weight = z
  .strictObject({
    divergence: field(
      z.strictObject({
        epsilon: field(positive, 'Power of 1 - divergence', { default: 2 }).optional(),
        tau: field(probability, 'Weights at or below this are 0', { default: 0 }).optional(),
        base: field(z.union([z.literal('e'), z.literal(2)]), 'Base of the logarithm', {
          default: 'e',
        }).optional(),
      }),
      'Jensen-Shannon divergence of the posteriors',
    ).optional(),
    calibrated: field(
      z.strictObject({ a: field(finite, 'Intercept'), b: field(finite, 'Slope') }),
      '1 / (1 + exp(a + b log S)), S the distance of the observed rates',
    ).optional(),
    'marginal-likelihood': field(z.literal(true), 'The power of the largest marginal likelihood').optional(),
    hellinger: field(
      z.literal(true),
      '1 less the Hellinger distance of the likelihoods (adaptive power prior)',
    ).optional(),
    fixed: field(probability, 'This power').optional(),
  })
  .meta({
    id: 'BorrowingWeight',
    description: 'Power that the data of another level are taken to',
    exactlyOneOf: WEIGHT_KEYS,
  });

export const GLOBAL_KEYS = ['spread', 'divergence', 'fixed'] as const;

const global = z
  .strictObject({
    spread: field(positive, 'Epsilon of the weight by the spread of the observed rates').optional(),
    divergence: field(
      positive,
      'Epsilon: (1 - Jensen-Shannon divergence of the posteriors of all levels)^epsilon',
    ).optional(),
    fixed: field(probability, 'This weight').optional(),
  })
  .meta({
    id: 'GlobalWeight',
    description: 'Weight by the data of all levels, times the weight of every pair',
    exactlyOneOf: GLOBAL_KEYS,
  });

const exchangeablePart = z.strictObject({
  weight: field(probability, 'Prior probability of belonging here'),
  mu: field(normal, 'Mean of the levels that belong').optional(),
  tau: field(spread, 'Standard deviation between them').optional(),
});

/** Options of the analyses of all levels of a factor together; which go with which is checked where a test is read. */
export const borrowing = z
  .strictObject({
    prior: field(beta, 'Beta prior: pooled, fujikawa, power-prior, mem, prune-and-pool', {
      otherwise: "the method's own",
      examples: [[0.5, 0.5]],
    }).optional(),
    epsilon: field(positive, 'fujikawa: power of 1 - divergence', { default: 2 }).optional(),
    tau: field(
      z.union([probability, spread]),
      'fujikawa: weights at or below this are 0; bhm, robust-map: prior of the standard deviation between levels',
      { otherwise: '0; half-normal of scale 1' },
    ).optional(),
    base: field(z.union([z.literal('e'), z.literal(2)]), 'fujikawa: base of the logarithm', {
      default: 'e',
    }).optional(),
    weight: field(
      z.union([probability, weight]),
      'power-prior: power of the others; robust-map: prior probability that the others apply',
      { otherwise: 'calibrated: {a: 1, b: 1}; 0.5' },
    ).optional(),
    global: field(
      z.union([positive, global]),
      'fujikawa, power-prior: weight by all levels, times every other; a number is the epsilon of `spread`',
      { otherwise: '1', examples: [2.5, { divergence: 2 }] },
    ).optional(),
    limited: field(
      z.boolean(),
      'power-prior: a level takes at most as many patients from another as it has itself',
      { default: false },
    ).optional(),
    donors: field(z.array(z.string()).min(1), 'power-prior, robust-map: levels that only give', {
      otherwise: 'all borrow from all',
      examples: [['adult']],
    }).optional(),
    sources: field(
      z
        .array(
          z.strictObject({
            patients: field(count, 'Patients'),
            responders: field(z.int().min(0), 'Those of them with the outcome'),
          }),
        )
        .min(1),
      'robust-map: data from outside the trial that every level borrows from: adults, an earlier trial',
      { otherwise: 'none', examples: [[{ patients: 60, responders: 36 }]] },
    ).optional(),
    mu: field(normal, 'bhm, cbhm, robust-map: prior of the mean', {
      otherwise: 'worth one patient at the mean rate held against',
    }).optional(),
    exchangeable: field(
      z.union([z.number().gt(0).lt(1), z.array(exchangeablePart).min(1).max(2)]),
      'mem: prior probability that two levels are alike; exnex: the laws that levels may share',
      { otherwise: '0.5; one law of weight 0.5' },
    ).optional(),
    alone: field(normal, 'exnex: prior of a level that stands alone', {
      otherwise: 'worth one patient at the mean rate held against',
    }).optional(),
    a: field(finite, 'cbhm: tau squared is exp(a + b log T), T the statistic of homogeneity').optional(),
    b: field(positive, 'cbhm: see a').optional(),
    vague: field(beta, 'robust-map: beta prior where the others do not apply', {
      default: [1, 1],
    }).optional(),
    over: field(z.enum(['pairs', 'partitions']), 'mem: patterns of levels that are alike', {
      otherwise: 'pairs up to six levels, partitions beyond; pairs can be asked for up to eight',
    }).optional(),
    prune: field(
      probability,
      'prune-and-pool: posterior probability below which a level is pruned; fujikawa, power-prior: levels with fewer responders than would be claimed at this posterior probability, were as many seen in every level, neither give nor take',
      { otherwise: '0.3; none is pruned', examples: [0.95] },
    ).optional(),
    level: field(probability, 'prune-and-pool: of the test of homogeneity', { default: 0.2 }).optional(),
    test: field(z.enum(['fisher', 'chi-square']), 'prune-and-pool: test of homogeneity', {
      default: 'fisher',
    }).optional(),
  })
  .meta({ id: 'Borrowing', description: 'Options of a basket analysis' });

export type BorrowingInput = z.infer<typeof borrowing>;
