import type { RunFacts } from '../report/manifest.ts';

/** Starts the clock of a run; the function that it gives stops it. */
export function startRunFacts(workers: number): () => RunFacts {
  const started = new Date().toISOString();
  const begin = performance.now();
  return () => ({
    started,
    seconds: Math.round(performance.now() - begin) / 1000,
    workers,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  });
}
