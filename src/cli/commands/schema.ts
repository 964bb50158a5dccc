import { Command } from 'commander';
import type { SchemaOptions } from '../actions/schema.ts';
import { examples } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** `markersim schema`: what a scenario file may hold, for editors and for people. */
export const schemaCommand = (terminal: Terminal): Command =>
  new Command('schema')
    .description('Print the JSON Schema of a scenario file, for editors, or the reference of every field.')
    .option('--reference', 'print the field reference (Markdown)')
    .addHelpText(
      'after',
      examples('markersim schema > markersim.schema.json', 'markersim schema --reference > reference.md'),
    )
    .action(async (options: SchemaOptions) =>
      (await import('../actions/schema.ts')).schemaAction(options, terminal),
    );
