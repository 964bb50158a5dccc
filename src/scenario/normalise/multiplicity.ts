import type { MultipleProcedure, Multiplicity, Transition } from '../conductModel.ts';
import type { TestSpec } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import { type MultiplicityInput, PROCEDURE_KEYS } from '../schema/conduct.ts';
import { type Context, exactlyOne } from './context.ts';

type Table = Exclude<MultiplicityInput, string>;

/** A test's place by its name; a fault, and -1, where there is none. */
type PlaceOf = (name: string, path: Path) => number;

/** What `multiplicity` is read with: the tests of the trial, as written and as read. */
export interface Family {
  readonly tests: readonly TestSpec[];
  /** Names as written, faulty tests included. */
  readonly names: readonly string[];
  readonly alpha: number | undefined;
}

/**
 * Reads `multiplicity`. Weights and transitions are numbers here: whether they make a procedure is asked by
 * the rooms that know procedures, see `conductFaults`.
 */
export function readMultiplicity(
  written: MultiplicityInput | undefined,
  path: Path,
  family: Family,
  context: Context,
): Multiplicity | null {
  if (written === undefined) return null;
  const { checker } = context;
  const table: Table = typeof written === 'string' ? { [written]: {} } : written;
  const way = exactlyOne(checker, table, PROCEDURE_KEYS, path);
  if (way === null) return null;
  const before = checker.faults.added;
  const named = namedTests(table, way, [...path, way]);
  if (named !== null && table.of !== undefined) {
    const known = ['hochberg', 'hommel', 'none', 'closed'];
    checker.add(
      'option-method',
      [...path, 'of'],
      { option: 'of', method: `"${way}" with named tests`, known },
      'key',
    );
  }
  const list =
    named ?? (table.of ?? family.names).map((name, i) => ({ name, at: [...path, 'of', i] as Path }));
  const of = [...new Set(list.map(({ name }) => name))];
  for (const { name, at } of list) {
    if (family.names.includes(name)) continue;
    const known = family.names;
    checker.add('unknown-name', at, { what: 'test', name, suggestion: nearest(name, known), known }, 'key');
  }
  list.forEach(({ name, at }, i) => {
    const again = list.slice(0, i).some((other) => other.name === name);
    if (again && ['of', 'fixed sequence', 'order'].includes(String(at.at(-2))))
      checker.add('test-twice', at, { test: name });
  });
  const tests = of.flatMap((name) => family.tests.find((test) => test.name === name) ?? []);
  if (tests.some((test) => test.sided !== tests[0].sided)) checker.add('family-sided', path, {}, 'key');
  const place: PlaceOf = (name) => of.indexOf(name);
  const procedure = readProcedure(table, way, [...path, way], of, place, context);
  const sided = tests[0]?.sided ?? 1;
  if (sided === 2 && (way === 'mast' || way === 'interaction gated')) {
    checker.add('one-sided-procedure', [...path, way], { procedure: way }, 'key');
  }
  if (checker.faults.added > before || procedure === null) return null;
  return {
    of,
    procedure,
    alpha: table.alpha ?? family.alpha ?? (sided === 1 ? 0.025 : 0.05),
    sided,
    combine: table.combine ?? null,
    stages:
      table.stages ??
      (tests.some((test) => context.names.endpoints[test.of] === 'time-to-event')
        ? 'increments'
        : 'patients'),
    firstStageEvents: table['first stage events'] ?? null,
    ...(table.fractions === undefined ? {} : { fractions: table.fractions }),
    insist: table.insist ?? false,
  };
}

type Way = (typeof PROCEDURE_KEYS)[number];

/** The tests that a procedure names itself, in its order; null where it names none. */
function namedTests(table: Table, way: Way, path: Path): { name: string; at: Path }[] | null {
  const keys = (of: Readonly<Record<string, unknown>>, at: Path) =>
    Object.keys(of).map((name) => ({ name, at: [...at, name] }));
  const list = (of: readonly string[], at: Path) => of.map((name, i) => ({ name, at: [...at, i] as Path }));
  const roles = (of: Readonly<Record<string, unknown>>, names: readonly string[]) =>
    names.map((role) => ({ name: of[role] as string, at: [...path, role] }));
  switch (way) {
    case 'bonferroni':
    case 'holm': {
      const weights = table[way]?.weights;
      return weights === undefined ? null : keys(weights, [...path, 'weights']);
    }
    case 'fixed sequence':
      return list(table[way]!, path);
    case 'fallback': {
      const { order, weights } = table[way]!;
      return [...list(order ?? [], [...path, 'order']), ...keys(weights, [...path, 'weights'])];
    }
    case 'graph': {
      const { weights, transitions } = table[way]!;
      const rows = keys(transitions, [...path, 'transitions']);
      const ends = Object.entries(transitions).flatMap(([row, to]) =>
        keys(to, [...path, 'transitions', row]),
      );
      return [...keys(weights, [...path, 'weights']), ...rows, ...ends];
    }
    case 'closed': {
      const closed = table[way]!;
      if (typeof closed === 'string') return null;
      return Object.entries(closed.table).flatMap(([set, weights]) => keys(weights, [...path, 'table', set]));
    }
    case 'overall and subgroup':
      return [
        ...roles(table[way]!, ['overall', 'subgroup']),
        ...keys(table[way]!.weights ?? {}, [...path, 'weights']),
      ];
    case 'mast':
      return roles(table[way]!, ['positive', 'negative', 'overall']);
    case 'interaction gated':
      return roles(table[way]!, ['overall', 'positive', 'interaction']);
    default:
      return null;
  }
}

