import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

describe('checkpoint files', () => {
  it('give back what was put last, by key and name', async () => {
    const store = new CheckpointFiles(folder);
    await store.put('a/../b: c', 'x/1', bytes(0));
    await Promise.all([
      store.put('a/../b: c', 'x/1', bytes(1, Number.NaN)),
      store.put('a/../b: c', 'y', bytes(2)),
      store.put('other', 'x/1', new Uint8Array()),
    ]);
    const again = new CheckpointFiles(folder);
    const read = await again.load('a/../b: c');
    expect([...read.keys()].sort()).toEqual(['x/1', 'y']);
    expect(numbers(read.get('x/1'))).toEqual([1, Number.NaN]);
    expect(numbers(read.get('y'))).toEqual([2]);
    expect(await again.load('other')).toEqual(new Map([['x/1', new Uint8Array()]]));
    expect(await again.load('nothing')).toEqual(new Map());
  });

  it('that were cut or damaged anywhere are as good as none', async () => {
    const store = new CheckpointFiles(folder);
    await store.put('key', 'x', bytes(1));
    await store.put('key', 'y', bytes(2));
    const path = join(folder, 'key', 'x');
    const whole = readFileSync(path);
    const kept = async () => [...(await new CheckpointFiles(folder).load('key')).keys()];
    for (let at = 0; at < whole.length; at++) {
      writeFileSync(path, whole.subarray(0, at));
      expect(await kept()).toEqual(['y']);
      const damaged = Buffer.from(whole);
      damaged[at] ^= 4;
      writeFileSync(path, damaged);
      expect(await kept()).toEqual(['y']);
    }
    await store.put('key', 'x', bytes(1));
    expect(await kept()).toEqual(['x', 'y']);
  });

  it('are cleared whole, and pruned of keys that the run did not use', async () => {
    await new CheckpointFiles(folder).put('an older run', 'x', bytes(1));
    const store = new CheckpointFiles(folder);
    await store.put('this run', 'x', bytes(1));
    await store.prune();
    expect((await store.load('an older run')).size).toBe(0);
    expect((await store.load('this run')).size).toBe(1);
    await store.clear();
    expect((await store.load('this run')).size).toBe(0);
    await store.put('this run', 'x', bytes(1));
    expect((await store.load('this run')).size).toBe(1);
  });

  it('survive kill -9: the last put that had resolved is there, or the one after it', async () => {
    const script = `
      import { CheckpointFiles } from ${JSON.stringify(new URL('../../src/cli/checkpointFiles.ts', import.meta.url).href)};
      const store = new CheckpointFiles(${JSON.stringify(folder)});
      for (let i = 0; ; i++) {
        await store.put('key', 'sums', new Uint8Array(new Float64Array(20_000).fill(i).buffer));
        process.stdout.write(i + '\\n');
      }`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    const resolved = await killAfter(child, 50);
    const sums = numbers((await new CheckpointFiles(folder).load('key')).get('sums')) ?? [];
    expect(sums).toHaveLength(20_000);
    expect(sums[0] - resolved).toBeOneOf([0, 1]);
    expect(sums.every((sum) => sum === sums[0])).toBe(true);
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
