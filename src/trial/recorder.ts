import { type Column, OP } from './columns.ts';

/**
 * The numbers of up to `capacity` replicates: first their raw results, replicate after replicate, then the columns that are
 * made of them, one after the other. A column that repeats a raw result is not copied: it is read where it stands.
 */
export interface Block {
  readonly capacity: number;
  /** Numbers that a replicate leaves. */
  readonly width: number;
  readonly numbers: Float64Array;
  /** Of each column the place of its first number, and how far on its next one is. */
  readonly from: Int32Array;
  readonly step: Int32Array;
}

/** @param width numbers that a replicate leaves */
export function createBlock(
  capacity: number,
  width: number,
  columns: readonly Pick<Column, 'op' | 'a'>[],
): Block {
  let length = capacity * width;
  const take = () => {
    length += capacity;
    return length - capacity;
  };
  const from = Int32Array.from(columns, ({ op, a }) => (op === OP.copy ? a : take()));
  const step = Int32Array.from(columns, ({ op }) => (op === OP.copy ? width : 1));
  return { capacity, width, numbers: new Float64Array(length), from, step };
}

/**
 * Makes one column of `count` replicates, from `to` on, of numbers that stand from `a` and `b` on, and the i-th constant. (It is read
 * inside: a call would put it on the heap.)
 */
type Fill = (
  numbers: Float64Array,
  count: number,
  to: number,
  a: number,
  stepA: number,
  b: number,
  stepB: number,
  constants: Float64Array,
  i: number,
) => void;

/** By operation, in the order of `OP`: what comes later may read what came before. */
const FILL: readonly Fill[] = [
  () => {},
  (numbers, count, to, a, step, _b, _stepB, constants, i) => {
    const constant = constants[i];
    for (let r = 0; r < count; r++) numbers[to + r] = Number(numbers[a + r * step] >= constant);
  },
  (numbers, count, to, a, step, _b, _stepB, constants, i) => {
    const constant = constants[i];
    for (let r = 0; r < count; r++) {
      const lower = numbers[a + r * step];
      const upper = numbers[a + r * step + 1];
      numbers[to + r] = Number.isNaN(lower)
        ? Number.NaN
        : Number(lower <= constant) & Number(constant <= upper);
    }
    // Nothing is known to be covered that could not be had.
    if (Number.isNaN(constant)) numbers.fill(constant, to, to + count);
  },
  (numbers, count, to, a, step, _b, _stepB, constants, i) => {
    const constant = constants[i];
    for (let r = 0; r < count; r++) {
      const error = numbers[a + r * step] - constant;
      numbers[to + r] = error * error;
    }
  },
  (numbers, count, to, a, step, _b, _stepB, constants, i) => {
    const constant = constants[i];
    for (let r = 0; r < count; r++) numbers[to + r] = Math.abs(numbers[a + r * step] / constant);
  },
  (numbers, count, to, a, step, _b, _stepB, constants, i) => {
    const constant = constants[i];
    for (let r = 0; r < count; r++) numbers[to + r] = Number(numbers[a + r * step] * constant < 0);
    if (Number.isNaN(constant)) numbers.fill(constant, to, to + count);
  },
  (numbers, count, to, a, step) => {
    for (let r = 0; r < count; r++) numbers[to + r] = Number(Number.isNaN(numbers[a + r * step]));
  },
  (numbers, count, to, a, stepA, b, stepB) => {
    for (let r = 0; r < count; r++) {
      const whole = numbers[b + r * stepB];
      numbers[to + r] = whole === 0 ? Number.NaN : numbers[a + r * stepA] / whole;
    }
  },
  (numbers, count, to, a, step, _b, _stepB, constants, i) => {
    const constant = constants[i];
    for (let r = 0; r < count; r++) numbers[to + r] = Number(numbers[a + r * step] === constant);
  },
  (numbers, count, to, a, stepA, b, stepB) => {
    for (let r = 0; r < count; r++) numbers[to + r] = numbers[a + r * stepA] - numbers[b + r * stepB];
  },
];

/**
 * Makes the columns of a block: set up outside, run inside. Column after column over many replicates, not replicate after
 * replicate: the operation is chosen once a block, and the loops are as short as they can be.
 */
export function createRecorder(columns: readonly Column[], block: Block): (count: number) => void {
  const { op, to, a, stepA, b, stepB, constant } = inOrder(columns, block);
  const { numbers } = block;
  return (count) => {
    for (let i = 0; i < op.length; i++)
      FILL[op[i]](numbers, count, to[i], a[i], stepA[i], b[i], stepB[i], constant, i);
  };
}

/** The columns that are made, as flat tables, those of one operation together, in the order of `OP`. */
function inOrder(columns: readonly Column[], { from, step, width }: Block) {
  const order = [...columns.keys()]
    .filter((j) => columns[j].op !== OP.copy)
    .sort((i, j) => columns[i].op - columns[j].op || i - j);
  // A difference is of columns, all else of raw results.
  const places = (side: 'a' | 'b') =>
    Int32Array.from(order, (j) =>
      columns[j].op === OP.difference ? from[columns[j][side]] : columns[j][side],
    );
  const steps = (side: 'a' | 'b') =>
    Int32Array.from(order, (j) => (columns[j].op === OP.difference ? step[columns[j][side]] : width));
  return {
    op: Int32Array.from(order, (j) => columns[j].op),
    to: Int32Array.from(order, (j) => from[j]),
    a: places('a'),
    stepA: steps('a'),
    b: places('b'),
    stepB: steps('b'),
    constant: Float64Array.from(order, (j) => columns[j].constant),
  };
}
