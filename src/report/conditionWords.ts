import type { DesignSummary, TestSummary } from '../operating-characteristics/result.ts';
import { parseClaim } from '../scenario/claimExpression.ts';
import type { ClaimExpression, TestName } from '../scenario/claimModel.ts';
import { Problem } from '../scenario/problem.ts';
import { plain } from './format.ts';
import type { Messages } from './messages/messages.ts';

/** The names that a condition may hold: those of the design that it is about, as they are shown. */
export type Named = Pick<DesignSummary, 'claims'> & {
  tests: Pick<TestSummary, 'name' | 'trial' | 'basket' | 'stages'>[];
};

/** A test of one of several trials is called `trial/test`. */
const testNameOf = ({ name, trial }: Named['tests'][number]): TestName => ({
  trial,
  test: trial !== '' && name.startsWith(`${trial}/`) ? name.slice(trial.length + 1) : name,
});

function said(condition: ClaimExpression, words: Messages['condition']): string {
  const inner = (part: ClaimExpression) =>
    part.kind === 'and' || part.kind === 'or' ? words.inBrackets(said(part, words)) : said(part, words);
  // The test of a trial that is called like it needs no second name.
  const nameOf = ({ trial, test }: TestName) => (trial === '' || trial === test ? test : `${trial}/${test}`);
  switch (condition.kind) {
    case 'reject':
      return words.rejects(nameOf(condition), true);
    case 'harm':
      return words.harm(nameOf(condition));
    case 'compare': {
      const { what, sign, value } = condition;
      return words.compares(words.quantities[what], nameOf(condition), words.signs[sign], plain(value));
    }
    case 'strongest':
      return words.strongest(nameOf(condition), condition.among.map(nameOf));
    case 'claim':
      return words.claims(condition.label, true);
    case 'not':
      if (condition.of.kind === 'reject') return words.rejects(nameOf(condition.of), false);
      if (condition.of.kind === 'claim') return words.claims(condition.of.label, false);
      return words.not(said(condition.of, words));
    case 'and':
    case 'or':
      return condition.of.map(inner).join(words[condition.kind]);
    case 'otherwise':
      return words.otherwise;
  }
}

/**
 * A condition of the scenario language in words: of a claim, a class, a stop or a step of a program.
 *
 * @param text the condition as the file would write it, with names as they are shown; one that these names do not read stays as it is
 * @example conditionText('reject M+ and not reject all', design, messages('en')) // “M+” rejects and “all” does not reject
 */
export function conditionText(text: string, { tests, claims }: Named, words: Messages): string {
  const names = new Map(tests.map(testNameOf).map((one) => [`${one.trial}/${one.test}`, one]));
  try {
    return said(parseClaim(text, [...names.values()], claims), words.condition);
  } catch (problem) {
    if (problem instanceof Problem) return text;
    throw problem;
  }
}
