import type { PromisedTo } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';

/** Whom a claim or an end of a program promises benefit, by true status, as the file would write it; `none` for nobody, null where nothing is said. */
export function promiseText(promised: PromisedTo | null): string | null {
  if (promised === null) return null;
  return promised.kind === 'nobody' ? 'none' : populationText(promised, 'truth');
}
