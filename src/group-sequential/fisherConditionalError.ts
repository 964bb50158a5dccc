import { type FisherBounds, fisherExitProbabilities } from './fisherProduct.ts';

/**
 * P(Fisher's product test rejects at a later stage | the product so far), with uniform p-values to come: 0 where p of
 * this stage is above its alpha_0.
 *
 * With one stage left it is c / product without allocation: fit for every replicate.
 *
 * Source: Posch & Bauer, Biom J 1999;41:689-696.
 *
 * @param stage from 0, before the last, at which the test has not rejected
 * @param p of this stage
 * @param product p_1 ... p_stage
 * @example fisherConditionalError(bauerKoehneBounds(0.025, 0.5), 0, 0.1, 0.1) // 0.038042
 */
export function fisherConditionalError(
  bounds: FisherBounds,
  stage: number,
  p: number,
  product: number,
): number {
  if (p > bounds.futility[stage]) return 0;
  if (stage === bounds.product.length - 2) return Math.min(1, bounds.product[stage + 1] / product);
  const rest = {
    product: bounds.product.slice(stage + 1).map((c) => c / product),
    futility: bounds.futility.slice(stage + 1),
  };
  return fisherExitProbabilities(rest).reduce((sum, q) => sum + q, 0);
}
