import type { Checker } from './faults.ts';
import { nearest } from './nearest.ts';
import { presetKeys } from './presets.ts';
import { type MapTree, merge, type Tree, treeAt, treeOf, without } from './tree.ts';

/** Keys that a variant replaces whole. */
const WHOLE = [
  'size',
  'quotas',
  'analyse at',
  'looks',
  'tests',
  'multiplicity',
  'estimates',
  'claims',
  'metrics',
  'classify',
  'trials',
];
/** Keys of a design that its trials do not take over. */
const NOT_FOR_TRIALS = ['title', 'preset', 'marker', 'extends', 'claims', 'metrics', 'classify', 'trials'];

/**
 * Writes every design out: what it extends, its preset and, for parallel trials, the design's own keys below theirs.
 * A pure step from tree to tree: values keep the place where they were written.
 *
 * @param checker of a document with the designs under `designs`
 */
export function expandDesigns(designs: Tree, markers: readonly string[], checker: Checker): Tree {
  if (designs.kind !== 'map') return designs;
  const done = new Map<string, Tree>();

  function expand(name: string, chain: string[]): Tree {
    const own = designs.kind === 'map' ? designs.entries.get(name)!.tree : designs;
    if (own.kind !== 'map') return own;
    const ready = done.get(name);
    if (ready !== undefined) return ready;
    const base = baseOf(name, own, chain);
    const tree = withTrials(layer(base, withPreset(name, own, base)));
    done.set(name, tree);
    return tree;
  }

  function baseOf(name: string, own: MapTree, chain: string[]): MapTree {
    const nothing: MapTree = { kind: 'map', source: own.source, entries: new Map() };
    const parent = textAt(own, 'extends');
    if (parent === null || designs.kind !== 'map') return nothing;
    const path = ['designs', name, 'extends'];
    const known = [...designs.entries.keys()].filter((other) => other !== name);
    if (chain.includes(parent)) {
      checker.add('extends-cycle', path, { chain: [...chain.slice(chain.indexOf(parent)), parent] });
      checker.markBroken(path);
      return nothing;
    }
    if (!known.includes(parent)) {
      checker.add('unknown-name', path, {
        what: 'design',
        name: parent,
        suggestion: nearest(parent, known),
        known,
      });
      checker.markBroken(path);
      return nothing;
    }
    const base = expand(parent, [...chain, parent]);
    // What a design takes over from one that is itself not known in full is not known in full.
    if (!checker.sound(['designs', parent, 'extends']) || !checker.sound(['designs', parent, 'preset'])) {
      checker.markBroken(path);
    }
    return base.kind === 'map' ? without(base, ['title', 'extends', 'preset']) : nothing;
  }

  function withPreset(name: string, own: MapTree, base: MapTree): MapTree {
    const preset = textAt(own, 'preset');
    if (preset === null) return own;
    const path = ['designs', name, 'preset'];
    const named = textAt(own, 'marker') ?? textAt(base, 'marker');
    const marker = named ?? (markers.length === 1 ? markers[0] : null);
    if (named !== null && !markers.includes(named)) {
      const suggestion = nearest(named, markers);
      checker.add('unknown-name', ['designs', name, 'marker'], {
        what: 'marker',
        name: named,
        suggestion,
        known: markers,
      });
      checker.markBroken(path);
      return own;
    }
    const keys = presetKeys(preset, marker);
    if (keys === 'no marker') {
      checker.add('preset-marker', path, { preset, known: markers });
      checker.markBroken(path);
      return own;
    }
    if (keys === 'no preset') return own;
    return layer(treeOf(keys, treeAt(own, ['preset'])!.source) as MapTree, own);
  }

  const entries: MapTree['entries'] = new Map();
  for (const [name, { key }] of designs.entries) entries.set(name, { key, tree: expand(name, [name]) });
  return { ...designs, entries };
}

/** `over` on `base`; one way of saying when replaces the other. */
function layer(base: MapTree, over: MapTree): MapTree {
  const timed = over.entries.has('analyse at') || over.entries.has('looks');
  return withoutNulls(merge(timed ? without(base, ['analyse at', 'looks']) : base, over, WHOLE));
}

function withTrials(design: MapTree): MapTree {
  const trials = treeAt(design, ['trials']);
  if (trials?.kind !== 'map') return design;
  const shared = without(design, NOT_FOR_TRIALS);
  const entries: MapTree['entries'] = new Map();
  for (const [name, { key, tree }] of trials.entries) {
    entries.set(name, { key, tree: tree.kind === 'map' ? layer(shared, tree) : tree });
  }
  const whole = new Map(design.entries);
  whole.set('trials', { key: design.entries.get('trials')!.key, tree: { ...trials, entries } });
  return { ...design, entries: whole };
}

/** Nulls that had nothing to remove. */
function withoutNulls(tree: MapTree): MapTree {
  const entries: MapTree['entries'] = new Map();
  for (const [key, entry] of tree.entries) {
    if (entry.tree.kind === 'scalar' && entry.tree.value === null) continue;
    entries.set(key, entry);
  }
  return { ...tree, entries };
}

function textAt(tree: MapTree, key: string): string | null {
  const value = tree.entries.get(key)?.tree;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : null;
}
