/** What the command's exit code says; the README and `markersim --help` print this list. */
export const EXIT = {
  ok: 0,
  /** The simulation failed, or an error in MarkerSim itself. */
  failure: 1,
  /** A faulty scenario or a faulty command line; nothing was written. */
  faulty: 2,
  /** The output cannot be written. */
  output: 3,
  /** Stopped by Ctrl-C; the same command resumes. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_HELP = `Exit codes:
  0    done
  1    the simulation failed, or an internal error
  2    faulty scenario or command line; nothing was written
  3    the output cannot be written; found before the simulation starts
  130  interrupted; the same command resumes where it stopped`;
