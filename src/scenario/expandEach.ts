import { formatPath, type Path } from './path.ts';
import { type MapTree, merge, type Tree, treeOf } from './tree.ts';

/** What one of the tests of `in: each FACTOR` came from. */
export interface EachTest {
  /** Name of the test as written. */
  readonly test: string;
  readonly factor: string;
  readonly level: string;
}

/** Designs with a test for every level where the file has one `in: each FACTOR`, and where each of these came from. */
export interface Expanded {
  readonly tree: Tree;
  /** By the path of the test. */
  readonly each: ReadonlyMap<string, EachTest>;
}

/**
 * Writes `NAME: {in: each tumour, ...}` out as a test `NAME: LEVEL` in `tumour = LEVEL` for every level. A factor that is not
 * known is left as written, for the reader of the population to find.
 *
 * @param designs written out, see `expandDesigns`
 */
export function expandEach(designs: Tree, factors: Readonly<Record<string, readonly string[]>>): Expanded {
  const each = new Map<string, EachTest>();

  function testsOf(tests: Tree, path: Path): Tree {
    if (tests.kind !== 'map') return tests;
    const entries: MapTree['entries'] = new Map();
    for (const [name, entry] of tests.entries) {
      const factor = factorOf(entry.tree);
      const levels = factor === null || !Object.hasOwn(factors, factor) ? [] : factors[factor];
      if (factor === null || levels.length === 0 || entry.tree.kind !== 'map') {
        entries.set(name, entry);
        continue;
      }
      for (const level of levels) {
        const own = treeOf(
          { in: `${factor} = ${level}` },
          entry.tree.entries.get('in')!.tree.source,
        ) as MapTree;
        const test = `${name}: ${level}`;
        entries.set(test, { key: entry.key, tree: { ...merge(entry.tree, own), source: entry.tree.source } });
        each.set(formatPath([...path, test]), { test: name, factor, level });
      }
    }
    return { ...tests, entries };
  }

  function at(tree: Tree, path: Path): Tree {
    if (tree.kind !== 'map') return tree;
    const entries = new Map(tree.entries);
    const tests = entries.get('tests');
    if (tests !== undefined)
      entries.set('tests', { ...tests, tree: testsOf(tests.tree, [...path, 'tests']) });
    const trials = entries.get('trials');
    if (trials?.tree.kind === 'map') {
      const inside: MapTree['entries'] = new Map();
      for (const [name, trial] of trials.tree.entries)
        inside.set(name, { ...trial, tree: at(trial.tree, [...path, 'trials', name]) });
      entries.set('trials', { ...trials, tree: { ...trials.tree, entries: inside } });
    }
    return { ...tree, entries };
  }

  if (designs.kind !== 'map') return { tree: designs, each };
  const entries: MapTree['entries'] = new Map();
  for (const [name, entry] of designs.entries)
    entries.set(name, { ...entry, tree: at(entry.tree, ['designs', name]) });
  return { tree: { ...designs, entries }, each };
}

/** The factor of `in: each FACTOR`; null for any other test. */
function factorOf(test: Tree): string | null {
  const population = test.kind === 'map' ? test.entries.get('in')?.tree : undefined;
  if (population?.kind !== 'scalar' || typeof population.value !== 'string') return null;
  return /^\s*each\s+(.+?)\s*$/.exec(population.value)?.[1] ?? null;
}
