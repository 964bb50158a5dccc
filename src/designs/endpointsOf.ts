import type { Timing, TrialDesign } from '../scenario/model.ts';

/** The endpoints that a trial must observe: those it tests, and those whose events it waits for. */
export function endpointsOf({ tests, looks }: TrialDesign): string[] {
  return [...new Set([...tests.map((test) => test.of), ...looks.flatMap(waitedFor)])];
}

function waitedFor(timing: Timing): string[] {
  if (timing.kind === 'events') return [timing.of];
  return 'of' in timing ? timing.of.flatMap(waitedFor) : [];
}
