import { judgeClaim, type Verdict } from '../../designs/benefit.ts';
import type { Design, Program, Truth } from '../../scenario/model.ts';
import { compileClaim } from '../claims.ts';
import { claimSources, endpointOf } from '../designClaims.ts';
import { FACT } from '../trial.ts';
import type { OnDemand } from './onDemand.ts';
import type { ProgramPlaces } from './programPlaces.ts';

/**
 * Follows a program through the trials of a replicate, from the first step along the outcomes to an end. The designs that are always
 * played have been; the others it asks for when it comes to them.
 *
 * Patients, events and cost of the trials on the way add up; a trial opens when the one before has been analysed and the gap is over.
 *
 * @param waiting designs on demand, by name
 * @returns to be called in every replicate
 */
export function createProgram(
  places: ProgramPlaces,
  tallies: number,
  truth: Truth,
  waiting: ReadonlyMap<string, OnDemand>,
  raw: Float64Array,
): () => void {
  const { program, designs, home, reached, opens, analysed, outcomes, claims, labels, totalsAt } = places;
  const { steps } = program;
  const conditions = steps.map((step, s) => {
    const sources = claimSources(designs[s], raw);
    return step.outcomes.map(({ when }) => compileClaim(when, sources));
  });
  const next = steps.map((step) => Int32Array.from(step.outcomes, (outcome) => outcome.next ?? -1));
  const label = steps.map((step) =>
    Int32Array.from(step.outcomes, (outcome) => labels.indexOf(outcome.label)),
  );
  const told = steps.map((step, s) => {
    const own = places.told[home[s]];
    return Int32Array.from(step.outcomes, (outcome) => own.at + own.labels.indexOf(outcome.label));
  });
  const verdicts = places.judged
    ? endVerdicts(
        program,
        designs.map(({ design }) => design),
        truth,
      )
    : null;
  const gaps = Float64Array.from(steps, ({ gap }) => gap);
  const asks = designs.map(({ design }) => waiting.get(design.name) ?? null);
  const facts = Int32Array.from(designs, (design) => design.totalsAt);
  const length = FACT.tallies + tallies;
  const to = claims + labels.length;

  function addTrial(at: number, start: number): void {
    for (let j = 0; j < length; j++) {
      const value = raw[at + j];
      if (j === FACT.monthsToLastPatient || j === FACT.monthsToAnalysis) raw[totalsAt + j] = start + value;
      // NaN (the events of a trial without times) adds nothing, but where no trial has the number.
      else if (Number.isNaN(raw[totalsAt + j])) raw[totalsAt + j] = value;
      else if (!Number.isNaN(value)) raw[totalsAt + j] += value;
    }
  }

  return () => {
    raw.fill(0, totalsAt, to);
    raw[totalsAt + FACT.events] = Number.NaN;
    for (let s = 0; s >= 0; ) {
      asks[s]?.reach();
      raw[reached + home[s]] = 1;
      const start = s === 0 ? 0 : raw[totalsAt + FACT.monthsToAnalysis] + gaps[s];
      addTrial(facts[s], start);
      raw[opens + home[s]] = start;
      raw[analysed + home[s]] = raw[totalsAt + FACT.monthsToAnalysis];
      const ask = conditions[s];
      let o = 0;
      while (o < ask.length - 1 && !ask[o]()) o++;
      raw[outcomes[s] + o] = 1;
      raw[told[s][o]] = 1;
      const step = s;
      s = next[step][o];
      if (s >= 0) continue;
      raw[claims + label[step][o]] = 1;
      if (verdicts === null) continue;
      const { right, wrong, missed } = verdicts[step][o];
      raw[to] = right;
      raw[to + 1] = wrong;
      raw[to + 2] = missed;
    }
  };
}

/** The verdict on each outcome of each step, as far as it is an end. */
export function endVerdicts(program: Program, designs: readonly Design[], truth: Truth): Verdict[][] {
  const endpoint = endpointOf(designs, truth);
  return program.steps.map((step) =>
    step.outcomes.map((outcome) =>
      judgeClaim(
        outcome.next !== null || outcome.for === null ? { kind: 'nobody' } : outcome.for,
        truth,
        endpoint,
      ),
    ),
  );
}
