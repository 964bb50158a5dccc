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
  /** What the reason was made from, for a catalogue in another language. */
  readonly parameters: object;
}

interface Reason {
  rule: string;
  next: string;
}

/** @example count(456976) // '456,976' */
const count = (n: number) => n.toLocaleString('en-US');

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
  'logit-mean': (_: object): Reason => ({
    rule: 'the mean of a logit must lie in [-10, 10]',
    next: 'write log(p / (1 - p)) of a plausible rate p',
  }),
  'logit-sd': (_: object): Reason => ({
    rule: 'the standard deviation of a logit must lie in [0.05, 20]: beyond, the prior has all its mass on one rate, or on rates of 0 and 1',
    next: 'a prior worth one patient at a rate of 0.2 has 2.5',
  }),
  'tau-scale': (_: object): Reason => ({
    rule: 'the scale of the heterogeneity between baskets must lie in [0.01, 100]',
    next: 'on the logit scale 0.125 is little, 0.5 substantial, 1 large',
  }),
  'inverse-gamma': (_: object): Reason => ({
    rule: 'shape and scale of an inverse gamma prior must lie in [1e-6, 100)',
    next: 'prefer a half-normal prior of tau, which says more plainly what is believed',
  }),
  'exchangeable-parts': (_: object): Reason => ({
    rule: 'baskets share one law or two',
    next: 'give a list of one or two exchangeable parts, each with its weight',
  }),
  'exchangeable-two': (p: { most: number }): Reason => ({
    rule: `with two laws to share every set of baskets is looked at; ${p.most} baskets are the most`,
    next: 'give one exchangeable part',
  }),
  'by-basket': (p: { baskets: number }): Reason => ({
    rule: `a list by basket needs ${p.baskets} entries`,
    next: 'give one for each basket, or a single value for all',
  }),
  'exnex-weights': (_: object): Reason => ({
    rule: 'the weights of a basket must lie in [0, 1] and sum to at most 1',
    next: 'what they lack to 1 is the weight of standing alone',
  }),
  source: (_: object): Reason => ({
    rule: 'a source has 1 to 5000 patients and 0 to as many responders, whole numbers',
    next: 'give for instance 12 responders of 40 patients',
  }),
  exchangeable: (_: object): Reason => ({
    rule: 'the prior probability that two baskets are exchangeable must lie above 0 and below 1',
    next: 'write 0.5, or use beta-binomial or pooled for the ends',
  }),
  'mem-baskets': (p: { over: string; most: number }): Reason => ({
    rule: `models over ${p.over} of more than ${p.most} baskets are too many`,
    next: p.over === 'pairs' ? 'write `over: partitions`, which goes to 12 baskets' : 'use bhm or exnex',
  }),
  'fisher-tables': (p: { tables: number; most: number }): Reason => ({
    rule: `Fisher's exact test may have ${count(p.tables)} tables to visit; ${count(p.most)} are the most`,
    next: 'write `test: chi-square`',
  }),
  prune: (_: object): Reason => ({
    rule: 'the probability at which baskets are pruned must lie above 0 and below 1',
    next: 'write the cut-off of the trial, such as 0.95, or leave it out to prune none',
  }),
  'error-level': (_: object): Reason => ({
    rule: 'the error to be held must lie above 0 and below 1',
    next: 'write for instance 0.05',
  }),
  confidence: (_: object): Reason => ({
    rule: 'the confidence must be at least 0.5 and below 1',
    next: 'write 0.975, or leave it out for the best guess',
  }),
  'no-null': (_: object): Reason => ({
    rule: 'no basket of any truth is null, so there is no error to hold',
    next: 'add a truth with a rate at or below its null rate',
  }),
  'first-size': (p: { n: number }): Reason => ({
    rule: `the patients at the interim analysis must be from 0 to the basket's ${p.n}`,
    next: 'give how many of them are assessed by then',
  }),
  'chu-yuan': (p: { low: number; high: number }): Reason => ({
    rule: `the median statistic of homogeneity is ${p.low.toPrecision(3)} where all are active and ${p.high.toPrecision(3)} where some are: no line rises from one to the other`,
    next: 'take rates further apart or larger baskets, and variances with 0 < alike < different',
  }),
  'too-many-tables': (p: { tables: number; most: number }): Reason => ({
    rule: `the trial has ${count(p.tables)} tables of responders; ${count(p.most)} are enumerated at most`,
    next: 'use simulateBaskets (calibrateCutoff: give `simulation`), or fewer or smaller baskets',
  }),
  donors: (p: { baskets: number }): Reason => ({
    rule: `donors are some, not all, of the baskets 0 to ${p.baskets - 1}, each named once`,
    next: 'name the baskets that only give, such as the adults; leave it out where all borrow from all',
  }),
};

export type BasketRefusalCode = keyof typeof ENGLISH;

type BasketRefusalParameters<C extends BasketRefusalCode> = Parameters<(typeof ENGLISH)[C]>[0];

/** The reasons of every code in another language; a language that lacks a code does not compile. */
export type BasketRefusalCatalogue = {
  readonly [C in BasketRefusalCode]: (parameters: BasketRefusalParameters<C>) => Reason;
};

/** @example basketRefusal('null-rate', 'nullRates[1]', 1.2, {}).rule // 'a null rate must lie above 0 and below 1' */
export function basketRefusal<C extends BasketRefusalCode>(
  code: C,
  path: string,
  value: unknown,
  parameters: BasketRefusalParameters<C>,
): BasketRefusal {
  const reason = (ENGLISH[code] as (p: typeof parameters) => Reason)(parameters);
  return { code, path, value: value === undefined ? null : shown(value), ...reason, parameters };
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
