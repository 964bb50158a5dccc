import { exactLevel, exceedsItsLevel } from '../../designs/stagedRule.ts';
import { type Fault, ScenarioError } from '../../errors.ts';
import type { Language } from '../../report/messages/messages.ts';
import type { ScenarioPoint } from '../../scenario/model.ts';
import { CliFailure } from '../failures.ts';
import { faultsText, say } from '../say.ts';
import { readScenario } from '../scenarioFiles.ts';
import type { Terminal } from '../terminal.ts';

export interface ValidateOptions {
  quiet?: boolean;
  json?: boolean;
}

interface Verdict {
  file: string;
  ok: boolean;
  points: number;
  designs: number;
  faults: readonly Fault[];
  /** Why there is nothing to check. */
  unreadable?: string;
  /** Tests whose stages have a level above the one asked for. */
  cautions: readonly Caution[];
}

interface Caution {
  design: string;
  test: string;
  level: number;
  alpha: number;
}

function verdict(file: string, language: Language): Verdict {
  try {
    const { points } = readScenario(file);
    const cautions = cautionsOf(points[0]);
    return {
      file,
      ok: true,
      points: points.length,
      designs: Object.keys(points[0].designs).length,
      faults: [],
      cautions,
    };
  } catch (error) {
    const nothing = { file, ok: false, points: 0, designs: 0, cautions: [] };
    if (error instanceof ScenarioError) return { ...nothing, faults: error.faults };
    // The faults of the other files are shown all the same.
    if (error instanceof CliFailure) return { ...nothing, faults: [], unreadable: error.in(language) };
    throw error;
  }
}

/** Levels that are not what was asked for: sound, but to be known. */
const cautionsOf = ({ designs }: ScenarioPoint): Caution[] =>
  Object.values(designs).flatMap(({ name, trials }) =>
    trials.flatMap(({ tests }) =>
      tests.filter(exceedsItsLevel).map((test) => ({
        design: name,
        test: test.name,
        level: test.sided * exactLevel(test),
        alpha: test.alpha,
      })),
    ),
  );

/** `markersim validate`: every fault of every file at once. */
export function validateAction(files: string[], { quiet, json }: ValidateOptions, terminal: Terminal): void {
  const language = terminal.language ?? 'en';
  const verdicts = files.map((file) => verdict(file, language));
  if (json) terminal.out(JSON.stringify(verdicts, null, 2));
  for (const { file, ok, points, designs, faults, cautions, unreadable } of json ? [] : verdicts) {
    if (unreadable !== undefined) terminal.err(`${unreadable}\n`);
    else if (!ok) terminal.err(`${faultsText(faults, language)}\n`);
    else if (!quiet)
      terminal.out(
        say(language, '{file}: ok; designs: {designs}, points: {points}', { file, designs, points }),
      );
    for (const { design, test, level, alpha } of cautions) {
      terminal.err(
        `${say(
          language,
          '{file}: design {design}, test {test}: these boundaries have the exact level {level}, above {alpha}; write `stages: {p1, power}` to have them searched, or ask for less',
          { file, design, test, level: String(Number(level.toPrecision(3))), alpha },
        )}`,
      );
    }
  }
  const faulty = verdicts.filter(({ ok }) => !ok).length;
  if (faulty > 0) {
    const faults = verdicts.reduce((sum, verdict) => sum + verdict.faults.length, 0);
    throw new CliFailure('Faults: {faults}; faulty files: {files}', { faults, files: faulty });
  }
}
