import { SimulationError } from '../engine/engineOptions.ts';
import { ScenarioError } from '../errors.ts';
import type { Language } from '../report/messages/messages.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import { CliFailure } from './failures.ts';
import { faultsText, say } from './say.ts';

/** What the user reads when a command ends early: what is wrong and what to do next; a stack only with MARKERSIM_DEBUG. */
export function explain(
  error: unknown,
  interrupted: boolean,
  language: Language = 'en',
): { message: string; exitCode: ExitCode } {
  if (interrupted) {
    return {
      message: say(language, 'Interrupted. The same command resumes where it stopped.'),
      exitCode: EXIT.interrupted,
    };
  }
  if (error instanceof CliFailure) return { message: error.in(language), exitCode: error.exitCode };
  if (error instanceof ScenarioError)
    return { message: faultsText(error.faults, language), exitCode: EXIT.faulty };
  if (error instanceof SimulationError) {
    const told = say(
      language,
      'the simulation failed at {where}\nSee it alone with `markersim replay`, with that point and replicate.',
      { where: error.message },
    );
    return { message: `${told}${stackOf(error)}`, exitCode: EXIT.failure };
  }
  const told = say(
    language,
    'internal error: {message}\nThis is a fault of MarkerSim: please report it with the scenario file and what the command prints with MARKERSIM_DEBUG=1.',
    { message: error instanceof Error ? error.message : String(error) },
  );
  return { message: `${told}${stackOf(error)}`, exitCode: EXIT.failure };
}

const stackOf = (error: unknown): string =>
  process.env.MARKERSIM_DEBUG && error instanceof Error ? `\n${error.stack}` : '';
