import { z } from 'zod';
import { claim } from './designs.ts';
import { field, localText, nonNegative } from './shared.ts';

const step = z
  .strictObject({
    run: field(
      z.string(),
      'Design; its patients are others than those of the trials before it. A design that only follows is played in the replicates that come to it, and its own numbers are of these; as the first step of a program of its own it is played in all',
      {
        examples: ['phase2'],
      },
    ),
    on: field(z.string(), 'Outcome of an earlier step that leads here; the first step has none', {
      examples: ['enrich'],
    }).optional(),
    gap: field(nonNegative, 'Between the end of the trial before and the opening of this one', {
      unit: 'months',
      default: 0,
    }).optional(),
    // biome-ignore lint/suspicious/noThenProperty: a word of the language, in a schema that nobody awaits.
    then: field(
      z.record(z.string(), claim),
      'Outcomes by label, asked of the tests and claims of the design; looked at in order, the first that is true holds, and the last must be `otherwise`. An outcome that no later step is `on` ends the program, `stop` always does; `for` says whom it then promises benefit',
      {
        otherwise: "the design's claims",
        examples: [{ enrich: 'reject M+', stop: 'otherwise' }],
      },
    ).optional(),
  })
  .meta({ id: 'Step', description: 'A trial of a program' });

/** Trials in sequence, with go or no-go between them. */
export const programSchema = z
  .union([
    z.array(step).min(1),
    z.strictObject({
      title: field(localText, 'Name in the report', { otherwise: "the program's key" }).optional(),
      steps: field(z.array(step).min(1), 'Its trials, the first the one that it begins with'),
    }),
  ])
  .meta({ id: 'Program' });

export type ProgramInput = z.infer<typeof programSchema>;
export type StepInput = z.infer<typeof step>;
