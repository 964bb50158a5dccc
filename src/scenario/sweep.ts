import type { Checker } from './faults.ts';
import type { Axis } from './model.ts';
import { type Path, parsePath } from './path.ts';
import { type PriorPath, readPrior } from './prior.ts';
import { Problem } from './problem.ts';
import { type MapTree, plain, type Source, type Tree, treeAt, treeOf } from './tree.ts';

const POINTS = 10_000;
/** Column names of the tidy results that an axis may not take. */
const COLUMNS = [
  'scenario',
  'point',
  'design',
  'analysis',
  'population',
  'metric',
  'estimate',
  'mcse',
  'lower',
  'upper',
  'n',
];

/** One swept path with its values, and where it stands. */
interface SweptPath {
  keys: Path;
  written: string;
  key: Source;
  /** Of the list of values in the document. */
  place: Path;
  values: Tree[];
}

/** Swept paths that are walked together. */
type Walk = { paths: SweptPath[]; weights?: number[] };

/** The grid of a sweep: its axes, and what every point puts where. */
export interface Grid {
  axes: Axis[];
  points: { values: Record<string, number | string>; steps: { path: SweptPath; value: Tree }[] }[];
}

/**
 * Reads `sweep` and `prior` (their shape checked): a grid in the order of the file, first axis slowest, then the laws of the prior; `zip`
 * makes one axis.
 */
export function readSweep(document: MapTree, checker: Checker): Grid {
  const sweep = treeAt(document, ['sweep']);
  const swept = sweep?.kind === 'map' ? readWalks(sweep, checker) : [];
  const walks = withPrior(swept, readPrior(document, checker), checker);
  const paths = walks.flatMap((walk) => walk.paths);
  checkOverlaps(paths, checker);
  const names = shortNames(paths.map((path) => path.keys));
  const nameOf = new Map(paths.map((path, i) => [path, names[i]]));
  const count = walks.reduce((n, walk) => n * walk.paths[0].values.length, 1);
  if (count > POINTS) {
    checker.add('too-many-points', ['sweep'], { points: count, limit: POINTS }, 'key');
    return { axes: [], points: [] };
  }
  let points: Grid['points'] = [{ values: {}, steps: [] }];
  for (const { paths: walk } of walks) {
    points = points.flatMap((point) =>
      walk[0].values.map((_, i) => ({
        values: {
          ...point.values,
          ...Object.fromEntries(walk.map((p) => [nameOf.get(p), label(p.values[i])])),
        },
        steps: [...point.steps, ...walk.map((path) => ({ path, value: path.values[i] }))],
      })),
    );
  }
  const axes = walks.map(({ paths: walk, weights }) => ({
    names: walk.map((path) => nameOf.get(path)!),
    paths: walk.map((path) => path.written),
    steps: walk[0].values.map((_, i) => walk.map((path) => label(path.values[i]))),
    ...(weights === undefined ? {} : { weights }),
  }));
  return { axes, points };
}

/** The walks with the weights of the prior, and after them one for each law. */
function withPrior(walks: Walk[], prior: PriorPath[], checker: Checker): Walk[] {
  const all = [...walks];
  for (const { written, key, weights, values } of prior) {
    const place = ['prior', written];
    if (values !== null) {
      const tree = treeOf(values, key);
      const path = readPath(written, key, tree, place, checker);
      if (path !== null) all.push({ paths: [path], weights });
      continue;
    }
    const at = all.findIndex(({ paths }) => paths.some((path) => path.written === written));
    const walk = all[at];
    if (walk === undefined) checker.add('prior-path', place, {}, 'key');
    else if (walk.weights !== undefined) checker.add('prior-twice', place, {}, 'key');
    else if (walk.paths[0].values.length !== weights.length) {
      const expected = walk.paths[0].values.length;
      checker.add('prior-length', place, { length: weights.length, expected });
    } else all[at] = { ...walk, weights };
  }
  return all;
}

function readWalks(sweep: MapTree, checker: Checker): Walk[] {
  const walks: Walk[] = [];
  for (const [written, { key, tree }] of sweep.entries) {
    if (written === 'zip') {
      const zips =
        tree.kind === 'list'
          ? tree.items.map((zip, i) => [zip, ['sweep', 'zip', i]] as const)
          : [[tree, ['sweep', 'zip']] as const];
      for (const [zip, place] of zips) {
        if (zip.kind === 'map') walks.push(readZip(zip, place, checker));
      }
      continue;
    }
    const path = readPath(written, key, tree, ['sweep', written], checker);
    if (path === null) continue;
    checkRepeats(path, checker);
    walks.push({ paths: [path] });
  }
  return walks.filter(({ paths }) => paths.length > 0);
}

