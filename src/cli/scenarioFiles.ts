import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { pointFaults } from '../designs/pointFaults.ts';
import { ScenarioError } from '../errors.ts';
import type { Scenario } from '../scenario/model.ts';
import { parseScenario } from '../scenario/parseScenario.ts';
import { CliFailure, inputFailure } from './failures.ts';
import { shippedScenarios } from './shippedScenarios.ts';

/** Bytes above which a file is not even opened; the scenario room's own limit, far lower, explains itself. */
const LARGEST_READ = 200e6;

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

const hasId = (path: string, id: string): boolean =>
  readFileSync(path, 'utf8').split('\n').includes(`id: ${id}`);

/** The file that the user means: a path, or a shipped scenario by its id or its name, with or without its folder. */
function resolveScenario(named: string): string {
  if (isFile(named)) return named;
  const shipped = shippedScenarios().find(
    ({ name, path }) => name === named || name.endsWith(`/${named}`) || hasId(path, named),
  );
  return shipped ? relative('.', shipped.path) : named;
}

function readText(path: string): string {
  const stat = statSync(path);
  if (!stat.isFile()) throw new Error('it is not a file');
  if (stat.size > LARGEST_READ) throw new Error('it is far too large for a scenario');
  return readFileSync(path, 'utf8');
}

/**
 * Reads and checks one scenario.
 *
 * @param named path, or name of a shipped scenario
 * @throws ScenarioError with every fault; CliFailure when there is no such file
 */
export function readScenario(named: string): Scenario {
  const file = resolveScenario(named);
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    throw inputFailure(
      file,
      error,
      'Check the path; `markersim list` shows the scenarios that come with MarkerSim.',
    );
  }
  return parseScenario(text, {
    file,
    readFile: readText,
    check: pointFaults,
  });
}

/** Reads them all, and reports the faults of all of them together. */
export function readScenarios(named: readonly string[]): Scenario[] {
  const scenarios: Scenario[] = [];
  const faults: ScenarioError['faults'][number][] = [];
  for (const name of named) {
    try {
      scenarios.push(readScenario(name));
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new ScenarioError(faults);
  return scenarios;
}

/** @throws CliFailure when the sweep has no such point */
export function requirePoint({ id, points }: Scenario, point: number): void {
  if (point < points.length) return;
  const last = points.length - 1;
  throw new CliFailure(
    last === 0
      ? '{id} has no point {point}.\nIt has no sweep: leave --point out.'
      : '{id} has no point {point}.\nIts points go from 0 to {last}.',
    { id, point, last },
  );
}
