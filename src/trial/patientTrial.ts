import { endpointsOf } from '../designs/endpointsOf.ts';
import type { Expectations } from '../designs/expectations.ts';
import { createTestPlan } from '../designs/testPlan.ts';
import type { Truth } from '../scenario/model.ts';
import { createAdaptiveTrial } from './adaptation.ts';
import type { Balance } from './balance.ts';
import { closingLooks, levelRecruitment } from './closingTrial.ts';
import type { Enrolled } from './enrolled.ts';
import { createEnrolment } from './enrolment.ts';
import { lookTime, type TimingContext } from './lookTimes.ts';
import { createObserver, type Observer } from './observers.ts';
import { patientRows } from './patientRows.ts';
import type { Playable } from './playable.ts';
import { recordRandomised } from './randomisedFacts.ts';
import { createReRandomisation } from './reRandomisation.ts';
import { FACT, INFORMATION, RESULTS, type Trial } from './trial.ts';

/**
 * A trial on patients: every patient has times of his own, so that calendar cuts, dropout and staggered entry are what
 * they are.
 */
export function createPatientTrial(playable: Playable): Trial {
  const { design, plan, expectations, truth, population, cohort, external, conduct } = playable;
  const { tallies, evenness, results, facts, borrowed } = playable;
  const horizon = horizonOf(expectations);
  const { adaptation } = conduct;
  const restricts = (adaptation?.recruited ?? null) !== null;
  const endpoints = endpointsOf(design, truth);
  const months = Math.max(0, ...endpoints.map((name) => assessedAt(truth, name)));
  const { closing } = conduct;
  const close = design.monitoring?.close ?? null;
  const recruitment =
    closing === undefined || close === null
      ? null
      : levelRecruitment(design, closing, close, population, months);
  const enrolment = createEnrolment(
    plan,
    cohort,
    truth.enrolment.arrivals === 'uniform',
    restricts,
    recruitment,
  );
  const { enrolled } = enrolment;
  const observers = endpoints.map((name) => createObserver(name, truth, population, enrolled, horizon));
  const tests = createTestPlan(
    design.tests,
    truth,
    population,
    {
      ...external,
      ...Object.fromEntries(observers.map((observer) => [observer.endpoint, observer.data])),
    },
    plan.n,
    borrowed,
  );
  const reRandomise = createReRandomisation(
    design,
    enrolment,
    observers,
    tests,
    cohort.purposeStream('re-randomisation'),
    cohort.replicate,
    results,
  );
  const timing: TimingContext = {
    population,
    enrolled,
    horizon,
    followUps: Object.fromEntries(observers.flatMap((o) => (o.followUp ? [[o.endpoint, o.followUp]] : []))),
    assessedAt: months,
    nthEvents: new Map(),
    restriction: { recruited: null, month: 0, further: null, most: 0 },
  };
  const looks = design.looks.map((look) => lookTime(look, timing));
  const adaptive =
    adaptation === null
      ? null
      : createAdaptiveTrial(
          design,
          truth,
          population,
          enrolment,
          adaptation,
          timing.restriction,
          looks,
          timing.assessedAt,
          horizon,
        );
  // What has been decided on stays known: a look that would come before the one before it comes with it.
  const monitored = design.monitoring !== null || adaptation !== null;
  const first = observers.find((observer) => observer.followUp !== null) ?? observers[0];

  facts[FACT.events] = Number.NaN;

  // Calendar months of the look at hand and of the one before, in a place each: handed over as numbers they would go on the heap.
  const month = new Float64Array(1);
  const before = new Float64Array(1);

  /** Analyses at `month`. @param only 1 for the tests that are made; null: all */
  function analyse(look: number, only: Uint8Array | null = null): void {
    for (let o = 0; o < observers.length; o++) {
      const seen = observers[o].observe(month);
      if (observers[o] === first && first.followUp !== null) facts[FACT.events] = seen;
    }
    tests.refresh();
    for (let t = 0; t < tests.analyses.length; t++) {
      if (only !== null && only[t] === 0) continue;
      const at = (look * tests.analyses.length + t) * RESULTS;
      tests.analyses[t](results, at);
      results[at + INFORMATION] = tests.information[t]();
    }
    reRandomise?.(look, month);
  }

  function realise(): void {
    for (let o = 0; o < observers.length; o++) observers[o].realise();
  }

  /** The month of a look; if it waits in vain, that after which nothing more will be seen. */
  function settle(look: number): void {
    if (adaptive === null) looks[look](month);
    else adaptive.month(look, month);
    if (month[0] !== Number.POSITIVE_INFINITY) return;
    facts[FACT.unreached] = 1;
    lastMonth(first, enrolled, timing.assessedAt, month);
  }

  function settleLast(): void {
    facts[FACT.unreached] = 0;
    settle(looks.length - 1);
  }

  const levels =
    closing === undefined
      ? null
      : closingLooks(
          design,
          closing,
          enrolment,
          timing,
          month,
          analyse,
          tests.predictive,
          realise,
          settleLast,
        );

  return {
    table: () => patientRows(enrolled, population.groups, observers),
    run() {
      enrolment.enrol();
      realise();
      facts[FACT.unreached] = 0;
      conduct.start();
      adaptive?.start();
      before[0] = 0;
      if (levels !== null) {
        results.fill(Number.NaN);
        levels.play();
        conduct.decide(looks.length - 1);
      }
      for (let look = 0; levels === null && look < looks.length; look++) {
        settle(look);
        if (monitored && month[0] < before[0]) month[0] = before[0];
        before[0] = month[0];
        analyse(look);
        adaptive?.analyse(look, month[0]);
        if (conduct.decide(look)) break;
        if (adaptive?.adapt(look, month[0])) realise();
      }
      facts[FACT.monthsToAnalysis] = month[0];
      facts[FACT.screened] = enrolment.screenedBy(month);
      recordRandomised(tallies, enrolled, month, facts);
      if (evenness !== null) recordBalance(evenness, enrolled, month);
    },
  };
}

/** The arms of those who were randomised by the analysis. */
function recordBalance(
  balance: Balance,
  { n, group, arm, entry, lastEntry }: Enrolled,
  month: Float64Array,
): void {
  const { counts } = balance;
  const by = month[0] < lastEntry ? month[0] : Number.POSITIVE_INFINITY;
  counts.fill(0);
  for (let k = 0; k < n; k++) counts[2 * group[k] + arm[k]] += entry[k] <= by ? 1 : 0;
  balance.record();
}

/** Writes the month after which nothing more will be seen: that of the last event or assessment. */
function lastMonth(
  { followUp }: Observer,
  { n, lastEntry }: Enrolled,
  assessedAt: number,
  month: Float64Array,
): void {
  month[0] = lastEntry + assessedAt;
  if (followUp === null) return;
  const { calendar, code } = followUp;
  for (let k = 0; k < n; k++) if ((code[k] & 1) === 1 && calendar[k] > month[0]) month[0] = calendar[k];
}

function assessedAt(truth: Truth, name: string): number {
  const endpoint = truth.endpoints[name];
  return endpoint.kind === 'time-to-event' ? 0 : endpoint.assessedAt;
}

/** Month by which nearly all that is to be seen has been seen: tunes the sorting, never a result. */
function horizonOf({ monthsToAnalysis, monthsToLastPatient }: Expectations): number {
  return Number.isFinite(monthsToAnalysis) ? 1.25 * monthsToAnalysis : 4 * monthsToLastPatient;
}
