/** Why there is no computed joint law of the rejections of a family of tests beside the simulated. */
export const UNCOMPUTED = [
  /** Of stages not two, at one look more than a population, the rest and both together. */
  'populations',
  /** More looks than two, or several looks on all data. */
  'looks',
  'stop when',
  'reassessed',
  /** Tests of different endpoints or methods, of interactions or against history. */
  'endpoints',
  /** Patients of the first stage are followed to events of their own. */
  'followed stages',
  'two-sided',
  /** Quotas, or a mix that changes in time. */
  'enrolment',
] as const;

export type Uncomputed = (typeof UNCOMPUTED)[number];
