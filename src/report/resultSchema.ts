// Long because it is a format: every field of a result as it is read back, beside `operating-characteristics/result.ts`.

import { z } from 'zod';
import type { LookSummary, ScenarioResult } from '../operating-characteristics/result.ts';
import { UNCOMPUTED } from '../operating-characteristics/uncomputed.ts';
import { enrolmentPicture, lookPicture, monitoring, multiplicity } from './conductSchema.ts';

const localText = z
  .object({ en: z.string(), zh: z.string().optional() })
  .describe('Text by language; English is always there.');
const swept = z.union([z.number(), z.string()]);
const nullable = z.number().nullable();
const effectMeasure = z.enum([
  'log hazard ratio',
  'RMST difference',
  'risk difference',
  'log risk ratio',
  'log odds ratio',
  'mean difference',
  'survival difference',
  'log cumulative hazard ratio',
  'log median ratio',
]);

const row = z
  .object({
    point: z.int().min(0).describe('Index into `points`.'),
    design: z.string().describe('Design id, or `B vs A` for a paired difference (B minus A).'),
    analysis: z.string().describe('Test name, claim label, or empty for a quantity of the whole trial.'),
    population: z.string(),
    metric: z.string().describe('e.g. `power`, `bias`, `screened`, `power difference`.'),
    estimate: nullable.describe(
      'Simulated value; proportions are in [0,1]. Null where no replicate gave one.',
    ),
    mcse: nullable.describe('Monte Carlo standard error of the estimate.'),
    lower: nullable.describe('Lower end of the 95 % Monte Carlo interval.'),
    upper: nullable.describe('Upper end of the 95 % Monte Carlo interval.'),
    n: z.number().min(0).describe('Replicates that the estimate rests on.'),
    reference: nullable.describe('Computed value that it is held against.'),
    reference_kind: z
      .string()
      .describe('What the reference is: a closed form such as `Schoenfeld`, or `estimand: ...`.'),
  })
  .describe('One operating characteristic.');

const timedValues = z
  .array(z.object({ until: nullable, value: z.number() }))
  .describe('Values in time, each up to its month; null: for good.');

const course = z
  .object({
    screening: z.object({
      perMonth: timedValues,
      arrivals: z.enum(['poisson', 'uniform', 'even']),
      relative: z.array(z.object({ population: z.string(), rate: timedValues })),
      variation: z.object({ factor: z.string(), concentration: z.number() }).nullable(),
    }),
    turnaround: z.array(
      z.object({
        marker: z.string(),
        months: z.array(z.object({ population: z.string(), value: z.number() })),
      }),
    ),
    assessed: z.array(z.object({ endpoint: z.string(), months: z.number() })),
    dropout: z.array(z.object({ endpoint: z.string(), hazard: timedValues })),
    costs: z
      .object({ screened: z.number(), randomised: z.number(), event: z.number(), month: z.number() })
      .nullable(),
  })
  .describe('How patients come, when they are known, how they leave, and what they cost.');

const truth = z
  .object({
    point: z.int().min(0),
    cells: z.array(
      z.object({
        population: z.string(),
        probability: z.number(),
        endpoint: z.string(),
        measure: z.enum(['median (months)', 'rate', 'mean']),
        control: nullable,
        experimental: nullable,
        effectMeasure: z.enum([...effectMeasure.options, 'hazard ratio']),
        effect: nullable,
        inTime: z
          .array(z.object({ months: z.number(), value: nullable }))
          .optional()
          .describe('Hazard ratio in time, where it is no one number in a kind of patient.'),
      }),
    ),
    curves: z.array(
      z.object({
        endpoint: z.string(),
        population: z.string(),
        arm: z.enum(['control', 'experimental']),
        time: z.array(z.number()).describe('Months since randomisation.'),
        survival: z.array(z.number()),
      }),
    ),
    assays: z.array(
      z.object({
        marker: z.string(),
        prevalence: z.number(),
        sensitivity: z.number(),
        specificity: z.number(),
        unevaluable: z.number(),
        ppv: z.number(),
        npv: z.number(),
        positive: z.number().describe('Probability that the assay says positive.'),
      }),
    ),
    benefit: z
      .array(
        z.object({
          endpoint: z.string(),
          scale: z.enum(['hazard ratio', 'risk difference', 'mean difference']),
          least: z.number(),
        }),
      )
      .optional()
      .describe('Smallest effect that counts as benefit; absent where any does.'),
    durations: z
      .array(z.object({ endpoint: z.string(), after: z.string() }))
      .optional()
      .describe('Times that begin with a response, of those who respond.'),
    correlations: z.array(z.object({ of: z.tuple([z.string(), z.string()]), value: z.number() })).optional(),
    cohorts: z
      .array(
        z.object({
          name: z.string(),
          patients: z.number(),
          records: z.array(z.string()).describe('Markers and factors that it recorded.'),
          mix: z
            .array(z.object({ population: z.string(), share: z.number() }))
            .nullable()
            .optional()
            .describe('Shares of populations; null: those of the screened.'),
          followUp: z
            .object({ least: z.number(), most: z.number() })
            .nullable()
            .optional()
            .describe('Months of follow-up of times, null: to the end.'),
          shifts: z.array(
            z.object({
              endpoint: z.string(),
              scale: z.enum(['odds ratio', 'hazard ratio', 'mean difference']),
              drift: z.number().describe('Change in time.'),
              unmeasured: z.number().describe('Differences that nobody recorded.'),
              betweenTrialSd: z.number().describe('Of a further shift, one for each replicate.'),
            }),
          ),
        }),
      )
      .optional()
      .describe('External cohorts.'),
    course: course.optional(),
  })
  .describe('The truth at one point, computed and not simulated.');

