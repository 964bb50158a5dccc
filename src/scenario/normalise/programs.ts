import type { Claim, Design, Program, ProgramOutcome, ProgramStep, Truth } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import type { DesignInput } from '../schema/designs.ts';
import type { ProgramInput, StepInput } from '../schema/programs.ts';
import { checkBenefit, readOutcomes, testedEndpoints, testNames } from './claims.ts';
import { type Context, checkName } from './context.ts';
import { readLocalText } from './localText.ts';

/** The outcome after which nothing follows. */
const STOP = 'stop';

/** What the steps of programs run: designs as written and as read. */
interface Runs {
  inputs: Record<string, DesignInput>;
  designs: Record<string, Design>;
  truth: Truth | null;
}

/** Reads the programs. */
export function readPrograms(
  programs: Record<string, ProgramInput> | undefined,
  runs: Runs,
  context: Context,
): Record<string, Program> {
  const { checker } = context;
  if (!checker.readable(['programs'])) return {};
  return Object.fromEntries(
    Object.entries(programs ?? {}).flatMap(([name, input]) => {
      const path = ['programs', name];
      checkName(checker, 'program', name, path);
      if (Object.hasOwn(runs.inputs, name)) {
        checker.add('bad-name', path, { what: 'program', rule: 'must not be that of a design' }, 'key');
      }
      if (!checker.sound(path)) return [];
      const whole = Array.isArray(input) ? { title: undefined, steps: input } : input;
      const at = Array.isArray(input) ? path : [...path, 'steps'];
      const steps = readSteps(whole.steps, at, runs, context);
      return [[name, { name, title: readLocalText(whole.title), steps }]];
    }),
  );
}

function readSteps(inputs: readonly StepInput[], path: Path, runs: Runs, context: Context): ProgramStep[] {
  const labels = inputs.map((input) => Object.keys(input.then ?? {}));
  const steps = inputs.map((input, s): ProgramStep => {
    const here = [...path, s];
    return {
      design: checkRun(input.run, [...here, 'run'], runs, context) ? input.run : '',
      on: null,
      gap: input.gap ?? 0,
      outcomes: readStepOutcomes(input, here, runs, context),
    };
  });
  inputs.forEach((input, s) => {
    steps[s].on = readOn(input, s, steps, labels, [...path, s], context);
    const { on } = steps[s];
    if (on !== null) steps[on.step].outcomes[on.outcome].next = s;
    checkRepeat(s, steps, [...path, s, 'run'], context);
  });
  checkPromises(inputs, steps, path, runs, context);
  return steps;
}

function checkRun(name: string, path: Path, { inputs }: Runs, { checker }: Context): boolean {
  const known = Object.keys(inputs);
  if (known.includes(name)) return true;
  checker.add('unknown-name', path, { what: 'design', name, suggestion: nearest(name, known), known });
  return false;
}

/** The outcomes of a step: its own, or the claims of its design. */
function readStepOutcomes(input: StepInput, path: Path, runs: Runs, context: Context): ProgramOutcome[] {
  const { checker, complete } = context;
  const written = runs.inputs[input.run];
  if (written === undefined || !checker.readable(['designs', input.run])) return [];
  if (input.then === undefined) return claimOutcomes(input.run, path, runs, context);
  const labels = Object.keys(written.claims ?? {});
  const here = [...path, 'then'];
  if (!complete(['designs', input.run])) return [];
  const outcomes = readOutcomes(input.then, here, testNames(written), labels, context);
  const last = outcomes.at(-1);
  if (checker.sound(here) && last?.when.kind !== 'otherwise') checker.add('step-otherwise', here, {}, 'key');
  return outcomes.map((outcome) => ({ ...outcome, next: null }));
}

