import type { ClaimExpression } from './model.ts';
import { nearest } from './nearest.ts';
import { Problem } from './problem.ts';

/** A test of a design; `trial` is '' for the only trial of a plain design. */
export interface TestName {
  trial: string;
  test: string;
}

/**
 * Reads a claim over a design's tests:
 *
 *     or = and ("or" and)*    and = unary ("and" unary)*
 *     unary = "not" unary | "(" or ")" | "reject" TEST | "otherwise"
 *
 * A test's name may hold spaces: of the declared names that fit, the longest counts. Tests of parallel trials are
 * named TRIAL/TEST, or by TEST alone where one trial has it.
 *
 * @throws Problem for faulty syntax and unknown tests
 * @example parseClaim('reject M+ and not reject all', [{trial: '', test: 'all'}, {trial: '', test: 'M+'}])
 */
export function parseClaim(text: string, tests: readonly TestName[]): ClaimExpression {
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
    if (text[at] !== sign) return false;
    at++;
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
    if (take('reject')) return testName();
    const rest = text.slice(at).trim();
    return fail(
      rest === '' ? 'it ends where "reject TEST" is expected' : `"reject TEST" is expected before "${rest}"`,
    );
  }

  function testName(): ClaimExpression {
    skip();
    const fitting = [...names.keys()].filter(
      (name) => text.startsWith(name, at) && endsName(text, at + name.length),
    );
    if (fitting.length === 0) {
      const name = text
        .slice(at)
        .split(/ and | or |\)/)[0]
        .trim();
      const known = [...names.keys()];
      throw new Problem('unknown-name', { what: 'test', name, suggestion: nearest(name, known), known });
    }
    const name = fitting.reduce((longest, other) => (other.length > longest.length ? other : longest));
    const found = names.get(name)!;
    if (found.length > 1) {
      throw new Problem('claim-ambiguous', {
        test: name,
        known: found.map(({ trial, test }) => `${trial}/${test}`),
      });
    }
    at += name.length;
    return { kind: 'reject', ...found[0] };
  }

  // Bounds the recursion: a claim is a line, not a program.
  if (text.length > 2000) fail('it is longer than 2000 letters');
  const expression = or();
  skip();
  if (at < text.length) fail(`"${text.slice(at)}" is not expected`);
  return expression;
}

const endsName = (text: string, at: number): boolean => at >= text.length || ' \n\t()'.includes(text[at]);

function namesOfTests(tests: readonly TestName[]): Map<string, TestName[]> {
  const names = new Map<string, TestName[]>();
  for (const one of tests) {
    names.set(one.test, [...(names.get(one.test) ?? []), one]);
    if (one.trial !== '') names.set(`${one.trial}/${one.test}`, [one]);
  }
  return names;
}
