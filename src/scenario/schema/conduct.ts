// Long because it is a list: every key of multiplicity and looks with its documentation.

import { z } from 'zod';
import { count, field, nonNegative, oneKeyOf, positive } from './shared.ts';

/** Procedures that need no more than their name. */
const PLAIN_PROCEDURES = ['none', 'bonferroni', 'holm', 'hochberg', 'hommel'] as const;

/** Keys of which a table `multiplicity` has one. */
export const PROCEDURE_KEYS = [
  ...PLAIN_PROCEDURES,
  'fixed sequence',
  'fallback',
  'graph',
  'closed',
  'overall and subgroup',
  'mast',
  'interaction gated',
] as const;

const CLOSED_TESTS = ['bonferroni', 'simes', 'sidak', 'dunnett', 'spiessens-debois', 'parametric'] as const;

/** A key that may stand without a value, and then is true. */
const flag = z.union([z.boolean(), z.null()]);

const testName = z.string();
const shares = z.record(z.string(), z.number());
const level = z.number();

const weighted = (description: string) =>
  field(
    z.strictObject({
      weights: field(shares, 'Share of alpha by test', {
        otherwise: 'equal',
        examples: [{ overall: 0.8, 'M+': 0.2 }],
      }).optional(),
    }),
    description,
  ).optional();

const plain = (description: string) => field(z.strictObject({}), description).optional();

const intersectionTest = field(
  z.enum(['bonferroni', 'simes', 'parametric']),
  'Test of the intersections; simes needs positive dependence, parametric the correlation, which follows from planned information',
  { default: 'bonferroni' },
).optional();

const transition = z.union([z.number(), z.enum(['epsilon', '1 - epsilon'])]);

