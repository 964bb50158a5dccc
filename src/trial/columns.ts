/**
 * What is recorded of a replicate: a row of numbers, each made from the raw results of the trials by one small operation.
 *
 * A column may count only where another is 1 (`weight`): an estimate given a rejection. NaN means that the number could not
 * be had (a fit that failed); accumulators count the numbers that are there.
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
  /** |raw[a] / constant|: exaggeration, type M. */
  exaggeration: 5,
  /** 1 if raw[a] and constant have opposite signs: type S. */
  wrongSign: 6,
  /** 1 if raw[a] is NaN. */
  failed: 7,
  /** raw[a] / raw[b] */
  ratio: 8,
  /** column a - column b */
  difference: 9,
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
  /** Column that must be 1 for this one to count; -1 = it always counts. */
  readonly weight: number;
  /** Whether its quantiles are wanted. */
  readonly quantiles: boolean;
}

/** The columns of one operation, as columns of their own: the operation is then chosen once, not once a column. */
interface Batch {
  readonly to: Int32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly constant: Float64Array;
}

function batchOf(columns: readonly Column[], op: number): Batch {
  const to = [...columns.keys()].filter((j) => columns[j].op === op);
  return {
    to: Int32Array.from(to),
    a: Int32Array.from(to, (j) => columns[j].a),
    b: Int32Array.from(to, (j) => columns[j].b),
    constant: Float64Array.from(to, (j) => columns[j].constant),
  };
}

type Fill = (batch: Batch, raw: Float64Array, row: Float64Array) => void;

/** By operation, in the order of `OP`: what comes later may read what came before. */
const FILL: readonly Fill[] = [
  ({ to, a }, raw, row) => {
    for (let i = 0; i < to.length; i++) row[to[i]] = raw[a[i]];
  },
  ({ to, a, constant }, raw, row) => {
    for (let i = 0; i < to.length; i++) row[to[i]] = raw[a[i]] >= constant[i] ? 1 : 0;
  },
  ({ to, a, constant }, raw, row) => {
    for (let i = 0; i < to.length; i++) row[to[i]] = raw[a[i]] <= -constant[i] ? 1 : 0;
  },
  ({ to, a, constant }, raw, row) => {
    for (let i = 0; i < to.length; i++) {
      const lower = raw[a[i]];
      const k = constant[i];
      row[to[i]] = Number.isNaN(lower) ? Number.NaN : lower <= k && k <= raw[a[i] + 1] ? 1 : 0;
    }
  },
  ({ to, a, constant }, raw, row) => {
    for (let i = 0; i < to.length; i++) row[to[i]] = (raw[a[i]] - constant[i]) ** 2;
  },
  ({ to, a, constant }, raw, row) => {
    for (let i = 0; i < to.length; i++) row[to[i]] = Math.abs(raw[a[i]] / constant[i]);
  },
  ({ to, a, constant }, raw, row) => {
    for (let i = 0; i < to.length; i++) row[to[i]] = raw[a[i]] * constant[i] < 0 ? 1 : 0;
  },
  ({ to, a }, raw, row) => {
    for (let i = 0; i < to.length; i++) row[to[i]] = Number.isNaN(raw[a[i]]) ? 1 : 0;
  },
  ({ to, a, b }, raw, row) => {
    for (let i = 0; i < to.length; i++) row[to[i]] = raw[b[i]] === 0 ? Number.NaN : raw[a[i]] / raw[b[i]];
  },
  ({ to, a, b }, _raw, row) => {
    for (let i = 0; i < to.length; i++) row[to[i]] = row[a[i]] - row[b[i]];
  },
];

/** Makes the row of a replicate: set up outside, run inside. */
export function createRecorder(columns: readonly Column[], raw: Float64Array, row: Float64Array): () => void {
  const steps = FILL.map((fill, op) => ({ fill, batch: batchOf(columns, op) })).filter(
    ({ batch }) => batch.to.length > 0,
  );
  return () => {
    for (let s = 0; s < steps.length; s++) steps[s].fill(steps[s].batch, raw, row);
  };
}
