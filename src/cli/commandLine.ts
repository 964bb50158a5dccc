import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from './exitCodes.ts';
import { explain } from './explain.ts';
import { createProgram } from './program.ts';
import { askedLanguage } from './say.ts';
import type { Terminal } from './terminal.ts';

/** Runs one command line (without `node` and the script) and says how it ended. */
export async function commandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const language = askedLanguage(args) ?? terminal.language ?? 'en';
  try {
    await createProgram({ ...terminal, language }).parseAsync([...args], { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    // Commander has said what is wrong, or printed the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.faulty;
    const { message, exitCode } = explain(error, terminal.signal.aborted, language);
    terminal.err(message);
    return exitCode;
  }
}