/** What `multiplicity` takes. */
export const multiplicitySchema = z
  .union([
    z.enum(PLAIN_PROCEDURES),
    z
      .strictObject({
        none: plain('Every test at full alpha: no control over the family'),
        bonferroni: weighted('Each test at its own share of alpha'),
        holm: weighted('Bonferroni, step down: what is rejected leaves its alpha to the others'),
        hochberg: plain('Step up, for positively dependent tests'),
        hommel: plain('Closed Simes test with equal weights, for positively dependent tests'),
        'fixed sequence': field(
          z.array(testName).min(1),
          'Tests in this order, each at full alpha, up to the first that is not rejected',
          { examples: [['M+', 'overall']] },
        ).optional(),
        fallback: field(
          z.strictObject({
            order: field(z.array(testName).min(1), 'Tests in the order in which alpha is passed on', {
              otherwise: 'that of the weights',
            }).optional(),
            weights: field(shares, 'Share of alpha by test', { examples: [{ overall: 0.8, 'M+': 0.2 }] }),
            exhaustive: field(z.boolean(), 'The last passes its alpha back', {
              default: false,
            }).optional(),
          }),
          'Tests in order, each at its own share and what the one before it leaves',
        ).optional(),
        graph: field(
          z.strictObject({
            weights: field(shares, 'Share of alpha by test', { examples: [{ overall: 0.2, 'M+': 0.8 }] }),
            transitions: field(
              z.record(z.string(), z.record(z.string(), transition)),
              'Share of the alpha of a rejected test (row) that goes to another; a number, epsilon or 1 - epsilon',
              { examples: [{ overall: { 'M+': 1 }, 'M+': { overall: 1 } }] },
            ),
            test: intersectionTest,
          }),
          'Graphical procedure (Bretz et al. 2009); with looks that of Maurer & Bretz (2013)',
        ).optional(),
        closed: field(
          z.union([
            z.enum(CLOSED_TESTS),
            z.strictObject({
              table: field(
                z.record(z.string(), shares),
                'Weights of every set of tests, named by its tests joined by &',
                {
                  examples: [
                    {
                      overall: { overall: 1 },
                      'M+': { 'M+': 1 },
                      'overall & M+': { overall: 0.8, 'M+': 0.2 },
                    },
                  ],
                },
              ),
              test: intersectionTest,
            }),
          ]),
          'Closed test: all intersections by one method with equal weights (dunnett, spiessens-debois, parametric: with the known correlation), or by a table of weights',
          { examples: ['spiessens-debois'] },
        ).optional(),
        'overall and subgroup': field(
          z.strictObject({
            overall: field(testName, 'Test of all'),
            subgroup: field(testName, 'Test of the subgroup'),
            'overall level': field(
              level,
              'Level of the overall test; the subgroup gets what the correlation leaves',
              {
                unit: 'probability',
                examples: [0.02],
              },
            ).optional(),
            weights: field(shares, 'Or the ratio of the two levels, by test', {
              otherwise: 'equal',
            }).optional(),
            step: field(
              z.enum(['closed', 'single']),
              'closed: when one is rejected, the other is tested at full alpha',
              { default: 'closed' },
            ).optional(),
          }),
          'Overall and subgroup with the correlation of the information seen (Spiessens & Debois 2010)',
        ).optional(),
        mast: field(
          z.strictObject({
            positive: field(testName, 'Test of M+'),
            negative: field(testName, 'Test of M-'),
            overall: field(testName, 'Test of all'),
            'positive level': field(level, 'Level of the test of M+', {
              unit: 'probability',
              examples: [0.022],
            }),
          }),
          'Marker sequential test (Freidlin, Korn & Gray 2014)',
        ).optional(),
        'interaction gated': field(
          z.strictObject({
            overall: field(testName, 'Test of all'),
            positive: field(testName, 'Test of M+'),
            interaction: field(testName, 'Test of the interaction'),
            gate: field(level, 'One-sided level of the interaction test', {
              unit: 'probability',
              examples: [0.1],
            }),
            unadjusted: field(z.boolean(), 'Full alpha behind the gate, as is often done: not controlled', {
              default: false,
            }).optional(),
          }),
          'M+ is tested where the interaction passes the gate, else all',
        ).optional(),
        of: field(z.array(testName).min(1), 'Tests of the family, where the procedure does not name them', {
          otherwise: 'all',
        }).optional(),
        alpha: field(z.number(), 'Of the family, as its tests are sided', {
          unit: 'probability',
          otherwise: "the design's",
        }).optional(),
        combine: field(
          z.enum(['inverse-normal', 'fisher', 'conditional-error']),
          'How p-values of stages are combined',
        ).optional(),
        stages: field(
          z.enum(['patients', 'increments']),
          'Data of a stage. patients: its own patients, for time-to-event followed as fixed before; increments: what the look adds to the statistics, valid where only they decided on the next stage',
          { otherwise: 'increments for time-to-event, else patients' },
        ).optional(),
        'first stage events': field(
          count,
          'With stages of patients and a time-to-event endpoint: the patients randomised before the selection are followed to this many events, the later ones to the others that the final look waits for',
          { examples: [200] },
        ).optional(),
        fractions: field(
          z.array(z.number().gt(0).max(1)).min(2),
          'Planned shares of the information by look, from which weights and bounds of combined stages follow',
          { otherwise: 'those of the events or patients that the looks wait for', examples: [[0.4, 1]] },
        ).optional(),
        insist: field(z.boolean(), 'Run it although an assumption fails or is not shown', {
          default: false,
        }).optional(),
      })
      .meta({
        id: 'Multiplicity',
        description: 'Several tests that share an alpha',
        exactlyOneOf: PROCEDURE_KEYS,
      }),
  ])
  .meta({ description: 'Several tests that share an alpha: a procedure by name, or with its options' });

const SPENDING_KEYS = ['hwang-shih-decani', 'kim-demets', 'user'] as const;
const FUTILITY_KEYS = [
  'z below',
  'conditional power below',
  'predictive power below',
  'hazard ratio above',
  'effect below',
  'posterior probability below',
  'predictive probability below',
  'beta spending',
] as const;
const RULE_KEYS = ['r best', 'epsilon', 'threshold'] as const;
const BOUNDS_KEYS = [
  'wang-tsiatis',
  'haybittle-peto',
  'posterior probability',
  'predictive probability',
] as const;

