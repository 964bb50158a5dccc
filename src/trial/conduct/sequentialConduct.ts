import { SLOT } from '../../analyses/analysis.ts';
import { benefitSign } from '../../designs/measureOf.ts';
import type { PlannedInformation } from '../../designs/plannedInformation.ts';
import type { Monitoring } from '../../scenario/conductModel.ts';
import type { TrialDesign, Truth } from '../../scenario/model.ts';
import { type ClaimSources, compileClaim } from '../claims.ts';
import { INFORMATION, RESULTS } from '../trial.ts';
import { adjustedEstimates } from './adjustedEstimates.ts';
import type { Conduct } from './conduct.ts';
import { CONDUCT, CONDUCTS, DECISION, DECISIONS } from './decisions.ts';
import { ownAlpha } from './ownAlpha.ts';
import { sequentialFamily } from './sequentialFamily.ts';

/**
 * A group-sequential trial: at every look the family is tested with the bounds that its levels have there, hypotheses
 * are dropped for futility, and the trial stops when all are decided, or when the design says so.
 *
 * The closed test with weighted Bonferroni tests: an intersection is rejected at a look where the z of one of its
 * hypotheses reaches the bound of its share of alpha at its own information, or where one of its hypotheses has been rejected
 * before. What an earlier look showed is not looked at again with alpha that came later. A dropped hypothesis is
 * kept, and its alpha with it.
 *
 * Source: Maurer & Bretz, Stat Biopharm Res 2013;5:311-320.
 */
