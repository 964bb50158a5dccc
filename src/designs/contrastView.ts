import type { EndpointData } from '../analyses/endpointData.ts';

/** One endpoint's data with the sides of a contrast in place of the arms. */
export interface ContrastView {
  readonly data: EndpointData;
  /** Refills the view from the data as they stand. */
  refresh(): void;
}
