import { basename, isAbsolute, relative, resolve } from 'node:path';
import type { RunFacts } from '../report/manifest.ts';
import { shippedScenarios } from './shippedScenarios.ts';

/** What the manifest keeps of a run of the command line. */
export interface CliRunFacts extends RunFacts {
  /** The scenario as the command that reproduces the run names it. */
  scenario: string;
}

/**
 * What a command of another person on another machine finds: a path from here on, without what lies above. A shipped scenario that is
 * not here (an installed package) has its name, which is found from anywhere.
 */
function portable(file: string): string {
  const path = relative('.', file).replaceAll('\\', '/');
  const elsewhere = path.startsWith('..') || isAbsolute(path);
  if (!elsewhere && !path.includes('node_modules/')) return path;
  const shipped = shippedScenarios().find((scenario) => resolve(scenario.path) === resolve(file));
  return shipped?.name ?? (elsewhere ? basename(file) : path);
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
