import { describe, expect, it } from 'vitest';
import { SLOT } from '../../src/analyses/analysis.ts';
import { parseClaim } from '../../src/scenario/claimExpression.ts';
import { compileClaim, createClaims, createScore } from '../../src/trial/claims.ts';
import { type Column, OP } from '../../src/trial/columns.ts';
import { createBlock, createRecorder } from '../../src/trial/recorder.ts';
import { RESULTS } from '../../src/trial/trial.ts';

const column = (op: number, a: number, more: Partial<Column> = {}): Column => ({
  design: 'd',
  reference: '',
  analysis: '',
  look: 0,
  quantity: 'z',
  estimand: null,
  op,
  a,
  b: 0,
  constant: 0,
  weight: -1,
  quantiles: false,
  ...more,
});

/** The row that raw numbers give. */
function record(columns: readonly Column[], raw: readonly number[]): number[] {
  // The second of three replicates, between others, so that a wrong stride shows.
  const block = createBlock(4, raw.length, columns);
  block.numbers.fill(99);
  block.numbers.set(raw, raw.length);
  createRecorder(columns, block)(3);
  return columns.map((_, j) => block.numbers[block.from[j] + block.step[j]]);
}

describe('the columns of a replicate', () => {
  const none = Number.NaN;

  it('reject at the bound and above; a z that could not be had rejects nothing', () => {
    const columns = [0, 1, 2].map((a) => column(OP.rejects, a, { constant: 1.96 }));
    expect(record(columns, [1.96, 1.9599, none])).toEqual([1, 0, 0]);
  });

  it('cover between the limits, both included; no interval, no coverage', () => {
    const columns = [0, 2, 4, 6].map((a) => column(OP.covers, a, { constant: -0.5 }));
    expect(record(columns, [-0.5, 1, -1, -0.5, -0.4, 1, none, none])).toEqual([1, 1, 0, none]);
  });

  it('hold nothing against a true value that could not be had', () => {
    const columns = [OP.covers, OP.squaredError, OP.exaggeration, OP.wrongSign].map((op) =>
      column(op, 0, { constant: none }),
    );
    expect(record(columns, [-1, 1])).toEqual([none, none, none, none]);
  });

  it('hold an estimate against its true value', () => {
    const constant = -0.5;
    const columns = [0, 1, 2].flatMap((a) =>
      [OP.copy, OP.squaredError, OP.exaggeration, OP.wrongSign, OP.failed].map((op) =>
        column(op, a, { constant }),
      ),
    );
    expect(record(columns, [-0.75, 0.25, none])).toEqual([
      ...[-0.75, 0.0625, 1.5, 0, 0],
      ...[0.25, 0.5625, 0.5, 1, 0],
      ...[none, none, none, 0, 1],
    ]);
  });

  it('take shares and differences, of which there is none without patients or without one of the two', () => {
    const columns = [
      column(OP.difference, 1, { b: 2 }),
      column(OP.copy, 0),
      column(OP.ratio, 1, { b: 2 }),
      column(OP.ratio, 1, { b: 3 }),
      column(OP.difference, 1, { b: 3 }),
    ];
    expect(record(columns, [7, 3, 4, 0])).toEqual([7 - 0.75, 7, 0.75, none, none]);
  });
});