const population = z.string().describe('Population expression, e.g. `EGFR+`.');

/** Data cuts may stand inside `first of` and `last of`. */
const look: z.ZodType<LookSummary> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('events'), n: z.number(), endpoint: z.string(), population }),
    z.object({ kind: z.literal('patients'), n: z.number(), population }),
    z.object({ kind: z.literal('months'), months: z.number() }),
    z.object({ kind: z.literal('follow-up'), months: z.number() }),
    z.object({ kind: z.literal('assessed') }),
    z.object({ kind: z.literal('each'), factor: z.string(), of: z.array(look) }),
    z.object({ kind: z.enum(['first of', 'last of']), of: z.array(look) }),
  ]),
);

const trial = z
  .object({
    name: z.string().describe('Empty for the only trial of a design.'),
    enrols: population,
    randomised: z.number().describe('Patients, as settled at the base point.'),
    matched: z
      .object({ design: z.string(), on: z.string(), test: z.string().nullable() })
      .nullable()
      .describe('Design and quantity that the size is matched on.'),
    ratio: z.tuple([z.number(), z.number()]).describe('Experimental to control.'),
    method: z.enum(['simple', 'blocks', 'biased-coin', 'minimisation']),
    block: nullable.describe('Patients in a block.'),
    coin: z
      .object({ probability: z.number(), measure: z.enum(['range', 'variance', 'marginal']) })
      .nullable()
      .optional()
      .describe('Of a biased coin and of minimisation: how the arm that is behind is favoured.'),
    stratifyBy: z.array(z.string()),
    strategy: z
      .object({ guided: population, unguided: population.nullable() })
      .optional()
      .describe('Arms that are strategies: who is given the experimental treatment on either.'),
    quotas: z
      .array(
        z.object({
          population,
          n: z.number().nullable(),
          atLeast: z.number().optional(),
          atMost: z.number().nullable().optional(),
          until: z.number().nullable().optional(),
          from: z.number().optional(),
          afterLook: z.number().optional().describe('Look after which they are recruited.'),
          byStage: z.array(z.number()).optional(),
        }),
      )
      .describe('Numbers of patients by population: n where fixed, else bounds.'),
    looks: z.array(look).describe('Data cuts in order; the last is the final analysis.'),
    multiplicity: multiplicity.optional(),
    monitoring: monitoring.optional(),
    estimates: z
      .object({ bestOf: z.array(z.string()), towards: z.string().nullable() })
      .optional()
      .describe('Tests of which the best is picked at the end, and towards whose estimate theirs are drawn.'),
  })
  .describe('One trial of a design.');