export function sequentialConduct(
  design: TrialDesign,
  monitoring: Monitoring,
  truth: Truth,
  information: PlannedInformation,
  results: Float64Array,
  decisions: Float64Array,
): Conduct {
  const { tests, looks } = design;
  const { stopWhen } = monitoring;
  const family = sequentialFamily(design, monitoring, information);
  const { places, twoSided, levelOf, stride, monotone, most } = family;
  const size = places.length;
  const last = looks.length - 1;
  const everything = 2 ** size - 1;
  const width = tests.length * RESULTS;
  const whole = tests.length * DECISIONS;
  const outside = Uint8Array.from(tests, (_, t) => (places.includes(t) ? 0 : 1));
  const own = ownAlpha(tests, outside, results, decisions);
  const sign = Float64Array.from(places, (t) => benefitSign(tests[t], truth));
  const adjust = adjustedEstimates(family, sign, tests.length, results, decisions);
  const levels = Math.max(1, ...family.bounds.map((byLevel) => byLevel.length));
  /** What has been asked at the look: 1 where z reaches the bound of a level, 0 where not, -1 not yet asked. */
  const asked = new Int8Array(size * levels);
  let now = 0;
  const z = new Float64Array(size);
  const fractions = family.planned.map((byLook) => new Float64Array(byLook.length));
  const stops = looks.map((_, look) =>
    stopWhen === null ? () => false : compileClaim(stopWhen, lookSources(design, look, results, decisions)),
  );
  let rejected = 0;
  let dropped = 0;

  /** z and information. */
  function read(look: number): void {
    for (let j = 0; j < size; j++) {
      const at = look * width + places[j] * RESULTS;
      const value = results[at + SLOT.z];
      z[j] = twoSided[j] === 1 ? Math.abs(value) : value;
      fractions[j][look] = results[at + INFORMATION] / most[j];
    }
    now = look;
    asked.fill(-1);
  }

  function reaches(mask: number, j: number): boolean {
    const level = levelOf[mask * stride + j];
    // Levels are below 1/2, bounds above 0; a z that could not be had asks for none.
    if (level < 0 || ((dropped >> j) & 1) === 1 || !(z[j] > 0)) return false;
    const at = j * levels + level;
    if (asked[at] < 0) asked[at] = family.bounds[j][level][now].reaches(z[j], fractions[j]) ? 1 : 0;
    return asked[at] === 1;
  }

  function reject(j: number, look: number): void {
    rejected |= 1 << j;
    const to = places[j] * DECISIONS;
    const harm = twoSided[j] === 1 && results[look * width + places[j] * RESULTS + SLOT.z] < 0;
    decisions[to + (harm ? DECISION.harm : DECISION.rejected)] = 1;
    if (!harm) decisions[to + DECISION.rejectedAt] = look + 1;
  }

  /** One after the other, the weights growing. */
  function rejectInSteps(look: number): void {
    for (let before = -1; before !== rejected; ) {
      before = rejected;
      for (let j = 0; j < size; j++) {
        if (((rejected >> j) & 1) === 0 && reaches(everything & ~rejected, j)) reject(j, look);
      }
    }
  }

  /** Intersection by intersection. */
  function rejectByClosure(look: number): void {
    let open = everything;
    for (let mask = everything; mask > 0 && open !== 0; mask--) {
      if ((mask & open) === 0 || (mask & rejected) !== 0) continue;
      let some = false;
      for (let j = 0; j < size && !some; j++) some = ((mask >> j) & 1) === 1 && reaches(mask, j);
      if (!some) open &= ~mask;
    }
    open &= ~rejected;
    for (let j = 0; j < size; j++) if ((open >> j) & 1) reject(j, look);
  }

  function drop(look: number): void {
    for (let j = 0; j < size; j++) {
      if (((rejected | dropped) >> j) & 1) continue;
      const at = look * width + places[j] * RESULTS;
      const { z: lowest, effect } = family.futility[j][look];
      if (results[at + SLOT.z] <= lowest || sign[j] * results[at + SLOT.estimate] <= effect) {
        dropped |= 1 << j;
        decisions[places[j] * DECISIONS + DECISION.dropped] = 1;
      }
    }
  }

  /** Whether a hypothesis that is open has alpha, or could be given some by another that is open. */
  function canGoOn(): boolean {
    const open = everything & ~rejected & ~dropped;
    if (open === 0) return false;
    if (!monotone) return true;
    for (let j = 0; j < size; j++) {
      if ((open >> j) & 1 && levelOf[(everything & ~rejected) * stride + j] >= 0) return true;
    }
    return false;
  }

  function finish(look: number): void {
    const final = last * width;
    if (look < last) {
      results.copyWithin(final, look * width, (look + 1) * width);
      results.fill(Number.NaN, (look + 1) * width, final);
    }
    // What is said of harm is decided look by look for a two-sided family, at the end for the others.
    for (let j = 0; j < size; j++) z[j] = decisions[places[j] * DECISIONS + DECISION.harm];
    adjust(final, look, fractions);
    own.decide(final, look + 1);
    for (let j = 0; j < size; j++) {
      if (twoSided[j] === 1) decisions[places[j] * DECISIONS + DECISION.harm] = z[j];
    }
    const early = look < last;
    decisions[whole + CONDUCT.stopLook] = look + 1;
    decisions[whole + CONDUCT.efficacyAt] = early && rejected !== 0 ? look + 1 : Number.NaN;
    decisions[whole + CONDUCT.futilityAt] = early && rejected === 0 ? look + 1 : Number.NaN;
  }

  return {
    adaptation: null,
    start() {
      rejected = 0;
      dropped = 0;
      for (let t = 0; t < tests.length; t++) {
        decisions.fill(0, t * DECISIONS, (t + 1) * DECISIONS);
        decisions[t * DECISIONS + DECISION.rejectedAt] = Number.NaN;
        decisions[t * DECISIONS + DECISION.selected] = Number.NaN;
      }
      decisions.fill(Number.NaN, whole + CONDUCTS);
    },
    decide(look) {
      read(look);
      if (monotone) rejectInSteps(look);
      else rejectByClosure(look);
      if (look < last) {
        drop(look);
        if (canGoOn() && !stops[look]()) return false;
      }
      finish(look);
      return true;
    },
  };
}

/** What a claim reads at a look. */
export function lookSources(
  { tests }: TrialDesign,
  look: number,
  results: Float64Array,
  decisions: Float64Array,
): ClaimSources {
  const placeOf = new Map(tests.map((test, t) => [test.name, t]));
  return {
    results,
    decisions,
    test({ test }) {
      const t = placeOf.get(test) as number;
      const at = t * DECISIONS;
      return {
        results: (look * tests.length + t) * RESULTS,
        rejected: at + DECISION.rejected,
        harm: at + DECISION.harm,
      };
    },
    claim: () => Number.NaN,
  };
}
