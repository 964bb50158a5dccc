import { judgeClaim, type Verdict } from '../designs/benefit.ts';
import { markerClass } from '../designs/markerClass.ts';
import type { Claim, Classification, Design, Truth } from '../scenario/model.ts';
import { type ClaimSources, compileClaim, createClaims, createScore, type TestPlace } from './claims.ts';
import { createClasses } from './classes.ts';
import { DECISION, DECISIONS } from './conduct/decisions.ts';
import type { DesignPlaces } from './designPlaces.ts';
import { RESULTS } from './trial.ts';

/** What claims of a design read: the final results of its tests, and its claims. */
export function claimSources(place: DesignPlaces, raw: Float64Array): ClaimSources {
  const tests = new Map<string, TestPlace>();
  for (const trial of place.trials) {
    trial.tests.forEach((test, t) => {
      const at = trial.results + ((trial.looks - 1) * trial.tests.length + t) * RESULTS;
      const decisions = trial.decisions + t * DECISIONS;
      const [rejected, harm] = [decisions + DECISION.rejected, decisions + DECISION.harm];
      tests.set(`${trial.name}/${test.name}`, { results: at, rejected, harm });
    });
  }
  return {
    results: raw,
    decisions: raw,
    test: ({ trial, test }) => tests.get(`${trial}/${test}`) as TestPlace,
    claim: (label) => place.claims + place.design.claims.findIndex((claim) => claim.label === label),
  };
}

/** What settles the claims of a design, and the successes it asks for, when its trials are over. */
export function claimSteps(
  { design, claims, metrics, classes }: DesignPlaces,
  sources: ClaimSources,
  truth: Truth,
): (() => void)[] {
  const conditions = (all: readonly { when: Claim['when'] }[]) =>
    all.map(({ when }) => compileClaim(when, sources));
  const verdicts = promises(design.claims)
    ? verdictsOf(design.claims, truth, endpointOf([design], truth))
    : null;
  return [
    createClaims(conditions(design.claims), verdicts, sources.decisions, claims),
    ...design.metrics.map((metric, m) => {
      const terms = 'when' in metric ? [{ when: metric.when, weight: 1 }] : metric.weights;
      const weights = Float64Array.from(terms, ({ weight }) => weight);
      return createScore(conditions(terms), weights, sources.decisions, metrics + m);
    }),
    ...(design.classify === undefined ? [] : [classStep(design.classify, sources, truth, classes)]),
  ];
}

function classStep(rule: Classification, sources: ClaimSources, truth: Truth, at: number): () => void {
  const asked = ({ predictive, prognostic }: Classification) =>
    [predictive, prognostic].map((when) => (when === null ? () => false : compileClaim(when, sources)));
  const [predictive, prognostic] = asked(rule);
  return createClasses(predictive, prognostic, markerClass(rule, truth), sources.decisions, at);
}

/** Whether claims say whom they promise benefit, so that they can be judged by the truth. */
export const promises = (claims: readonly Claim[]): boolean =>
  claims.length > 0 && claims.every((claim) => claim.for !== null);

/** The verdict on each claim, and last on making none. */
export function verdictsOf(
  claims: readonly Pick<Claim, 'for'>[],
  truth: Truth,
  endpoint: string | null,
): Verdict[] {
  const nobody = { kind: 'nobody' } as const;
  return [...claims.map((claim) => claim.for ?? nobody), nobody].map((promised) =>
    judgeClaim(promised, truth, endpoint),
  );
}

/** The endpoint that all tests of some designs are of, durations of response left out; null where there are several (the truth then names its own). */
export function endpointOf(designs: readonly Design[], { endpoints: known }: Truth): string | null {
  const endpoints = new Set(
    designs.flatMap(({ trials }) => trials.flatMap(({ tests }) => tests.map((test) => test.of))),
  );
  const judged = [...endpoints].filter((name) => {
    const endpoint = known[name];
    return endpoint.kind !== 'time-to-event' || endpoint.after === undefined;
  });
  return judged.length === 1 ? judged[0] : null;
}