function claimOutcomes(
  design: string,
  path: Path,
  { designs }: Runs,
  { checker }: Context,
): ProgramOutcome[] {
  const claims: Claim[] = designs[design]?.claims ?? [];
  if (claims.length === 0) {
    if (checker.sound(['designs', design])) checker.add('step-open', [...path, 'run'], { design });
    return [];
  }
  const outcomes = claims.map(
    ({ label, for: promised }): ProgramOutcome => ({
      label,
      when: { kind: 'claim', label },
      for: promised,
      next: null,
    }),
  );
  if (claims.at(-1)!.when.kind === 'otherwise') return outcomes;
  const promises = claims.every((claim) => claim.for !== null);
  const none: ProgramOutcome = {
    label: 'no claim',
    when: { kind: 'otherwise' },
    for: promises ? { kind: 'nobody' } : null,
    next: null,
  };
  return [...outcomes, none];
}

/** The outcome that a step is on: of an earlier step, and of one only. */
function readOn(
  input: StepInput,
  s: number,
  steps: readonly ProgramStep[],
  labels: readonly string[][],
  path: Path,
  { checker }: Context,
): ProgramStep['on'] {
  const here = [...path, 'on'];
  const open = (of: readonly ProgramStep[]) =>
    of.flatMap((one) => one.outcomes.map(({ label }) => label)).filter((label) => label !== STOP);
  const known = [...new Set(open(steps.slice(0, s)))];
  if (s === 0) {
    if (input.on !== undefined) checker.add('step-on', here, { first: true, known: [] }, 'key');
    return null;
  }
  if (input.on === undefined) {
    checker.add('step-on', here, { first: false, known }, 'key');
    return null;
  }
  const name = input.on;
  if (name === STOP) {
    checker.add('step-stop', here, {});
    return null;
  }
  const sources = steps
    .slice(0, s)
    .flatMap(({ outcomes }, step) =>
      outcomes.flatMap(({ label }, outcome) => (label === name ? [{ step, outcome }] : [])),
    );
  // An outcome that could not be read is not unknown.
  if (sources.length === 0 && labels.slice(0, s).some((own) => own.includes(name))) return null;
  if (sources.length === 0) {
    const cycle = open(steps.slice(s)).includes(name);
    checker.add('step-unreached', here, { name, suggestion: nearest(name, known), known, cycle });
    return null;
  }
  const [source] = sources;
  if (sources.length > 1 || steps[source.step].outcomes[source.outcome].next !== null) {
    checker.add('step-taken', here, { label: name });
    return null;
  }
  return source;
}

/** All designs are played once in a replicate, so a path cannot run one twice. */
function checkRepeat(s: number, steps: readonly ProgramStep[], path: Path, { checker }: Context): void {
  const { design } = steps[s];
  for (let { on } = steps[s]; on !== null; on = steps[on.step].on) {
    if (steps[on.step].design === design && design !== '') checker.add('step-repeats', path, { design });
  }
}

/** Where one end says whom it promises benefit, every end must; `stop` promises nothing. */
function checkPromises(
  inputs: readonly StepInput[],
  steps: readonly ProgramStep[],
  path: Path,
  runs: Runs,
  context: Context,
): void {
  const ends = steps.flatMap(({ outcomes }, s) =>
    outcomes.flatMap((outcome) => (outcome.next === null ? [{ outcome, s }] : [])),
  );
  if (!ends.some(({ outcome }) => outcome.for !== null)) return;
  let silent = false;
  for (const { outcome, s } of ends) {
    if (outcome.for !== null) continue;
    if (outcome.label === STOP) outcome.for = { kind: 'nobody' };
    else {
      silent = true;
      const at = inputs[s].then === undefined ? [...path, s, 'run'] : [...path, s, 'then', outcome.label];
      context.checker.add('promise-missing', at, { label: outcome.label }, 'key');
    }
  }
  if (silent) return;
  const endpoints = steps.flatMap(({ design }) => testedEndpoints(runs.inputs[design] ?? {}, context));
  checkBenefit([...new Set(endpoints)], path, runs.truth, context);
}
