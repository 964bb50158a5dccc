import type { TrialSummary } from '../operating-characteristics/result.ts';
import type {
  ClassicalBounds,
  FutilityRule,
  Multiplicity,
  Selection,
  Spending,
} from '../scenario/conductModel.ts';
import { conditionText, type Named } from './conditionWords.ts';
import { plain } from './format.ts';
import type { Messages } from './messages/messages.ts';
import { procedureGraph } from './procedureGraph.ts';

/**
 * How the trial decides: one sentence an entry; none for tests at levels of their own and looks that stop nothing.
 *
 * @param design whose names a condition may hold
 */
export function conductSentences(
  { multiplicity, monitoring, estimates }: Pick<TrialSummary, 'multiplicity' | 'monitoring' | 'estimates'>,
  design: Named,
  words: Messages,
): string[] {
  const { conduct } = words;
  const sentences: string[] = [];
  if (multiplicity !== undefined) {
    const { of, procedure, alpha, sided, combine } = multiplicity;
    const level = words.design.significance(sided, plain(alpha));
    const combination = combine === null ? null : conduct.combinations[combine];
    sentences.push(conduct.family(words.list(of), level, conduct.procedures[procedure.kind], combination));
    sentences.push(...shareSentences(multiplicity, words));
    if (multiplicity.fractions !== undefined)
      sentences.push(conduct.fractions(words.list(multiplicity.fractions.map((share) => plain(share)))));
  }
  if (estimates !== undefined) {
    sentences.push(conduct.bestOf(words.list(estimates.bestOf)));
    if (estimates.towards !== null) sentences.push(conduct.shrunken(estimates.towards));
  }
  if (monitoring === undefined) return sentences;
  const { bounds, information, futility, stopWhen, select, close } = monitoring;
  if (bounds !== null) sentences.push(conduct.bound(boundsText(bounds, words), information === 'planned'));
  sentences.push(...futility.map((rule) => futilityText(rule, design.tests, words)));
  if (select !== null) sentences.push(selectText(select, words));
  if (select?.reassess)
    sentences.push(conduct.reassess(plain(select.reassess.power), plain(select.reassess.most)));
  if (close !== null) {
    const staged = design.tests.some(({ stages }) => stages !== undefined);
    const decided = bounds !== null || futility.length > 0 || staged;
    sentences.push(
      conduct.close({
        tests: decided ? close.tests : null,
        replaced: close.places === 'to others',
        reOpens: close.reOpens,
        pauses: close.pauses,
      }),
    );
  }
  if (stopWhen !== null) sentences.push(conduct.stopWhen(conditionText(stopWhen, design, words)));
  return sentences;
}

/** What each test of a family is given of the level, and where it goes once a test is rejected. */
function shareSentences(multiplicity: Multiplicity, words: Messages): string[] {
  const { of, procedure, alpha } = multiplicity;
  const { conduct } = words;
  const levels = (values: readonly number[]) =>
    conduct.levels(of.map((test, i) => ({ test, level: plain(values[i]!) })));
  const given = (weights: readonly number[]) => levels(weights.map((weight) => weight * alpha));
  switch (procedure.kind) {
    case 'fixed-sequence':
      return [conduct.order(procedure.order.map((j) => of[j]!))];
    case 'bonferroni':
      return [given(procedure.weights)];
    case 'fallback':
    case 'graph': {
      const { names, edges } = procedureGraph(multiplicity)!;
      return [
        given(procedure.weights),
        conduct.passes(edges.map(({ from, to, share }) => ({ from: names[from]!, to: names[to]!, share }))),
      ];
    }
    case 'holm':
    case 'simes':
    case 'sidak':
    case 'parametric':
      return procedure.weights.every((weight) => Math.abs(weight - procedure.weights[0]!) < 1e-9)
        ? []
        : [given(procedure.weights)];
    case 'overall-subgroup':
      return 'overall' in procedure.split
        ? [conduct.rest({ test: of[0]!, level: plain(procedure.split.overall) }, of[1]!)]
        : [given(procedure.split.weights)];
    case 'mast':
      return [conduct.first({ test: of[0]!, level: plain(procedure.alphaPositive) })];
    case 'interaction-gated':
      return [conduct.gate(of[2]!, plain(procedure.gate))];
    default:
      return [];
  }
}

function boundsText(bounds: Spending | ClassicalBounds, words: Messages): string {
  return words.conduct.bounds[bounds.kind](optionText(bounds, words));
}

/** The one number, or the numbers, that a kind takes. */
function optionText(of: object, words: Messages): string {
  const option = Object.entries(of).find(([key]) => key !== 'kind')?.[1];
  if (Array.isArray(option)) return words.list(option.map((value) => plain(value)));
  return typeof option === 'number' ? plain(option) : '';
}

/** Tests by their names; all levels of a factor by the name that they share. */
function namesOf(of: readonly string[], tests: Named['tests'], words: Messages): string[] {
  const whole = tests.flatMap(({ basket }) => {
    const levels = tests.filter((test) => test.basket === basket);
    return basket !== undefined && levels.length > 1 && levels.every(({ name }) => of.includes(name))
      ? [basket]
      : [];
  });
  const shared = new Map(tests.map(({ name, basket }) => [name, basket]));
  const told = of.map((name) => {
    const basket = shared.get(name);
    return basket !== undefined && whole.includes(basket) ? words.conduct.everyLevel(basket) : name;
  });
  return [...new Set(told)];
}

function futilityText(
  { criterion, of, at, binding }: FutilityRule,
  tests: Named['tests'],
  words: Messages,
): string {
  const { conduct } = words;
  const value = criterion.kind === 'beta spending' ? plain(criterion.beta) : optionText(criterion, words);
  const looks = words.list(at.map(String));
  const names = namesOf(of, tests, words);
  return conduct.futility(
    names.length === 1 ? names[0]! : conduct.eachOf(words.list(names)),
    conduct.criteria[criterion.kind](value),
    looks,
    binding,
  );
}

function selectText({ after, from, by, rule, recruit }: Selection, words: Messages): string {
  const { conduct } = words;
  const text = conduct.rules[rule.kind](optionText(rule, words));
  return conduct.select(String(after), words.list(from), conduct.measures[by], text, recruit === 'selected');
}
