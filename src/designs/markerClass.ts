import { survivalAt } from '../distributions/survivalLaw.ts';
import { normalLaw, responseRate, timeLaw } from '../endpoints/laws.ts';
import { createPopulation } from '../population/groups.ts';
import { partsOf } from '../population/parts.ts';
import { trueCells } from '../scenario/cells.ts';
import type { Cell, Classification, Endpoint, Truth } from '../scenario/model.ts';
import { averageHazardRatio } from './benefit.ts';

/** The classes of a marker, in the order in which they are told. */
export const MARKER_CLASSES = ['none', 'prognostic', 'predictive', 'both'] as const;
export type MarkerClass = (typeof MARKER_CLASSES)[number];

/** Effects closer than this are one: quadrature is good to 1e-9. */
const ROUNDING = 1e-7;

/** Months at which survival is compared: a mixture that agrees at all of them agrees. */
const MONTHS = [0.5, 1, 2, 3, 5, 8, 12, 18, 24, 36, 60, 120];

/**
 * The class that a marker truly belongs to, by its true status among all screened.
 *
 * - prognostic: under control, outcomes in M+ are not those in M- (survival curve, rate, mean);
 * - predictive: the effect of treatment, averaged over the patients of either side, is not the same: hazard ratio (average of Kalbfleisch &
 *   Prentice, on the log scale), difference of means, or of a binary endpoint the scale asked for, by default that in which
 *   the truth states its effect. Of rates without a scale it is the difference.
 *
 * @example control rates 0.3 (M+) and 0.15 (M-), odds ratio 2 in both // prognostic; on the scale of differences both
 */
export function markerClass(
  rule: Pick<Classification, 'marker' | 'of' | 'scale'>,
  truth: Truth,
): MarkerClass {
  const endpoint = truth.endpoints[rule.of];
  const scale = classScale(endpoint, rule.scale);
  const { groups } = createPopulation(truth);
  const sides = [true, false].map((positive) =>
    trueCells(truth)
      .filter((cell) => cell.truth[rule.marker] === positive && cell.probability > 0)
      .flatMap((cell) =>
        partsOf(cell, groups).map((part) => ({ cell: part.cell, weight: cell.probability * part.share })),
      ),
  );
  const differs = (value: (cell: Cell) => number) => {
    const [a, b] = sides.map((side) => mean(side, value));
    return Math.abs(a - b) > ROUNDING;
  };
  const prognostic = controlValues(endpoint).some(differs);
  const predictive = differs((cell) => effectIn(endpoint, cell, scale));
  return prognostic ? (predictive ? 'both' : 'prognostic') : predictive ? 'predictive' : 'none';
}

type Scale = 'hazard ratio' | 'mean difference' | NonNullable<Classification['scale']>;

/** Scale on which effects are compared: of a binary endpoint the one asked for. */
export function classScale(endpoint: Endpoint, asked: Classification['scale']): Scale {
  if (endpoint.kind !== 'binary') return endpoint.kind === 'continuous' ? 'mean difference' : 'hazard ratio';
  const { kind } = endpoint.effect;
  return asked ?? (kind === 'experimental' ? 'risk difference' : kind);
}

interface Weighted {
  readonly cell: Cell;
  readonly weight: number;
}

function mean(side: readonly Weighted[], value: (cell: Cell) => number): number {
  const all = side.reduce((sum, { weight }) => sum + weight, 0);
  return side.reduce((sum, { cell, weight }) => sum + (weight / all) * value(cell), 0);
}

/** What describes outcomes under control. */
function controlValues(endpoint: Endpoint): ((cell: Cell) => number)[] {
  switch (endpoint.kind) {
    case 'time-to-event':
      return MONTHS.map((month) => (cell) => survivalAt(timeLaw(endpoint, cell, 0), month));
    case 'binary':
      return [(cell) => responseRate(endpoint, cell, 0)];
    case 'continuous':
      return [(cell) => normalLaw(endpoint, cell, 0).mean];
  }
}

function effectIn(endpoint: Endpoint, cell: Cell, scale: Scale): number {
  switch (endpoint.kind) {
    case 'time-to-event':
      return Math.log(averageHazardRatio(timeLaw(endpoint, cell, 0), timeLaw(endpoint, cell, 1)));
    case 'continuous':
      return normalLaw(endpoint, cell, 1).mean - normalLaw(endpoint, cell, 0).mean;
    case 'binary': {
      const [p0, p1] = ([0, 1] as const).map((arm) => responseRate(endpoint, cell, arm));
      if (scale === 'risk difference') return p1 - p0;
      return Math.log(p1 / p0) - (scale === 'odds ratio' ? Math.log((1 - p1) / (1 - p0)) : 0);
    }
  }
}
