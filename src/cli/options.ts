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

export const languageOption = (): Option =>
  new Option('--lang <language>', 'language of the report').choices(['en', 'zh', 'both']).default('both');

export const languagesOf = (lang: Language | 'both'): Language[] => (lang === 'both' ? ['en', 'zh'] : [lang]);

/** The examples at the end of a command's help. */
export const examples = (...lines: string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
