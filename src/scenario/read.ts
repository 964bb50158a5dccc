import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Faults } from './faults.ts';
import { sourceFile } from './frame.ts';
import type { Path } from './path.ts';
import type { MapTree, Source, SourceFile, Tree } from './tree.ts';

const MEGABYTES = 1;
const DEPTH = 64;
const NODES = 100_000;
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

/** Stops reading at a fault after which nothing below makes sense. */
class Unreadable extends Error {}

/**
 * Reads YAML 1.2 (core schema: no tags, no merge keys) into a tree of sourced values. Nothing in a file is executed;
 * size, depth and the number of values that aliases unfold to are bounded.
 *
 * @returns the table at the root, or null when there is none (the faults say why)
 */
export function readTree(text: string, name: string, faults: Faults): MapTree | null {
  if (text.length > MEGABYTES * 2 ** 20) {
    const source = { file: sourceFile(name, text.slice(0, 200)), offset: 0 };
    const megabytes = Number((text.length / 2 ** 20).toFixed(1));
    faults.addAt('file-too-large', { megabytes, limit: MEGABYTES }, { source, path: [], value: null });
    return null;
  }
  const file = sourceFile(name, text);
  const start = { source: { file, offset: 0 }, path: [], value: null };
  if (bracketDepth(text) > DEPTH * 4) {
    faults.addAt('too-deep', { limit: DEPTH }, start);
    return null;
  }
  try {
    return readDocument(file, faults);
  } catch (error) {
    if (error instanceof RangeError) faults.addAt('too-deep', { limit: DEPTH }, start);
    else if (!(error instanceof Unreadable)) throw error;
    return null;
  }
}

/** A bound on how deep flow tables nest: spares the YAML reader files made to exhaust the stack. */
function bracketDepth(text: string): number {
  let depth = 0;
  let most = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '[' || c === '{') most = Math.max(most, ++depth);
    else if (c === ']' || c === '}') depth = Math.max(0, depth - 1);
  }
  return most;
}

function readDocument(file: SourceFile, faults: Faults): MapTree | null {
  const document = parseDocument(file.text, {
    version: '1.2',
    schema: 'core',
    prettyErrors: false,
    uniqueKeys: false,
  });
  const at = (offset: number) => ({ source: { file, offset }, path: [], value: null });
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    if (code === 'MULTIPLE_DOCS') faults.addAt('several-documents', {}, at(pos[0]));
    // The YAML reader reports its own exhausted stack as a fault of the text.
    else if (message.includes('call stack')) faults.addAt('too-deep', { limit: DEPTH }, at(pos[0]));
    else faults.addAt('yaml-syntax', { message: message.split('\n')[0] }, at(pos[0]));
  }
  if (document.errors.length > 0) return null;
  if (!isMap(document.contents)) {
    faults.addAt('empty-file', {}, at(0));
    return null;
  }
  const targets = aliasTargets(document);
  const reader = new Reader(file, faults, (node) => (isAlias(node) ? targets.get(node) : node));
  return reader.map(document.contents, []);
}

/** What every alias stands for (the last anchor of its name before it), found in one walk. */
function aliasTargets(document: Document): Map<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target !== undefined) targets.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

class Reader {
  private nodes = 0;
  private readonly file: SourceFile;
  private readonly faults: Faults;
  private readonly follow: (node: Node) => Node | undefined;

  constructor(file: SourceFile, faults: Faults, follow: (node: Node) => Node | undefined) {
    this.file = file;
    this.faults = faults;
    this.follow = follow;
  }

  map(node: YAMLMap, path: Path): MapTree {
    const entries: MapTree['entries'] = new Map();
    for (const pair of node.items) {
      const keyNode = pair.key as Node;
      const key = this.source(keyNode);
      if (!isScalar(keyNode)) {
        this.faults.addAt('key-not-text', {}, { source: key, path, value: null });
        continue;
      }
      const name =
        typeof keyNode.value === 'string' ? keyNode.value : (keyNode.source ?? String(keyNode.value));
      const place = { source: key, path: [...path, name], value: null };
      if (FORBIDDEN.includes(name)) this.faults.addAt('forbidden-key', { key: name }, place);
      else if (entries.has(name)) this.faults.addAt('duplicate-key', { key: name }, place);
      else entries.set(name, { key, tree: this.tree(pair.value as Node | null, [...path, name], key) });
    }
    return { kind: 'map', source: this.source(node), entries };
  }

  private tree(written: Node | null, path: Path, above: Source): Tree {
    if (written === null) return { kind: 'scalar', source: above, value: null };
    const source = this.source(written);
    this.bound(path, source);
    const node = this.follow(written);
    if (isAlias(written) && node === undefined) {
      this.faults.addAt('unknown-alias', { name: written.source }, { source, path, value: null });
    }
    if (isMap(node)) return { ...this.map(node, path), source };
    if (isSeq(node)) {
      const items = node.items.map((item, i) => this.tree(item as Node | null, [...path, i], source));
      return { kind: 'list', source, items };
    }
    return { kind: 'scalar', source, value: isScalar(node) ? node.value : null };
  }

  private bound(path: Path, source: Source): void {
    const place = { source, path: path.slice(0, 8), value: null };
    if (path.length > DEPTH) this.faults.addAt('too-deep', { limit: DEPTH }, place);
    else if (++this.nodes > NODES) this.faults.addAt('too-many-nodes', { limit: NODES }, place);
    else return;
    throw new Unreadable();
  }

  private source(node: Node): Source {
    return { file: this.file, offset: node.range?.[0] ?? 0 };
  }
}
