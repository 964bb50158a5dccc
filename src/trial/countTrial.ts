import type { EndpointData } from '../analyses/endpointData.ts';
import { endpointsOf } from '../designs/endpointsOf.ts';
import { type EnrolmentPlan, resized } from '../designs/enrolmentPlan.ts';
import { stagedTest, stagesOf } from '../designs/stagedRule.ts';
import { createTestPlan } from '../designs/testPlan.ts';
import { responseRate } from '../endpoints/laws.ts';
import type { Population } from '../population/groups.ts';
import { Stream } from '../rng/stream.ts';
import type { PurposeStream } from '../rng/streams.ts';
import type { BinaryEndpoint, TrialDesign, Truth } from '../scenario/model.ts';
import type { Balance } from './balance.ts';
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

/** Names of the streams of the first stages; later ones are numbered. */
const STAGE_LABELS = ['', ' second'];

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
    design.tests.every((test) => test.reRandomise === undefined) &&
    population.mixes.length === 1 &&
    population.variation === null &&
    !(truth.correlations ?? []).some(({ of }) => of.every((name) => endpointsOf(design).includes(name))) &&
    plan.n <= MOST_COUNTED &&
    (eligible.every((months) => months === eligible[0]) || stagedTest(design) !== undefined)
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
  external: Readonly<Record<string, EndpointData>>,
  tallies: readonly Tally[],
  conduct: Conduct,
  balance: Balance | null,
  results: Float64Array,
  facts: Float64Array,
): Trial {
  const staged = stagedTest(design);
  const rule = staged === undefined ? [] : stagesOf(staged);
  const names = endpointsOf(design);
  const context: StageContext = { names, truth, population, streams };
  const [first, ...later] = (staged === undefined ? [plan.n] : rule.map(({ n }) => n)).map((n, k) =>
    createStage(resized(plan, n), STAGE_LABELS[k] ?? ` stage ${k + 1}`, context),
  );
  const counts = first.outcomes.map((outcome) => outcome.counts);
  const sources: Record<string, EndpointData> = Object.fromEntries(
    names.map((name, e) => [name, { kind: 'binary', counts: counts[e] }]),
  );
  const tests = createTestPlan(design.tests, truth, population, { ...external, ...sources }, plan.n);
  const wait = lookAfterLast(design, truth);
  const stream = new Stream();
  const judged = staged === undefined ? 0 : names.indexOf(staged.of);
  const better = staged === undefined ? 'higher' : (truth.endpoints[staged.of] as BinaryEndpoint).better;

  const rest = staged?.stages?.rests ? wait : 0;

  /** Whether the responders so far end the trial: 1 with the claim, -1 without it, 0 not. */
  function verdict({ stop, claim }: { stop: number; claim: number }): -1 | 0 | 1 {
    let successes = 0;
    for (let c = better === 'higher' ? 1 : 0; c < counts[judged].length; c += 2)
      successes += counts[judged][c];
    if (successes >= claim) return 1;
    return successes > stop ? 0 : -1;
  }

  /** Plays a later stage and adds it to those before. Screening may rest while the stage before is assessed. */
  function goOn(stage: Stage, before: ScreeningTime, wanted: number): void {
    stage.draw(wanted);
    for (let c = 0; c < first.cells.length; c++) first.cells[c] += stage.cells[c];
    for (let e = 0; e < counts.length; e++) {
      const more = stage.outcomes[e].counts;
      for (let c = 0; c < more.length; c++) counts[e][c] += more[c];
    }
    stage.screen(stream, before.expected);
    facts[FACT.screened] += stage.screening.screened;
    facts[FACT.randomised] += stage.n;
    facts[FACT.monthsToLastPatient] += stage.screening.months - before.months + rest;
  }

  const waiting = Math.max(0, ...[...plan.turnaround].filter((_, g) => plan.quotaOf[g] >= 0));
  return {
    table: () =>
      population.groups.flatMap((group, g) =>
        [1, 0].map((arm) => ({
          arm: arm === 1 ? 'experimental' : 'control',
          ...groupRow(group),
          patients: first.cells[2 * g + arm],
          ...Object.fromEntries(
            names.map((name, e) => [`${name} responses`, counts[e][4 * g + 2 * arm + 1]]),
          ),
        })),
      ),
    run() {
      const wanted = replicate();
      first.draw(wanted);
      first.screen(stream, 0);
      facts[FACT.screened] = first.screening.screened;
      facts[FACT.randomised] = first.n;
      facts[FACT.monthsToLastPatient] = first.screening.months + waiting;
      let before = first.screening;
      let stage = 0;
      while (stage < later.length && verdict(rule[stage]) === 0) {
        goOn(later[stage], before, wanted);
        before = later[stage].screening;
        stage++;
      }
      facts[FACT.endedAt] = stage < later.length ? (stage + 1) * verdict(rule[stage]) : 0;
      tests.refresh();
      for (let t = 0; t < tests.analyses.length; t++) {
        tests.analyses[t](results, t * RESULTS);
        results[t * RESULTS + INFORMATION] = tests.information[t]();
      }
      conduct.start();
      conduct.decide(0);
      facts[FACT.events] = Number.NaN;
      facts[FACT.monthsToAnalysis] = facts[FACT.monthsToLastPatient] + wait;
      facts[FACT.unreached] = 0;
      recordTallies(tallies, first.cells, facts);
      if (balance !== null) {
        balance.counts.set(first.cells);
        balance.record();
      }
    },
  };
}