describe('claims', () => {
  const tests = ['a', 'b', 'c'].map((test) => ({ trial: 'T', test }));
  /** z, estimate and the rest of each test from place 0 on, bound 2; claims "one" and "two" stand after them. */
  const ask = (text: string, z: number[], estimate: number[] = [0, 0, 0], claims: number[] = [0, 0]) => {
    const decided = 3 * RESULTS + 2;
    const raw = new Float64Array(decided + 6);
    tests.forEach((_, t) => {
      raw[t * RESULTS + SLOT.z] = z[t];
      raw[t * RESULTS + SLOT.estimate] = estimate[t];
      raw[decided + 2 * t] = z[t] >= 2 ? 1 : 0;
      raw[decided + 2 * t + 1] = z[t] <= -2 ? 1 : 0;
    });
    raw.set(claims, 3 * RESULTS);
    return compileClaim(parseClaim(text, tests, ['one', 'two']), {
      results: raw,
      decisions: raw,
      test: ({ test }) => {
        const t = 'abc'.indexOf(test);
        return { results: t * RESULTS, rejected: decided + 2 * t, harm: decided + 2 * t + 1 };
      },
      claim: (label) => 3 * RESULTS + ['one', 'two'].indexOf(label),
    })();
  };
  const none = Number.NaN;

  it.each<[string, number[], boolean]>([
    ['reject a', [2, 0, 0], true],
    ['reject a', [1.99, 0, 0], false],
    ['reject a', [none, 0, 0], false],
    ['not reject a', [none, 0, 0], true],
    ['reject a for harm', [-2, 0, 0], true],
    ['reject a for harm', [-1.99, 0, 0], false],
    ['reject a for harm', [none, 0, 0], false],
    ['reject a and reject b', [2, 2, 0], true],
    ['reject a and reject b', [2, 0, 0], false],
    ['reject a or reject b', [0, 2, 0], true],
    ['reject a or reject b', [0, 0, 2], false],
    ['z of b > 1.5', [0, 1.6, 0], true],
    ['z of b > 1.5', [0, 1.5, 0], false],
    ['z of b >= 1.5', [0, 1.5, 0], true],
    ['z of b <= -1.5', [0, -1.5, 0], true],
    ['z of b < -1.5', [0, -1.5, 0], false],
    ['z of b < 1', [0, none, 0], false],
    ['strongest a of a, b, c', [1, 0.5, 0.9], true],
    ['strongest b of a, b, c', [1, 0.5, 0.9], false],
    ['strongest a of a, b', [1, 0.5, 9], true],
    ['strongest a of a, b', [1, 1, 0], true],
    ['strongest b of a, b', [1, 1, 0], false],
    ['strongest b of b, a', [1, 1, 0], true],
    ['strongest a of a, b', [1, none, 0], true],
    ['strongest b of a, b', [1, none, 0], false],
    ['otherwise', [0, 0, 0], true],
  ])('%s of z = %j: %s', (text, z, expected) => {
    expect(ask(text, z)).toBe(expected);
  });

  it('a ratio is the exponential of the estimate', () => {
    expect(ask('ratio of a <= 0.8', [0, 0, 0], [Math.log(0.8), 0, 0])).toBe(true);
    expect(ask('ratio of a < 0.8', [0, 0, 0], [Math.log(0.81), 0, 0])).toBe(false);
    expect(ask('estimate of a >= 0.1', [0, 0, 0], [0.1, 0, 0])).toBe(true);
  });

  it('ask for claims, and bare names are short', () => {
    expect(ask('claim two', [0, 0, 0], [0, 0, 0], [0, 1])).toBe(true);
    expect(ask('one', [0, 0, 0], [0, 0, 0], [0, 1])).toBe(false);
    expect(ask('two and a', [2, 0, 0], [0, 0, 0], [0, 1])).toBe(true);
  });

  const holds = (pattern: string) => [...pattern].map((sign) => () => sign === '+');
  it.each([
    ['---+', [0, 0, 0, 1]],
    ['++-+', [1, 0, 0, 0]],
    ['-+++', [0, 1, 0, 0]],
    ['----', [0, 0, 0, 0]],
  ])('of conditions %s: the first that holds, and no other', (pattern, expected) => {
    const raw = new Float64Array(5).fill(9);
    createClaims(holds(pattern), null, raw, 1)();
    expect([...raw]).toEqual([9, ...expected]);
  });

  it.each([
    ['+-', [1, 0, 0, 1, 1]],
    ['-+', [0, 1, 1, 0, 0]],
    // No claim: the last verdict.
    ['--', [0, 0, 0, 0, 1]],
  ])('of conditions %s: the verdict on the claim that holds', (pattern, expected) => {
    const raw = new Float64Array(5).fill(9);
    const verdicts = [
      { right: 0, wrong: 1, missed: 1 },
      { right: 1, wrong: 0, missed: 0 },
      { right: 0, wrong: 0, missed: 1 },
    ];
    createClaims(holds(pattern), verdicts, raw, 0)();
    expect([...raw]).toEqual(expected);
  });

  it('a score is the sum of the weights of what holds', () => {
    const raw = new Float64Array(2);
    createScore(holds('+-+'), Float64Array.of(0.5, 1, 0.25), raw, 1)();
    expect([...raw]).toEqual([0, 0.75]);
  });
});
