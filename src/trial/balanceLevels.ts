import type { Population } from '../population/groups.ts';
import { levelOf } from '../scenario/cells.ts';
import { cutOf } from '../scenario/cuts.ts';

/** One level of a name by which patients are sorted: `EGFR+`, `true EGFR-`, `site = a`, `risk >= q60`. */
export interface LabelledLevel {
  readonly label: string;
  /** 0/1 by group. */
  readonly members: Uint8Array;
}

/** All levels that the groups of a population have of some names, in the order of the groups. */
export function labelledLevels(names: readonly string[], { groups }: Population): LabelledLevel[] {
  return names.flatMap((name) => {
    const levels = groups.map((group) => levelOf(name, group));
    return [...new Set(levels)].map((level) => ({
      label: labelOf(name, level),
      members: Uint8Array.from(levels, (one) => (one === level ? 1 : 0)),
    }));
  });
}

function labelOf(name: string, level: string): string {
  if (cutOf(name) !== null) return level === '+' ? name : name.replace('>=', '<');
  return level === '+' || level === '-' || level === '?' ? `${name}${level}` : `${name} = ${level}`;
}
