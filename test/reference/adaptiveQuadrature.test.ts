import { describe, expect, it } from 'vitest';
import { inverseNormalStages, pairTest } from '../../src/adaptive/secondStage.ts';
import { selector } from '../../src/adaptive/selection.ts';
import { type PairLaw, twoStages } from '../../src/adaptive/twoStages.ts';
import { inverseNormalWeights } from '../../src/group-sequential/inverseNormal.ts';
import { normalUpperTail } from '../../src/numeric/normal.ts';
import { designOf, list, type Row, rows } from '../fixtures/adaptive/published.ts';
import type { ScoreDesign } from '../fixtures/adaptive/scores.ts';

/**
 * Probabilities of two stages by quadrature against rpact's simulations of means with known SD and of survival scores: both are normal
 * with subset sizes that are not random, so that quadrature has no error of approximation and the distance is Monte Carlo error alone.
 * 4 standard errors: of 70 comparisons one in 200 runs of rpact would fail; here it has run once.
 */
const LIMIT = 4;

/** S first, then all. */
function lawsOf({ endpoint, planned, allocation: r, prevalences, effects, sds, controls }: ScoreDesign) {
  const c = r / (1 + r) ** 2;
  const rate = prevalences.map((p, s) => {
    if (endpoint === 'means') return p;
    if (controls === null) return p * (1 + r * effects[s]);
    return (p * (r * (1 - (1 - controls[s]) ** effects[s]) + controls[s])) / (1 + r);
  });
  const effect = effects.map((value) => (endpoint === 'means' ? value : Math.log(value)));
  const sizes = (total: number, left: number) => {
    const all = left === 0b01 ? rate[0] : rate[0] + rate[1];
    return rate.map((own, s) => (left === 0b01 && s === 1 ? 0 : (total * own) / all));
  };
  const law = (size: number[]): PairLaw => {
    const mean = (own: number[]) => {
      const variance = own.reduce((sum, s) => sum + size[s] * sds[s] ** 2, 0);
      return (own.reduce((sum, s) => sum + size[s] * effect[s], 0) * Math.sqrt(c)) / Math.sqrt(variance);
    };
    return {
      mean: [mean([0]), mean([0, 1])],
      sd: [1, 1],
      correlation: Math.min(0.999999, Math.sqrt(size[0] / (size[0] + size[1]))),
    };
  };
  const first = sizes(planned[0], 0b11);
  const second = (left: number) => law(sizes(planned[1] - planned[0], left));
  /** Estimates at the first look. */
  const estimates = (z: Float64Array) =>
    Float64Array.of(first[0], first[0] + first[1]).map((n, j) => {
      const value = (z[j] * sds[0]) / Math.sqrt(n * c);
      return endpoint === 'means' ? value : Math.exp(value);
    });
  return { first: law(first), second, estimates, slope: Math.sqrt(first[0] / (first[0] + first[1])) };
}

function characteristics(design: ScoreDesign) {
  const { first, second, estimates, slope } = lawsOf(design);
  const pair = ({ correlation }: PairLaw) => pairTest(design.intersection, correlation);
  const select = selector(design.rule);
  const weights = inverseNormalWeights(design.information);
  return twoStages({
    first,
    second,
    test: inverseNormalStages({ first: pair(first), second: pair(second(0b11)) }, weights, design.critical),
    goOn(z) {
      const greatest = Math.max(z[0], z[1]);
      const hopeless = design.intersection === 'bonferroni' && 2 * normalUpperTail(greatest) >= 1;
      return { kept: 0b11, selected: hopeless ? 0 : select(estimates(z), 0b11) };
    },
    borders: [1, 1 / slope],
  });
}

describe('rpact’s two-stage simulations by quadrature', () => {
  const normal = rows.filter(({ id, inputs }: Row) => {
    if (!/^RPACT-(means|survival)/.test(id) || inputs.design === undefined) return false;
    const two = (inputs.effectList.subGroups as string[]).length === 2;
    return two && inputs.successCriterion !== 'atLeastOne';
  });
  it('has rows', () => expect(normal.length).toBeGreaterThanOrEqual(4));
  it.each(normal.map((row) => [row.id, row] as const))('%s', (_, row) => {
    const { value, inputs } = row;
    const design = designOf(row);
    const { rejected, early, selected } = characteristics(design);
    const m = inputs.iterations as number;
    const near = (name: string, p: number, published: number) =>
      expect(Math.abs(p - published), name).toBeLessThan(LIMIT * Math.sqrt((p * (1 - p)) / m) + 1e-6);
    const holding = (p: Float64Array, j: number) => p[1 << j] + p[3];
    near('at least one', rejected[1] + rejected[2] + rejected[3], value.rejectAtLeastOne as number);
    const stages = value.rejected_per_stage_population as number[][];
    list(value.rejected_by_population_any_stage).forEach((p, j) => {
      near(`rejected ${j}`, holding(rejected, j), p);
      near(`rejected ${j} at 1`, holding(early, j), stages[0][j]);
    });
    const published = value.selected_by_stage_population as number[][];
    published[1].forEach((p, j) => {
      near(`selected ${j}`, holding(selected, j), p);
    });
  });
});
