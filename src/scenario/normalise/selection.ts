import type { Selection } from '../conductModel.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import { populationText } from '../populationText.ts';
import { RULE_KEYS, type SelectInput } from '../schema/conduct.ts';
import { type Context, exactlyOne } from './context.ts';
import type { Monitored } from './monitored.ts';

/** Which populations go on after a look. */
export function readSelection(
  input: SelectInput,
  path: Path,
  { tests, multiplicity, looks, names }: Monitored,
  { checker }: Context,
): Selection | null {
  const after = input.after ?? 1;
  if (after >= looks.length) checker.add('look-number', [...path, 'after'], { most: looks.length - 1 });
  const family = multiplicity?.of ?? names;
  const from = input.from.flatMap((name, i) => {
    if (names.includes(name)) return [name];
    const inPopulation = tests.filter(
      (test) => family.includes(test.name) && test.interaction === null && populationText(test.in) === name,
    );
    if (inPopulation.length === 1) return [inPopulation[0].name];
    const known = [...new Set([...names, ...tests.map((test) => populationText(test.in))])];
    const suggestion = nearest(name, known);
    checker.add('unknown-name', [...path, 'from', i], {
      what: 'test or population',
      name,
      suggestion,
      known,
    });
    return [];
  });
  const reassess =
    input.reassess === undefined
      ? null
      : { power: input.reassess['conditional power'], most: input.reassess['at most'] };
  const rule = input.rule ?? 'best';
  if (typeof rule === 'string') {
    return {
      after,
      from,
      by: input.by ?? 'estimate',
      rule: { kind: rule },
      recruit: input.recruit ?? 'selected',
      reassess,
    };
  }
  const way = exactlyOne(checker, rule, RULE_KEYS, [...path, 'rule']);
  if (way === null) return null;
  return {
    after,
    from,
    by: input.by ?? 'estimate',
    rule: way === 'r best' ? { kind: way, r: rule[way]! } : { kind: way, value: rule[way]! },
    recruit: input.recruit ?? 'selected',
    reassess,
  };
}
