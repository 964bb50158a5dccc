import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { outputFailure } from './failures.ts';

/** Makes the folder and proves that a file can be written there, so that a long run does not end in a failed write. */
export function prepareFolder(folder: string): void {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
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
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(aside, content);
      renameSync(aside, path);
    } catch (error) {
      throw outputFailure(path, error);
    }
  }
}
