import { schemaJson } from '../../scenario/jsonSchema.ts';
import { referenceMarkdown } from '../../scenario/reference.ts';
import type { Terminal } from '../terminal.ts';

export interface SchemaOptions {
  reference?: boolean;
}

/** `markersim schema`: what a scenario file may hold, for editors and for people. */
export function schemaAction({ reference }: SchemaOptions, terminal: Terminal): void {
  terminal.out((reference ? referenceMarkdown() : schemaJson()).trimEnd());
}
