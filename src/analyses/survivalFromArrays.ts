import { createSurvivalData, type SurvivalData } from '../subjects/survivalData.ts';

/** Patients, one entry each. */
export interface SurvivalArrays {
  /** Months from entry to event or censoring, > 0. */
  time: ArrayLike<number>;
  /** 1 (or true) event, 0 censored. */
  event: ArrayLike<number | boolean>;
  /** 1 experimental, 0 control. */
  arm: ArrayLike<number>;
  /** Whole number from 0; default one group. */
  group?: ArrayLike<number>;
}

const MOST_GROUPS = 16384;

/**
 * Codes and sorts patients as the kernels of the simulated trials read them. Patients of equal time may come
 * in any order.
 *
 * @throws RangeError for columns of unequal length and for values out of range
 *
 * @example
 * survivalFromArrays({ time: [5, 2], event: [0, 1], arm: [1, 0] }) // time 2, 5; code 1, 2
 */
export function survivalFromArrays(arrays: SurvivalArrays): SurvivalData {
  const { time, event, arm, group } = arrays;
  const n = time.length;
  check('time', time, n, 'a time is > 0 and finite', (t) => t > 0 && t < Number.POSITIVE_INFINITY);
  check('event', event, n, 'give 1 (event) or 0 (censored)', (e) => e === 0 || e === 1);
  check('arm', arm, n, 'give 1 (experimental) or 0 (control)', (a) => a === 0 || a === 1);
  if (group)
    check(
      'group',
      group,
      n,
      `a group is a whole number from 0 to ${MOST_GROUPS - 1}`,
      (g) => Number.isInteger(g) && g >= 0 && g < MOST_GROUPS,
    );
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((i, j) => time[i] - time[j] || i - j);
  const data = createSurvivalData(n);
  data.n = n;
  order.forEach((i, k) => {
    data.time[k] = time[i];
    data.code[k] = (group ? group[i] : 0) * 4 + arm[i] * 2 + Number(event[i]);
  });
  return data;
}

function check(
  path: string,
  column: ArrayLike<number | boolean>,
  n: number,
  rule: string,
  good: (value: number) => boolean,
): void {
  if (column.length !== n)
    throw new RangeError(`${path}: got ${column.length} values; it needs one for each of ${n} times.`);
  for (let i = 0; i < n; i++)
    if (!good(Number(column[i]))) throw new RangeError(`${path}[${i}]: got ${column[i]}; ${rule}.`);
}
