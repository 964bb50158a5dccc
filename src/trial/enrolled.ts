import type { Randomised } from '../endpoints/timeToEvent.ts';
import type { Latent } from './cohort.ts';

/** The randomised patients of one trial, in order of randomisation. */
export interface Enrolled extends Randomised {
  /** Patients screened until the last was randomised. */
  screened: number;
  /** Calendar month at which the last patient was randomised. */
  lastEntry: number;
  /** Latent outcomes of the randomised, by endpoint. */
  latent: Readonly<Record<string, Latent>>;
}
