import { SimulationError } from '../engine/run.ts';
import { ScenarioError } from '../errors.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import { CliFailure } from './failures.ts';

/** What the user reads when a command ends early: what is wrong and what to do next; a stack only with MARKERSIM_DEBUG. */
export function explain(error: unknown, interrupted: boolean): { message: string; exitCode: ExitCode } {
  if (interrupted) {
    return { message: 'Interrupted. The same command resumes where it stopped.', exitCode: EXIT.interrupted };
  }
  if (error instanceof CliFailure) return { message: error.message, exitCode: error.exitCode };
  if (error instanceof ScenarioError) return { message: error.message, exitCode: EXIT.faulty };
  if (error instanceof SimulationError) {
    return {
      message: `the simulation failed at ${error.message}\n${SEE_IT}${stackOf(error)}`,
      exitCode: EXIT.failure,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { message: `internal error: ${message}\n${REPORT}${stackOf(error)}`, exitCode: EXIT.failure };
}

const stackOf = (error: unknown): string =>
  process.env.MARKERSIM_DEBUG && error instanceof Error ? `\n${error.stack}` : '';

const SEE_IT = 'See it alone with `markersim replay`, with that point and replicate.';

const REPORT =
  'This is a fault of MarkerSim: please report it with the scenario file and what the command prints with MARKERSIM_DEBUG=1.';
