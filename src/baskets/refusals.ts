/**
 * Why a basket analysis is refused, and the English catalogue of the reasons. The form is that of a fault of a
 * scenario: path, value, rule, next step.
 */
export interface BasketRefusal {
  readonly code: BasketRefusalCode;
  /** Place in the options or the setting, e.g. `prior[1]`. */
  readonly path: string;
  /** What stands there; null where nothing does. */
  readonly value: string | null;
  readonly rule: string;
  readonly next: string;
}

interface Reason {
  rule: string;
  next: string;
}

/** code -> reason. Parameters are words and numbers, never sentences. */
const ENGLISH = {
  'no-baskets': (_: object): Reason => ({
    rule: 'there must be at least one basket',
    next: 'give a null rate for each basket',
  }),
  'null-rate': (_: object): Reason => ({
    rule: 'a null rate must lie above 0 and below 1',
    next: 'it is the rate that is not worth a claim, such as 0.15',
  }),
  'most-patients': (_: object): Reason => ({
    rule: 'the most patients of a basket must be a whole number from 1 to 5000',
    next: 'give the size of the trial, or the cap of its greatest basket',
  }),
  level: (_: object): Reason => ({
    rule: 'the level of an interval must lie above 0 and below 1',
    next: 'write 0.95, or null for no intervals',
  }),
  'prior-shape': (_: object): Reason => ({
    rule: 'a beta prior needs two finite shapes above 0: a prior with no mass leaves no posterior',
    next: 'write for instance 1, 1 (uniform) or 0.5, 0.5 (Jeffreys)',
  }),
  share: (_: object): Reason => ({ rule: 'must lie in [0, 1]', next: '0 is none, 1 is all' }),
  positive: (_: object): Reason => ({
    rule: 'must be a finite number above 0',
    next: 'write for instance 1',
  }),
  finite: (_: object): Reason => ({ rule: 'must be a finite number', next: 'write for instance 1' }),
  'too-many-tables': (p: { tables: number; most: number }): Reason => ({
    rule: `the trial has ${p.tables.toLocaleString('en-US')} tables of responders; ${p.most.toLocaleString('en-US')} are enumerated at most`,
    next: 'use simulateBaskets, or fewer or smaller baskets',
  }),
  donors: (p: { baskets: number }): Reason => ({
    rule: `donors are some, not all, of the baskets 0 to ${p.baskets - 1}, each named once`,
    next: 'name the baskets that only give, such as the adults; leave it out where all borrow from all',
  }),
};

export type BasketRefusalCode = keyof typeof ENGLISH;

/** @example basketRefusal('null-rate', 'nullRates[1]', 1.2, {}).rule // 'a null rate must lie above 0 and below 1' */
export function basketRefusal<C extends BasketRefusalCode>(
  code: C,
  path: string,
  value: unknown,
  parameters: Parameters<(typeof ENGLISH)[C]>[0],
): BasketRefusal {
  const reason = (ENGLISH[code] as (p: typeof parameters) => Reason)(parameters);
  return { code, path, value: value === undefined ? null : shown(value), ...reason };
}

/** NaN and infinities, which JSON turns to null, by their names. */
function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** Every reason against an analysis at once. The message is the text of all of them. */
export class BasketRefused extends Error {
  override readonly name = 'BasketRefused';
  readonly refusals: readonly BasketRefusal[];

  constructor(refusals: readonly BasketRefusal[]) {
    const text = ({ path, value, rule, next }: BasketRefusal) =>
      `${path}${value === null ? '' : ` = ${value}`}\n  ${rule}\n  next: ${next}`;
    super(refusals.map(text).join('\n\n'));
    this.refusals = refusals;
  }
}
