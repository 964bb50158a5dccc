import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Long enough to be caught in the act, of two points so that the first may be finished. */
const SCENARIO = `id: long
title: Long
truth:
  markers: {MET: {prevalence: 0.5}}
  enrolment: {screened per month: 40}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: {MET+: 0.5, MET-: 1}}}
designs:
  all-comers:
    enrol: all
    size: {randomised: 200}
    analyse at: {months: 12}
    tests: {overall: {of: PFS, by: log-rank}}
sweep: {truth.markers.MET.prevalence: [0.3, 0.7]}
simulation: {replicates: 30000, seed: long, batch: 50}
`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'markersim-'));
  file = join(folder, 'long.yaml');
  writeFileSync(file, SCENARIO);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(out: string, ...more: string[]): ChildProcess {
  const args = [
    'src/cli/bin.mjs',
    'run',
    file,
    '--out',
    join(folder, out),
    '--no-report',
    '--quiet',
    ...more,
  ];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Exit code (or signal) and what was said on standard error. */
function ended(child: ChildProcess): Promise<{ exit: number | string | null; err: string }> {
  let err = '';
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) =>
    child.on('close', (code, signal) => resolve({ exit: code ?? signal, err })),
  );
}

/** Resolves when the run has kept its first batch, or has ended before. */
async function underWay(child: ChildProcess, out: string): Promise<void> {
  const checkpoint = join(folder, out, 'long', '.checkpoint');
  const kept = () => existsSync(checkpoint) && readdirSync(checkpoint, { recursive: true }).length > 1;
  while (child.exitCode === null && !kept()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const results = (out: string) => readFileSync(join(folder, out, 'long', 'results.json'), 'utf8');

describe('a run that is cut off', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGKILL', 'SIGKILL'],
  ] as const)('by %s resumes to the bytes of one that was left alone', async (signal, exit) => {
    const child = start('cut');
    const end = ended(child);
    await underWay(child, 'cut');
    child.kill(signal);
    const { exit: was, err } = await end;
    expect(was).toBe(exit);
    if (signal === 'SIGINT') expect(err).toBe('Interrupted. The same command resumes where it stopped.\n');
    expect(existsSync(join(folder, 'cut', 'long', 'results.json'))).toBe(false);

    expect(await ended(start('cut', '--workers', '1'))).toEqual({ exit: 0, err: '' });
    expect(await ended(start('whole'))).toEqual({ exit: 0, err: '' });
    expect(results('cut')).toBe(results('whole'));
  });
});
