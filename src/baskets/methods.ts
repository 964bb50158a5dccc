import type { BasketAnalysis, BasketMethod, BasketSetting } from './basketAnalysis.ts';
import { betaBinomial } from './betaBinomial.ts';
import { bhm } from './bhm.ts';
import { cachedAnalysis } from './cachedAnalysis.ts';
import { cbhm } from './cbhm.ts';
import { checkSetting } from './checks.ts';
import { exact } from './exact.ts';
import { exnex } from './exnex.ts';
import { fujikawa } from './fujikawa.ts';
import { mem } from './mem.ts';
import { pooled } from './pooled.ts';
import { powerPrior } from './powerPrior.ts';
import { pruneAndPool } from './pruneAndPool.ts';
import { type BasketRefusal, BasketRefused } from './refusals.ts';
import { robustMap } from './robustMap.ts';

/** Every basket analysis by its name. A new one is a file and a line here. */
const METHODS = {
  exact,
  'beta-binomial': betaBinomial,
  pooled,
  fujikawa,
  'power-prior': powerPrior,
  bhm,
  exnex,
  cbhm,
  'robust-map': robustMap,
  mem,
  'prune-and-pool': pruneAndPool,
};

/** Analyses that cost so much more than a look-up that what they have seen is kept. */
const KEPT: ReadonlySet<BasketSpec['by']> = new Set(['bhm', 'exnex', 'cbhm', 'robust-map', 'mem'] as const);

/** Analyses that say how much a basket takes from another. */
const PAIRWISE: ReadonlySet<string> = new Set(['fujikawa', 'power-prior', 'mem']);

/** Whether an analysis borrows pair by pair and says how much, see `BasketPosteriors.borrowed`. */
export const tellsBorrowing = (by: string): boolean => PAIRWISE.has(by);

type Methods = typeof METHODS;
type OptionsOf<Method> = Method extends BasketMethod<infer Options> ? Options : never;

/** A basket analysis in words: its name and its options. */
export type BasketSpec = { [K in keyof Methods]: { readonly by: K } & OptionsOf<Methods[K]> }[keyof Methods];

/**
 * Every reason against an analysis, as path, value, rule and next step; none where it is sound.
 *
 * @example checkBasketAnalysis({ by: 'pooled', prior: [0, 1] }, { nullRates: [0.2, 0.2], mostPatients: 24, level: null })[0].path // prior[0]
 */
export function checkBasketAnalysis(spec: BasketSpec, setting: BasketSetting): BasketRefusal[] {
  return [...checkSetting(setting), ...(METHODS[spec.by] as BasketMethod<BasketSpec>).check(spec, setting)];
}

/**
 * A basket analysis, checked and set up. What costly ones say of 32,768 tables of counts is kept.
 *
 * @throws BasketRefused with every reason
 * @example
 * const setting = { nullRates: [0.2, 0.2, 0.2], mostPatients: 24, level: 0.95 };
 * createBasketAnalysis({ by: 'pooled' }, setting).analyse([24, 24, 24], [5, 3, 8], out) // out.mean[0] = 0.2297
 */
export function createBasketAnalysis(spec: BasketSpec, setting: BasketSetting): BasketAnalysis {
  const refusals = checkBasketAnalysis(spec, setting);
  if (refusals.length > 0) throw new BasketRefused(refusals);
  const analysis = (METHODS[spec.by] as BasketMethod<BasketSpec>).build(spec, setting);
  return KEPT.has(spec.by)
    ? cachedAnalysis(
        analysis,
        treatsAlike(spec, setting),
        setting.borrowing === true && tellsBorrowing(spec.by),
      )
    : analysis;
}

/** The options that an analysis goes by, with what is not given filled in: priors, weights, limits. */
export function basketOptions(spec: BasketSpec, setting: BasketSetting): Record<string, unknown> {
  const { by, ...options } = (METHODS[spec.by] as BasketMethod<BasketSpec>).filled(spec, setting);
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** Whether one may exchange two baskets: they have one null rate, and no option tells them apart. */
function treatsAlike(spec: BasketSpec, { nullRates }: BasketSetting): boolean {
  if (nullRates.some((rate) => rate !== nullRates[0])) return false;
  if (spec.by === 'robust-map') return spec.donors === undefined;
  if (spec.by !== 'exnex') return true;
  const weights = (spec.exchangeable ?? []).map(({ weight }) => weight);
  return weights.every((weight) => typeof weight === 'number') && !Array.isArray(spec.alone);
}