const spending = z
  .union([
    z.enum(['lan-demets-obrien-fleming', 'lan-demets-pocock']),
    oneKeyOf(
      z.strictObject({
        'hwang-shih-decani': field(z.number(), 'Gamma: -4 is near O’Brien & Fleming, 1 near Pocock', {
          examples: [-4],
        }).optional(),
        'kim-demets': field(positive, 'Rho: alpha t^rho', { examples: [2] }).optional(),
        user: field(z.array(z.number().min(0)).min(1), 'Cumulative alpha by look', {
          examples: [[0.005, 0.025]],
        }).optional(),
      }),
      SPENDING_KEYS,
    ),
  ])
  .meta({ description: 'How alpha is spent with information' });

const futility = oneKeyOf(
  z.strictObject({
    'z below': field(z.number(), 'z at or below', { examples: [0] }).optional(),
    'conditional power below': field(
      z.number().gt(0).lt(1),
      'Conditional power at or below, at the trend of the data',
      { unit: 'probability', examples: [0.1] },
    ).optional(),
    'predictive power below': field(z.number().gt(0).lt(1), 'Predictive power (flat prior) at or below', {
      unit: 'probability',
      examples: [0.1],
    }).optional(),
    'hazard ratio above': field(positive, 'Estimated hazard ratio at or above', {
      examples: [1],
    }).optional(),
    'effect below': field(
      z.number(),
      'Estimated effect (difference or log ratio, positive where the experimental arm is better) at or below',
      { examples: [0] },
    ).optional(),
    'posterior probability below': field(
      z.number().gt(0).lt(1),
      'Posterior probability of benefit at or below; of tests without a prior it is taken from z',
      { unit: 'probability', examples: [0.05] },
    ).optional(),
    'predictive probability below': field(
      z.number().gt(0).lt(1),
      'With `close`: probability below this that the level will have, with its planned patients, the responders that it would be claimed with alone, given the data of all levels (pooled, fujikawa, power-prior, prune-and-pool)',
      { unit: 'probability', examples: [0.1] },
    ).optional(),
    'beta spending': field(
      z.strictObject({
        spending: field(spending, 'How beta is spent'),
        power: field(z.number().gt(0).lt(1), 'Power that the trial is planned for', { examples: [0.9] }),
      }),
      'Bounds that spend beta, for the effect at which the power is as planned',
    ).optional(),
    of: field(z.array(testName).min(1), 'Tests that it may drop', {
      otherwise: 'all of the family',
    }).optional(),
    at: field(z.array(count).min(1), 'Looks from 1', { otherwise: 'all but the last' }).optional(),
    binding: field(flag, 'It must be obeyed, so that efficacy bounds may be lower for it', {
      default: false,
    }).optional(),
    'non-binding': field(flag, 'The same the other way round: alpha is kept also where it is not obeyed', {
      default: true,
    }).optional(),
  }),
  FUTILITY_KEYS,
);

const select = z
  .strictObject({
    after: field(count, 'At this look, from 1', { default: 1 }).optional(),
    from: field(z.array(z.string()).min(1), 'Tests, or the populations that they are in', {
      examples: [['all', 'KRASwt+']],
    }),
    by: field(
      z.enum(['estimate', 'z', 'conditional power', 'predictive power', 'posterior probability']),
      'What is compared',
      { default: 'estimate' },
    ).optional(),
    rule: field(
      z.union([
        z.enum(['best', 'all']),
        oneKeyOf(
          z.strictObject({
            'r best': field(count, 'So many').optional(),
            epsilon: field(nonNegative, 'All within this of the best', { examples: [0.1] }).optional(),
            threshold: field(z.number(), 'All that reach this').optional(),
          }),
          RULE_KEYS,
        ),
      ]),
      'Who goes on',
      { default: 'best' },
    ).optional(),
    recruit: field(z.enum(['selected', 'all']), 'Who is recruited from then on', {
      default: 'selected',
    }).optional(),
    reassess: field(
      z.strictObject({
        'conditional power': field(z.number().gt(0).lt(1), 'To be reached at the trend of the data', {
          unit: 'probability',
          examples: [0.9],
        }),
        'at most': field(count, 'Events or patients of the final look, never fewer than planned', {
          examples: [480],
        }),
      }),
      'The final look waits for as many events (patients) as the conditional power of the widest population that goes on needs',
      { examples: [{ 'conditional power': 0.9, 'at most': 480 }] },
    ).optional(),
  })
  .meta({ id: 'Selection', description: 'Populations that go on after a look' });

