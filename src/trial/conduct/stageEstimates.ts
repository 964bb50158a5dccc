import { SLOT } from '../../analyses/analysis.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import { RESULTS } from '../trial.ts';
import { CONDUCTS, DECISION, DECISIONS, ESTIMATE, ESTIMATES } from './decisions.ts';

const Z95 = normalQuantile(0.975);

/**
 * Estimates that allow for a selection, written when a trial has ended; NaN where the population was not selected.
 *
 * Of the later stages alone, weighted by their information: unbiased given the selection, because it did not see them. Of all
 * stages with the weights of the inverse-normal combination, sum w_k root(i_k) e_k / sum w_k root(i_k), with its 95 % interval:
 * median-unbiased for a population that goes on for certain, in a trial that does not stop early. A stage's information is 1 / SE^2.
 * Where stages are increments, a stage's estimate is what turns the estimate of the look before into that of the look.
 *
 * Source: Brannath, Koenig & Bauer, in: Recent developments 2006 (weights); Cohen & Sackrowitz, Statistics & Probability Letters
 * 1989;8:273-278 (the second stage alone).
 *
 * @param places of the family's tests in the trial
 * @param weights of the stages
 * @param after look of the selection, from 0
 * @param stageResults of the stages' own patients; null where they are increments of `results`
 */
export function stageEstimates(
  places: Int32Array,
  weights: ArrayLike<number>,
  after: number,
  tests: number,
  results: Float64Array,
  stageResults: Float64Array | null,
  decisions: Float64Array,
): (look: number) => void {
  const width = tests * RESULTS;
  const source = stageResults ?? results;
  return (look) => {
    for (let j = 0; j < places.length; j++) {
      let later = 0;
      let laterInformation = 0;
      let sum = 0;
      let scale = 0;
      let squares = 0;
      let before = 0;
      let estimateBefore = 0;
      for (let k = 0; k <= look; k++) {
        const at = k * width + places[j] * RESULTS;
        const all = 1 / source[at + SLOT.standardError] ** 2;
        const information = stageResults === null ? all - before : all;
        const estimate =
          stageResults === null
            ? (source[at + SLOT.estimate] * all - estimateBefore * before) / information
            : source[at + SLOT.estimate];
        before = all;
        estimateBefore = source[at + SLOT.estimate];
        if (k > after) {
          later += information * estimate;
          laterInformation += information;
        }
        sum += weights[k] * Math.sqrt(information) * estimate;
        scale += weights[k] * Math.sqrt(information);
        squares += weights[k] * weights[k];
      }
      const to = tests * DECISIONS + CONDUCTS + places[j] * ESTIMATES;
      // Of a population that was left behind, the later patients are a part only.
      if (decisions[places[j] * DECISIONS + DECISION.selected] === 0) {
        for (let i = ESTIMATE.median; i <= ESTIMATE.upper; i++) decisions[to + i] = Number.NaN;
        for (let i = ESTIMATE.later; i <= ESTIMATE.laterUpper; i++) decisions[to + i] = Number.NaN;
        continue;
      }
      const half = (Z95 * Math.sqrt(squares)) / scale;
      const alone = later / laterInformation;
      const halfAlone = Z95 / Math.sqrt(laterInformation);
      decisions[to + ESTIMATE.later] = alone;
      decisions[to + ESTIMATE.laterLower] = alone - halfAlone;
      decisions[to + ESTIMATE.laterUpper] = alone + halfAlone;
      decisions[to + ESTIMATE.median] = sum / scale;
      decisions[to + ESTIMATE.lower] = sum / scale - half;
      decisions[to + ESTIMATE.upper] = sum / scale + half;
    }
  };
}
