import { createHash } from 'node:crypto';
import type { Spec } from 'vega';
import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { answerOf } from '../answer.ts';
import { resultCsv } from '../csv.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { localText } from '../messages/text.ts';
import { type RuntimeTexts, runtimeScript } from '../runtime.ts';
import { assumptionsSection } from './assumptions.ts';
import { browserScript } from './browser.ts';
import { chartsSection, type PageChart } from './charts.ts';
import { comparisonSection } from './comparison.ts';
import { escapeHtml, inlineJson, paragraph, section } from './html.ts';
import { checksSection, methodsSection } from './methods.ts';
import { provenanceSection } from './provenance.ts';
import { style } from './style.ts';

/** Largest page: it must pass through a mail server and open on a phone. */
const mostBytes = 1_450_000;

/** A chart with its specifications compiled for both layouts. */
export interface CompiledChart extends PageChart {
  wide: Spec;
  narrow: Spec;
}

/** What the page is made of beside the result. */
export interface PageOptions {
  language: Language;
  charts: CompiledChart[];
  missing: { unknown: string[]; notApplicable: string[] };
  runtime: RuntimeTexts;
  /** The scenario file in the reproduction command. */
  scenarioFile: string;
  /** File name and own name of the page in other languages. */
  others: { file: string; language: Language }[];
}

const bytes = (text: string) => Buffer.byteLength(text, 'utf8');
const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/** Takes data that both layouts share out of the specifications, each list once. */
function pooled(charts: CompiledChart[]): {
  pool: unknown[];
  charts: Record<string, { wide: unknown; narrow: unknown }>;
} {
  const pool: unknown[] = [];
  const seen = new Map<string, number>();
  const strip = (spec: Spec) => ({
    ...spec,
    // The page says it beside the figure.
    description: undefined,
    data: spec.data?.map((data) => {
      if (!('values' in data) || !Array.isArray(data.values)) return data;
      const text = JSON.stringify(data.values);
      const index = seen.get(text) ?? pool.push(data.values) - 1;
      seen.set(text, index);
      return { ...data, values: { pool: index } };
    }),
  });
  const entries = charts.map(
    (chart) => [chart.name, { wide: strip(chart.wide), narrow: strip(chart.narrow) }] as const,
  );
  return { pool, charts: Object.fromEntries(entries) };
}

/**
 * What the page carries as data, as much as its size allows: the charts' specifications first, then the results with all digits,
 * else rounded, else not at all. What is left out is said in words where it is missed.
 */
function payload(result: ScenarioResult, charts: CompiledChart[], room: number) {
  let live = charts;
  while (live.length > 0 && bytes(inlineJson(pooled(live))) > room) live = live.slice(0, -1);
  const spare = room - bytes(inlineJson(pooled(live)));
  const csv = [undefined, 6]
    .map((digits) => ({ digits, text: resultCsv(result, { digits, bom: true }) }))
    .find(({ text }) => bytes(inlineJson(text)) <= spare);
  return {
    json: inlineJson({ ...pooled(live), downloads: csv === undefined ? {} : { csv: csv.text } }),
    csv,
  };
}

function head(result: ScenarioResult, language: Language, policy: string): string {
  const words = messages(language);
  return [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(localText(result.scenario.title, language))} \u2013 ${escapeHtml(words.page.lead)}</title>`,
  ].join('\n');
}

function opening(result: ScenarioResult, options: PageOptions): string {
  const { language, others } = options;
  const words = messages(language);
  const { scenario } = result;
  const clauses = scenario.guideline.map(({ clause, title }) =>
    title === undefined ? clause : `${clause} ${localText(title, language)}`,
  );
  const contents = ['comparison', 'charts', 'assumptions', 'methods', 'checks', 'provenance'] as const;
  const links = [
    ...contents.map((id) => `<li><a href="#${id}">${escapeHtml(words.page[id])}</a>`),
    ...others.map(
      (other) =>
        `<li><a href="${escapeHtml(other.file)}" hreflang="${messages(other.language).tag}" lang="${messages(other.language).tag}">${messages(other.language).ownName}</a>`,
    ),
  ];
  return [
    `<header><p class="kicker">MarkerSim \u00b7 ${escapeHtml(words.page.lead)}</p>`,
    `<h1>${escapeHtml(localText(scenario.title, language))}</h1>`,
    clauses.length === 0
      ? ''
      : `<p class="meta">${escapeHtml(words.page.guideline)}: ${escapeHtml(words.list(clauses))}</p>`,
    `</header><nav aria-label="${escapeHtml(words.page.contents)}"><ul>${links.join('')}</ul></nav>`,
  ].join('\n');
}

function answerSection(result: ScenarioResult, language: Language): string {
  const words = messages(language);
  const { setting, sentences, warnings } = answerOf(result, language);
  const question = result.scenario.question;
  return [
    question === undefined
      ? ''
      : section('question', words.page.question, paragraph(localText(question, language), 'question')),
    section(
      'answer',
      words.page.answer,
      `<div class="answer">${setting === '' ? '' : paragraph(setting, 'note')}${sentences.map((sentence) => paragraph(sentence)).join('')}</div>`,
      ...warnings.map((warning) => paragraph(warning, 'warning')),
      ...result.warnings.map((warning) => paragraph(warning, 'warning')),
    ),
  ].join('\n');
}

/**
 * The report as one HTML file that needs no network. Its policy allows the three scripts and the style sheet by their hashes and
 * nothing else: no evaluation, no connection, no foreign picture or font.
 */
export function page(result: ScenarioResult, options: PageOptions): string {
  const { language, charts } = options;
  const words = messages(language);
  const runtime = runtimeScript(options.runtime);
  const policy = [
    "default-src 'none'",
    `script-src ${sha256(runtime)} ${sha256(browserScript)}`,
    `style-src ${sha256(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const before = [
    `<!DOCTYPE html>\n<html lang="${words.tag}">\n<head>\n${head(result, language, policy)}\n<style>${style}</style>\n</head>\n<body>`,
    opening(result, options),
    '<main>',
    answerSection(result, language),
    comparisonSection(result, language),
    chartsSection(result, language, charts, options.missing),
    assumptionsSection(result, language),
    methodsSection(result, language),
    checksSection(result, language),
  ].join('\n');
  const scripts = (json: string) =>
    [
      `<footer><p>MarkerSim ${escapeHtml(result.version)} \u00b7 ${escapeHtml(result.scenario.id)}</p></footer>`,
      '<div id="tip" role="tooltip"></div>',
      `<script type="application/json" id="payload">${json}</script>`,
      '<!-- Vega and vega-interpreter: (c) University of Washington Interactive Data Lab, BSD-3-Clause -->',
      `<script>${runtime}</script>`,
      `<script>${browserScript}</script>\n</body>\n</html>\n`,
    ].join('\n');
  // 4 kB is room for the provenance and the links that follow.
  const data = payload(result, charts, mostBytes - bytes(before) - bytes(scripts('')) - 4096);
  const download =
    data.csv === undefined
      ? paragraph(words.page.notEmbedded('results.csv'))
      : `<p><a class="button screen" data-download="csv" download="${escapeHtml(result.scenario.id)}.csv" href="results.csv">${escapeHtml(words.page.downloadCsv)}</a>${data.csv.digits === undefined ? '' : ` <span class="note">${escapeHtml(words.page.rounded)}</span>`}</p>`;
  return `${before}\n${provenanceSection(result, language, options.scenarioFile, download)}\n</main>\n${scripts(data.json)}`;
}
