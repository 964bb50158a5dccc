import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { type Block, list, section } from './block.ts';

/** Charts that were asked for and are not there. */
export interface MissingCharts {
  unknown: string[];
  notApplicable: string[];
  /** Why charts are not there that a reader would look for, in sentences. */
  reasons: string[];
}

/** The charts of results, and word of every chart that was asked for and is not here. The truth's picture stands with the assumptions. */
export function chartsSection(language: Language, drawn: Set<string>, missing: MissingCharts): Block {
  const words = messages(language);
  const absent = [
    ...(missing.unknown.length > 0 ? [words.page.unknownCharts(words.list(missing.unknown))] : []),
    ...(missing.notApplicable.length > 0
      ? [words.page.notApplicable(words.list(missing.notApplicable))]
      : []),
    ...missing.reasons,
  ];
  return section(
    'charts',
    words.page.charts,
    [...drawn].filter((name) => name !== 'truth').map((name): Block => ({ kind: 'figure', name })),
    absent.length === 0 ? null : list(absent),
  );
}
