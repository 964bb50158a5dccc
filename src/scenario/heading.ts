import { type ReadFile, readExtended } from './extendFile.ts';
import { Faults } from './faults.ts';
import type { Scenario } from './model.ts';
import { readLocalText } from './normalise/localText.ts';
import type { FrameInput } from './schema/scenario.ts';
import { plain } from './tree.ts';

/** What a scenario is called and which clauses it belongs to. */
export type Heading = Pick<Scenario, 'id' | 'title' | 'guideline'>;

/** The heading of a frame whose shape is right. */
export const headingOf = ({
  id,
  title,
  guideline,
}: Pick<FrameInput, 'id' | 'title' | 'guideline'>): Heading => ({
  id,
  title: readLocalText(title)!,
  guideline: (guideline ?? []).map((entry) => {
    if (typeof entry === 'string') return { clause: entry };
    const name = readLocalText(entry.title);
    return name === null ? { clause: entry.clause } : { clause: entry.clause, title: name };
  }),
});

/**
 * The heading of a sound scenario file, to list many files quickly: what it extends is read, and nothing of either is checked. It is
 * the heading that `parseScenario` gives.
 *
 * @throws ScenarioError where a file is no YAML, or what it extends cannot be read
 * @example readHeading('id: a\ntitle: A\n', { file: 'a.yaml' }).title // { en: 'A' }
 */
export function readHeading(
  text: string,
  { file, readFile }: { file: string; readFile?: ReadFile },
): Heading {
  const faults = new Faults();
  const document = readExtended(text, file, readFile, faults, []);
  faults.throwIfAny();
  return headingOf(plain(document!) as FrameInput);
}
