import type { EndpointData } from '../analyses/endpointData.ts';
import type { Population } from '../population/groups.ts';
import type { Truth } from '../scenario/model.ts';
import type { Reductions } from './reductions.ts';

/** What the analysis of a test is made from. */
export interface TestContext {
  readonly population: Population;
  readonly truth: Truth;
  /** By endpoint, and by view of one where a test compares others than the arms. */
  readonly sources: Readonly<Record<string, EndpointData>>;
  readonly reductions: Reductions;
}
