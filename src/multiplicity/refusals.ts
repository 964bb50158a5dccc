/**
 * Why a procedure is refused, and the English catalogue of the reasons. The form is that of a fault of a scenario:
 * path, value, rule, next step.
 */
export interface Refusal {
  readonly code: RefusalCode;
  /** Place in the options, e.g. `transitions[0][1]`. */
  readonly path: string;
  /** What stands there; null where nothing does. */
  readonly value: string | null;
  readonly rule: string;
  readonly next: string;
  /** `input`: there is no such procedure. `assumption`: it can be run, but may not keep alpha. */
  readonly kind: 'input' | 'assumption';
  /** What the reason was made from, for a catalogue in another language. */
  readonly parameters: object;
}

interface Reason {
  rule: string;
  next: string;
  kind: Refusal['kind'];
}

const input = (rule: string, next: string): Reason => ({ rule, next, kind: 'input' });
const assumption = (rule: string, next: string): Reason => ({ rule, next, kind: 'assumption' });

/** code -> reason. Parameters are words and numbers, never sentences. */
const ENGLISH = {
  alpha: (_: object) =>
    input('alpha must lie above 0 and below 0.5', 'write 0.025 for one-sided tests, 0.05 for two-sided'),
  'no-hypotheses': (_: object) =>
    input('there must be at least one hypothesis', 'name the tests that the procedure is for'),
  'too-many': (p: { most: number }) =>
    input(
      `this procedure looks at every intersection of its hypotheses; ${p.most} hypotheses are the most`,
      'test fewer together, or use bonferroni, hochberg, hommel or a fixed sequence',
    ),
  weight: (_: object) => input('a weight must lie in [0, 1]', 'give each hypothesis its share of alpha'),
  'weight-zero': (_: object) =>
    input(
      'every hypothesis needs a weight above 0 here',
      'use a graph, where a hypothesis may start without alpha',
    ),
  'weights-sum': (p: { sum: number }) =>
    input(`the weights sum to ${p.sum}, more than the whole of alpha`, 'divide them by their sum'),
  'order-places': (p: { size: number }) =>
    input(
      `the order must name each of the ${p.size} hypotheses once`,
      'add what is missing, remove what stands twice',
    ),
  'fallback-alone': (_: object) =>
    input(
      'the last hypothesis has nobody to pass its alpha back to: all others have weight 0',
      'give another hypothesis a weight, or do not ask for the exhaustive version',
    ),
  'transitions-shape': (p: { size: number }) =>
    input(`the transitions must be ${p.size} rows of ${p.size}`, 'give each hypothesis a row and a column'),
  transition: (_: object) =>
    input('a transition must lie in [0, 1]', 'it is the share of alpha that is passed on'),
  'transition-self': (_: object) =>
    input('a hypothesis cannot pass alpha to itself', 'set the diagonal of the transitions to 0'),
  'transition-row': (p: { sum: string }) =>
    input(
      `the transitions of a row sum to ${p.sum}, more than there is to pass on`,
      'divide the row by its sum',
    ),
  'correlation-shape': (p: { size: number }) =>
    input(
      `the correlation must be ${p.size} rows of ${p.size}, symmetric, with 1 on the diagonal`,
      'write null where a correlation is not known',
    ),
  'correlation-value': (_: object) =>
    input(
      'a correlation must lie in [-1, 1]',
      'of overall and subgroup it is the root of the information share',
    ),
  'correlation-groups': (_: object) =>
    input(
      'known correlations must form groups within which every pair is known',
      'add the missing correlation, or set those that tie the groups together to null',
    ),
  'correlation-large': (p: { most: number }) =>
    input(
      `the joint law of more than ${p.most} statistics takes too long`,
      'set correlations between groups of hypotheses to null, or use a graph with Bonferroni tests',
    ),
  'correlation-definite': (_: object) =>
    input(
      'no statistics have this correlation: the matrix has a negative eigenvalue',
      'correct a correlation',
    ),
  'correlation-missing': (_: object) =>
    input(
      'a parametric test needs the correlation of the statistics, and none is given',
      'give it (overall and subgroup: root of the information share), or use holm or a graph',
    ),
  'dependence-unknown': (_: object) =>
    assumption(
      'the inequality of Simes (or Šidák) is proved for independent or positively dependent statistics; this dependence is not known',
      'give the correlation, or use holm, which needs no assumption',
    ),
  'dependence-negative': (_: object) =>
    assumption(
      'the inequality of Simes (or Šidák) can fail for negatively correlated statistics',
      'use holm, or a parametric test with this correlation',
    ),
  share: (_: object) =>
    input(
      'an information share must lie in (0, 1]',
      'it is information in the subgroup over information in all',
    ),
  'level-above-alpha': (p: { alpha: number }) =>
    input(
      `a local level must lie above 0 and below alpha = ${p.alpha}`,
      'lower it, or test in a fixed sequence',
    ),
  gate: (_: object) => input('the level of the gate must lie above 0 and below 1', 'write for instance 0.1'),
  'gate-inflates': (p: { error: number; alpha: number }) =>
    assumption(
      `testing at full alpha behind the gate has type I error ${p.error} at the global null, above ${p.alpha}`,
      'leave out "unadjusted", so that the level behind the gate is lowered',
    ),
  'intersection-members': (p: { size: number }) =>
    input(
      `an intersection names hypotheses by number, ascending, from 0 to ${p.size - 1}, with a weight for each`,
      'correct its members or weights',
    ),
  'intersection-missing': (p: { members: readonly number[] }) =>
    input(
      `the intersection of ${p.members.join(', ')} has no weights`,
      'add it: a closed test needs them all',
    ),
  'intersection-repeat': (p: { members: readonly number[] }) =>
    input(`the intersection of ${p.members.join(', ')} stands twice`, 'remove one'),
};

export type RefusalCode = keyof typeof ENGLISH;

type RefusalParameters<C extends RefusalCode> = Parameters<(typeof ENGLISH)[C]>[0];

/** The reasons of every code in another language; a language that lacks a code does not compile. */
export type RefusalCatalogue = {
  readonly [C in RefusalCode]: (parameters: RefusalParameters<C>) => Pick<Reason, 'rule' | 'next'>;
};

/** @example refusal('weight', 'weights[1]', -0.2, {}).rule // 'a weight must lie in [0, 1]' */
export function refusal<C extends RefusalCode>(
  code: C,
  path: string,
  value: unknown,
  parameters: RefusalParameters<C>,
): Refusal {
  const reason = (ENGLISH[code] as (p: typeof parameters) => Reason)(parameters);
  return { code, path, value: value === undefined ? null : shown(value), ...reason, parameters };
}

/** NaN and infinities, which JSON turns to null, by their names. */
function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** Every reason against a procedure at once. The message is the text of all of them. */
export class ProcedureRefused extends Error {
  override readonly name = 'ProcedureRefused';
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    const text = ({ path, value, rule, next }: Refusal) =>
      `${path}${value === null ? '' : ` = ${value}`}\n  ${rule}\n  next: ${next}`;
    super(refusals.map(text).join('\n\n'));
    this.refusals = refusals;
  }
}
