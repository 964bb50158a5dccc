import type { BasketSetting } from './basketAnalysis.ts';
import { type BasketRefusal, basketRefusal } from './refusals.ts';

/** Tables of (n, x) beyond this would not fit. */
const MOST_PATIENTS = 5000;

/** x is a number within lowest..highest, neither of them included. */
function inside(x: number, lowest: number, highest: number): boolean {
  return x > lowest && x < highest;
}

/** The trial that an analysis is set up for. */
export function checkSetting({ nullRates, mostPatients, level }: BasketSetting): BasketRefusal[] {
  const whole = Number.isInteger(mostPatients) && mostPatients >= 1 && mostPatients <= MOST_PATIENTS;
  return [
    ...(nullRates.length === 0 ? [basketRefusal('no-baskets', 'nullRates', undefined, {})] : []),
    ...nullRates.flatMap((rate, j) =>
      inside(rate, 0, 1) ? [] : [basketRefusal('null-rate', `nullRates[${j}]`, rate, {})],
    ),
    ...(whole ? [] : [basketRefusal('most-patients', 'mostPatients', mostPatients, {})]),
    ...(level === null || inside(level, 0, 1) ? [] : [basketRefusal('level', 'level', level, {})]),
  ];
}

/** Shapes of a beta law. */
export function checkPrior(prior: BetaShapes | undefined, path = 'prior'): BasketRefusal[] {
  return (prior ?? []).flatMap((shape, i) =>
    inside(shape, 0, Number.POSITIVE_INFINITY)
      ? []
      : [basketRefusal('prior-shape', `${path}[${i}]`, shape, {})],
  );
}

/** First and second shape of a beta law: prior responders and non-responders. */
export type BetaShapes = readonly [number, number];
