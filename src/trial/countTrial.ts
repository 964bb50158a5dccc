import type { EndpointData } from '../analyses/endpointData.ts';
import { endpointsOf } from '../designs/endpointsOf.ts';
import type { EnrolmentPlan } from '../designs/enrolmentPlan.ts';
import { createTestPlan } from '../designs/testPlan.ts';
import { responseRate } from '../endpoints/laws.ts';
import type { Population } from '../population/groups.ts';
import { Stream } from '../rng/stream.ts';
import type { PurposeStream } from '../rng/streams.ts';
import type { BinaryEndpoint, TrialDesign, Truth } from '../scenario/model.ts';
import { createCellAllocation } from './cellAllocation.ts';
import { binomialRange, binomialSplit } from './cellSplits.ts';
import type { Conduct } from './conduct/conduct.ts';
import { groupRow } from './patientRows.ts';
import { createScreeningTime, type ScreeningTime } from './screeningTime.ts';
import { FACT, INFORMATION, RESULTS, type Tally, type Trial } from './trial.ts';

/** Replicates that share a seeding of the streams: seeding would cost as much as the trial. */
const BLOCK = 64;

/** Words of the state of the stream that screening draws from. */
const STATE = 4;

/** The largest trial on cell counts: its tables of binomials grow with the number of patients. */
const MOST_COUNTED = 5000;

/**
 * Whether a trial can be played on cell counts: all outcomes are binary, nothing is looked at before everybody is assessed,
 * subgroup sizes are random, of one mix in all trials and months, and arms depend on the numbers in the strata only. Patients in
 * a cell are then exchangeable, and a trial costs a draw a cell.
 */
export function canCount(
  design: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
): boolean {
  const endpoints = endpointsOf(design).map((name) => truth.endpoints[name]);
  const last = Math.max(
    0,
    ...endpoints.map((endpoint) => (endpoint.kind === 'binary' ? endpoint.assessedAt : 0)),
  );
  const [look, ...more] = design.looks;
  const eligible = [...plan.turnaround].filter((_, g) => plan.quotaOf[g] >= 0);
  return (
    endpoints.every((endpoint) => endpoint.kind === 'binary') &&
    more.length === 0 &&
    (look.kind === 'assessed' || (look.kind === 'follow-up' && look.months >= last)) &&
    design.quotas.length === 0 &&
    plan.exchangeable &&
    population.mixes.length === 1 &&
    population.variation === null &&
    plan.n <= MOST_COUNTED &&
    eligible.every((months) => months === eligible[0])
  );
}

/** A trial on cell counts, of the same law as on patients. Parameters as of `createPatientTrial`. */
export function createCountTrial(
  design: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
  streams: (purpose: string) => PurposeStream,
  replicate: () => number,
  tallies: readonly Tally[],
  conduct: Conduct,
  results: Float64Array,
  facts: Float64Array,
): Trial {
  const groups = population.groups.length;
  const allocation = createCellAllocation(plan, population);
  const outcomes = endpointsOf(design).map((name) =>
    createOutcome(truth.endpoints[name] as BinaryEndpoint, plan, population, allocation.sizes),
  );
  const sources: Record<string, EndpointData> = Object.fromEntries(
    endpointsOf(design).map((name, e) => [name, { kind: 'binary', counts: outcomes[e].counts }]),
  );
  const tests = createTestPlan(design.tests, truth, population, sources);
  const screening = createScreeningTime(plan, truth.enrolment, population.screening);
  const wait = lookAfterLast(design, truth);
  const width = allocation.words + STATE;
  const cells = blockWords(streams('counts'), width);
  const outcomeWords = endpointsOf(design).map((name) => blockWords(streams(`counts:${name}`), 2 * groups));
  const screeningStream = new Stream();
  let current = -1;

  /** Makes the words of the replicate available; gives its number in its block. */
  function seek(wanted: number): number {
    const within = wanted % BLOCK;
    const block = (wanted - within) / BLOCK;
    if (block !== current) {
      cells.fill(block);
      for (let e = 0; e < outcomeWords.length; e++) outcomeWords[e].fill(block);
      current = block;
    }
    return within;
  }

  const names = endpointsOf(design);
  return {
    table: () =>
      population.groups.flatMap((group, g) =>
        [1, 0].map((arm) => ({
          arm: arm === 1 ? 'experimental' : 'control',
          ...groupRow(group),
          patients: allocation.cells[2 * g + arm],
          ...Object.fromEntries(
            names.map((name, e) => [`${name} responses`, outcomes[e].counts[4 * g + 2 * arm + 1]]),
          ),
        })),
      ),
    run() {
      const within = seek(replicate());
      const { words } = cells;
      allocation.draw(words, within * width);
      for (let e = 0; e < outcomes.length; e++) {
        outcomes[e].draw(allocation.cells, outcomeWords[e].words, within * 2 * groups);
      }
      tests.refresh();
      for (let t = 0; t < tests.analyses.length; t++) {
        tests.analyses[t](results, t * RESULTS);
        results[t * RESULTS + INFORMATION] = tests.information[t]();
      }
      conduct.start();
      conduct.decide(0);
      const at = within * width + allocation.words;
      screeningStream.set(words[at], words[at + 1], words[at + 2], words[at + 3]);
      screening.draw(screeningStream);
      recordFacts(plan, screening, wait, allocation.cells, tallies, facts);
    },
  };
}

