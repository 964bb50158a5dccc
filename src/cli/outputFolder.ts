import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

/** SHA-256 of each file by name, as the manifest in a folder lists them; none where there is no manifest that can be read. */
function listedFiles(folder: string): [string, string][] {
  try {
    const { files } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    return Object.entries<string>(files).filter(([name]) => /^(charts\/)?\w[\w .-]*$/.test(name));
  } catch {
    return [];
  }
}

/**
 * Writes the files of a run or a report in place of those that were written before, so that no page, chart or table of other numbers
 * or of another language is left beside them. A file that somebody changed since stays.
 */
export function replaceFiles(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  const before = files.has('manifest.json') ? listedFiles(folder) : [];
  writeFiles(folder, files);
  for (const [name, hash] of before) {
    if (files.has(name)) continue;
    const path = join(folder, name);
    try {
      if (createHash('sha256').update(readFileSync(path)).digest('hex') === hash) rmSync(path);
    } catch {
      // Gone already, or not ours to remove: the new files are complete without it.
    }
  }
}