function readProcedure(
  table: Table,
  way: Way,
  path: Path,
  of: readonly string[],
  place: PlaceOf,
  { checker }: Context,
): MultipleProcedure | null {
  const row = (weights: Readonly<Record<string, number>> | undefined) =>
    of.map((name) => (weights === undefined ? 1 / of.length : (weights[name] ?? 0)));
  switch (way) {
    case 'none':
    case 'hochberg':
    case 'hommel':
      return { kind: way };
    case 'bonferroni':
    case 'holm':
      return { kind: way, weights: row(table[way]?.weights) };
    case 'fixed sequence':
      return { kind: 'fixed-sequence', order: table[way]!.map((name) => place(name, path)) };
    case 'fallback': {
      const { order, weights, exhaustive = false } = table[way]!;
      const names = order ?? Object.keys(weights);
      const left = of.filter((name) => !names.includes(name));
      if (left.length > 0)
        checker.add('missing', [...path, 'order', left[0]], { name: left[0], hint: 'name every test' });
      return {
        kind: 'fallback',
        order: names.map((name) => place(name, path)),
        weights: row(weights),
        exhaustive,
      };
    }
    case 'graph': {
      const { weights, transitions, test = 'bonferroni' } = table[way]!;
      const edges = of.map((from) => of.map((to): Transition => edgeOf(transitions[from]?.[to])));
      return { kind: 'graph', weights: row(weights), transitions: edges, test };
    }
    case 'closed':
      return readClosed(table[way]!, path, of, row, { checker });
    case 'overall and subgroup': {
      const { overall, subgroup, weights, step = 'closed', 'overall level': level } = table[way]!;
      if (level !== undefined && weights !== undefined)
        checker.add('several-of', [...path, 'weights'], { keys: ['overall level', 'weights'] }, 'key');
      if (overall === subgroup) checker.add('test-twice', [...path, 'subgroup'], { test: subgroup });
      const ratio = weights ?? { [overall]: 1, [subgroup]: 1 };
      const split =
        level === undefined
          ? { weights: [ratio[overall] ?? 0, ratio[subgroup] ?? 0] as [number, number] }
          : { overall: level };
      return { kind: 'overall-subgroup', split, step };
    }
    case 'mast':
      if (of.length < 3) checker.add('test-twice', path, { test: of[0] }, 'key');
      return { kind: 'mast', alphaPositive: table[way]!['positive level'] };
    case 'interaction gated':
      if (of.length < 3) checker.add('test-twice', path, { test: of[0] }, 'key');
      return {
        kind: 'interaction-gated',
        gate: table[way]!.gate,
        unadjusted: table[way]!.unadjusted ?? false,
      };
  }
}

function readClosed(
  closed: NonNullable<Table['closed']>,
  path: Path,
  of: readonly string[],
  row: (weights: undefined) => number[],
  { checker }: Pick<Context, 'checker'>,
): MultipleProcedure | null {
  if (typeof closed === 'string') {
    const weights = row(undefined);
    switch (closed) {
      case 'bonferroni':
        return { kind: 'holm', weights };
      case 'simes':
      case 'sidak':
        return { kind: closed, weights };
      default:
        return { kind: 'parametric', weights };
    }
  }
  const intersections = Object.entries(closed.table).map(([set, weights]) => {
    const names = set.split('&').map((name) => name.trim());
    const same =
      names.length === Object.keys(weights).length && names.every((name) => weights[name] !== undefined);
    if (!same) checker.add('set-members', [...path, 'table', set], { set }, 'key');
    const members = names.map((name) => of.indexOf(name)).sort((a, b) => a - b);
    return { members, weights: members.map((j) => weights[of[j]]) };
  });
  return { kind: 'closed', intersections, test: closed.test ?? 'bonferroni' };
}

function edgeOf(edge: number | 'epsilon' | '1 - epsilon' | undefined): Transition {
  if (edge === 'epsilon') return { value: 0, epsilon: 1 };
  return edge === '1 - epsilon' ? { value: 1, epsilon: -1 } : (edge ?? 0);
}
