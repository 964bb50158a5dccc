import type { EndpointData } from '../../analyses/endpointData.ts';
import { endpointsOf } from '../../designs/endpointsOf.ts';
import { createTestPlan, type TestPlan } from '../../designs/testPlan.ts';
import { responseRate } from '../../endpoints/laws.ts';
import { Stream } from '../../rng/stream.ts';
import type { BinaryEndpoint } from '../../scenario/model.ts';
import type { Playable } from '../playable.ts';
import { FACT, INFORMATION, RESULTS, type Trial } from '../trial.ts';
import { blockWords } from './blockWords.ts';
import type { CountedLooks } from './canCount.ts';
import { cellRows, tallyRecorder } from './cellRecords.ts';
import { createOpenBlocks } from './openBlocks.ts';
import { createScreeningClock } from './screeningClock.ts';
import { createStages } from './stages.ts';
import { createWaitingPatients } from './waitingPatients.ts';

/** Words of the state of the stream of screening. */
const STATE = 4;

/**
 * A trial of several looks on cell counts, of the same law as on patients: what each look adds is drawn by cells. Where populations
 * are dropped, the patients of the next looks are drawn from those that go on; those who came while the last of the look waited are
 * looked at one by one (`waitingPatients.ts`).
 */
export function createLookTrial(playable: Playable, looks: CountedLooks): Trial {
  const { design, plan, truth, population, external, tallies, conduct, evenness } = playable;
  const { results, facts, borrowed } = playable;
  const { purposeStream: streams, replicate } = playable.cohort;
  const { adaptation } = conduct;
  const { patients, after, part } = looks;
  const last = patients.length - 1;
  const names = endpointsOf(design, truth);
  const classes = 2 * population.groups.length;
  const columns = () => names.map(() => new Int32Array(2 * classes));
  const testsOn = (counts: readonly Int32Array[], told: Float64Array | null): TestPlan => {
    const sources = names.map((name, e): [string, EndpointData] => [
      name,
      { kind: 'binary', counts: counts[e] },
    ]);
    return createTestPlan(
      design.tests,
      truth,
      population,
      { ...external, ...Object.fromEntries(sources) },
      plan.n,
      told,
    );
  };
  /** Outcomes known at the look, and those of them that it adds. */
  const known = columns();
  const added = columns();
  const tests = testsOn(known, borrowed);
  const stageResults = adaptation?.stageResults ?? null;
  const stageTests = stageResults === null ? null : testsOn(added, null);
  const cells = new Int32Array(classes);
  const stream = new Stream();
  const recordTallies = tallyRecorder(tallies);
  const state = blockWords(streams('screening of counts'), STATE);
  const arrivals = truth.enrolment.arrivals === 'even' ? 'even' : 'poisson';
  const clock = createScreeningClock(arrivals, population.screening);
  const blocks = plan.block === 0 ? null : createOpenBlocks(plan);
  const waiting = createWaitingPatients(plan, population, blocks);
  const stages = createStages(design, looks, plan, truth, population, blocks, streams);
  const { everybody } = stages;
  const wait = Math.max(0, ...plan.turnaround.filter((_, g) => everybody[g] === 1));
  const rates = names.map((name) =>
    Float64Array.from(cells, (_, c) =>
      responseRate(truth.endpoints[name] as BinaryEndpoint, population.groups[c >> 1], c % 2 === 0 ? 0 : 1),
    ),
  );
  let recruited: Uint8Array = everybody;
  /** Patients of whom the look knows, those whom it counts, and those after it who have been drawn one by one. */
  let analysed = 0;
  let counted = 0;
  let drawn = 0;
  let further: number | null = null;
  /** Month of the last arrival of the look. */
  let arrival = 0;

  /** Draws what a look adds. */
  function recruit(look: number, wanted: number): void {
    const planned = patients[look];
    let target = planned;
    if (look === last && further !== null && adaptation !== null && adaptation.reassessment !== null)
      target = Math.max(planned, Math.min(adaptation.reassessment.most, Math.ceil(analysed + further)));
    for (let e = 0; e < added.length; e++) clear(added[e]);
    const places = plan.n - analysed - drawn;
    const ofPart = part !== null && look < part.looks;
    const size = ofPart ? Math.min(planned - counted, places) : target - analysed - drawn;
    if (drawn > 0) takeWaiting();
    analysed += drawn;
    drawn = 0;
    if (size > 0) {
      const stage = stages.of(look, recruited);
      analysed += stage.draw(size, places, wanted, stream);
      counted += stage.counted;
      for (let c = 0; c < classes; c++) cells[c] += stage.cells[c];
      for (let e = 0; e < added.length; e++) stage.outcomes(e, added[e]);
      stage.screen(clock, stream);
      arrival = clock.month;
    }
    for (let e = 0; e < known.length; e++) {
      const all = known[e];
      const more = added[e];
      for (let c = 0; c < all.length; c++) all[c] += more[c];
    }
    if (ofPart && counted < planned) facts[FACT.unreached] = 1;
  }

  /** Outcomes of those who were drawn one by one. */
  function takeWaiting(): void {
    for (let c = 0; c < classes; c++) {
      cells[c] += waiting.cells[c];
      for (let e = 0; e < added.length; e++) {
        const limit = rates[e][c] * 4294967296;
        for (let i = 0; i < waiting.cells[c]; i++) added[e][2 * c + Number(stream.next() >>> 0 < limit)]++;
      }
    }
  }

  function analyse(look: number): void {
    const width = tests.analyses.length * RESULTS;
    runTests(tests, results, look * width);
    if (stageTests === null || stageResults === null) return;
    // The first stage is all that is known at the first look.
    if (look === 0) for (let i = 0; i < width; i++) stageResults[i] = results[i];
    else runTests(stageTests, stageResults, look * width);
  }

  /** Restricts recruitment after the look. */
  function adapt(look: number): void {
    if (adaptation === null || look !== adaptation.after) return;
    if (adaptation.reassessment !== null) further = adaptation.reassessment.further();
    const goOn = adaptation.recruited === null ? null : adaptation.recruited();
    if (goOn === null) return;
    const members = stages.among(goOn);
    if (after[look] + wait > 0) {
      comeBy(look, members);
      drawn = waiting.randomised;
      if (drawn > 0) arrival = waiting.month;
    }
    recruited = members;
  }

  /** Those who come from the last arrival of a look to the look. */
  function comeBy(look: number, later: Uint8Array | null): void {
    const enters = arrival + after[look];
    waiting.come(plan.n - analysed, look + 1, enters, enters + wait, recruited, later, clock, stream);
  }

  /** What the trial has come to when it ends with a look. */
  function finish(look: number): void {
    facts[FACT.monthsToAnalysis] = arrival + wait + after[look];
    let randomised = analysed;
    if (analysed < plan.n && after[look] + wait > 0) {
      comeBy(look, null);
      randomised += waiting.randomised;
      if (waiting.randomised > 0) arrival = waiting.month;
      for (let c = 0; c < classes; c++) cells[c] += waiting.cells[c];
    }
    facts[FACT.screened] = clock.screened;
    facts[FACT.randomised] = randomised;
    facts[FACT.monthsToLastPatient] = arrival + wait;
    facts[FACT.events] = Number.NaN;
    recordTallies(cells, facts);
    if (evenness !== null) {
      evenness.counts.set(cells);
      evenness.record();
    }
  }

  return {
    table: () => cellRows(population, cells, names, known),
    run() {
      const wanted = replicate();
      const at = state.of(wanted);
      const { words } = state;
      stream.set(words[at], words[at + 1], words[at + 2], words[at + 3]);
      clear(cells);
      for (let e = 0; e < known.length; e++) clear(known[e]);
      blocks?.start();
      clock.start();
      recruited = everybody;
      analysed = 0;
      counted = 0;
      drawn = 0;
      further = null;
      facts[FACT.unreached] = 0;
      conduct.start();
      let look = 0;
      for (; ; look++) {
        recruit(look, wanted);
        analyse(look);
        if (conduct.decide(look)) break;
        adapt(look);
      }
      finish(look);
    },
  };
}

/** Not by `fill`: for a few numbers the call costs more than the loop. */
function clear(counts: Int32Array): void {
  for (let c = 0; c < counts.length; c++) counts[c] = 0;
}

function runTests(tests: TestPlan, out: Float64Array, from: number): void {
  tests.refresh();
  for (let t = 0; t < tests.analyses.length; t++) {
    const at = from + t * RESULTS;
    tests.analyses[t](out, at);
    out[at + INFORMATION] = tests.information[t]();
  }
}
