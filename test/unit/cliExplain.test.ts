import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CheckpointFiles } from '../../src/cli/checkpointFiles.ts';
import { explain } from '../../src/cli/explain.ts';
import { SimulationError } from '../../src/engine/engineOptions.ts';

afterEach(() => vi.unstubAllEnvs());

describe('an error that ends a command', () => {
  it('of MarkerSim itself is one line and how to report it; its stack only when asked for', () => {
    const told = explain(new TypeError('x is not a function'), false);
    expect(told.exitCode).toBe(1);
    expect(told.message).toMatch(
      /^internal error: x is not a function\n.*please report.*MARKERSIM_DEBUG=1\.$/,
    );
    vi.stubEnv('MARKERSIM_DEBUG', '1');
    expect(explain(new TypeError('x is not a function'), false).message).toMatch(/\n {4}at /);
  });

  it('of a replicate names it and how to see it alone', () => {
    const { message, exitCode } = explain(
      new SimulationError('point 2, replicate 41, seed "s": no events'),
      false,
    );
    expect(exitCode).toBe(1);
    expect(message).toMatch(
      /^the simulation failed at point 2, replicate 41, seed "s": no events\n.*markersim replay/,
    );
  });

  it('after Ctrl-C is the interruption, whatever fell over', () => {
    expect(explain(new Error('worker gone'), true)).toEqual({
      message: 'Interrupted. The same command resumes where it stopped.',
      exitCode: 130,
    });
  });

  it('of a checkpoint that cannot be written is one of output', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'markersim-'));
    const store = new CheckpointFiles(folder);
    await store.put('key', 'a', new Uint8Array(1));
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    const error = await store.put('key', 'b', new Uint8Array(1)).catch((reason: unknown) => reason);
    expect(explain(error, false)).toMatchObject({ exitCode: 3 });
    expect(explain(error, false).message).toMatch(
      /^cannot write .*b: a part of the path is a file, not a folder\./,
    );
    rmSync(folder);
  });
});
