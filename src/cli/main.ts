import { commandLine } from './commandLine.ts';
import { EXIT } from './exitCodes.ts';
import { processTerminal } from './terminal.ts';

// The first Ctrl-C ends the run in order, so that the terminal and the checkpoint are left whole; the second ends it now.
const interrupt = new AbortController();
process.on('SIGINT', () => {
  if (interrupt.signal.aborted) process.exit(EXIT.interrupted);
  interrupt.abort();
});
process.on('SIGTERM', () => interrupt.abort());

process.exitCode = await commandLine(process.argv.slice(2), processTerminal(interrupt.signal));
