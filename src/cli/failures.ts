import { EXIT, type ExitCode } from './exitCodes.ts';

/** A trouble that the user can mend: told in one message, never with a stack. */
export class CliFailure extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = EXIT.faulty) {
    super(message);
    this.name = 'CliFailure';
    this.exitCode = exitCode;
  }
}

const REASONS: Record<string, string> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a file of that name is in the way',
  EISDIR: 'it is a folder',
  ENOENT: 'it does not exist',
  ENAMETOOLONG: 'the name is too long',
};

/** The reason of a file system error in plain words. */
function fileReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && REASONS[code]) ?? message ?? String(error);
}

/** The output cannot be written (exit code 3). */
export const outputFailure = (path: string, error: unknown): CliFailure =>
  new CliFailure(
    `cannot write ${path}: ${fileReason(error)}.\nChoose another folder with --out <folder>.`,
    EXIT.output,
  );

/** A file that the user named cannot be read (exit code 2). */
export const inputFailure = (path: string, error: unknown, next: string): CliFailure =>
  new CliFailure(`cannot read ${path}: ${fileReason(error)}.\n${next}`);
