/**
 * What is recorded of a replicate: a row of numbers, each made from the raw results of the trials by one small operation.
 * NaN means "does not apply to this replicate" (a fit that failed, an estimate conditional on a rejection that did not
 * happen): accumulators count the numbers that are there.
 */
export const OP = {
  /** raw[a] */
  copy: 0,
  /** 1 if raw[a] (a z) >= constant; a z that could not be had does not reject. */
  rejects: 1,
  /** 1 if raw[a] <= -constant. */
  rejectsForHarm: 2,
  /** 1 if raw[a] <= constant <= raw[a + 1] (an interval). */
  covers: 3,
  /** (raw[a] - constant)^2 */
  squaredError: 4,
  /** raw[a] where column b is 1. */
  given: 5,
  /** |raw[a] / constant| where column b is 1: exaggeration, type M. */
  exaggeration: 6,
  /** Where column b is 1: 1 if raw[a] and constant have opposite signs, type S. */
  wrongSign: 7,
  /** column a - column b */
  difference: 8,
  /** raw[a] / raw[b] */
  ratio: 9,
  /** 1 if raw[a] is NaN. */
  failed: 10,
} as const;

export type Quantity =
  | 'rejects'
  | 'rejects for harm'
  | 'z'
  | 'estimate'
  | 'standard error'
  | 'information'
  | 'failed'
  | 'covers'
  | 'squared error'
  | 'estimate given rejection'
  | 'exaggeration'
  | 'wrong sign'
  | 'claim'
  | 'screened'
  | 'randomised'
  | 'events'
  | 'months to last patient'
  | 'months to analysis'
  | 'unreached'
  | 'cost'
  | 'marker-negative exposed'
  | 'ppv';

/** One column of the row: what it is, and how it is made. */
export interface Column {
  /** Design, or the second of a pair. */
  readonly design: string;
  /** For a paired difference (design minus reference): the reference design; else ''. */
  readonly reference: string;
  /** Test (`trial/test` where a design has several trials), claim, marker, or ''. */
  readonly analysis: string;
  /** Look from 1 for interim results, 0 for the final ones. */
  readonly look: number;
  readonly quantity: Quantity;
  /** Name and value of the estimand that `covers`, `squared error`, `exaggeration` and `wrong sign` are held against. */
  readonly estimand: { readonly name: string; readonly value: number } | null;
  readonly op: number;
  readonly a: number;
  readonly b: number;
  readonly constant: number;
  /** Whether its quantiles are wanted. */
  readonly quantiles: boolean;
}

/** Makes the row of a replicate: set up outside, run inside. */
export function createRecorder(columns: readonly Column[], raw: Float64Array, row: Float64Array): () => void {
  const op = Uint8Array.from(columns, (column) => column.op);
  const first = Int32Array.from(columns, (column) => column.a);
  const second = Int32Array.from(columns, (column) => column.b);
  const constants = Float64Array.from(columns, (column) => column.constant);
  const count = columns.length;
  return () => {
    for (let j = 0; j < count; j++) {
      const a = first[j];
      const b = second[j];
      const k = constants[j];
      let value: number;
      switch (op[j]) {
        case OP.copy:
          value = raw[a];
          break;
        case OP.rejects:
          value = raw[a] >= k ? 1 : 0;
          break;
        case OP.rejectsForHarm:
          value = raw[a] <= -k ? 1 : 0;
          break;
        case OP.covers:
          value = Number.isNaN(raw[a]) ? Number.NaN : raw[a] <= k && k <= raw[a + 1] ? 1 : 0;
          break;
        case OP.squaredError:
          value = (raw[a] - k) * (raw[a] - k);
          break;
        case OP.given:
          value = row[b] === 1 ? raw[a] : Number.NaN;
          break;
        case OP.exaggeration:
          value = row[b] === 1 ? Math.abs(raw[a] / k) : Number.NaN;
          break;
        case OP.wrongSign:
          value = row[b] === 1 ? (raw[a] * k < 0 ? 1 : 0) : Number.NaN;
          break;
        case OP.difference:
          value = row[a] - row[b];
          break;
        case OP.ratio:
          value = raw[b] === 0 ? Number.NaN : raw[a] / raw[b];
          break;
        default:
          value = Number.isNaN(raw[a]) ? 1 : 0;
      }
      row[j] = value;
    }
  };
}
