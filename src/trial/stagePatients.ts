import { endpointsOf } from '../designs/endpointsOf.ts';
import { createTestPlan, type TestPlan } from '../designs/testPlan.ts';
import type { Population } from '../population/groups.ts';
import type { TestSpec, TrialDesign, Truth } from '../scenario/model.ts';
import type { Latent } from './cohort.ts';
import type { Enrolled } from './enrolled.ts';
import { createNthEvent } from './nthEvent.ts';
import { createObserver, type Observer } from './observers.ts';
import { INFORMATION, RESULTS } from './trial.ts';

/** Some patients of a trial as a trial of their own: their outcomes are those that they have in the whole. */
export interface StagePatients {
  readonly enrolled: Enrolled;
  /** Takes the patients of the whole trial who were known after one calendar month and by another. */
  take(after: number, by: number): void;
  /** Month of their d-th event among those of some groups (everybody: null); Infinity if there are fewer. */
  monthOfEvents(d: number, include: Uint8Array | null): number;
  /** Runs the tests on what is known of them at a month; writes as the trial's results of a look from `at` on. */
  analyse(month: number, out: Float64Array, at: number): void;
}

/** @param delay months from randomisation until a patient is known: to his assessment; 0 for time-to-event */
export function createStagePatients(
  design: TrialDesign,
  whole: Enrolled,
  truth: Truth,
  population: Population,
  delay: number,
  horizon: number,
): StagePatients {
  const capacity = whole.group.length;
  const latents = Object.entries(whole.latent).map(([name, source]) => ({
    name,
    source,
    own: emptyLike(source),
  }));
  const enrolled: Enrolled = {
    n: 0,
    group: new Int32Array(capacity),
    arm: new Uint8Array(capacity),
    entry: new Float64Array(capacity),
    screened: 0,
    lastEntry: 0,
    latent: Object.fromEntries(latents.map(({ name, own }) => [name, own])),
  };
  const observers = endpointsOf(design, truth).map((name) =>
    createObserver(name, truth, population, enrolled, horizon),
  );
  const tests = testsOn(design.tests, truth, population, observers);
  const counted = observers.find(({ followUp }) => followUp !== null)?.followUp ?? null;
  const everybody = new Uint8Array(population.groups.length).fill(1);
  const finders = new Map<Uint8Array, ReturnType<typeof createNthEvent>>();
  /** A calendar month that is asked for or given. */
  const cell = new Float64Array(1);

  return {
    enrolled,
    take(after, by) {
      const { entry, group, arm } = whole;
      let m = 0;
      for (let k = 0; k < whole.n; k++) {
        const known = entry[k] + delay;
        if (!(known > after && known <= by)) continue;
        enrolled.group[m] = group[k];
        enrolled.arm[m] = arm[k];
        enrolled.entry[m] = entry[k];
        for (let e = 0; e < latents.length; e++) copyLatent(latents[e].source, k, latents[e].own, m);
        m++;
      }
      enrolled.n = m;
      for (let o = 0; o < observers.length; o++) observers[o].realise();
    },
    monthOfEvents(d, include) {
      if (counted === null) return Number.POSITIVE_INFINITY;
      const among = include ?? everybody;
      const find = finders.get(among) ?? createNthEvent(among, horizon);
      finders.set(among, find);
      find(counted, enrolled.n, d, cell);
      return cell[0];
    },
    analyse(month, out, at) {
      cell[0] = month;
      for (let o = 0; o < observers.length; o++) observers[o].observe(cell);
      tests.refresh();
      for (let t = 0; t < tests.analyses.length; t++) {
        tests.analyses[t](out, at + t * RESULTS);
        out[at + t * RESULTS + INFORMATION] = tests.information[t]();
      }
    },
  };
}

function testsOn(
  tests: readonly TestSpec[],
  truth: Truth,
  population: Population,
  observers: readonly Observer[],
): TestPlan {
  const sources = Object.fromEntries(observers.map((observer) => [observer.endpoint, observer.data]));
  return createTestPlan(tests, truth, population, sources);
}

function emptyLike({ first, second, words }: Latent): Latent {
  return {
    first: new Float64Array(first.length),
    second: new Float64Array(second.length),
    words: new Int32Array(words.length),
  };
}

function copyLatent(source: Latent, k: number, own: Latent, m: number): void {
  if (source.words.length > 0) own.words[m] = source.words[k];
  if (source.first.length === 0) return;
  own.first[m] = source.first[k];
  own.second[m] = source.second[k];
}
