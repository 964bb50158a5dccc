/**
 * Correlation of the statistics of two populations that share patients: shared / sqrt(first x second), each the
 * statistical information (events, or inverse variance) of that population.
 *
 * Holds for information that adds up over strata, under the null. Disjoint populations have 0; a subgroup and all have the
 * root of the information share.
 *
 * Source: Spiessens & Debois, Contemporary Clinical Trials 2010;31:647-656, section 2.
 *
 * @param shared information in the patients of both
 * @example informationCorrelation(400, 160, 160) // 0.6325: 160 of 400 events are in the subgroup
 */
export function informationCorrelation(first: number, second: number, shared: number): number {
  return shared / Math.sqrt(first * second);
}
