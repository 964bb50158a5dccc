import { claimText } from '../scenario/claimText.ts';
import type { Program } from '../scenario/model.ts';
import { endsOf } from '../trial/programs/programPlaces.ts';
import { promiseText } from './promiseText.ts';
import type { ProgramSummary } from './result.ts';

/** A program as facts. */
export function programSummary(program: Program): ProgramSummary {
  const { name, title, steps } = program;
  const ends = endsOf(program);
  return {
    id: name,
    title: title ?? { en: name },
    steps: steps.map(({ design, on, gap, outcomes }) => ({
      design,
      on: on === null ? null : steps[on.step].outcomes[on.outcome].label,
      gap,
      outcomes: outcomes.map(({ label, when, for: promised, next }) => ({
        label,
        when: claimText(when),
        for: promiseText(promised),
        next,
      })),
    })),
    ends: [...new Set(ends.map(({ label }) => label))],
    paths: ends.map(({ path }) => path),
  };
}
