import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { parseResult } from '../report/resultSchema.ts';
import { inputFailure } from './failures.ts';
import type { CliRunFacts } from './runFacts.ts';

/** Reads the `results.json` of a folder that `markersim run` wrote. */
export function readResult(folder: string): ScenarioResult {
  const path = join(folder, 'results.json');
  try {
    return parseResult(readFileSync(path, 'utf8'));
  } catch (error) {
    throw inputFailure(path, error, 'Name a folder that `markersim run` wrote, for instance reports/ipass.');
  }
}

/** The facts of the run that made the folder, so that a report made again keeps them; none where there is no manifest. */
export function readRunFacts(folder: string): CliRunFacts | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).run;
  } catch {
    return undefined;
  }
}
