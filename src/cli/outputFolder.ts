import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { outputFailure } from './failures.ts';

/**
 * Makes a folder with all above it, from the top down: `mkdirSync` with `recursive` never returns where the system says of a folder
 * under one that is there that it does not exist, as /proc does.
 */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another run may have made it meanwhile.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** Makes the folder and proves that a file can be written there, so that a long run does not end in a failed write. */
export function prepareFolder(folder: string): void {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    makeFolder(folder);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw outputFailure(folder, error);
  }
}

/** Writes each file aside, then renames it: a reader never sees half a file. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  for (const [name, content] of files) {
    const path = join(folder, name);
    const aside = `${path}.part`;
    try {
      makeFolder(dirname(path));
      writeFileSync(aside, content);
      renameSync(aside, path);
    } catch (error) {
      throw outputFailure(path, error);
    }
  }
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/** The manifest in a folder, and the SHA-256 of each of our files by name; none where there is no manifest that can be read. */
function manifestIn(folder: string): { text: string; files: Map<string, string> } | null {
  try {
    const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
    const files = Object.entries<string>(JSON.parse(text).files);
    return {
      text,
      files: new Map(files.filter(([name]) => /^((charts|pictures)\/)?\w[\w .-]*$/.test(name))),
    };
  } catch {
    return null;
  }
}

/** Forms of a report that are asked for one by one: they stand beside the page, and hold as long as the results are the same. */
const DOCUMENT = /^(report\.([\w-]+\.)?(docx|pdf|md)|charts\/[\w.-]+\.png|pictures\/[\w.-]+\.svg)$/;

/** The manifest with further files of ours in its list. */
function listedAlso(manifest: string, further: Map<string, string>): string {
  const value = JSON.parse(manifest);
  const files = Object.entries({ ...value.files, ...Object.fromEntries(further) });
  const sorted = files.sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ ...value, files: Object.fromEntries(sorted) }, null, 2)}\n`;
}

const namesIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));

/**
 * Writes the files of a run or a report in place of those that were written before, so that no page, document, chart or table of
 * other numbers is left beside them, nor a page of another language. The manifest lists all that we wrote. A file that somebody
 * changed since stays, and so does a document that no manifest lists.
 *
 * @returns names of files that stay and tell of other results than the new ones
 */
export function replaceFiles(folder: string, files: ReadonlyMap<string, string | Uint8Array>): string[] {
  const before = manifestIn(folder);
  const results = files.get('results.json');
  const same = results === undefined || before?.files.get('results.json') === sha256(results);
  const holds = (name: string) => results === undefined || (same && DOCUMENT.test(name));
  const old = [...(before?.files ?? [])].filter(([name]) => !files.has(name));
  const manifest = files.get('manifest.json') ?? before?.text;
  if (manifest === undefined) writeFiles(folder, files);
  else {
    const ours = [...files].filter(([name]) => name !== 'manifest.json');
    const listed = new Map(ours.map(([name, content]) => [name, sha256(content)]));
    for (const [name, hash] of old) if (holds(name)) listed.set(name, hash);
    writeFiles(folder, new Map([...files, ['manifest.json', listedAlso(String(manifest), listed)]]));
  }
  for (const [name, hash] of old) {
    const path = join(folder, name);
    try {
      if (!holds(name) && sha256(readFileSync(path)) === hash) rmSync(path);
    } catch {
      // Gone already, or not ours to remove: the new files are complete without it.
    }
  }
  if (same) return [];
  const known = old.map(([name]) => name).filter((name) => existsSync(join(folder, name)));
  const unlisted = namesIn(folder).filter((name) => DOCUMENT.test(name) && !files.has(name));
  return [...new Set([...known, ...unlisted])].sort();
}
