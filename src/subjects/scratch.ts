/**
 * Scratch columns of a thread, and the way in which loops over patients are called.
 *
 * V8 looks up anew in every turn of a loop where an array begins and how long it is (it moves nothing out of loops), unless
 * the array is a `const` of the loop's own module, not exported: then its address is part of the machine code. For loops
 * that touch five columns to do little arithmetic that is the difference between 5 and 1.5 nanoseconds a patient. So a hot
 * module keeps scratch columns of its own, copies the columns of the trial at hand into them (20 nanoseconds for a thousand
 * numbers) and calls its loops by `outOfLine`. Nothing in scratch outlives a call.
 *
 * Columns begin at different places of a memory page: equal ones would meet in the same few lines of the nearest cache.
 */

/** Room of every scratch column: more patients than any trial has. */
const ROOM = 1 << 18;

const PAGE = 4096;
const STAGGER = 832;
let begun = 0;

function place(bytes: number): { buffer: ArrayBuffer; offset: number } {
  const offset = (begun++ * STAGGER) % PAGE;
  return { buffer: new ArrayBuffer(bytes + PAGE), offset };
}

/** `length` doubles. */
export function scratchDoubles(length = ROOM): Float64Array<ArrayBuffer> {
  const { buffer, offset } = place(8 * length);
  return new Float64Array(buffer, offset, length);
}

/** `length` 32-bit words. */
export function scratchWords(length = ROOM): Int32Array<ArrayBuffer> {
  const { buffer, offset } = place(4 * length);
  return new Int32Array(buffer, offset, length);
}

/** `length` unsigned 16-bit numbers. */
export function scratchShorts(length = ROOM): Uint16Array<ArrayBuffer> {
  const { buffer, offset } = place(2 * length);
  return new Uint16Array(buffer, offset, length);
}

/** `length` bytes. */
export function scratchBytes(length = ROOM): Uint8Array<ArrayBuffer> {
  const { buffer, offset } = place(length);
  return new Uint8Array(buffer, offset, length);
}

/** A loop over scratch columns. Takes and gives whole numbers: a double would be put on the heap by the call. */
type Kernel = (n: number, other: number) => number;

/**
 * `kernel(n, other)`, never inlined: this one call calls many functions, and V8 does not inline such a call. Inlined into a
 * closure that exists once a design, a kernel would lose the addresses of its columns.
 */
export function outOfLine(kernel: Kernel, n: number, other: number): number {
  return kernel(n, other);
}
