import type { Language } from '../report/messages/messages.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import { say, type Values } from './say.ts';

/** A trouble that the user can mend: told in one message, never with a stack. */
export class CliFailure extends Error {
  readonly exitCode: ExitCode;
  private readonly text: string;
  private readonly values: Values;

  /** @param text English, with `{name}` where a value comes */
  constructor(text: string, values: Values = {}, exitCode: ExitCode = EXIT.faulty) {
    super(say('en', text, values));
    this.name = 'CliFailure';
    this.text = text;
    this.values = values;
    this.exitCode = exitCode;
  }

  /** The message in a language; reasons that are values are said in it too. */
  in(language: Language): string {
    const values = Object.entries(this.values).map(([name, value]) => [
      name,
      typeof value === 'string' ? say(language, value) : value,
    ]);
    return say(language, this.text, Object.fromEntries(values));
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
    'cannot write {path}: {reason}.\nChoose another folder with --out <folder>.',
    { path, reason: fileReason(error) },
    EXIT.output,
  );

/** A file that the user named cannot be read (exit code 2). */
export const inputFailure = (path: string, error: unknown, next: string): CliFailure =>
  new CliFailure('cannot read {path}: {reason}.\n{next}', { path, reason: fileReason(error), next });
