import type { Language } from '../report/messages/messages.ts';

/** Where a command speaks: results to `out`, progress and troubles to `err`. Tests give their own. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** What it is spoken to in; English where not given. */
  readonly language?: Language;
  /** True where a person watches `err`: a progress bar instead of lines. */
  readonly watched: boolean;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** The process's own terminal. A reader that goes away early (`| head`) ends the command quietly. */
export function processTerminal(signal: AbortSignal): Terminal {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 3);
  });
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    language: process.env.MARKERSIM_LANG?.startsWith('zh') ? 'zh' : 'en',
    watched: process.stderr.isTTY === true,
    signal,
  };
}
