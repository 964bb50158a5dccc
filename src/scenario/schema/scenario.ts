import { z } from 'zod';
import { designSchema } from './designs.ts';
import { priorSchema } from './prior.ts';
import { programSchema } from './programs.ts';
import { count, field, localText, positive } from './shared.ts';
import { truthSchema } from './truth.ts';

const CHARTS = [
  'power',
  'bias',
  'coverage',
  'claims',
  'classes',
  'programs',
  'timeline',
  'winners-curse',
  'estimates',
  'familywise-error',
  'efficiency',
  'truth',
  'duration',
  'looks',
  'procedures',
  'balance',
  'heat-map',
  'bias-map',
  'contrast',
  'selection',
  'levels',
  'baskets',
  'mix',
  'enrolment',
  'shrinkage',
  'exchangeability',
  'decisions',
] as const;
const PRECISION_METRICS = [
  'power',
  'bias',
  'coverage',
  'claim probability',
  'familywise error',
  'disjunctive power',
  'conjunctive power',
] as const;

const ANSWER_METRICS = [
  'power',
  'bias',
  'relative bias',
  'coverage',
  'mean estimate',
  'type M error',
  'type S error',
  'claim probability',
  'right claim probability',
  'false claim probability',
  'missed benefit probability',
  'right class probability',
  'false predictive claim',
  'missed predictive marker',
  'familywise error',
  'disjunctive power',
  'conjunctive power',
  'right set',
  'correct decisions',
  'false pan-tumour claim',
  'success probability',
  'replication probability',
  'randomised',
  'screened',
  'marker-negative exposed',
  'months to analysis',
  'cost',
] as const;

const answerPart = z.strictObject({
  metric: field(
    z.enum(ANSWER_METRICS),
    'What is told, with its Monte Carlo interval, of every design and program that has it',
  ),
  of: field(z.string(), 'A test, claim, metric or outcome', {
    otherwise: 'the whole trial',
    examples: ['overall'],
  }).optional(),
  estimand: field(z.string(), 'What a bias or coverage is held against, as the results name it', {
    otherwise: 'the first',
    examples: ['all (target mix)'],
  }).optional(),
  given: field(z.string(), 'Only of the trials that end with this claim', {
    otherwise: 'all trials',
  }).optional(),
  at: field(
    z.record(z.string(), z.union([z.number(), z.string()])),
    'The truth: swept values, by their column in the results; the others as in the file',
    { examples: [{ prevalence: 0.3 }] },
  ).optional(),
  reaches: field(
    z.strictObject({
      along: field(z.string(), 'The swept value that is walked, by its column in the results', {
        examples: ['unmeasured shift'],
      }),
      'as at': field(
        z.record(z.string(), z.union([z.number(), z.string()])),
        'The truth whose value is to be reached: swept values; the others as in the file',
        { examples: [{ 'hazard ratio': 0.6 }] },
      ),
    }),
    'Told instead: between which values of a sweep it comes to what it is at another truth, beyond Monte Carlo error',
    { otherwise: 'the value is told' },
  ).optional(),
  as: field(localText, 'What the answer calls the number, in the words of the question', {
    otherwise: 'the name of the metric, with what it is of',
    examples: ['A drug that works in children is found'],
  }).optional(),
});

const guideline = z.union([
  z.string(),
  z.strictObject({
    clause: field(z.string(), 'Clause', { examples: ['BM-4.3.1'] }),
    title: field(localText, 'Its title').optional(),
  }),
]);

const values = z.array(z.unknown()).min(1);
const zip = z.record(z.string(), values);

const sweep = z
  .object({
    zip: field(
      z.union([zip, z.array(zip)]),
      'Paths whose values are walked together as one axis; a list makes several such axes',
    ).optional(),
  })
  .catchall(values)
  .meta({
    description:
      'Values by path (keys joined by dots, from `truth` or `designs`; a key that holds a dot stands in double quotes). Several paths make a grid, the first slowest; null removes a key',
    examples: [{ 'truth.markers.EGFR.prevalence': [0.1, 0.3, 0.6] }],
  });

