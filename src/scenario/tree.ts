import type { Path } from './path.ts';

/** A file's text with the offsets where its lines begin. */
export interface SourceFile {
  name: string;
  text: string;
  lineStarts: number[];
}

/** A place in a file. */
export interface Source {
  file: SourceFile;
  offset: number;
}

export interface MapTree {
  kind: 'map';
  source: Source;
  entries: Map<string, { key: Source; tree: Tree }>;
}

/**
 * A document whose every value knows where it was written, so that a fault found after merging, expanding or sweeping
 * still points at the line that caused it. Never changed in place.
 */
export type Tree =
  | MapTree
  | { kind: 'list'; source: Source; items: Tree[] }
  | { kind: 'scalar'; source: Source; value: unknown };

/** The plain value of a tree (objects keep the order of the file). */
export function plain(tree: Tree): unknown {
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'list') return tree.items.map(plain);
  const object: Record<string, unknown> = {};
  for (const [key, entry] of tree.entries) object[key] = plain(entry.tree);
  return object;
}

/** The tree of a plain value, all of it written at `source`. */
export function treeOf(value: unknown, source: Source): Tree {
  if (Array.isArray(value)) return { kind: 'list', source, items: value.map((item) => treeOf(item, source)) };
  if (typeof value !== 'object' || value === null) return { kind: 'scalar', source, value };
  const entries: MapTree['entries'] = new Map();
  for (const [key, item] of Object.entries(value))
    entries.set(key, { key: source, tree: treeOf(item, source) });
  return { kind: 'map', source, entries };
}

/** The value at a path, or undefined. */
export function treeAt(tree: Tree | undefined, path: Path): Tree | undefined {
  let here = tree;
  for (const key of path) {
    if (here?.kind === 'map') here = here.entries.get(String(key))?.tree;
    else if (here?.kind === 'list') here = here.items[Number(key)];
    else return undefined;
  }
  return here;
}

/** The table without some keys. */
export function without(tree: MapTree, keys: readonly string[]): MapTree {
  const entries = new Map(tree.entries);
  for (const key of keys) entries.delete(key);
  return { ...tree, entries };
}

/**
 * `over` on top of `base`: tables are merged key by key, everything else (lists too, and the keys named in `whole`)
 * is replaced, null removes.
 */
export function merge(base: MapTree, over: MapTree, whole: readonly string[] = []): MapTree {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const below = base.entries.get(key)?.tree;
    if (entry.tree.kind === 'scalar' && entry.tree.value === null) entries.delete(key);
    else if (below?.kind === 'map' && entry.tree.kind === 'map' && !whole.includes(key)) {
      entries.set(key, { key: entry.key, tree: merge(below, entry.tree) });
    } else entries.set(key, entry);
  }
  return { kind: 'map', source: over.source, entries };
}
