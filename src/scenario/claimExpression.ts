import type { ClaimExpression, TestName } from './claimModel.ts';
import { nearest } from './nearest.ts';
import { Problem } from './problem.ts';

type Comparison = Extract<ClaimExpression, { kind: 'compare' }>;

const QUANTITIES = ['z', 'estimate', 'ratio'] as const satisfies readonly Comparison['what'][];
/** Longer signs first, so that >= is not read as >. */
const SIGNS = ['>=', '<=', '>', '<'] as const satisfies readonly Comparison['sign'][];

/**
 * Reads a claim over a design's tests:
 *
 *     or = and ("or" and)*    and = unary ("and" unary)*
 *     unary = "not" unary | "(" or ")" | atom
 *     atom  = "reject" TEST ["for harm"] | "strongest" TEST "of" TEST ("," TEST)*
 *           | ("z" | "estimate" | "ratio") "of" TEST (">=" | ">" | "<=" | "<") NUMBER
 *           | "claim" LABEL | "otherwise"
 *
 * A name may hold spaces: of the declared names that fit, the longest counts. Tests of parallel trials are named
 * TRIAL/TEST, or by TEST alone where one trial has it. Where labels may be used, a bare name is short for
 * `claim LABEL` or `reject TEST`.
 *
 * @param labels claims that may be asked for; null where none may
 * @throws Problem for faulty syntax and unknown names
 * @example parseClaim('reject M+ and not reject all', [{trial: '', test: 'all'}, {trial: '', test: 'M+'}])
 */
export function parseClaim(
  text: string,
  tests: readonly TestName[],
  labels: readonly string[] | null = null,
): ClaimExpression {
  const names = namesOfTests(tests);
  let at = 0;

  function fail(problem: string): never {
    throw new Problem('claim-syntax', { problem });
  }
  const skip = () => {
    while (text[at] === ' ' || text[at] === '\n' || text[at] === '\t') at++;
  };
  /** Takes a word of the language if it stands here whole. */
  function take(word: string): boolean {
    skip();
    if (!text.startsWith(word, at) || !endsName(text, at + word.length)) return false;
    at += word.length;
    return true;
  }
  function takeSign(sign: string): boolean {
    skip();
    if (!text.startsWith(sign, at)) return false;
    at += sign.length;
    return true;
  }

  function joined(kind: 'and' | 'or', part: () => ClaimExpression): ClaimExpression {
    const parts = [part()];
    while (take(kind)) parts.push(part());
    return parts.length === 1 ? parts[0] : { kind, of: parts };
  }
  const or = (): ClaimExpression => joined('or', and);
  const and = (): ClaimExpression => joined('and', unary);

  function unary(): ClaimExpression {
    if (take('not')) return { kind: 'not', of: unary() };
    if (takeSign('(')) {
      const inner = or();
      if (!takeSign(')')) fail('a parenthesis is not closed');
      return inner;
    }
    if (take('otherwise')) return { kind: 'otherwise' };
    if (take('reject')) {
      const name = testName();
      return take('for harm') ? { kind: 'harm', ...name } : { kind: 'reject', ...name };
    }
    if (take('strongest')) return strongest();
    const what = QUANTITIES.find((quantity) => take(`${quantity} of`));
    if (what !== undefined) return compared(what);
    if (labels !== null && take('claim')) return { kind: 'claim', label: label() };
    const bare = labels === null ? null : bareName();
    if (bare !== null) return bare;
    const rest = text.slice(at).trim();
    return fail(
      rest === '' ? 'it ends where "reject TEST" is expected' : `"reject TEST" is expected before "${rest}"`,
    );
  }

  function strongest(): ClaimExpression {
    const one = testName();
    if (!take('of')) fail('"strongest TEST" needs "of" and the tests that it is among');
    const among = [testName()];
    while (takeSign(',')) among.push(testName());
    if (!among.some(({ trial, test }) => trial === one.trial && test === one.test)) {
      fail(`"${one.test}" must be among the tests that it is the strongest of`);
    }
    return { kind: 'strongest', ...one, among };
  }

  function compared(what: Comparison['what']): ClaimExpression {
    const name = testName();
    const sign = SIGNS.find((one) => takeSign(one));
    if (sign === undefined) fail('>=, >, <= or < is expected after the test');
    skip();
    const [digits] = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?/i.exec(text.slice(at)) ?? [''];
    if (digits === '' || !endsName(text, at + digits.length)) fail(`a number is expected after ${sign}`);
    at += digits.length;
    const value = Number(digits);
    if (what === 'ratio' && value <= 0) fail('a ratio is compared with a number above 0');
    return { kind: 'compare', ...name, what, sign, value };
  }

  function label(): string {
    skip();
    const found = longestAt(labels ?? []);
    if (found !== null) {
      at += found.length;
      return found;
    }
    const name = wordsAhead();
    throw new Problem('unknown-name', {
      what: 'claim',
      name,
      suggestion: nearest(name, labels ?? []),
      known: labels ?? [],
    });
  }

  /** A name alone: a claim's, or a test's that has rejected. */
  function bareName(): ClaimExpression | null {
    skip();
    const test = longestAt([...names.keys()]);
    const found = longestAt(labels ?? []);
    if (test === null && found === null) return null;
    if (test !== null && test === found)
      fail(`"${test}" is a test and a claim: write "reject" or "claim" before it`);
    if (found === null || (test !== null && test.length > found.length))
      return { kind: 'reject', ...testName() };
    return { kind: 'claim', label: label() };
  }

  /** The longest of some names that stands here whole. */
  function longestAt(known: readonly string[]): string | null {
    const fitting = known.filter((name) => text.startsWith(name, at) && endsName(text, at + name.length));
    return fitting.length === 0 ? null : fitting.reduce((a, b) => (b.length > a.length ? b : a));
  }
  const wordsAhead = () =>
    text
      .slice(at)
      .split(/ and | or |[),<>]/)[0]
      .trim();

  function testName(): TestName {
    skip();
    const name = longestAt([...names.keys()]);
    if (name === null) {
      const wanted = wordsAhead();
      const known = [...names.keys()];
      throw new Problem('unknown-name', {
        what: 'test',
        name: wanted,
        suggestion: nearest(wanted, known),
        known,
      });
    }
    const found = names.get(name)!;
    if (found.length > 1) {
      throw new Problem('claim-ambiguous', {
        test: name,
        known: found.map(({ trial, test }) => `${trial}/${test}`),
      });
    }
    at += name.length;
    return found[0];
  }

  // Bounds the recursion: a claim is a line, not a program.
  if (text.length > 2000) fail('it is longer than 2000 letters');
  const expression = or();
  skip();
  if (at < text.length) fail(`"${text.slice(at)}" is not expected`);
  return expression;
}

const endsName = (text: string, at: number): boolean => at >= text.length || ' \n\t(),<>'.includes(text[at]);

function namesOfTests(tests: readonly TestName[]): Map<string, TestName[]> {
  const names = new Map<string, TestName[]>();
  for (const one of tests) {
    names.set(one.test, [...(names.get(one.test) ?? []), one]);
    if (one.trial !== '') names.set(`${one.trial}/${one.test}`, [one]);
  }
  return names;
}
