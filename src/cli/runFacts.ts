import { basename, isAbsolute, relative } from 'node:path';
import type { RunFacts } from '../report/manifest.ts';

/** What the manifest keeps of a run of the command line. */
export interface CliRunFacts extends RunFacts {
  /** The scenario as the command that reproduces the run names it. */
  scenario: string;
}

/** A path from here on, without what lies above: reports go to other people and other machines. */
function portable(file: string): string {
  const path = relative('.', file);
  return (path.startsWith('..') || isAbsolute(path) ? basename(file) : path).replaceAll('\\', '/');
}

/** Starts the clock of a run; the function that it gives stops it. */
export function startRunFacts(file: string, workers: number): () => CliRunFacts {
  const started = new Date().toISOString();
  const begin = performance.now();
  return () => ({
    started,
    seconds: Math.round(performance.now() - begin) / 1000,
    workers,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    scenario: portable(file),
  });
}
