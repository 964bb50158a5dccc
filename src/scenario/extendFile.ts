import type { Faults } from './faults.ts';
import { readTree } from './read.ts';
import { type MapTree, merge, treeAt, without } from './tree.ts';

/** How files are read: text of a path, or an error thrown. */
export type ReadFile = (path: string) => string;

/**
 * Reads a file and everything it `extends`, innermost first, and merges them. A variant has its own id.
 *
 * @param files collects the names of the files read
 * @returns null when a file cannot be read (the faults say why)
 */
export function readExtended(
  text: string,
  file: string,
  readFile: ReadFile | undefined,
  faults: Faults,
  files: string[],
): MapTree | null {
  files.push(file);
  const tree = readTree(text, file, faults);
  const parent = treeAt(tree ?? undefined, ['extends']);
  if (tree === null || parent === undefined) return tree;
  const written = parent.kind === 'scalar' ? parent.value : null;
  const place = {
    source: parent.source,
    path: ['extends'],
    value: typeof written === 'string' ? `"${written}"` : null,
  };
  if (typeof written !== 'string' || !/^(?![/\\~])[^:\\]+\.ya?ml$/.test(written)) {
    faults.addAt('extends-path', {}, place);
    return null;
  }
  const path = relativeTo(file, written);
  if (files.includes(path)) {
    faults.addAt('extends-cycle', { chain: [...files, path] }, place);
    return null;
  }
  let inner: string;
  try {
    if (readFile === undefined) throw new Error('files cannot be read here');
    inner = readFile(path);
  } catch (error) {
    faults.addAt('extends-unreadable', { file: path, reason: (error as Error).message }, place);
    return null;
  }
  const base = readExtended(inner, path, readFile, faults, files);
  return base === null ? null : merge(without(base, ['id']), without(tree, ['extends']));
}

/** A path as seen from the folder of a file. */
function relativeTo(file: string, path: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