const close = z
  .strictObject({
    tests: field(z.string(), 'Test `in: each FACTOR` that decides on its levels', {
      otherwise: 'the only one',
      examples: ['by tumour'],
    }).optional(),
    places: field(
      z.enum(['lost', 'to others']),
      'Places of a closed level. lost: its patients are not replaced; to others: they go to levels that are open, as far as quotas allow',
      { default: 'lost' },
    ).optional(),
    're-open': field(
      flag,
      'A level that was dropped is recruited again where a later look would not drop it',
      {
        default: false,
      },
    ).optional(),
    pause: field(
      flag,
      'Recruitment rests from the patient that a look waits for until he is assessed; whoever comes meanwhile is not enrolled',
      { default: false },
    ).optional(),
  })
  .meta({
    id: 'Closing',
    description: 'Levels of a factor (baskets) are recruited until their test is rejected or dropped',
  });

/** What `looks` takes besides the times. */
export const monitoringShape = {
  spending: field(spending, 'Alpha is spent over the looks; a test that reaches its bound is rejected', {
    examples: ['lan-demets-obrien-fleming'],
  }).optional(),
  bounds: field(
    z.union([
      z.enum(['obrien-fleming', 'pocock']),
      oneKeyOf(
        z.strictObject({
          'wang-tsiatis': field(z.number(), 'Shape: 0 is O’Brien & Fleming, 0.5 Pocock', {
            examples: [0.25],
          }).optional(),
          'haybittle-peto': field(positive, 'z at every look before the last', {
            examples: [3],
          }).optional(),
          'posterior probability': field(
            z.number().gt(0.5).lt(1),
            'Posterior probability of benefit that rejects at every look before the last; at the last the level of the test holds',
            { unit: 'probability', examples: [0.99] },
          ).optional(),
          'predictive probability': field(
            z.number().gt(0).lt(1),
            'With `close`: predictive probability (see futility) that claims a level at every look before the last',
            { unit: 'probability', examples: [0.95] },
          ).optional(),
        }),
        BOUNDS_KEYS,
      ),
    ]),
    'Instead of spending: bounds for the planned information',
    { examples: ['obrien-fleming'] },
  ).optional(),
  information: field(
    z.enum(['actual', 'planned']),
    'Fractions of information (of what is expected at the last look): those seen, or those planned',
    { otherwise: 'actual; with bounds planned' },
  ).optional(),
  futility: field(z.union([futility, z.array(futility).min(1)]), 'When a test is dropped at a look', {
    examples: [{ 'conditional power below': 0.1 }],
  }).optional(),
  'stop when': field(z.string(), 'The trial stops at a look where this holds', {
    otherwise: 'when every test of the family is rejected or dropped',
    examples: ['reject overall'],
  }).optional(),
  select: field(select, 'Adaptive enrichment').optional(),
  close: field(z.union([close, z.null()]), 'Baskets: a level is closed once its test is decided', {
    examples: [{ places: 'lost', pause: true }],
  }).optional(),
};

export { BOUNDS_KEYS, FUTILITY_KEYS, RULE_KEYS, SPENDING_KEYS };

export type MultiplicityInput = z.infer<typeof multiplicitySchema>;
export type SpendingInput = z.infer<typeof spending>;
export type FutilityInput = z.infer<typeof futility>;
export type SelectInput = z.infer<typeof select>;