/**
 * The words of a purpose for a block of replicates, `width` of them for each: every replicate has its own place, whatever the
 * others and other designs draw, so that designs are paired replicate by replicate and never across.
 */
function blockWords(purpose: PurposeStream, width: number): { words: Int32Array; fill(block: number): void } {
  const words = new Int32Array(width * BLOCK);
  return {
    words,
    fill(block) {
      purpose.start(block);
      purpose.stream.fill(words, 0, words.length);
    },
  };
}

function recordFacts(
  plan: EnrolmentPlan,
  screening: ScreeningTime,
  wait: number,
  cells: Int32Array,
  tallies: readonly Tally[],
  facts: Float64Array,
): void {
  const last = screening.months + plan.turnaround[plan.quotaOf.indexOf(0)];
  facts[FACT.screened] = screening.screened;
  facts[FACT.randomised] = plan.n;
  facts[FACT.events] = Number.NaN;
  facts[FACT.monthsToLastPatient] = last;
  facts[FACT.monthsToAnalysis] = last + wait;
  facts[FACT.unreached] = 0;
  for (let t = 0; t < tallies.length; t++) {
    const { classes } = tallies[t];
    let count = 0;
    for (let c = 0; c < cells.length; c++) count += classes[c] * cells[c];
    facts[FACT.tallies + t] = count;
  }
}

/** Responses of every cell: counts by code = group * 4 + arm * 2 + response. */
function createOutcome(
  endpoint: BinaryEndpoint,
  plan: EnrolmentPlan,
  population: Population,
  sizes: readonly { share: number }[],
): { counts: Int32Array; draw(cells: Int32Array, words: Int32Array, at: number): void } {
  const splits = population.groups.flatMap((group, g) =>
    ([0, 1] as const).map((arm) =>
      binomialSplit(binomialRange(plan.n, sizes[2 * g + arm].share), responseRate(endpoint, group, arm)),
    ),
  );
  const counts = new Int32Array(population.groups.length * 4);
  return {
    counts,
    draw(cells, words, at) {
      for (let c = 0; c < splits.length; c++) {
        const n = cells[c];
        const x = splits[c].draw(n, words[at + c]);
        counts[2 * c] = n - x;
        counts[2 * c + 1] = x;
      }
    },
  };
}

/** Months from the last randomisation to the analysis. */
function lookAfterLast(design: TrialDesign, truth: Truth): number {
  const [look] = design.looks;
  if (look.kind === 'follow-up') return look.months;
  const months = endpointsOf(design).map((name) => (truth.endpoints[name] as BinaryEndpoint).assessedAt);
  return Math.max(0, ...months);
}
