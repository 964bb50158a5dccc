import { SLOT, SLOTS } from '../analyses/analysis.ts';
import type { TestPlan } from '../designs/testPlan.ts';
import { normalQuantile } from '../numeric/normal.ts';
import type { PurposeStream } from '../rng/streams.ts';
import type { TrialDesign } from '../scenario/model.ts';
import type { Enrolment } from './enrolment.ts';
import type { Observer } from './observers.ts';
import { RESULTS } from './trial.ts';

/** Statistics this near the observed one are equal to it: few allocations of a small trial give the same. */
const EQUAL = 1e-9;

/**
 * Design-based p-values: outcomes stay as they were seen (no effect on anybody), the arms are drawn anew by the trial's own
 * allocation, and p = (1 + allocations with z as large) / (1 + allocations drawn). z becomes the normal quantile of 1 - p; estimates stay.
 *
 * Exact at every size for the hypothesis of no effect on any patient, whatever the allocation. Each draw costs an analysis of
 * the trial: 199 of them make it about 200 times as slow.
 *
 * Source: Rosenberger & Lachin, Randomization in Clinical Trials, 2nd ed., Wiley 2016, chapter 6.
 *
 * @returns null where no test asks for it; else what replaces z in `results` at a look that has been analysed
 */
export function createReRandomisation(
  design: TrialDesign,
  enrolment: Enrolment,
  observers: readonly Observer[],
  tests: TestPlan,
  purpose: PurposeStream,
  replicate: () => number,
  results: Float64Array,
): ((look: number, month: Float64Array) => void) | null {
  const asked = [...design.tests.keys()].filter((t) => design.tests[t].reRandomise !== undefined);
  if (asked.length === 0) return null;
  const draws = Int32Array.from(asked, (t) => design.tests[t].reRandomise as number);
  const most = Math.max(...draws);
  const { arm } = enrolment.enrolled;
  const kept = new Uint8Array(arm.length);
  const observed = new Float64Array(asked.length);
  const asLarge = new Int32Array(asked.length);
  const out = new Float64Array(SLOTS);

  function show(month: Float64Array): void {
    for (let o = 0; o < observers.length; o++) {
      observers[o].relabel();
      observers[o].observe(month);
    }
    tests.refresh();
  }

  return (look, month) => {
    const first = look * design.tests.length;
    for (let i = 0; i < asked.length; i++) observed[i] = results[(first + asked[i]) * RESULTS + SLOT.z];
    asLarge.fill(0);
    kept.set(arm);
    purpose.start(replicate());
    for (let draw = 0; draw < most; draw++) {
      enrolment.reallocate(purpose.stream);
      show(month);
      for (let i = 0; i < asked.length; i++) {
        if (draw >= draws[i]) continue;
        tests.analyses[asked[i]](out, 0);
        asLarge[i] += out[SLOT.z] >= observed[i] - EQUAL ? 1 : 0;
      }
    }
    arm.set(kept);
    show(month);
    for (let i = 0; i < asked.length; i++) {
      const p = (1 + asLarge[i]) / (1 + draws[i]);
      // p = 1 is the z of an exact test whose p is 1.
      const z = Math.max(-8.21, normalQuantile(1 - p));
      results[(first + asked[i]) * RESULTS + SLOT.z] = Number.isNaN(observed[i]) ? observed[i] : z;
    }
  };
}
