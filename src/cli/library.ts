import { pointFaults } from '../designs/pointFaults.ts';
import type { Progress } from '../engine/engineOptions.ts';
import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { runScenario as runParsed } from '../operating-characteristics/runScenario.ts';
import type { Language } from '../report/messages/messages.ts';
import { renderReport as renderParsed } from '../report/renderReport.ts';
import type { Scenario } from '../scenario/model.ts';
import { parseScenario } from '../scenario/parseScenario.ts';
import { CheckpointFiles } from './checkpointFiles.ts';
import { inProcessPool } from './inProcessPool.ts';
import { pageRuntime } from './pageRuntime.ts';
import { readScenario } from './scenarioFiles.ts';
import { threadPool } from './workerPool.ts';

export interface RunOptions {
  /** Trials a point and design, in place of what the scenario says. */
  replicates?: number;
  /** In place of what the scenario says. */
  seed?: string;
  /** Worker threads; 0 (the default) runs in the caller's own thread. The result does not depend on it. */
  workers?: number;
  /** Folder that keeps finished batches, to resume or grow from; none is kept without it. */
  checkpoint?: string;
  onProgress?: (progress: Progress) => void;
  /** Stops the run at the next batch; the promise is then rejected. */
  signal?: AbortSignal;
}

/**
 * Runs a scenario and gives its operating characteristics, the same as `markersim run` writes to results.json.
 *
 * @param scenario a parsed scenario, YAML text (anything with a line break), a file's path, or a shipped scenario's name
 * @throws ScenarioError with every fault of the scenario; SimulationError with the replicate and seed that failed
 * @example (await runScenario('ipass', { replicates: 1000 })).rows.find((row) => row.metric === 'power')
 */
export async function runScenario(
  scenario: Scenario | string,
  options: RunOptions = {},
): Promise<ScenarioResult> {
  const { workers = 0, checkpoint, ...rest } = options;
  const pool = workers > 0 ? threadPool(workers) : inProcessPool();
  try {
    return await runParsed(typeof scenario === 'string' ? scenarioOf(scenario) : scenario, {
      ...rest,
      workers: pool,
      checkpoint: checkpoint === undefined ? undefined : new CheckpointFiles(checkpoint),
    });
  } finally {
    await pool.close();
  }
}

const scenarioOf = (given: string): Scenario =>
  given.includes('\n') ? parseScenario(given, { file: 'scenario', check: pointFaults }) : readScenario(given);

/**
 * The files of a result's report by name: page, charts, tables. Nothing is written.
 *
 * @example (await renderReport(result)).get('index.html')
 */
export function renderReport(result: ScenarioResult, languages: Language[] = ['en', 'zh']) {
  return renderParsed(result, { languages, runtime: pageRuntime() });
}
