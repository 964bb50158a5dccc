import type { LocalText } from '../model.ts';

/** Plain text is English. */
export function readLocalText(text: string | LocalText | undefined): LocalText | null {
  if (text === undefined) return null;
  return typeof text === 'string' ? { en: text } : text;
}
