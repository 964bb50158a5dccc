import type { ClassicalBounds, Spending } from '../conductModel.ts';
import type { Path } from '../path.ts';
import { BOUNDS_KEYS, SPENDING_KEYS, type SpendingInput } from '../schema/conduct.ts';
import type { TrialInput } from '../schema/designs.ts';
import { type Context, exactlyOne } from './context.ts';

type BoundsInput = NonNullable<NonNullable<TrialInput['looks']>['bounds']>;

/** How alpha (or beta) is spent over the looks; null where that cannot be said. */
export function readSpending(
  input: SpendingInput,
  path: Path,
  { alpha, looks }: { alpha: number; looks: number },
  { checker }: Context,
): Spending | null {
  if (typeof input === 'string') return { kind: input };
  const way = exactlyOne(checker, input, SPENDING_KEYS, path);
  switch (way) {
    case null:
      return null;
    case 'hwang-shih-decani':
      return { kind: way, gamma: input[way]! };
    case 'kim-demets':
      return { kind: way, rho: input[way]! };
    case 'user': {
      const spent = input.user!;
      const here = [...path, 'user'];
      if (spent.length !== looks) checker.add('spending-looks', here, { values: spent.length, looks });
      spent.forEach((value, k) => {
        if (k > 0 && value < spent[k - 1])
          checker.add('spending-order', [...here, k], { previous: spent[k - 1] });
        if (value > alpha + 1e-12) checker.add('spending-alpha', [...here, k], { alpha });
      });
      return { kind: 'user', spent };
    }
  }
}

/** Bounds of a classical shape. */
export function readBounds(input: BoundsInput, path: Path, { checker }: Context): ClassicalBounds | null {
  if (typeof input === 'string') return { kind: input };
  const way = exactlyOne(checker, input, BOUNDS_KEYS, path);
  switch (way) {
    case 'wang-tsiatis':
      return { kind: way, shape: input[way]! };
    case 'haybittle-peto':
      return { kind: way, z: input[way]! };
    default:
      return way === null ? null : { kind: way, reaches: input[way]! };
  }
}
