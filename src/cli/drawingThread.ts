import { Piscina } from 'piscina';
import type { drawLanguage } from '../report/renderReport.ts';
import type { DrawTask } from './drawer.ts';
import { loadTypeScript, threadFile } from './threadFile.ts';

/** A thread in which reports are drawn. */
export interface DrawingThread {
  readonly draw: typeof drawLanguage;
  close(): Promise<void>;
}

/**
 * A thread apart from those that simulate: what draws charts would slow the simulations that come after it. It starts when it is
 * first wanted, and is kept for further reports.
 */
export function drawingThread(): DrawingThread {
  let thread: Piscina | undefined;
  return {
    draw: (result, language, { runtime: _, ...options }) => {
      thread ??= new Piscina({
        filename: threadFile('drawer'),
        minThreads: 1,
        maxThreads: 1,
        execArgv: loadTypeScript,
        recordTiming: false,
      });
      const task: DrawTask = { result, language, options };
      return thread.run(task);
    },
    close: async () => thread?.destroy(),
  };
}
