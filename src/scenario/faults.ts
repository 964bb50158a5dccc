import { type Fault, type FaultCode, type FaultParameters, message, ScenarioError } from '../errors.ts';
import { frameOf, lineAndColumn } from './frame.ts';
import { formatPath, type Path } from './path.ts';
import { Problem } from './problem.ts';
import { type Source, type Tree, treeAt } from './tree.ts';

/**
 * Gathers faults, so that all are reported at once. `broken` paths are those whose shape is wrong: what builds on
 * them is left unchecked, so that one slip of the pen is one fault.
 */
export class Faults {
  private readonly found = new Map<string, Fault>();
  private readonly broken = new Set<string>();

  /** Times a fault was added, repeats included: unchanged over a step that found nothing wrong. */
  added = 0;

  get count(): number {
    return this.found.size;
  }

  /**
   * Adds a fault with its place at hand. The same fault of the same place, met at several sweep points or in several
   * designs that take it over, counts once.
   */
  addAt<C extends FaultCode>(
    code: C,
    parameters: FaultParameters<C>,
    place: { source: Source; path: Path; value: string | null },
  ): void {
    this.added++;
    const { source, path, value } = place;
    const { line, col } = lineAndColumn(source);
    const { rule, next } = message(code, parameters);
    const fault: Fault = {
      code,
      file: source.file.name,
      line,
      col,
      frame: frameOf(source),
      path: formatPath(path),
      value,
      rule,
      next,
      parameters,
    };
    const key = [code, fault.file, source.offset, rule].join('\u0000');
    if (!this.found.has(key)) this.found.set(key, fault);
  }

  markBroken(path: Path): void {
    this.broken.add(`${path.join('\u0000')}\u0000`);
  }

  /** Whether nothing at, above or below the path is of the wrong shape. */
  sound(path: Path): boolean {
    const key = `${path.join('\u0000')}\u0000`;
    return ![...this.broken].some((other) => other.startsWith(key) || key.startsWith(other));
  }

  /** Whether nothing at or above the path is of the wrong shape; parts below may be. */
  readable(path: Path): boolean {
    const key = `${path.join('\u0000')}\u0000`;
    return ![...this.broken].some((other) => key.startsWith(other));
  }

  /** Whether a fault of this code stands exactly at the path or one key below. */
  has(code: FaultCode, path: Path): boolean {
    const prefix = formatPath(path);
    return [...this.found.values()].some((fault) => fault.code === code && fault.path.startsWith(prefix));
  }

  /** @throws ScenarioError with all faults in the order of the file, if there are any */
  throwIfAny(): void {
    if (this.found.size === 0) return;
    const inOrder = [...this.found.values()].sort((a, b) => a.line - b.line || a.col - b.col);
    const files = [...new Set([...this.found.values()].map((fault) => fault.file))];
    throw new ScenarioError(files.flatMap((file) => inOrder.filter((fault) => fault.file === file)));
  }
}

/** Places faults by their path in one document. */
export class Checker {
  readonly faults: Faults;
  private readonly root: Tree;
  /** Path of `root` in the whole document. */
  private readonly prefix: Path;

  constructor(faults: Faults, root: Tree, prefix: Path = []) {
    this.faults = faults;
    this.root = root;
    this.prefix = prefix;
  }

  /**
   * Adds a fault at a path: at the value, at its key with `at: 'key'`, or, where the path does not exist, at the
   * nearest table above it.
   */
  add<C extends FaultCode>(
    code: C,
    path: Path,
    parameters: FaultParameters<C>,
    at: 'key' | 'value' = 'value',
  ): void {
    const tree = treeAt(this.root, path);
    const place = {
      source: this.sourceAt(path, at),
      path: [...this.prefix, ...path],
      value: valueText(tree),
    };
    this.faults.addAt(code, parameters, place);
  }

  /** Runs a small parser; its problem becomes a fault at the path, and the answer null. */
  attempt<T>(path: Path, parse: () => T, at: 'key' | 'value' = 'value'): T | null {
    try {
      return parse();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.add(problem.code, path, problem.parameters, at);
      return null;
    }
  }

  /** Whether the shape at the path can be relied on, parts below excepted. */
  readable(path: Path): boolean {
    return this.faults.readable([...this.prefix, ...path]);
  }

  /** Whether the shape at the path and of all its parts can be relied on. */
  sound(path: Path): boolean {
    return this.faults.sound([...this.prefix, ...path]);
  }

  markBroken(path: Path): void {
    this.faults.markBroken([...this.prefix, ...path]);
  }

  /** Whether the key at the path was written in a file that this one extends. */
  inherited(path: Path): boolean {
    return this.sourceAt(path, 'key').file !== this.root.source.file;
  }

  /** Whether a key at or below the path has been refused already. */
  hasUnknownKey(path: Path): boolean {
    return this.faults.has('unknown-key', [...this.prefix, ...path]);
  }

  private sourceAt(path: Path, at: 'key' | 'value'): Source {
    for (let length = path.length; length > 0; length--) {
      const parent = treeAt(this.root, path.slice(0, length - 1));
      const last = path[length - 1];
      if (parent?.kind === 'map') {
        const entry = parent.entries.get(String(last));
        if (entry !== undefined) return at === 'key' || length < path.length ? entry.key : entry.tree.source;
      }
      if (parent?.kind === 'list' && parent.items[Number(last)] !== undefined)
        return parent.items[Number(last)].source;
    }
    return this.root.source;
  }
}

/** What stands there, on one line and not long. */
function valueText(tree: Tree | undefined): string | null {
  if (tree === undefined) return null;
  const text = tree.kind === 'scalar' ? scalarText(tree.value) : tree.kind === 'list' ? '[...]' : '{...}';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function scalarText(value: unknown): string {
  if (value === null) return '(empty)';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
