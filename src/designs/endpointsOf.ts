import type { Endpoint, Timing, TrialDesign, Truth } from '../scenario/model.ts';

/**
 * The endpoints that a trial must observe: those it tests, those whose events it waits for, and the responses that the durations among
 * these begin with.
 */
export function endpointsOf(
  { tests, looks }: TrialDesign,
  { endpoints }: Pick<Truth, 'endpoints'>,
): string[] {
  const own = [...tests.map((test) => test.of), ...looks.flatMap(waitedFor)];
  return [...new Set([...own, ...own.flatMap((name) => beginsWith(endpoints[name]))])];
}

/** The response that a duration begins with. */
const beginsWith = (endpoint: Endpoint): string[] =>
  endpoint.kind === 'time-to-event' && endpoint.after !== undefined ? [endpoint.after] : [];

function waitedFor(timing: Timing): string[] {
  if (timing.kind === 'events') return [timing.of];
  return 'of' in timing ? timing.of.flatMap(waitedFor) : [];
}
