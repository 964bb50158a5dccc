import { describe, expect, it } from 'vitest';
import { createClaims } from '../../src/trial/claims.ts';
import { type Column, createBlock, createRecorder, OP } from '../../src/trial/columns.ts';

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
  const block = createBlock(4, raw.length, columns.length);
  block.raw.fill(99);
  block.raw.set(raw, raw.length);
  createRecorder(columns, block)(3);
  return columns.map((_, j) => block.rows[j * 4 + 1]);
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
  const reject = (test: string) => ({ kind: 'reject' as const, trial: 'T', test });
  const claims = [
    { label: 'both', when: { kind: 'and' as const, of: [reject('a'), reject('b')] } },
    {
      label: 'only a',
      when: { kind: 'and' as const, of: [reject('a'), { kind: 'not' as const, of: reject('b') }] },
    },
    { label: 'b or c', when: { kind: 'or' as const, of: [reject('b'), reject('c')] } },
    { label: 'none', when: { kind: 'otherwise' as const } },
  ];

  it.each([
    ['', [0, 0, 0, 1]],
    ['a', [0, 1, 0, 0]],
    ['ab', [1, 0, 0, 0]],
    ['abc', [1, 0, 0, 0]],
    ['b', [0, 0, 1, 0]],
    ['c', [0, 0, 1, 0]],
    ['ac', [0, 1, 0, 0]],
  ])('of rejections "%s": the first that holds, and no other', (rejected, expected) => {
    const raw = new Float64Array(5).fill(9);
    const ask = (trial: string, test: string) => trial === 'T' && rejected.includes(test);
    createClaims(claims, ask, raw, 1)();
    expect([...raw]).toEqual([9, ...expected]);
  });

  it('leave all zero where none holds and nothing is left for otherwise', () => {
    const raw = new Float64Array(3).fill(9);
    createClaims(claims.slice(0, 3), () => false, raw, 0)();
    expect([...raw]).toEqual([0, 0, 0]);
  });
});
