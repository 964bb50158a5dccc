import type {
  LocalText,
  ScenarioResult,
  TestSummary,
  TrialSummary,
} from '../operating-characteristics/result.ts';
import { testOf } from './lookup.ts';
import { messages } from './messages/index.ts';
import type { Language, PatientGroup } from './messages/messages.ts';
import { localText, populationName } from './messages/text.ts';

/** Parts of an expression between a sign that stand outside brackets. */
function split(text: string, sign: ' & ' | ' | '): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth += 1;
    if (text[i] === ')') depth -= 1;
    if (depth === 0 && text.startsWith(sign, i)) {
      parts.push(text.slice(from, i));
      from = i + sign.length;
    }
  }
  return [...parts, text.slice(from)];
}

/** What all patients of a population meet, each condition as the alternatives that meet it. */
const conditionsOf = (population: string): string[][] =>
  population === 'all'
    ? []
    : (split(population, ' | ').length > 1 ? [population] : split(population, ' & ')).map((part) =>
        split(part.replace(/^\((.*)\)$/, '$1'), ' | '),
      );

/**
 * Patients that a test is of: those that its trial enrols, and of them those that it asks for.
 * @example patientsOf('EGFR+ | EGFR-', 'EGFR+') // 'EGFR+'
 */
export function patientsOf(enrols: string, population: string): string {
  const conditions = [...conditionsOf(enrols), ...conditionsOf(population)].map((of) =>
    [...new Set(of)].sort(),
  );
  const kept = conditions.filter(
    (one, i) =>
      !conditions.some((other, j) => {
        const within = other.every((part) => one.includes(part));
        return i !== j && within && (other.length < one.length || j < i);
      }),
  );
  const several = kept.length > 1;
  const texts = kept.map((of) => (several && of.length > 1 ? `(${of.join(' | ')})` : of.join(' | ')));
  return texts.length === 0 ? 'all' : texts.sort().join(' & ');
}

/** A design's test, and the patients that it is of. */
export interface Tested<T> {
  of: T;
  test: TestSummary;
  patients: string;
  strategy: TrialSummary['strategy'];
}

/** The test of a name in all designs that have it. */
export function testedIn<T extends { id: string }>(
  { designs }: Pick<ScenarioResult, 'designs'>,
  name: string,
  among: readonly T[],
): Tested<T>[] {
  return among.flatMap((of) => {
    const design = designs.find(({ id }) => id === of.id);
    const test = design && testOf(design, name);
    const trial = design?.trials.find((one) => one.name === test?.trial);
    if (test === undefined || trial === undefined) return [];
    return [{ of, test, patients: patientsOf(trial.enrols, test.population), strategy: trial.strategy }];
  });
}

/** Whether tests of one name ask the same of the same patients, so that one with more power is better at it. */
export function sameHypothesis(tested: readonly Tested<unknown>[]): boolean {
  const asked = tested.map(({ test, patients, strategy }) =>
    JSON.stringify([patients, strategy, test.endpoint, test.after, test.interaction, test.margin]),
  );
  return new Set(asked).size < 2;
}

/** Designs by the patients that their test is of, in words. */
export function patientGroups(
  tested: readonly Tested<{ title: string | LocalText }>[],
  language: Language,
): PatientGroup[] {
  const groups = new Map<string, PatientGroup>();
  for (const { of, patients, strategy } of tested) {
    // Strategies against other strategies are other hypotheses, in the same patients.
    const key = JSON.stringify([patients, strategy !== undefined]);
    const group = groups.get(key) ?? {
      designs: [],
      patients: populationName(patients, messages(language)),
      strategies: strategy !== undefined,
    };
    group.designs.push(localText(of.title, language));
    groups.set(key, group);
  }
  return [...groups.values()];
}
