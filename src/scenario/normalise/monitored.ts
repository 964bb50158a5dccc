import type { Multiplicity } from '../conductModel.ts';
import type { TestSpec, Timing } from '../model.ts';

/** What monitoring is read with. */
export interface Monitored {
  readonly tests: readonly TestSpec[];
  /** Names of tests as written. */
  readonly names: readonly string[];
  readonly multiplicity: Multiplicity | null;
  readonly looks: readonly Timing[];
}