const simulation = z
  .strictObject({
    replicates: field(count, 'Simulated trials for each point and design; with `precision`, the fewest', {
      otherwise: '10000, or what `precision` needs',
      examples: [10000],
    }).optional(),
    precision: field(
      z.partialRecord(z.enum(PRECISION_METRICS), positive),
      'Monte Carlo standard error to reach, by metric',
      { examples: [{ power: 0.0025 }] },
    ).optional(),
    'max replicates': field(count, 'Stop here even if the precision is not reached', {
      default: 1000000,
    }).optional(),
    seed: field(z.union([z.string(), z.number()]), 'Text from which all random streams come', {
      otherwise: 'the id',
    }).optional(),
    streams: field(
      z.enum(['common', 'independent']),
      'common: designs and points see the same patients; independent: their own',
      { default: 'common' },
    ).optional(),
    batch: field(count, 'Replicates in a batch', { otherwise: "the engine's choice" }).optional(),
  })
  .meta({ description: 'How much is simulated' });

/** Everything but the truth and the designs, which are checked anew at every point of the sweep. */
export const frameSchema = z.strictObject({
  id: field(
    z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    'Short name in small letters, digits and hyphens; names the report folder',
    { examples: ['ipass'] },
  ),
  title: field(localText, 'Title of the report'),
  question: field(localText, 'The question that the scenario answers').optional(),
  answer: field(
    z.array(answerPart).min(1),
    'What the answer of the report tells before it ranks the designs',
    {
      otherwise: 'only what ranks the designs',
      examples: [[{ metric: 'bias', of: 'pooled', estimand: 'all (target mix)' }]],
    },
  ).optional(),
  description: field(localText, 'What it is about, in plain words').optional(),
  titles: field(
    z.record(z.string(), localText),
    'What reports call the names of this file: tests, claims, outcomes, trials, metrics, endpoints, cohorts, markers, scores, strata and their levels, swept values (by their column in the results). Results keep the names',
    { otherwise: 'the names', examples: [{ overall: { en: 'overall', zh: '总体人群' } }] },
  ).optional(),
  guideline: field(z.array(guideline), 'Guideline clauses that it belongs to', {
    default: [],
    examples: [['BM-4.3.1']],
  }).optional(),
  sources: field(z.array(localText), 'Where the numbers come from', {
    default: [],
    examples: [[{ en: 'Rates are assumptions.', zh: '各率均为假设。' }]],
  }).optional(),
  sweep: field(sweep, sweep.meta()!.description as string).optional(),
  prior: field(priorSchema, priorSchema.meta()!.description as string).optional(),
  simulation: field(simulation, 'How much is simulated').optional(),
  report: field(z.array(z.enum(CHARTS)), 'Charts, in order', { otherwise: 'all that apply' }).optional(),
});

/** What a point of the sweep is made of. */
export const pointSchema = z.strictObject({
  truth: field(truthSchema, 'The assumptions. A marker means its true status'),
  designs: field(
    z.record(z.string(), designSchema),
    'The options, by name. A marker means what the assay said',
  ),
  programs: field(
    z.record(z.string(), programSchema),
    'Trials in sequence, by name: a list of steps, each running a design; or `title` and `steps`',
    {
      examples: [
        {
          'marker-led': [{ run: 'phase2' }, { on: 'M+ only', run: 'phase3', gap: 6 }],
        },
      ],
    },
  ).optional(),
});

/** A whole file, before `extends` is resolved. */
export const fileSchema = z.strictObject({
  extends: field(
    z.string(),
    'A file that this one varies: relative path; tables are merged, lists replaced, null removes',
    {
      examples: ['./base.yaml'],
    },
  ).optional(),
  ...frameSchema.shape,
  ...pointSchema.shape,
});

export type FrameInput = z.infer<typeof frameSchema>;
export type PointInput = z.infer<typeof pointSchema>;
