import { type FileHandle, mkdir, open, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { CheckpointStore } from '../engine/run.ts';

/** Bytes before a record's name: length of the name, length of the value, CRC-32 of both. */
const HEADER = 12;
const SUFFIX = '.batches';

function record(name: string, value: Uint8Array): Buffer {
  const label = Buffer.from(name, 'utf8');
  const bytes = Buffer.concat([Buffer.alloc(HEADER), label, value]);
  bytes.writeUInt32LE(label.length, 0);
  bytes.writeUInt32LE(value.length, 4);
  bytes.writeUInt32LE(crc32(bytes.subarray(HEADER)), 8);
  return bytes;
}

/** The records up to the first that is torn or damaged, and the length of the sound part. */
function readRecords(bytes: Buffer): { records: Map<string, Uint8Array>; sound: number } {
  const records = new Map<string, Uint8Array>();
  let at = 0;
  while (at + HEADER <= bytes.length) {
    const nameEnd = at + HEADER + bytes.readUInt32LE(at);
    const end = nameEnd + bytes.readUInt32LE(at + 4);
    if (end > bytes.length || crc32(bytes.subarray(at + HEADER, end)) !== bytes.readUInt32LE(at + 8)) break;
    // A copy, so that its buffer is aligned and holds nothing else.
    records.set(bytes.toString('utf8', at + HEADER, nameEnd), new Uint8Array(bytes.subarray(nameEnd, end)));
    at = end;
  }
  return { records, sound: at };
}

/**
 * Finished batches in `folder`: one append-only file a key, each record with its checksum. A run that is killed leaves
 * at most one torn record, which the next `load` cuts off; so nothing is lost but the batches in flight.
 */
export class CheckpointFiles implements CheckpointStore {
  private readonly folder: string;
  private readonly open = new Map<string, FileHandle>();
  /** Keys of this run. */
  private readonly used = new Set<string>();
  private writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.folder = folder;
  }

  private path(key: string): string {
    return join(this.folder, `${encodeURIComponent(key)}${SUFFIX}`);
  }

  async load(key: string): Promise<Map<string, Uint8Array>> {
    this.used.add(key);
    const bytes = await readFile(this.path(key)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0);
      throw error;
    });
    const { records, sound } = readRecords(bytes);
    if (sound < bytes.length) await truncate(this.path(key), sound);
    return records;
  }

  /** Resolves when the record is with the operating system, which keeps it when this process dies. */
  put(key: string, name: string, bytes: Uint8Array): Promise<void> {
    this.used.add(key);
    const written = this.writing.then(async () => {
      const handle = this.open.get(key) ?? (await this.openFile(key));
      await handle.appendFile(record(name, bytes));
    });
    this.writing = written.catch(() => {});
    return written;
  }

  private async openFile(key: string): Promise<FileHandle> {
    await mkdir(this.folder, { recursive: true });
    const handle = await open(this.path(key), 'a');
    this.open.set(key, handle);
    return handle;
  }

  async clear(): Promise<void> {
    await this.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Removes what other scenarios or seeds left in the folder: their files are of no use to this run's results. */
  async prune(): Promise<void> {
    const kept = new Set([...this.used].map((key) => this.path(key)));
    const entries = await readdir(this.folder).catch(() => []);
    const stale = entries
      .map((name) => join(this.folder, name))
      .filter((path) => path.endsWith(SUFFIX) && !kept.has(path));
    await Promise.all(stale.map((path) => rm(path, { force: true })));
  }

  async close(): Promise<void> {
    await this.writing;
    await Promise.all([...this.open.values()].map((handle) => handle.close()));
    this.open.clear();
  }
}
