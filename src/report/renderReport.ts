import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { withTitle } from './charts/chart.ts';
import { charts } from './charts/index.ts';
import { resultCsv } from './csv.ts';
import { documentOf } from './document/document.ts';
import { resultJson } from './json.ts';
import { manifestJson, type RunFacts } from './manifest.ts';
import type { Language } from './messages/messages.ts';
import type { CompiledChart } from './page/pack.ts';
import { page } from './page/page.ts';
import { resultParquet } from './parquet.ts';
import type { RuntimeTexts } from './runtime.ts';
import { compileSpec, renderSvg } from './svg.ts';

export interface ReportOptions {
  /** The first is the report's own language (`index.html`); further ones have their tag in the file name (`index.zh.html`). */
  languages: Language[];
  /** Texts of `runtimeFiles`. */
  runtime: RuntimeTexts;
  /** The scenario file as the reproduction command should name it; `scenarios/<id>.yaml` where not given. */
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

async function compiledCharts(
  result: ScenarioResult,
  language: Language,
  names: string[],
  files: Map<string, string | Uint8Array>,
  suffix: string,
) {
  const compiled: CompiledChart[] = [];
  const absent: string[] = [];
  for (const name of names) {
    const wide = charts[name]!(result, language, 'wide');
    const narrow = charts[name]!(result, language, 'narrow');
    if (wide === null || narrow === null) {
      absent.push(name);
      continue;
    }
    const titled = withTitle(wide);
    files.set(`charts/${name}${suffix}.svg`, await renderSvg(await compileSpec(titled), name));
    files.set(`charts/${name}${suffix}.vl.json`, `${JSON.stringify(titled, null, 1)}\n`);
    const wideSpec = await compileSpec(wide.spec);
    compiled.push({
      name,
      chart: wide,
      svg: await renderSvg(wideSpec, name),
      wide: wideSpec,
      narrow: await compileSpec(narrow.spec),
    });
  }
  return { compiled, absent };
}

function withResults(
  result: ScenarioResult,
  files: Map<string, string | Uint8Array>,
  run: RunFacts | undefined,
) {
  files.set('results.json', resultJson(result));
  files.set('results.csv', resultCsv(result));
  files.set('results.parquet', resultParquet(result));
  files.set('manifest.json', manifestJson(result, files, run));
  return files;
}

/** The files of a result without page and charts: tidy data and manifest. */
export function resultFiles(result: ScenarioResult, run?: RunFacts): Map<string, string | Uint8Array> {
  return withResults(result, new Map(), run);
}

/**
 * Renders a result as the files of its report folder, by name: the page (one offline HTML file a language), each chart as SVG and
 * Vega-Lite specification, the tidy data and the manifest. The same result gives the same bytes on every machine, but for `run` in the manifest.
 * @example (await renderReport(result, { languages: ['en', 'zh'], runtime })).get('index.zh.html')
 */
export async function renderReport(
  result: ScenarioResult,
  options: ReportOptions,
): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  const { known, unknown } = wanted(result);
  const pages = options.languages.map((language, index) => ({
    language,
    suffix: index === 0 ? '' : `.${language}`,
  }));
  for (const { language, suffix } of pages) {
    const { compiled, absent } = await compiledCharts(result, language, known, files, suffix);
    const html = page(result, {
      document: documentOf(result, language, {
        drawn: new Set(compiled.map(({ name }) => name)),
        missing: { unknown, notApplicable: absent.filter((name) => result.report.includes(name)) },
        scenarioFile: options.scenarioFile ?? `scenarios/${result.scenario.id}.yaml`,
      }),
      charts: compiled,
      runtime: options.runtime,
      others: pages
        .filter((other) => other.language !== language)
        .map((other) => ({ language: other.language, file: `index${other.suffix}.html` })),
    });
    files.set(`index${suffix}.html`, html);
  }
  return withResults(result, files, options.run);
}
