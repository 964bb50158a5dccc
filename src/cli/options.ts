import { InvalidArgumentError, Option } from 'commander';
import type { Language } from '../report/messages/messages.ts';

/** Readers of option values that more than one command has. */

function wholeNumber(text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (!/^\d+$/.test(text.trim()) || value < least || value > most) {
    throw new InvalidArgumentError(
      most === Number.MAX_SAFE_INTEGER
        ? `Give a whole number of at least ${least}.`
        : `Give a whole number from ${least} to ${most}.`,
    );
  }
  return value;
}

/** A billion trials tell a probability to 0.00002, and more would take weeks: a slip of the hand. */
export const trials = (text: string): number => wholeNumber(text, 1, 1e9);
/** Threads have their price even where they idle. */
export const threads = (text: string): number => wholeNumber(text, 1, 1024);
export const index = (text: string): number => wholeNumber(text, 0);

/** Choices of `--lang`: `zh` and `zh-CN` are the same. */
export type LanguageChoice = 'en' | 'zh' | 'zh-CN' | 'both';

export const languageOption = (): Option =>
  new Option('--lang <language>', 'language of the report')
    .choices(['en', 'zh-CN', 'zh', 'both'])
    .default('both');

/** For commands that only speak: `both` would say everything twice. */
export const terminalLanguageOption = (): Option =>
  new Option('--lang <language>', 'language of what is printed').choices(['en', 'zh-CN', 'zh']);

export const languagesOf = (lang: LanguageChoice): Language[] =>
  lang === 'both' ? ['en', 'zh'] : [lang === 'en' ? 'en' : 'zh'];

/** The examples at the end of a command's help. */
export const examples = (...lines: string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