const test = z
  .object({
    name: z.string(),
    trial: z.string().describe('Name of its trial, empty in a design of one trial.'),
    endpoint: z.string(),
    after: z
      .string()
      .optional()
      .describe('Of a duration: the response that it begins with, whose patients it is of.'),
    population,
    method: z.string(),
    weights: z.object({ rho: z.number(), gamma: z.number() }).nullable(),
    horizon: nullable.describe('Months of the restricted mean.'),
    margin: z
      .object({ value: z.number(), of: z.enum(['non-inferiority', 'superiority']) })
      .optional()
      .describe('Effect that it is held against, a ratio as such.'),
    stratifyBy: z.array(z.string()),
    covariates: z.array(z.string()),
    ties: z.enum(['efron', 'breslow']).nullable(),
    confidence: z.string().nullable(),
    variance: z.enum(['pooled', 'welch']).nullable(),
    stages: z
      .array(z.object({ n: z.number(), stop: z.number(), claim: nullable }))
      .optional()
      .describe('Of a trial of stages: patients of each; responders that end it without and with the claim.'),
    reRandomise: z.number().optional().describe('Allocations drawn anew for its p-value.'),
    interaction: z.string().nullable().describe('Marker whose interaction with treatment is tested.'),
    basket: z.string().optional().describe('Tests of the levels of one factor share this name.'),
    options: z
      .array(z.object({ name: z.string(), value: z.string() }))
      .optional()
      .describe('Of a Bayesian rule or basket analysis: its priors, weights and limits.'),
    calibrate: z
      .object({
        error: z.enum(['basket-wise', 'family-wise']),
        at: z.number(),
        over: z
          .union([z.array(z.record(z.string(), z.number())), z.object({ respondingAt: z.number() })])
          .optional()
          .describe(
            'Truths that it is kept under: rates of levels that differ from those they are held against.',
          ),
        hold: z
          .enum(['worst', 'average'])
          .optional()
          .describe('The largest error of these truths, or their average.'),
        cutoff: z.number().optional().describe('Posterior probability that rejects, once it has been found.'),
      })
      .optional()
      .describe('Error that the cut-off of a basket analysis is calibrated to; alpha then says nothing.'),
    against: z
      .union([
        z.object({ kind: z.literal('population'), population: z.string() }),
        z.object({ kind: z.literal('rate'), value: z.number() }),
        z.object({
          kind: z.literal('curve'),
          median: z.number().describe('Months.'),
          survival: z.number().optional().describe('At the milestone of the test.'),
        }),
        z.object({
          kind: z.literal('cohort'),
          cohort: z.string(),
          adjustment: z.string(),
          for: z.array(z.string()),
          weight: z
            .number()
            .optional()
            .describe('Of a power prior, or of the informative part of a robust one.'),
          sd: z.number().optional().describe('Between trials, of a robust prior.'),
        }),
      ])
      .nullable()
      .optional()
      .describe('In a single-arm trial: what its patients are held against.'),
    sided: z.literal([1, 2]),
    alpha: z.number(),
    nominalAlpha: z.number().optional().describe('Level asked for, where stages have a higher one.'),
    estimate: z.string().describe('Estimator.'),
    measure: effectMeasure,
    better: z.literal('lower').optional().describe('Where a smaller estimate speaks for treatment.'),
  })
  .describe('One test; what does not apply to its method is null or empty.');

const program = z
  .object({
    id: z.string(),
    title: localText,
    steps: z.array(
      z.object({
        design: z.string(),
        on: z.string().nullable().describe('Outcome that leads here, null for the first step.'),
        gap: z.number().describe('Months between the trial before and this one.'),
        outcomes: z.array(
          z.object({
            label: z.string(),
            when: z.string(),
            for: z
              .string()
              .nullable()
              .describe('Whom the end promises benefit, by true status; null where nothing is said.'),
            next: z.int().nullable().describe('Step that follows; null at an end.'),
          }),
        ),
      }),
    ),
    ends: z.array(z.string()).describe('Labels that it may end with.'),
    paths: z.array(z.string()).describe('The ways to its ends.'),
  })
  .describe('Trials in sequence.');

