import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyFactor, choleskyInverse, choleskySolve } from '../../src/numeric/cholesky.ts';

/** A = B B' + I, whose condition number stays below 1e3 for entries up to 3. */
const systems = fc.integer({ min: 1, max: 8 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    b: fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n * n, maxLength: n * n }),
    x: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: n, maxLength: n }),
  }),
);

function symmetric(n: number, b: number[]): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => {
    const i = Math.floor(at / n);
    const j = at % n;
    let sum = i === j ? 1 : 0;
    for (let k = 0; k < n; k++) sum += b[i * n + k] * b[j * n + k];
    return sum;
  });
}

function times(n: number, a: Float64Array, x: ArrayLike<number>): number[] {
  return Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += a[i * n + j] * x[j];
    return sum;
  });
}

describe('cholesky', () => {
  it('solves and inverts positive definite systems (error below condition number x n x 1e-15)', () => {
    fc.assert(
      fc.property(systems, ({ n, b, x }) => {
        const a = symmetric(n, b);
        const factor = a.slice();
        expect(choleskyFactor(factor, n)).toBe(true);
        const solution = Float64Array.from(times(n, a, x));
        choleskySolve(factor, n, solution);
        const inverse = new Float64Array(n * n);
        choleskyInverse(factor, n, inverse);
        const again = times(n, inverse, times(n, a, x));
        for (let i = 0; i < n; i++) {
          expect(Math.abs(solution[i] - x[i])).toBeLessThan(1e-10);
          expect(Math.abs(again[i] - x[i])).toBeLessThan(1e-10);
          for (let j = 0; j < i; j++) expect(inverse[i * n + j]).toBe(inverse[j * n + i]);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('factors a small example by hand and does not read the upper triangle', () => {
    const a = Float64Array.of(4, Number.NaN, 2, 5);
    expect(choleskyFactor(a, 2)).toBe(true);
    expect([a[0], a[2], a[3]]).toEqual([2, 1, 2]);
  });

  it.each([
    ['singular', [1, 1, 1, 1]],
    ['indefinite', [1, 2, 2, 1]],
    ['zero', [0, 0, 0, 1]],
    ['not a number', [Number.NaN, 0, 0, 1]],
  ])('refuses a matrix that is %s', (_, entries) => {
    expect(choleskyFactor(Float64Array.from(entries), 2)).toBe(false);
  });
});
