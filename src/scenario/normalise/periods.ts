import type { Checker } from '../faults.ts';
import type { Periods } from '../model.ts';
import type { Path } from '../path.ts';

export type PeriodsInput = number | { until?: number; value: number }[];

/** Reads a number, or a number by period: every period but the last ends, each after the one before. */
export function readPeriods(input: PeriodsInput, path: Path, checker: Checker): Periods {
  if (typeof input === 'number') return constant(input);
  let previous = 0;
  return input.map(({ until, value }, i) => {
    const last = i === input.length - 1;
    const here = [...path, i];
    if (last !== (until === undefined)) checker.add('period-end', last ? [...here, 'until'] : here, { last });
    if (until !== undefined) {
      if (!last && until <= previous) checker.add('period-order', [...here, 'until'], { previous });
      previous = until;
    }
    return { until: last ? Number.POSITIVE_INFINITY : (until ?? previous), value };
  });
}

/** One value for ever. */
export const constant = (value: number): Periods => [{ until: Number.POSITIVE_INFINITY, value }];
