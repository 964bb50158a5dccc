import { bivariateNormalUpper } from '../numeric/bivariateNormal.ts';
import { normalUpperQuantile, normalUpperTail } from '../numeric/normal.ts';

/** How one stage's data test the intersection of several populations. */
export type StageTest = 'bonferroni' | 'sidak' | 'simes' | 'spiessens-debois';

/**
 * z of one stage's p-value of an intersection hypothesis.
 *
 * @param z of every population, from this stage's patients alone; NaN (an analysis that failed) counts as p = 1
 * @param mask populations of the intersection that have data in this stage: bit j is population j; with one of them it is
 *   that population's z, with none NaN
 * @param correlation of the two statistics in this stage, root(information in the subset / in all); read by
 *   Spiessens-Debois only
 */
export type StageIntersection = (z: Float64Array, mask: number, correlation: number) => number;

/**
 * Tests of an intersection by one stage's data.
 *
 * p of m populations with ordered p_(1) <= ... <= p_(m): Bonferroni min(1, m p_(1)), Sidak 1 - (1 - p_(1))^m, Simes
 * min m p_(i) / i, Spiessens-Debois P(max of two normals of known correlation >= the greater z). Sidak and Simes hold
 * for nested or disjoint populations, whose statistics are not negatively correlated.
 *
 * No allocation: fit for every replicate.
 *
 * Source: Spiessens & Debois, Contemporary Clinical Trials 2010;31:647-656; Brannath et al., Statistics in Medicine
 * 2009;28:1445-1463; Wassmer & Brannath, "Group sequential and confirmatory adaptive designs in clinical trials", 2016,
 * chapter 11.
 *
 * @example stageIntersection('spiessens-debois')(Float64Array.of(2.2, 1), 0b11, Math.sqrt(0.4)) // 1.9876 (p = 0.02343)
 */
export function stageIntersection(test: StageTest): StageIntersection {
  return (z, mask, correlation) => {
    let members = 0;
    let greatest = Number.NEGATIVE_INFINITY;
    for (let j = 0; mask >> j !== 0; j++) {
      if (((mask >> j) & 1) === 0) continue;
      members++;
      if (z[j] > greatest) greatest = z[j];
    }
    if (members === 0) return Number.NaN;
    if (members === 1) return greatest;
    switch (test) {
      case 'bonferroni':
        return normalUpperQuantile(Math.min(1, members * normalUpperTail(greatest)));
      case 'sidak':
        return normalUpperQuantile(-Math.expm1(members * Math.log1p(-normalUpperTail(greatest))));
      case 'simes':
        return normalUpperQuantile(simes(z, mask, members));
      case 'spiessens-debois':
        return normalUpperQuantile(eitherExceeds(greatest, correlation));
    }
  };
}

function simes(z: Float64Array, mask: number, members: number): number {
  let least = 1;
  for (let j = 0; mask >> j !== 0; j++) {
    if (((mask >> j) & 1) === 0) continue;
    let rank = 0;
    for (let k = 0; mask >> k !== 0; k++) rank += (mask >> k) & Number(z[k] >= z[j]);
    const p = (members * normalUpperTail(z[j])) / rank;
    if (p < least) least = p;
  }
  return least;
}

/** P(either of two standard normals exceeds z), as a tail. */
function eitherExceeds(z: number, correlation: number): number {
  return 2 * normalUpperTail(z) - bivariateNormalUpper(z, z, correlation);
}
