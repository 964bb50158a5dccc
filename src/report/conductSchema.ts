import { z } from 'zod';
import type { Monitoring, Multiplicity } from '../scenario/conductModel.ts';

/** Schemas of what `results.json` says of multiplicity and looks. Options of the kinds are passed through. */
export const multiplicity = z
  .object({
    of: z.array(z.string()).describe('Names of the tests.'),
    procedure: z
      .looseObject({ kind: z.string() })
      .describe('Procedure with its options; hypotheses are numbered as in `of`.') as unknown as z.ZodType<
      Multiplicity['procedure']
    >,
    alpha: z.number(),
    sided: z.literal([1, 2]),
    combine: z.enum(['inverse-normal', 'fisher', 'conditional-error']).nullable(),
    stages: z.enum(['patients', 'increments']),
    firstStageEvents: z.number().nullable(),
    fractions: z.array(z.number()).optional().describe('Planned shares of the information by look.'),
    insist: z.boolean(),
  })
  .describe('Tests that share an alpha.');

const kinds = <T>(description: string) =>
  z.looseObject({ kind: z.string() }).describe(description) as unknown as z.ZodType<T>;

export const monitoring = z
  .object({
    bounds: kinds<NonNullable<Monitoring['bounds']>>('How alpha is spent over the looks.').nullable(),
    information: z.enum(['actual', 'planned']),
    futility: z.array(
      z.object({
        criterion: kinds<Monitoring['futility'][number]['criterion']>('When a test is dropped.'),
        of: z.array(z.string()),
        at: z.array(z.number()).describe('Looks from 1.'),
        binding: z.boolean(),
      }),
    ),
    stopWhen: z.string().nullable(),
    select: z
      .looseObject({ after: z.number() })
      .describe('Which populations go on after a look.')
      .nullable() as unknown as z.ZodType<Monitoring['select']>,
    close: z
      .object({
        tests: z.string().describe('Test of every level, as written.'),
        places: z.enum(['lost', 'to others']),
        reOpens: z.boolean(),
        pauses: z.boolean(),
      })
      .describe('Levels of a factor that are recruited until their test is decided.')
      .nullable()
      .default(null),
  })
  .describe('What looks do.');

const bounds = z.array(z.number().nullable());

export const lookPicture = z
  .object({
    design: z.string(),
    analysis: z.string().describe('Test.'),
    information: z.array(z.number()).describe('Planned, as fractions of that at the final look.'),
    upper: bounds.describe('z that rejects, at the level that the test has before anything is rejected.'),
    full: bounds.describe('The same at the highest level that it can come to.'),
    futility: bounds.describe('z at or below which it is dropped, by look before the last.'),
    paths: z.array(bounds).describe('z by look in single trials; null from the stop on.'),
  })
  .describe('What looks decide on, at the point of the headline.');

export const enrolmentPicture = z
  .object({
    design: z.string(),
    months: z
      .array(z.number())
      .describe('Calendar months; between them patients grow in proportion to time.'),
    levels: z.array(
      z.object({
        population: z.string().describe('Level, e.g. `tumour = lung`.'),
        patients: z.array(z.number()),
      }),
    ),
  })
  .describe(
    'Patients expected to have entered by month, computed from the plan, at the point of the headline.',
  );