/** Schema of `results.json`: checks what is read back and documents what is written. */
const resultSchema: z.ZodType<ScenarioResult> = z.object({
  format: z.literal('markersim-result/1'),
  scenario: z.object({
    id: z.string(),
    title: localText,
    question: localText.optional(),
    description: localText.optional(),
    answer: z
      .array(
        z.object({
          metric: z.string(),
          analysis: z.string(),
          estimand: z.string().nullable(),
          point: z.int().min(0),
          reaches: z.object({ points: z.array(z.int().min(0)), as: z.int().min(0) }).optional(),
          as: localText.optional(),
        }),
      )
      .optional()
      .describe('What the answer tells before it ranks the designs.'),
    titles: z
      .record(z.string(), localText)
      .optional()
      .describe('What reports call names of tests, claims, levels and the like; the rows have the names.'),
    guideline: z.array(z.object({ clause: z.string(), title: localText.optional() })),
    sources: z
      .array(z.union([z.string(), localText]))
      .describe('Plain text, such as a reference, reads the same in every language.'),
    hash: z.string().describe('SHA-256 of the resolved scenario.'),
    file: z.string().optional().describe('The resolved scenario as a YAML file.'),
  }),
  simulation: z.object({
    seed: z.string(),
    batch: z.int().positive(),
    streams: z.enum(['common', 'independent']),
    precision: z
      .record(z.string(), z.number())
      .optional()
      .describe('MCSE by metric at which the simulation stops.'),
  }),
  axes: z
    .array(
      z.object({
        name: z.string(),
        paths: z.array(z.string()),
        values: z.array(swept).min(1),
        stated: swept.nullable().describe('What the scenario file itself says there.'),
        weights: z.array(z.number()).optional().describe('How likely each value is, with a prior.'),
      }),
    )
    .describe('Swept parameters; `name` is the column in the tidy files.'),
  points: z
    .array(
      z.object({ index: z.int().min(0), values: z.record(z.string(), swept), replicates: z.int().min(0) }),
    )
    .min(1),
  base: z
    .int()
    .min(0)
    .describe(
      'Point of the headline: swept values as the scenario file states them, else the middle of their axis.',
    ),
  designs: z
    .array(
      z.object({
        id: z.string(),
        title: localText,
        trials: z.array(trial),
        tests: z.array(test),
        claims: z.array(z.string()),
        rules: z
          .array(z.object({ claim: z.string(), when: z.string(), for: z.string().nullable() }))
          .optional()
          .describe(
            'By what each is claimed, in order: the first that holds; `for`: whom it promises benefit, `none` for nobody.',
          ),
        onDemand: z
          .literal(true)
          .optional()
          .describe('Played only in the replicates in which a program comes to it; its rows are of these.'),
        claimed: z
          .record(z.string(), z.array(z.string()))
          .optional()
          .describe('By claim: tests whose rejection it rests on.'),
        uncomputed: z
          .enum(UNCOMPUTED)
          .optional()
          .describe('Why there is no computed joint law of the rejections of tests that share an alpha.'),
        classify: z
          .object({
            marker: z.string(),
            endpoint: z.string(),
            scale: z.string().describe('Scale on which effects are compared.'),
            predictive: z.string().nullable().optional().describe('Rule by which it is declared predictive.'),
            prognostic: z.string().nullable().optional().describe('Rule by which it is declared prognostic.'),
            truth: z
              .array(z.enum(['none', 'prognostic', 'predictive', 'both']))
              .describe('Class that the marker belongs to, by point.'),
          })
          .optional()
          .describe('How the design puts a marker into a class.'),
      }),
    )
    .min(1),
  programs: z.array(program).optional(),
  truth: z.array(truth),
  looks: z.array(lookPicture).optional(),
  enrolment: z.array(enrolmentPicture).optional(),
  rows: z.array(row),
  averages: z
    .array(row)
    .optional()
    .describe(
      'Rows averaged over the prior; `point` is the first of those averaged. Where points share their patients (`streams: common`) `mcse` and the interval are upper limits.',
    ),
  worst: z
    .array(row.extend({ points: z.int() }))
    .optional()
    .describe(
      'Errors at the point where they are largest, with a simultaneous interval over so many points.',
    ),
  report: z.array(z.string()).describe('Charts asked for, in order; empty for all that apply.'),
  warnings: z
    .array(
      z.object({
        kind: z.enum(['no estimate', 'events not reached']),
        point: z.int().min(0),
        design: z.string(),
        analysis: z.string().describe('Test name, empty for the whole trial.'),
        count: z.number(),
        n: z.number(),
      }),
    )
    .describe('Counted troubles.'),
  version: z.string().describe('Version of MarkerSim that simulated.'),
});

/** JSON Schema of `results.json`, committed as results.schema.json. */
export function resultJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(resultSchema), null, 2)}\n`;
}

/**
 * Reads a `results.json`. Rows and truths must name points that exist, and points must be numbered in order.
 * @throws Error that names every fault with its path
 */
export function parseResult(text: string): ScenarioResult {
  const parsed = resultSchema.safeParse(JSON.parse(text));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || '(root)'}: ${issue.message}`,
    );
    throw new Error(`not a MarkerSim result: ${faults.join('; ')}`);
  }
  const result = parsed.data;
  const disorder = result.points.find((point, position) => point.index !== position);
  if (disorder !== undefined)
    throw new Error(`not a MarkerSim result: points.${disorder.index} is out of order`);
  if (result.base >= result.points.length)
    throw new Error(`not a MarkerSim result: base point ${result.base} does not exist`);
  const stray = [...result.rows, ...result.truth, ...result.warnings].find(
    (entry) => entry.point >= result.points.length,
  );
  if (stray !== undefined) throw new Error(`not a MarkerSim result: point ${stray.point} does not exist`);
  return result;
}
