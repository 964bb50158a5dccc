import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { charts, whyAbsent } from './charts/index.ts';
import { resultCsv } from './csv.ts';
import { documentOf, type ReportDocument } from './document/document.ts';
import { compiledChart, type DrawnChart, drawnChart, each, pageChart } from './drawnChart.ts';
import { resultJson } from './json.ts';
import { localised } from './localised.ts';
import { manifestJson, type RunFacts } from './manifest.ts';
import { markdownReport } from './markdown.ts';
import type { Language } from './messages/messages.ts';
import { page } from './page/page.ts';
import { resultParquet } from './parquet.ts';
import { pngOf } from './png.ts';
import type { RuntimeTexts } from './runtime.ts';
import { averagedResult } from './sweep.ts';
import { wordReport } from './word.ts';

/** Forms in which a report is rendered: `html` is the report folder; the others are files beside it. */
export type ReportFormat = 'html' | 'md' | 'docx' | 'svg' | 'png';

/** Files by name. */
export type Files = Map<string, string | Uint8Array>;

/** What the files of any of the languages are made by: nothing that another thread could not be told. */
export interface DrawOptions {
  /** The first is the report's own language (`index.html`); further ones have their tag in the file name (`index.zh.html`). */
  languages: Language[];
  /** Texts of `runtimeFiles`. */
  runtime: RuntimeTexts;
  /** `['html']` where not given. */
  formats?: ReportFormat[];
  /** The scenario file as the reproduction command should name it; `<id>.yaml`, which the page's download is called, where not given. */
  scenarioFile?: string;
}

export interface ReportOptions extends DrawOptions {
  /** Times and machine for the manifest; the files themselves never hold them. */
  run?: RunFacts;
  /** Draws further languages at the same time as the first: `drawLanguage`, in another thread. */
  elsewhere?: typeof drawLanguage;
}

/** Names of the charts to draw: those asked for, else all, and always the truth. Unknown names are handed back, not dropped. */
function wanted(result: ScenarioResult) {
  const asked = result.report.length > 0 ? [...new Set([...result.report, 'truth'])] : Object.keys(charts);
  return {
    known: asked.filter((name) => name in charts),
    unknown: asked.filter((name) => !(name in charts)),
  };
}

/** A report in one language: what every form is made from. */
interface DrawnReport {
  language: Language;
  /** Of the language in file names. */
  suffix: string;
  document: ReportDocument;
  charts: DrawnChart[];
}

function reportIn(
  raw: ScenarioResult,
  language: Language,
  suffix: string,
  scenarioFile: string,
): DrawnReport {
  const result = localised(raw, language);
  const { known, unknown } = wanted(result);
  const drawn: DrawnChart[] = [];
  const absent: string[] = [];
  for (const name of known) {
    const chart = drawnChart(result, language, name);
    if (chart === null) absent.push(name);
    else drawn.push(chart);
  }
  const reasons = new Map(
    absent.flatMap((name): [string, string][] => {
      const reason = whyAbsent(name, result, language);
      return reason === null ? [] : [[name, reason]];
    }),
  );
  const document = documentOf(result, language, {
    drawn: new Set(drawn.map(({ name }) => name)),
    missing: {
      unknown,
      notApplicable: absent.filter((name) => result.report.includes(name) && !reasons.has(name)),
      reasons: [...reasons.values()],
    },
    scenarioFile,
  });
  return { language, suffix, document, charts: drawn };
}

function withResults(result: ScenarioResult, files: Files, run: RunFacts | undefined): Files {
  files.set('results.json', resultJson(result));
  files.set('results.csv', resultCsv(result));
  files.set('results.parquet', resultParquet(result));
  const averaged = averagedResult(result);
  if (averaged !== null) files.set('averages.csv', resultCsv(averaged));
  files.set('manifest.json', manifestJson(result, files, run));
  return files;
}

/** The files of a result without page and charts: tidy data and manifest. */
export function resultFiles(result: ScenarioResult, run?: RunFacts): Files {
  return withResults(result, new Map(), run);
}

const suffixOf = (languages: readonly Language[], language: Language) =>
  language === languages[0] ? '' : `.${language}`;

/** Adds the files of one form of a report in one language. */
async function addFormat(
  format: ReportFormat,
  result: ScenarioResult,
  report: DrawnReport,
  { languages, runtime }: DrawOptions,
  files: Files,
): Promise<void> {
  const { document, charts: drawn, suffix } = report;
  switch (format) {
    case 'html': {
      await addFormat('svg', result, report, { languages, runtime }, files);
      for (const { name, titled } of drawn)
        files.set(`charts/${name}${suffix}.vl.json`, `${JSON.stringify(titled, null, 1)}\n`);
      const others = languages
        .filter((language) => language !== report.language)
        .map((language) => ({ language, file: `index${suffixOf(languages, language)}.html` }));
      const compiled = await each(drawn, compiledChart);
      files.set(`index${suffix}.html`, page(result, { document, charts: compiled, runtime, others }));
      return;
    }
    case 'svg':
      for (const { name, titledSvg } of drawn) files.set(`charts/${name}${suffix}.svg`, await titledSvg());
      return;
    case 'png':
      for (const { name, titledSvg } of drawn)
        files.set(`charts/${name}${suffix}.png`, (await pngOf(await titledSvg())).data);
      return;
    case 'md': {
      // Pictures of its own: those in charts/ change their language with the page.
      const picture = (name: string) => `pictures/${name}${suffix}.svg`;
      for (const { name, titledSvg } of drawn) files.set(picture(name), await titledSvg());
      files.set(`report${suffix}.md`, markdownReport(document, drawn, picture));
      return;
    }
    case 'docx':
      files.set(
        `report${suffix}.docx`,
        await wordReport(document, await each(drawn, pageChart), result.version),
      );
  }
}

/** The files of a report in one of its languages, without the data that they have in common. */
export async function drawLanguage(
  result: ScenarioResult,
  language: Language,
  options: DrawOptions,
): Promise<Files> {
  const files: Files = new Map();
  const scenarioFile = options.scenarioFile ?? `${result.scenario.id}.yaml`;
  const report = reportIn(result, language, suffixOf(options.languages, language), scenarioFile);
  for (const format of options.formats ?? ['html']) await addFormat(format, result, report, options, files);
  return files;
}

/**
 * Renders a result as the files of its report folder, by name. As `html`: the page (one offline HTML file a language), each chart as
 * SVG and Vega-Lite specification, the tidy data and the manifest; the same result gives the same bytes on every machine, but for
 * `run` in the manifest. As `md`, `docx`, `svg` or `png`: those files only.
 * @example (await renderReport(result, { languages: ['en', 'zh'], runtime })).get('index.zh.html')
 */
export async function renderReport(
  result: ScenarioResult,
  { elsewhere, run, ...options }: ReportOptions,
): Promise<Files> {
  const [own, ...others] = options.languages;
  const later = elsewhere === undefined ? [] : others.map((language) => elsewhere(result, language, options));
  const here = async () => {
    const drawn: Files[] = [];
    for (const language of elsewhere === undefined ? options.languages : [own])
      drawn.push(await drawLanguage(result, language, options));
    return drawn;
  };
  const [first, ...rest] = await Promise.all([here(), ...later]);
  const files: Files = new Map([...first, ...rest].flatMap((some) => [...some]));
  return (options.formats ?? ['html']).includes('html') ? withResults(result, files, run) : files;
}
