import { choleskyFactor } from '../numeric/cholesky.ts';
import type { Edge, Graph } from './graphWeights.ts';
import { MOST_IN_TABLES } from './intersections.ts';
import type { PartialCorrelation } from './parametricTest.ts';
import { type Refusal, refusal } from './refusals.ts';

/** Sums of shares written in decimals miss 1 by rounding. */
const SUM_ROUNDING = 1e-9;
/** Correlations written in decimals miss a singular matrix by as much. */
const CORRELATION_ROUNDING = 1e-6;

/** Statistics in one group of known correlation: 6 take a minute to set up. */
const MOST_JOINT = 6;

const within = (x: number, least: number, most: number) => x >= least && x <= most;
const shownSum = (sum: number) => Number(sum.toPrecision(6));

export function checkAlpha(alpha: number): Refusal[] {
  return alpha > 0 && alpha < 0.5 ? [] : [refusal('alpha', 'alpha', alpha, {})];
}

export function checkSize(size: number, path: string, most: number = MOST_IN_TABLES): Refusal[] {
  if (!(Number.isInteger(size) && size > 0)) return [refusal('no-hypotheses', path, size, {})];
  return size > most ? [refusal('too-many', path, size, { most })] : [];
}

/** Shares of alpha. */
export function checkWeights(weights: readonly number[], path = 'weights', zero = true): Refusal[] {
  const faults = weights.flatMap((w, j) => {
    if (!within(w, 0, 1)) return [refusal('weight', `${path}[${j}]`, w, {})];
    return zero || w > 0 ? [] : [refusal('weight-zero', `${path}[${j}]`, w, {})];
  });
  const sum = weights.reduce((total, w) => total + w, 0);
  if (faults.length > 0 || sum <= 1 + SUM_ROUNDING) return faults;
  return [refusal('weights-sum', path, weights, { sum: shownSum(sum) })];
}

/** Each of size hypotheses once. */
export function checkOrder(order: readonly number[], size: number): Refusal[] {
  const places = [...order].sort((a, b) => a - b);
  const each = places.length === size && places.every((j, place) => j === place);
  return each ? [] : [refusal('order-places', 'order', order, { size })];
}

const shareOf = (edge: Edge) => (typeof edge === 'number' ? edge : edge.value);
const epsilonOf = (edge: Edge) => (typeof edge === 'number' ? 0 : edge.epsilon);

export function checkGraph({ weights, transitions }: Graph): Refusal[] {
  const size = weights.length;
  const faults = [...checkSize(size, 'weights'), ...checkWeights(weights)];
  if (transitions.length !== size || transitions.some((row) => row.length !== size))
    return [...faults, refusal('transitions-shape', 'transitions', transitions, { size })];
  transitions.forEach((row, l) => {
    const path = `transitions[${l}]`;
    const wrong = row.flatMap((edge, k) => {
      const [value, epsilon] = [shareOf(edge), epsilonOf(edge)];
      if (k === l && (value !== 0 || epsilon !== 0))
        return [refusal('transition-self', `${path}[${k}]`, edge, {})];
      const inside = within(value, 0, 1) && (value > 0 || epsilon >= 0) && (value < 1 || epsilon <= 0);
      return inside && Number.isFinite(epsilon) ? [] : [refusal('transition', `${path}[${k}]`, edge, {})];
    });
    faults.push(...wrong);
    const sum = row.reduce((total: number, edge) => total + shareOf(edge), 0);
    const small = row.reduce((total: number, edge) => total + epsilonOf(edge), 0);
    const above = sum > 1 + SUM_ROUNDING || (sum > 1 - SUM_ROUNDING && small > SUM_ROUNDING);
    if (wrong.length === 0 && above)
      faults.push(
        refusal('transition-row', path, row, { sum: `${shownSum(sum)}${small > 0 ? ' + epsilon' : ''}` }),
      );
  });
  return faults;
}

/** Shape, range, symmetry; positive semidefinite with 0 for what is not known. */
function checkCorrelation(correlation: PartialCorrelation, size: number): Refusal[] {
  const path = 'correlation';
  const shaped =
    correlation.length === size &&
    correlation.every(
      (row, j) => row.length === size && row[j] === 1 && row.every((r, k) => r === correlation[k]?.[j]),
    );
  if (!shaped) return [refusal('correlation-shape', path, correlation, { size })];
  const outside = correlation.flatMap((row, j) =>
    row.flatMap((r, k) =>
      k > j && r !== null && !within(r, -1, 1)
        ? [refusal('correlation-value', `${path}[${j}][${k}]`, r, {})]
        : [],
    ),
  );
  if (outside.length > 0) return outside;
  const matrix = Float64Array.from(
    correlation.flatMap((row, j) => row.map((r, k) => (j === k ? 1 + CORRELATION_ROUNDING : (r ?? 0)))),
  );
  return choleskyFactor(matrix, size) ? [] : [refusal('correlation-definite', path, correlation, {})];
}

/** A correlation for a parametric test: given, and known within groups. */
export function checkKnownCorrelation(correlation: PartialCorrelation | undefined, size: number): Refusal[] {
  if (correlation === undefined) return [refusal('correlation-missing', 'correlation', undefined, {})];
  const faults = checkCorrelation(correlation, size);
  if (faults.length > 0) return faults;
  const known = (j: number) => correlation[j].map((r) => r !== null).join();
  const open = correlation.findIndex((row, j) => row.some((r, k) => r !== null && known(j) !== known(k)));
  if (open >= 0) return [refusal('correlation-groups', `correlation[${open}]`, correlation[open], {})];
  if (Math.max(...correlation.map((row) => row.filter((r) => r !== null).length)) > MOST_JOINT)
    return [refusal('correlation-large', 'correlation', undefined, { most: MOST_JOINT })];
  const tied = correlation.some((row, j) => row.some((r, k) => k !== j && r !== null));
  return tied || size === 1 ? [] : [refusal('correlation-missing', 'correlation', correlation, {})];
}

/**
 * Dependence under which the Simes inequality is proved for one-sided normal statistics: every correlation at least 0.
 *
 * Source: Sarkar, Annals of Statistics 1998;26:494-504; Benjamini & Yekutieli, Annals of Statistics 2001;29:1165-1188,
 * section 3.1.
 */
export function checkPositiveDependence(
  correlation: PartialCorrelation | undefined,
  size: number,
): Refusal[] {
  if (size <= 1) return [];
  if (correlation === undefined) return [refusal('dependence-unknown', 'correlation', undefined, {})];
  const faults = checkCorrelation(correlation, size);
  if (faults.length > 0) return faults;
  return correlation.flatMap((row, j) =>
    row.flatMap((r, k) => {
      if (k <= j || (r !== null && r >= 0)) return [];
      const code = r === null ? 'dependence-unknown' : 'dependence-negative';
      return [refusal(code, `correlation[${j}][${k}]`, r ?? undefined, {})];
    }),
  );
}

/** Information in a subgroup over information in all. */
export function checkShare(share: number | undefined): Refusal[] {
  return share !== undefined && share > 0 && share <= 1
    ? []
    : [refusal('share', 'informationShare', share, {})];
}

/** A part of alpha. */
export function checkLocalLevel(level: number, alpha: number, path: string): Refusal[] {
  return level > 0 && level < alpha ? [] : [refusal('level-above-alpha', path, level, { alpha })];
}
