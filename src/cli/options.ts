import { InvalidArgumentError, Option } from 'commander';
import type { Language } from '../report/messages/messages.ts';

/** Readers of option values that more than one command has. */

function wholeNumber(text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text.trim()) || value < least || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError(`Give a whole number of at least ${least}.`);
  }
  return value;
}

export const positive = (text: string): number => wholeNumber(text, 1);
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
