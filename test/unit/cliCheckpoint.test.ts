import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CheckpointFiles } from '../../src/cli/checkpointFiles.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'markersim-')), 'checkpoint');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const bytes = (...values: number[]) => new Uint8Array(new Float64Array(values).buffer);
const numbers = (value: Uint8Array | undefined) => value && [...new Float64Array(value.buffer)];

async function filled(...names: string[]): Promise<string> {
  const store = new CheckpointFiles(folder);
  for (const [i, name] of names.entries()) await store.put('key', name, bytes(i, Math.PI));
  await store.close();
  return join(folder, readdirSync(folder)[0]);
}

describe('checkpoint files', () => {
  it('give back what was put, by key', async () => {
    const store = new CheckpointFiles(folder);
    await Promise.all([
      store.put('a/../b: c', 'batch 0', bytes(1, Number.NaN)),
      store.put('a/../b: c', 'batch 1', bytes(2)),
      store.put('other', 'batch 0', new Uint8Array()),
    ]);
    await store.close();
    const again = new CheckpointFiles(folder);
    const read = await again.load('a/../b: c');
    expect([...read.keys()]).toEqual(['batch 0', 'batch 1']);
    expect(numbers(read.get('batch 0'))).toEqual([1, Number.NaN]);
    expect(numbers(read.get('batch 1'))).toEqual([2]);
    expect(await again.load('other')).toEqual(new Map([['batch 0', new Uint8Array()]]));
    expect(await again.load('nothing')).toEqual(new Map());
  });

  it('cut at any byte keep every whole record, and go on from there', async () => {
    const path = await filled('x', 'y', 'z');
    const whole = readFileSync(path);
    const one = whole.length / 3;
    for (let length = 0; length <= whole.length; length++) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      const store = new CheckpointFiles(folder);
      const kept = ['x', 'y', 'z'].slice(0, Math.floor(length / one));
      expect([...(await store.load('key')).keys()]).toEqual(kept);
      await store.put('key', 'new', bytes(7));
      await store.close();
      expect([...(await new CheckpointFiles(folder).load('key')).keys()]).toEqual([...kept, 'new']);
    }
  });

  it('with a flipped bit drop that record and what follows it', async () => {
    const path = await filled('x', 'y', 'z');
    const whole = readFileSync(path);
    const one = whole.length / 3;
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] ^= 4;
      writeFileSync(path, damaged);
      const kept = ['x', 'y', 'z'].slice(0, Math.floor(at / one));
      expect([...(await new CheckpointFiles(folder).load('key')).keys()]).toEqual(kept);
    }
  });

  it('are cleared whole, and pruned of keys that the run did not use', async () => {
    await filled('x');
    const store = new CheckpointFiles(folder);
    await store.put('this run', 'x', bytes(1));
    await store.prune();
    expect((await store.load('key')).size).toBe(0);
    expect((await store.load('this run')).size).toBe(1);
    await store.clear();
    expect((await store.load('this run')).size).toBe(0);
    await store.put('this run', 'x', bytes(1));
    expect((await store.load('this run')).size).toBe(1);
    await store.close();
  });

  it('survive kill -9: every put that had resolved is there', async () => {
    const script = `
      import { CheckpointFiles } from ${JSON.stringify(new URL('../../src/cli/checkpointFiles.ts', import.meta.url).href)};
      const store = new CheckpointFiles(${JSON.stringify(folder)});
      for (let i = 0; ; i++) {
        await store.put('key', String(i), new Uint8Array(5000).fill(i));
        process.stdout.write(i + '\\n');
      }`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    const resolved = await killAfter(child, 50);
    const read = await new CheckpointFiles(folder).load('key');
    expect(read.size).toBeGreaterThan(resolved);
    for (const [name, value] of read) expect(value).toEqual(new Uint8Array(5000).fill(Number(name)));
  });
});

/** Kills the child once it has printed `count` numbers; gives the last that it printed. */
function killAfter(child: ChildProcess, count: number): Promise<number> {
  let printed = '';
  child.stdout?.on('data', (chunk) => {
    printed += chunk;
    if (printed.split('\n').length > count) child.kill('SIGKILL');
  });
  return new Promise((resolve) => {
    child.on('close', () => resolve(Number(printed.split('\n').at(-2))));
  });
}
