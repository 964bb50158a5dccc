import type { TestSpec } from '../model.ts';
import type { Path } from '../path.ts';
import type { TestInput } from '../schema/designs.ts';
import type { Context } from './context.ts';
import { intervalsOf, METHODS, methodsWhere, SPECIAL_OPTIONS, STAGED } from './methods.ts';

/** Methods that read survival at a time. */
const MILESTONES: readonly TestSpec['by'][] = ['milestone', 'post-stratified-milestone'];

/** Months of the one survival point that a milestone is held against. */
export function pointOf({ by, against }: TestInput): number | undefined {
  if (by === undefined || !MILESTONES.includes(by) || typeof against !== 'object') return undefined;
  const points = [against.survival ?? []].flat();
  return points.length === 1 ? points[0].at : undefined;
}

/** Options must belong to the method; gives the estimate. */
export function checkOptions(
  input: TestInput,
  by: TestSpec['by'],
  path: Path,
  endpoint: string,
  { checker, names }: Context,
): TestSpec['estimate'] {
  const row = METHODS[by];
  for (const option of SPECIAL_OPTIONS) {
    if (input[option] === undefined || row.options.includes(option)) continue;
    const known = methodsWhere((other) => other.kind === row.kind && other.options.includes(option));
    checker.add('option-method', [...path, option], { option, method: by, known }, 'key');
  }
  if (by === 'rmst' && input.horizon === undefined) {
    checker.add('option-needed', path, { option: 'horizon', method: by, example: 'horizon: 24' }, 'key');
  }
  if (MILESTONES.includes(by) && input.horizon === undefined && pointOf(input) === undefined) {
    checker.add('option-needed', path, { option: 'horizon', method: by, example: 'horizon: 12' }, 'key');
  }
  if (STAGED.includes(by) && input.stages === undefined) {
    const looks = by === 'predictive-probability';
    const example = looks ? 'stages: {first: 10, every: 5, n: 40}' : 'stages: {p1: 0.3, power: 0.8}';
    checker.add('option-needed', path, { option: 'stages', method: by, example }, 'key');
  }
  if (input.probability !== undefined && input.alpha !== undefined) {
    checker.add('several-of', [...path, 'probability'], { keys: ['alpha', 'probability'] }, 'key');
  }
  if (by === 'fleming-harrington' && input.weights === undefined) {
    const example = 'weights: {rho: 0, gamma: 1}';
    checker.add('option-needed', path, { option: 'weights', method: by, example }, 'key');
  }
  if (by === 'cmh' && (input['stratify by'] ?? []).length === 0) {
    checker.add(
      'option-needed',
      path,
      { option: 'stratify by', method: by, example: 'stratify by: [EGFR]' },
      'key',
    );
  }
  const wantsBaseline = by === 'ancova' && (input.covariates ?? ['baseline']).includes('baseline');
  if (wantsBaseline && !names.withBaseline.includes(endpoint)) {
    const at = input.covariates === undefined ? path : [...path, 'covariates'];
    checker.add('baseline-missing', at, { endpoint }, 'key');
  }
  const estimate = input.estimate ?? row.estimates[0];
  if (!row.estimates.includes(estimate)) {
    checker.add('estimate-method', [...path, 'estimate'], { estimate, method: by, known: row.estimates });
  }
  const known = intervalsOf(estimate, by);
  const confidence = input.confidence ?? known[0];
  if (!known.includes(confidence)) {
    checker.add('confidence-measure', [...path, 'confidence'], { confidence, estimate, known });
  }
  return estimate;
}
