import { type Fault, faultText, message } from '../errors.ts';
import { faultsZh } from '../report/messages/faults.zh.ts';
import type { Language } from '../report/messages/messages.ts';
import { chinese } from './messages/zh.ts';

/** Values that are put into the braces of a sentence. */
export type Values = Record<string, string | number>;

/**
 * A sentence of the command line in a language. English stands where it is said; the Chinese catalogue is keyed by it, and a test
 * holds that it lacks none.
 *
 * @param text English, with `{name}` where a value comes
 * @example say('en', '{n} rows compared', { n: 3 }) // '3 rows compared'
 */
export function say(language: Language, text: string, values: Values = {}): string {
  const template = language === 'zh' ? (chinese[text] ?? text) : text;
  return template.replace(/\{(\w+)\}/g, (whole: string, name: string) => String(values[name] ?? whole));
}

/** Faults of a scenario as they are printed, each with its place. */
export function faultsText(faults: readonly Fault[], language: Language): string {
  const texts = faults.map((fault) =>
    language === 'zh'
      ? faultText({ ...fault, ...message(fault.code, fault.parameters as never, faultsZh) }, '下一步：')
      : faultText(fault),
  );
  return texts.join('\n\n');
}

/** The language that a command line asks for by `--lang`; null where it does not. Both is English on the terminal. */
export function askedLanguage(args: readonly string[]): Language | null {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  if (at < 0) return null;
  const value = args[at].includes('=') ? args[at].split('=')[1] : args[at + 1];
  return value === 'zh' || value === 'zh-CN' ? 'zh' : 'en';
}
