import { readFileSync } from 'node:fs';
import { readHeading } from '../../scenario/heading.ts';
import { say } from '../say.ts';
import { shippedScenarios } from '../shippedScenarios.ts';
import { tableText } from '../table.ts';
import type { Terminal } from '../terminal.ts';

export interface ListOptions {
  json?: boolean;
}

const text = (path: string): string => readFileSync(path, 'utf8');
const heading = (path: string) => readHeading(text(path), { file: path, readFile: text });

/** `markersim list`: the scenarios that come with MarkerSim. */
export function listAction({ json }: ListOptions, terminal: Terminal): void {
  const language = terminal.language ?? 'en';
  const entries = shippedScenarios().map(({ name, path }) => {
    const { id, title, guideline } = heading(path);
    return { name, id, title, guideline: guideline.map(({ clause }) => clause) };
  });
  if (json) {
    terminal.out(JSON.stringify(entries, null, 2));
    return;
  }
  const rows = entries.map(({ id, name, title, guideline }) => [
    id,
    name,
    (language === 'zh' ? title.zh : undefined) ?? title.en,
    guideline.join(', '),
  ]);
  terminal.out(
    `${tableText(
      ['id', 'name', 'title', 'guideline'].map((name) => say(language, name)),
      rows,
    )}\n${say(language, 'Run one with: markersim run <id or name>')}`,
  );
}
