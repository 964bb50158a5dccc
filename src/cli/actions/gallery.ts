import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { type GalleryEntry, galleryPage } from '../../report/gallery.ts';
import { CliFailure } from '../failures.ts';
import { type LanguageChoice, languagesOf } from '../options.ts';
import { prepareFolder, writeFiles } from '../outputFolder.ts';
import { readResult } from '../resultFolder.ts';
import type { Terminal } from '../terminal.ts';

export interface GalleryOptions {
  lang: LanguageChoice;
  quiet?: boolean;
}

/** `markersim gallery`: one page over all finished runs of a folder. */
export function galleryAction(folder: string, { lang, quiet }: GalleryOptions, terminal: Terminal): void {
  const runs = runsIn(folder);
  if (runs.length === 0) {
    throw new CliFailure(
      'no finished run was found in {folder}.\nRun a scenario first, for instance: markersim run ipass',
      { folder },
    );
  }
  prepareFolder(folder);
  const pages = languagesOf(lang).map((language, i) => ({
    language,
    suffix: i === 0 ? '' : `.${language}`,
  }));
  const results = runs.map((run) => ({ run, result: readResult(join(folder, run)) }));
  const files = pages.map(({ language, suffix }): [string, string] => {
    const entries = results.map(({ run, result }) => entryOf(folder, run, result, suffix));
    const others = pages
      .filter((other) => other.language !== language)
      .map((other) => ({ language: other.language, file: `index${other.suffix}.html` }));
    return [`index${suffix}.html`, galleryPage(entries, language, others)];
  });
  writeFiles(folder, new Map(files));
  if (files.length === 1) dropOther(join(folder, 'index.zh.html'));
  if (!quiet) for (const [name] of files) terminal.out(join(folder, name));
}

/** A gallery in one language has no second page: that of an earlier one would show older runs. */
function dropOther(path: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8').includes('<title>MarkerSim ')) rmSync(path);
}

/** Folders with results, at any depth, in order of name, with forward slashes. */
function runsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('/results.json'))
    .map((path) => path.replace(/\/results\.json$/, ''))
    .sort();
}

/** A run's page in this language, or in its own; its first chart that was drawn. */
function entryOf(folder: string, run: string, result: ScenarioResult, suffix: string): GalleryEntry {
  const first = (names: string[]) => names.find((name) => existsSync(join(folder, run, name)));
  const page = first([`index${suffix}.html`, 'index.html']);
  const charts = result.report.length > 0 ? result.report : ['power', 'claims', 'efficiency'];
  const picture = first(charts.flatMap((name) => [`charts/${name}${suffix}.svg`, `charts/${name}.svg`]));
  return {
    result,
    page: page === undefined ? null : `${run}/${page}`,
    thumbnail: picture === undefined ? null : readFileSync(join(folder, run, picture), 'utf8'),
  };
}
