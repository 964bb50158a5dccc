import { combinations, levelsShare, resolveByCell } from '../scenario/cells.ts';
import type { Cell, Periods, Truth } from '../scenario/model.ts';

/** Who comes to be screened, by the levels of the factors and calendar period. */
export interface ScreenedLevels {
  /** Ends of the periods in which the mix of the screened is constant, the last Infinity. */
  readonly untils: readonly number[];
  /** Patients screened per month. */
  readonly screening: Periods;
  /** Probabilities of a factor's levels in a period, given the levels of the factors before it. */
  levels(factor: string, before: Cell, period: number): number[];
}

/**
 * Patients of the levels l come at the rate R(t) share(l) r(l, t), R being `screened per month` and r the relative rate: one
 * Poisson process for each combination of levels, told here as one process and the mix of those who come.
 *
 * @example shares 0.2 and 0.8, relative rates 1 and 0.25: 40 % of the rate, half of it from either level
 */
export function screenedLevels(truth: Truth): ScreenedLevels {
  const { screenedPerMonth, relativeRate } = truth.enrolment;
  const plain = (factor: string, before: Cell) =>
    Object.values(truth.strata[factor]).map((share) => resolveByCell(share, before));
  const even = relativeRate.every(({ value }) => value.every((period) => period.value === 1));
  if (even) return { untils: [Number.POSITIVE_INFINITY], screening: screenedPerMonth, levels: plain };

  const untils = ends(relativeRate.map(({ value }) => value));
  const factors = Object.fromEntries(
    Object.entries(truth.strata).map(([factor, levels]) => [factor, Object.keys(levels)]),
  );
  const kinds = combinations(factors, []).map((cell) => {
    const rate = resolveByCell(relativeRate, cell);
    const share = levelsShare(truth, cell);
    return { levels: cell.levels, weights: untils.map((until) => share * valueBefore(rate, until)) };
  });
  const total = untils.map((_, p) => kinds.reduce((sum, { weights }) => sum + weights[p], 0));
  const screening = ends([screenedPerMonth, periodsOf(untils, total)]).map((until) => ({
    until,
    value: valueBefore(screenedPerMonth, until) * valueBefore(periodsOf(untils, total), until),
  }));
  return {
    untils,
    screening,
    levels(factor, before, period) {
      const given = kinds.filter(({ levels }) =>
        Object.entries(before.levels).every(([name, level]) => levels[name] === level),
      );
      const weights = factors[factor].map((level) =>
        given.reduce((sum, kind) => sum + (kind.levels[factor] === level ? kind.weights[period] : 0), 0),
      );
      const sum = weights.reduce((all, weight) => all + weight, 0);
      // Nobody with these levels comes in the period: any law will do.
      return sum > 0 ? weights.map((weight) => weight / sum) : plain(factor, before);
    },
  };
}

const periodsOf = (untils: readonly number[], values: readonly number[]): Periods =>
  untils.map((until, p) => ({ until, value: values[p] }));

/** All ends of some piecewise constant functions, in order. */
function ends(functions: readonly Periods[]): number[] {
  return [...new Set(functions.flatMap((one) => one.map(({ until }) => until)))].sort((a, b) => a - b);
}

/** The value that holds just before a month. */
function valueBefore(periods: Periods, month: number): number {
  return periods.find(({ until }) => month <= until)!.value;
}
