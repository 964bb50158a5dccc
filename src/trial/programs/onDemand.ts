import type { Design, ScenarioPoint } from '../../scenario/model.ts';

/**
 * Designs that are played only in the replicates in which a program comes to them: later steps of programs, and of none the first. Their
 * patients are others than those that decide whether they are reached (see `cohortStages`), so what they show where they are reached has
 * the law of what they would show everywhere.
 *
 * Not so with an external cohort: it may be the one that an earlier trial was held against. Such designs are always played.
 *
 * @example phase 2, then phase 3 // phase 3; nothing where phase 3 is also a program of its own
 */
export function playedOnDemand({
  programs,
  designs,
}: Pick<ScenarioPoint, 'programs' | 'designs'>): ReadonlySet<string> {
  const steps = Object.values(programs).flatMap((program) => program.steps);
  const first = new Set(steps.filter(({ on }) => on === null).map(({ design }) => design));
  return new Set(
    steps.map(({ design }) => design).filter((name) => !first.has(name) && !readsCohort(designs[name])),
  );
}

const readsCohort = ({ trials }: Design): boolean =>
  trials.some(({ tests }) => tests.some(({ against }) => against?.kind === 'cohort'));

/** A design that waits to be asked for. */
export interface OnDemand {
  /** Before each replicate. */
  rest(): void;
  /** Plays it, once a replicate. */
  reach(): void;
  /** Plays it, where no program came to it, without saying that one did. */
  playAnyway(): void;
}

/**
 * @param place where 1 stands in the replicates that reach it, and its results, which are NaN in the others
 * @param steps that play it
 */
export function createOnDemand(
  { played, from, to }: { played: number; from: number; to: number },
  steps: readonly (() => void)[],
  raw: Float64Array,
): OnDemand {
  // What is written when trials are made is theirs to keep.
  const initial = raw.slice(from, to);
  let done = true;
  function playAnyway(): void {
    if (done) return;
    done = true;
    raw.set(initial, from);
    for (let s = 0; s < steps.length; s++) steps[s]();
  }
  return {
    rest() {
      raw[played] = 0;
      if (done) raw.fill(Number.NaN, from, to);
      done = false;
    },
    reach() {
      raw[played] = 1;
      playAnyway();
    },
    playAnyway,
  };
}
