import { parseClaim } from '../claimExpression.ts';
import type { TestName } from '../claimModel.ts';
import type { Claim, PromisedTo, SuccessMetric, Truth } from '../model.ts';
import type { Path } from '../path.ts';
import { parsePopulation } from '../populationExpression.ts';
import type { ClaimInput, DesignInput, TrialInput } from '../schema/designs.ts';
import { type Context, checkName } from './context.ts';

/** Tests as written, so that a fault inside a test does not make its name unknown. */
export function testNames(input: DesignInput): TestName[] {
  if (input.trials === undefined) return Object.keys(input.tests ?? {}).map((test) => ({ trial: '', test }));
  return Object.entries(input.trials).flatMap(([trial, own]) =>
    Object.keys(own?.tests ?? {}).map((test) => ({ trial, test })),
  );
}

/** Reads the claims of a design. */
export function readClaims(input: DesignInput, path: Path, truth: Truth | null, context: Context): Claim[] {
  const { checker, complete } = context;
  const parts = ['claims', 'tests', 'trials'];
  if (!parts.every((key) => checker.readable([...path, key])) || !complete(path)) return [];
  const here = [...path, 'claims'];
  const claims = readOutcomes(input.claims ?? {}, here, testNames(input), null, context);
  checkPromises(claims, here, context);
  if (claims.length > 0 && claims.every((claim) => claim.for !== null))
    checkBenefit(testedEndpoints(input, context), here, truth, context);
  return claims;
}

/**
 * Reads labels with what each asks for, in order: claims, or the outcomes of a step of a program.
 *
 * @param labels claims that may be asked for, null where none may
 */
export function readOutcomes(
  inputs: Readonly<Record<string, ClaimInput>>,
  path: Path,
  tests: readonly TestName[],
  labels: readonly string[] | null,
  context: Context,
): Claim[] {
  const { checker } = context;
  const entries = Object.entries(inputs);
  return entries.flatMap(([label, input], i): Claim[] => {
    const at = [...path, label];
    checkName(checker, 'claim', label, at);
    if (!checker.sound(at)) return [];
    const whole = typeof input === 'string';
    const when = checker.attempt(whole ? at : [...at, 'when'], () =>
      parseClaim(whole ? input : input.when, tests, labels),
    );
    if (when === null) return [];
    if (when.kind === 'otherwise' && i < entries.length - 1) {
      checker.add('claim-syntax', at, { problem: 'claims after "otherwise" are never reached' });
    }
    const promised =
      whole || input.for === undefined ? null : readPromise(input.for, [...at, 'for'], context);
    return [{ label, when, for: promised }];
  });
}

function readPromise(text: string, path: Path, { checker, names }: Context): PromisedTo | null {
  if (text === 'none') return { kind: 'nobody' };
  return checker.attempt(path, () => parsePopulation(text, names, 'truth'));
}

/** Either every claim says whom it promises benefit, or none does: else what is right cannot be told. */
function checkPromises(claims: readonly Claim[], path: Path, { checker }: Context): void {
  const silent = claims.find((claim) => claim.for === null);
  const promised = claims.some((claim) => claim.for !== null);
  if (silent === undefined || !promised || !checker.sound(path)) return;
  checker.add('promise-missing', [...path, silent.label], { label: silent.label }, 'key');
}

const written = <T>(table: Readonly<Record<string, T | null>> | undefined): T[] =>
  Object.values(table ?? {}).filter((entry) => entry !== null);

/** Endpoints that a design tests, as written; of a trial or test left empty, which is a fault told elsewhere, none. */
export function testedEndpoints(input: DesignInput, { names }: Context): string[] {
  const [only, ...others] = Object.keys(names.endpoints);
  const trials: (TrialInput | null)[] = input.trials === undefined ? [input] : Object.values(input.trials);
  const tested = trials.flatMap((trial) =>
    written(trial?.tests).map((test) => test.of ?? (others.length === 0 ? only : undefined)),
  );
  return [...new Set(tested)].filter((name) => name !== undefined);
}

/** With several endpoints it must be said on which of them patients benefit. */
export function checkBenefit(
  endpoints: readonly string[],
  path: Path,
  truth: Truth | null,
  { checker, names }: Context,
): void {
  if (truth === null || Object.keys(truth.worthwhile).length > 0) return;
  const judged = endpoints.filter((name) => !names.durations.includes(name));
  if (judged.length > 1) checker.add('benefit-endpoint', path, { endpoints: judged }, 'key');
  const [duration] = endpoints;
  if (judged.length === 0 && duration !== undefined)
    checker.add('duration-use', path, { endpoint: duration, use: 'claim' }, 'key');
}

/** Reads the successes that a design asks for. */
export function readMetrics(input: DesignInput, path: Path, { checker, complete }: Context): SuccessMetric[] {
  const parts = ['metrics', 'claims', 'tests', 'trials'];
  if (!parts.every((key) => checker.readable([...path, key])) || !complete(path)) return [];
  const tests = testNames(input);
  const labels = Object.keys(input.claims ?? {});
  return Object.entries(input.metrics ?? {}).flatMap(([name, written]): SuccessMetric[] => {
    const at = [...path, 'metrics', name];
    checkName(checker, 'metric', name, at);
    if (!checker.sound(at)) return [];
    if (typeof written === 'string') {
      const when = checker.attempt(at, () => parseClaim(written, tests, labels));
      return when === null ? [] : [{ name, when }];
    }
    const weights = Object.entries(written.weights).flatMap(([text, weight]) => {
      const when = checker.attempt([...at, 'weights', text], () => parseClaim(text, tests, labels), 'key');
      return when === null ? [] : [{ when, weight }];
    });
    if (Object.keys(written.weights).length === 0) {
      const hint = 'for instance `weights: {M+: 0.7, overall: 0.3}`';
      checker.add('missing', [...at, 'weights'], { name: 'weights', hint });
    }
    return weights.length === 0 ? [] : [{ name, weights }];
  });
}
