import type { Design, Endpoint, Size, TrialDesign, Truth } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import type { DesignInput } from '../schema/designs.ts';
import { readClaims, readMetrics, testNames } from './claims.ts';
import { readClassification } from './classify.ts';
import { type Context, checkName } from './context.ts';
import { readLocalText } from './localText.ts';
import { readTrial } from './trial.ts';

type Inputs = Record<string, DesignInput>;

/** Reads the designs (already written out). `truth` is null while the truth itself is faulty. */
export function readDesigns(inputs: Inputs, truth: Truth | null, context: Context): Record<string, Design> {
  const { checker } = context;
  const designs: Record<string, Design> = {};
  const entries = Object.entries(inputs ?? {});
  if (entries.length === 0 && checker.sound(['designs'])) {
    checker.add(
      'missing',
      ['designs', 'my-design'],
      { name: 'designs', hint: 'at least one design by name' },
      'key',
    );
  }
  for (const [name, input] of entries) {
    const path = ['designs', name];
    checkName(checker, 'design', name, path);
    if (!checker.readable(path)) continue;
    const trials = readTrials(input, path, truth, context);
    const claims = readClaims(input, path, truth, context);
    const metrics = readMetrics(input, path, context);
    const classify = readClassification(input, path, context);
    const title = readLocalText(input.title);
    designs[name] = { name, title, trials, claims, metrics, ...(classify === null ? {} : { classify }) };
  }
  checkMatches(designs, inputs, context);
  return designs;
}

function readTrials(input: DesignInput, path: Path, truth: Truth | null, context: Context): TrialDesign[] {
  const { checker } = context;
  if (input.trials === undefined) return [readTrial('', input, path, truth, context)];
  if (!checker.readable([...path, 'trials'])) return [];
  return Object.entries(input.trials).flatMap(([name, trial]) => {
    const at = [...path, 'trials', name];
    checkName(checker, 'trial', name, at);
    if (name.includes('/')) checker.add('bad-name', at, { what: 'trial', rule: 'must not hold /' }, 'key');
    return checker.readable(at) ? [readTrial(name, trial, at, truth, context)] : [];
  });
}

/** Matched designs and tests exist, have what is matched, and do not match in a circle. */
function checkMatches(designs: Record<string, Design>, inputs: Inputs, context: Context): void {
  for (const design of Object.values(designs)) {
    for (const trial of design.trials) {
      if (trial.size.kind !== 'match') continue;
      const at =
        trial.name === '' ? ['designs', design.name] : ['designs', design.name, 'trials', trial.name];
      checkMatch(design.name, trial.size, [...at, 'size'], designs, inputs, context);
    }
  }
}

function checkMatch(
  own: string,
  size: Extract<Size, { kind: 'match' }>,
  path: Path,
  designs: Record<string, Design>,
  inputs: Inputs,
  { checker, names, complete }: Context,
): void {
  const others = Object.keys(inputs).filter((name) => name !== own);
  if (!Object.hasOwn(inputs, size.design) || size.design === own) {
    if (size.design === own) checker.add('match-cycle', [...path, 'match'], { chain: [own, own] });
    else {
      const suggestion = nearest(size.design, others);
      checker.add('unknown-name', [...path, 'match'], {
        what: 'design',
        name: size.design,
        suggestion,
        known: others,
      });
    }
    return;
  }
  const circle = circleFrom(own, designs);
  if (circle !== null) checker.add('match-cycle', [...path, 'match'], { chain: circle });
  for (const name of [own, size.design]) {
    if (!checker.readable(['designs', name])) continue;
    const tests = testNames(inputs[name]).map(({ test }) => test);
    const known = complete(['designs', name]);
    if (size.test !== null && known && !tests.includes(size.test)) {
      const suggestion = nearest(size.test, tests);
      checker.add('match-test', [...path, 'on'], { design: name, name: size.test, suggestion, known: tests });
    }
    const trials = designs[name]?.trials ?? [];
    const bearer = trials.find(({ tests: its }) => its.some((test) => test.name === size.test));
    if (bearer !== undefined && isShared(bearer, size.test as string)) {
      checker.add('match-decided', [...path, 'on'], { test: size.test as string, design: name });
    }
    const read = trials.reduce((n, trial) => n + trial.tests.length, 0);
    const timed = trials.some((trial) => hasEvents(trial, names.endpoints));
    if (size.on === 'events' && known && read === tests.length && !timed) {
      checker.add('match-events', [...path, 'on'], { design: name });
    }
  }
}

/** Whether what a test rejects depends on more than its own z at the last look. */
const isShared = ({ multiplicity, monitoring }: TrialDesign, test: string): boolean =>
  monitoring !== null || (multiplicity?.of.includes(test) ?? false);

const hasEvents = (trial: TrialDesign, kinds: Record<string, Endpoint['kind'] | null>): boolean =>
  trial.tests.some((test) => kinds[test.of] === 'time-to-event');

/** The designs from one back to itself along "match", or null. */
function circleFrom(start: string, designs: Record<string, Design>): string[] | null {
  const walk = (name: string, chain: string[]): string[] | null => {
    for (const trial of designs[name]?.trials ?? []) {
      if (trial.size.kind !== 'match') continue;
      const next = trial.size.design;
      if (next === start) return [...chain, start];
      const found = chain.includes(next) ? null : walk(next, [...chain, next]);
      if (found !== null) return found;
    }
    return null;
  };
  return walk(start, [start]);
}
