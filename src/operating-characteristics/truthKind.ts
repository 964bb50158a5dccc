import type { Part } from '../population/parts.ts';

/** A kind of patient by levels and true statuses, and the patients of different scores that it is made of. */
export interface TruthKind {
  readonly name: string;
  readonly probability: number;
  readonly parts: readonly Part[];
}
