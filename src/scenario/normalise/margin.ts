import type { TestSpec } from '../model.ts';
import type { Path } from '../path.ts';
import type { TestInput } from '../schema/designs.ts';
import type { Context } from './context.ts';

/** Methods whose margin is written as a ratio. */
const RATIOS: readonly TestSpec['by'][] = ['cox', 'risk-ratio', 'odds-ratio'];

const isRatio = (by: TestSpec['by'], { estimate }: TestInput): boolean =>
  RATIOS.includes(by) || (by === 'milestone' && estimate === 'cumulative hazard ratio');

/**
 * The margin of a test on the scale of its estimate (ratios as logs); null without one. It is held against on one side, between the two
 * arms: not of an interaction, of a value from elsewhere or of allocations drawn anew.
 */
export function readMargin(
  input: TestInput,
  by: TestSpec['by'],
  against: TestSpec['against'],
  sided: 1 | 2,
  path: Path,
  { checker }: Context,
): number | null {
  const { margin } = input;
  if (margin === undefined) return null;
  const at = [...path, 'margin'];
  if (sided === 2) checker.add('margin-sided', at, {}, 'key');
  const method = notWith(input, against);
  if (method !== null) checker.add('option-method', at, { option: 'margin', method, known: [] }, 'key');
  const [low, high] = rangeOf(by, input);
  const sound = margin > low && margin < high;
  if (!sound) {
    const bound = high === Number.POSITIVE_INFINITY ? `above ${low}` : `above ${low} and below ${high}`;
    checker.add('out-of-range', at, { bound, hint: '' });
  }
  return isRatio(by, input) && sound ? Math.log(margin) : margin;
}

function notWith(input: TestInput, against: TestSpec['against']): string | null {
  if (input.interaction !== undefined) return 'a test of interaction';
  if (input['re-randomise'] !== undefined) return 'a re-randomisation test';
  return against === null ? null : 'a test without randomised arms';
}

/** What lies within can be had. */
function rangeOf(by: TestSpec['by'], input: TestInput): [number, number] {
  const { horizon } = input;
  if (isRatio(by, input)) return [0, Number.POSITIVE_INFINITY];
  if (by === 'risk-difference' || by === 'milestone') return [-1, 1];
  return by === 'rmst' && horizon !== undefined
    ? [-horizon, horizon]
    : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
}
