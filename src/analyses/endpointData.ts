import type { SurvivalData } from '../subjects/survivalData.ts';
import type { Moments } from './moments.ts';

/**
 * The data of one endpoint at a look, as the analyses read them; refilled at every look of every replicate.
 *
 * `counts` of a binary endpoint: patients by code = group * 4 + arm * 2 + response.
 */
export type EndpointData =
  | { readonly kind: 'time-to-event'; readonly data: SurvivalData }
  | { readonly kind: 'binary'; readonly counts: Int32Array }
  | { readonly kind: 'continuous'; readonly moments: Moments };
