import { SLOT } from '../analyses/analysis.ts';
import { selectionCorrection } from '../analyses/selectionCorrection.ts';
import { shrinkage } from '../analyses/shrinkage.ts';
import { benefitSign } from '../designs/measureOf.ts';
import { plannedInformation } from '../designs/plannedInformation.ts';
import { normalQuantile } from '../numeric/normal.ts';
import type { Population } from '../population/groups.ts';
import type { SelectionEstimates, Truth } from '../scenario/model.ts';
import { CONDUCTS, DECISION, DECISIONS, ESTIMATE, ESTIMATES } from './conduct/decisions.ts';
import type { PlannedTrial } from './plannedTrial.ts';
import { RESULTS } from './trial.ts';

const Z95 = normalQuantile(0.975);

/**
 * Says which of several tests came out best when a trial is over, and what allows for that: shrunken estimates of all of them, and of the
 * best its estimate less what being the best adds on average (NaN for the others). Limits of the corrected estimate are moved with it.
 *
 * @param results offset in `raw` of the results of the trial's last look
 * @param decisions offset in `raw` of its decisions
 */
export function createSelectionEstimates(
  { bestOf, towards }: SelectionEstimates,
  { design, plan, expectations }: PlannedTrial,
  truth: Truth,
  population: Population,
  raw: Float64Array,
  results: number,
  decisions: number,
): () => void {
  const { tests } = design;
  const placeOf = (name: string) => tests.findIndex((test) => test.name === name);
  const places = Int32Array.from(bestOf, placeOf);
  const size = places.length;
  const information = plannedInformation(design, plan, population, expectations);
  const known = information.correlation([...places]).map((row) => row.map((r) => r ?? 0));
  const correction = selectionCorrection(known);
  const sign = Float64Array.from(places, (t) => benefitSign(tests[t], truth));
  const shrink = towards === null ? null : shrinkage(size);
  const whole = results + (towards === null ? 0 : placeOf(towards)) * RESULTS;
  const z = new Float64Array(size);
  const estimate = new Float64Array(size);
  const error = new Float64Array(size);

  function write(to: number, value: number, half: number): void {
    raw[to] = value;
    raw[to + 1] = value - half;
    raw[to + 2] = value + half;
  }

  return () => {
    let best = -1;
    for (let j = 0; j < size; j++) {
      const at = results + places[j] * RESULTS;
      z[j] = raw[at + SLOT.z];
      estimate[j] = raw[at + SLOT.estimate];
      error[j] = raw[at + SLOT.standardError];
      if (best < 0 ? !Number.isNaN(z[j]) : z[j] > z[best]) best = j;
    }
    const shrunken =
      shrink === null
        ? null
        : shrink(estimate, error, raw[whole + SLOT.estimate], raw[whole + SLOT.standardError]);
    for (let j = 0; j < size; j++) {
      const to = decisions + tests.length * DECISIONS + CONDUCTS + places[j] * ESTIMATES;
      raw[decisions + places[j] * DECISIONS + DECISION.selected] = j === best ? 1 : 0;
      if (shrunken !== null)
        write(to + ESTIMATE.shrunken, shrunken.estimate[j], Z95 * shrunken.standardError[j]);
      const less = j === best ? sign[j] * error[j] * correction(z, j) : Number.NaN;
      write(to + ESTIMATE.corrected, estimate[j] - less, Z95 * error[j]);
    }
  };
}
