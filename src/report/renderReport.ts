import type { Spec } from 'vega';
import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { type VegaLiteSpec, withTitle } from './charts/chart.ts';
import { charts, whyAbsent } from './charts/index.ts';
import { readable, sheetsOf } from './charts/sheets.ts';
import { resultCsv } from './csv.ts';
import { documentOf, type ReportDocument } from './document/document.ts';
import { resultJson } from './json.ts';
import { localised } from './localised.ts';
import { manifestJson, type RunFacts } from './manifest.ts';
import { markdownReport } from './markdown.ts';
import type { Language } from './messages/messages.ts';
import type { CompiledChart } from './page/pack.ts';
import { page } from './page/page.ts';
import { resultParquet } from './parquet.ts';
import { pngOf } from './png.ts';
import type { RuntimeTexts } from './runtime.ts';
import { compileSpec, equallyWide, heightOf, renderSvg, widthOf } from './svg.ts';
import { averagedResult } from './sweep.ts';
import { wordReport } from './word.ts';

/** Forms in which a report is rendered: `html` is the report folder; the others are files beside it. */
export type ReportFormat = 'html' | 'md' | 'docx' | 'svg' | 'png';

/** Files by name. */
type Files = Map<string, string | Uint8Array>;

export interface ReportOptions {
  /** The first is the report's own language (`index.html`); further ones have their tag in the file name (`index.zh.html`). */
  languages: Language[];
  /** Texts of `runtimeFiles`. */
  runtime: RuntimeTexts;
  /** `['html']` where not given. */
  formats?: ReportFormat[];
  /** The scenario file as the reproduction command should name it; `<id>.yaml`, which the page's download is called, where not given. */
  scenarioFile?: string;
  /** Times and machine for the manifest; the files themselves never hold them. */
  run?: RunFacts;
}

/** Names of the charts to draw: those asked for, else all, and always the truth. Unknown names are handed back, not dropped. */
function wanted(result: ScenarioResult) {
  const asked = result.report.length > 0 ? [...new Set([...result.report, 'truth'])] : Object.keys(charts);
  return {
    known: asked.filter((name) => name in charts),
    unknown: asked.filter((name) => !(name in charts)),
  };
}

/** A chart drawn for the page, and as a picture of its own with title and ground. */
interface DrawnChart extends CompiledChart {
  titled: VegaLiteSpec;
  titledSvg: string;
}

/** A report in one language: what every form is made from. */
interface DrawnReport {
  language: Language;
  /** Of the language in file names. */
  suffix: string;
  document: ReportDocument;
  charts: DrawnChart[];
}

/** The still pictures of a chart: no broader than paper can show readably, several where one would be taller than a page of paper. */
async function sheetsOfChart(wide: VegaLiteSpec, compiled: Spec, name: string): Promise<string[]> {
  const first = await renderSvg(compiled, name);
  const spec = readable(wide, widthOf(first));
  const whole = spec === wide ? first : await renderSvg(await compileSpec(spec), name);
  const parts = sheetsOf(spec, heightOf(whole));
  if (parts.length === 1) return [whole];
  const drawn: string[] = [];
  for (const [s, part] of parts.entries())
    drawn.push(await renderSvg(await compileSpec(part), `${name}-${s}`));
  return equallyWide(drawn);
}

async function drawnChart(
  result: ScenarioResult,
  language: Language,
  name: string,
): Promise<DrawnChart | null> {
  const wide = charts[name]!(result, language, 'wide');
  const narrow = charts[name]!(result, language, 'narrow');
  if (wide === null || narrow === null) return null;
  const titled = withTitle(wide);
  const wideSpec = await compileSpec(wide.spec);
  return {
    name,
    chart: wide,
    sheets: await sheetsOfChart(wide.spec, wideSpec, name),
    wide: wideSpec,
    narrow: await compileSpec(narrow.spec),
    titled,
    titledSvg: await renderSvg(await compileSpec(titled), name),
  };
}

async function drawnReport(
  raw: ScenarioResult,
  language: Language,
  suffix: string,
  scenarioFile: string,
): Promise<DrawnReport> {
  const result = localised(raw, language);
  const { known, unknown } = wanted(result);
  const drawn: DrawnChart[] = [];
  const absent: string[] = [];
  for (const name of known) {
    const chart = await drawnChart(result, language, name);
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

/** Adds the files of one form of a report in one language. */
async function addFormat(
  format: ReportFormat,
  result: ScenarioResult,
  report: DrawnReport,
  pages: DrawnReport[],
  runtime: RuntimeTexts,
  files: Files,
): Promise<void> {
  const { document, charts: drawn, suffix } = report;
  switch (format) {
    case 'html': {
      await addFormat('svg', result, report, pages, runtime, files);
      for (const { name, titled } of drawn)
        files.set(`charts/${name}${suffix}.vl.json`, `${JSON.stringify(titled, null, 1)}\n`);
      const others = pages
        .filter((other) => other !== report)
        .map((other) => ({ language: other.language, file: `index${other.suffix}.html` }));
      files.set(`index${suffix}.html`, page(result, { document, charts: drawn, runtime, others }));
      return;
    }
    case 'svg':
      for (const { name, titledSvg } of drawn) files.set(`charts/${name}${suffix}.svg`, titledSvg);
      return;
    case 'png':
      for (const { name, titledSvg } of drawn)
        files.set(`charts/${name}${suffix}.png`, (await pngOf(titledSvg)).data);
      return;
    case 'md': {
      // Pictures of its own: those in charts/ change their language with the page.
      const picture = (name: string) => `pictures/${name}${suffix}.svg`;
      for (const { name, titledSvg } of drawn) files.set(picture(name), titledSvg);
      files.set(`report${suffix}.md`, markdownReport(document, drawn, picture));
      return;
    }
    case 'docx':
      files.set(`report${suffix}.docx`, await wordReport(document, drawn, result.version));
  }
}

/**
 * Renders a result as the files of its report folder, by name. As `html`: the page (one offline HTML file a language), each chart as
 * SVG and Vega-Lite specification, the tidy data and the manifest; the same result gives the same bytes on every machine, but for
 * `run` in the manifest. As `md`, `docx`, `svg` or `png`: those files only.
 * @example (await renderReport(result, { languages: ['en', 'zh'], runtime })).get('index.zh.html')
 */
export async function renderReport(result: ScenarioResult, options: ReportOptions): Promise<Files> {
  const files: Files = new Map();
  const formats = options.formats ?? ['html'];
  const scenarioFile = options.scenarioFile ?? `${result.scenario.id}.yaml`;
  const pages: DrawnReport[] = [];
  for (const [index, language] of options.languages.entries())
    pages.push(await drawnReport(result, language, index === 0 ? '' : `.${language}`, scenarioFile));
  for (const report of pages)
    for (const format of formats) await addFormat(format, result, report, pages, options.runtime, files);
  return formats.includes('html') ? withResults(result, files, options.run) : files;
}
