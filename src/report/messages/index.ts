import { en } from './en.ts';
import type { Language, Messages } from './messages.ts';
import { zh } from './zh.ts';

/** The catalogue of a language. */
export function messages(language: Language): Messages {
  return language === 'zh' ? zh : en;
}
