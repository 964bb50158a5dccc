import { Command } from 'commander';
import { VERSION } from '../operating-characteristics/version.ts';
import { compareCommand } from './commands/compare.ts';
import { describeCommand } from './commands/describe.ts';
import { galleryCommand } from './commands/gallery.ts';
import { listCommand } from './commands/list.ts';
import { replayCommand } from './commands/replay.ts';
import { reportCommand } from './commands/report.ts';
import { runCommand } from './commands/run.ts';
import { schemaCommand } from './commands/schema.ts';
import { validateCommand } from './commands/validate.ts';
import { EXIT_HELP } from './exitCodes.ts';
import { examples } from './options.ts';
import { say } from './say.ts';
import type { Terminal } from './terminal.ts';

const COMMANDS = [
  runCommand,
  validateCommand,
  listCommand,
  describeCommand,
  replayCommand,
  reportCommand,
  compareCommand,
  galleryCommand,
  schemaCommand,
];

/** The command line: every command with its help, speaking through `terminal`; errors are thrown, never exits. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('markersim')
    .description('Simulates biomarker-guided trial designs from a scenario file and compares them.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help; every command has its own')
    .showSuggestionAfterError(true)
    .showHelpAfterError('(markersim --help lists the commands; markersim <command> --help its options)');
  for (const command of COMMANDS) program.addCommand(command(terminal));
  program.addHelpText(
    'after',
    `${examples('markersim run ipass', 'markersim validate my.yaml')}\n\n${say(terminal.language ?? 'en', EXIT_HELP)}`,
  );
  const language = terminal.language ?? 'en';
  for (const command of [program, ...program.commands]) {
    command.description(say(language, command.description()));
    for (const part of [...command.options, ...command.registeredArguments])
      part.description = say(language, part.description);
    command.configureHelp({ styleTitle: (title) => say(language, title) });
    command.exitOverride();
    command.configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    });
  }
  return program;
}
