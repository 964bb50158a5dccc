import { MARKER_CLASSES, type MarkerClass } from '../designs/markerClass.ts';
import { OP } from './columns.ts';
import type { AddColumn } from './estimateColumns.ts';

/** Offsets of what is said of a marker's class: 1 for the class it is put into, whether that is right, and what it is declared. */
const CLASS = { right: MARKER_CLASSES.length, predictive: 5, prognostic: 6 } as const;

/** Columns of a classification that stands at `at`. */
export function addClasses(at: number, add: AddColumn): void {
  MARKER_CLASSES.forEach((name, c) => {
    add('class', OP.copy, at + c, { analysis: name });
  });
  add('right class', OP.copy, at + CLASS.right);
  add('declared predictive', OP.copy, at + CLASS.predictive);
  add('declared prognostic', OP.copy, at + CLASS.prognostic);
}

/** Numbers of a classification. */
export const CLASSES = 7;

/**
 * Puts a marker into a class: writes to `raw` from `at` on.
 *
 * @param predictive whether it is declared so, asked of the replicate
 * @param truth the class that it belongs to
 */
export function createClasses(
  predictive: () => boolean,
  prognostic: () => boolean,
  truth: MarkerClass,
  raw: Float64Array,
  at: number,
): () => void {
  const right = MARKER_CLASSES.indexOf(truth);
  return () => {
    const one = predictive() ? 1 : 0;
    const two = prognostic() ? 1 : 0;
    // In the order of the classes: none, prognostic, predictive, both.
    const put = 2 * one + two;
    for (let c = 0; c < MARKER_CLASSES.length; c++) raw[at + c] = c === put ? 1 : 0;
    raw[at + CLASS.right] = put === right ? 1 : 0;
    raw[at + CLASS.predictive] = one;
    raw[at + CLASS.prognostic] = two;
  };
}
