import type { EndpointData } from '../../analyses/endpointData.ts';
import { endpointsOf } from '../../designs/endpointsOf.ts';
import { type EnrolmentPlan, resized } from '../../designs/enrolmentPlan.ts';
import { screenedBy } from '../../designs/limits/entryLaw.ts';
import { stagedTest, stagesOf } from '../../designs/stagedRule.ts';
import { createTestPlan } from '../../designs/testPlan.ts';
import type { Population } from '../../population/groups.ts';
import { Stream } from '../../rng/stream.ts';
import type { PurposeStream } from '../../rng/streams.ts';
import type { BinaryEndpoint, TrialDesign, Truth } from '../../scenario/model.ts';
import type { Playable } from '../playable.ts';
import { FACT, INFORMATION, RESULTS, type Trial } from '../trial.ts';
import { blockWords } from './blockWords.ts';
import { createCellOutcomes } from './cellOutcomes.ts';
import { cellRows, tallyRecorder } from './cellRecords.ts';
import { createCellRecruitment } from './cellRecruitment.ts';
import { createSplitMaker } from './cellSplits.ts';
import { createOpenBlocks } from './openBlocks.ts';
import { createScreeningTime, type ScreeningTime } from './screeningTime.ts';

/** Words of the state of the stream that screening draws from. */
const STATE = 4;

/** Names of the streams of the first stages; later ones are numbered. */
const STAGE_LABELS = ['', ' second'];

/** A trial on cell counts, of the same law as on patients. */
export function createCountTrial(playable: Playable): Trial {
  const { design, plan, truth, population, external, tallies, conduct, evenness } = playable;
  const { results, facts, borrowed } = playable;
  const { purposeStream: streams, replicate } = playable.cohort;
  const staged = stagedTest(design);
  const rule = staged === undefined ? [] : stagesOf(staged);
  const names = endpointsOf(design, truth);
  const context: StageContext = { names, truth, population, streams };
  const [first, ...later] = (staged === undefined ? [plan.n] : rule.map(({ n }) => n)).map((n, k) =>
    createStage(resized(plan, n), STAGE_LABELS[k] ?? ` stage ${k + 1}`, context),
  );
  const counts = first.outcomes.map((outcome) => outcome.counts);
  const sources: Record<string, EndpointData> = Object.fromEntries(
    names.map((name, e) => [name, { kind: 'binary', counts: counts[e] }]),
  );
  const tests = createTestPlan(
    design.tests,
    truth,
    population,
    { ...external, ...sources },
    plan.n,
    borrowed,
  );
  const wait = lookAfterLast(design, truth);
  const stream = new Stream();
  const recordTallies = tallyRecorder(tallies);
  const judged = staged === undefined ? 0 : names.indexOf(staged.of);
  const better = staged === undefined ? 'higher' : (truth.endpoints[staged.of] as BinaryEndpoint).better;

  const rest = staged?.stages?.rests ? wait : 0;
  const waiting = Math.max(0, ...[...plan.turnaround].filter((_, g) => plan.quotaOf[g] >= 0));

  /** Whether the responders so far end the trial: 1 with the claim, -1 without it, 0 not. */
  function verdict({ stop, claim }: { stop: number; claim: number }): -1 | 0 | 1 {
    let successes = 0;
    for (let c = better === 'higher' ? 1 : 0; c < counts[judged].length; c += 2)
      successes += counts[judged][c];
    if (successes >= claim) return 1;
    return successes > stop ? 0 : -1;
  }

  /** Plays a later stage and adds it to those before. Screening may rest while the stage before is assessed; the calendar goes on. */
  function goOn(stage: Stage, before: ScreeningTime, wanted: number): void {
    stage.draw(wanted);
    for (let c = 0; c < first.cells.length; c++) first.cells[c] += stage.cells[c];
    for (let e = 0; e < counts.length; e++) {
      const more = stage.outcomes[e].counts;
      for (let c = 0; c < more.length; c++) counts[e][c] += more[c];
    }
    stage.screen(
      stream,
      rest === 0 ? before.expected : screenedBy(population.screening, before.months + rest),
    );
    facts[FACT.screened] += stage.screening.screened;
    facts[FACT.randomised] += stage.n;
    facts[FACT.monthsToLastPatient] = stage.screening.months + waiting;
  }

  return {
    table: () => cellRows(population, first.cells, names, counts),
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
      recordTallies(first.cells, facts);
      if (evenness !== null) {
        evenness.counts.set(first.cells);
        evenness.record();
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
  /** Draws the screening of the replicate last drawn. @param after patients expected by the month in which it begins */
  screen(stream: Stream, after: number): void;
}

function createStage(
  plan: EnrolmentPlan,
  label: string,
  { names, truth, population, streams }: StageContext,
): Stage {
  const groups = population.groups.length;
  const eligible = Uint8Array.from(plan.quotaOf, (quota) => (quota < 0 ? 0 : 1));
  const blocks = plan.block === 0 ? null : createOpenBlocks(plan);
  const split = createSplitMaker();
  const sizes = [{ least: plan.n, most: plan.n }];
  const recruitment = createCellRecruitment(plan, population, eligible, sizes, blocks, split);
  const outcomes = names.map((name) => ({
    ...createCellOutcomes(truth.endpoints[name] as BinaryEndpoint, population, recruitment.ranges, split),
    counts: new Int32Array(4 * groups),
  }));
  const screening = createScreeningTime(plan, truth.enrolment, population.screening);
  const own = blockWords(streams(`counts${label}`), 4 * groups + STATE);
  const outcomeWords = names.map((name) => blockWords(streams(`counts${label}:${name}`), 2 * groups));
  const wanted = Int32Array.of(plan.n);
  const unread = new Stream();
  let at = 0;
  return {
    n: plan.n,
    cells: recruitment.cells,
    outcomes,
    screening,
    draw(replicate) {
      at = own.of(replicate);
      blocks?.start();
      recruitment.draw(wanted, own.words, at, unread);
      for (let e = 0; e < outcomes.length; e++) {
        const { counts, add } = outcomes[e];
        for (let c = 0; c < counts.length; c++) counts[c] = 0;
        add(recruitment.cells, outcomeWords[e].words, outcomeWords[e].of(replicate), counts);
      }
    },
    screen(stream, after) {
      const { words } = own;
      const state = at + 4 * groups;
      stream.set(words[state], words[state + 1], words[state + 2], words[state + 3]);
      screening.draw(stream, after);
    },
  };
}

/** Months from the last randomisation to the analysis. */
function lookAfterLast(design: TrialDesign, truth: Truth): number {
  const [look] = design.looks;
  if (look.kind === 'follow-up') return look.months;
  const months = endpointsOf(design, truth).map(
    (name) => (truth.endpoints[name] as BinaryEndpoint).assessedAt,
  );
  return Math.max(0, ...months);
}
