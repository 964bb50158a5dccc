import type { BasketMethod, BasketSetting } from './basketAnalysis.ts';
import type { ExnexModel } from './exnexModel.ts';
import { exnexOne } from './exnexOne.ts';
import { exnexTwo } from './exnexTwo.ts';
import {
  centralRate,
  checkHyperPrior,
  checkNormal,
  type HyperPriorOptions,
  hyperPrior,
  type NormalPrior,
  unitPrior,
} from './hyperPrior.ts';
import { type BasketRefusal, basketRefusal } from './refusals.ts';

/** Baskets with two exchangeable laws at most: every subset of them is looked at. */
const MOST_WITH_TWO = 10;

interface ExchangeablePart extends HyperPriorOptions {
  /** Prior probability of belonging here: of every basket, or by basket. */
  readonly weight: number | readonly number[];
}

export interface ExnexOptions {
  /** One or two laws that baskets may share; one of weight 0.5 where not given. */
  readonly exchangeable?: readonly ExchangeablePart[];
  /** Logit of a basket that stands alone, of every basket or by basket; worth one patient at the mean null rate. */
  readonly alone?: NormalPrior | readonly NormalPrior[];
}

/**
 * Exchangeability-nonexchangeability: each basket's logit comes from a law that baskets share, as in a hierarchical
 * model, or stands alone. By quadrature, the mixture over who belongs where summed exactly; errors below 5e-7.
 *
 * Source: Neuenschwander, Wandel, Roychoudhury & Bailey, Pharmaceutical Statistics 2016;15:123-134.
 *
 * @example x = 0, 5, 5 of 10 each against 0.2: means 0.048, 0.478, 0.478; above 0.036, 0.980, 0.980
 */
export const exnex: BasketMethod<ExnexOptions> = {
  filled,
  check: (options, { nullRates }) => checkExnex(options, nullRates.length),
  build: (options, setting) => {
    const model = exnexModel(options, setting);
    return model.laws.length === 1 ? exnexOne(model, setting) : exnexTwo(model, setting);
  },
};

function filled({ exchangeable, alone }: ExnexOptions, { nullRates }: BasketSetting) {
  const parts: readonly ExchangeablePart[] = exchangeable ?? [{ weight: 0.5 }];
  return {
    exchangeable: parts.map((part) => ({ ...part, ...hyperPrior(part, nullRates) })),
    alone: alone ?? unitPrior(centralRate(nullRates), 0),
  };
}

function exnexModel(options: ExnexOptions, setting: BasketSetting): ExnexModel {
  const { nullRates } = setting;
  const { exchangeable: parts, alone: single } = filled(options, setting);
  return {
    laws: parts.map(({ mu, tau }) => ({ mu, tau })),
    weights: parts.map(({ weight }) =>
      Float64Array.from(nullRates, (_, j) => (typeof weight === 'number' ? weight : weight[j])),
    ),
    alone: nullRates.map((_, j) => ('mean' in single ? single : single[j])),
  };
}

function checkExnex({ exchangeable, alone }: ExnexOptions, baskets: number): BasketRefusal[] {
  const parts = exchangeable ?? [];
  const lists = parts.map(({ weight }) =>
    typeof weight === 'number' ? Array<number>(baskets).fill(weight) : weight,
  );
  const short = [...lists, ...(alone === undefined || 'mean' in alone ? [] : [alone])].some(
    (list) => list.length !== baskets,
  );
  const sums = Array.from({ length: baskets }, (_, j) => lists.reduce((sum, list) => sum + list[j], 0));
  const bad =
    lists.some((list) => list.some((w) => !(w >= 0 && w <= 1))) || sums.some((sum) => sum > 1 + 1e-12);
  return [
    ...(exchangeable !== undefined && (parts.length === 0 || parts.length > 2)
      ? [basketRefusal('exchangeable-parts', 'exchangeable', parts.length, {})]
      : []),
    ...(parts.length === 2 && baskets > MOST_WITH_TWO
      ? [basketRefusal('exchangeable-two', 'exchangeable', baskets, { most: MOST_WITH_TWO })]
      : []),
    ...(short ? [basketRefusal('by-basket', 'exchangeable', undefined, { baskets })] : []),
    ...(!short && bad ? [basketRefusal('exnex-weights', 'exchangeable', lists, {})] : []),
    ...parts.flatMap((part, i) => checkHyperPrior(part, `exchangeable[${i}].`)),
    ...(alone === undefined ? [] : 'mean' in alone ? [alone] : alone).flatMap((prior, j) =>
      checkNormal(prior, `alone[${j}]`),
    ),
  ];
}