/** What the stages of a trial share. */
interface StageContext {
  readonly names: readonly string[];
  readonly truth: Truth;
  readonly population: Population;
  readonly streams: (purpose: string) => PurposeStream;
}

/** Patients who are enrolled without a look between: all of a trial, but where it has stages. */
interface Stage {
  readonly n: number;
  /** Patients by class = group * 2 + arm. */
  readonly cells: Int32Array;
  readonly outcomes: readonly { counts: Int32Array }[];
  readonly screening: ScreeningTime;
  /** Draws cells and outcomes of a replicate. */
  draw(replicate: number): void;
  /** Draws the screening of the replicate last drawn. @param after patients expected before this stage */
  screen(stream: Stream, after: number): void;
}

function createStage(
  plan: EnrolmentPlan,
  label: string,
  { names, truth, population, streams }: StageContext,
): Stage {
  const groups = population.groups.length;
  const allocation = createCellAllocation(plan, population);
  const outcomes = names.map((name) =>
    createOutcome(truth.endpoints[name] as BinaryEndpoint, plan, population, allocation.sizes),
  );
  const screening = createScreeningTime(plan, truth.enrolment, population.screening);
  const width = allocation.words + STATE;
  const cells = blockWords(streams(`counts${label}`), width);
  const outcomeWords = names.map((name) => blockWords(streams(`counts${label}:${name}`), 2 * groups));
  let current = -1;
  let within = 0;
  return {
    n: plan.n,
    cells: allocation.cells,
    outcomes,
    screening,
    draw(wanted) {
      within = wanted % BLOCK;
      const block = (wanted - within) / BLOCK;
      if (block !== current) {
        cells.fill(block);
        for (let e = 0; e < outcomeWords.length; e++) outcomeWords[e].fill(block);
        current = block;
      }
      allocation.draw(cells.words, within * width);
      for (let e = 0; e < outcomes.length; e++)
        outcomes[e].draw(allocation.cells, outcomeWords[e].words, within * 2 * groups);
    },
    screen(stream, after) {
      const { words } = cells;
      const at = within * width + allocation.words;
      stream.set(words[at], words[at + 1], words[at + 2], words[at + 3]);
      screening.draw(stream, after);
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

function recordTallies(tallies: readonly Tally[], cells: Int32Array, facts: Float64Array): void {
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
