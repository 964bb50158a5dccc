import type { Estimated } from './monteCarlo.ts';
import type { ResultRow } from './result.ts';

/** A computed value that a simulated one is held against. */
export interface Reference {
  readonly value: number;
  readonly kind: string;
}

/** What a row is about. */
export interface Subject {
  readonly point: number;
  readonly design: string;
  readonly analysis: string;
  readonly population: string;
}

/** A tidy row. A number that is not finite is null. */
export function row(
  subject: Subject,
  metric: string,
  estimated: Estimated,
  reference?: Reference | null,
): ResultRow {
  const known = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null);
  return {
    ...subject,
    metric,
    estimate: known(estimated.estimate),
    mcse: known(estimated.mcse),
    lower: known(estimated.lower),
    upper: known(estimated.upper),
    n: estimated.n,
    reference: reference ? known(reference.value) : null,
    reference_kind: reference?.kind ?? '',
  };
}