function readZip(zip: MapTree, place: Path, checker: Checker): Walk {
  const walk: SweptPath[] = [];
  for (const [written, { key, tree }] of zip.entries) {
    const path = readPath(written, key, tree, [...place, written], checker);
    if (path === null) continue;
    const expected = walk[0]?.values.length ?? path.values.length;
    if (path.values.length === expected) walk.push(path);
    else {
      checker.add('zip-length', path.place, { length: path.values.length, expected }, 'key');
      checker.markBroken(path.keys);
    }
  }
  return { paths: walk };
}

function readPath(written: string, key: Source, tree: Tree, place: Path, checker: Checker): SweptPath | null {
  const parsed = parsePath(written);
  if ('problem' in parsed) {
    checker.add('sweep-path', place, parsed, 'key');
    return null;
  }
  const { keys } = parsed;
  if (!['truth', 'designs', 'programs'].includes(keys[0]) || keys.length < 2) {
    checker.add('sweep-root', place, {}, 'key');
    return null;
  }
  if (tree.kind !== 'list' || tree.items.length === 0) {
    // A value that only the sweep gives is not missing because the sweep is faulty.
    checker.markBroken(keys);
    return null;
  }
  return { keys, written, key, place, values: tree.items };
}

function checkRepeats(path: SweptPath, checker: Checker): void {
  const seen = new Set<string>();
  path.values.forEach((value, i) => {
    const text = JSON.stringify(plain(value));
    if (seen.has(text)) checker.add('sweep-repeat', [...path.place, i], { value: text });
    seen.add(text);
  });
}

function checkOverlaps(paths: SweptPath[], checker: Checker): void {
  paths.forEach((path, i) => {
    const other = paths.slice(0, i).find((before) => {
      const shared = Math.min(before.keys.length, path.keys.length);
      return before.keys.slice(0, shared).every((key, k) => key === path.keys[k]);
    });
    if (other !== undefined) checker.add('sweep-overlap', path.place, { other: other.written }, 'key');
  });
}

/** The last keys of every path, as many as tell it from the others and from the columns of the results. */
function shortNames(paths: Path[]): string[] {
  const lengths = paths.map(() => 1);
  const name = (i: number) => paths[i].slice(-lengths[i]).join('.');
  for (;;) {
    const names = paths.map((_, i) => name(i));
    const clash = (i: number) =>
      COLUMNS.includes(names[i]) || names.indexOf(names[i]) !== names.lastIndexOf(names[i]);
    const longer = paths.map((path, i) => clash(i) && lengths[i] < path.length);
    if (!longer.includes(true)) return names;
    longer.forEach((more, i) => {
      if (more) lengths[i]++;
    });
  }
}

function label(tree: Tree): number | string {
  const value = plain(tree);
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * The document with swept values put in their places; tables on the way that are not there are made. Every value keeps
 * the place where it was written, so a faulty one is found in the sweep.
 */
export function substitute(
  document: MapTree,
  steps: Grid['points'][number]['steps'],
  checker: Checker,
): MapTree {
  let tree: Tree = document;
  for (const { path, value } of steps) {
    const next: Tree | null = checker.attempt(path.place, () => put(tree, path, 0, value), 'key');
    tree = next ?? tree;
  }
  return tree as MapTree;
}

function put(tree: Tree | undefined, path: SweptPath, depth: number, value: Tree): Tree {
  if (depth === path.keys.length) return value;
  const key = String(path.keys[depth]);
  const at = path.keys.slice(0, depth).join('.');
  if (tree === undefined || tree.kind === 'map') {
    const entries: MapTree['entries'] = new Map(tree?.entries);
    const last = depth === path.keys.length - 1;
    if (last && value.kind === 'scalar' && value.value === null) entries.delete(key);
    else entries.set(key, { key: path.key, tree: put(entries.get(key)?.tree, path, depth + 1, value) });
    return { kind: 'map', source: tree?.source ?? path.key, entries };
  }
  if (tree.kind === 'list') {
    const index = Number(key);
    if (!/^\d+$/.test(key) || index >= tree.items.length) {
      throw new Problem('sweep-index', { at, length: tree.items.length });
    }
    return {
      ...tree,
      items: tree.items.map((item, i) => (i === index ? put(item, path, depth + 1, value) : item)),
    };
  }
  throw new Problem('sweep-through-value', { at });
}
