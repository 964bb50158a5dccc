import type { Axis, ScenarioResult } from '../operating-characteristics/result.ts';

/** A dimension of the sweep: one axis, or several that were zipped and move together. */
export interface Dimension {
  axes: Axis[];
  length: number;
  /** Points between two steps of this dimension. */
  stride: number;
}

/**
 * The dimensions of a sweep. Points are a grid with the first dimension slowest, so that the point of steps s is the sum of
 * s x stride. Axes that take the same step at every point were zipped.
 */
export function dimensionsOf(result: ScenarioResult): Dimension[] {
  const dimensions: Dimension[] = [];
  let stride = result.points.length;
  const follows = (axis: Axis, length: number, step: number) =>
    axis.values.length === length &&
    result.points.every(
      ({ index, values }) => values[axis.name] === axis.values[Math.floor(index / step) % length],
    );
  for (const axis of result.axes) {
    const last = dimensions.at(-1);
    if (last !== undefined && follows(axis, last.length, last.stride)) {
      last.axes.push(axis);
      continue;
    }
    stride /= axis.values.length;
    dimensions.push({ axes: [axis], length: axis.values.length, stride });
  }
  return dimensions;
}

/**
 * A result whose rows are the averages over its prior, with the axes that have none: `point` is the first of those averaged. Null without
 * a prior.
 */
export function averagedResult(result: ScenarioResult): ScenarioResult | null {
  if (result.averages === undefined) return null;
  const free = dimensionsOf(result).filter(({ axes }) => axes.every(({ weights }) => weights === undefined));
  return { ...result, axes: free.flatMap(({ axes }) => axes), rows: result.averages };
}

/** The point at which the averages that a point belongs to stand. */
export function averagedAt(result: ScenarioResult, point: number): number {
  const prior = dimensionsOf(result).filter(({ axes }) => axes.some(({ weights }) => weights !== undefined));
  return prior.reduce((first, dimension) => first - stepOf(dimension, point) * dimension.stride, point);
}

/** Step of a point along a dimension, from 0. */
export const stepOf = ({ length, stride }: Dimension, point: number): number =>
  Math.floor(point / stride) % length;

/** Points from the first step of a dimension to its last, every other dimension held where `point` is. */
export function pointsAlong(dimension: Dimension, point: number): number[] {
  const first = point - stepOf(dimension, point) * dimension.stride;
  return Array.from({ length: dimension.length }, (_, step) => first + step * dimension.stride);
}
