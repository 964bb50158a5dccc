import type { ResultWarning, ScenarioResult } from '../operating-characteristics/result.ts';
import { fixed } from './format.ts';
import { messages } from './messages/index.ts';
import type { Language } from './messages/messages.ts';
import { localText, settingsText } from './messages/text.ts';

/** Counted troubles of one kind in one design, in words. */
export interface WarningGroup {
  /** How many truths, and the worst of them. */
  summary: string;
  /** Every count, where there is more than one. */
  details: string[];
}

/** The counted troubles of a result: one group a design and kind, in the order in which they first appear. */
export function warningGroups(result: ScenarioResult, language: Language): WarningGroup[] {
  const words = messages(language);
  const groups = new Map<string, ResultWarning[]>();
  for (const warning of result.warnings) {
    const key = `${warning.kind}\u0000${warning.design}`;
    groups.set(key, [...(groups.get(key) ?? []), warning]);
  }
  return [...groups.values()].map((group): WarningGroup => {
    const { kind, design: id } = group[0]!;
    const title = result.designs.find((design) => design.id === id)?.title;
    const design = title === undefined ? id : localText(title, language);
    const worst = group.reduce((a, b) => (b.count / b.n > a.count / a.n ? b : a));
    const where = ({ analysis, point }: ResultWarning) =>
      words.settings([
        ...(analysis === '' ? [] : [analysis]),
        ...(result.axes.length === 0 ? [] : [settingsText(result, result.points[point]!.values, words)]),
      ]);
    const count = (warning: ResultWarning) => words.countOf(fixed(warning.count, 0), fixed(warning.n, 0));
    return {
      summary: words.warnings[kind].summary({
        design,
        points: new Set(group.map(({ point }) => point)).size,
        of: result.points.length,
        worst: count(worst),
        where: where(worst),
      }),
      details:
        group.length === 1
          ? []
          : group.map((warning) =>
              words.warnings[kind].detail({ design, where: where(warning), count: count(warning) }),
            ),
    };
  });
}
