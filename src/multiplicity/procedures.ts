import { bonferroni } from './bonferroni.ts';
import { closed } from './closed.ts';
import { fallback } from './fallback.ts';
import { fixedSequence } from './fixedSequence.ts';
import { graph } from './graph.ts';
import { hochberg } from './hochberg.ts';
import { holm } from './holm.ts';
import { hommel } from './hommel.ts';
import { interactionGated } from './interactionGated.ts';
import { mast } from './mast.ts';
import { none } from './none.ts';
import { overallSubgroup } from './overallSubgroup.ts';
import { parametric } from './parametric.ts';
import type { Procedure, ProcedureKind } from './procedure.ts';
import { ProcedureRefused, type Refusal } from './refusals.ts';
import { sidak } from './sidak.ts';
import { simes } from './simes.ts';

/** Every procedure by its name. A new one is a file and a line here. */
const PROCEDURES = {
  none,
  bonferroni,
  holm,
  hochberg,
  hommel,
  'fixed-sequence': fixedSequence,
  fallback,
  graph,
  simes,
  sidak,
  parametric,
  'overall-subgroup': overallSubgroup,
  mast,
  'interaction-gated': interactionGated,
  closed,
};

type Procedures = typeof PROCEDURES;
type OptionsOf<Kind> = Kind extends ProcedureKind<infer Options> ? Options : never;

/** A procedure in words: its name and its options. */
export type ProcedureSpec = {
  [K in keyof Procedures]: { readonly kind: K } & OptionsOf<Procedures[K]>;
}[keyof Procedures];

/**
 * Every reason against a procedure, as path, value, rule and next step; none where it is sound.
 *
 * @example checkProcedure({ kind: 'holm', alpha: 0.025, weights: [0.7, 0.7] })[0].rule // the weights sum to 1.4, more than the whole of alpha
 */
export function checkProcedure(spec: ProcedureSpec): Refusal[] {
  return (PROCEDURES[spec.kind] as ProcedureKind<ProcedureSpec>).check(spec);
}

export interface ProcedureOptions {
  /** Run it although an assumption fails or is not shown; what is not a procedure is refused all the same. */
  readonly insist?: boolean;
}

/**
 * A procedure, set up and checked.
 *
 * @throws ProcedureRefused with every reason
 * @example createProcedure({ kind: 'holm', alpha: 0.025, weights: [0.5, 0.5] }).reject(z, rejected)
 */
export function createProcedure(spec: ProcedureSpec, { insist = false }: ProcedureOptions = {}): Procedure {
  const refusals = checkProcedure(spec).filter(({ kind }) => !insist || kind === 'input');
  if (refusals.length > 0) throw new ProcedureRefused(refusals);
  return (PROCEDURES[spec.kind] as ProcedureKind<ProcedureSpec>).build(spec);
}
