import type { Program } from '../../scenario/model.ts';
import { VERDICTS } from '../claims.ts';
import type { DesignPlaces } from '../designPlaces.ts';
import { totalPlaces } from '../rawLayout.ts';
import { FACT, type Tally } from '../trial.ts';

/** An end of a program: the outcome that nothing follows, and the way to it. */
export interface ProgramEnd {
  readonly step: number;
  readonly outcome: number;
  readonly label: string;
  /** Labels from the first step on, e.g. `enrich > M+ only`. */
  readonly path: string;
}

/** Where a program's numbers stand in the raw results of a replicate. */
export interface ProgramPlaces extends Pick<DesignPlaces, 'totals' | 'ratios'> {
  readonly program: Program;
  /** Designs of the steps. */
  readonly designs: readonly DesignPlaces[];
  /** Of each step, the first that runs its design: designs on several paths (which exclude each other) are told of once. */
  readonly home: Int32Array;
  /** By home: 1 if its design is reached. */
  readonly reached: number;
  /** By home: the months at which its trial opens and is analysed, from the opening of the first. */
  readonly opens: number;
  readonly analysed: number;
  /** For each step: 1 for the outcome that it has. */
  readonly outcomes: readonly number[];
  /** By home: 1 for the outcome that its design has, by label, whatever the step. */
  readonly told: readonly { readonly labels: readonly string[]; readonly at: number }[];
  readonly ends: readonly ProgramEnd[];
  /** Labels of the ends, each once. */
  readonly labels: readonly string[];
  /** 1 for the label that the program ends with; then, if its ends say whom they promise benefit, of `VERDICTS`. */
  readonly claims: number;
  readonly judged: boolean;
  readonly totalsAt: number;
}

/** Gives the numbers of programs their places, from `length` on. */
export function layOutPrograms(
  programs: Readonly<Record<string, Program>>,
  designs: readonly DesignPlaces[],
  tallies: readonly Tally[],
  first: number,
): { programs: ProgramPlaces[]; length: number } {
  let length = first;
  const take = (count: number) => {
    length += count;
    return length - count;
  };
  const places = Object.values(programs).map((program): ProgramPlaces => {
    const ends = endsOf(program);
    const labels = [...new Set(ends.map(({ label }) => label))];
    const judged = ends.every(({ step, outcome }) => program.steps[step].outcomes[outcome].for !== null);
    const totalsAt = take(FACT.tallies + tallies.length);
    const { steps } = program;
    const home = Int32Array.from(steps, ({ design }) => steps.findIndex((step) => step.design === design));
    return {
      program,
      designs: program.steps.map((step) => designs.find(({ design }) => design.name === step.design)!),
      home,
      reached: take(program.steps.length),
      opens: take(program.steps.length),
      analysed: take(program.steps.length),
      outcomes: program.steps.map((step) => take(step.outcomes.length)),
      told: steps.map((_, s) => {
        const own = steps.filter((_, i) => home[i] === s).flatMap(({ outcomes }) => outcomes);
        const labels = [...new Set(own.map(({ label }) => label))];
        return { labels, at: take(labels.length) };
      }),
      ends,
      labels,
      claims: take(labels.length + (judged ? VERDICTS.length : 0)),
      judged,
      totalsAt,
      ...totalPlaces(totalsAt, tallies),
    };
  });
  return { programs: places, length };
}

/** The ends of a program, step by step. */
export function endsOf({ steps }: Program): ProgramEnd[] {
  const pathTo = (step: number): string[] => {
    const { on } = steps[step];
    return on === null ? [] : [...pathTo(on.step), steps[on.step].outcomes[on.outcome].label];
  };
  return steps.flatMap(({ outcomes }, step) =>
    outcomes.flatMap(({ label, next }, outcome) =>
      next === null ? [{ step, outcome, label, path: [...pathTo(step), label].join(' > ') }] : [],
    ),
  );
}
