import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { CheckpointStore } from '../engine/engineOptions.ts';
import { outputFailure } from './failures.ts';

/** Bytes before the value: its CRC-32. */
const HEADER = 4;

function sealed(value: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(HEADER + value.length);
  bytes.writeUInt32LE(crc32(value), 0);
  bytes.set(value, HEADER);
  return bytes;
}

/** The value, or null where the file is damaged. */
function unsealed(bytes: Buffer): Uint8Array | null {
  if (bytes.length < HEADER) return null;
  // A copy, so that the value's buffer is aligned and holds nothing else.
  const value = new Uint8Array(bytes.subarray(HEADER));
  return crc32(value) === bytes.readUInt32LE(0) ? value : null;
}

const ignoreMissing = (error: NodeJS.ErrnoException): [] => {
  if (error.code === 'ENOENT') return [];
  throw error;
};

/**
 * Named bytes in `folder`: a folder a key, a file a name, the last `put` counts. A file is written aside and renamed, so
 * a run that is killed leaves the previous value whole; a damaged file is as good as none, and its batches are run again.
 */
export class CheckpointFiles implements CheckpointStore {
  private readonly folder: string;
  /** Keys of this run. */
  private readonly used = new Set<string>();
  private readonly made = new Map<string, Promise<unknown>>();

  constructor(folder: string) {
    this.folder = folder;
  }

  private keyFolder(key: string): string {
    this.used.add(encodeURIComponent(key));
    return join(this.folder, encodeURIComponent(key));
  }

  async load(key: string): Promise<Map<string, Uint8Array>> {
    const folder = this.keyFolder(key);
    const values = new Map<string, Uint8Array>();
    for (const file of (await readdir(folder).catch(ignoreMissing)).sort()) {
      const value = file.endsWith('.part') ? null : unsealed(await readFile(join(folder, file)));
      if (value !== null) values.set(decodeURIComponent(file), value);
    }
    return values;
  }

  /** Resolves when the value is with the operating system, which keeps it when this process dies. */
  async put(key: string, name: string, bytes: Uint8Array): Promise<void> {
    const folder = this.keyFolder(key);
    if (!this.made.has(folder)) this.made.set(folder, mkdir(folder, { recursive: true }));
    await this.made.get(folder);
    const path = join(folder, encodeURIComponent(name));
    try {
      await writeFile(`${path}.part`, sealed(bytes));
      await rename(`${path}.part`, path);
    } catch (error) {
      throw outputFailure(path, error);
    }
  }

  async clear(): Promise<void> {
    this.made.clear();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Removes what other scenarios or seeds left in the folder: it is of no use to this run's results. */
  async prune(): Promise<void> {
    const stale = (await readdir(this.folder).catch(ignoreMissing)).filter((name) => !this.used.has(name));
    await Promise.all(stale.map((name) => rm(join(this.folder, name), { recursive: true, force: true })));
  }
}
